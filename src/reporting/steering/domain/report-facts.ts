import type { SessionMeasures } from '../../../commissions/commission/index.js';
import type { CountedPeriod } from '../../disclosure/index.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import type { FrameworkFacts } from '../../observatory/index.js';
import type { FigureRow } from '../../reporting/index.js';
import type { ReportKind } from './report-kind.js';
import type { Month } from './report-period.js';

/** The parts of a report to a committee on which the coordinator may comment, in the order of its pages. */
const COMMITTEE_PARTS = ['summary', 'year', 'communes', 'causes', 'received', 'delays', 'answers'] as const;
/** Those of the report of a half-year or a year. */
export const REPORT_PARTS = [...COMMITTEE_PARTS, 'commissions', 'satisfaction', 'teams', 'framework'] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];
export const partsOf = (kind: ReportKind): readonly ReportPart[] =>
  kind === 'committee' ? COMMITTEE_PARTS : REPORT_PARTS;
export type ReportComments = Readonly<Partial<Record<ReportPart, string>>>;
export const LONGEST_COMMENT = 1500;

/** Delays from stage to stage, and to the first answer: absent in reports that were made before that was kept. */
export const DELAY_TABLES = ['stages', 'answer'] as const;

/** The figures of a period: every table that leaves the desk (disclosure), and the delays. */
export interface PeriodFacts extends CountedPeriod {
  readonly from: Day;
  readonly to: Day;
  /** Whether its delays since a deposit leave lists apart. Absent in reports that were made before. */
  readonly listsApart?: true;
  /** The statuses on the evening before the period begins. */
  readonly before: FigureRow['counts'];
}

/** What families answered, in months told together (satisfaction): ten answers or more. */
export interface KeptAnswers {
  readonly from: Month;
  readonly to: Month;
  readonly asked: number;
  readonly answered: number;
  /** By question, then by grade. */
  readonly grades: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What the sessions of a period did, as JSON keeps it. */
export interface KeptSessions {
  readonly measures: Omit<SessionMeasures, 'offerDays'> & { readonly offerDays: readonly [number, number][] };
  readonly refusals: FigureRow['counts'];
}

/** The working time of a team over the months that were closed with a figure. */
export interface KeptTeam {
  readonly desk: string;
  /** How many months of the period have a figure. */
  readonly months: number;
  readonly minutes: number;
  readonly missions: Readonly<Record<string, number>>;
  /** The minutes that months tell of several missions together. */
  readonly grouped: number;
}

/** A half-year, a year or a school year, with what its report tells beside the figures of families. */
export interface NamedFacts extends PeriodFacts {
  /** The half-years of a year: its document says nothing that theirs do not. */
  readonly halves: readonly NamedFacts[];
  /** Null while fewer than ten answers are told together in it. */
  readonly answers: KeptAnswers | null;
  readonly sessions: KeptSessions;
  readonly enquiries: number;
}

/** What the report of a half-year or a year keeps beside what that of a committee does. */
export interface ComparedFacts {
  readonly period: NamedFacts;
  /** The period before; null when nothing was counted in it. */
  readonly previous: NamedFacts | null;
  /** The first month in which anything was counted. */
  readonly firstMonth: Month;
  readonly teams: readonly KeptTeam[];
  readonly framework: FrameworkFacts;
}

/** The figures of a report, as they were known when it was made. Nobody changes them afterwards. */
export interface ReportFacts extends PeriodFacts {
  readonly asKnown: Instant;
  /** How near the wanted date must be for a family to count as without a solution. */
  readonly horizonWeeks: number;
  /**
   * Families without a solution at the end of each month, null where files hide it: those of the report, and of the year
   * before its last one.
   */
  readonly without: readonly { readonly month: Month; readonly value: number | null }[];
  /** Absent in the report of a committee. */
  readonly compared?: ComparedFacts;
}
