import { Clock } from '../../kernel/clock.js';
import { addMillis, dayOf, type Day, type Instant } from '../../kernel/time.js';

/** Wall-clock time, in production. */
export class SystemClock extends Clock {
  now(): Instant {
    return new Date().toISOString();
  }
  today(): Day {
    return dayOf(this.now());
  }
}

/** Wall-clock time moved forward by hand: the demo and the scenarios wait ten days in one click. */
export class TravellingClock extends SystemClock {
  offsetMillis = 0;

  override now(): Instant {
    return addMillis(super.now(), this.offsetMillis);
  }
  travel(milliseconds: number): void {
    this.offsetMillis += milliseconds;
  }
  /** Moves so that it is now `instant`. */
  travelTo(instant: Instant): void {
    this.offsetMillis = Date.parse(instant) - Date.parse(super.now());
  }
}
