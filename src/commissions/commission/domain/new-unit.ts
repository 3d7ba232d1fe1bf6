import type { Id } from '../../../foundation/kernel/ids.js';
import { maskToSlots, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import type { Instance, Places } from '../../matching/index.js';
import { sessionInstance, type Choice, type SessionInput } from './session-instance.js';

/** What a family would ask of a unit that does not exist yet: the half-days and days of one child, and its points. */
export interface NewUnitWish {
  readonly choice: Choice;
  readonly points: number;
}

/** A unit for which nobody could wish yet. */
export interface NewUnit {
  readonly at: string;
  readonly section: string;
  readonly places: number;
  /** The half-days on which it would open. */
  readonly open: SlotMask;
  /** By child: those for whom it would be a wish. */
  readonly wishes: ReadonlyMap<Id, NewUnitWish>;
  /** Children who hold a part of their week already. */
  readonly partly: ReadonlySet<Id>;
}

/** Where families rank the unit: nobody can know, so both ends are played. */
export const UNIT_POSITIONS = ['last', 'first'] as const;
export type UnitPosition = (typeof UNIT_POSITIONS)[number];

/** What the unit changes: the play with it, compared with the same play without it. */
export interface UnitOutcome {
  /** Hold the unit, and hold nothing without it. */
  readonly served: readonly Id[];
  /** Hold the unit, and had a part of their week already. */
  readonly completed: readonly Id[];
  /** Hold the unit, and hold another place without it. */
  readonly moved: readonly Id[];
  /** Hold a place that somebody left, and hold nothing without the unit. */
  readonly gained: readonly Id[];
  /** Hold nothing, and hold a place without the unit. */
  readonly lost: readonly Id[];
}

/** The input of a play in which the unit is a wish. Children who then have no wish at all take no part. */
export function withUnit(input: SessionInput, unit: NewUnit, position: UnitPosition | null): SessionInput {
  const free = new Map(maskToSlots(unit.open).map((slot) => [slot, unit.places]));
  return {
    ...input,
    places:
      position === null
        ? input.places
        : [...input.places, { at: unit.at, section: unit.section, free: input.spans.map(() => free) }],
    candidates: input.candidates.flatMap((candidate) => {
      const wish = position === null ? undefined : unit.wishes.get(candidate.id);
      if (!wish) return candidate.choices.length > 0 || candidate.current ? [candidate] : [];
      const { choice, points } = wish;
      const choices = position === 'first' ? [choice, ...candidate.choices] : [...candidate.choices, choice];
      return [{ ...candidate, choices, points: { ...candidate.points, [unit.at]: points } }];
    }),
  };
}

/**
 * Plays the same families three times: without the unit, and with it as the last and as the first wish of each family
 * for whom it would be one.
 * @param play the engine
 */
export function playUnit(
  input: SessionInput,
  unit: NewUnit,
  play: (instance: Instance) => Places,
): Record<UnitPosition, UnitOutcome> {
  const placesWith = (position: UnitPosition | null): Places =>
    play(sessionInstance(withUnit(input, unit, position)).instance);
  const without = placesWith(null);
  const [last, first] = UNIT_POSITIONS.map((position) => outcomeOf(input, unit, without, placesWith(position)));
  return { last: last!, first: first! };
}

function outcomeOf({ candidates }: SessionInput, unit: NewUnit, without: Places, after: Places): UnitOutcome {
  const ids = candidates.map(({ id }) => id);
  const had = (id: Id): boolean => (without[id] ?? null) !== null;
  const holdsUnit = (id: Id): boolean => after[id]?.at === unit.at;
  const holders = ids.filter(holdsUnit);
  return {
    served: holders.filter((id) => !had(id) && !unit.partly.has(id)),
    completed: holders.filter((id) => !had(id) && unit.partly.has(id)),
    moved: holders.filter(had),
    gained: ids.filter((id) => !had(id) && !holdsUnit(id) && (after[id] ?? null) !== null),
    lost: ids.filter((id) => had(id) && (after[id] ?? null) === null),
  };
}
