import { tieBreakWords } from '../admission/index.js';
import { CUT_OFF_BASE } from '../commission/index.js';
import { dayOf } from '../../foundation/kernel/time.js';
import { WEEKDAYS } from '../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import { memberLine } from './attendance-words.js';
import { listOr, type Block } from './document-blocks.js';
import {
  tieBreakOf,
  wasQuorate,
  type MinutesCase,
  type MinutesContent,
  type MinutesCutOff,
} from './domain/minutes-content.js';
import type { PublicCounts } from './domain/public-counts.js';
import type { KeptMinutes } from './kept-minutes.js';

// What minutes say, block by block. Which of these a version has is said in minutes-documents.ts.

export function attendanceBlocks(words: Translator, { days }: MinutesContent): Block[] {
  const { t, fullDay } = words;
  return days.map(({ startsAt, room, attendance }) => ({
    heading: t('minutes.pdf.attendance', { day: fullDay(dayOf(startsAt)), room }),
    ...listOr(
      attendance.map((member) => memberLine(words, member)),
      t('minutes.pdf.nobodyNoted'),
    ),
  }));
}

export function quorumBlock({ t }: Translator, content: MinutesContent): Block {
  const reached = wasQuorate(content);
  return {
    heading: t('minutes.pdf.quorum'),
    paragraphs: [
      reached === null
        ? t('minutes.pdf.noQuorum')
        : t(reached ? 'minutes.pdf.quorate' : 'minutes.pdf.notQuorate', { needed: content.quorum ?? 0 }),
    ],
  };
}

export function decisionsBlock(words: Translator, { cases }: MinutesContent): Block {
  const { t } = words;
  return {
    heading: t('commission.minutes.caption'),
    table: {
      columns: [
        'commission.agenda.number',
        'commission.agenda.rank',
        'commission.agenda.points',
        'commission.agenda.decision',
        'commission.minutes.reason',
      ].map((key) => t(key)),
      widths: ['number', 'number', 'number', '3fr', '3fr'],
      rows: cases.map((minutesCase) => [
        String(minutesCase.number),
        minutesCase.rank === null ? '' : String(minutesCase.rank),
        minutesCase.points === null ? '' : String(minutesCase.points),
        [outcomeWords(words, minutesCase), placeWords(words, minutesCase)].filter(Boolean).join('. '),
        [
          minutesCase.reason ? t(`reason.${minutesCase.reason}`) : '',
          minutesCase.departs ? t('commission.minutes.departure') : '',
        ]
          .filter(Boolean)
          .join('. '),
      ]),
    },
  };
}

/** The days and hours of a place, its first day, and that the week is shorter than asked. Empty for older minutes. */
export function placeWords(words: Translator, { from, hours, isShorter }: MinutesCase): string {
  const { t, day, list, weekday } = words;
  if (!from || !hours) return '';
  const days = WEEKDAYS.flatMap((name) => {
    const own = hours[name];
    return own ? [t('minutes.place.day', { weekday: weekday(name), hours: words.hours(own) })] : [];
  });
  return [
    t('minutes.place.week', { days: list(days), from: day(from) }),
    ...(isShorter ? [t('minutes.place.shorter')] : []),
  ].join(' ');
}

/** What was decided of a case, as it stood when the session closed. */
export function outcomeWords({ t, day }: Translator, minutesCase: MinutesCase): string {
  const { outcome, section, gaveWay, deferredTo } = minutesCase;
  if (section) return t(gaveWay ? 'commission.outcome.gave_way' : 'commission.outcome.admit', { section });
  return deferredTo ? t('commission.outcome.defer', { day: day(deferredTo) }) : t(`minutes.outcome.${outcome}`);
}

