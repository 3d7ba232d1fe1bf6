import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { Slot } from '../../foundation/kernel/week-schedule.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { findClosingDay, lockSection, Supply } from '../../offer/supply/index.js';
import {
  countHalfDays,
  farthestDay,
  halfDaysBetween,
  slotOf,
  type DatedHalfDay,
  type SeatClaim,
} from './domain/seat-claim.js';
import { HoursToCome } from './hours-to-come.js';
import { countByDay, unheldOf, type Days, type SeatsOfHalfDay } from './seats-by-day.js';
import { fewestOf, findWithoutSeat, halfDayOf, KeptPlaces } from './kept-places.js';
import { fewestPlaces } from './domain/unwritten-days.js';
import { SeatPlaces } from './seat-places.js';
import {
  findKnownDays,
  freeRows,
  holdAsked,
  holdBeyond,
  listOpenHalfDays,
  releaseSeats,
  roomFor,
} from './persistence/seat-ledger.queries.js';

/**
 * Who holds which seats, counted by section, date and half-day. The CHECK of the ledger refuses to hold a seat twice,
 * whoever writes. These methods refuse earlier, with a sentence for a person.
 */
@Injectable()
export class Seats {
  constructor(
    private readonly supply: Supply,
    private readonly clock: Clock,
    private readonly kept: KeptPlaces,
    private readonly hours: HoursToCome,
    private readonly places: SeatPlaces,
  ) {}

  /**
   * @throws DomainError when the claim has no half-day, reaches too far ahead, finds a half-day full, or finds the
   * section closed on one of them
   */
  async holdSeats(tx: Tx, claim: SeatClaim): Promise<void> {
    const refused = await this.holdClaims(tx, [claim]);
    if (refused) throw new DomainError(refused.refusal);
  }

  /**
   * Holds seats of children who come new: none in a section that has closed by then, where the seats that are left are
   * of those to whom they were promised.
   * @returns the first claim for which there is no room, and why; the caller must then not commit the unit. Null when
   * all are held
   */
  async holdAll<Claim extends SeatClaim>(tx: Tx, claims: readonly Claim[]): Promise<Refused<Claim> | null> {
    for (const [sectionId, ofSection] of groupedBy(claims, (claim) => claim.sectionId)) {
      const closedFrom = await findClosingDay(tx, sectionId);
      const claim = closedFrom && ofSection.find(({ to }) => to >= closedFrom);
      if (claim) {
        const [first] = halfDaysBetween(claim.slots, claim.from > closedFrom ? claim.from : closedFrom, claim.to);
        if (first) return { claim, refusal: refuse('seats.closed', halfDayFacts(first)) };
      }
    }
    return this.holdClaims(tx, claims);
  }

  /** Holds one claim, unless there is no room. @returns why nothing was held; null when it is held */
  async holdIfFree(tx: Tx, claim: SeatClaim): Promise<Refusal | null> {
    return (await this.holdAll(tx, [claim]))?.refusal ?? null;
  }

  /** The seats of each day are counted once for all claims on a section. */
  private async holdClaims<Claim extends SeatClaim>(tx: Tx, claims: readonly Claim[]): Promise<Refused<Claim> | null> {
    const nothing = claims.find(({ slots, from, to }) => countHalfDays(slots, from, to) === 0);
    if (nothing) return { claim: nothing, refusal: refuse('seats.nothing') };
    const last = farthestDay(this.clock.today());
    const tooFar = claims.find(({ to }) => to > last);
    if (tooFar) return { claim: tooFar, refusal: refuse('seats.tooFar', { last }) };
    for (const claim of claims) {
      const closed = this.hours.findClosed(claim);
      if (closed) return { claim, refusal: refuse('seats.closed', halfDayFacts(closed)) };
    }
    const sections = groupedBy(claims, ({ sectionId }) => sectionId);
    // Sections are taken in one order, so that two units wait for each other instead of dead-locking.
    for (const sectionId of [...sections.keys()].sort()) {
      const refused = await this.holdIn(tx, sections.get(sectionId)!);
      if (refused) return refused;
    }
    return null;
  }

