import { csvOf, type SheetCell, type WorkbookSheet } from '../../../foundation/platform/web/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { numberIn, type FigureValue, type ReadFigure } from '../domain/declared-figure.js';
import { DIMENSIONS, type Dimension } from '../domain/figure-rows.js';
import type { MemberWords } from './figure-tables.js';

/** The figures as files tell them: nothing that must not leave the desk is in one. */
export interface ToldFigures {
  readonly figures: readonly ReadFigure[];
  readonly members: readonly MemberWords[];
  /** What the sentences of the figures say beside. */
  readonly said: Readonly<Record<string, number>>;
  readonly knownOn: Day;
}

interface FileRow {
  /** Null for the territory. */
  readonly members: MemberWords | null;
  readonly member: string;
  readonly values: readonly (FigureValue | null)[];
}

const [NAME, WORDS, COUNT, SENTENCE] = [30, 40, 16, 110];

/** A line for each number, with its unit and its definition. */
export function figuresCsv(words: Translator, told: ToldFigures): string {
  const { t } = words;
  const head = ['figure', 'by', 'code', 'name', 'measure', 'value', 'unit', 'definition', 'knownOn'];
  return csvOf([
    head.map((name) => t(`placeFigures.file.${name}`)),
    ...told.figures.flatMap((figure) =>
      rowsOf(figure, told.members).flatMap((row) =>
        figure.columns.map(({ head: measure, unit }, index) => [
          t(`placeFigures.sheet.${figure.key}`),
          row.members?.head ?? t('zones.total'),
          row.member,
          row.members?.nameOf(row.member) ?? t('zones.total'),
          t(measure),
          shown(words, row.values[index]!),
          t(`placeFigures.unit.${unit}`),
          definitionOf(words, figure, told),
          told.knownOn,
        ]),
      ),
    ),
  ]);
}

/** A sheet for each figure and what it is told by, and one that says what they count. */
export function figureSheets(words: Translator, told: ToldFigures): WorkbookSheet[] {
  const { t, day } = words;
  const sheetOf = (figure: ReadFigure): WorkbookSheet => ({
    name: t(`placeFigures.sheet.${figure.key}`),
    head: [t('placeFigures.file.by'), t('placeFigures.file.name'), ...figure.columns.map(({ head }) => t(head))],
    rows: rowsOf(figure, told.members).map(({ members, member, values }): SheetCell[] => [
      members?.head ?? t('zones.total'),
      members?.nameOf(member) ?? t('zones.total'),
      ...values.map((value) => shown(words, value)),
    ]),
    widths: [NAME, WORDS, ...figure.columns.map(() => COUNT)],
  });
  return [
    ...told.figures.map(sheetOf),
    {
      name: t('placeFigures.file.about'),
      head: [],
      rows: [
        [t('placeFigures.file.knownOn'), day(told.knownOn)],
        [t('placeFigures.file.hidden'), t('placeFigures.file.hiddenText')],
        ...told.figures.map((figure) => [t(`placeFigures.sheet.${figure.key}`), definitionOf(words, figure, told)]),
      ],
      widths: [WORDS, SENTENCE],
    },
  ];
}

type Numbers = Readonly<Record<string, number | null>>;

/** By the names of figures and columns. Null: not told, or not known. */
export function figuresJson({ figures, knownOn }: ToldFigures): object {
  return {
    knownOn,
    figures: Object.fromEntries(
      figures.map(({ key, columns, outside }) => {
        const numbers = (values: readonly (FigureValue | null)[]): Numbers =>
          Object.fromEntries(columns.map(({ name }, index) => [name, values[index] ? numberIn(values[index]) : null]));
        const of = (dimension: Dimension): Record<string, Numbers> =>
          Object.fromEntries([...(outside[dimension] ?? [])].map(([member, values]) => [member, numbers(values)]));
        return [
          key,
          {
            units: Object.fromEntries(columns.map(({ name, unit }) => [name, unit])),
            ...Object.fromEntries(
              DIMENSIONS.flatMap((dimension) => (outside[dimension] ? [[dimension, of(dimension)]] : [])),
            ),
            whole: numbers(outside.whole),
          },
        ];
      }),
    ),
  };
}

const rowsOf = ({ outside }: ReadFigure, members: readonly MemberWords[]): FileRow[] => [
  ...members.flatMap((own) =>
    [...(outside[own.of] ?? [])].map(([member, values]) => ({ members: own, member, values })),
  ),
  { members: null, member: '', values: outside.whole },
];

const definitionOf = ({ t }: Translator, { sentences }: ReadFigure, { said }: ToldFigures): string =>
  sentences.map(({ text }) => t(text, said)).join(' ');

const shown = ({ t }: Translator, value: FigureValue | null): string | number =>
  value === null ? t('placeFigures.file.hidden') : (numberIn(value) ?? '–');
