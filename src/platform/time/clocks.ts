import { Clock } from '../../kernel/clock.js';
import { addMillis, dayOf, type Day, type Instant } from '../../kernel/time.js';

/** Wall-clock time, in production. */
export class SystemClock extends Clock {
  now(): Instant {
    return new Date().toISOString();
  }
  private minute = '';
  private day: Day = '';

  /** The date of a minute is worked out once: every move of a request asks for it several times. */
  today(): Day {
    const now = this.now();
    if (!now.startsWith(this.minute) || this.minute === '') {
      this.minute = now.slice(0, 16);
      this.day = dayOf(now);
    }
    return this.day;
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
