import type { Instance, Place, Places } from '../instance/instance.js';
import { Line } from './line.js';
import { byRank, Unit, ranksOf, type Applicant } from './unit.js';
import { byText, familyOf, standingOf, wishesOf, type Tuple } from './wishes.js';

/** The children of one wish who ask for the same unit. */
export interface Asking {
  readonly unit: Unit;
  readonly applicants: readonly Applicant[];
}

/** A wish of a family, with each of its units once. */
export interface Asked {
  readonly family: string;
  readonly wish: number;
  readonly askings: readonly Asking[];
}

const nameOf = (place: Pick<Place, 'at' | 'section'>): string => JSON.stringify([place.at, place.section]);

/** What is fixed by the instance, whatever the outcome: its units, and the wishes for each of them. */
interface Frame {
  readonly units: ReadonlyMap<string, Unit>;
  readonly halfDays: ReadonlyMap<string, number>;
  readonly families: ReadonlyMap<string, string>;
  readonly lists: readonly {
    readonly children: readonly string[];
    readonly tuples: readonly Tuple[];
    readonly wishes: readonly Asked[];
  }[];
}

/** Kept by instance, because members decide case after case of the same instance and this part does not change. */
const frames = new WeakMap<Instance['families'], { readonly of: Instance; readonly frame: Frame }>();

function frameOf(instance: Instance, holdings: readonly (readonly [string, Place])[]): Frame {
  const known = frames.get(instance.families);
  const isSame =
    known &&
    known.of.children === instance.children &&
    known.of.establishments === instance.establishments &&
    known.of.slots === instance.slots;
  const frame = isSame ? known.frame : layOut(instance, []);
  if (!isSame) frames.set(instance.families, { of: instance, frame });
  // A lock may give a place that no wish asked for. Its unit, rank or half-day may then be missing here.
  const isIn = ([child, place]: readonly [string, Place]): boolean =>
    (frame.units.get(nameOf(place))?.ranks.has(child) ?? false) &&
    place.slots.every((slot) => frame.halfDays.has(slot));
  return holdings.every(isIn) ? frame : layOut(instance, holdings);
}

function layOut(instance: Instance, holdings: readonly (readonly [string, Place])[]): Frame {
  const families = familyOf(instance);
  const lists = Object.keys(instance.families)
    .sort(byText)
    .map((family) => ({ family, children: instance.families[family]!.children, tuples: wishesOf(instance, family) }));
  const asked = new Map<string, Set<Place>>();
  // Each is kept once, because brothers and sisters ask for the same places in many wishes.
  for (const { children, tuples } of lists)
    for (const [index, child] of children.entries())
      asked.set(child, new Set(tuples.flatMap((tuple) => tuple[index] ?? [])));
  for (const [child, place] of holdings) asked.get(child)!.add(place);
  const places = new Set([...asked.values()].flatMap((held) => [...held]));
  const weeks = new Set([...places].map(({ slots }) => slots));
  const halfDays = new Map([...new Set([instance.slots, ...weeks].flat())].map((slot, index) => [slot, index]));
  const units = unitsOf(instance, asked, places, [...halfDays.keys()]);
  const doors = new Map([...places].map((place) => [place, units.get(nameOf(place))!]));
  const positions = new Map([...weeks].map((slots) => [slots, positionsOf(halfDays, slots)]));
  const alone = new Map(
    [...asked].map(([child, held]) => [
      child,
      new Map(
        [...held].map((place): [Place | null, Asking] => {
          const unit = doors.get(place)!;
          return [
            place,
            {
              unit,
              applicants: [
                {
                  child,
                  family: families.get(child),
                  halfDays: positions.get(place.slots)!,
                  rank: unit.ranks.get(child),
                },
              ],
            },
          ];
        }),
      ),
    ]),
  );
  return {
    units,
    halfDays,
    families,
    lists: lists.map(({ family, children, tuples }) => {
      const theirs = children.map((child) => alone.get(child)!);
      const askings = (tuple: Tuple): Asking[] =>
        together(tuple.flatMap((place, index) => theirs[index]!.get(place) ?? []));
      return { children, tuples, wishes: tuples.map((tuple, wish) => ({ family, wish, askings: askings(tuple) })) };
    }),
  };
}

