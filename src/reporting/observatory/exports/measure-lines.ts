import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { TO_ANSWER, WAYS } from '../../reporting/index.js';
import { toldDelay, toldRefusals, type ToldDelay } from '../domain/told-delays.js';
import type { ToldMonths } from './told-months.js';

/** A table of a file: its columns, and its rows in their order. */
export interface FileTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

const DELAY_COLUMNS = [
  'n',
  'median',
  'p90',
  'activeMedian',
  'activeP90',
  'lists',
  'listsMedian',
] as const satisfies readonly (keyof ToldDelay)[];

/** Each stage of each month, and the way to the first answer. No base under five is told. */
export function delayTable(words: Translator, { measures, isPeriod }: ToldMonths): FileTable {
  const { t } = words;
  return {
    head: [
      firstColumn(words, isPeriod),
      t('observatory.stages.stage'),
      ...DELAY_COLUMNS.map((name) => t(`observatory.stages.${name}`)),
      t('observatory.workbook.definition'),
    ],
    rows: measures.flatMap((month) =>
      WAYS.map((way) => {
        const told = toldDelay(month, way);
        return [
          month.month,
          t(`observatory.stage.${way}`),
          ...DELAY_COLUMNS.map((name) => told[name] ?? t('observatory.hidden')),
          t(`reporting.counts.${way === TO_ANSWER ? 'answer' : 'stages'}`),
        ];
      }),
    ),
  };
}

/** Requests that a commission refused, by reason, with the sum of each month. */
export function refusalTable(words: Translator, { measures, isPeriod }: ToldMonths): FileTable {
  const { t, has } = words;
  const reasonWords = (reason: string): string =>
    has(`reason.${reason}`) ? t(`reason.${reason}`) : t('measures.unsaid');
  return {
    head: [
      firstColumn(words, isPeriod),
      t('observatory.workbook.reason'),
      t('observatory.workbook.refused'),
      t('observatory.workbook.definition'),
    ],
    rows: toldRefusals(measures).flatMap(({ month, reasons, total }) =>
      [
        ...reasons.map(({ reason, count }) => ({ name: reasonWords(reason), count })),
        { name: t('observatory.total'), count: total },
      ].map(({ name, count }) => [month, name, count ?? t('observatory.hidden'), t('reporting.counts.refusals')]),
    ),
  };
}

const firstColumn = ({ t }: Translator, isPeriod: boolean): string =>
  t(isPeriod ? 'observatory.workbook.period' : 'observatory.columns.month');
