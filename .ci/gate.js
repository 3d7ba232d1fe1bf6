/**
 * The gate: what a stranger does with the README's two commands, then every rule, the suites again on PostgreSQL and
 * Redis, every page in Chromium, and the drills at a tenth of their size. Told in docs/decisions/0203; .ci/run starts it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { arch, tmpdir } from 'node:os';
import { join } from 'node:path';
import { leaveNothingBehind } from '../scripts/left-behind.js';
import { readReach, suitesForPostgres } from '../scripts/reach.js';
import { postgresInMemory } from './memory.js';
import { lastRun, Steps } from './steps.js';
import { readmeCommands, strangerEnvironment } from './stranger.js';
import { readSuites } from './suites.js';

const git = (...words) => execFileSync('git', words, { encoding: 'utf8' }).trim();
const commit = git('rev-parse', 'HEAD');
const gate = new Steps('the gate', commit);
const out = mkdtempSync(join(tmpdir(), 'marelle-gate-'));
process.on('exit', () => rmSync(out, { recursive: true, force: true }));
const has = (program) => process.env.PATH.split(':').some((folder) => existsSync(join(folder, program)));

// As a stranger, before anything is installed beside Node.
const stranger = strangerEnvironment();
const { see, test } = readmeCommands();
const [install, ...start] = see.split(' && ');
const [installAgain, ...suites] = test.split(' && ');
if (install !== installAgain) throw new Error(`The README installs by "${install}" and by "${installAgain}".`);
await gate.need({ name: 'README: install', command: install, bare: true, env: stranger.building });
await gate.need({
  name: 'README: see it, and the first step of its tour',
  command: `node .ci/first-step.js '${start.join(' && ')}'`,
  bare: true,
  env: stranger.bare,
});

await gate.run(
  [
    { name: 'ESLint', command: 'npm run -s lint:code' },
    { name: 'format', command: 'npm run -s lint:format' },
    { name: 'types', command: 'npm run -s lint:types' },
    { name: 'nothing unused', command: 'npm run -s lint:unused' },
    { name: 'directions and doors', command: 'npm run -s lint:house' },
    { name: 'the list of components', command: 'npm run -s sbom' },
    // Became known since yesterday: says nothing of the commit, and would turn the gate red by itself.
    { name: 'known vulnerabilities', command: 'npm run -s vulnerabilities', by: 'told' },
  ],
  2,
);

/** A step that runs suites. @param words what Jest is given */
const suitesStep = (name, command, words, rest) => {
  const report = join(out, `${name.replace(/\W+/g, '-')}.json`);
  return {
    name,
    command: `${command} ${words.join(' ')} --json --outputFile=${report} --silent`,
    by: 'suites',
    read: () => readSuites(report),
    ...rest,
  };
};
const before = lastRun()?.failures.flatMap(({ alone }) => /^npm run suites -- (\S+)/.exec(alone)?.[1] ?? []) ?? [];
if (before.length > 0)
  await gate.run([suitesStep('what failed last time', 'npm run -s suites --', [...new Set(before)])]);
const everything = suitesStep('README: test it', `${suites.join(' && ')} --`, [], {
  bare: true,
  env: stranger.bare,
  minutes: 30,
});
await gate.run([everything]);
const { seconds = {} } = everything.read() ?? {};

// From here on with what a site has, and with a browser.
const DEBIAN = { chromium: 'chromium', pg_dump: 'postgresql-client' };
const lacking = Object.keys(DEBIAN).filter((program) => !has(program));
if (lacking.length > 0)
  await gate.need({
    name: `Debian's ${lacking.join(', ')}`,
    command: `apt-get update -qq && apt-get install -y -qq ${lacking.map((program) => DEBIAN[program]).join(' ')}`,
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });
const memory = postgresInMemory();
leaveNothingBehind({ folders: [out, ...(memory ? [memory.folder] : [])] });
process.env.TEST_DATABASE_URL ??= memory?.url ?? 'postgres://postgres@127.0.0.1:5432/postgres';
process.env.TEST_REDIS_URL ??= 'redis://127.0.0.1:6379';
if (memory) process.env.TMPDIR = memory.folder;
await gate.need({ name: 'PostgreSQL and Redis answer', command: 'node .ci/servers-answer.js' });

