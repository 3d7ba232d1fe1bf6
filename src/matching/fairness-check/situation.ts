import type { Instance, Place, Places } from '../instance/instance.js';
import { Line } from './line.js';
import { byRank, Unit, ranksOf, type Applicant } from './unit.js';
import { byText, familyOf, standingOf, wishesOf, type Tuple } from './wishes.js';

/** The children of a wish at the door of one unit. */
export interface Asking {
  readonly unit: Unit;
  readonly applicants: readonly Applicant[];
}

/** A wish of a family: each unit it names, once. */
export interface Asked {
  readonly family: string;
  readonly wish: number;
  readonly askings: readonly Asking[];
}

const nameOf = (place: Pick<Place, 'at' | 'section'>): string => JSON.stringify([place.at, place.section]);

/** What an instance says whatever its outcome: its units, and each wish at their doors. */
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

/** Members decide case after case of one instance: what does not change with a decision is laid out once. */
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
  // A place that nobody asked for there, given by a lock: a unit, a rank or a half-day may be missing.
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
  // Once each: brothers and sisters ask for the same places in wish after wish.
  for (const { children, tuples } of lists)
    for (const [index, child] of children.entries())
      asked.set(child, new Set(tuples.flatMap((tuple) => tuple[index] ?? [])));
  for (const [child, place] of holdings) asked.get(child)!.add(place);
  const places = new Set([...asked.values()].flatMap((those) => [...those]));
  const weeks = new Set([...places].map(({ slots }) => slots));
  const halfDays = new Map([...new Set([instance.slots, ...weeks].flat())].map((slot, index) => [slot, index]));
  const units = unitsOf(instance, asked, places, [...halfDays.keys()]);
  const doors = new Map([...places].map((place) => [place, units.get(nameOf(place))!]));
  const positions = new Map([...weeks].map((slots) => [slots, positionsOf(halfDays, slots)]));
  const alone = new Map(
    [...asked].map(([child, those]) => [
      child,
      new Map(
        [...those].map((place): [Place | null, Asking] => {
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
  for (const [child, those] of asked)
    for (const { at } of those) children.set(at, (children.get(at) ?? new Set()).add(child));
  const ranks = new Map([...children].map(([at, those]) => [at, ranksOf(instance.establishments[at]!, those)]));
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

/** An outcome with its units, who holds a place in each, and what each family would rather have. */
export class Situation {
  readonly units: ReadonlyMap<string, Unit>;
  /** Half-days by the position that applicants and seats use. */
  readonly slots: readonly string[];
  readonly preferred: readonly Asked[];
  private readonly held = new Map<Unit, Applicant[]>();
  private readonly lines = new Map<Unit, Line>();

  constructor(instance: Instance, places: Places) {
    const holdings = Object.entries(places).filter((holding): holding is [string, Place] => holding[1] !== null);
    const { units, halfDays, families, lists } = frameOf(instance, holdings);
    this.units = units;
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
    // In order once: each wish is then walked with hardly anything to sort.
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

  /**
   * Whether a unit would take these children of a family, its places there given back first; nobody who is not eligible
   * is ever taken.
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
