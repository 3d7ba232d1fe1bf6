import { DataSource } from 'typeorm';
import { describe, expect, it } from '../support/runner.js';
import { dataSourceOptions } from '../../src/foundation/platform/database/index.js';
import { MIGRATIONS } from '../../src/foundation/platform/database/migrations/index.js';
import { createTestApp, DATABASES, freshDatabase } from '../support/app.js';
import { jobsOf, runDueJobs } from '../support/kept.js';
import { everyWord, rowsOf } from '../support/sql.js';

const COLUMNS = JSON.stringify([
  { header: 'Nom', use: 'childSurname' },
  { header: 'Observations', use: 'observations' },
]);
const PROBLEMS = JSON.stringify([{ field: 'days', value: 'suivi CAMSP le lundi', reason: 'not_days' }]);

describe.each(DATABASES)('lines that were kept with words on health (%s)', (kind) => {
  it('are left without them after the update, once, with a trace in the journal; the others stay as they were', async () => {
    const target = await freshDatabase(kind);
    try {
      const source = await new DataSource({
        ...dataSourceOptions(target.config, [], 'writer'),
        migrations: MIGRATIONS.filter((one) => !new one().name!.startsWith('HealthInLines')),
      }).initialize();
      await source.runMigrations();
      for (const [id, columns] of [
        ['known', `'${COLUMNS}'`],
        ['unknown', 'NULL'],
      ])
        await source.query(
          `INSERT INTO import_batch (id, at, file_name, encoding, separator, imported_by, rows, columns)
           VALUES ('${id}', '2026-10-01T08:00:00.000Z', 'liste.csv', 'utf8', ';', 'staff', 3, ${columns})`,
        );
      for (const [id, batch, line, raw] of [
        ['a', 'known', 2, 'Sureau;AEEH demandée, rappeler'],
        ['b', 'known', 3, 'Pai;rappeler le soir'],
        ['c', 'unknown', 2, 'Tilleul;épilepsie;0611000001'],
        ['d', 'unknown', 3, ''],
        ['e', 'known', 4, 'Orme;oxygène la nuit'],
      ])
        await source.query(
          `INSERT INTO import_row (id, batch_id, line, raw, fingerprint, outcome, problems)
           VALUES ('${id}', '${batch}', ${line}, '${raw}', 'print-${id}', 'created', '${id === 'b' ? PROBLEMS : '[]'}')`,
        );
      await source.destroy();

      const app = await createTestApp(target.config);
      await app.init();
      await runDueJobs(app);
      const kept = (): Promise<object[]> =>
        rowsOf(target.config, 'SELECT id, raw, fingerprint FROM import_row ORDER BY id');
      expect(await kept()).toEqual([
        { id: 'a', raw: 'Sureau;besoin d’adaptation (détail de santé non conservé)', fingerprint: 'print-a' },
        { id: 'b', raw: 'Pai;rappeler le soir', fingerprint: 'print-b' },
        {
          id: 'c',
          raw: 'Tilleul;besoin d’adaptation (détail de santé non conservé);0611000001',
          fingerprint: 'print-c',
        },
        { id: 'd', raw: '', fingerprint: 'print-d' },
        { id: 'e', raw: 'Orme;besoin d’adaptation (détail de santé non conservé)', fingerprint: 'print-e' },
      ]);
      expect(await everyWord(target.config)).not.toMatch(/AEEH|épilepsie|CAMSP/);
      const journal = () =>
        rowsOf<{ subject_id: string }>(
          target.config,
          `SELECT subject_id FROM audit_event WHERE action = 'import.leave-out-health' ORDER BY subject_id`,
        );
      expect((await journal()).map((row) => row.subject_id)).toEqual(['known', 'unknown']);
      expect((await jobsOf(app, 'triage.health-in-lines')).map(({ state }) => state)).toEqual(['done', 'done']);
      await app.close();

      const again = await createTestApp(target.config);
      await again.init();
      await runDueJobs(again);
      expect(await journal()).toHaveLength(2);
      await again.close();
    } finally {
      await target.drop();
    }
  });
});
