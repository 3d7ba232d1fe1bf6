/** Rows by the thousand into one of the two databases: what the drills and the benches fill them with. */
import Database from 'better-sqlite3';
import pg from 'pg';

const quoted = (name) => `"${name}"`;
/** better-sqlite3 binds no boolean. */
const bound = (value) => (typeof value === 'boolean' ? Number(value) : value);

class SqliteBulk {
  constructor(file) {
    this.database = new Database(file, { timeout: 10_000 });
    this.database.pragma('journal_mode = WAL');
    // What is generated can be generated again.
    this.database.pragma('synchronous = OFF');
    this.statements = new Map();
  }

  async rows(sql) {
    return this.database.prepare(sql).all();
  }

  /** One transaction. @param {Map<string, object[]>} byTable in an order that references allow */
  async insert(byTable) {
    this.database.exec('BEGIN IMMEDIATE');
    for (const [table, rows] of byTable) {
      const columns = Object.keys(rows[0]);
      let statement = this.statements.get(table);
      if (!statement) {
        statement = this.database.prepare(
          `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        );
        this.statements.set(table, statement);
      }
      for (const row of rows) statement.run(columns.map((name) => bound(row[name])));
    }
    this.database.exec('COMMIT');
  }

  async close() {
    this.database.pragma('wal_checkpoint(TRUNCATE)');
    this.database.exec('ANALYZE');
    this.database.close();
  }
}

class PostgresBulk {
  constructor(url) {
    this.client = new pg.Client(url);
    this.types = new Map();
  }

  async open() {
    await this.client.connect();
    await this.client.query('SET synchronous_commit = off');
    const { rows } = await this.client.query(
      `SELECT table_name AS t, column_name AS c, data_type AS d FROM information_schema.columns WHERE table_schema = 'public'`,
    );
    for (const { t, c, d } of rows) this.types.set(`${t}.${c}`, d === 'character varying' ? 'text' : d);
    return this;
  }

  async rows(sql) {
    return (await this.client.query(sql)).rows;
  }

  async insert(byTable) {
    await this.client.query('BEGIN');
    for (const [table, rows] of byTable) {
      const columns = Object.keys(rows[0]);
      const arrays = columns.map((name, index) => `$${index + 1}::${this.types.get(`${table}.${name}`)}[]`);
      await this.client.query(
        `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) SELECT * FROM unnest(${arrays.join(', ')})`,
        columns.map((name) => rows.map((row) => row[name])),
      );
    }
    await this.client.query('COMMIT');
  }

  async close() {
    // As autovacuum does by itself after so many rows, soon or late.
    await this.client.query('VACUUM ANALYZE');
    await this.client.end();
  }
}

/** @param {{ DATABASE_URL?: string, SQLITE_FILE?: string }} settings of a database that the application has migrated */
export const openBulk = async ({ DATABASE_URL, SQLITE_FILE }) =>
  DATABASE_URL ? new PostgresBulk(DATABASE_URL).open() : new SqliteBulk(SQLITE_FILE);
