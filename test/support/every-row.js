/**
 * Every row of every table of a database, as it is at one moment: what the drill and the specs compare a restored
 * database by.
 */
import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import pg from 'pg';

class SqliteRows {
  constructor(file) {
    this.database = new Database(file, { fileMustExist: true, timeout: 10_000 });
    this.database.pragma('query_only = ON');
    this.database.exec('BEGIN');
    this.tables = this.database
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
      .pluck()
      .all();
  }

  async digests() {
    return Object.fromEntries(
      this.tables.map((table) => {
        const hash = createHash('sha256');
        let rows = 0;
        for (const row of this.database.prepare(`SELECT * FROM "${table}" ORDER BY rowid`).raw().iterate()) {
          hash.update(JSON.stringify(row));
          rows += 1;
        }
        return [table, `${rows} ${hash.digest('hex')}`];
      }),
    );
  }

  async close() {
    this.database.close();
  }
}

class PostgresRows {
  constructor(url) {
    this.client = new pg.Client(url);
  }

  async open() {
    await this.client.connect();
    await this.client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await this.client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`);
    this.tables = rows.map(({ tablename }) => tablename);
    return this;
  }

  async digests() {
    const result = {};
    for (const table of this.tables) {
      const {
        rows: [row],
      } = await this.client.query(
        `SELECT COUNT(*) AS n, md5(COALESCE(string_agg(h, '' ORDER BY h), '')) AS digest
          FROM (SELECT md5(t::text) COLLATE "C" AS h FROM "${table}" t) hashed`,
      );
      result[table] = `${row.n} ${row.digest}`;
    }
    return result;
  }

  async close() {
    await this.client.end();
  }
}

/**
 * Holds the moment it is opened at, whatever is written afterwards.
 * @param {{ DATABASE_URL?: string, SQLITE_FILE?: string }} settings
 */
export const rowsAsOfNow = async ({ DATABASE_URL, SQLITE_FILE }) =>
  DATABASE_URL ? new PostgresRows(DATABASE_URL).open() : new SqliteRows(SQLITE_FILE);

/** Rows and their digest, by table. */
export async function everyRow(settings) {
  const rows = await rowsAsOfNow(settings);
  try {
    return await rows.digests();
  } finally {
    await rows.close();
  }
}
