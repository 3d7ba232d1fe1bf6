import { IsOptional, Matches } from 'class-validator';
import { Choice, Text } from '../../../foundation/platform/web/index.js';
import type { Grouping } from '../member-groups.js';

/** How an address asks for what was known then. */
export const THEN = 'alors';

const DAY_OR_NOTHING = /^(\d{4}-\d{2}-\d{2})?$/;

/** The grouping as its address names it. */
export const GROUPING_CODES = { commune: 'commune', bassin: 'area', guichet: 'desk' } as const satisfies Record<
  string,
  Grouping
>;
export type GroupingCode = keyof typeof GROUPING_CODES;

/** The period of the page, kept in its address. */
export class PeriodQuery {
  @Text('observatory.errors.period', 10) periode?: string;
  /** As addresses named a month before there were other periods. */
  @Text('observatory.errors.period', 10) mois?: string;
  @IsOptional() @Matches(DAY_OR_NOTHING, { message: 'observatory.errors.period' }) du?: string;
  @IsOptional() @Matches(DAY_OR_NOTHING, { message: 'observatory.errors.period' }) au?: string;
}

/** The tables that a file may hold: families where none is named. */
export const FILE_TABLES = ['etapes', 'refus'] as const;

/** The period of the observatory, and what its tables are told by. */
export class ObservatoryQuery extends PeriodQuery {
  @Choice(Object.keys(GROUPING_CODES), 'observatory.errors.period') par?: GroupingCode;
  /** Nothing: as known now. */
  @Choice(['', THEN], 'observatory.errors.period') connu?: string;
}

/** What a file of the observatory holds, beside what it is told by. */
export class FileQuery extends ObservatoryQuery {
  @Choice(['', ...FILE_TABLES], 'observatory.errors.period') tableau?: '' | (typeof FILE_TABLES)[number];
}
