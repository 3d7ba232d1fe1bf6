/** Reproducible chance (mulberry32): the same seed draws the same families on every machine. */
export class Chance {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  /** At least 0, below 1. */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(limit) {
    return Math.floor(this.next() * limit);
  }

  oneOf(list) {
    return list[this.below(list.length)];
  }

  /** @param {Record<string, number>} weights */
  weighted(weights) {
    const entries = Object.entries(weights);
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      left -= weight;
      if (left < 0) return key;
    }
    return entries[0][0];
  }

  bytes(count) {
    return Buffer.from(Array.from({ length: count }, () => this.below(256)));
  }

  /** A UUID version 7 of a moment. */
  id(millis) {
    const hex = millis.toString(16).padStart(12, '0');
    const tail = () =>
      Math.floor(this.next() * 0x10000)
        .toString(16)
        .padStart(4, '0');
    const variant = () => (8 + this.below(4)).toString(16);
    const groups = [hex.slice(0, 8), hex.slice(8), `7${tail().slice(1)}`, `${variant()}${tail().slice(1)}`];
    return [...groups, `${tail()}${tail()}${tail()}`].join('-');
  }
}
