/**
 * Stops a run of suites ten times, by TERM and by KILL in turn, at moments drawn from a seed: no process of it may be left
 * and no database. Usage: npm run drill:left-behind [-- --times 10] (Linux); databases are counted where TEST_DATABASE_URL
 * names a server.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pg from 'pg';

const LONGEST_END_MILLIS = 10_000;
const { values: options } = parseArgs({ options: { times: { type: 'string', default: '10' } } });
const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/** Processes whose folder is this one, this process and those before it aside: all that a run starts inherits it. */
function processesHere() {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || pid === String(process.pid) || pid === String(process.ppid)) return false;
    try {
      const [, state] = /\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
      return state !== 'Z' && readlinkSync(`/proc/${pid}/cwd`) === process.cwd();
    } catch {
      return false;
    }
  });
}

async function databases() {
  if (!process.env.TEST_DATABASE_URL) return [];
  const client = new pg.Client(process.env.TEST_DATABASE_URL);
  await client.connect();
  const { rows } = await client.query(`SELECT datname FROM pg_database WHERE starts_with(datname, 'marelle_')`);
  await client.end();
  return rows.map(({ datname }) => datname);
}

const before = { processes: new Set(processesHere()), databases: new Set(await databases()) };
const leftOver = async () => [
  ...processesHere().filter((pid) => !before.processes.has(pid)),
  ...(await databases()).filter((name) => !before.databases.has(name)),
];

let failed = 0;
for (let time = 0; time < Number(options.times); time += 1) {
  const signal = time % 2 === 0 ? 'SIGTERM' : 'SIGKILL';
  const run = spawn(process.execPath, ['scripts/run-suites.js', 'test/scenarios/o', 'test/contracts/processes'], {
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => run.once('exit', resolve));
  // Between the first suite and the middle of them.
  await sleep(6000 + 2000 * time);
  const running = processesHere().filter((pid) => !before.processes.has(pid)).length;
  run.kill(signal);
  await ended;
  const since = performance.now();
  let left = await leftOver();
  while (left.length > 0 && performance.now() - since < LONGEST_END_MILLIS) {
    await sleep(200);
    left = await leftOver();
  }
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  console.log(`${signal}: ${running} processes were running, ${left.length} left after ${seconds} s`);
  // Where nothing ran, nothing was shown.
  if (left.length > 0 || running === 0) failed += 1;
}
console.log(`${Number(options.times) - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
