/**
 * Runs test suites in Jest. Usage: npm run suites -- [PATH…] [--testNamePattern WORDS] [other options of Jest]
 *
 * The processes of the tests are started as this one starts Jest: on sources, and with what makes V8 do less beside them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const NEEDED_BYTES = 2e9;

const FLAGS = [
  ['--import', './test/support/typescript-loader.js'],
  // Lines of a failure are those of the source.
  '--enable-source-maps',
  // A process loads the application once and serves for minutes: it gets at once the memory that it would come to.
  ['--max-semi-space-size=64'],
  // Most of what a test calls, it calls a few times. V8 would spend a tenth of the processor to compile it better.
  '--interrupt-budget=1000000',
].flat();

/** Databases of tests need not survive a power cut: where memory has room for their files, no test waits for the disk. */
function inMemory() {
  if (process.env.TMPDIR || !existsSync(MEMORY)) return null;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > NEEDED_BYTES ? mkdtempSync(join(MEMORY, 'marelle-suites-')) : null;
}

const folder = inMemory();
const { status } = spawnSync(process.execPath, [...FLAGS, 'node_modules/jest/bin/jest.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: folder ? { ...process.env, TMPDIR: folder } : process.env,
});
if (folder) rmSync(folder, { recursive: true, force: true });
process.exit(status ?? 1);
