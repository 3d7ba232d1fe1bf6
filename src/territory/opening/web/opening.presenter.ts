import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { LACK_GROUPS, type Lack } from '../../../foundation/kernel/lack.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { OpeningStanding } from '../../../foundation/platform/opening/index.js';

/** Whether the reader may open the page where something is mended. */
type MayOpen = (href: string) => boolean;

/** What whoever looks after the server does about a kind of lack: a setting that is given, or a command. */
const SERVER_STEPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  mail: { setting: 'SMTP_URL' },
  sms: { setting: 'SMS_URL' },
  backup: { command: 'npm run backup -- --key marelle-backup.key' },
  restore: { command: 'npm run operate -- restored …' },
};
const WAIVE = { waive: 'npm run operate -- waive …', lacks: 'npm run operate -- lacks' };

/** One kind of lack, with each of those that lack it. */
function lineOf({ t }: Translator, kind: string, lacks: readonly Lack[], mayOpen: MayOpen): Record<string, unknown> {
  const [{ mender, subject, ...first }] = lacks as [Lack];
  const linked = (href: string | null): string | null => (href !== null && mayOpen(href) ? href : null);
  const href = linked(first.href);
  return {
    title: t(`opening.lack.${kind}`),
    mender: t(`opening.mender.${mender}`),
    onServer: SERVER_STEPS[kind] ? t(`opening.server.${kind}`, SERVER_STEPS[kind]) : null,
    mend: subject ? null : href && { href, text: t('opening.mend'), about: t(`opening.lack.${kind}`) },
    subjects: lacks.flatMap((lack) => {
      if (!lack.subject) return [];
      const own = linked(lack.href);
      const first = own === null && lack.before ? linked(lack.before.href) : null;
      return [
        {
          name: lack.subject.name,
          href: own,
          before: first && { href: first, text: t(`opening.before.${lack.before!.code}`) },
        },
      ];
    }),
  };
}

/** A line for each kind. */
const linesOf = (words: Translator, lacks: readonly Lack[], mayOpen: MayOpen): Record<string, unknown>[] =>
  [...groupedBy(lacks, ({ kind }) => kind)].map(([kind, all]) => lineOf(words, kind, all, mayOpen));

/** @param standing.open whether families may come now @param standing.real whether this serves real families */
export function openingModel(
  words: Translator,
  { missing, waived, advised }: OpeningStanding,
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
      const lines = linesOf(
        words,
        missing.filter((lack) => lack.group === group),
        mayOpen,
      );
      return lines.length === 0 ? [] : [{ title: t(`opening.group.${group}`), lines }];
    }),
    howToWaive: missing.length > 0 && real && !open ? t('opening.server.waive', WAIVE) : null,
    advised: linesOf(words, advised, mayOpen),
    waived: waived.map(({ kind, subject, waiver }) => ({
      title: [t(`opening.lack.${kind}`), subject?.name].filter(Boolean).join(' – '),
      who: t('opening.waivedBy', { name: waiver.name, day: day(dayOf(waiver.at)) }),
      reason: waiver.reason,
    })),
  };
}
