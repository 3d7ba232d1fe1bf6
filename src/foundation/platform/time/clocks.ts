import { Clock } from '../../kernel/clock.js';
import { addMillis, dayOf, type Day, type Instant } from '../../kernel/time.js';

/** Wall-clock time, in production. */
export class SystemClock extends Clock {
  now(): Instant {
    return new Date().toISOString();
  }
  private minute = '';
  private day: Day = '';

  /** The date of each minute is computed once, because every move of a request asks for it several times. */
  today(): Day {
    const now = this.now();
    if (!now.startsWith(this.minute) || this.minute === '') {
      this.minute = now.slice(0, 16);
      this.day = dayOf(now);
    }
    return this.day;
  }
}

/** A clock that can be moved forward by hand, so that the demo and the scenarios pass ten days in one click. */
export class TravellingClock extends SystemClock {
  offsetMillis = 0;

  override now(): Instant {
    return addMillis(super.now(), this.offsetMillis);
  }
  travel(milliseconds: number): void {
    this.offsetMillis += milliseconds;
  }
  /** Moves the clock so that it is now `instant`. */
  travelTo(instant: Instant): void {
    this.offsetMillis = Date.parse(instant) - Date.parse(super.now());
  }
}
