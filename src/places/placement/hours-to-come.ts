import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { addDays, isoWeekday, type Day } from '../../foundation/kernel/time.js';
import { HALF_DAY_BOUNDARY, maskToSlots, WEEKDAYS } from '../../foundation/kernel/week-schedule.js';
import { Supply } from '../../offer/supply/index.js';
import { slotOf, type DatedHalfDay, type SeatClaim } from './domain/seat-claim.js';

/**
 * The half-days on which hours that are planned leave an establishment closed. Places may be declared there until then,
 * and the ledger knows nothing of hours: nobody is promised a seat of them.
 */
@Injectable()
export class HoursToCome {
  constructor(
    private readonly clock: Clock,
    private readonly supply: Supply,
  ) {}

  /** The first day of the hours that are planned for the establishment of a section; null when none are. */
  firstDay(sectionId: Id): Day | null {
    const provider = this.supply.section(sectionId)?.providerId;
    const today = this.clock.today();
    const planned = provider ? this.supply.hoursOf(provider).filter(({ from }) => from > today) : [];
    return planned.map(({ from }) => from).sort()[0] ?? null;
  }

  /** Whether the hours of a day leave a half-day closed. */
  leavesClosed(sectionId: Id, { day, half }: DatedHalfDay): boolean {
    const hours = this.supply.openingOf(this.supply.section(sectionId)!.providerId, day)[
      WEEKDAYS[isoWeekday(day) - 1]!
    ];
    return !hours || (half === 0 ? hours.start >= HALF_DAY_BOUNDARY : hours.end <= HALF_DAY_BOUNDARY);
  }

  /** The first half-day of a claim that hours to come leave closed; null when there is none. */
  findClosed({ sectionId, slots, from, to }: SeatClaim): DatedHalfDay | null {
    const planned = this.firstDay(sectionId);
    if (planned === null || planned > to) return null;
    const wanted = new Set(maskToSlots(slots));
    for (let day = from > planned ? from : planned; day <= to; day = addDays(day, 1))
      for (const half of [0, 1] as const)
        if (wanted.has(slotOf(isoWeekday(day), half)) && this.leavesClosed(sectionId, { day, half }))
          return { day, half };
    return null;
  }
}
