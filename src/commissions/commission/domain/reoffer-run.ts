import type { Id } from '../../../foundation/kernel/ids.js';
import { plainSection } from '../../../foundation/kernel/reserved-section.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { countSlots, maskToSlots, slotBit, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import type { Claim, Establishment, Instance, Places, Reserve } from '../../matching/index.js';
import type { CaseExplanation } from './case-explanation.js';
import { judgeWeek } from './given-weeks.js';
import { slotOfName, slotsWithin, type Span } from './periods.js';
import { ownDayOf, sessionInstance, type Candidate, type Choice, type SessionInput } from './session-instance.js';

/** Seats of a section that a session had given and that are free again, or about which families were asked. */
export interface FreedSeats {
  /** The offer that ended, the place that was given up, the case whose admission had no object, or what was asked. */
  readonly id: Id;
  readonly sectionId: Id;
}

/** A child that the session admitted and that still holds its seats. */
export interface AdmittedChild {
  readonly at: string;
  readonly section: string;
  readonly slots: SlotMask;
  readonly traits: readonly string[];
}

/** Everything from which it was computed who is offered seats that came free. It has ids and codes, and no name. */
export interface ReofferContent {
  readonly freed: readonly FreedSeats[];
  /** Children enter from this day. */
  readonly entryFrom: string;
  readonly instance: Instance;
  readonly places: Places;
  readonly claims: readonly Claim[];
  readonly told: readonly ReofferedCase[];
}

/** What a run came to for one case that was waiting. */
export interface ReofferedCase {
  readonly number: number;
  /** The id of the child in the instance. */
  readonly child: Id;
  readonly wished: readonly string[];
  readonly place: {
    readonly at: string;
    readonly section: string;
    readonly slots: SlotMask;
    /** Another first day than the child's own; absent on its own day. */
    readonly from?: Day;
  } | null;
  readonly explanation: CaseExplanation;
}

/** Why a case is offered seats that came free: the cases ranked above it that asked for that section and got none. */
export function passedOver({ instance, told }: ReofferContent, child: Id): ReofferedCase[] {
  const place = told.find((one) => one.child === child)?.place ?? null;
  const { points = {}, tieBreak = [] } = instance.establishments[place?.at ?? ''] ?? {};
  const isAbove = (other: Id): boolean =>
    (points[other]! - points[child]! || tieBreak.indexOf(child) - tieBreak.indexOf(other)) > 0;
  const isThere = ({ at, section }: { readonly at: string; readonly section: string }): boolean =>
    at === place?.at && section === place.section;
  return told.filter(
    (one) =>
      Object.hasOwn(points, one.child) &&
      isAbove(one.child) &&
      !(one.place && isThere(one.place)) &&
      one.explanation.misses.some(isThere),
  );
}

const isFreed =
  (freed: readonly FreedSeats[]) =>
  ({ at, section }: { readonly at: string; readonly section: string }): boolean =>
    freed.some(({ sectionId }) => sectionId === `${at}:${plainSection(section)}`);

/**
 * What remains of a session's input when only some sections have seats: the children who ask for these, and nothing
 * else. A child that would take a shorter week also asks for the half-days that are free.
 * @param fewestOf the fewest days that the family of a case would take; undefined when it wants its whole week
 */
export function freedInput(
  input: SessionInput,
  freed: readonly FreedSeats[],
  fewestOf: (id: Id) => number | undefined,
): SessionInput {
  const places = input.places.filter(isFreed(freed));
  return {
    ...input,
    places,
    candidates: input.candidates.flatMap((candidate): Candidate[] => {
      const choices = candidate.choices.filter(isFreed(freed));
      if (choices.length === 0) return [];
      const fewest = fewestOf(candidate.id);
      const wanted = ownDayOf(choices) ? undefined : ownDayOf(candidate.choices);
      return [
        {
          ...candidate,
          ...(wanted ? { wanted } : {}),
          choices: fewest === undefined ? choices : withFreeWeeks(choices, { ...input, places }, fewest),
          others: [],
          // A place held today frees no seat before its family has accepted a better one.
          current: null,
        },
      ];
    }),
  };
}

