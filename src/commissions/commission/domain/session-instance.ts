import type { Id } from '../../../foundation/kernel/ids.js';
import { obtained } from '../../../foundation/kernel/obtained.js';
import { plainSection } from '../../../foundation/kernel/reserved-section.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';
import type {
  Alternatives,
  Child,
  Entry,
  Establishment,
  Family,
  Instance,
  LaterSection,
  Wish,
} from '../../matching/index.js';
import { countSlots } from './insertion-reserve.js';
import { slotsWithin, spanSlot, type SectionPlaces, type Span } from './periods.js';
import { openMask, SessionWeeks } from './session-weeks.js';
import { siblingWishes, type OptionStarts } from './sibling-wishes.js';
import { reservesOf, type ReserveTrait, type SessionRules } from './sitting-rules.js';

/**
 * A place that suits a child: a section of an establishment, the half-days of a week, and the days from its entry to
 * its last day there.
 */
export interface Choice {
  readonly at: string;
  readonly section: string;
  readonly slots: SlotMask;
  readonly stay: Span;
  /** Set where the stay begins on another day than the child's own (`first-days.ts`). */
  readonly anotherDay?: true;
  /** The sections in which the child is expected afterwards. */
  readonly path?: readonly LaterSection[];
}

/** One case as the engine needs it. */
export interface Candidate {
  /** The id of the candidacy. */
  readonly id: Id;
  readonly family: Id;
  /** Best first. */
  readonly choices: readonly Choice[];
  /** Places of the body that suit the child but that its family did not ask for. */
  readonly others: readonly Choice[];
  /** Points by establishment of the body. One that does not take the child's age is absent. */
  readonly points: Readonly<Record<string, number>>;
  readonly traits: readonly string[];
  /** The place held today, for as long as it lasts. */
  readonly current: Choice | null;
  /** Its best wish on its own day, where that is not among the choices; only its section and week count. */
  readonly wanted?: Choice;
}

/** The best of these places that begins on the child's own day. */
export const ownDayOf = (choices: readonly Choice[]): Choice | undefined =>
  choices.find(({ anotherDay }) => !anotherDay);

/** From when to when the children of a session hold places. */
export const staysOf = (candidates: readonly Candidate[]): Span[] =>
  candidates.flatMap(({ choices, others, current }) =>
    [...choices, ...others, ...(current ? [current] : [])].map(({ stay }) => stay),
  );

/** The days, other than a child's own, on which places of a session begin. */
export const givenDaysOf = (candidates: readonly Candidate[]): Set<Day> =>
  new Set(
    candidates.flatMap(({ choices }) => choices.flatMap(({ anotherDay, stay }) => (anotherDay ? [stay.from] : []))),
  );

export interface SessionInput {
  readonly candidates: readonly Candidate[];
  /** The order among equal points, best first. */
  readonly tieBreak: readonly Id[];
  readonly places: readonly SectionPlaces[];
  readonly spans: readonly Span[];
  readonly rules: SessionRules;
}

type Capacity = Record<string, Record<string, number>>;

/** An object with its keys in the order of their code units. */
const byKey = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> => {
  const values = new Map(entries);
  return Object.fromEntries([...values.keys()].sort().map((key) => [key, values.get(key)!]));
};

/** What the engine judges. Its ids are those of candidacies and dossiers, and it contains no name. */
export interface SessionInstance {
  /** The plain data that `matching/instance/instance.ts` describes. */
  readonly instance: Instance;
  /**
   * For families with one child: places that they did not ask for. The explanations tell which of these would have
   * taken the child.
   */
  readonly alternatives: Alternatives;
}

