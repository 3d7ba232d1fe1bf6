import { digestLines, digestSegment, type StoredLine } from '../../src/foundation/platform/audit-chain/chain.js';
import { listLinesOf } from '../../src/foundation/platform/audit-chain/audit-chain.queries.js';
import { listSegmentsAfter, toSegment } from '../../src/foundation/platform/audit-chain/read-segments.js';
import type { Tx } from '../../src/foundation/platform/database/index.js';

/** Chooses without chance of its own, so that a number repeats a try. */
export class Chooser {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }
  of<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }
}

/** What somebody who owns the database does first: the triggers go. */
export async function dropTriggers(tx: Tx): Promise<void> {
  const names = await tx.sql<{ name: string; table: string }>(
    tx.dialect === 'sqlite'
      ? `SELECT name, tbl_name AS "table" FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit_%'`
      : `SELECT DISTINCT tgname AS name, relname AS "table" FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
         WHERE relname LIKE 'audit_%' AND NOT tgisinternal`,
  );
  for (const { name, table } of names)
    await tx.sql(`DROP TRIGGER "${name}"${tx.dialect === 'sqlite' ? '' : ` ON "${table}"`}`);
}

/** Writes every segment from a number on anew, as its lines are now: what somebody does who knows how seals are made. */
export async function resealFrom(tx: Tx, number: number): Promise<void> {
  const rows = await listSegmentsAfter(tx, 0, 1_000_000);
  let previous = '0'.repeat(64);
  for (const [index, row] of rows.entries()) {
    if (row.number < number) {
      previous = row.digest;
      continue;
    }
    const segment = {
      ...toSegment(row),
      ...digestLines(await listLinesOf(tx, row.number)),
      number: rows[0]!.number + index,
      previous,
    };
    const digest = digestSegment(segment);
    await tx.write(
      `UPDATE audit_segment SET lasting_count = :lc, lasting_digest = :ld, passing_count = :pc, passing_digest = :pd,
       previous = :previous, digest = :digest WHERE number = :number RETURNING number`,
      {
        lc: segment.lasting.count,
        ld: segment.lasting.digest,
        pc: segment.passing.count,
        pd: segment.passing.digest,
        previous,
        digest,
        number: row.number,
      },
    );
    previous = digest;
  }
}

/** The journal before the last anchor, as the one who tampers with it sees it. */
export interface Anchored {
  readonly lines: readonly (StoredLine & { readonly segment: number })[];
  readonly segments: readonly number[];
}
type Tampering = (tx: Tx, journal: Anchored, choose: Chooser) => Promise<void>;

const set = (tx: Tx, column: string, value: string | number | null, id: string): Promise<unknown[]> =>
  tx.write(`UPDATE audit_event SET ${column} = :value WHERE id = :id RETURNING id`, { value, id });
const remove = (tx: Tx, id: string): Promise<unknown[]> =>
  tx.write('DELETE FROM audit_event WHERE id = :id RETURNING id', { id });
const columnOf = {
  at: 'at',
  actor: 'actor',
  action: 'action',
  subject_kind: 'subjectKind',
  subject_id: 'subjectId',
  facts: 'facts',
} as const;
const COLUMNS = Object.keys(columnOf) as (keyof typeof columnOf)[];