/** The choices with the half-days of each whole week that are free, before the weeks that have fewer. */
function withFreeWeeks(choices: readonly Choice[], input: SessionInput, fewest: number): readonly Choice[] {
  return choices.reduce<readonly Choice[]>((all, choice, index) => {
    const isWhole = choices.findIndex((other) => isSameDay(other, choice)) === index;
    const slots = choice.slots & freeDuring(input, choice);
    if (!isWhole || slots === choice.slots || judgeWeek(choice.slots, slots, fewest) !== null) return all;
    if (all.some((other) => isSameDay(other, choice) && other.slots === slots)) return all;
    const next = all.findIndex((other) => countSlots(other.slots) < countSlots(slots));
    const at = next === -1 ? all.length : next;
    return [...all.slice(0, at), { ...choice, slots }, ...all.slice(at)];
  }, choices);
}

const isSameDay = (one: Choice, other: Choice): boolean =>
  one.at === other.at && one.section === other.section && one.stay.from === other.stay.from;

/** The half-days of a section that have a free seat for the whole of a stay. */
function freeDuring({ places, spans }: SessionInput, { at, section, stay }: Choice): SlotMask {
  const unit = places.find((other) => other.at === at && other.section === section);
  const isCovered = ({ from }: Span): boolean => stay.from <= from && from <= stay.to;
  const full = spans.flatMap((span, index) =>
    isCovered(span) ? slotsWithin(span).filter((slot) => (unit?.free[index]?.get(slot) ?? 0) < 1) : [],
  );
  return full.reduce((mask, slot) => mask & ~slotBit(slot), (1 << 14) - 1);
}

/**
 * The instance from which it is computed who is offered seats that came free: the order, the queue and the reserves
 * are those of the session, the seats those that are free now.
 * @param session the instance from which the session was decided; null for a session of before the engine
 * @param admitted the children who hold seats that the session gave
 */
export function reofferInstance(
  input: SessionInput,
  session: Instance | null,
  admitted: readonly AdmittedChild[],
): Instance {
  const { instance } = sessionInstance(input);
  return {
    ...instance,
    establishments: Object.fromEntries(
      Object.entries(instance.establishments).map(([at, now]) => {
        const before = session?.establishments[at];
        return [at, before ? inOrderOf(before, now, at, instance.slots, admitted) : now];
      }),
    ),
  };
}

function inOrderOf(
  session: Establishment,
  now: Establishment,
  at: string,
  names: readonly string[],
  admitted: readonly AdmittedChild[],
): Establishment {
  // A child who is too old for a section by now is not eligible there any more.
  const ranks = Object.keys(now.points ?? {}).filter((child) => Object.hasOwn(session.points ?? {}, child));
  const { reserves: _, precedence: __, ...rest } = now;
  const left = (session.reserves ?? []).flatMap((reserve) =>
    Object.keys(now.capacity)
      .filter((section) => (reserve.section ?? section) === section)
      .map((section) => leftOf(reserve, section, names, at, admitted)),
  );
  const reserves = left.filter(({ seats }) => Object.values(seats).some((count) => count > 0));
  return {
    ...rest,
    points: Object.fromEntries(ranks.map((child) => [child, session.points![child]!])),
    tieBreak: (session.tieBreak ?? []).filter((child) => ranks.includes(child)),
    ...(session.queue ? { queue: session.queue } : {}),
    ...(reserves.length > 0 ? { reserves, ...(session.precedence ? { precedence: session.precedence } : {}) } : {}),
  };
}

/** What is left of a reserve of the session: what it reserved, less what children with its trait hold now. */
function leftOf(
  { trait, seats }: Reserve,
  section: string,
  names: readonly string[],
  at: string,
  admitted: readonly AdmittedChild[],
): Reserve & { readonly seats: Readonly<Record<string, number>> } {
  const holding = admitted.filter(
    (child) => child.at === at && child.section === section && child.traits.includes(trait),
  );
  const reserved = (name: string): number =>
    typeof seats === 'number'
      ? seats
      : Math.max(
          0,
          ...Object.entries(seats).flatMap(([other, count]) => (slotOfName(other) === slotOfName(name) ? [count] : [])),
        );
  const taken = (name: string): number =>
    holding.filter(({ slots }) => maskToSlots(slots).includes(slotOfName(name))).length;
  return {
    trait,
    section,
    seats: Object.fromEntries(names.map((name) => [name, Math.max(0, reserved(name) - taken(name))])),
  };
}
