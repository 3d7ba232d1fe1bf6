import { Injectable } from '@nestjs/common';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { ClosureRecords } from './closure-records.js';
import { closedDays, type ClosureReason } from './domain/closure.js';

/** Sections that a sudden closure shuts, as the other pages of their director show them. Days are included. */
export interface SectionClosure {
  readonly id: Id;
  readonly whole: boolean;
  readonly sectionIds: readonly Id[];
  readonly from: Day;
  /** The last day, as far as is known now. */
  readonly to: Day;
  readonly returnOn: Day | null;
  readonly reason: ClosureReason;
  /** Whether families were told: before that nothing is closed yet. */
  readonly told: boolean;
}

@Injectable()
export class SectionClosures {
  constructor(private readonly records: ClosureRecords) {}

  /** Those of an establishment that an actor follows and that end on a day or later, the first one first. */
  async listFrom(actor: Actor, providerId: Id, day: Day): Promise<SectionClosure[]> {
    const followed = await this.records.listFollowed(actor);
    return followed
      .filter((closure) => closure.providerId === providerId && closure.state !== 'cancelled')
      .map(({ id, whole, sectionIds, returnOn, reason, state, ...days }) => ({
        ...closedDays({ from: days.from, returnOn }),
        id,
        whole,
        sectionIds,
        returnOn,
        reason,
        told: state === 'told',
      }))
      .filter(({ to }) => to >= day)
      .sort((a, b) => a.from.localeCompare(b.from));
  }
}
