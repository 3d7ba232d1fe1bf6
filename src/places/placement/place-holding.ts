import { In } from 'typeorm';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { Offer, Placement } from './persistence/placement.entities.js';

/** Whether one of these requests holds a place or has an open offer. Its family cannot be forgotten yet. */
export async function holdsOrOffersPlace(from: Reader | Tx, requestIds: readonly Id[]): Promise<boolean> {
  if (requestIds.length === 0) return false;
  const requestId = In([...requestIds]);
  return (
    (await from.count(Placement, { requestId, state: 'held' })) > 0 ||
    (await from.count(Offer, { requestId, state: 'open' })) > 0
  );
}
