import { Paths, type ReservedUnits, type Seats } from '../../../src/places/placement/index.js';
import type { InsertionPlaces } from '../../../src/commissions/commission/bodies/insertion-places.js';
import { givenDayOf } from '../../../src/commissions/commission/domain/first-days.js';
import { maskOfNames } from '../../../src/commissions/commission/domain/periods.js';
import { sessionInstance, type Candidate } from '../../../src/commissions/commission/domain/session-instance.js';
import { USUAL_RULES, type SessionRules } from '../../../src/commissions/commission/domain/sitting-rules.js';
import { entryOf, type HeldPlace } from '../../../src/commissions/commission/domain/snapshot.js';
import { GivenDays } from '../../../src/commissions/commission/sitting/given-days.js';
import { SessionCandidates, type PlayedCase } from '../../../src/commissions/commission/sitting/session-candidates.js';
import { SessionInputs } from '../../../src/commissions/commission/sitting/session-inputs.js';
import { wishesOf } from '../../../src/commissions/matching/index.js';
import { readInstance } from '../../../src/commissions/matching/instance/instance-format.js';
import { propose } from '../../../src/commissions/matching/propose.js';
import type { Waits } from '../../../src/dossier/dossier/domain/index.js';
import { addDays, isoWeekday, type Day } from '../../../src/foundation/kernel/time.js';
import {
  everyDay,
  slotBit,
  SLOTS,
  type Slot,
  type SlotMask,
  type WeekSchedule,
} from '../../../src/foundation/kernel/week-schedule.js';
import type { Reader } from '../../../src/foundation/platform/database/index.js';
import type { Supply } from '../../../src/offer/supply/index.js';

/** A child that holds a place before the session sits. */
export interface Holder {
  readonly slots: SlotMask;
  /** The last day on which it holds it. */
  readonly to: Day;
}

export interface SectionWorld {
  /** `A:babies`: the section of an establishment. */
  readonly id: string;
  readonly places: number;
  readonly holders: readonly Holder[];
  /** In months; all ages when absent. */
  readonly ages?: readonly [number, number];
  /** It opens on this day; open all along when absent. */
  readonly opens?: Day;
}

export interface ChildWorld {
  readonly id: string;
  /** The same for brothers and sisters; of its own when absent. */
  readonly family?: string;
  readonly points: number | Readonly<Record<string, number>>;
  /** The days of its week, whole. */
  readonly days: readonly ('mon' | 'tue' | 'wed' | 'thu' | 'fri')[];
  readonly wantedFrom: Day;
  readonly waits?: Partial<Waits>;
  readonly wishes: readonly string[];
  readonly birth?: Day;
  readonly fewestDays?: number;
  readonly current?: HeldPlace;
  readonly traits?: readonly string[];
}

export interface SessionWorld {
  readonly entryFrom: Day;
  readonly sections: readonly SectionWorld[];
  readonly children: readonly ChildWorld[];
  readonly rules?: SessionRules;
}

/** A place as a case says it: the section, the half-days, and the first day. */
export interface GivenPlace {
  readonly section: string;
  readonly slots: SlotMask;
  readonly from: Day;
}

const WHOLE = { start: '08:00', end: '17:00' };
/** All children leave on this day. */
export const LAST = '2029-08-31';
export const BIRTH = '2026-06-01';

export const maskOfDays = (days: readonly string[]): SlotMask =>
  SLOTS.reduce((mask, slot) => (days.includes(slot.slice(0, 3)) ? mask | slotBit(slot) : mask), 0);

const slotsOn = (day: Day): Slot[] => SLOTS.slice((isoWeekday(day) - 1) * 2, isoWeekday(day) * 2);

/** The places of a section that are free on a half-day of a day; null on a day before it opens and at the weekend. */
export function freeOn({ places, holders, opens }: SectionWorld, day: Day, slot: Slot): number | null {
  if ((opens !== undefined && day < opens) || isoWeekday(day) > 5) return null;
  return places - holders.filter(({ slots, to }) => day <= to && (slots & slotBit(slot)) !== 0).length;
}

const HORIZON = 500;

function fewest(section: SectionWorld, { from, to }: { from: Day; to: Day }): Map<Slot, number> {
  const free = new Map<Slot, number>();
  // After the last departure nothing changes: a long span need not be walked to its end.
  const end = addDays(from, HORIZON) < to ? addDays(from, HORIZON) : to;
  for (let day = from; day <= end; day = addDays(day, 1))
    for (const slot of slotsOn(day)) {
      const count = freeOn(section, day, slot);
      if (count !== null) free.set(slot, Math.min(count, free.get(slot) ?? count));
    }
  return free;
}

const weekOf = ({ days }: ChildWorld): WeekSchedule => Object.fromEntries(days.map((day) => [day, WHOLE]));

