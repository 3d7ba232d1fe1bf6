export class Chance {
  constructor(seed: number);
  /** At least 0, below 1. */
  next(): number;
  below(limit: number): number;
  oneOf<T>(list: readonly T[]): T;
}
