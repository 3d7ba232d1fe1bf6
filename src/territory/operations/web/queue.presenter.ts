import type { Instant } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  JOB_LISTS,
  MOST_JOBS_COUNTED,
  type JobFilter,
  type JobList,
  type JobRow,
  type QueueCarrier,
  type QueueCount,
} from '../../../foundation/platform/queue/index.js';

export interface QueueData {
  readonly filter: JobFilter;
  readonly counts: readonly QueueCount[];
  readonly rows: readonly JobRow[];
  /** Whether the page is full, so that another page may follow. */
  readonly full: boolean;
  readonly carrier: QueueCarrier;
  readonly now: Instant;
}

const TONES: Record<JobList, string> = { failed: 'action', late: 'action', planned: '' };

const hrefOf = (list: JobList, type?: string, after?: string): string => {
  const query = new URLSearchParams({ liste: list, ...(type ? { type } : {}), ...(after ? { apres: after } : {}) });
  return `/administration/taches?${query.toString()}`;
};

/**
 * A type without a sentence in the catalogue is shown by its code. A test checks that our own types have one, but a job
 * may be older than the version that runs.
 */
const typeWords = ({ t, has }: Translator, type: string): string =>
  has(`operations.jobType.${type}`) ? t(`operations.jobType.${type}`) : type;

/** The sentence for the first word of a reason (failure-reason.ts). The page shows the whole code below it. */
function reasonWords({ t, has }: Translator, reason: string): string {
  const [kind] = reason.split(' ');
  return has(`operations.reason.${kind}`) ? t(`operations.reason.${kind}`) : t('operations.otherReason');
}

/** The administrator's page of the queue. */
export function queueModel(
  words: Translator,
  { filter, counts, rows, full, carrier, now }: QueueData,
): Record<string, unknown> {
  const { t, number } = words;
  const totals = Object.fromEntries(
    JOB_LISTS.map((list) => [list, counts.reduce((sum, count) => sum + count[list], 0)]),
  ) as Record<JobList, number>;
  const capped = totals.failed + totals.late + totals.planned >= MOST_JOBS_COUNTED;
  const last = rows.at(-1);
  return {
    title: t('operations.title'),
    lead: t('operations.lead', { failed: totals.failed, late: totals.late }),
    carrier: { kind: carrier === 'interrupted' ? 'warning' : 'info', text: t(`operations.carrier.${carrier}`) },
    capped: capped ? t('operations.capped', { count: number(MOST_JOBS_COUNTED) }) : null,
    figures: JOB_LISTS.map((list) => ({
      number: number(totals[list]),
      label: t(`operations.list.${list}`),
      href: hrefOf(list),
      tone: totals[list] > 0 ? TONES[list] : '',
    })),
    queues: {
      caption: t('operations.queues'),
      empty: t('operations.noQueue'),
      columns: [
        { text: t('operations.column.type') },
        ...JOB_LISTS.map((list) => ({ text: t(`operations.list.${list}`), numeric: true })),
      ],
      rows: counts.map((count) => [
        typeWords(words, count.type),
        ...JOB_LISTS.map((list) =>
          count[list] > 0 ? { text: number(count[list]), href: hrefOf(list, count.type) } : 0,
        ),
      ]),
    },
    list: filter.list,
    listTitle: filter.type
      ? t('operations.listOf', { list: t(`operations.list.${filter.list}`), type: typeWords(words, filter.type) })
      : t(`operations.list.${filter.list}`),
    empty: t(`operations.none.${filter.list}`),
    jobs: rows.map((row) => jobModel(words, row, filter.list, now)),
    // The button that runs all jobs of a type again is only shown in the list of that type.
    runAll:
      filter.list === 'failed' && filter.type && rows.length > 1
        ? { type: filter.type, text: t('operations.runAll', { type: typeWords(words, filter.type) }) }
        : null,
    all: filter.type ? hrefOf(filter.list) : null,
    start: filter.after ? hrefOf(filter.list, filter.type) : null,
    next: full && last ? hrefOf(filter.list, filter.type, `${last.runAt}~${last.id}`) : null,
  };
}

function jobModel(words: Translator, row: JobRow, list: JobList, now: Instant): Record<string, unknown> {
  const { t, shortInstant } = words;
  const type = typeWords(words, row.type);
  return {
    id: row.id,
    type,
    planned: shortInstant(row.createdAt),
    due: list === 'failed' ? null : shortInstant(row.runAt),
    late:
      list === 'late'
        ? t('operations.lateBy', { minutes: Math.floor((Date.parse(now) - Date.parse(row.runAt)) / 60_000) })
        : null,
    attempts: row.attempts,
    reason: row.reason ? { text: reasonWords(words, row.reason), code: row.reason } : null,
    runAgain: list === 'failed' ? t('operations.runAgainWhat', { type, planned: shortInstant(row.createdAt) }) : null,
    cancel: t('operations.cancelWhat', { type, planned: shortInstant(row.createdAt) }),
  };
}

export function cancelModel(words: Translator, row: JobRow): Record<string, unknown> {
  const { t, instant } = words;
  return {
    title: t('operations.cancelTitle', { type: typeWords(words, row.type) }),
    text: t('operations.cancelText', { planned: instant(row.createdAt), due: instant(row.runAt) }),
    id: row.id,
  };
}