/** Brothers and sisters who ask for the same unit ask together. */
function together(askings: readonly Asking[]): Asking[] {
  const first = askings.filter(({ unit }, index) => askings.findIndex((other) => other.unit === unit) === index);
  if (first.length === askings.length) return first;
  return first.map(({ unit }) => ({
    unit,
    applicants: askings.filter((other) => other.unit === unit).flatMap(({ applicants }) => applicants),
  }));
}

const positionsOf = (halfDays: Frame['halfDays'], slots: readonly string[]): number[] =>
  slots.map((slot) => halfDays.get(slot)!);

function unitsOf(
  instance: Instance,
  asked: ReadonlyMap<string, ReadonlySet<Place>>,
  places: ReadonlySet<Place>,
  slots: readonly string[],
): ReadonlyMap<string, Unit> {
  const children = new Map<string, Set<string>>();
  for (const [child, held] of asked)
    for (const { at } of held) children.set(at, (children.get(at) ?? new Set()).add(child));
  const ranks = new Map([...children].map(([at, held]) => [at, ranksOf(instance.establishments[at]!, held)]));
  const hasTrait = (child: string, trait: string): boolean =>
    instance.children[child]!.traits?.includes(trait) ?? false;
  const named = new Map([...places].map((place) => [nameOf(place), place]));
  return new Map(
    [...named].map(([name, { at, section }]) => [
      name,
      new Unit(at, section, instance.establishments[at]!, { slots, ranks: ranks.get(at)!, hasTrait }),
    ]),
  );
}

/**
 * An outcome, with its units, the children who hold a place in each, and the wishes that each family prefers to what
 * it has.
 */
export class Situation {
  readonly units: ReadonlyMap<string, Unit>;
  /** Half-days, in the positions that applicants and seats use. */
  readonly slots: readonly string[];
  readonly preferred: readonly Asked[];
  private readonly lists: Frame['lists'];
  private readonly held = new Map<Unit, Applicant[]>();
  private readonly lines = new Map<Unit, Line>();

  constructor(instance: Instance, places: Places) {
    const holdings = Object.entries(places).filter((holding): holding is [string, Place] => holding[1] !== null);
    const { units, halfDays, families, lists } = frameOf(instance, holdings);
    this.units = units;
    this.lists = lists;
    this.slots = [...halfDays.keys()];
    for (const [child, place] of holdings) {
      const unit = units.get(nameOf(place))!;
      this.holders(unit).push({
        child,
        family: families.get(child),
        halfDays: positionsOf(halfDays, place.slots),
        rank: unit.ranks.get(child),
      });
    }
    // Sorted once here, so that each wish has hardly anything left to sort.
    for (const holders of this.held.values()) holders.sort(byRank);
    this.preferred = lists.flatMap(({ children, tuples, wishes }) =>
      wishes.slice(
        0,
        standingOf(
          tuples,
          children.map((child) => places[child] ?? null),
        ),
      ),
    );
  }

  /** The units of every wish of these families. */
  unitsAskedBy(families: ReadonlySet<string>): ReadonlySet<Unit> {
    const asked = this.lists.flatMap(({ wishes }) => wishes).filter(({ family }) => families.has(family));
    return new Set(asked.flatMap(({ askings }) => askings.map(({ unit }) => unit)));
  }

  /**
   * Whether a unit would take these children of a family, once the family's own places there are given back. A child
   * who is not eligible is never taken.
   */
  takes(unit: Unit, family: string, asking: readonly Applicant[]): boolean {
    const holders = this.holders(unit);
    const alone = asking.length === 1 && !holders.some((holder) => holder.family === family);
    if (alone && !unit.reserves) return this.line(unit).takes(asking[0]!);
    const picked = unit.picked([...holders.filter((holder) => holder.family !== family), ...asking]);
    return asking.every(({ child }) => picked.has(child));
  }

  private line(unit: Unit): Line {
    let line = this.lines.get(unit);
    if (!line) this.lines.set(unit, (line = new Line(unit, this.holders(unit))));
    return line;
  }

  holders(unit: Unit): Applicant[] {
    const held = this.held.get(unit) ?? [];
    if (held.length === 0) this.held.set(unit, held);
    return held;
  }
}
