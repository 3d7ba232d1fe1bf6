import type { Entry, Family, Instance, Lock, Wish } from '../instance/instance.js';
import { sameMask, type Cell, type Cells, type Own } from './cells.js';

/** The rank before every order: a place that members fixed, or that the family keeps. */
export const FIRST = -1;

export type Tuple = readonly (Cell | null)[];

const sameCell = (a: Cell | null, b: Cell | null): boolean =>
  a === b || (a !== null && b !== null && a.unit === b.unit && sameMask(a.mask, b.mask));

/** The wishes of one family as numbers. They stay the same whatever members decide. */
export interface FamilyList {
  readonly id: string;
  readonly family: Family;
  /** By child of the family. */
  readonly weeks: readonly Own[];
  /** The family's own wishes, with the places that are guaranteed to it. */
  readonly tuples: readonly Tuple[];
  /** Position of the guaranteed places; -1 when there are none. */
  readonly guaranteed: number;
  /** The wishes while nothing is decided about its children. */
  readonly undecided: FamilyWishes;
}

/** The wishes of a family after locks and guarantees were applied. */
export interface FamilyWishes {
  readonly id: string;
  readonly tuples: readonly Tuple[];
  /** How many of the wishes are the family's own. A fallback after them holds what members fixed. */
  readonly own: number;
  readonly open: readonly boolean[];
  /** The position of the wish that nobody can take away; -1 when there is none. */
  readonly kept: number;
  /** By child of the family; undefined is not locked. */
  readonly locked: readonly (Cell | null | undefined)[];
}

/**
 * The place that a lock gives a child. An establishment alone means the child's best wish there, else its own section
 * and week.
 */
function lockedEntry({ children, wishes }: Family, child: string, lock: Lock): string | Entry | null {
  if (typeof lock !== 'string') return lock;
  const entries = wishes.map((wish) => wish[children.indexOf(child)]!);
  return entries.find((entry) => (typeof entry === 'string' ? entry : entry?.at) === lock) ?? lock;
}

export function listOf(instance: Instance, id: string, cells: Cells): FamilyList {
  const family = instance.families[id]!;
  const weeks = family.children.map((child) => cells.own(child));
  const tupleOf = (wish: Wish): Tuple => wish.map((entry, index) => cells.cell(weeks[index]!, entry));
  const tuples: Tuple[] = [];
  const positions = new Map<string, number>();
  const add = (tuple: Tuple): number => {
    const key = tuple.map((cell) => cell?.number).join();
    const known = positions.get(key);
    if (known !== undefined) return known;
    positions.set(key, tuples.length);
    return tuples.push(tuple) - 1;
  };
  for (const wish of family.wishes) add(tupleOf(wish));
  const guaranteed =
    family.mustPlace === true
      ? add(tupleOf(family.children.map((child) => instance.children[child]!.current ?? null)))
      : -1;
  const list = { id, family, weeks, tuples, guaranteed };
  return {
    ...list,
    undecided: standing(
      list,
      family.children.map(() => undefined),
    ),
  };
}

export function underLocks(list: FamilyList, locks: NonNullable<Instance['locks']>, cells: Cells): FamilyWishes {
  const { family, weeks } = list;
  if (!family.children.some((child) => Object.hasOwn(locks, child))) return list.undecided;
  return standing(
    list,
    family.children.map((child, index) =>
      Object.hasOwn(locks, child) ? cells.cell(weeks[index]!, lockedEntry(family, child, locks[child]!)) : undefined,
    ),
  );
}

function standing(
  { id, tuples: own, guaranteed }: Pick<FamilyList, 'id' | 'tuples' | 'guaranteed'>,
  locked: FamilyWishes['locked'],
): FamilyWishes {
  const isLocked = locked.some((cell) => cell !== undefined);
  const open = own.map(
    (tuple) => !isLocked || locked.every((cell, index) => cell === undefined || sameCell(cell, tuple[index]!)),
  );
  const isFallback = isLocked && (guaranteed === -1 || !open[guaranteed]);
  const tuples = isFallback ? [...own, locked.map((cell) => cell ?? null)] : own;
  const kept = isFallback ? own.length : guaranteed;
  if (isFallback) open.push(true);
  if (kept !== -1) open.fill(false, kept + 1);
  const nothing = tuples.findIndex((tuple, index) => open[index] && tuple.every((cell) => cell === null));
  if (nothing !== -1) open.fill(false, nothing + 1);
  return { id, tuples, own: own.length, open, kept, locked };
}

/** In the order of the unit, or before all of it. */
export function priorityOf({ kept, locked }: FamilyWishes, tuple: number, position: number, cell: Cell): number {
  return tuple === kept || isFixed(locked[position], cell) ? FIRST : cell.rank;
}

export const isFixed = (lock: Cell | null | undefined, cell: Cell): boolean =>
  lock !== undefined && sameCell(lock, cell);
