import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { FieldError } from '../../../foundation/platform/web/index.js';
import type { Difference, GridEntry } from '../domain/compare-grids.js';
import { decidingAlone, MOST_UNITS } from '../domain/deciding-alone.js';
import type { CriteriaGrid } from '../domain/grid.js';
import type { GridFault } from '../domain/judge-grid.js';
import { sourceOf } from '../domain/criteria.js';
import { criterionName, pointsWords, scoreWords } from './grid-words.js';

const CHANGE_TONES: Record<Difference['change'], string> = { added: 'success', removed: 'danger', changed: 'action' };

const names = (words: Translator, codes: readonly string[]): string =>
  words.list(codes.map((code) => criterionName(words, code)));

export const tieBreakWords = ({ t }: Translator, order: CriteriaGrid['tieBreak']): string =>
  order.map((code) => t(`grid.tieBreak.${code}`)).join(' · ');

/** The subject of an entry. */
export function entryName(words: Translator, entry: GridEntry): string {
  const { t } = words;
  if (entry.kind === 'criterion') return criterionName(words, entry.code);
  if (entry.kind === 'group') return t('grid.entry.group', { group: criterionName(words, entry.code) });
  if (entry.kind === 'set') return t('grid.entry.set', { criteria: names(words, entry.cap.codes) });
  if (entry.kind === 'activity') return t('grid.entry.activity');
  return t(entry.kind === 'total' ? 'grid.entry.total' : 'grid.entry.tieBreak');
}

/** The content of an entry. */
export function entryWords(words: Translator, entry: GridEntry): string {
  const { t } = words;
  switch (entry.kind) {
    case 'criterion': {
      const group = entry.group ? ` · ${t('grid.entry.inGroup', { group: criterionName(words, entry.group) })}` : '';
      return `${scoreWords(words, entry.item)}${group}${'proof' in entry.item && entry.item.proof ? ` · ${t('grid.entry.proof')}` : ''}`;
    }
    case 'activity':
      return t(`grid.activityAt.${entry.at}`);
    case 'tie_break':
      return tieBreakWords(words, entry.order);
    default: {
      const max = entry.kind === 'set' ? entry.cap.max : entry.cap;
      return t('grid.entry.atMost', { points: pointsWords(words, max) });
    }
  }
}

/** A version as a table: the criteria, their points, and how each is proved. */
export function gridTable(
  words: Translator,
  entries: readonly GridEntry[],
  caption = words.t('grid.show.lines'),
): Record<string, unknown> {
  const { t } = words;
  return {
    caption,
    columns: [{ text: t('grid.show.criterion') }, { text: t('grid.show.gives') }, { text: t('grid.show.source') }],
    empty: t('grid.show.none'),
    rows: entries.map((entry) => [
      entryName(words, entry),
      entryWords(words, entry),
      entry.kind === 'criterion' ? t(`grid.source.${sourceOf(entry.code)}`) : '',
    ]),
  };
}

/** What differs between two versions, side by side. */
export function changesTable(
  words: Translator,
  changes: readonly Difference[],
  before: string,
  after: string,
): Record<string, unknown> {
  const { t } = words;
  return {
    caption: t('grid.compare.caption'),
    captionHidden: true,
    columns: [
      { text: t('grid.show.criterion') },
      { text: t('grid.compare.change') },
      { text: before },
      { text: after },
    ],
    rows: changes.map(({ change, before: was, after: is }) => ({
      cells: [
        entryName(words, (is ?? was)!),
        { tag: { text: t(`grid.change.${change}`), tone: CHANGE_TONES[change] } },
        was ? entryWords(words, was) : '–',
        is ? entryWords(words, is) : '–',
      ],
    })),
  };
}

/** What prevents a draft from being put in force, each with a link to the field that corrects it. */
export const faultItems = (
  words: Translator,
  faults: readonly GridFault[],
  editHref = '',
): { text: string; href: string }[] =>
  faults.map(({ code, at, line }) => ({
    text: words.t(`grid.fault.${code}`, { line: line === undefined ? '' : criterionName(words, line) }),
    href: `${editHref}#${at}`,
  }));

/** An error of a field that could not be read, with the line it belongs to. */
export const lineError = (words: Translator, values: Record<string, unknown>, error: FieldError): FieldError =>
  error.message === 'grid.errors.number' ? { ...error, args: { line: lineAt(words, values, error.field) } } : error;

function lineAt(words: Translator, values: Record<string, unknown>, field: string): string {
  const [list, index] = field.split('.');
  if (list === 'totalCap') return words.t('grid.edit.totalCap');
  if (list === 'caps') return words.t('grid.edit.setCap', { number: Number(index) + 1 });
  const [line] = /^items\.\d+(\.options\.\d+)?/.exec(field)!;
  return criterionName(words, String(values[`${line}.code`]));
}

/** The criteria that decide alone. They are allowed and shown, because only the council can weigh what they mean. */
export function aloneModel(words: Translator, grid: CriteriaGrid): { sentences: string[]; definition: string } | null {
  const { t } = words;
  const deciding = decidingAlone(grid);
  if (deciding.length === 0) return null;
  return {
    sentences: deciding.map(({ code, weight, others }) =>
      t('grid.alone.one', { criterion: criterionName(words, code), weight, others }),
    ),
    definition: t('grid.alone.definition', {
      months: MOST_UNITS['seniority']!,
      sessions: MOST_UNITS['missed_commissions']!,
      refusals: MOST_UNITS['declined_offers']!,
    }),
  };
}
