import { Injectable } from '@nestjs/common';
import { findFamilyPasts } from '../../dossier/dossier/index.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Instant } from '../../foundation/kernel/time.js';
import { countSlots } from '../../foundation/kernel/week-schedule.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { findOffersOf, findSolutionsOf, needSlots } from '../../places/placement/index.js';
import { Supply } from '../../offer/supply/index.js';
import type { FamilyHistory } from './domain/family-history.js';
import { historyOf, type FamilyRows } from './domain/family-rows.js';

/** Reads what happened to families as portable histories, through the doors of the features that keep it. */
@Injectable()
export class FamilyHistories {
  constructor(private readonly supply: Supply) {}

  /** @param knownBy only what was recorded before it; everything when null */
  async readHistories(
    from: Reader | Tx,
    dossierIds: readonly Id[],
    knownBy: Instant | null = null,
  ): Promise<FamilyHistory[]> {
    const pasts = await findFamilyPasts(from, dossierIds);
    const requestIds = [...new Set(pasts.flatMap(({ requests }) => requests.map(({ request }) => request.id)))];
    const offers = groupedBy(await findOffersOf(from, requestIds), ({ requestId }) => requestId);
    const solutions = groupedBy(await findSolutionsOf(from, requestIds), ({ requestId }) => requestId);
    return pasts.map((past) =>
      historyOf({
        past,
        offers,
        solutions,
        knownBy,
        communeOf: (providerId) => this.supply.provider(providerId)?.communeCode ?? null,
        halfDaysOf,
      }),
    );
  }
}

const halfDaysOf: FamilyRows['halfDaysOf'] = (row) => {
  if ('slots' in row) return countSlots(row.slots);
  const { week, daysPerWeek } = row.need;
  return week ? countSlots(needSlots(week)) : daysPerWeek === null ? null : daysPerWeek * 2;
};
