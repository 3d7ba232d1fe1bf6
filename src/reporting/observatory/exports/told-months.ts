import type { Day } from '../../../foundation/kernel/time.js';
import type { PublishedMonth } from '../../reporting/index.js';
import type { CountedMeasures } from '../domain/told-delays.js';

/** What a file tells, and by what it is known. */
export interface ToldMonths {
  readonly months: readonly PublishedMonth[];
  /** Delays and refusals of the same months. */
  readonly measures: readonly CountedMeasures[];
  /** The evening in which this was known; today, the moment of the file. */
  readonly knownOn: Day;
  /** One period rather than every month; its `month` is then the code of the period, or its two days. */
  readonly isPeriod: boolean;
}
