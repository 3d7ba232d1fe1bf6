import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SOURCES, sourceFiles } from '../../scripts/built.js';
import type { Config } from '../../src/foundation/config/index.js';
import { testDate } from './test-time.js';

const AN_HOUR_MILLIS = 3_600_000;
const BUILDS = join('node_modules', '.cache', 'marelle-builds');

/** A text that changes whenever a file that a build is made from is added, removed or written. */
function stateOfSources(): string {
  const state = createHash('sha256');
  for (const file of sourceFiles()) {
    const { mtimeMs, size } = statSync(file);
    state.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return state.digest('hex').slice(0, 16);
}

/**
 * A build for all tests that need one, beside the project's own, which is taken where it is current: `npm test` sees to
 * that first. When two processes build at once, one result is kept.
 */
function built(): string {
  const kept = resolve(BUILDS, stateOfSources());
  if (existsSync(kept)) return kept;
  for (const old of existsSync(BUILDS) ? readdirSync(BUILDS) : [])
    if (statSync(join(BUILDS, old)).mtimeMs < Date.now() - AN_HOUR_MILLIS)
      rmSync(join(BUILDS, old), { recursive: true });
  const folder = `${kept}-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  for (const name of [...SOURCES, ...(existsSync('dist') ? ['dist'] : [])])
    cpSync(name, join(folder, name), { recursive: true, preserveTimestamps: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  execFileSync('node', ['scripts/build-once.js', '--current'], { cwd: folder, stdio: 'pipe' });
  try {
    renameSync(folder, kept);
  } catch {
    rmSync(folder, { recursive: true });
  }
  return kept;
}

/** A folder of one's own that holds the build of the application, for tests that need a second process. */
export class Build {
  readonly folder = mkdtempSync(join(tmpdir(), 'marelle-build-'));

  constructor() {
    symlinkSync(join(built(), 'dist'), join(this.folder, 'dist'));
    cpSync('package.json', join(this.folder, 'package.json'));
    this.link('node_modules');
  }

  /** Links a folder of the project into the build's folder. */
  link(name: string): void {
    symlinkSync(join(process.cwd(), name), join(this.folder, name));
  }

  /**
   * Runs `node dist/commands/<script>` on a database, in the build's folder.
   * `blocks` limits the size of a file (in blocks of 512 bytes), and `input` is the standard input.
   */
  run(
    script: string,
    words: readonly string[],
    { DATABASE_URL, SQLITE_FILE }: Config,
    settings: Record<string, string> = {},
    blocks?: number,
    input = '',
  ): Promise<{ code: number; output: string }> {
    const env = {
      PATH: process.env['PATH'],
      ...testDate(),
      ...(DATABASE_URL ? { DATABASE_URL } : { SQLITE_FILE }),
      ...settings,
    };
    const command = [process.execPath, join('dist/commands', script), ...words];
    const [program, ...rest] =
      blocks === undefined ? command : ['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', ...command];
    return new Promise((resolve) => {
      execFile(program!, rest, { cwd: this.folder, env }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
      ).stdin?.end(input);
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
