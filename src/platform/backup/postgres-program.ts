import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { programEnvironment } from '../../config/index.js';
import { BackupError } from './backup-error.js';

/**
 * The address without its password (a command line is read by everybody on the machine), and the password for the
 * environment.
 */
export function connectionOf(url: string): { address: string; environment: Record<string, string> } {
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = '';
  return { address: address.href, environment: password === '' ? {} : { PGPASSWORD: password } };
}

export interface Program {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  /** @throws BackupError with what the program said, unless it ended well */
  readonly ended: Promise<void>;
}

/** Starts `pg_dump` or `pg_restore`, found on PATH. */
export function startProgram(name: string, words: readonly string[], environment: Record<string, string>): Program {
  const child = spawn(name, words, { env: programEnvironment(environment), stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said = (said + piece.toString()).slice(-2000)));
  // Told by `ended`: an early end of the program closes what we were still writing to it.
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
  // Whoever waits for it is told; nobody waiting must not end the process.
  ended.catch(() => undefined);
  return { child, ended };
}
