import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { FAMILY_STATUSES, WAYS, type StatusCounts } from '../../reporting/index.js';
import { othersName, type Grouping } from '../member-groups.js';
import type { ObservatoryFigures } from '../observatory-figures.js';
import { delayWords, statusCounts, statusFigures } from './figure-words.js';
import { GROUPING_CODES, type GroupingCode } from './observatory.form.js';

type Model = Record<string, unknown>;

const CODES = Object.keys(GROUPING_CODES) as GroupingCode[];

export const groupingCode = (grouping: Grouping): GroupingCode =>
  CODES.find((code) => GROUPING_CODES[code] === grouping)!;

export const groupingChoices = ({ t }: Translator): { value: string; text: string }[] =>
  CODES.map((code) => ({ value: code, text: t(`observatory.group.by.${GROUPING_CODES[code]}`) }));

/** Families by status, then what came and how long it took: by commune, living area or desk. Every group has its row. */
export function groupTables(words: Translator, { groups, on }: ObservatoryFigures): Model {
  const { t } = words;
  const { grouping } = groups;
  const others = t(othersName(grouping));
  const lines = groups.groups.map(({ key, name }) => ({
    name: name ?? others,
    counts: statusCounts(groups.status.find(({ member }) => member === key)),
    received: sumOf(groups.received.find(({ member }) => member === key)?.counts ?? {}),
    delays: {
      ...groups.stages.find(({ member }) => member === key)?.delays,
      ...groups.answers.find(({ member }) => member === key)?.delays,
    },
  }));
  const names = ['families', ...FAMILY_STATUSES] as const;
  const total = Object.fromEntries(
    names.map((name) => [name, lines.reduce((sum, { counts }) => sum + counts[name], 0)]),
  ) as StatusCounts;
  const first = { text: t(`observatory.group.column.${grouping}`) };
  return {
    byGroup: {
      caption: t('observatory.byCommune', { by: grouping, day: on }),
      columns: [
        first,
        { text: t('observatory.columns.families'), numeric: true },
        ...FAMILY_STATUSES.map((status) => ({ text: t(`reporting.status.${status}`), numeric: true })),
      ],
      rows: lines.map(({ name, counts }) => [name, ...statusFigures(counts)]),
      foot: [t('observatory.total'), ...statusFigures(total)],
    },
    delaysByGroup: {
      caption: t('observatory.group.delays', { by: grouping }),
      columns: [
        first,
        { text: t('observatory.columns.received'), numeric: true },
        ...WAYS.map((stage) => ({ text: t(`observatory.stage.${stage}`), numeric: true })),
      ],
      rows: lines.map(({ name, received, delays }) => [
        name,
        received,
        ...WAYS.map((stage) => delayWords(words, delays[stage]?.median ?? null, delays[stage]?.n ?? 0)),
      ]),
    },
  };
}

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
