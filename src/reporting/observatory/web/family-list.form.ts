import { Choice, Place, readPlace, Text } from '../../../foundation/platform/web/index.js';
import { FAMILY_ORDERS, FAMILY_STATUSES, type FamilyOrder } from '../../reporting/index.js';
import { CAUSES, type Cause } from '../domain/causes.js';
import type { FamilyQuery } from '../domain/family-query.js';
import type { FamiliesFrom } from '../family-list.js';

export const REFUSALS = ['amongWishes', 'outsideWishes'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Which number the list is behind, kept in its address: codes and days only. */
export class FamilyListQuery {
  @Choice(FAMILY_STATUSES, 'observatory.errors.list') statut?: (typeof FAMILY_STATUSES)[number];
  @Choice(CAUSES, 'observatory.errors.list') cause?: Cause;
  @Choice(REFUSALS, 'observatory.errors.list') refus?: Refusal;
  @Text('observatory.errors.list', 10) commune?: string;
  /** The order of the list; those that have stood so longest first when absent. */
  @Choice(FAMILY_ORDERS, 'observatory.errors.list') ordre?: FamilyOrder;
  @Place('observatory.errors.list') apres?: string;
  @Place('observatory.errors.list') avant?: string;
}

/**
 * What an address asks for. Only families without a solution have a cause, and refusals that count: both are dropped for
 * any other status, so that nothing says them.
 */
export const askedOf = (query: FamilyListQuery): FamilyListQuery =>
  (query.statut ?? 'without') === 'without' ? query : { ...query, cause: undefined, refus: undefined };

/** The list that an address asks for: families without a solution when it says no status. */
export const queryOf = (query: FamilyListQuery): FamilyQuery => {
  const { statut: status = 'without', cause, refus, commune } = askedOf(query);
  return { status, ...(cause ? { cause } : {}), ...(refus ? { refused: refus } : {}), ...(commune ? { commune } : {}) };
};

/** From where the list is read, and in which order. */
export function familiesFrom({ ordre: order = 'longest', apres, avant }: FamilyListQuery): FamiliesFrom {
  const [after, before] = [readPlace(apres), readPlace(avant)];
  return { order, ...(after ? { after } : before ? { before } : {}) };
}
