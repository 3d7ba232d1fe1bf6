import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { dayOf } from '../../src/foundation/kernel/time.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { FiguresFromHistory, Reporting } from '../../src/reporting/reporting/index.js';
import { ListImport } from '../../src/lists/waiting-lists/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { clockOf } from '../support/commission.js';
import { runDueJobs } from '../support/kept.js';
import { seedWorld } from '../support/seed.js';

const MONTHS = { from: '2024-01', to: '2026-12' };
type Tables = Awaited<ReturnType<FiguresFromHistory['computeTables']>>;

/** Three old lists come in, a week after the other. Some of their children are on two of them, under two dates. */
describe.each(DATABASES)('children who are on two old lists (%s)', (kind) => {
  let test: TestApp;
  let toldOn: { day: string; tables: Tables }[];
  const computeTables = (asKnown?: string): Promise<Tables> =>
    test.app.get(FiguresFromHistory).computeTables(asKnown === undefined ? MONTHS : { ...MONTHS, asKnown });

  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
    toldOn = [];
    for (const [list, day] of [
      ['montceau.csv', '2026-11-02'],
      ['blanzy.csv', '2026-11-09'],
      ['saint-vallier.csv', '2026-11-16'],
    ] as const) {
      clockOf(test.app).travelTo(`${day}T09:00:00.000Z`);
      await test.app.get(ListImport).importFile(list, readFileSync(`data/waiting-lists/${list}`));
      await runDueJobs(test.app);
      toldOn.push({ day, tables: await computeTables() });
    }
  }, 240_000);
  afterAll(() => test.close());

  it('are received once, in the month of the older date, and are arrivals on the other', async () => {
    const requests = await test.app.get(Reader).find(ChildRequest, {});
    const received: Record<string, number> = {};
    for (const { submittedAt } of requests) {
      const month = dayOf(submittedAt).slice(0, 7);
      received[month] = (received[month] ?? 0) + 1;
    }
    const tables = await computeTables();
    for (const [month, { received: told }] of Object.entries(tables))
      expect([month, told]).toEqual([month, received[month] ?? 0]);
    expect(Object.values(tables).reduce((sum, { arrivals }) => sum + arrivals, 0)).toBeGreaterThan(20);
  });

  it('stand in the tables that pages read as in those that are computed anew', async () => {
    const period = { from: '2024-01-01', to: '2026-12-31' };
    for (const figure of ['received', 'arrivals'] as const) {
      const [row] = await test.app.get(Reporting).readTable(figure, period);
      const told = Object.values(await computeTables()).reduce((sum, tables) => sum + tables[figure], 0);
      expect([figure, row?.counts['']]).toEqual([figure, told]);
    }
  });

  it('are known from the day on which each list came in: an earlier day is told as it was told then', async () => {
    for (const { day, tables } of toldOn) expect([day, await computeTables(day)]).toEqual([day, tables]);
  });
});
