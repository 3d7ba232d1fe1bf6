import type { Instance, Place, Places } from '../instance.js';
import { Line } from './line.js';
import { byRank, Unit, ranksOf, type Applicant } from './unit.js';
import { byText, familyOf, standingOf, Wishes, type Tuple } from './wishes.js';

/** A child of a wish, at the door of a unit. */
export interface Named {
  readonly unit: Unit;
  readonly applicant: Applicant;
}

/** A wish that a family prefers to what it has. */
export interface Preferred {
  readonly family: string;
  readonly wish: number;
  readonly named: readonly Named[];
}

const nameOf = (place: Pick<Place, 'at' | 'section'>): string => JSON.stringify([place.at, place.section]);

/** What an instance says whatever its outcome: its units, and each wish at their doors. */
interface Frame {
  readonly units: ReadonlyMap<string, Unit>;
  readonly halfDays: ReadonlyMap<string, number>;
  readonly families: ReadonlyMap<string, string>;
  readonly lists: readonly { readonly family: string; readonly tuples: readonly Tuple[]; readonly named: readonly (readonly Named[])[] }[];
}

/** Members decide case after case of one instance: what does not change with a decision is laid out once. */
const frames = new WeakMap<Instance['families'], { readonly of: Instance; readonly frame: Frame }>();

function frameOf(instance: Instance, holdings: readonly (readonly [string, Place])[]): Frame {
  const known = frames.get(instance.families);
  const isSame = known && known.of.children === instance.children && known.of.establishments === instance.establishments && known.of.slots === instance.slots;
  const frame = isSame ? known.frame : layOut(instance, []);
  if (!isSame) frames.set(instance.families, { of: instance, frame });
  // A place that nobody asked for there, given by a lock: a unit, a rank or a half-day may be missing.
  const isIn = ([child, place]: readonly [string, Place]): boolean => (
    (frame.units.get(nameOf(place))?.ranks.has(child) ?? false) && place.slots.every((slot) => frame.halfDays.has(slot)));
  return holdings.every(isIn) ? frame : layOut(instance, holdings);
}

function layOut(instance: Instance, holdings: readonly (readonly [string, Place])[]): Frame {
  const halfDays = new Map<string, number>();
  const families = familyOf(instance);
  const wishes = new Wishes(instance);
  const lists = Object.keys(instance.families).sort(byText).map((family) => ({ family, tuples: wishes.of(family) }));
  const asked = lists.flatMap(({ family, tuples }) => tuples.flatMap((tuple) => placesIn(instance, family, tuple)));
  for (const slot of [instance.slots, ...[...asked, ...holdings].map(([, { slots }]) => slots)].flat()) if (!halfDays.has(slot)) halfDays.set(slot, halfDays.size);
  const units = unitsOf(instance, [...asked, ...holdings], [...halfDays.keys()]);
  const named = (family: string, tuple: Tuple): Named[] => placesIn(instance, family, tuple).map(([child, place]) => {
    const unit = units.get(nameOf(place))!;
    return { unit, applicant: applicantOf(families, halfDays, unit, child, place) };
  });
  return { units, halfDays, families, lists: lists.map(({ family, tuples }) => ({ family, tuples, named: tuples.map((tuple) => named(family, tuple)) })) };
}

const applicantOf = (families: Frame['families'], halfDays: Frame['halfDays'], unit: Unit, child: string, { slots }: Place): Applicant => (
  { child, family: families.get(child), halfDays: slots.map((slot) => halfDays.get(slot)!), rank: unit.ranks.get(child) });

function unitsOf(instance: Instance, asked: readonly (readonly [string, Place])[], slots: readonly string[]): ReadonlyMap<string, Unit> {
  const children = new Map<string, Set<string>>();
  for (const [child, { at }] of asked) children.set(at, (children.get(at) ?? new Set()).add(child));
  const ranks = new Map([...children].map(([at, those]) => [at, ranksOf(instance.establishments[at]!, those)]));
  const hasTrait = (child: string, trait: string): boolean => instance.children[child]!.traits?.includes(trait) ?? false;
  const named = new Map(asked.map(([, place]) => [nameOf(place), place]));
  return new Map([...named].map(([name, { at, section }]) => [name, new Unit(at, section, instance.establishments[at]!, { slots, ranks: ranks.get(at)!, hasTrait })]));
}

/** An outcome with its units, who holds a place in each, and what each family would rather have. */
export class Situation {
  readonly units: ReadonlyMap<string, Unit>;
  /** Half-days by the position that applicants and seats use. */
  readonly slots: readonly string[];
  readonly preferred: readonly Preferred[];
  private readonly held = new Map<Unit, Applicant[]>();
  private readonly lines = new Map<Unit, Line>();

  constructor(instance: Instance, places: Places) {
    const holdings = Object.entries(places).filter((holding): holding is [string, Place] => holding[1] !== null);
    const { units, halfDays, families, lists } = frameOf(instance, holdings);
    this.units = units;
    this.slots = [...halfDays.keys()];
    for (const [child, place] of holdings) {
      const unit = units.get(nameOf(place))!;
      this.holders(unit).push(applicantOf(families, halfDays, unit, child, place));
    }
    // In order once: each wish is then walked with hardly anything to sort.
    for (const holders of this.held.values()) holders.sort(byRank);
    this.preferred = lists.flatMap(({ family, tuples, named }) => {
      const outcome = instance.families[family]!.children.map((child) => places[child] ?? null);
      return tuples.slice(0, standingOf(tuples, outcome)).map((_, wish) => ({ family, wish, named: named[wish]! }));
    });
  }

  /** Whether a unit would take these children of a family, its places there given back first; nobody who is not eligible is ever taken. */
  takes(unit: Unit, family: string, asking: readonly Applicant[]): boolean {
    const others = this.holders(unit).filter((holder) => holder.family !== family);
    const alone = asking.length === 1 && others.length === this.holders(unit).length;
    if (alone && !unit.reserves) return this.line(unit).takes(asking[0]!);
    const picked = unit.picked([...others, ...asking]);
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

function placesIn(instance: Instance, family: string, tuple: Tuple): [string, Place][] {
  return tuple.flatMap((place, index): [string, Place][] => (place === null ? [] : [[instance.families[family]!.children[index]!, place]]));
}
