import { IsOptional, Matches } from 'class-validator';
import { Choice, Text } from '../../../foundation/platform/web/index.js';
import { FAMILY_STATUSES } from '../../reporting/index.js';
import { CAUSES, type Cause } from '../domain/causes.js';
import type { FamilyQuery } from '../domain/family-query.js';

export const REFUSALS = ['amongWishes', 'outsideWishes'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Which number the list is behind, kept in its address: codes and days only. */
export class FamilyListQuery {
  @Choice(FAMILY_STATUSES, 'observatory.errors.list') statut?: (typeof FAMILY_STATUSES)[number];
  @Choice(CAUSES, 'observatory.errors.list') cause?: Cause;
  @Choice(REFUSALS, 'observatory.errors.list') refus?: Refusal;
  @Text('observatory.errors.list', 10) commune?: string;
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}~[0-9a-f-]{36}$/, { message: 'observatory.errors.list' }) apres?: string;
}

/** The list that an address asks for: families without a solution when it says no status. */
export const queryOf = ({
  statut: status = 'without',
  cause,
  refus,
  commune,
  apres,
}: FamilyListQuery): FamilyQuery => ({
  status,
  ...(cause ? { cause } : {}),
  ...(refus ? { refused: refus } : {}),
  ...(commune ? { commune } : {}),
  ...(apres ? { after: apres } : {}),
});
