import { pathToFileURL } from 'node:url';
import { addMillis, type Instant } from '../../src/foundation/kernel/time.js';

/**
 * Nine o'clock in Paris on the Monday on which the demonstration begins too. The waiting lists and the children of
 * `data` are those of that day.
 */
const TESTS_BEGIN: Instant = '2026-11-30T08:00:00.000Z';

/**
 * The time of the tests: it begins with their process and goes on as they run, whatever the date of the machine. Every
 * application and every process that they start begins at it, so that several of them agree.
 */
export const testNow = (): Instant => addMillis(TESTS_BEGIN, Math.floor(performance.now()));

/** What a process that a test starts finds in its environment, so that its machine's date is {@link testNow}. */
export const testDate = (): Record<string, string> => ({
  NODE_OPTIONS: `--import=${pathToFileURL('test/support/machine-date.js').href}`,
  MACHINE_DATE: testNow(),
});
