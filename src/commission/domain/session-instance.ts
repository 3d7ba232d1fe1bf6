import type { Id } from '../../kernel/ids.js';
import { slotBit, type SlotMask } from '../../kernel/week-schedule.js';
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
import { namesOf, slotsWithin, spansCovered, spanSlot, type SectionPlaces, type Span } from './periods.js';
import { siblingWishes } from './sibling-wishes.js';
import { reservesOf, type ReserveTrait, type SessionRules } from './sitting-rules.js';

/**
 * A place that suits a child: an establishment, one of its sections, half-days of a week, from its entry to the last
 * day on which it would hold them.
 */
export interface Choice {
  readonly at: string;
  readonly section: string;
  readonly slots: SlotMask;
  readonly stay: Span;
  /** Sections in which it is expected afterwards. */
  readonly path?: readonly LaterSection[];
}

/** One case as the engine needs it. */
export interface Candidate {
  /** Of the candidacy. */
  readonly id: Id;
  readonly family: Id;
  /** Best first. */
  readonly choices: readonly Choice[];
  /** Places of the body that suit it and that its family did not ask for. */
  readonly others: readonly Choice[];
  /** By establishment of the body that receives its age; what is absent cannot receive it. */
  readonly points: Readonly<Record<string, number>>;
  readonly traits: readonly string[];
  /** A place held today, while it lasts. */
  readonly current: Choice | null;
}

/** When the children of a session come and go. */
export const staysOf = (candidates: readonly Candidate[]): Span[] =>
  candidates.flatMap(({ choices, others, current }) =>
    [...choices, ...others, ...(current ? [current] : [])].map(({ stay }) => stay),
  );

export interface SessionInput {
  readonly candidates: readonly Candidate[];
  /** Best first where points are equal. */
  readonly tieBreak: readonly Id[];
  readonly places: readonly SectionPlaces[];
  readonly spans: readonly Span[];
  readonly rules: SessionRules;
}

type Capacity = Record<string, Record<string, number>>;

/**
 * The half-days that a section opens at all. What is asked for outside them cannot be given, and is said beside the
 * case.
 */
const openMask = ({ free }: SectionPlaces): SlotMask =>
  free.reduce((mask, span) => [...span.keys()].reduce((inner, slot) => inner | slotBit(slot), mask), 0);

/** What is known under a key, else what is found now. */
function obtained<K, V>(known: Map<K, V>, key: K, find: () => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = find();
  known.set(key, found);
  return found;
}

/**
 * Half-days of a session by their names. The same half-days of the same spans are one list, whoever asks for them:
 * tens of thousands of wishes are for a few thousand lists.
 */
class SessionWeeks {
  private readonly open = new Map<string, Map<string, SlotMask>>();
  /** By stay, then by half-days. */
  private readonly lists = new Map<Span, Map<SlotMask, readonly string[]>>();
  private readonly known = new Map<string, Map<SlotMask, readonly string[]>>();

  constructor(
    private readonly spans: readonly Span[],
    places: readonly SectionPlaces[],
  ) {
    for (const one of places) obtained(this.open, one.at, () => new Map()).set(one.section, openMask(one));
  }

  named(slots: SlotMask, stay: Span): readonly string[] {
    const lists = obtained(this.lists, stay, () => this.listsOver(stay));
    return obtained(lists, slots, () => namesOf(slots, this.spans, stay));
  }

  /** Stays that begin and end otherwise may cover the same spans. */
  private listsOver(stay: Span): Map<SlotMask, readonly string[]> {
    const covered = spansCovered(this.spans, stay);
    return obtained(this.known, covered.map(({ from }) => from).join(), () => new Map());
  }

  /** Cut to what the section opens. */
  asked({ at, section, slots, stay }: Choice): readonly string[] {
    return this.named(slots & (this.open.get(at)?.get(section) ?? 0) || slots, stay);
  }
}

const byKey = <T>(entries: readonly [string, T][]): Record<string, T> =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

/** What the engine judges. Ids are those of candidacies and dossiers; no name is in it. */
export interface SessionInstance {
  /** docs/engine.md, "Portable instance". */
  readonly instance: Instance;
  /** What a family did not ask for, by family with one child: what would have taken it is told with the reasons. */
  readonly alternatives: Alternatives;
}

