import { Injectable } from '@nestjs/common';
import { Dossiers, type EmergencyReason } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { ageInMonths } from '../../../foundation/kernel/time.js';
import { findOffer, type Placement } from '../../../places/placement/index.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import { PointsToday } from '../freezing/points-today.js';
import { Ratifications } from './ratifications.js';

/** An emergency admission as members see it: no name, but what they need to judge it. */
export interface EmergencyCase extends Placement {
  /** Its own number among the emergency admissions of the session. */
  readonly number: number;
  /** Null where no reason was asked when the place was offered. */
  readonly reason: EmergencyReason | null;
  /** In months, today; null for a child not born yet. */
  readonly age: number | null;
  /** Under the grid in force; null while there is none. */
  readonly points: number | null;
}

/** What members are told of the emergency admissions that they ratify. */
@Injectable()
export class EmergencyCases {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly dossiers: Dossiers,
    private readonly points: PointsToday,
    private readonly ratifications: Ratifications,
  ) {}

  /**
   * @param placements that wait for the session
   * @returns in the same order
   */
  async describeAll(sessionId: Id, placements: readonly Placement[]): Promise<EmergencyCase[]> {
    if (placements.length === 0) return [];
    const numbers = await this.ratifications.numbersOf(this.reader, sessionId, placements);
    return Promise.all(placements.map((placement) => this.describe(placement, numbers.get(placement.id)!)));
  }

  private async describe(placement: Placement, number: number): Promise<EmergencyCase> {
    const { requestId, offerId } = placement;
    const today = this.clock.today();
    // No name is shown, so this is not a reading of the family's dossier.
    const file = requestId ? await this.dossiers.loadRequest(this.reader, requestId) : null;
    const birth = file?.request.birthDate ?? placement.birthDate;
    const counted = file && (await this.points.countRequest(file));
    return {
      ...placement,
      number,
      reason: (offerId && (await findOffer(this.reader, offerId))?.emergencyReason) || null,
      age: birth && birth <= today ? ageInMonths(birth, today) : null,
      points: counted?.points.total ?? null,
    };
  }
}
