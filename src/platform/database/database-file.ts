import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { UnitOfWork } from './unit-of-work.js';

/** Another process reads or writes the file: to be tried again. */
export class FileInUse extends Error {
  readonly code = 'FILE_IN_USE';
}

const DRIVER = createRequire(import.meta.url).resolve('better-sqlite3');
/** In a thread of its own: better-sqlite3 would hold up every request for as long as it takes. */
const REWRITE = `
const { workerData: { driver, file } } = require('node:worker_threads');
const database = new (require(driver))(file, { fileMustExist: true, timeout: 5000 });
database.pragma('secure_delete = ON');
database.exec('VACUUM');
database.close();`;

/**
 * What erased rows leave behind in the files of SQLite. `secure_delete` overwrites a row where it stood, but the
 * write-ahead log still holds the page as it was, and a page that was split may keep a copy of a row that has moved.
 * PostgreSQL's own vacuum does this work: nothing is done here.
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

  /** Brings the write-ahead log into the file and cuts it to nothing. @throws FileInUse */
  async truncateLog(): Promise<void> {
    const { file } = this;
    if (file !== null) await this.unitOfWork.alone(() => checkpoint(file));
  }

  /**
   * Writes the file anew, without what its pages keep of rows that are gone; units wait meanwhile, reads go on. Needs
   * as much disk again. @throws FileInUse
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
  // A server on PostgreSQL does not load it.
  const { default: Database } = await import('better-sqlite3');
  // No time to wait: the thread that would wait is the one that answers requests.
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
