import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { type Day } from '../../src/foundation/kernel/time.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Queue } from '../../src/foundation/platform/queue/index.js';
import { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { courseOf } from '../../src/reporting/reporting/domain/family-course.js';
import type { FamilyHistory } from '../../src/reporting/reporting/domain/family-history.js';
import { changesBetween, type FigureChange } from '../../src/reporting/reporting/domain/figure-changes.js';
import { categoriesOf, type FigureRow } from '../../src/reporting/reporting/domain/figure-rows.js';
import { FIGURE_TABLES, type FigureTable } from '../../src/reporting/reporting/domain/figure-tables.js';
import { FAMILY_STATUSES } from '../../src/reporting/reporting/domain/family-status.js';
import { talliesOf } from '../../src/reporting/reporting/domain/tallies.js';
import { WITHOUT_CAUSES } from '../../src/reporting/reporting/domain/without-because.js';
import { MonthSums } from '../../src/reporting/reporting/domain/month-tables.js';
import { FiguresFromHistory, Reporting } from '../../src/reporting/reporting/index.js';
import { Territory } from '../../src/territory/territory/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { randomHistories } from '../support/histories/random-histories.js';
import { writeHistory } from '../support/histories/write-histories.js';
import { anyJob } from '../support/jobs.js';
import { runDueJobs } from '../support/kept.js';
import { seedWorld } from '../support/seed.js';

/** Sixty families each time, or as many as asked for; others with another seed. */
const COUNT = Number(process.env['HISTORIES'] ?? 60);
const SEED = Number(process.env['SEED'] ?? 1913);
const HORIZON = 8;
const TODAY = '2026-10-15';
/**
 * A month, a quarter, a school year, some days of a month and fewer, from one middle to another, the month under way,
 * and a year that is not over.
 */
const PERIODS = [
  { from: '2026-03-01', to: '2026-03-31' },
  { from: '2026-04-01', to: '2026-06-30' },
  { from: '2025-09-01', to: '2026-08-31' },
  { from: '2026-05-04', to: '2026-05-20' },
  { from: '2026-05-04', to: '2026-05-06' },
  { from: '2026-02-11', to: '2026-09-09' },
  { from: '2026-02-20', to: '2026-09-20' },
  { from: '2026-10-01', to: TODAY },
  { from: '2026-01-01', to: '2026-12-31' },
];

describe.each(DATABASES)(`the figures of ${COUNT} random families (%s)`, (kind) => {
  const families = randomHistories(COUNT, SEED);
  const { days } = changesBetween(
    [],
    families.flatMap((family) => talliesOf(family, HORIZON)),
  );
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp(kind);
    (test.app.get(Clock) as TravellingClock).travelTo(`${TODAY}T09:00:00.000Z`);
    await seedWorld(test.app);
    for (let start = 0; start < families.length; start += 50)
      await test.app.get(UnitOfWork).run(async (tx) => {
        for (const family of families.slice(start, start + 50)) await writeHistory(tx, family);
      });
    const planned = { key: 'reporting:rebuild' };
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(Queue).plan(tx, anyJob('reporting.rebuild'), { after: '' }, planned));
    await runDueJobs(test.app);
  }, 600_000);
  afterAll(() => test.close());

  it('computed anew from the database are those of the histories, month by month, as known now and then', async () => {
    const communes = test.app
      .get(Territory)
      .communes()
      .map(({ code }) => code);
    for (const asKnown of [undefined, '2026-04-30', '2026-07-14']) {
      const options = {
        from: '2026-01',
        to: '2026-12',
        all: true as const,
        ...(asKnown === undefined ? {} : { asKnown }),
      };
      const computed = await test.app.get(FiguresFromHistory).computeTables(options);
      const sums = new MonthSums({ ...options, horizonWeeks: HORIZON });
      for (const family of families) sums.addFamily(family);
      for (const [month, tables] of Object.entries(sums.tables(communes))) {
        const { sessions, ...families } = computed[month]!;
        expect([month, families]).toEqual([month, tables]);
        expect(sessions).toMatchObject({ sessions: 0, cases: 0 });
      }
    }
  });

  it('kept for pages are those of the histories, in every table and period', async () => {
    for (const table of FIGURE_TABLES)
      for (const period of PERIODS)
        expect([table.id, period, await test.app.get(Reporting).readTable(table.id, period)]).toEqual([
          table.id,
          period,
          replayed(days, table, period),
        ]);
  });

  it('lead to their families: each list is as long as its number, and names who is counted', async () => {
    const reporting = test.app.get(Reporting);
    const [row] = await reporting.readTable('status', { from: TODAY, to: TODAY });
    for (const status of FAMILY_STATUSES) {
      const listed = await allListed(reporting, { status });
      expect([status, listed.length]).toEqual([status, row?.counts[status] ?? 0]);
      expect(listed.sort()).toEqual(
        families
          .filter((family) => statusOn(family, TODAY) === status)
          .map(({ id }) => id)
          .sort(),
      );
    }
    const [causes] = await reporting.readTable('because', { from: TODAY, to: TODAY });
    for (const because of WITHOUT_CAUSES)
      expect([because, (await allListed(reporting, { status: 'without', because })).length]).toEqual([
        because,
        causes?.counts[because] ?? 0,
      ]);
    // No figure is kept of a cause and a refusal together: these are counted.
    const both = WITHOUT_CAUSES.flatMap((because) =>
      (['amongWishes', 'outsideWishes'] as const).map((refused) => ({ status: 'without', because, refused }) as const),
    );
    const counts = await Promise.all(both.map((filter) => reporting.countFamilies(filter)));
    expect(counts).toEqual(await Promise.all(both.map(async (filter) => (await allListed(reporting, filter)).length)));
    expect(Math.max(...counts)).toBeGreaterThan(0);
  });
});

function replayed(
  days: readonly FigureChange[],
  { figures, dimension, measure }: FigureTable,
  { from, to }: { readonly from: Day; readonly to: Day },
): FigureRow[] {
  const counted = days.filter(
    (change) =>
      figures.includes(change.figure) &&
      change.dimension === dimension &&
      change.period <= to &&
      (measure === 'level' || change.period >= from),
  );
  return categoriesOf(counted, measure);
}

const statusOn = (family: FamilyHistory, day: Day): string | undefined =>
  courseOf(family, HORIZON).findLast((change) => change.day <= day)?.after?.status;

async function allListed(reporting: Reporting, filter: Parameters<Reporting['listFamilies']>[0]): Promise<string[]> {
  const ids: string[] = [];
  let page = await reporting.listFamilies(filter);
  while (page.length > 0) {
    ids.push(...page.map(({ dossierId }) => dossierId));
    page = await reporting.listFamilies(filter, page.at(-1)!);
  }
  return ids;
}
