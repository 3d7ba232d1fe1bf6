import { Injectable } from '@nestjs/common';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { findOffersOf } from '../../../places/placement/index.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { replacedBefore } from '../domain/given-way.js';

/** The offers that the latest offer of a request replaced (domain.md §5): its family need not answer them any more. */
@Injectable()
export class ReplacedOffers {
  /** The establishments of these offers, by request. */
  async listReplaced(from: Reader | Tx, requestIds: readonly Id[]): Promise<Map<Id, Id[]>> {
    const offers = groupedBy(await findOffersOf(from, requestIds), ({ requestId }) => requestId);
    return new Map(
      [...offers].map(([requestId, made]) => [
        requestId,
        replacedBefore(made.slice(0, -1)).map(({ providerId }) => providerId),
      ]),
    );
  }
}
