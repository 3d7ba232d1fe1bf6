/** Reads what Jest wrote (`--json --outputFile=FILE`). */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';

const sourceOf = (path) => relative('.', path).replace('var/suites/', '').replace(/\.js$/, '.ts');

/**
 * @returns how many passed, what failed (a file that could not be loaded and a test that was skipped have failed), and
 *   the seconds of each suite; null where Jest wrote nothing
 */
export function readSuites(file) {
  if (!existsSync(file) || statSync(file).size === 0) return null;
  const files = JSON.parse(readFileSync(file, 'utf8')).testResults.map((one) => ({
    ...one,
    suite: sourceOf(one.name),
  }));
  const failures = files.flatMap(({ suite, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status !== 'passed');
    if (failed.length === 0 && status === 'failed')
      return [
        { what: `${suite} could not be run`, told: message.trim().split('\n'), alone: `npm run suites -- ${suite}` },
      ];
    return failed.map(({ ancestorTitles, title, status: how, failureMessages }) => ({
      what: `${suite}: ${[...ancestorTitles, title].join(' ')}${how === 'failed' ? '' : ' was skipped'}`,
      told: failureMessages
        .join('\n')
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
      alone: `npm run suites -- ${suite} -t '${title.replace(/[^\p{L}\d ,]/gu, '.')}'`,
    }));
  });
  return {
    passed: files.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === 'passed')
      .length,
    failures,
    seconds: Object.fromEntries(files.map(({ suite, startTime, endTime }) => [suite, (endTime - startTime) / 1000])),
  };
}
