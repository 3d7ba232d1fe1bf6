import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { NeededFirst, Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { Setting } from '../../src/foundation/platform/settings/setting.entity.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';

describe.each(DATABASES)('a unit that needs something first (%s)', (kind) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp(kind);
  });
  afterAll(() => test.close());

  const unit = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  const names = async (like: string): Promise<string[]> =>
    (
      await test.app
        .get(Reader)
        .sql<{ name: string }>('SELECT name FROM setting WHERE name LIKE :like ORDER BY name', { like })
    ).map(({ name }) => name);

  it('is undone, holds nobody up while it is made, and runs again from its beginning', async () => {
    let made: string | null = null;
    const told: string[] = [];
    const begun: number[] = [];
    await unit(async (tx) => {
      begun.push(tx.timesBegun);
      await tx.insert(Setting, { name: `first.${begun.length}`, value: 1 });
      tx.afterCommit(() => told.push(`time ${begun.length}`));
      const needed = made;
      if (needed === null) {
        throw new NeededFirst(async () => {
          // It would wait for ever if the unit still held what this one writes.
          await unit((other) => other.insert(Setting, { name: 'first.between', value: 1 }));
          made = 'made';
        });
      }
    });
    expect([begun, told, await names('first.%')]).toEqual([[1, 2], ['time 2'], ['first.2', 'first.between']]);
  });

  it('is not swallowed by what attempts a part of it', async () => {
    let made = false;
    const attempted = await unit((tx) =>
      tx.attempt(async () => {
        if (!made)
          throw new NeededFirst(async () => {
            await Promise.resolve();
            made = true;
          });
        return 'done';
      }),
    );
    expect(attempted).toEqual({ ok: true, value: 'done' });
  });

  it('fails with what making it threw', async () => {
    await expect(
      unit(() => Promise.reject(new NeededFirst(() => Promise.reject(new Error('cannot be made'))))),
    ).rejects.toThrow('cannot be made');
  });
});
