/**
 * The floor of a large transaction: the rows that it wrote, written again by themselves. A copy of the database is taken
 * before. Afterwards the copy is given what is other in the original, in one transaction and as durably, with as few
 * statements as there can be; nothing is read, decided or worded.
 */
import { execFileSync } from 'node:child_process';
import Database from 'better-sqlite3';
import pg from 'pg';

const quoted = (name) => `"${name}"`;
const listed = (names, each = quoted) => names.map(each).join(', ');

/** What jobs write of the same change, soon afterwards: the report, and the minutes as they were printed. */
const WRITTEN_BY_JOBS = /_figure$|^family_standing$|^minutes_file$/;

/** Tables whose triggers look at other tables are written last. */
const triggersLast = (tables) => [...tables].sort((a, b) => Number(a.triggers) - Number(b.triggers));

/** @returns the rows of `after` that `before` does not have, those that it has otherwise, and those that only it has */
function difference(before, after, keys) {
  const keyOf = (row) => JSON.stringify(keys.map((key) => row[key]));
  const known = new Map(before.map((row) => [keyOf(row), row]));
  const [added, changed] = [[], []];
  for (const row of after) {
    const old = known.get(keyOf(row));
    if (!old) added.push(row);
    else if (JSON.stringify(old) !== JSON.stringify(row)) changed.push(row);
    known.delete(keyOf(row));
  }
  return { added, changed, removed: [...known.values()] };
}

class SqliteCopy {
  constructor(live, copy) {
    this.live = new Database(live, { readonly: true });
    this.live.prepare('VACUUM INTO ?').run(copy);
    this.copy = new Database(copy);
    this.copy.pragma('journal_mode = WAL');
    this.copy.pragma('synchronous = FULL');
  }

  async tables() {
    return this.live
      .prepare(
        `SELECT name, (SELECT COUNT(*) FROM sqlite_schema t WHERE t.type = 'trigger' AND t.tbl_name = s.name) > 0 AS triggers
         FROM sqlite_schema s WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
      )
      .all()
      .map(({ name, triggers }) => {
        const columns = this.live.pragma(`table_info(${quoted(name)})`);
        return {
          name,
          triggers,
          columns: columns.map((column) => column.name),
          keys: columns.filter(({ pk }) => pk > 0).map((column) => column.name),
        };
      });
  }

  async rowsOf({ name }) {
    return [this.copy, this.live].map((database) => database.prepare(`SELECT * FROM ${quoted(name)}`).all());
  }

  async write(work) {
    const prepared = work.map(({ name, columns, keys, added, changed, removed }) => {
      const where = keys.map((key) => `${quoted(key)} = @${key}`).join(' AND ');
      const values = columns.map((column) => `@${column}`).join(', ');
      const others = columns.filter((column) => !keys.includes(column));
      return [
        [`DELETE FROM ${quoted(name)} WHERE ${where}`, removed],
        [`INSERT INTO ${quoted(name)} (${listed(columns)}) VALUES (${values})`, added],
        [
          `UPDATE ${quoted(name)} SET ${listed(others, (column) => `${quoted(column)} = @${column}`)} WHERE ${where}`,
          changed,
        ],
      ]
        .filter(([, rows]) => rows.length > 0)
        .map(([sql, rows]) => [this.copy.prepare(sql), rows]);
    });
    const began = performance.now();
    this.copy.exec('BEGIN IMMEDIATE');
    this.copy.pragma('defer_foreign_keys = ON');
    for (const [statement, rows] of prepared.flat()) for (const row of rows) statement.run(row);
    this.copy.exec('COMMIT');
    return performance.now() - began;
  }

  async close() {
    this.live.close();
    this.copy.close();
  }
}

class PostgresCopy {
  static async of(live, copy, administer) {
    await administer(`CREATE DATABASE ${new URL(copy).pathname.slice(1)}`);
    execFileSync('psql', ['-q', '-v', 'ON_ERROR_STOP=1', copy], {
      input: execFileSync('pg_dump', [live], { maxBuffer: 1 << 30 }),
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    const clients = [live, copy].map((url) => new pg.Client(url));
    for (const client of clients) await client.connect();
    await clients[1].query('ANALYZE');
    return new PostgresCopy(...clients, () =>
      administer(`DROP DATABASE ${new URL(copy).pathname.slice(1)} WITH (FORCE)`),
    );
  }

  constructor(live, copy, drop) {
    Object.assign(this, { live, copy, drop });
  }

  /** A table after those that it refers to. */
  async tables() {
    const { rows } = await this.live.query(
      `SELECT c.relname AS name,
        EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = c.oid AND NOT tgisinternal) AS triggers,
        ARRAY(SELECT attname::text FROM pg_attribute
          WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum) AS columns,
        ARRAY(SELECT attname::text FROM pg_attribute JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
          AND attnum = ANY(i.indkey) WHERE attrelid = c.oid) AS keys,
        ARRAY(SELECT confrelid::regclass::text FROM pg_constraint
          WHERE conrelid = c.oid AND contype = 'f' AND confrelid <> c.oid) AS parents
       FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    const ordered = [];
    while (ordered.length < rows.length) {
      const placed = new Set(ordered.map(({ name }) => name));
      const next = rows.filter(
        ({ name, parents }) => !placed.has(name) && parents.every((parent) => placed.has(parent.replaceAll('"', ''))),
      );
      if (next.length === 0) throw new Error('Tables refer to each other in a circle');
      ordered.push(...next);
    }
    return ordered;
  }

