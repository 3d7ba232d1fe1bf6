import type { Instance, Place, Places } from '../instance.js';
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

/** An outcome with its units, who holds a place in each, and what each family would rather have. */
export class Situation {
  readonly units: ReadonlyMap<string, Unit>;
  /** Half-days by the position that applicants and seats use. */
  readonly slots: readonly string[];
  readonly preferred: readonly Preferred[];
  private readonly held = new Map<Unit, Applicant[]>();
  private readonly halfDays = new Map<string, number>();
  private readonly families: ReadonlyMap<string, string>;

  constructor(instance: Instance, places: Places) {
    for (const slot of instance.slots) this.halfDay(slot);
    this.families = familyOf(instance);
    const wishes = new Wishes(instance);
    const lists = Object.keys(instance.families).sort(byText).map((family) => ({ family, tuples: wishes.of(family) }));
    const holdings = Object.entries(places).filter((holding): holding is [string, Place] => holding[1] !== null);
    const asked = lists.flatMap(({ family, tuples }) => tuples.flatMap((tuple) => placesIn(instance, family, tuple)));
    for (const [, { slots }] of [...asked, ...holdings]) for (const slot of slots) this.halfDay(slot);
    this.slots = [...this.halfDays.keys()];
    this.units = this.unitsOf(instance, [...asked, ...holdings]);
    for (const [child, place] of holdings) this.holders(this.unit(place)).push(this.applicant(child, place));
    // In order once: each wish is then walked with hardly anything to sort.
    for (const holders of this.held.values()) holders.sort(byRank);
    this.preferred = lists.flatMap(({ family, tuples }) => {
      const outcome = instance.families[family]!.children.map((child) => places[child] ?? null);
      return tuples.slice(0, standingOf(tuples, outcome)).map((tuple, wish) => ({
        family, wish, named: placesIn(instance, family, tuple).map(([child, place]) => ({ unit: this.unit(place), applicant: this.applicant(child, place) })),
      }));
    });
  }

  holders(unit: Unit): Applicant[] {
    const held = this.held.get(unit) ?? [];
    if (held.length === 0) this.held.set(unit, held);
    return held;
  }

  private unit(place: Place): Unit {
    return this.units.get(nameOf(place))!;
  }

  private applicant(child: string, place: Place): Applicant {
    return { child, family: this.families.get(child), halfDays: place.slots.map((slot) => this.halfDay(slot)), rank: this.unit(place).ranks.get(child) };
  }

  private halfDay(slot: string): number {
    const position = this.halfDays.get(slot) ?? this.halfDays.size;
    this.halfDays.set(slot, position);
    return position;
  }

  private unitsOf(instance: Instance, asked: readonly (readonly [string, Place])[]): ReadonlyMap<string, Unit> {
    const children = new Map<string, Set<string>>();
    for (const [child, { at }] of asked) children.set(at, (children.get(at) ?? new Set()).add(child));
    const ranks = new Map([...children].map(([at, those]) => [at, ranksOf(instance.establishments[at]!, those)]));
    const hasTrait = (child: string, trait: string): boolean => instance.children[child]!.traits?.includes(trait) ?? false;
    const named = new Map(asked.map(([, place]) => [nameOf(place), place]));
    return new Map([...named].map(([name, { at, section }]) => [
      name, new Unit(at, section, instance.establishments[at]!, { slots: this.slots, ranks: ranks.get(at)!, hasTrait }),
    ]));
  }
}

function placesIn(instance: Instance, family: string, tuple: Tuple): [string, Place][] {
  return tuple.flatMap((place, index): [string, Place][] => (place === null ? [] : [[instance.families[family]!.children[index]!, place]]));
}
