import type { Day, Instant } from '../../kernel/time.js';
import type { FigureRow } from '../../reporting/index.js';
import type { Month } from './report-period.js';

/** The parts of a report on which the coordinator may comment, in the order of its pages. */
export const REPORT_PARTS = ['summary', 'year', 'communes', 'causes', 'received', 'delays', 'answers'] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];
export type ReportComments = Readonly<Partial<Record<ReportPart, string>>>;
export const LONGEST_COMMENT = 1500;

/** The tables of the observatory (docs/figures.md) that a report keeps. */
export const REPORT_TABLES = [
  'status',
  'status-by-commune',
  'because',
  'refused',
  'received',
  'received-by-commune',
  'received-by-age',
  'arrivals',
  'entered',
  'left',
  'stages',
  'wish',
  'mode',
  'offers',
  'declined',
] as const;
export type ReportTable = (typeof REPORT_TABLES)[number];

/** The figures of a report, as they were known when it was made. Nobody changes them afterwards. */
export interface ReportFacts {
  readonly from: Day;
  readonly to: Day;
  readonly asKnown: Instant;
  /** How near the wanted date must be for a family to count as without a solution. */
  readonly horizonWeeks: number;
  /** Families without a solution at the end of each month: those of the report, and of the year before its last one. */
  readonly without: readonly { readonly month: Month; readonly value: number }[];
  readonly tables: Readonly<Record<ReportTable, readonly FigureRow[]>>;
  /** The statuses on the evening before the report begins. */
  readonly before: FigureRow['counts'];
}

/** The counts of a table without a dimension. */
export const countsOf = ({ tables }: ReportFacts, table: ReportTable): FigureRow['counts'] =>
  tables[table][0]?.counts ?? {};

/** One count of a table without a dimension; zero when nothing was counted. */
export const countOf = (facts: ReportFacts, table: ReportTable, category = ''): number =>
  countsOf(facts, table)[category] ?? 0;

export const sumOf = (counts: FigureRow['counts']): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