  private async holdIn<Claim extends SeatClaim>(
    tx: Tx,
    claims: readonly Claim[],
  ): Promise<{ claim: Claim; refusal: Refusal } | null> {
    const [first] = claims as [Claim];
    await lockSection(tx, first.sectionId);
    const days = daysOf(claims);
    await this.places.openDays(tx, first.sectionId, days.from, days.to);
    const kept = (await this.kept.read(tx, [first.sectionId], days)).get(first.sectionId);
    if (kept) {
      const slots = claims.reduce((all, claim) => all | claim.slots, 0);
      const open = await listOpenHalfDays(tx, { sectionId: first.sectionId, slots, ...days });
      const refused = findWithoutSeat(claims, open, kept);
      if (!refused) await holdAsked(tx, claims);
      return refused;
    }
    const { halfDays, left } = await roomFor(tx, claims);
    if (
      left >= 0 &&
      halfDays === claims.reduce((sum, { slots, from, to }) => sum + countHalfDays(slots, from, to), 0)
    ) {
      await holdAsked(tx, claims);
      return null;
    }
    if (claims.length === 1) return { claim: first, refusal: await this.whyNot(tx, first) };
    for (const claim of claims) {
      const refused = await this.holdIn(tx, [claim]);
      if (refused) return refused;
    }
    throw new Error(`Claims on ${first.sectionId} fit one by one and not together`);
  }

  private async whyNot(tx: Tx, claim: SeatClaim): Promise<Refusal> {
    const open = await listOpenHalfDays(tx, claim);
    const full = open.find(({ free }) => free < 1);
    return open.length < countHalfDays(claim.slots, claim.from, claim.to)
      ? refuse('seats.closed', firstClosed(claim, open))
      : refuse('seats.full', halfDayFacts(full!));
  }

  /**
   * The half-days of a claim on which its section is full, in order.
   * @throws DomainError when the claim has no half-day, reaches too far ahead, or the section is closed on one of them
   */
  async listFull(tx: Tx, claim: SeatClaim): Promise<DatedHalfDay[]> {
    const asked = countHalfDays(claim.slots, claim.from, claim.to);
    if (asked === 0) throw new DomainError(refuse('seats.nothing'));
    const last = farthestDay(this.clock.today());
    if (claim.to > last) throw new DomainError(refuse('seats.tooFar', { last }));
    await lockSection(tx, claim.sectionId);
    await this.places.openDays(tx, claim.sectionId, claim.from, claim.to);
    const open = await listOpenHalfDays(tx, claim);
    if (open.length < asked) throw new DomainError(refuse('seats.closed', firstClosed(claim, open)));
    const kept = (await this.kept.read(tx, [claim.sectionId], claim)).get(claim.sectionId);
    return open.flatMap(({ day, half, free }): DatedHalfDay[] => {
      const halfDay = { day, half: half === 0 ? 0 : 1 } as const;
      return (kept?.open(halfDay, free, claim.reservedFor) ?? free) < 1 ? [halfDay] : [];
    });
  }

  /** Holds a claim although some of its half-days are full, which a person has decided (domain.md §6). */
  async holdBeyond(tx: Tx, claim: SeatClaim): Promise<void> {
    await this.listFull(tx, claim);
    await holdBeyond(tx, claim);
  }

  /** Releases what a claim held. A claim whose last day comes before its first held nothing. */
  async releaseSeats(tx: Tx, claim: SeatClaim): Promise<void> {
    if (claim.from > claim.to) return;
    await lockSection(tx, claim.sectionId);
    await releaseSeats(tx, claim);
  }

  /**
   * The fewest free seats of each half-day between two days. Half-days on which the section never opens are absent.
   * Seats that are kept for an owner are not free.
   * @param reservedFor the owner whose reserved seats are free for the child in question
   */
  async freeBetween(
    from: Reader | Tx,
    sectionId: Id,
    start: Day,
    end: Day,
    reservedFor: string | null = null,
  ): Promise<Map<Slot, number>> {
    return (await this.freeIn(from, [sectionId], [{ from: start, to: end }], reservedFor)).get(sectionId)![0]!;
  }

