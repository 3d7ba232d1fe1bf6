import type { Instance } from '../instance/instance.js';
import { Cells, NOT_RANKED } from './cells.js';
import { FIRST, isFixed, priorityOf, underLocks, type FamilyWishes } from './family-wishes.js';
import { frameOf } from './frame.js';
import { singleChildFastPath } from './single-child-fast-path.js';
import type { HalfDays } from './half-days.js';
import { inProposalOrder } from './proposal-order.js';
import { compareOrders } from './orders.js';
import { countTo, placesOf, sortedBy } from './sorting.js';
import type { UnitRule } from './units.js';

export { NOT_RANKED } from './cells.js';
export { FIRST } from './family-wishes.js';

/**
 * An instance in flat arrays. Units and children are numbered in the order of the code units of their ids, and
 * families in the order in which they first propose. The wishes of all families follow each other, and so do the
 * entries of all wishes. A wish has one entry for each child that it names.
 */
export interface Compiled {
  readonly halfDays: HalfDays;
  readonly childIds: readonly string[];
  readonly familyIds: readonly string[];
  readonly unitAt: readonly string[];
  readonly unitSection: readonly string[];
  /**
   * Unit → the entries that name it, in the order of the unit: `queue[unitFrom[unit]] … queue[unitFrom[unit + 1] -
   * 1]`.
   */
  readonly unitFrom: Int32Array;
  readonly queue: Int32Array;
  /** Entry → its position in `queue`. */
  readonly place: Int32Array;
  /** The same as `entryWish`, `entryFamily` and `masks`, in the order of `queue`. */
  readonly queueWish: Int32Array;
  readonly queueFamily: Int32Array;
  readonly queueMasks: Int32Array;
  /** Places by unit × half-day. */
  readonly places: Int32Array;
  /** Null for a plain unit. */
  readonly rules: readonly (UnitRule | null)[];
  /** Plain units, and of these the ones that only families of one child name. */
  readonly plain: Uint8Array;
  readonly lone: Uint8Array;
  /** Family → its wishes `from … to - 1`. The last may be a fallback that the family did not wish for. */
  readonly wishFrom: Int32Array;
  /** Family → its own wishes: `wishFrom[f] … ownTo[f] - 1`. Only these can be claimed. */
  readonly ownTo: Int32Array;
  /**
   * Whether the wish may be proposed: every child is eligible, no lock forbids it, and it is not worse than what is
   * guaranteed.
   */
  readonly open: Uint8Array;
  readonly entryFrom: Int32Array;
  readonly entryChild: Int32Array;
  readonly entryUnit: Int32Array;
  /** Rank of each entry in the order of its unit. */
  readonly rank: Int32Array;
  /** The same as `rank`, or FIRST for a place that nobody can take away. */
  readonly priority: Int32Array;
  readonly entryWish: Int32Array;
  readonly entryFamily: Int32Array;
  /** Whether members fixed the entry, which then holds its place whether or not there is room. */
  readonly locked: Uint8Array;
  /** `halfDays.words` numbers per entry. */
  readonly masks: Int32Array;
  /**
   * By wish, `halfDays.words + 2` numbers: for a wish that places a single child in a plain unit, the unit, its
   * position in `queue` and its half-days; NO_FAST_PATH for any other wish. Most proposals need only these, so they
   * lie side by side in the order in which they are read.
   */
  readonly fastPath: Int32Array;
}

/** @param instance well formed (`instance-format.ts`) */
export function compile(instance: Instance): Compiled {
  const { halfDays, childIds, numbers, lists, ...frame } = frameOf(instance);
  const { locks = {} } = instance;
  const units = frame.units.copy();
  const fixed = new Cells(instance, halfDays, units, numbers);
  const wishes = lists.map((list) => underLocks(list, locks, fixed));
  fixed.rank();
  const rules = units.rules(halfDays.names, childIds);
  const families = inProposalOrder(wishes, childIds.length, isOneOrder(instance, rules, wishes));
  const laid = laidOut(families, halfDays.words);
  const queues = queuesOf(laid, rules, families, childIds.length);
  return {
    halfDays,
    childIds,
    familyIds: families.map(({ id }) => id),
    unitAt: units.at,
    unitSection: units.section,
    places: units.places(halfDays.names),
    rules,
    ...laid,
    ...queues,
    fastPath: singleChildFastPath({ ...laid, ...queues }, halfDays.words),
  };
}

