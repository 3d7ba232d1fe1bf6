import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { findRequests, normaliseName } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { Supply } from '../../offer/supply/index.js';
import { exceededBy } from './domain/exceeded.js';
import { lastDayOf } from './domain/placement-path.js';
import { judgeDays, type EntryFate, type PresentEntry } from './domain/present-child.js';
import { halfDaysBetween, type DatedHalfDay } from './domain/seat-claim.js';
import { Paths } from './paths.js';
import { Placement, PresentChild } from './persistence/placement.entities.js';
import { Seats } from './seats.js';

/** The place that a child would have in one section. */
export interface PlannedStay {
  readonly sectionId: Id;
  readonly from: Day;
  readonly to: Day;
  readonly pathTo: Day | null;
}

/** A child who has a place in the establishment, whether or not its family is known, and the days of it. */
export interface KnownChild {
  readonly name: string;
  readonly birthDate: Day;
  readonly from: Day;
  readonly to: Day;
}

/** What would become of children if they were entered now. It writes nothing. */
@Injectable()
export class PresentPlans {
  constructor(
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly seats: Seats,
    private readonly paths: Paths,
  ) {}

  /** The fate of each entry, when they are entered in this order and what exceeds a section is left out. */
  async planEntries(from: Reader | Tx, providerId: Id, entries: readonly PresentEntry[]): Promise<EntryFate[]> {
    const known = await this.listKnown(from, providerId);
    const free = new Map<Id, Map<string, number>>();
    const fates: EntryFate[] = [];
    for (const entry of entries) {
      const judged = this.judgeEntry(providerId, entry, known);
      if ('fate' in judged) {
        fates.push(judged);
        continue;
      }
      for (const { sectionId } of judged.stays)
        if (!free.has(sectionId))
          free.set(sectionId, await this.seats.freeByDay(from, sectionId, this.daysOf(providerId, entries)));
      const fate = this.takeRoom(entry, judged.stays, free);
      if (fate.fate === 'placed')
        known.push({ name: nameKey(entry), birthDate: entry.birthDate, from: entry.since, to: fate.last });
      fates.push(fate);
    }
    return fates;
  }

  /** The places that an entry may have, one for each section that suits it; or why it has none. */
  judgeEntry(
    providerId: Id,
    entry: PresentEntry,
    known: readonly KnownChild[],
  ): EntryFate | { readonly stays: readonly PlannedStay[] } {
    const today = this.clock.today();
    const last = entry.to ?? this.paths.lastDay(providerId, entry.birthDate, entry.since);
    const refusal = judgeDays(entry, last, today);
    if (refusal) return { fate: 'refused', refusal };
    const isKnown = known.some(
      ({ name, birthDate, from, to }) =>
        birthDate === entry.birthDate && name === nameKey(entry) && from <= last && entry.since <= to,
    );
    if (isKnown) return { fate: 'known' };
    // Nobody counts the seats of days that are past.
    const from = entry.since > today ? entry.since : today;
    const suiting = entry.sectionId
      ? this.supply.sectionsOf(providerId).filter(({ id }) => id === entry.sectionId)
      : this.supply.sectionsForChild(providerId, entry.birthDate, from);
    if (suiting.length === 0) return { fate: 'refused', refusal: refuse('present.noSection', { from }) };
    return {
      stays: suiting.map(({ id }) => {
        const { to, pathTo } = this.paths.planStay(id, entry.birthDate, from, last);
        return { sectionId: id, from, to, pathTo };
      }),
    };
  }

  /** The children who have a place in an establishment now or later, by what tells one child from another. */
  async listKnown(from: Reader | Tx, providerId: Id): Promise<KnownChild[]> {
    const sectionIds = this.supply.sectionsOf(providerId).map(({ id }) => id);
    const places = (await from.find(Placement, { where: { sectionId: In(sectionIds), state: 'held' } })).filter(
      (place) => lastDayOf(place) >= this.clock.today(),
    );
    const present = new Map(
      (await from.find(PresentChild, { where: { providerId } })).map((child) => [child.id, child]),
    );
    const requests = new Map(
      (
        await findRequests(
          from,
          places.flatMap(({ requestId }) => requestId ?? []),
        )
      ).map((request) => [request.id, request]),
    );
    return places.flatMap((place) => {
      const child = present.get(place.childId) ?? requests.get(place.requestId ?? '');
      if (!child?.birthDate) return [];
      const since = 'since' in child ? child.since : place.from;
      return [{ name: nameKey(child), birthDate: child.birthDate, from: since, to: lastDayOf(place) }];
    });
  }

  private takeRoom(
    entry: PresentEntry,
    stays: readonly PlannedStay[],
    free: ReadonlyMap<Id, Map<string, number>>,
  ): EntryFate {
    let first: EntryFate | null = null;
    for (const stay of stays) {
      const seats = free.get(stay.sectionId)!;
      const asked = halfDaysBetween(entry.slots, stay.from, stay.to);
      const closed = asked.find((one) => !seats.has(keyOf(one)));
      const full = asked.filter((one) => (seats.get(keyOf(one)) ?? 0) < 1);
      if (!closed && full.length === 0) {
        for (const one of asked) seats.set(keyOf(one), seats.get(keyOf(one))! - 1);
        return { fate: 'placed', sectionId: stay.sectionId, from: stay.from, last: lastDayOf(stay) };
      }
      const refused: EntryFate = closed
        ? {
            fate: 'refused',
            refusal: refuse('seats.closed', { day: closed.day, half: closed.half === 0 ? 'am' : 'pm' }),
          }
        : { fate: 'full', sectionId: stay.sectionId, exceeded: exceededBy(full) };
      if (first === null || (first.fate === 'refused' && refused.fate === 'full')) first = refused;
    }
    return first!;
  }

  /** From today to the last day that any of these entries names or may reach. */
  private daysOf(providerId: Id, entries: readonly PresentEntry[]): { from: Day; to: Day } {
    const last = entries
      .map(({ birthDate, since, to }) => to ?? this.paths.lastDay(providerId, birthDate, since))
      .filter((day) => day <= this.seats.farthest())
      .sort();
    return { from: this.clock.today(), to: last.at(-1) ?? this.clock.today() };
  }
}

const keyOf = ({ day, half }: DatedHalfDay): string => `${day}/${half}`;

/** A name as it is compared: capitals, accents and hyphens do not tell one child from another. */
const nameKey = ({ firstName, surname }: { firstName: string | null; surname: string | null }): string =>
  `${normaliseName(firstName ?? '')}/${normaliseName(surname ?? '')}`;