export function recusalsBlock(words: Translator, { cases }: MinutesContent): Block {
  const { t } = words;
  const lines = cases
    .filter(({ recused }) => recused.length > 0)
    .map(({ number, recused }) => t('minutes.pdf.recused', { number, members: words.list([...recused]) }));
  return { heading: t('minutes.pdf.recusals'), ...listOr(lines, t('minutes.pdf.noRecusal')) };
}

/** The emergency admissions that were submitted. A case that the reader does not see is not named. */
export function ratificationsBlock(words: Translator, { ratifications, cases }: MinutesContent): Block {
  const { t, day } = words;
  const lines = ratifications.map(({ number, caseNumber, section, from, to, ratified, lastDay }) =>
    t(ratified ? 'minutes.pdf.ratified' : 'minutes.pdf.unratified', {
      number: number ?? 'none',
      case: cases.find((shown) => shown.number === caseNumber)?.number ?? 'none',
      section,
      from: day(from),
      to: to ? day(to) : 'none',
      lastDay: lastDay ? day(lastDay) : '',
    }),
  );
  return { heading: t('minutes.pdf.ratifications'), ...listOr(lines, t('minutes.pdf.noRatification')) };
}

export function countsBlock(words: Translator, { counts, total }: PublicCounts): Block {
  const { t, number } = words;
  const shown = (count: number | null): string => (count === null ? t('minutes.pdf.few') : number(count));
  return {
    heading: t('commission.minutes.counts'),
    paragraphs: [t('minutes.pdf.fewText')],
    table: {
      columns: [t('commission.agenda.decision'), t('minutes.pdf.count')],
      widths: ['1fr', 'auto'],
      rows: [
        ...counts.map(({ outcome, count }) => [t(`minutes.outcome.${outcome}`), shown(count)]),
        [t('minutes.pdf.total'), shown(total)],
      ],
    },
  };
}

export function cutOffsBlock(words: Translator, cutOffs: readonly MinutesCutOff[]): Block {
  const { t, number } = words;
  if (cutOffs.length === 0) return { heading: t('minutes.pdf.cutOffs'), paragraphs: [t('minutes.pdf.noCutOff')] };
  return {
    heading: t('minutes.pdf.cutOffs'),
    table: {
      columns: [t('minutes.pdf.section'), t('minutes.pdf.received'), t('minutes.pdf.points')],
      widths: ['1fr', 'auto', 'auto'],
      rows: cutOffs.map(({ section, reserve, points }) => [
        reserve ? `${section}, ${t(`commission.rules.trait.${reserve}`)}` : section,
        t('minutes.pdf.atLeast', { count: CUT_OFF_BASE }),
        number(points),
      ]),
    },
  };
}

/** What somebody needs to compute the same proposal again, and to check that the minutes are these. */
export function technicalBlock(words: Translator, { minutes, content, signature }: KeptMinutes): Block {
  const { t } = words;
  const { computed, numbersSeed } = content;
  const tie = tieBreakWords(words, tieBreakOf(content));
  return {
    heading: t('minutes.pdf.technical'),
    list: [
      ...(numbersSeed ? [t('commission.agenda.drawn', { seed: numbersSeed })] : []),
      ...(computed
        ? [
            t('commission.minutes.tieBreak', { seed: computed.seed, tie }),
            t('minutes.pdf.engine', { engine: computed.engine, inputHash: computed.inputHash }),
          ]
        : []),
      t(signature ? 'minutes.pdf.sealSigned' : 'minutes.pdf.seal', { sha256: minutes.sha256, number: minutes.number }),
    ],
  };
}

export function signatureBlock(words: Translator, { signature }: KeptMinutes): Block {
  const { t, instant } = words;
  if (!signature) return { heading: t('minutes.pdf.signature'), paragraphs: [t('minutes.pdf.unsigned')] };
  const { name, label, by, signedAt } = signature;
  return {
    heading: t('minutes.pdf.signature'),
    paragraphs: [t(`minutes.pdf.signed.${by}`, { name, label, instant: instant(signedAt) })],
  };
}
