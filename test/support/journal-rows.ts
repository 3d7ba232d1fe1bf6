import type { Config } from '../../src/foundation/config/index.js';
import type { Tx } from '../../src/foundation/platform/database/index.js';
import { UnitOfWork, type SqlPart } from '../../src/foundation/platform/database/index.js';
import type { DatabaseKind, TestApp } from './app.js';
import { dropTriggers } from './tamperings.js';
import { rowsOf } from './sql.js';

/** The segments of the journal, in order. */
export const segmentsOf = (config: Config): Promise<{ number: number; day: string }[]> =>
  rowsOf(config, 'SELECT * FROM audit_segment ORDER BY number');

/** The lines about one subject, in the order in which they were written. */
export const linesAbout = (config: Config, subject: string): Promise<{ action: string; segment: number }[]> =>
  rowsOf(config, `SELECT action, segment FROM audit_event WHERE subject_id = '${subject}' ORDER BY id`);

/** Deletes a line, by whoever has dropped the triggers. */
export const removeLine = (tx: Tx, id: string): Promise<unknown[]> =>
  tx.write('DELETE FROM audit_event WHERE id = :id RETURNING id', { id });

/** Leaves the journal as it was before one segment, which is the last one. */
export async function cutSegment(tx: Tx, last: number): Promise<void> {
  await tx.write('DELETE FROM audit_event WHERE segment = :last RETURNING id', { last });
  await tx.write('DELETE FROM audit_segment WHERE number = :last RETURNING number', { last });
  await tx.write('DELETE FROM audit_anchor WHERE segment = :last RETURNING segment', { last });
}

/** What a role that only uses the tables must not be able to do. */
export const FORBIDDEN_TO_APPLICATION = [
  'DELETE FROM audit_event',
  `UPDATE audit_event SET actor = 'x'`,
  'TRUNCATE audit_event',
  'ALTER TABLE audit_event DISABLE TRIGGER ALL',
  'DROP TABLE audit_segment',
  'DELETE FROM audit_segment',
  `UPDATE audit_anchor SET at = 'x'`,
];

/** Two roles for one database, as deploy/postgres/create-role.sh makes them. */
export const makeRoles = (database: string, [owner, application]: readonly [string, string]): string[] => [
  `CREATE ROLE ${owner} LOGIN PASSWORD 'secret'`,
  `CREATE ROLE ${application} LOGIN PASSWORD 'secret'`,
  `ALTER DATABASE ${database} OWNER TO ${owner}`,
];
export const dropRoles = (roles: readonly string[]): string[] => roles.map((role) => `DROP ROLE ${role}`);

/** Says a statement to the database, whatever it is. */
export const say = (tx: Tx, statement: string): Promise<unknown[]> => tx.write(statement);

/** How the database would find what a statement asks for. Small tables are not scanned only because they are small. */
export const planOf = ({ app }: TestApp, kind: DatabaseKind, { sql, parameters }: SqlPart): Promise<string> =>
  app.get(UnitOfWork).run(async (tx) => {
    if (kind === 'postgres') await tx.sql('SET LOCAL enable_seqscan = off');
    return JSON.stringify(await tx.sql(`${kind === 'postgres' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN'} ${sql}`, parameters));
  });

/** Deletes a line as whoever owns the database would. */
export const removeUnseen = ({ app }: TestApp, id: string): Promise<void> =>
  app.get(UnitOfWork).run(async (tx) => {
    await dropTriggers(tx);
    await removeLine(tx, id);
  });

/** Makes PostgreSQL choose as it does in a journal of some months. SQLite chooses by the statement alone. */
export const fillJournal = ({ app }: TestApp, kind: DatabaseKind): Promise<void> =>
  app.get(UnitOfWork).run(async (tx) => {
    if (kind === 'sqlite' || (await tx.sql(`SELECT 1 FROM audit_event WHERE action = 'filled' LIMIT 1`)).length > 0)
      return;
    await tx.write(
      `INSERT INTO audit_event (id, at, actor, action, subject_kind, subject_id)
       SELECT gen_random_uuid(), '2026-11-' || lpad((1 + n % 28)::text, 2, '0') || 'T09:00:00.000Z',
         'staff:' || n % 50, CASE WHEN n = 1 THEN 'filled' ELSE 'act.' || n % 40 END, 'request', 'r' || n % 3000
       FROM generate_series(1, 20000) n RETURNING id`,
    );
    await tx.sql('ANALYZE audit_event');
  });
