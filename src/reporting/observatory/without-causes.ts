import { Injectable } from '@nestjs/common';
import type { Id } from '../../foundation/kernel/ids.js';
import { Reporting, type ListedFamily } from '../reporting/index.js';
import { Availability } from '../zones/index.js';
import { CAUSES_BEFORE_PLACES, causeWith, type Cause, type CauseBeforePlaces } from './domain/causes.js';

/**
 * The most families whose places are looked at for one page. Beyond it the causes that places tell are not counted, and
 * the list tells them family by family.
 */
export const MOST_LOOKED_AT = 200;

/** A family without a solution, with the first cause that holds. */
export interface CausedFamily extends ListedFamily {
  readonly cause: Cause;
}

/** Finds why families are without a solution, where their history does not say it: by the places of today. */
@Injectable()
export class WithoutCauses {
  constructor(
    private readonly reporting: Reporting,
    private readonly availability: Availability,
  ) {}

  /**
   * The families whose cause the places of today may tell, those that have waited longest first. Null when they are more
   * than {@link MOST_LOOKED_AT}.
   */
  async listLookedAt(communeCode?: string): Promise<CausedFamily[] | null> {
    const families: ListedFamily[] = [];
    for (const because of CAUSES_BEFORE_PLACES) {
      let after: ListedFamily | null = null;
      for (;;) {
        const page: ListedFamily[] = await this.reporting.listFamilies(
          { status: 'without', because, ...(communeCode === undefined ? {} : { communeCode }) },
          after,
        );
        families.push(...page);
        if (families.length > MOST_LOOKED_AT) return null;
        after = page.at(-1) ?? null;
        if (after === null) break;
      }
    }
    const told = await this.availability.causesOf(families.map(({ dossierId }) => dossierId));
    return families
      .map((family) => ({
        ...family,
        cause: causeWith(family.because as CauseBeforePlaces, told.get(family.dossierId) ?? null),
      }))
      .sort(byWaiting);
  }
}

const key = ({ since, dossierId }: { since: string; dossierId: Id }): string => `${since} ${dossierId}`;
const byWaiting = (a: ListedFamily, b: ListedFamily): number => (key(a) < key(b) ? -1 : 1);
