/**
 * The Dockerfile, followed step by step without Docker, and what comes out of it: started as a user who may write
 * nowhere but where the database is, asked as a container would be, stopped. What this cannot show: the base image, its
 * packages, the isolation. Usage: npm run drill:image; packages come from where npm finds them on this machine.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { follow } from '../support/dockerfile.js';
import { freePort, productionEnv } from './server.js';

/** `node` of the image. */
const NODE_USER = 1000;
const LONGEST_START_SECONDS = 60;
const LONGEST_STOP_SECONDS = 45;

const tell = (line) => console.error(line);
const wrong = [];
const must = (what, holds) => (holds ? tell(`ok   ${what}`) : (wrong.push(what), tell(`FAIL ${what}`)));

const folder = mkdtempSync(join(tmpdir(), 'marelle-image-'));
chmodSync(folder, 0o755);
try {
  await drill();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(JSON.stringify({ container: 'none was run', node: process.version, wrong }));
process.exit(wrong.length > 0 ? 1 : 0);

async function drill() {
  const image = await follow(readFileSync('Dockerfile', 'utf8'), folder, tell);
  const app = image.at('.');
  tell(
    `No container was run. Not run here: ${image.notRun.map((step) => `"${step}"`).join(', ')}. pg_dump of ` +
      `this machine: ${spawnSync('pg_dump', ['--version']).stdout ?? 'none'}`,
  );

  must(
    'no development package, test, source or secret is in it',
    ![
      'node_modules/jest',
      'node_modules/eslint',
      'node_modules/sass',
      'node_modules/@swc/core',
      'src',
      'test',
      '.env',
      '.git',
    ].some((path) => existsSync(join(app, path))),
  );
  must('it does not run as root', image.user === 'node');

  const writable = join(folder, 'data');
  mkdirSync(writable);
  execFileSync('chmod', ['-R', 'a-w', image.root]);
  const port = await freePort();
  // To root no file is read-only: then another user runs it, who owns nothing of it.
  const isRoot = process.getuid() === 0;
  if (isRoot) chownSync(writable, NODE_USER, NODE_USER);
  const asNode = {
    cwd: app,
    env: {
      ...image.environment,
      ...productionEnv({ port, sqlite: join(writable, 'marelle.sqlite') }),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
      HOME: '/nonexistent',
      TMPDIR: writable,
    },
    ...(isRoot ? { uid: NODE_USER, gid: NODE_USER } : {}),
  };
  const node = (command, ...words) =>
    spawnSync(command[0], [...command.slice(1), ...words], { ...asNode, encoding: 'utf8' });
  must(
    'its files cannot be written by it',
    node(['node', '-e', 'require("fs").writeFileSync("dist/main.js", "")']).stderr.includes('EACCES'),
  );
  const before = listing(image.root);

  must('its check says no while nothing runs', node(image.check).status === 1);
  must('operate seed fills the database', node(['node', 'dist/commands/operate.js', 'seed']).status === 0);

  const child = spawn(image.command[0], image.command.slice(1), { ...asNode, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (said += piece));
  const exited = new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
  const ask = async (path) => fetch(`http://127.0.0.1:${port}${path}`).catch(() => ({ status: 0, text: () => '' }));
  const until = performance.now() + LONGEST_START_SECONDS * 1000;
  while ((await ask('/ready')).status !== 200 && child.exitCode === null && performance.now() < until) await sleep(200);

  must('/health answers', (await ask('/health')).status === 200);
  must('/ready answers', (await ask('/ready')).status === 200);
  const home = await ask('/');
  must('the first page is served', home.status === 200);
  const style = /href="(\/[^"]+\.css[^"]*)"/.exec(await home.text())?.[1];
  must('its style is served', style !== undefined && (await ask(style)).status === 200);
  must('its check says yes', node(image.check).status === 0);

  const stopping = performance.now();
  child.kill('SIGTERM');
  const ended = await Promise.race([exited, sleep(LONGEST_STOP_SECONDS * 1000, null, { ref: false })]);
  if (ended === null) child.kill('SIGKILL');
  must(
    `SIGTERM ends it (${JSON.stringify(ended)} after ${Math.round(performance.now() - stopping)} ms)`,
    ended !== null && (ended.code === 0 || ended.signal === 'SIGTERM'),
  );
  // SQLite's log is folded into the database by whoever closes it last.
  must(
    'it closed its database',
    JSON.stringify(readdirSync(writable).filter((name) => name.startsWith('marelle.sqlite'))) === '["marelle.sqlite"]',
  );
  must('nothing was written among its files', listing(image.root) === before);
  if (wrong.length > 0) tell(said.slice(-4000));
}

/** Every file with its size and the time it was last changed. */
function listing(root) {
  return readdirSync(root, { recursive: true })
    .map((name) => [name, lstatSync(join(root, name))])
    .filter(([, stat]) => stat.isFile())
    .map(([name, { size, mtimeMs }]) => `${name} ${size} ${mtimeMs}`)
    .sort()
    .join('\n');
}
