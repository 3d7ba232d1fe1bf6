import type { Day, Instant } from './time.js';

/**
 * The only teller of the office's time: deadlines, ages, what was done when. Injected everywhere; tests and the
 * demonstration travel with it.
 */
export abstract class Clock {
  abstract now(): Instant;
  abstract today(): Day;
}

/**
 * The time of the machine, for what telephones, browsers and other servers measure by their own time. It differs from
 * {@link Clock} in the demonstration alone (docs/decisions/0148-the-demonstration-does-not-age.md).
 */
export abstract class MachineClock {
  abstract now(): Instant;
}