/** Every way to tamper with it that we know of, by name. */
export const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  'a line is removed': async (tx, { lines }, choose) => void (await remove(tx, choose.of(lines).id)),
  'a line is removed, and all seals are written anew': async (tx, { lines }, choose) => {
    const { id, segment } = choose.of(lines);
    await remove(tx, id);
    await resealFrom(tx, segment);
  },
  'a line is changed': async (tx, { lines }, choose) => {
    const line = choose.of(lines);
    const column = choose.of(COLUMNS);
    await set(tx, column, `${line[columnOf[column]] ?? ''}x`.slice(-24), line.id);
  },
  'a line is changed, and all seals are written anew': async (tx, { lines }, choose) => {
    const line = choose.of(lines);
    await set(tx, 'actor', 'staff:somebody-else', line.id);
    await resealFrom(tx, line.segment);
  },
  'facts are taken away': async (tx, { lines }, choose) => {
    const with_facts = lines.filter(({ facts }) => facts !== null);
    await set(tx, 'facts', null, choose.of(with_facts).id);
  },
  'two lines change places': async (tx, { lines }, choose) => {
    const a = choose.of(lines);
    const b = choose.of(
      lines.filter(({ at, actor, subjectId }) => at !== a.at || actor !== a.actor || subjectId !== a.subjectId),
    );
    for (const column of COLUMNS) {
      await set(tx, column, b[columnOf[column]], a.id);
      await set(tx, column, a[columnOf[column]], b.id);
    }
  },
  'a line moves to another segment': async (tx, { lines, segments }, choose) => {
    const line = choose.of(lines);
    await set(tx, 'segment', choose.of(segments.filter((number) => number !== line.segment)), line.id);
  },
  'a line leaves its segment': async (tx, { lines }, choose) =>
    void (await set(tx, 'segment', null, choose.of(lines).id)),
  'a line names a segment that is not there': async (tx, { lines }, choose) =>
    void (await set(tx, 'segment', 1_000_000 + choose.below(9), choose.of(lines).id)),
  'a line is added to a segment': async (tx, { lines }, choose) => {
    const { at, actor, action, subjectKind, subjectId, segment } = choose.of(lines);
    await tx.write(
      `INSERT INTO audit_event (id, at, actor, action, subject_kind, subject_id, segment)
       VALUES ('01900000-0000-7000-8000-000000000000', :at, :actor, :action, :subjectKind, :subjectId, :segment) RETURNING id`,
      { at, actor, action, subjectKind, subjectId, segment },
    );
  },
  'a segment is removed with its lines': async (tx, { segments }, choose) => {
    const segment = choose.of(segments);
    await tx.write('DELETE FROM audit_event WHERE segment = :segment RETURNING id', { segment });
    await tx.write('DELETE FROM audit_segment WHERE number = :segment RETURNING number', { segment });
  },
  'a segment is removed with its lines, and all seals are written anew': async (tx, { segments }, choose) => {
    const segment = choose.of(segments);
    await tx.write('DELETE FROM audit_event WHERE segment = :segment RETURNING id', { segment });
    await tx.write('DELETE FROM audit_segment WHERE number = :segment RETURNING number', { segment });
    for (const later of (await listSegmentsAfter(tx, segment, 1_000_000)).map(({ number }) => number)) {
      await tx.write('UPDATE audit_event SET segment = :to WHERE segment = :later RETURNING id', {
        to: later - 1,
        later,
      });
      await tx.write('UPDATE audit_segment SET number = :to WHERE number = :later RETURNING number', {
        to: later - 1,
        later,
      });
    }
    await resealFrom(tx, 1);
  },
  'two segments change places': async (tx, { segments }, choose) => {
    const a = choose.of(segments);
    const b = choose.of(segments.filter((number) => number !== a));
    for (const [from, to] of [
      [a, -1],
      [b, a],
      [-1, b],
    ] as const) {
      await tx.write('UPDATE audit_segment SET number = :to WHERE number = :from RETURNING number', { from, to });
      await tx.write('UPDATE audit_event SET segment = :to WHERE segment = :from RETURNING id', { from, to });
    }
  },
  'a seal is dated otherwise': async (tx, { segments }, choose) =>
    void (await tx.write(
      `UPDATE audit_segment SET sealed_at = '2020-01-01T00:00:00.000Z' WHERE number = :number RETURNING number`,
      { number: choose.of(segments) },
    )),
  'the end is cut off': async (tx, { segments }, choose) => {
    const from = choose.of(segments);
    await tx.write('DELETE FROM audit_event WHERE segment >= :from RETURNING id', { from });
    await tx.write('DELETE FROM audit_segment WHERE number >= :from RETURNING number', { from });
  },
  'everything is removed': async (tx) => {
    for (const table of ['audit_event', 'audit_segment', 'audit_anchor'])
      await tx.write(`DELETE FROM ${table} WHERE 1 = 1`);
  },
};
