import { groupedBy } from '../../kernel/grouped-by.js';
import { LACK_GROUPS, type Lack } from '../../kernel/lack.js';
import { dayOf } from '../../kernel/time.js';
import type { Translator } from '../../platform/i18n/index.js';
import type { OpeningStanding } from '../../platform/opening/index.js';

/** Whether the reader may open the page where something is mended. */
type MayOpen = (href: string) => boolean;

/** One kind of lack, with each of those that lack it. */
function lineOf({ t }: Translator, kind: string, lacks: readonly Lack[], mayOpen: MayOpen): Record<string, unknown> {
  const [{ mender, subject, ...first }] = lacks as [Lack];
  const linked = (href: string | null): string | null => (href !== null && mayOpen(href) ? href : null);
  const href = linked(first.href);
  return {
    title: t(`opening.lack.${kind}`),
    mender: t(`opening.mender.${mender}`),
    mend: subject ? null : href && { href, text: t('opening.mend'), about: t(`opening.lack.${kind}`) },
    subjects: lacks.flatMap((lack) => (lack.subject ? [{ name: lack.subject.name, href: linked(lack.href) }] : [])),
  };
}

/** @param standing.open whether families may come now @param standing.real whether this serves real families */
export function openingModel(
  words: Translator,
  { missing, waived }: OpeningStanding,
  { open, real, mayOpen }: { open: boolean; real: boolean; mayOpen: MayOpen },
): Record<string, unknown> {
  const { t, day } = words;
  return {
    title: t('opening.title'),
    state: !real
      ? { kind: 'info', text: t('opening.notReal') }
      : open
        ? { kind: 'success', text: t(missing.length > 0 ? 'opening.openedBefore' : 'opening.open') }
        : { kind: 'warning', text: t('opening.closed') },
    count: missing.length === 0 ? t('opening.complete') : t('opening.count', { count: missing.length }),
    groups: LACK_GROUPS.flatMap((group) => {
      const kinds = groupedBy(
        missing.filter((lack) => lack.group === group),
        ({ kind }) => kind,
      );
      if (kinds.size === 0) return [];
      return [
        {
          title: t(`opening.group.${group}`),
          lines: [...kinds].map(([kind, all]) => lineOf(words, kind, all, mayOpen)),
        },
      ];
    }),
    waived: waived.map(({ kind, subject, waiver }) => ({
      title: [t(`opening.lack.${kind}`), subject?.name].filter(Boolean).join(' – '),
      who: t('opening.waivedBy', { name: waiver.name, day: day(dayOf(waiver.at)) }),
      reason: waiver.reason,
    })),
  };
}
