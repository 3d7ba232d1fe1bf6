import type { Establishment, Instance, Precedence, Reserve, SeatNumbers } from '../instance/instance.js';
import { byCodeUnits } from './half-days.js';

/** A reserve of one unit: its seats by half-day, and who has its trait. */
export interface UnitReserve {
  readonly trait: string;
  readonly seats: Int32Array;
  /** By child. */
  readonly has: Uint8Array;
}

/** The rule of a unit that needs more than walking all children in order and skipping those who do not fit. */
export interface UnitRule {
  readonly reserves: readonly UnitReserve[];
  readonly precedence: Precedence;
  readonly strict: boolean;
}

const seatsOn = (seats: SeatNumbers, names: readonly string[]): Int32Array =>
  Int32Array.from(names, (name) => (typeof seats === 'number' ? seats : Object.hasOwn(seats, name) ? seats[name]! : 0));

/** Numbers the units of an instance. A unit that only a wish names has no places. */
export class Units {
  private constructor(
    private readonly instance: Instance,
    readonly at: string[],
    readonly section: string[],
    private readonly numbers: ReadonlyMap<string, Map<string, number>>,
  ) {}

  static of(instance: Instance): Units {
    const names = Object.keys(instance.establishments).sort(byCodeUnits);
    const units = new Units(instance, [], [], new Map(names.map((at) => [at, new Map()])));
    for (const at of names)
      for (const section of Object.keys(instance.establishments[at]!.capacity).sort(byCodeUnits))
        units.numberOf(at, section);
    return units;
  }

  /** With numbers of its own for those that come after. */
  copy(): Units {
    return new Units(
      this.instance,
      [...this.at],
      [...this.section],
      new Map(Array.from(this.numbers, ([at, sections]) => [at, new Map(sections)])),
    );
  }

  numberOf(at: string, section: string): number {
    const sections = this.numbers.get(at)!;
    const known = sections.get(section);
    if (known !== undefined) return known;
    sections.set(section, this.at.length);
    this.section.push(section);
    return this.at.push(at) - 1;
  }

  places(names: readonly string[]): Int32Array {
    const places = new Int32Array(this.at.length * names.length);
    for (const [unit, at] of this.at.entries()) {
      const { capacity } = this.instance.establishments[at]!;
      const section = this.section[unit]!;
      if (Object.hasOwn(capacity, section)) places.set(seatsOn(capacity[section]!, names), unit * names.length);
    }
    return places;
  }

  rules(names: readonly string[], childIds: readonly string[]): (UnitRule | null)[] {
    const traits = new Map<string, Uint8Array>();
    const traitOf = (trait: string): Uint8Array => {
      let has = traits.get(trait);
      if (!has)
        traits.set(
          trait,
          (has = Uint8Array.from(childIds, (id) =>
            Number(this.instance.children[id]!.traits?.includes(trait) ?? false),
          )),
        );
      return has;
    };
    return this.at.map((at, unit) => {
      const {
        reserves = [],
        precedence = 'reserved-first',
        queue = 'skip',
      }: Establishment = this.instance.establishments[at]!;
      const own = reserves.filter(
        (reserve: Reserve) => reserve.section === undefined || reserve.section === this.section[unit],
      );
      if (own.length === 0 && queue === 'skip') return null;
      return {
        precedence,
        strict: queue === 'strict',
        reserves: own.map((reserve) => ({
          trait: reserve.trait,
          seats: seatsOn(reserve.seats, names),
          has: traitOf(reserve.trait),
        })),
      };
    });
  }
}
