import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { UnitOfWork } from './unit-of-work.js';

/** Another process is reading or writing the file. The caller may try again later. */
export class FileInUse extends Error {
  readonly code = 'FILE_IN_USE';
}

const DRIVER = createRequire(import.meta.url).resolve('better-sqlite3');
/** Runs in a thread of its own, because better-sqlite3 would block every request until the file is rewritten. */
const REWRITE = `
const { workerData: { driver, file } } = require('node:worker_threads');
const database = new (require(driver))(file, { fileMustExist: true, timeout: 5000 });
database.pragma('secure_delete = ON');
database.exec('VACUUM');
database.close();`;

/**
 * Removes what erased rows leave behind in the files of SQLite. `secure_delete` overwrites a row where it stood. But
 * the write-ahead log still holds the page as it was, and a page that was split may keep a copy of a row that has
 * moved. On PostgreSQL nothing is done here, because its own vacuum does this work.
 */
@Injectable()
export class DatabaseFile {
  private readonly file: string | null;

  constructor(
    { DATABASE_URL, SQLITE_FILE }: Config,
    private readonly unitOfWork: UnitOfWork,
  ) {
    this.file = DATABASE_URL === undefined ? SQLITE_FILE : null;
  }

  /** Moves the write-ahead log into the file and empties it. @throws FileInUse */
  async truncateLog(): Promise<void> {
    const { file } = this;
    if (file !== null) await this.unitOfWork.alone(() => checkpoint(file));
  }

  /**
   * Rewrites the file without the remains of deleted rows in its pages. Units wait meanwhile, and reads go on. It
   * needs as much free disk space as the file takes.
   * @throws FileInUse
   */
  async rewrite(): Promise<void> {
    const { file } = this;
    if (file === null) return;
    await this.unitOfWork.alone(async () => {
      await inThread(file);
      await checkpoint(file);
    });
  }
}

async function checkpoint(file: string): Promise<void> {
  // Loaded here only, so that a server on PostgreSQL never loads it.
  const { default: Database } = await import('better-sqlite3');
  // The timeout is zero, because this thread answers requests and must not wait for a lock.
  const database = new Database(file, { fileMustExist: true, timeout: 0 });
  try {
    const [said] = database.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
    if (said.busy !== 0) throw new FileInUse('The write-ahead log is being read');
  } finally {
    database.close();
  }
}

function inThread(file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(REWRITE, { eval: true, workerData: { driver: DRIVER, file } });
    thread.once('error', (error: Error & { code?: unknown }) =>
      reject(String(error.code).startsWith('SQLITE_BUSY') ? new FileInUse('The file is being written to') : error),
    );
    thread.once('exit', () => resolve());
  });
}
