import type { Instance } from '../instance/instance.js';
import { Cells } from './cells.js';
import { listOf, type FamilyList } from './family-wishes.js';
import { byCodeUnits, halfDaysOf, type HalfDays } from './half-days.js';
import { Units } from './units.js';

/** Everything of an instance except its locks, as numbers. It stays the same whatever members decide. */
export interface Frame {
  readonly halfDays: HalfDays;
  readonly childIds: readonly string[];
  /** The number of each child, by id. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Copied before units are added: a lock may name a unit that no wish names. */
  readonly units: Units;
  /** In the order of the code units of their ids. */
  readonly lists: readonly FamilyList[];
}

/** Kept by instance, because members decide case after case of the same one. */
const known = new WeakMap<Instance['families'], { readonly of: Instance; readonly frame: Frame }>();

export function frameOf(instance: Instance): Frame {
  const { slots, establishments, children, families } = instance;
  const before = known.get(families);
  if (
    before &&
    before.of.slots === slots &&
    before.of.establishments === establishments &&
    before.of.children === children
  )
    return before.frame;
  const frame = layOut(instance);
  known.set(families, { of: instance, frame });
  return frame;
}

function layOut(instance: Instance): Frame {
  const halfDays = halfDaysOf(instance.slots);
  const childIds = Object.keys(instance.children).sort(byCodeUnits);
  const numbers = new Map(childIds.map((id, number) => [id, number]));
  const units = Units.of(instance);
  const cells = new Cells(instance, halfDays, units, numbers);
  const lists = Object.keys(instance.families)
    .sort(byCodeUnits)
    .map((id) => listOf(instance, id, cells));
  cells.rank();
  return { halfDays, childIds, numbers, units, lists };
}
