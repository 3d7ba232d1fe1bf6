import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import { maskToSlots, type Slot } from '../../foundation/kernel/week-schedule.js';
import { findPlacesDuring, FITS, fitOf, needSlots, type Fit } from '../../places/placement/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Supply, type Provider } from '../../offer/supply/index.js';
import { findEmptyMonths, LEAST_DAYS, type Arrival, type EmptyMonths } from './domain/empty-months.js';
import { expectedAfter, lessExpected } from './domain/expected-moves.js';
import { freeSeats, tryMoves, type YearFacts } from './domain/what-if.js';
import { namedWaiting, type RequestToJudge } from './persistence/named-requests.queries.js';
import { askingOf } from './preparations.js';
import { YearFactsReader } from './year-facts.js';

/** A request that could be received in the meantime, and from which day. */
export interface CouldCome {
  readonly request: RequestToJudge;
  readonly start: Day;
  readonly fit: Fit;
}

export interface OpenMonths extends EmptyMonths {
  /** Those whose days fit best first, then the oldest requests. It is no ranking: a person chooses. */
  readonly couldCome: readonly CouldCome[];
}

/**
 * The months of the coming year in which a seat waits for its next child, and who could come for them: requests that
 * name the establishment and that its director may read. Seats reserved for a commune or an employer are left alone.
 */
@Injectable()
export class EmptyMonthsReader {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly years: YearFactsReader,
  ) {}

  async listMonths(actor: Actor, provider: Provider): Promise<OpenMonths[]> {
    const today = this.clock.today();
    const { facts } = await this.years.readFacts(actor, provider, today);
    const expected = expectedAfter(facts, tryMoves(facts, []));
    const sections = facts.sections.map(({ id, seats }) => ({
      id,
      free: lessExpected(
        new Map([...freeSeats(seats)].filter(([key]) => !facts.isOff(id, key.slice(0, 10)))),
        expected.get(id),
      ),
    }));
    const months = findEmptyMonths(sections, await this.listArrivals(facts), today);
    const requests = months.length === 0 ? [] : await namedWaiting(this.reader, actor, provider.id);
    return months.map((gap) => ({
      ...gap,
      couldCome: requests
        .flatMap((request) => this.judge(provider.id, gap, request) ?? [])
        .sort(
          (a, b) =>
            FITS.indexOf(a.fit.kind) - FITS.indexOf(b.fit.kind) ||
            a.request.submittedAt.localeCompare(b.request.submittedAt),
        ),
    }));
  }

  private async listArrivals(facts: YearFacts): Promise<Arrival[]> {
    const ids = facts.sections.map(({ id }) => id);
    const { offers } = await findPlacesDuring(this.reader, ids, { from: facts.today, to: facts.lastDay });
    // Other half-days of the same child in the same section are no arrival.
    const begins = facts.stays.filter(
      (stay) =>
        !facts.stays.some(
          (one) => one.place === stay.place && one.sectionId === stay.sectionId && addDays(one.to, 1) === stay.from,
        ),
    );
    const steps = facts.stays.flatMap((stay) =>
      facts
        .stepsOf(stay)
        .filter(({ sectionId }) => sectionId !== stay.sectionId)
        .map((step) => ({ ...step, slots: stay.slots })),
    );
    return [...begins, ...offers, ...steps, ...facts.offeredSteps].filter(({ from }) => from <= facts.lastDay);
  }

  /** Null when the child could not come for four weeks of these months, or on none of their days. */
  private judge(providerId: Id, gap: EmptyMonths, request: RequestToJudge): CouldCome | null {
    const { birth, week, days, fewest, wantedFrom } = askingOf(request);
    const { earliestFrom, latestFrom } = request.need;
    const start = [earliestFrom ?? wantedFrom ?? '', gap.from].sort().at(-1)!;
    if (birth === null || addDays(start, LEAST_DAYS - 1) > gap.to || (latestFrom !== null && latestFrom < start))
      return null;
    if (!this.supply.sectionsForChild(providerId, birth, start).some(({ id }) => id === gap.sectionId)) return null;
    const seats = new Map(maskToSlots(gap.slots).map((slot): [Slot, number] => [slot, gap.seats]));
    const fit = fitOf({ slots: needSlots(week), days, fewest }, seats);
    return fit.kind === 'none' ? null : { request, start, fit };
  }
}
