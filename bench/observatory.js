/**
 * What the pages of the observatory read, with few and with many requests: each table for a month, a quarter, a
 * school year and the month under way, and the first pages of the list behind each number. Both databases are asked in
 * turn. The floor is the one statement that adds up the months of a table, run on the file itself.
 */
import { NestFactory } from '@nestjs/core';
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, openDesk, productionEnv } from '../test/chaos/server.js';
import { generateDossiers, openBulk } from '../test/support/population/index.js';

const REQUESTS_PER_FAMILY = 1.15;
const TODAY = new Date().toISOString().slice(0, 10);
const PERIODS = [
  { from: '2026-10-01', to: '2026-10-31' },
  { from: '2026-07-01', to: '2026-09-30' },
  { from: '2025-09-01', to: '2026-08-31' },
  { from: `${TODAY.slice(0, 7)}-01`, to: TODAY },
];

/** A database of so many requests whose figures are written, and what reads them. */
async function world(folder, requests) {
  const { AppModule } = await import('../dist/app.module.js');
  const { readConfig } = await import('../dist/foundation/config/index.js');
  const { SqlQueueDriver } = await import('../dist/foundation/platform/queue/index.js');
  const { Reporting } = await import('../dist/reporting/reporting/index.js');
  const env = productionEnv({ port: await freePort(), sqlite: join(folder, `${requests}.sqlite`) });
  openDesk(env);
  const bulk = await openBulk(env);
  await generateDossiers(bulk, Math.round(requests / REQUESTS_PER_FAMILY), { now: new Date().toISOString() });
  await bulk.close();
  const app = await NestFactory.createApplicationContext(AppModule.with(readConfig('tool', env)), { logger: false });
  const began = performance.now();
  while ((await app.get(SqlQueueDriver).runDue()) > 0);
  const rebuildSeconds = (performance.now() - began) / 1000;
  return {
    app,
    reporting: app.get(Reporting),
    file: new Database(env.SQLITE_FILE, { readonly: true }),
    rebuildSeconds,
  };
}

async function readings({ reporting }, { FIGURE_TABLES, FAMILY_STATUSES }) {
  const pages = [];
  for (const status of FAMILY_STATUSES) {
    const [last] = (await reporting.listFamilies({ status })).slice(-1);
    pages.push(() => reporting.listFamilies({ status }));
    if (last) pages.push(() => reporting.listFamilies({ status }, last));
    pages.push(() => reporting.listFamilies({ status, communeCode: '71306' }));
  }
  for (const because of ['desk', 'incomplete', 'family', 'refusedOffer', 'noOffer'])
    pages.push(() => reporting.listFamilies({ status: 'without', because }));
  return {
    tables: FIGURE_TABLES.flatMap(({ id }) => PERIODS.map((period) => () => reporting.readTable(id, period))),
    pages,
  };
}

const timed = async (read) => {
  const began = performance.now();
  await read();
  return performance.now() - began;
};
const p95 = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)];
const rounded = (number) => Number(number.toFixed(2));

export async function benchObservatory({ few = 2000, many = 20_000, rounds = 10 } = {}) {
  const { FIGURE_TABLES } = await import('../dist/reporting/reporting/domain/figure-tables.js');
  const { FAMILY_STATUSES } = await import('../dist/reporting/reporting/index.js');
  const folder = mkdtempSync(join(tmpdir(), 'marelle-observatory-'));
  const worlds = { few: await world(folder, few), many: await world(folder, many) };
  const result = { name: 'observatory', few, many, wantedGrowth: 1.5, failed: 0 };
  try {
    const floor = worlds.many.file.prepare(
      `SELECT member, category, SUM(change) FROM month_figure
       WHERE figure = 'entered' AND dimension = 'commune' AND period >= '2025-09' AND period <= '2026-08'
       GROUP BY member, category`,
    );
    const asked = {};
    for (const [name, side] of Object.entries(worlds))
      asked[name] = await readings(side, { FIGURE_TABLES, FAMILY_STATUSES });
    const times = { few: { tables: [], pages: [] }, many: { tables: [], pages: [] } };
    const floors = [];
    // The first two rounds warm both.
    for (let round = 0; round < rounds + 2; round += 1)
      for (const kind of ['tables', 'pages'])
        for (let index = 0; index < asked.many[kind].length; index += 1)
          for (const name of ['few', 'many']) {
            const read = asked[name][kind][index % asked[name][kind].length];
            const millis = await timed(read);
            if (round >= 2) times[name][kind].push(millis);
            if (round >= 2) floors.push(await timed(() => floor.all()));
          }
    for (const kind of ['tables', 'pages']) {
      const [small, large] = [p95(times.few[kind]), p95(times.many[kind])];
      result[kind] = { fewP95Millis: rounded(small), manyP95Millis: rounded(large), growth: rounded(large / small) };
    }
    result.floorP95Millis = rounded(p95(floors));
    result.rebuildRequestsPerSecond = Math.round(many / worlds.many.rebuildSeconds);
  } finally {
    for (const { app, file } of Object.values(worlds)) {
      file.close();
      await app.close();
    }
    rmSync(folder, { recursive: true, force: true });
  }
  return result;
}
