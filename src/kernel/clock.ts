import type { Day, Instant } from './time.js';

/** The only teller of time. Injected everywhere; tests and the demo travel with it. */
export abstract class Clock {
  abstract now(): Instant;
  abstract today(): Day;
}
