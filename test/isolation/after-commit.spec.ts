import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Setting } from '../../src/foundation/platform/settings/setting.entity.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';

describe.each(DATABASES)('a hook that throws after the commit (%s)', (kind) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp(kind);
  });
  afterAll(() => test.close());

  it('ends neither its unit, nor the other hooks, nor the units that share its commit', async () => {
    const told: string[] = [];
    const unit = (name: string) =>
      test.app.get(UnitOfWork).run(async (tx) => {
        await tx.insert(Setting, { name: `hook.${name}`, value: 1 });
        if (name === 'b')
          tx.afterCommit(() => {
            throw new Error('a listener is ill');
          });
        tx.afterCommit(() => told.push(name));
        return name;
      });
    expect(await Promise.all(['a', 'b', 'c'].map(unit))).toEqual(['a', 'b', 'c']);
    expect([...told].sort()).toEqual(['a', 'b', 'c']);
    expect(await unit('d')).toBe('d');
    const rows = await test.app
      .get(Reader)
      .sql<{ name: string }>(`SELECT name FROM setting WHERE name LIKE 'hook.%' ORDER BY name`);
    expect(rows.map(({ name }) => name)).toEqual(['hook.a', 'hook.b', 'hook.c', 'hook.d']);
  });
});
