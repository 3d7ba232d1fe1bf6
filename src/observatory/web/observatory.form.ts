import { IsOptional, Matches } from 'class-validator';
import { Text } from '../../platform/web/index.js';

const DAY_OR_NOTHING = /^(\d{4}-\d{2}-\d{2})?$/;

/** The period of the page, kept in its address. */
export class PeriodQuery {
  @Text('observatory.errors.period', 10) periode?: string;
  /** As addresses named a month before there were other periods. */
  @Text('observatory.errors.period', 10) mois?: string;
  @IsOptional() @Matches(DAY_OR_NOTHING, { message: 'observatory.errors.period' }) du?: string;
  @IsOptional() @Matches(DAY_OR_NOTHING, { message: 'observatory.errors.period' }) au?: string;
}
