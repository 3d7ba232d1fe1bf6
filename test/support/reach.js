/**
 * Writes down which functions of `src` each suite of `test` runs, while all suites run (docs/decisions/0203): what the
 * gate runs again on PostgreSQL, and what `npm run check` runs of a change, is chosen by it. V8 counts the functions.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { dirname, join, relative } from 'node:path';

const COMPILED = 'var/suites';
/** Where it is written: `var/reach/test/scenarios/story.json`. `scripts/run-suites.js` says whether it is. */
const REACH = 'var/reach';
const isWanted = process.env.TEST_REACH === '1';

/** @type {Session | undefined} */
let session;
/** The suite whose functions are being counted. @type {string | null} */
let counted = null;

/** Asks V8, which answers before the call returns. */
function ask(method, parameters) {
  let answer;
  session.post(method, parameters, (error, result) => {
    if (error) throw new Error(error.message);
    answer = result;
  });
  return answer;
}

/** @returns what has run: by source, where each function begins in what the source was compiled to */
function takeFunctions() {
  const { result } = ask('Profiler.takePreciseCoverage');
  const taken = {};
  for (const { url, functions } of result) {
    const [, source] = /var\/suites\/(src\/.+)\.js$/.exec(url) ?? [];
    if (!source) continue;
    // What a module does as it is loaded has no name, and says nothing of a suite: a process loads it once.
    const begun = functions
      .filter(({ functionName, ranges }) => functionName !== '' && ranges[0].count > 0)
      .map(({ ranges }) => ranges[0].startOffset);
    if (begun.length > 0) taken[`${source}.ts`] = begun;
  }
  return taken;
}

function writeReach(suite) {
  const file = join(REACH, relative(COMPILED, suite)).replace(/\.spec\.js$/, '.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(takeFunctions()));
  ask('Profiler.stopPreciseCoverage');
}

/** Says which suite runs from now on; null once there is none. @param {string | null} path its compiled file */
export function reachOf(path) {
  if (!isWanted || path === counted) return;
  if (!session) {
    session = new Session();
    session.connect();
    ask('Profiler.enable');
    process.once('exit', () => reachOf(null));
  }
  if (counted) writeReach(counted);
  // The imports of a suite beside its source say what it reaches.
  counted = path && relative(COMPILED, path).startsWith('test') ? path : null;
  // A function is told once for each start of the counting.
  if (counted) ask('Profiler.startPreciseCoverage', { callCount: false, detailed: false });
}
