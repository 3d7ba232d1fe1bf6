import { describe, expect, it } from '../support/runner.js';
import { MIGRATIONS } from '../../src/foundation/platform/database/migrations/index.js';
import { DATABASES } from '../support/app.js';
import { MigratedDatabase } from '../support/migrated-database.js';

describe.each(DATABASES)('the migration that gives a child one seat (%s)', (kind) => {
  it('keeps, in a database where two lines of one child had crossed, the days of the later one: the others come free', async () => {
    const database = await MigratedDatabase.before(kind, 'OneSeatAChild1795705000000');
    const rows = (sql: string) => database.rows(sql);
    try {
      await rows(
        `INSERT INTO provider (id, kind, name, commune_code, authorised_capacity, capacity_assumed)
          VALUES ('ma', 'establishment', 'ma', '71306', 20, ${kind === 'postgres' ? 'true' : '1'})`,
      );
      for (const code of ['babies', 'toddlers'])
        await rows(
          `INSERT INTO section (id, provider_id, code, age_from_months, age_to_months) VALUES ('ma:${code}', 'ma', '${code}', 0, 40)`,
        );
      const place = (id: string, section: string, request: string, from: string, to: string) =>
        rows(
          `INSERT INTO placement (id, section_id, request_id, "from", "to", slots, state, birth_date, created_at)
            VALUES ('${id}', 'ma:${section}', ${request}, '${from}', '${to}', 3, 'held', '2026-01-10', '2026-12-01T00:00:00.000Z')`,
        );
      await place('old', 'babies', `'one'`, '2026-12-07', '2027-02-28');
      await place('next', 'toddlers', `'one'`, '2027-02-01', '2027-08-31');
      await place('before', 'babies', 'NULL', '2026-12-07', '2027-01-31');
      await place('after', 'toddlers', 'NULL', '2027-02-01', '2027-08-31');
      for (const [section, day, held] of [
        ['babies', '2027-01-25', 2],
        ['babies', '2027-02-01', 1],
        ['toddlers', '2027-02-01', 2],
      ] as const) {
        await rows(
          `INSERT INTO seat_ledger (section_id, day, half, weekday, places, held) VALUES ('ma:${section}', '${day}', 0, 1, 5, ${held})`,
        );
      }
      await database.migrate(MIGRATIONS);
      expect(await rows('SELECT id, child_id, "to" FROM placement ORDER BY id')).toEqual([
        { id: 'after', child_id: 'before', to: '2027-08-31' },
        { id: 'before', child_id: 'before', to: '2027-01-31' },
        { id: 'next', child_id: 'one', to: '2027-08-31' },
        { id: 'old', child_id: 'one', to: '2027-01-31' },
      ]);
      expect(await rows('SELECT day, held FROM seat_ledger ORDER BY section_id, day')).toEqual([
        { day: '2027-01-25', held: 2 },
        { day: '2027-02-01', held: 0 },
        { day: '2027-02-01', held: 2 },
      ]);
    } finally {
      await database.drop();
    }
  });
});
