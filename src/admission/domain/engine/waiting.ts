const NONE = -1;

/** Wishes that units turned down, a list per unit: whoever is in it is heard again when places come free. A wish waits in one unit at a time. */
export class Waiting {
  private readonly head: Int32Array;
  private readonly next: Int32Array;
  private readonly waits: Uint8Array;

  constructor(units: number, wishes: number) {
    this.head = new Int32Array(units).fill(NONE);
    this.next = new Int32Array(wishes);
    this.waits = new Uint8Array(wishes);
  }

  add(wish: number, unit: number): void {
    if (this.waits[wish] === 1) return;
    this.waits[wish] = 1;
    this.next[wish] = this.head[unit]!;
    this.head[unit] = wish;
  }

  /** Latest first. */
  at(unit: number): number[] {
    const wishes: number[] = [];
    for (let wish = this.head[unit]!; wish !== NONE; wish = this.next[wish]!) wishes.push(wish);
    return wishes;
  }

  /** As `at`; none of them waits any more. */
  drain(unit: number): number[] {
    const wishes = this.at(unit);
    for (const wish of wishes) this.waits[wish] = 0;
    this.head[unit] = NONE;
    return wishes;
  }
}
