import type { House, Instance, Place, Seats } from './file.js';

export interface Asking {
  readonly child: string;
  readonly slots: readonly string[];
}

/** The result of the published rule for the children who ask. */
export interface Given {
  /** For each child that is taken, the trait of the reserve whose seat it uses, or null. */
  readonly seat: ReadonlyMap<string, string | null>;
  /**
   * For each child that is not taken, the half-days without room at its turn in the last walk, which every child joins.
   */
  readonly lacking: ReadonlyMap<string, readonly string[]>;
  /** For each child that was once not taken, the fewest half-days without room at any of its turns. */
  readonly least: ReadonlyMap<string, readonly string[]>;
}

const seatsOn = (seats: Seats | undefined, slot: string): number =>
  typeof seats === 'number' ? seats : (seats?.[slot] ?? 0);
const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** One section of an establishment with its published rule (docs/engine.md, "Choice rule of a unit"). */
export class AuditedUnit {
  readonly strict: boolean;
  private readonly house: House;
  private readonly reserves: NonNullable<House['reserves']>;

  constructor(
    private readonly instance: Instance,
    readonly at: string,
    readonly section: string,
  ) {
    this.house = instance.establishments[at]!;
    this.strict = this.house.queue === 'strict';
    this.reserves = (this.house.reserves ?? []).filter(
      (reserve) => reserve.section === undefined || reserve.section === section,
    );
  }

  ranks(child: string): boolean {
    return Object.hasOwn(this.house.points, child);
  }

  /**
   * The points of a child here; null for a child that holds a place of the establishment, because it comes first
   * whatever its points.
   */
  points(child: string): number | null {
    return this.ranks(child) && this.instance.children[child]!.current !== this.at ? this.house.points[child]! : null;
  }

  places(slot: string): number {
    return seatsOn(this.house.capacity[this.section], slot);
  }

  /** Negative when `a` comes before `b`. */
  compare(a: string, b: string): number {
    const tie = (child: string): number => {
      const position = (this.house.tieBreak ?? []).indexOf(child);
      return position === -1 ? Number.MAX_SAFE_INTEGER : position;
    };
    return this.house.points[b]! - this.house.points[a]! || tie(a) - tie(b) || before(a, b);
  }

  may(child: string, seat: string | null): boolean {
    return seat === null || (this.instance.children[child]!.traits ?? []).includes(seat);
  }

  /** @param staying children who keep their seats, whoever else asks */
  give(asking: readonly Asking[], staying: readonly string[] = []): Given {
    const room = new Map(this.instance.slots.map((slot) => [slot, this.places(slot)]));
    const own = this.reserves.map(
      ({ seats }) => new Map(this.instance.slots.map((slot) => [slot, seatsOn(seats, slot)])),
    );
    const open = new Map(
      this.instance.slots.map((slot) => [
        slot,
        Math.max(0, this.places(slot) - this.reserves.reduce((sum, { seats }) => sum + seatsOn(seats, slot), 0)),
      ]),
    );
    const seat = new Map<string, string | null>();
    const lacking = new Map<string, readonly string[]>();
    const least = new Map<string, readonly string[]>();
    const line = asking.filter(({ child }) => this.ranks(child)).sort((a, b) => this.compare(a.child, b.child));
    const take = ({ child, slots }: Asking, used: string | null, rooms: readonly Map<string, number>[]): void => {
      seat.set(child, used);
      for (const seats of rooms) for (const slot of slots) seats.set(slot, seats.get(slot)! - 1);
    };
    for (const asking of line.filter(({ child }) => staying.includes(child))) {
      const index = this.reserves.findIndex(({ trait }) => this.may(asking.child, trait));
      take(
        asking,
        index === -1 ? null : this.reserves[index]!.trait,
        index === -1 ? [room, open] : [room, open, own[index]!],
      );
    }
    const walk = (list: readonly Asking[], used: string | null, rooms: readonly Map<string, number>[]): void => {
      for (const asking of list) {
        if (seat.has(asking.child)) continue;
        const without = asking.slots.filter((slot) => rooms.some((other) => other.get(slot)! < 1));
        if (without.length === 0) take(asking, used, rooms);
        else {
          lacking.set(asking.child, without);
          if (without.length <= (least.get(asking.child)?.length ?? Number.MAX_SAFE_INTEGER))
            least.set(asking.child, without);
          if (this.strict) return;
        }
      }
    };
    if (this.reserves.length > 0 && this.house.precedence === 'open-first') walk(line, null, [open, room]);
    for (const [index, { trait }] of this.reserves.entries())
      walk(
        line.filter(({ child }) => this.may(child, trait)),
        trait,
        [own[index]!, room],
      );
    lacking.clear();
    walk(line, null, [room]);
    return { seat, lacking, least };
  }
}

/** A place in full: what a wish leaves out is taken from the child's own section and half-days. */
export function placeOf(
  instance: Instance,
  child: string,
  asked: string | { at: string; section?: string; slots?: readonly string[] },
): Place {
  const own = instance.children[child]!;
  const { at, section = own.section, slots = own.slots } = typeof asked === 'string' ? { at: asked } : asked;
  return { at, section, slots: [...new Set(slots)].sort(before) };
}

export const isSame = (a: Place | null, b: Place | null): boolean =>
  a === null || b === null
    ? a === b
    : a.at === b.at &&
      a.section === b.section &&
      a.slots.length === b.slots.length &&
      a.slots.every((slot) => b.slots.includes(slot));