// Suites that were written within a day of this commit are run on both.
const aDayBefore = Number(git('show', '-s', '--format=%ct', 'HEAD')) - 86_400;
const changed = git('log', '--name-only', '--format=', `--since=${aDayBefore}`).split('\n');
const again = suitesForPostgres({ reach: readReach(), secondsOf: (suite) => seconds[suite] ?? 1, named: changed });
console.log(`     ${again.length} suites are run again on PostgreSQL and Redis`);
await gate.run([
  suitesStep('suites on PostgreSQL and Redis', 'npm run -s suites --', again, {
    env: { TEST_WITHOUT_SQLITE: '1' },
    minutes: 30,
  }),
]);

const counted = (name, command) => ({ name, command, by: 'counted', again: true });
const drill = (name, command) => ({ name, command, again: true });
/** The Node that the image and the README name. Native modules are built for it from the headers of its npm package. */
const ON_NODE_24 = `set -e; home=$(mktemp -d); copy=$(mktemp -d); trap 'rm -rf "$home" "$copy"' EXIT
  npm install --prefix "$home" --no-save --no-audit --no-fund node-linux-${arch()}@24
  node=$(echo "$home"/node_modules/node-linux-*); git clone --quiet . "$copy"; cp -r node_modules dist "$copy"; cd "$copy"
  export PATH="$node/bin:$PATH" npm_config_nodedir=$node; npm rebuild better-sqlite3; node test/browser/story.js`;
await gate.run(
  [
    // What mostly waits begins first, and leaves its core to others.
    drill(
      'mails through a Redis that is stopped and flushed, a tenth of its size',
      'node test/chaos/queue.js --size 300',
    ),
    counted('every page in Chromium, the desk', 'node test/browser/run.js --part 1'),
    counted('every page in Chromium, families and the other roles', 'node test/browser/run.js --part 2'),
    drill('an import through kill -9, a twentieth of its size', 'node test/chaos/import.js --rows 100 --kills 2'),
    counted('a commission in Chromium', 'node test/browser/session.js'),
    counted('a session of 21 cases in Chromium', 'node test/browser/full-session.js'),
    counted('the story in Chromium on Node 24', ON_NODE_24),
    drill('what the Dockerfile makes, followed without a container', 'node test/chaos/image.js'),
    // On a date that the commit draws: another one at each commit, the same at each try.
    counted(
      'the story in Chromium, on a date drawn from the commit',
      `node scripts/drill-dates.js --only story --drawn ${commit}`,
    ),
    counted('a passkey in Chromium', 'node test/browser/passkey.js'),
    counted('a dossier at the counter in Chromium', 'node test/browser/counter.js'),
    drill(
      'backup and restore on both databases, every row compared, a fiftieth of its size',
      'node test/chaos/backup.js --size 2000',
    ),
    drill('kill -9 on SQLite, a tenth of its size', 'node test/chaos/kill9.js --times 10'),
    drill('the front doors, started with nginx and Caddy where they are', 'node test/chaos/front-door.js'),
    drill('power cuts and a failing disk on SQLite, a tenth of its size', 'node test/chaos/power-cut.js --cuts 2'),
    drill('PostgreSQL restarted under load, a tenth of its size', 'node test/chaos/restarts.js --times 5'),
    drill('a full disk under the database', 'node test/chaos/full-disk.js'),
    drill('the description of the API, held to rules for APIs', 'npm run -s lint:api'),
    drill('systemd understands its units', 'node .ci/units.js'),
  ],
  3,
);
await gate.tryAgain();
gate.finish();
