import Database from 'better-sqlite3';
import pg from 'pg';
import type { Reader } from '../../src/foundation/platform/database/index.js';
import type { Config } from '../../src/foundation/config/index.js';

/** Reads rows of a database that no application of this process has open. */
export async function rowsOf<Row>(
  { DATABASE_URL, SQLITE_FILE }: Pick<Config, 'DATABASE_URL' | 'SQLITE_FILE'>,
  sql: string,
): Promise<Row[]> {
  if (DATABASE_URL) {
    const client = new pg.Client(DATABASE_URL);
    await client.connect();
    const { rows } = await client.query(sql);
    await client.end();
    return rows as Row[];
  }
  const database = new Database(SQLITE_FILE, { fileMustExist: true });
  const rows = database.prepare(sql).all() as Row[];
  database.close();
  return rows;
}

/** Everything that one table holds, as one text to search. */
export const wordsOf = async (reader: Reader, table: string): Promise<string> =>
  JSON.stringify(await reader.sql(`SELECT * FROM ${table}`));

/** Everything that a database holds, as one text to search. */
export async function everyWord(config: Pick<Config, 'DATABASE_URL' | 'SQLITE_FILE'>): Promise<string> {
  const tables = await rowsOf<{ name: string }>(
    config,
    config.DATABASE_URL
      ? `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`
      : `SELECT name FROM sqlite_master WHERE type = 'table'`,
  );
  // One after the other: there are nearly as many tables as a PostgreSQL server takes connections.
  const words: string[] = [];
  for (const { name } of tables) words.push(JSON.stringify(await rowsOf(config, `SELECT * FROM "${name}"`)));
  return words.join('\n');
}
