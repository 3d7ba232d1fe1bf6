import type { Config } from '../../src/config/index.js';
import type { Tx } from '../../src/platform/database/index.js';
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