export function sessionInstance(input: SessionInput): SessionInstance {
  const steps = layingOut(input);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** {@link sessionInstance} in short steps: a session has thousands of families. */
export function* layingOut(input: SessionInput): Generator<void, SessionInstance> {
  const { candidates, spans } = input;
  const weeks = new SessionWeeks(spans, input.places);
  const children = new Map<Id, Child>();
  for (const one of candidates) {
    children.set(one.id, childOf(one, weeks));
    yield;
  }
  const members = byFamily(candidates);
  const families: [Id, Family][] = [];
  const alternatives: [Id, Wish[]][] = [];
  for (const [id, those] of members) {
    const [only, ...others] = those as [Candidate, ...Candidate[]];
    families.push([id, familyOf(those, weeks, children)]);
    if (others.length === 0)
      alternatives.push([id, only.others.map((choice) => [entryOf(choice, weeks, children.get(only.id)!)])]);
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
      children: byKey([...children]),
      families: byKey(families),
    },
    alternatives: Object.fromEntries(alternatives),
  };
}

function familyOf(members: readonly Candidate[], weeks: SessionWeeks, children: ReadonlyMap<Id, Child>): Family {
  return {
    children: members.map(({ id }) => id),
    wishes: siblingWishes(members.map((one) => optionsOf(one, weeks, children.get(one.id)!))),
    ...(members.some(({ current }) => current) ? { mustPlace: true } : {}),
  };
}

function byFamily(candidates: readonly Candidate[]): Map<Id, Candidate[]> {
  const families = new Map<Id, Candidate[]>();
  for (const one of candidates) families.set(one.family, [...(families.get(one.family) ?? []), one]);
  return families;
}

/** Its own section and week are those of the place it holds, else of its best wish. */
function childOf({ choices, current, traits }: Candidate, weeks: SessionWeeks): Child {
  const own = current ?? choices[0]!;
  return {
    section: own.section,
    slots: current ? weeks.named(current.slots, current.stay) : weeks.asked(own),
    ...(own.path?.length ? { path: own.path } : {}),
    ...(traits.length > 0 ? { traits } : {}),
    ...(current ? { current: current.at } : {}),
  };
}

function optionsOf(one: Candidate, weeks: SessionWeeks, own: Child): (string | Entry | null)[] {
  return [...one.choices.map((choice) => entryOf(choice, weeks, own)), one.current?.at ?? null];
}

/** What is the child's own is not said again. */
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
  // The places that these children hold are part of what the session gives.
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
    tieBreak: tieBreak.filter((id) => Object.hasOwn(points, id)),
    queue: rules.queue,
    ...(reserves.length > 0 ? { reserves, precedence: rules.precedence } : {}),
  };
}

function askedAt(at: string, candidates: readonly Candidate[]): Record<ReserveTrait, ReadonlySet<string>> {
  const asking = (trait: ReserveTrait): Set<string> =>
    new Set(
      candidates
        .flatMap(({ traits, choices }) => (traits.includes(trait) ? choices.filter((one) => one.at === at) : []))
        .map(({ section }) => section),
    );
  return { insertion: asking('insertion'), adaptation: asking('adaptation') };
}

const movingAt = (at: string, candidates: readonly Candidate[]): ReturnType<typeof countSlots> =>
  countSlots(
    candidates.flatMap(({ traits, current }) =>
      traits.includes('insertion') && current?.at === at ? [current.slots] : [],
    ),
  );

/** What a child's standing at an establishment is made of. */
export type Pointed = Pick<Candidate, 'id' | 'points'> & { readonly current: Pick<Choice, 'at'> | null };

/** Brothers and sisters have the points of the best of them; who holds a place there comes before everybody else. */
export function familyPoints(at: string, families: ReadonlyMap<Id, readonly Pointed[]>): Record<Id, number> {
  const shared = [...families.values()].flatMap((members) => {
    const there = members.filter(({ points }) => Object.hasOwn(points, at));
    const best = Math.max(...there.map(({ points }) => points[at]!));
    return there.map((one): [Id, number] => [one.id, best]);
  });
  const first = Math.max(0, ...shared.map(([, points]) => points)) + 1;
  const holders = [...families.values()]
    .flat()
    .filter(({ current }) => current?.at === at)
    .map(({ id }): [Id, number] => [id, first]);
  // Of two entries of one child the later counts.
  return byKey([...new Map([...shared, ...holders])]);
}
