/**
 * What a change can break, in five minutes at most for a change of one feature; it says what it leaves out
 * (docs/decisions/0203). Usage: npm run check [-- --base REF], the commit that the change is held against: by default the
 * last one on which the gate was green, else the branch that this one follows, else the parent of the last commit.
 * Prints `N passed, N failed` last.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { lastRun, Steps } from '../.ci/steps.js';
import { readSuites } from '../.ci/suites.js';
import { leaveNothingBehind } from './left-behind.js';
import { listSuites, readReach, suitesThatRun } from './reach.js';

/** Scenarios of a change, the most particular first. Those of one feature are some ten. */
const MOST_SCENARIOS = 14;
/** Contracts that walk routes, words and titles, or read sources and documents as text. */
const CONTRACTS =
  /\/(access|asvs|decisions|doors|house|house-figures|message-kinds|migrations|processing|programs|question-walk|required-fields|schema|territories|way|what-happens)\.spec\.ts$/;
const STYLE = /^src\/foundation\/platform\/web\/(styles|assets|views)\//;

const { values: options } = parseArgs({ options: { base: { type: 'string' } } });
const git = (...words) => execFileSync('git', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
const tried = (...words) => {
  try {
    return git(...words);
  } catch {
    return null;
  }
};
const linesOf = (text) => (text ? text.split('\n').filter(Boolean) : []);

const green = lastRun();
const base =
  options.base ??
  (green?.by === 'the gate' && green.failed === 0 && tried('merge-base', '--is-ancestor', green.commit, 'HEAD') !== null
    ? green.commit
    : (tried('merge-base', 'HEAD', '@{upstream}') ?? git('rev-parse', 'HEAD~1')));
const changed = [
  ...linesOf(git('diff', '--name-only', '--diff-filter=d', base)),
  ...linesOf(git('ls-files', '--others', '--exclude-standard')),
].filter(existsSync);
const check = new Steps('check', git('rev-parse', 'HEAD'));
const out = mkdtempSync(join(tmpdir(), 'marelle-check-'));
leaveNothingBehind({ folders: [out] });
console.log(`${changed.length} files changed since ${git('log', '-1', '--format=%h %s', base)}`);
if (changed.length === 0) check.finish();

/** The words of a command for a shell, where names of files have no blank. */
const quoted = (files) => files.join(' ');
const code = changed.filter((file) => /\.(c|m)?(ts|js)$/.test(file));
await check.run(
  [
    { name: 'types', command: 'npm run -s lint:types' },
    { name: 'format', command: `npx prettier --check --ignore-unknown ${quoted(changed)}` },
    { name: 'directions and doors', command: 'npm run -s lint:house' },
    ...(code.length > 0 ? [{ name: 'ESLint', command: `npx eslint --no-warn-ignored ${quoted(code)}` }] : []),
  ],
  2,
);

const sources = changed.filter((file) => file.startsWith('src/'));
const { suites, left } = chooseSuites();
for (const one of left) check.leaveOut(one);
if (suites.length > 0) {
  const report = join(out, 'suites.json');
  await check.run([
    {
      name: `${suites.length} suites on SQLite`,
      command: `npm run -s suites -- ${quoted(suites)} --json --outputFile=${report} --silent`,
      by: 'suites',
      read: () => readSuites(report),
    },
  ]);
}

const pages = changedPages();
if (pages.length > 0) {
  const only = pages.map((page) => `--only '${page}'`).join(' ');
  await check.run([
    {
      name: 'the pages of the change in Chromium',
      command: `npm run -s build:once -- --current && node test/browser/run.js --widths 390,1280 ${only}`,
      by: 'counted',
      again: true,
    },
  ]);
  await check.tryAgain();
}
check.leaveOut('PostgreSQL, Redis and the drills (bash .ci/run)');
rmSync(out, { recursive: true, force: true });
check.finish();

/** @returns the suites to run, and in a sentence each what is left out */
function chooseSuites() {
  const all = listSuites();
  const reach = readReach(all);
  // A page, its words and its looks are run by the controllers and presenters beside it.
  const run = new Set(sources.flatMap((file) => (file.endsWith('.ts') ? [file] : besideViews(file))));
  const near = all.filter((suite) => changed.includes(suite) || importsChanged(suite));
  const ranked = suitesThatRun([...run], reach).map(({ suite }) => suite);
  const scenarios = reach.size > 0 ? ranked : namedAlike(all);
  const left = scenarios.filter((suite) => !near.includes(suite));
  const contracts = all.filter((suite) => CONTRACTS.test(suite));
  return {
    suites: [...new Set([...near, ...contracts, ...left.slice(0, MOST_SCENARIOS)])],
    left: [
      ...(left.length > MOST_SCENARIOS ? [`${left.length - MOST_SCENARIOS} suites that run some of it too`] : []),
      ...(sources.length > 0 && reach.size === 0
        ? ['what other suites run of it: a whole `npm test` writes that down']
        : []),
    ],
  };
}

/** The sources of the folder `web` that a view, a catalogue or a style belongs to. */
function besideViews(file) {
  const web = /^(.*\/web)\//.exec(file)?.[1];
  return web ? linesOf(git('ls-files', '--cached', '--others', `${web}/*.ts`)).filter(existsSync) : [];
}

/** Whether a suite imports a changed source by its own words, or stands beside one. */
function importsChanged(suite) {
  const imported = [...readFileSync(suite, 'utf8').matchAll(/from '(\.[^']+)\.js'/g)].map(([, path]) =>
    join(dirname(suite), path),
  );
  return imported.some(
    (path) => sources.includes(`${path}.ts`) || (/^test\//.test(path) && changed.includes(`${path}.ts`)),
  );
}

/** Scenarios that name a changed feature in their own name: all that is known before all suites were run here. */
function namedAlike(all) {
  const features = new Set(sources.map((file) => /^src\/[^/]+\/([^/]+)\//.exec(file)?.[1]).filter(Boolean));
  return all.filter((suite) => [...features].some((feature) => basename(suite).includes(feature)));
}

/** The addresses of pages whose controller, view, catalogue or style changed. */
function changedPages() {
  if (sources.some((file) => STYLE.test(file))) {
    check.leaveOut('pages that share a changed style, script or layout, one of each kind aside (test/browser/run.js)');
    return ['^/(personnel/aujourd-hui|rpe|eaje|commissions|observatoire|offre)?$', '^/dossier/[^/]+(/besoin/1)?$'];
  }
  const controllers = new Set(
    sources
      .filter((file) => /\/web\//.test(file))
      .flatMap((file) => besideViews(file))
      .filter((file) => /\.(controller|pages)\.ts$/.test(file)),
  );
  return [...new Set([...controllers].flatMap(addressesOf))];
}

/** The addresses of a controller, as expressions. */
function addressesOf(file) {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/@Controller\((?:'([^']*)'|\[([^\]]*)\])?\)/g)]
    .flatMap(([, one, several]) =>
      several ? [...several.matchAll(/'([^']*)'/g)].map(([, path]) => path) : [one ?? ''],
    )
    .flatMap((prefix) =>
      [...text.matchAll(/@(?:Get|Show)\((?:'([^']*)')?/g)].map(([, path = '']) =>
        [prefix, path].filter(Boolean).join('/'),
      ),
    )
    .map((path) => `^/${path.replace(/:\w+|\*\w*/g, '[^/]+')}$`);
}
