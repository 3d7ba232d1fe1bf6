import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { mondayOf, type Day } from '../../foundation/kernel/time.js';
import type { SectionWeek } from '../../places/placement/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Supply, type Provider } from '../../offer/supply/index.js';
import { Children, type ChildHere } from './children.js';
import type { NumberedMove } from './domain/draft-moves.js';
import { DaysOff } from './days-off.js';
import { attendancesOf, openHalfDays, staffingOf, type Staffing } from './domain/staff-needs.js';
import type { WhatIf, YearFacts } from './domain/what-if.js';
import { StaffPlans, type StaffPlan } from './staff-plans.js';
import { readStays } from './year-facts.js';

/** The adults of an establishment against the children who hold a place there. It warns, and refuses nothing. */
@Injectable()
export class StaffingReader {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly daysOff: DaysOff,
    private readonly children: Children,
    private readonly plans: StaffPlans,
  ) {}

  /** Of one week; null when it is over, because the children who left since are not known any more. */
  async readWeek(
    actor: Actor,
    provider: Provider,
    monday: Day,
    sections: readonly SectionWeek[],
  ): Promise<Staffing | null> {
    if (monday < mondayOf(this.clock.today())) return null;
    const { isOff } = await this.daysOff.readFrom(actor, provider, monday);
    const open = openHalfDays(
      sections.map(({ sectionId, halfDays }) => [
        sectionId,
        halfDays.flatMap(({ day, places }, index) => (places > 0 ? [`${day}/${index % 2}`] : [])),
      ]),
      isOff,
    );
    const { present } = await this.children.listChildren(actor, provider);
    return this.compareAll(provider, open, present);
  }

  /** @param open half-days as `day/half`, in order @param present as {@link Children.listChildren} gives them */
  async compareAll(provider: Provider, open: readonly string[], present: readonly ChildHere[]): Promise<Staffing> {
    const plan = await this.plans.readPlan(provider);
    return staffingOf(plan, open, attendancesOf(await readStays(this.reader, present), plan.walkingMonths));
  }

  readPlan(provider: Provider): Promise<StaffPlan> {
    return this.plans.readPlan(provider);
  }

  /**
   * With the children and the places that moves leave. Children added in a section whose youngest walk are counted as
   * walking.
   */
  compareTried(plan: StaffPlan, { isOff }: YearFacts, tried: WhatIf, moves: readonly NumberedMove[]): Staffing {
    const seats = [...tried.seats].map(
      ([id, counts]) => [id, [...counts].flatMap(([key, { places }]) => (places > 0 ? [key] : []))] as const,
    );
    const added = moves.flatMap((move) => {
      const claim = tried.claims.get(move.number);
      if (move.kind !== 'children' || !claim) return [];
      const walk = (this.supply.section(move.sectionId)?.ageFromMonths ?? 0) >= plan.walkingMonths;
      return [{ count: move.count, parts: [claim], walkFrom: walk ? claim.from : null }];
    });
    return staffingOf(plan, openHalfDays(seats, isOff), [...attendancesOf(tried.stays, plan.walkingMonths), ...added]);
  }
}
