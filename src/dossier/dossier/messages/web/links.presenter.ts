import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { LiveLink } from '../family-links.js';

/**
 * The links of a dossier as a table, for its family and for its desk. @param base beginning of the addresses that
 * close them
 */
export function linksModel(
  { t, instant }: Translator,
  links: readonly LiveLink[],
  base: string,
  ownLinkId: string | null = null,
): Record<string, unknown> {
  return {
    title: t('dossier.links.title'),
    base,
    links: links.map(({ id, createdAt, channel, sentTo, usedAt, endsAt }) => ({
      id,
      how: t(`dossier.links.by.${channel ?? 'unknown'}`, { to: sentTo ?? '' }),
      given: instant(createdAt),
      used: usedAt ? instant(usedAt) : t('dossier.links.never'),
      ends: instant(endsAt),
      own: id === ownLinkId,
    })),
  };
}
