import { IsISO8601, IsOptional, Matches } from 'class-validator';
import { Choice, Text, Ticked, WholeNumber } from '../../../foundation/platform/web/index.js';
import {
  CHILDMINDER_ORDERS,
  CHILDMINDER_STATES,
  type ChildminderFilter,
  type ChildminderOrder,
  type ChildminderState,
} from '../childminder-book.js';

/** Filters of the list of childminders, kept in its address. */
export class ChildminderQuery {
  @Text('minder.errors.text', 100) texte?: string;
  @Text('minder.errors.commune', 10) commune?: string;
  @Choice(CHILDMINDER_STATES, 'minder.errors.state') etat?: ChildminderState;
  /** Only those who receive children at unusual hours. */
  @Ticked('web.errors.unreadable') atypique?: 'yes';
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'minder.errors.confirmedSince' })
  @IsISO8601({ strict: true }, { message: 'minder.errors.confirmedSince' })
  confirme?: string;
  /** The order of the list; by name when absent. */
  @Choice(CHILDMINDER_ORDERS, 'web.errors.unreadable') ordre?: ChildminderOrder;
  /** The number of the page, from 1. */
  @WholeNumber('web.errors.unreadable') page?: string;
}

/** What is listed with these filters. */
export const childminderFilter = (query: ChildminderQuery): ChildminderFilter => ({
  text: query.texte,
  communeCode: query.commune,
  state: query.etat,
  isAtypical: query.atypique === 'yes',
  confirmedSince: query.confirme,
  order: query.ordre ?? 'name',
});
