/**
 * Reads what Jest wrote (`--json --outputFile=REPORT`). Prints the slowest files and what failed; last, how many passed, failed
 * and were skipped. A file that could not be loaded has failed. Usage: node .ci/tests.js REPORT
 */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const { testResults } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const files = testResults.map(({ name, startTime, endTime, status, message, assertionResults }) => ({
  path: relative('.', name),
  seconds: Math.round((endTime - startTime) / 1000),
  tests: assertionResults,
  brokenBy: status === 'failed' && !assertionResults.some((test) => test.status === 'failed') ? message : null,
}));
const tests = files.flatMap((file) => file.tests.map((test) => ({ ...test, path: file.path })));
const failed = tests.filter(({ status }) => status === 'failed');
const broken = files.filter(({ brokenBy }) => brokenBy !== null);

for (const { seconds, path } of [...files].sort((a, b) => b.seconds - a.seconds).slice(0, 12))
  console.log(`     ${seconds} s ${path}`);
for (const { path, brokenBy } of broken) console.log(`FAIL ${path}: ${brokenBy}`);
for (const { path, ancestorTitles, title, failureMessages } of failed.slice(0, 30))
  console.log(
    `FAIL ${path}: ${[...ancestorTitles, title].join(' ')}\n${failureMessages.join('\n').split('\n').slice(0, 12).join('\n')}`,
  );
const passed = tests.filter(({ status }) => status === 'passed').length;
console.log(passed, failed.length + broken.length, tests.length - passed - failed.length);
