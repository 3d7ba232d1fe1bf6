import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { programEnvironment } from '../../config/index.js';
import { BackupError } from './backup-error.js';

/**
 * Splits the address of a database: without its password for the command line, which everybody on the machine can
 * read, and the password for the environment.
 */
export function connectionOf(url: string): { address: string; environment: Record<string, string> } {
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = '';
  return { address: address.href, environment: password === '' ? {} : { PGPASSWORD: password } };
}

export interface Program {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  /** Resolves when the program ended well. @throws BackupError with its output when it did not */
  readonly ended: Promise<void>;
}

/** Starts `pg_dump` or `pg_restore`, found on PATH. */
export function startProgram(name: string, words: readonly string[], environment: Record<string, string>): Program {
  const child = spawn(name, words, { env: programEnvironment(environment), stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said = (said + piece.toString()).slice(-2000)));
  // When the program ends early, writing to it fails. `ended` reports that, so this error is ignored.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', (error: { code?: string }) =>
      reject(
        new BackupError(
          error.code === 'ENOENT'
            ? `${name} was not found: install PostgreSQL's client programs, at least as new as the server`
            : `${name} cannot be started (${error.code})`,
        ),
      ),
    );
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new BackupError(`${name} ended with ${code}\n${said.trim()}`)),
    );
  });
  // Without this handler, a rejection that nobody awaits would end the process. Whoever awaits `ended` still gets it.
  ended.catch(() => undefined);
  return { child, ended };
}
