/**
 * Runs test suites in Jest. Usage: npm run suites -- [PATH…] [--testNamePattern WORDS] [other options of Jest]
 *
 * What they run is compiled first, into var/suites, by the compiler of the build with its settings: only what changed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { randomBytes } from 'node:crypto';
import { transformFileSync } from '@swc/core';
import { leaveNothingBehind } from './left-behind.js';

const COMPILED = 'var/suites';
const SOURCES = ['src', 'test', 'scripts'];
const SETTINGS = ['.swcrc', 'package.json'];
const MEMORY = '/dev/shm';
const NEEDED_BYTES = 2e9;

const FLAGS = [
  // Lines of a failure are those of the source.
  '--enable-source-maps',
  '--max-semi-space-size=64',
  // Most of what a test calls, it calls a few times. V8 would spend a tenth of the processor to compile it better. The V8
  // of Node 24 knows no such word.
  ...(Number(process.versions.node.split('.')[0]) < 22 ? ['--interrupt-budget=1000000'] : []),
];

const isFile = (path) => statSync(path).isFile();
const filesOf = (folder) =>
  existsSync(folder) ? readdirSync(folder, { recursive: true }).filter((name) => isFile(join(folder, name))) : [];
const writtenAt = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** Brings the compiled files up to date with their sources. What has no source any more is removed, and so is what older settings made. */
function compile() {
  const settingsAt = Math.max(...SETTINGS.map(writtenAt));
  const wanted = new Set();
  for (const path of SOURCES.flatMap((folder) => filesOf(folder).map((name) => join(folder, name)))) {
    const made = join(COMPILED, path.replace(/(?<!\.d)\.ts$/, '.js'));
    wanted.add(made);
    if (writtenAt(made) > Math.max(writtenAt(path), settingsAt)) continue;
    mkdirSync(dirname(made), { recursive: true });
    if (!made.endsWith('.js') || path.endsWith('.js')) copyFileSync(path, made);
    else writeFileSync(made, transformFileSync(path, { sourceMaps: 'inline', sourceFileName: resolve(path) }).code);
  }
  for (const name of filesOf(COMPILED)) if (!wanted.has(join(COMPILED, name))) rmSync(join(COMPILED, name));
}

/** Databases of tests need not survive a power cut: where memory has room for their files, no test waits for the disk. */
function inMemory() {
  if (process.env.TMPDIR || !existsSync(MEMORY)) return null;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > NEEDED_BYTES ? mkdtempSync(join(MEMORY, 'marelle-suites-')) : null;
}

/** Suites are named by their sources: `test/scenarios/story.spec.ts`. */
const words = process.argv.slice(2).map((word) => word.replace(/\.spec\.ts$/, '.spec.js'));
/** Only where every suite runs whole is it written down what each of them reaches (`test/support/reach.js`). */
const areAll = !process.argv
  .slice(2)
  .some((word) => !word.startsWith('-') || /^(-t|--testNamePattern|--shard)/.test(word));

compile();
const folder = inMemory();
/** What every database of this run begins with. */
const run = `marelle_${randomBytes(6).toString('hex')}`;
leaveNothingBehind({ databases: run, folders: folder ? [folder] : [] });
const runner = spawn(process.execPath, [...FLAGS, 'node_modules/jest/bin/jest.js', ...words], {
  stdio: 'inherit',
  env: { ...process.env, ...(folder ? { TMPDIR: folder } : {}), TEST_RUN: run, TEST_REACH: areAll ? '1' : '0' },
});
// Whoever stops this script means the runner: left alone, it would go on for minutes.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => runner.kill('SIGTERM'));
const [status] = await once(runner, 'exit');
if (folder) rmSync(folder, { recursive: true, force: true });
process.exit(status ?? 1);