  /** As {@link freeBetween}, for each span of days, by section. A section that closes during a span has no free seat. */
  async freeIn(
    from: Reader | Tx,
    sectionIds: readonly Id[],
    spans: readonly Days[],
    reservedFor: string | null = null,
  ): Promise<Map<Id, Map<Slot, number>[]>> {
    const free = new Map(sectionIds.map((id) => [id, spans.map(() => new Map<Slot, number>())]));
    for (const row of await freeRows(from, sectionIds, spans))
      free.get(row.section_id)![Number(row.span)]!.set(slotOf(Number(row.weekday), Number(row.half)), Number(row.free));
    const known = await findKnownDays(from, sectionIds);
    for (const [sectionId, bySpan] of free) {
      const closedFrom = this.supply.closingDayOf(sectionId);
      if (closedFrom) for (const [index, { to }] of spans.entries()) if (to >= closedFrom) bySpan[index]!.clear();
      const days = known.get(sectionId) ?? null;
      const unwritten = spans.filter(
        (span) => !(closedFrom && span.to >= closedFrom) && !(days && days.first <= span.from && span.to <= days.last),
      );
      if (unwritten.length === 0) continue;
      const capacities = await this.supply.capacitiesOf(from, sectionId);
      for (const span of unwritten) {
        const fewest = bySpan[spans.indexOf(span)]!;
        for (const [slot, places] of fewestPlaces(capacities, span, days))
          fewest.set(slot, Math.min(places, fewest.get(slot) ?? places));
      }
    }
    if (spans.length === 0) return free;
    const days = daysOf(spans);
    const kept = await this.kept.read(from, sectionIds, days);
    // What one statement cannot count is counted day by day.
    for (const sectionId of sectionIds.filter((id) => kept.has(id) || (this.hours.firstDay(id) ?? '9') <= days.to)) {
      const byDay = await this.freeByDay(from, sectionId, days, reservedFor);
      for (const [index, fewest] of free.get(sectionId)!.entries())
        if (fewest.size > 0) for (const [slot, count] of fewestOf(byDay, spans[index]!)) fewest.set(slot, count);
    }
    return free;
  }

  /** The free seats of each half-day on which a section is open, by `day/half`: as {@link freeBetween} counts them. */
  async freeByDay(
    from: Reader | Tx,
    sectionId: Id,
    days: Days,
    reservedFor: string | null = null,
  ): Promise<Map<string, number>> {
    const seats = await this.seatsByDay(from, sectionId, days, reservedFor);
    return new Map([...seats].map(([key, { free }]) => [key, free]));
  }

  /** The seats of each half-day on which a section is open, by `day/half`: those there are, held, and free. */
  async seatsByDay(
    from: Reader | Tx,
    sectionId: Id,
    days: Days,
    reservedFor: string | null = null,
  ): Promise<Map<string, SeatsOfHalfDay>> {
    const planned = this.hours.firstDay(sectionId);
    const kept = (await this.kept.read(from, [sectionId], days)).get(sectionId);
    const freeOf = (key: string, unheld: number): number => {
      const open =
        planned !== null && key >= planned && this.hours.leavesClosed(sectionId, halfDayOf(key)) ? 0 : unheld;
      return kept ? Math.max(0, kept.open(halfDayOf(key), open, reservedFor)) : open;
    };
    const seats = await countByDay(from, this.supply, sectionId, days);
    return new Map([...seats].map(([key, one]) => [key, { ...one, free: freeOf(key, unheldOf(one)) }]));
  }

  /** The seats that nobody holds, kept ones included. */
  async unheldByDay(from: Reader | Tx, sectionId: Id, days: Days): Promise<Map<string, number>> {
    return new Map(
      [...(await countByDay(from, this.supply, sectionId, days))].map(([key, one]) => [key, unheldOf(one)]),
    );
  }

  /** No place is held beyond this day. */
  farthest(): Day {
    return farthestDay(this.clock.today());
  }
}

/** From the first day of all to the last. */
const daysOf = (spans: readonly Days[]): Days => ({
  from: spans.map(({ from }) => from).sort()[0]!,
  to: spans
    .map(({ to }) => to)
    .sort()
    .at(-1)!,
});

interface Refused<Claim> {
  readonly claim: Claim;
  readonly refusal: Refusal;
}

const halfDayFacts = ({ day, half }: { day: Day; half: number }): { day: Day; half: string } => ({
  day,
  half: half === 0 ? 'am' : 'pm',
});

function firstClosed(claim: SeatClaim, open: readonly { day: Day; half: number }[]): { day: Day; half: string } {
  const known = new Set(open.map((row) => `${row.day}/${row.half}`));
  return halfDayFacts(
    halfDaysBetween(claim.slots, claim.from, claim.to).find(({ day, half }) => !known.has(`${day}/${half}`))!,
  );
}