function suppliedBy(world: SessionWorld): Supply {
  const rows = world.sections.map(({ id, ages = [0, 72] }) => {
    const [providerId, code] = id.split(':') as [string, string];
    return { id, providerId, code, ageFromMonths: ages[0], ageToMonths: ages[1] };
  });
  const months = (birth: Day, on: Day): number => {
    const [b, o] = [birth, on].map((day) => day.split('-').map(Number)) as [number[], number[]];
    return (o[0]! - b[0]!) * 12 + o[1]! - b[1]! - (o[2]! < b[2]! ? 1 : 0);
  };
  const opensOf = new Map(world.sections.map(({ id, opens }) => [id, opens]));
  return {
    providers: () =>
      [...new Set(rows.map(({ providerId }) => providerId))].map((id) => ({ id, kind: 'establishment' })),
    provider: () => ({ lastDay: LAST.slice(5), sectionMove: 'age' }),
    hoursOf: () => [],
    openingOf: () => everyDay({ start: '07:00', end: '19:00' }),
    section: (id: string | null) => rows.find((row) => row.id === id) ?? null,
    sectionsOf: (at: string) => rows.filter(({ providerId }) => providerId === at),
    sectionsForChild: (at: string, birth: Day, entry: Day) =>
      rows.filter(
        ({ id, providerId, ageFromMonths, ageToMonths }) =>
          providerId === at &&
          ageFromMonths <= months(birth, entry) &&
          months(birth, entry) < ageToMonths &&
          (opensOf.get(id) ?? '') <= entry,
      ),
  } as unknown as Supply;
}

const caseOf = (child: ChildWorld): PlayedCase =>
  ({
    id: child.id,
    dossierId: child.family ?? `family of ${child.id}`,
    points: typeof child.points === 'number' ? child.points : 0,
    lines: [],
    snapshot: {
      birth: child.birth ?? BIRTH,
      born: true,
      week: weekOf(child),
      wantedFrom: child.wantedFrom,
      wishes: child.wishes.map((providerId, index) => ({ providerId, rank: index + 1 })),
      ...(child.waits
        ? { waits: { from: child.wantedFrom, until: child.wantedFrom, first: 'place', ...child.waits } }
        : {}),
      ...(child.fewestDays === undefined ? {} : { fewestDays: child.fewestDays }),
      ...(child.current ? { current: child.current } : {}),
      ...(child.traits
        ? { facts: { answers: Object.fromEntries(child.traits.map((trait) => [trait, { value: true }])) } }
        : {}),
    },
  }) as unknown as PlayedCase;

/** The session's own code, from the cases and the places that are held to the proposal. */
export async function playSession(world: SessionWorld) {
  const supply = suppliedBy(world);
  const seats = {
    freeIn: (_: unknown, ids: readonly string[], spans: readonly { from: Day; to: Day }[]) =>
      Promise.resolve(
        new Map(
          ids.map((id) => [
            id,
            spans.map((span) =>
              fewest(
                world.sections.find((one) => one.id === id)!,
                span,
              ),
            ),
          ]),
        ),
      ),
  } as unknown as Seats;
  const paths = new Paths(supply);
  const givenDays = new GivenDays(seats, supply, paths);
  const inputs = new SessionInputs(
    new SessionCandidates(supply, paths, givenDays),
    givenDays,
    seats,
    supply,
    {} as InsertionPlaces,
    { listTerms: () => Promise.resolve([]), freeIn: () => Promise.resolve([]) } as unknown as ReservedUnits,
  );
  const ranked = [...world.children].sort((a, b) => pointsAt(b, b.wishes[0]!) - pointsAt(a, a.wishes[0]!));
  const input = await inputs.readInput(
    {} as Reader,
    { entryFrom: world.entryFrom, rules: world.rules ?? USUAL_RULES },
    { establishmentIds: [...new Set(world.sections.map(({ id }) => id.split(':')[0]!))] },
    ranked.map(caseOf),
  );
  const pointed = { ...input, candidates: input.candidates.map((one) => withPoints(one, world)) };
  const { instance } = sessionInstance(pointed);
  // What a session gives is what the format takes.
  const proposal = propose(readInstance(JSON.parse(JSON.stringify(instance))));
  const given = (child: string, place: (typeof proposal.places)[string]): GivenPlace | null => {
    const own = world.children.find(({ id }) => id === child)!;
    return (
      place && {
        section: `${place.at}:${place.section}`,
        slots: maskOfNames(place.slots),
        from: givenDayOf(instance, child, place) ?? entryOf(caseOf(own).snapshot!, world.entryFrom),
      }
    );
  };
  return {
    instance,
    proposal,
    places: new Map(world.children.map(({ id }) => [id, given(id, proposal.places[id] ?? null)])),
    claims: proposal.claims.map(({ family, wish }) => {
      const { children } = instance.families[family]!;
      return wishesOf(instance, family)[wish]!.map((place, index) => given(children[index]!, place));
    }),
  };
}

export const pointsAt = ({ points }: ChildWorld, at: string): number =>
  typeof points === 'number' ? points : (points[at] ?? 0);

const withPoints = (candidate: Candidate, { children }: SessionWorld): Candidate => {
  const child = children.find(({ id }) => id === candidate.id)!;
  return {
    ...candidate,
    points: Object.fromEntries(Object.keys(candidate.points).map((at) => [at, pointsAt(child, at)])),
  };
};