/**
 * Whether all establishments rank children in the same way, and nothing sets a child apart: docs/engine.md, regime 1.
 */
function isOneOrder(instance: Instance, rules: Compiled['rules'], families: readonly FamilyWishes[]): boolean {
  return rules.every((rule) => rule === null) && families.every(({ kept }) => kept === -1) && compareOrders(instance);
}

type Laid = Pick<
  Compiled,
  | 'wishFrom'
  | 'ownTo'
  | 'open'
  | 'entryFrom'
  | 'entryChild'
  | 'entryUnit'
  | 'rank'
  | 'priority'
  | 'entryWish'
  | 'entryFamily'
  | 'locked'
  | 'masks'
>;

function laidOut(families: readonly FamilyWishes[], words: number): Laid {
  const wishes = families.reduce((sum, { tuples }) => sum + tuples.length, 0);
  const entries = families.reduce(
    (sum, { tuples }) =>
      sum + tuples.reduce((inner, tuple) => inner + tuple.reduce((named, cell) => named + Number(cell !== null), 0), 0),
    0,
  );
  const perEntry = (): Int32Array => new Int32Array(entries);
  const laid = {
    wishFrom: new Int32Array(families.length + 1),
    ownTo: new Int32Array(families.length),
    open: new Uint8Array(wishes),
    entryFrom: new Int32Array(wishes + 1),
    entryChild: perEntry(),
    entryUnit: perEntry(),
    rank: perEntry(),
    priority: perEntry(),
    entryWish: perEntry(),
    entryFamily: perEntry(),
    locked: new Uint8Array(entries),
    masks: new Int32Array(entries * words),
  };
  let wish = 0,
    entry = 0;
  for (const [number, family] of families.entries()) {
    laid.ownTo[number] = wish + family.own;
    for (const [index, tuple] of family.tuples.entries()) {
      laid.open[wish] = Number(family.open[index]);
      for (const [position, cell] of tuple.entries()) {
        if (cell === null) continue;
        laid.entryChild[entry] = cell.child;
        laid.entryUnit[entry] = cell.unit;
        laid.entryWish[entry] = wish;
        laid.entryFamily[entry] = number;
        laid.rank[entry] = cell.rank;
        laid.priority[entry] = priorityOf(family, index, position, cell);
        laid.locked[entry] = Number(isFixed(family.locked[position], cell));
        for (let word = 0; word < words; word += 1) laid.masks[entry * words + word] = cell.mask[word]!;
        // A wish with a child who is not eligible cannot be proposed.
        if (laid.priority[entry] === NOT_RANKED) laid.open[wish] = 0;
        entry += 1;
      }
      wish += 1;
      laid.entryFrom[wish] = entry;
    }
    laid.wishFrom[number + 1] = wish;
  }
  return laid;
}

type Queues = Pick<
  Compiled,
  'unitFrom' | 'queue' | 'place' | 'queueWish' | 'queueFamily' | 'queueMasks' | 'plain' | 'lone'
>;

/** The entries that name each unit, in its order. @param children the number of children, which no rank exceeds */
function queuesOf(
  { entryUnit, entryWish, entryFamily, priority, masks }: Laid,
  rules: Compiled['rules'],
  families: readonly FamilyWishes[],
  children: number,
): Queues {
  const queue = sortedBy(
    entryUnit,
    sortedBy(
      priority.map((rank) => Math.min(rank, children) - FIRST),
      countTo(priority.length),
    ),
  );
  const place = new Int32Array(queue.length),
    queueMasks = new Int32Array(masks.length),
    words = masks.length / queue.length;
  for (let position = 0; position < queue.length; position += 1) {
    place[queue[position]!] = position;
    for (let word = 0; word < words; word += 1)
      queueMasks[position * words + word] = masks[queue[position]! * words + word]!;
  }
  const plain = Uint8Array.from(rules, (rule) => Number(rule === null)),
    lone = plain.slice();
  for (const [entry, unit] of entryUnit.entries()) if (families[entryFamily[entry]!]!.locked.length > 1) lone[unit] = 0;
  return {
    unitFrom: placesOf(entryUnit, rules.length),
    queue,
    place,
    queueWish: queue.map((entry) => entryWish[entry]!),
    queueFamily: queue.map((entry) => entryFamily[entry]!),
    queueMasks,
    plain,
    lone,
  };
}
