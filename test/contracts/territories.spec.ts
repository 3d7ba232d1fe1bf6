import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Setting } from '../../src/foundation/platform/settings/setting.entity.js';
import { TerritoryRow } from '../../src/foundation/platform/territory/territory-row.entity.js';
import { readTerritoryData } from '../../src/territory/territory/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { seedCommissions } from '../support/commission.js';

const { territory } = readTerritoryData('data');
const NAMING = ['commune', 'living_area', 'first_desk', 'body', 'criteria_grid', 'setting', 'staff_account'];

describe.each(DATABASES)('the territory (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    reader = test.app.get(Reader);
    await test.app.get(UnitOfWork).run((tx) => tx.insert(Setting, { name: 'said.by.nobody', value: 1 }));
  });
  afterAll(() => test.close());

  it('is the one of the reference data', async () => {
    expect(await reader.find(TerritoryRow)).toEqual([territory]);
    await test.app.get(UnitOfWork).run(async (tx) => expect(tx.territoryId).toBe(territory.id));
  });

  it.each(NAMING)('is named by each row of %s', async (table) => {
    const rows = await reader.sql<{ territoryId: string }>(`SELECT territory_id AS "territoryId" FROM ${table}`);
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ territoryId }) => territoryId))).toEqual(new Set([territory.id]));
  });

  it('has its own settings and its own versions of a grid: another one’s have the same names', async () => {
    const unit = test.app.get(UnitOfWork);
    // The unit of work names the territory of whoever acts; the default of the column would name the first.
    const insert = (territoryId: string) =>
      unit.run((tx) => Object.assign(tx, { territoryId }).insert(Setting, { name: 'said.by.nobody', value: 2 }));
    const copyGrid = (owner: string, id: string) =>
      unit.run((tx) =>
        tx.write(
          `INSERT INTO criteria_grid (id, territory_id, code, version, status, content)
            SELECT :id, :owner, code, version, 'draft', content FROM criteria_grid WHERE version = 1 AND territory_id = :first
            RETURNING id`,
          { id, owner, first: territory.id },
        ),
      );
    await insert('another');
    expect(await copyGrid('another', 'grid-of-another')).toHaveLength(1);
    // By what it says: the driver's error is of the realm that loaded the driver first.
    const refused = { message: expect.stringMatching(/unique/i) };
    await expect(insert('another')).rejects.toMatchObject(refused);
    await expect(copyGrid('another', 'grid-again')).rejects.toMatchObject(refused);
    await unit.run((tx) => tx.delete(Setting, { territoryId: 'another' }));
  });
});
