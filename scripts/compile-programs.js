/**
 * Starts the built server once, and keeps what V8 has compiled by the time that its first pages are shown
 * (docs/decisions/0145): once with the flags of `npm start`, and once with none, as commands run.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD_ENDED } from './built.js';

const PAGES = ['/', '/modes-d-accueil', '/suivre', '/personnel/connexion'];
const INSIDE = '--inside';
/** So long may the server take to show its first page. */
const PATIENCE_MILLIS = 120_000;

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function showPages(url) {
  const until = Date.now() + PATIENCE_MILLIS;
  while (!(await fetch(url).catch(() => null))?.ok) {
    if (Date.now() > until) throw new Error('The server that was built shows no page');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  for (const page of PAGES) await (await fetch(`${url}${page}`)).text();
}

/** What a process of its own does: it is the server, and its first visitor. */
async function compileInside() {
  await import('../dist/main.js');
  const { keepCompiledCode } = await import('../dist/platform/programs/load-program.js');
  await showPages(process.env.BASE_URL);
  // A server keeps its files to itself. These are read by whoever runs the build.
  process.umask(0o022);
  keepCompiledCode();
  process.exit(0);
}

async function compileWith(flags) {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-compile-'));
  const port = await freePort();
  const env = {
    PATH: process.env.PATH,
    PORT: String(port),
    BASE_URL: `http://127.0.0.1:${port}`,
    SQLITE_FILE: join(folder, 'marelle.sqlite'),
    SESSION_SECRET: 'a secret that nobody will ever use',
    MAIL_FROM: 'build@marelle.example',
    SMTP_URL: 'smtp://127.0.0.1:9',
    LOG_LEVEL: 'silent',
  };
  const inside = spawn(process.execPath, [...flags, import.meta.filename, INSIDE], { env, stdio: 'inherit' });
  const code = await new Promise((resolve) => inside.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
  if (code !== 0) throw new Error(`The server that was built stopped with ${code}`);
}

if (process.argv.includes(INSIDE)) await compileInside();
else {
  const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'));
  await compileWith(scripts.start.split(' ').filter((word) => word.startsWith('--')));
  await compileWith([]);
  writeFileSync(join(import.meta.dirname, '../dist', BUILD_ENDED), '');
}
