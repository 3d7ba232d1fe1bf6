import { afterAll, beforeAll, describe, expect, it, jest } from '../support/runner.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { Parent } from '../support/parent.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

/**
 * On SQLite a unit waits for the one writer: a page that is only read does not. The row of a read in the audit is the
 * one exception (domain.md §11).
 */
describe('a page that is read opens no unit of work', () => {
  let test: TestApp;
  let parent: Parent;
  let agent: Browser;
  let id: string;

  beforeAll(async () => {
    test = await startApp('sqlite');
    await seedWorld(test.app);
    parent = new Parent(test.app);
    await parent.deposit();
    id = (await test.app.get(Reader).find(ChildRequest))[0]!.id;
    agent = new Browser(test.app);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
  });
  afterAll(() => test.close());

  const opened = async (browser: Browser, path: string): Promise<[number, string[]]> => {
    const units: string[] = [];
    const unitOfWork = test.app.get(UnitOfWork);
    const run = unitOfWork.run.bind(unitOfWork);
    const spy = jest.spyOn(unitOfWork, 'run').mockImplementation((work) => {
      const from =
        new Error()
          .stack!.split('\n')
          .slice(2)
          .find((line) => line.includes('/src/') && !line.includes('/platform/database/')) ?? 'unknown';
      if (!from.includes('/platform/audit/')) units.push(from.trim());
      return run(work);
    });
    const { status } = await browser.get(path);
    spy.mockRestore();
    return [status, units];
  };

  // @asvs 3.5.3
  it.each([
    '',
    '/effacement',
    '/demandes/:id/reponses/besoin',
    '/demandes/:id/reponses/enfant',
    '/demandes/:id/retirer',
    '/demandes/:id/solution',
  ])('a family at /mon-dossier%s', async (path) => {
    expect(await opened(parent.browser, `/mon-dossier${path.replace(':id', id)}`)).toEqual([200, []]);
  });

  it.each(['/rpe', '/rpe/demandes/:id', '/rpe/doublons', '/rpe/imports', '/rpe/sollicitations', '/messages'])(
    'an agent at %s',
    async (path) => {
      expect(await opened(agent, path.replace(':id', id))).toEqual([200, []]);
    },
  );

  it.each(['/', '/comment-ca-marche', '/suivre', '/points-obtenus', '/donnees-personnelles'])(
    'anybody at %s',
    async (path) => {
      const [status, units] = await opened(new Browser(test.app), path);
      expect([status < 500, units]).toEqual([true, []]);
    },
  );
});
