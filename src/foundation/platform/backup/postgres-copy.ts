import type pg from 'pg';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Instant } from '../../kernel/time.js';
import { BackupError } from './backup-error.js';
import { LAST_MIGRATION, quoted, type DatabaseSettings, type RestoreTarget, type Snapshot } from './database-copy.js';
import type { Manifest } from './manifest.js';
import { connectionOf, startProgram } from './postgres-program.js';

/** The schema where `--replace` leaves the earlier tables. It is never part of a backup. */
const REPLACED = 'replaced_';
const TABLES = 'SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 ORDER BY tablename';
/**
 * The tables, and the functions of their triggers, in the words of ALTER and DROP. Those of an extension are left out.
 */
const OWN = `SELECT format('TABLE %I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = $1
  UNION ALL SELECT format('FUNCTION %I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid))
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = $1 AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`;

async function connected(url: string): Promise<pg.Client> {
  // A server on SQLite starts without the driver of PostgreSQL.
  const { Client } = (await import('pg')).default;
  const client = new Client(url);
  try {
    await client.connect();
  } catch (error) {
    throw new BackupError(`PostgreSQL does not answer at ${connectionOf(url).address}: ${(error as Error).message}`);
  }
  return client;
}

const namesOf = async (client: pg.Client, query: string, schema: string): Promise<string[]> =>
  (await client.query<{ name: string }>(query, [schema])).rows.map(({ name }) => name);
const tablesOf = (client: pg.Client): Promise<string[]> => namesOf(client, TABLES, 'public');
const moves = async (client: pg.Client, from: string, to: string): Promise<string> =>
  (await namesOf(client, OWN, from)).map((name) => `ALTER ${name} SET SCHEMA ${to}`).join('; ');

async function contentOf(client: pg.Client, address: string): Promise<Pick<Manifest, 'schema' | 'rows'>> {
  const tables = await tablesOf(client);
  if (!tables.includes('migrations')) throw new BackupError(`${address} is not a database of Marelle`);
  const rows: Record<string, number> = {};
  for (const name of tables)
    rows[name] = Number((await client.query<{ n: string }>(`SELECT COUNT(*) AS n FROM ${quoted(name)}`)).rows[0]!.n);
  return { schema: (await client.query<{ name: string }>(LAST_MIGRATION)).rows[0]!.name, rows };
}

/** Runs `pg_dump` on an exported snapshot, so that its output and the rows counted here belong to the same moment. */
export class PostgresSnapshot implements Snapshot {
  readonly database = 'postgres';

  private constructor(
    private readonly client: pg.Client,
    private readonly url: string,
    private readonly snapshotId: string,
    readonly takenAt: Instant,
    readonly schema: string,
    readonly rows: Readonly<Record<string, number>>,
  ) {}

  static async of(url: string, now: () => Instant): Promise<PostgresSnapshot> {
    const client = await connected(url);
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const {
        rows: [exported],
      } = await client.query<{ id: string }>('SELECT pg_export_snapshot() AS id');
      const takenAt = now();
      const { schema, rows } = await contentOf(client, connectionOf(url).address);
      return new PostgresSnapshot(client, url, exported!.id, takenAt, schema, rows);
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  content(): Promise<Readable> {
    const { address, environment } = connectionOf(this.url);
    const { child, ended } = startProgram(
      'pg_dump',
      [
        '--format=custom',
        '--compress=1',
        '--no-owner',
        '--no-privileges',
        `--exclude-schema=${REPLACED}*`,
        `--snapshot=${this.snapshotId}`,
        `--dbname=${address}`,
      ],
      environment,
    );
    // Only its exit code says that the dump is complete. The end of its output does not.
    const whole = new PassThrough({ highWaterMark: 1024 * 1024, flush: (done) => void ended.then(() => done(), done) });
    pipeline(child.stdout, whole).catch(() => child.kill());
    ended.catch((error: Error) => whole.destroy(error));
    return Promise.resolve(whole);
  }

  close(): Promise<void> {
    return this.client.end();
  }
}

/** Restores into an empty `public` schema in one transaction. The earlier tables are moved to a schema of their own. */
export class PostgresTarget implements RestoreTarget {
  readonly name: string;
  private replaced: string | null = null;
  private touched = false;

  constructor(
    private readonly url: string,
    private readonly now: () => Instant,
  ) {
    this.name = connectionOf(url).address;
  }

  private async withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = await connected(this.url);
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async prepare(replace: boolean): Promise<void> {
    await this.withClient(async (client) => {
      if ((await tablesOf(client)).length === 0) return;
      if (!replace)
        throw new BackupError(
          `${this.name} is not empty: nothing was changed. Choose an empty database (--to URL) or say --replace`,
        );
      const {
        rows: [others],
      } = await client.query<{ n: string }>(
        // Any role may see the user of other connections. The server's own workers have no user, so they do not count.
        `SELECT COUNT(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND usesysid IS NOT NULL
          AND pid <> pg_backend_pid()`,
      );
      if (Number(others!.n) > 0)
        throw new BackupError(
          `${this.name} is in use (${others!.n} connections): stop the server (and its worker) first, nothing was changed`,
        );
      this.replaced = `${REPLACED}${this.now().replace(/\D/g, '')}`;
      await client.query(
        `BEGIN; CREATE SCHEMA ${this.replaced}; ${await moves(client, 'public', this.replaced)}; COMMIT`,
      );
    });
    this.touched = true;
  }

  async fill(content: Readable): Promise<DatabaseSettings> {
    const { address, environment } = connectionOf(this.url);
    const { child, ended } = startProgram(
      'pg_restore',
      ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges', `--dbname=${address}`],
      { PGOPTIONS: '-c maintenance_work_mem=256MB', ...environment },
    );
    child.stdout.resume();
    const fed = pipeline(content, child.stdin).catch((error: unknown) => {
      // A backup that ends early must not be taken for a complete one.
      child.kill();
      if (error instanceof BackupError) throw error;
    });
    const [feeding, ending] = await Promise.allSettled([fed, ended]);
    if (feeding.status === 'rejected') throw feeding.reason;
    if (ending.status === 'rejected') throw ending.reason;
    return { DATABASE_URL: this.url };
  }

  inspect(): Promise<Pick<Manifest, 'schema' | 'rows'>> {
    return this.withClient(async (client) => {
      const content = await contentOf(client, this.name);
      await client.query('ANALYZE');
      return content;
    });
  }

  finish(): Promise<string | null> {
    return Promise.resolve(this.replaced && `schema ${this.replaced}`);
  }

  async abandon(): Promise<void> {
    if (!this.touched) return;
    await this.withClient(async (client) => {
      const drop = (await namesOf(client, OWN, 'public')).map((name) => `DROP ${name} CASCADE`).join('; ');
      const bring = this.replaced
        ? `${await moves(client, this.replaced, 'public')}; DROP SCHEMA ${this.replaced}`
        : '';
      await client.query(`BEGIN; ${drop}; ${bring}; COMMIT`);
    });
  }
}