  async rowsOf({ name }) {
    const read = async (client) =>
      (await client.query(`SELECT row_to_json(t) AS row FROM ${quoted(name)} t`)).rows.map(({ row }) => row);
    return [await read(this.copy), await read(this.live)];
  }

  async write(work) {
    const prepared = work.flatMap(({ name, columns, keys, added, changed, removed }) => {
      const given = `json_populate_recordset(null::${quoted(name)}, $1)`;
      const where = keys.map((key) => `t.${quoted(key)} = n.${quoted(key)}`).join(' AND ');
      const others = columns.filter((column) => !keys.includes(column));
      return [
        [`DELETE FROM ${quoted(name)} t USING ${given} n WHERE ${where}`, removed],
        [`INSERT INTO ${quoted(name)} (${listed(columns)}) SELECT ${listed(columns)} FROM ${given}`, added],
        [
          `UPDATE ${quoted(name)} t SET ${listed(others, (column) => `${quoted(column)} = n.${quoted(column)}`)}
           FROM ${given} n WHERE ${where}`,
          changed,
        ],
      ]
        .filter(([, rows]) => rows.length > 0)
        .map(([sql, rows]) => [sql, [JSON.stringify(rows)]]);
    });
    const began = performance.now();
    await this.copy.query('BEGIN');
    for (const [sql, parameters] of prepared) await this.copy.query(sql, parameters);
    await this.copy.query('COMMIT');
    return performance.now() - began;
  }

  async close() {
    await this.live.end();
    await this.copy.end();
    await this.drop();
  }
}

/**
 * @param env the settings of the database that is about to change
 * @param administer runs a statement on the server of PostgreSQL
 * @returns what writes the difference into the copy: so many rows, in so many milliseconds
 */
export async function copyOf({ SQLITE_FILE, DATABASE_URL }, administer) {
  const copy = DATABASE_URL
    ? await PostgresCopy.of(DATABASE_URL, `${DATABASE_URL}_copy`, administer)
    : new SqliteCopy(SQLITE_FILE, `${SQLITE_FILE}.copy`);
  return {
    writeAlone: async () => {
      const work = [];
      let rows = 0;
      for (const table of triggersLast(await copy.tables())) {
        if (WRITTEN_BY_JOBS.test(table.name)) continue;
        const found = difference(...(await copy.rowsOf(table)), table.keys.length > 0 ? table.keys : table.columns);
        rows += found.added.length + found.changed.length + found.removed.length;
        work.push({ ...table, ...found });
      }
      const millis = await copy.write(work);
      await copy.close();
      return { rows, millis };
    },
  };
}
