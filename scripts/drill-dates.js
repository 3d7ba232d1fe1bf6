/**
 * `npm test` and the story in Chromium, with the date of the machine moved to each of several: the result is the same.
 * Usage: npm run drill:dates [-- --only story|tests] [--date MOMENT] [--drawn HASH], the last two for one date alone: a
 * moment in UTC, or one that the hash of a commit draws. Prints `N passed, N failed` last.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawMoment, MACHINE_DATES, onDate } from '../test/support/machine-dates.js';

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, date: { type: 'string' }, drawn: { type: 'string' } },
});
const alone = options.date ?? (options.drawn && drawMoment(options.drawn));
const dates = alone ? { [alone]: alone } : MACHINE_DATES;
const folder = mkdtempSync(join(tmpdir(), 'marelle-dates-'));

/** Runs the suites on a date. @returns how many passed and failed, and the names of those that failed */
function runTests(env) {
  const file = join(folder, 'tests.json');
  const { status } = spawnSync('npm', ['test', '--', '--json', `--outputFile=${file}`, '--silent'], {
    env,
    stdio: 'ignore',
  });
  const { numPassedTests: passed, numFailedTests: failed, testResults } = JSON.parse(readFileSync(file, 'utf8'));
  const wrong = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter((one) => one.status === 'failed')
      .map(({ ancestorTitles, title }) => [name, ...ancestorTitles, title].join(' > ')),
  );
  // A suite that fell over before its first test has no test that failed.
  return { passed, failed: status !== 0 && failed === 0 ? 1 : failed, wrong };
}

function runStory(env) {
  const { stdout } = spawnSync(process.execPath, ['test/browser/story.js'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  const [, passed = '0', failed = '1'] = /^(\d+) passed, (\d+) failed$/m.exec(stdout) ?? [];
  return {
    passed: Number(passed),
    failed: Number(failed),
    wrong: stdout.match(/^FAILED[^]*?(?=^FAILED|^\d+ passed)/gm) ?? [],
  };
}

const RUNS = { tests: runTests, story: runStory };
const total = { passed: 0, failed: 0 };
for (const [name, moment] of Object.entries(dates)) {
  const env = moment === null ? process.env : onDate(moment);
  for (const [kind, run] of Object.entries(RUNS).filter(([one]) => !options.only || one === options.only)) {
    const began = performance.now();
    const { passed, failed, wrong } = run(env);
    total.passed += passed;
    total.failed += failed;
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`${name}${moment ? ` (${moment})` : ''}, ${kind}: ${passed} passed, ${failed} failed in ${seconds} s`);
    for (const line of wrong) console.log(`  FAILED ${line}`);
  }
}
rmSync(folder, { recursive: true, force: true });
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