export function sessionInstance(input: SessionInput): SessionInstance {
  const steps = new SessionLayout(input).layOut(input);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

interface LaidFamily {
  readonly members: readonly Candidate[];
  readonly family: Family;
  /** Null for brothers and sisters. */
  readonly alternatives: readonly Wish[] | null;
}

/**
 * Builds the instances of sessions whose half-days have the same names. What was built for a case is used again while
 * the case is the same object. When a session is prepared again, few cases have changed.
 */
export class SessionLayout {
  private readonly weeks: SessionWeeks;
  private readonly children = new WeakMap<Candidate, Child>();
  /** Families by their first child. */
  private readonly families = new WeakMap<Candidate, LaidFamily>();

  constructor({ spans, places }: Pick<SessionInput, 'spans' | 'places'>) {
    this.weeks = new SessionWeeks(spans, places);
  }

  /** A key that is equal for sessions whose half-days have the same names. */
  static keyOf({ spans, places }: Pick<SessionInput, 'spans' | 'places'>): string {
    return JSON.stringify([spans, places.map((unit) => [unit.at, unit.section, openMask(unit)])]);
  }

  /** Works in short steps, because a session may have thousands of families. */
  *layOut(input: SessionInput): Generator<void, SessionInstance> {
    const { candidates, spans } = input;
    const children = new Map<Id, Child>();
    for (const candidate of candidates) {
      children.set(
        candidate.id,
        obtained(this.children, candidate, () => childOf(candidate, this.weeks)),
      );
      yield;
    }
    const members = byFamily(candidates);
    const families: [Id, Family][] = [];
    const alternatives: [Id, readonly Wish[]][] = [];
    for (const [id, siblings] of members) {
      const laid = this.family(siblings);
      families.push([id, laid.family]);
      if (laid.alternatives) alternatives.push([id, laid.alternatives]);
      yield;
    }
    const establishments: [string, Establishment][] = [];
    for (const [at, capacity] of capacitiesOf(input, children)) {
      establishments.push([at, establishmentOf(input, members, at, capacity)]);
      yield;
    }
    return {
      instance: {
        slots: spans.flatMap((span) => slotsWithin(span).map((slot) => spanSlot(span, slot))),
        establishments: byKey(establishments),
        children: byKey(children),
        families: byKey(families),
      },
      alternatives: Object.fromEntries(alternatives),
    };
  }

  private family(members: readonly Candidate[]): LaidFamily {
    const [first] = members as [Candidate];
    const known = this.families.get(first);
    if (known && sameMembers(known.members, members)) return known;
    const own = members.map((candidate) => this.children.get(candidate)!);
    const laid: LaidFamily = {
      members,
      family: familyOf(members, own, this.weeks),
      alternatives: members.length === 1 ? first.others.map((choice) => [entryOf(choice, this.weeks, own[0]!)]) : null,
    };
    this.families.set(first, laid);
    return laid;
  }
}

const sameMembers = (a: readonly Candidate[], b: readonly Candidate[]): boolean =>
  a.length === b.length && a.every((candidate, index) => candidate === b[index]);

// The fields are written in the order in which they are hashed and stored (`canonicalJson`).

function familyOf(members: readonly Candidate[], own: readonly Child[], weeks: SessionWeeks): Family {
  return {
    children: members.map(({ id }) => id),
    ...(members.some(({ current }) => current) ? { mustPlace: true } : {}),
    wishes: siblingWishes(
      members.map((candidate, index) => optionsOf(candidate, weeks, own[index]!)),
      members.map(startsOf),
    ),
  };
}

function byFamily(candidates: readonly Candidate[]): Map<Id, Candidate[]> {
  const families = new Map<Id, Candidate[]>();
  for (const candidate of candidates)
    families.set(candidate.family, [...(families.get(candidate.family) ?? []), candidate]);
  return families;
}

/** The section and week of a child are those of the place it holds, or else of its best wish on its own day. */
function childOf({ choices, wanted, current, traits }: Candidate, weeks: SessionWeeks): Child {
  const own = current ?? wanted ?? ownDayOf(choices)!;
  return {
    ...(current ? { current: current.at } : {}),
    ...(own.path?.length ? { path: own.path } : {}),
    section: own.section,
    slots: current ? weeks.named(current.slots, current.stay) : weeks.asked(own),
    ...(traits.length > 0 ? { traits } : {}),
  };
}

/** The days on which the options of a child begin. The place that it holds today begins on none. */
function startsOf({ choices, wanted }: Candidate): OptionStarts {
  const own = (wanted ?? ownDayOf(choices))?.stay.from ?? null;
  return { own, given: choices.map(({ anotherDay, stay }) => (anotherDay ? stay.from : null)) };
}

function optionsOf(candidate: Candidate, weeks: SessionWeeks, own: Child): (string | Entry | null)[] {
  return [...candidate.choices.map((choice) => entryOf(choice, weeks, own)), candidate.current?.at ?? null];
}

/** An entry of a wish, without what equals the child's own section or week. */
function entryOf(choice: Choice, weeks: SessionWeeks, own: Child): string | Entry {
  const slots = weeks.asked(choice);
  const isOwn = slots === own.slots || slots.join() === own.slots.join();
  if (isOwn && choice.section === own.section) return choice.at;
  return {
    at: choice.at,
    ...(choice.section === own.section ? {} : { section: choice.section }),
    ...(isOwn ? {} : { slots }),
  };
}

function capacitiesOf(
  { places, spans, candidates }: SessionInput,
  children: ReadonlyMap<Id, Child>,
): Map<string, Capacity> {
  const capacities = new Map<string, Capacity>();
  for (const { at, section, free } of places) {
    const sections = capacities.get(at) ?? {};
    capacities.set(at, sections);
    sections[section] = Object.fromEntries(
      free.flatMap((slots, index) =>
        [...slots].map(([slot, count]): [string, number] => [spanSlot(spans[index]!, slot), Math.max(0, count)]),
      ),
    );
  }
  // The places that these children hold are part of what the session can give.
  for (const { id, current } of candidates) {
    if (!current) continue;
    const section = (capacities.get(current.at)![current.section] ??= {});
    for (const slot of children.get(id)!.slots) section[slot] = (section[slot] ?? 0) + 1;
  }
  return capacities;
}

function establishmentOf(
  { rules, tieBreak, candidates }: SessionInput,
  families: ReadonlyMap<Id, readonly Candidate[]>,
  at: string,
  capacity: Capacity,
): Establishment {
  const points = familyPoints(at, families);
  const reserves = reservesOf(rules, {
    at,
    capacity,
    asked: askedAt(at, candidates),
    moving: movingAt(at, candidates),
  });
  return {
    capacity,
    points,
    ...(reserves.length > 0 ? { precedence: rules.precedence } : {}),
    queue: rules.queue,
    ...(reserves.length > 0 ? { reserves } : {}),
    tieBreak: tieBreak.filter((id) => Object.hasOwn(points, id)),
  };
}

function askedAt(at: string, candidates: readonly Candidate[]): Record<ReserveTrait, ReadonlySet<string>> {
  const asking = (trait: ReserveTrait): Set<string> =>
    new Set(
      candidates
        .flatMap(({ traits, choices }) => (traits.includes(trait) ? choices.filter((choice) => choice.at === at) : []))
        .map(({ section }) => plainSection(section)),
    );
  return { insertion: asking('insertion'), adaptation: asking('adaptation') };
}

const movingAt = (at: string, candidates: readonly Candidate[]): ReturnType<typeof countSlots> =>
  countSlots(
    candidates.flatMap(({ traits, current }) =>
      traits.includes('insertion') && current?.at === at ? [current.slots] : [],
    ),
  );

/** What decides the rank of a child at an establishment. */
export type Pointed = Pick<Candidate, 'id' | 'points'> & { readonly current: Pick<Choice, 'at'> | null };

/**
 * The points at an establishment. Brothers and sisters get the points of the best of them. A child that holds a place
 * there comes before everybody else.
 */
export function familyPoints(at: string, families: ReadonlyMap<Id, readonly Pointed[]>): Record<Id, number> {
  const shared = [...families.values()].flatMap((members) => {
    const there = members.filter(({ points }) => Object.hasOwn(points, at));
    const best = Math.max(...there.map(({ points }) => points[at]!));
    return there.map((candidate): [Id, number] => [candidate.id, best]);
  });
  const first = Math.max(0, ...shared.map(([, points]) => points)) + 1;
  const holders = [...families.values()]
    .flat()
    .filter(({ current }) => current?.at === at)
    .map(({ id }): [Id, number] => [id, first]);
  // When a child has two entries, the later one counts.
  return byKey([...shared, ...holders]);
}
