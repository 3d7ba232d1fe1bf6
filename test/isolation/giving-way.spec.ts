import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Setting } from '../../src/foundation/platform/settings/setting.entity.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';

describe.each(DATABASES)('a unit of many statements (%s)', (kind) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp(kind);
  });
  afterAll(() => test.close());

  // @asvs 15.2.2
  it('lets others be answered between two of them, who see nothing of it before it is committed', async () => {
    const reader = test.app.get(Reader);
    const seen: number[] = [];
    let done = false;
    const others = (async () => {
      while (!done) {
        seen.push((await reader.sql(`SELECT name FROM setting WHERE name LIKE 'way.%'`)).length);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    await test.app.get(UnitOfWork).run(async (tx) => {
      for (let statement = 0; statement < 20; statement += 1) {
        await tx.insert(Setting, { name: `way.${statement}`, value: statement });
        // What a unit works out between two statements.
        const until = performance.now() + 10;
        while (performance.now() < until);
      }
      done = true;
    });
    await others;
    expect(seen.length).toBeGreaterThan(5);
    expect(new Set(seen)).toEqual(new Set([0]));
    expect(await reader.sql(`SELECT name FROM setting WHERE name LIKE 'way.%'`)).toHaveLength(20);
  });
});
