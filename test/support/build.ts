import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../src/config/index.js';

const COPIED = /\.(njk|json|typ|svg)$/;

/** A build of the application in a folder of its own: for tests that need a second process. */
export class Build {
  readonly folder = mkdtempSync(join(tmpdir(), 'marelle-build-'));

  constructor() {
    execFileSync('npx', ['swc', 'src', '-d', join(this.folder, 'dist'), '--strip-leading-paths', '-q'], {
      stdio: 'pipe',
    });
    cpSync('src', join(this.folder, 'dist'), {
      recursive: true,
      filter: (path) => !/\.[a-z]+$/.test(path) || COPIED.test(path),
    });
    cpSync('package.json', join(this.folder, 'package.json'));
    this.link('node_modules');
  }

  /** Puts a folder of the project beside the build. */
  link(name: string): void {
    symlinkSync(join(process.cwd(), name), join(this.folder, name));
  }

  /**
   * Runs `node dist/<script>` on a database; the working folder is the build's own. `blocks`: how large a file may
   * become (of 512 bytes); `input`: what it reads.
   */
  run(
    script: string,
    words: readonly string[],
    { DATABASE_URL, SQLITE_FILE }: Config,
    settings: Record<string, string> = {},
    blocks?: number,
    input = '',
  ): Promise<{ code: number; output: string }> {
    const env = { PATH: process.env['PATH'], ...(DATABASE_URL ? { DATABASE_URL } : { SQLITE_FILE }), ...settings };
    const command = [process.execPath, join('dist', script), ...words];
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
