import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { clockOf } from '../support/commission.js';
import { ADULT, BORN, NEED, Parent } from '../support/parent.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

const dayFields = (name: string, day: string): Record<string, string> => {
  const [year, month, date] = day.split('-') as [string, string, string];
  return { [`${name}Day`]: date, [`${name}Month`]: month, [`${name}Year`]: year };
};

/** What a family answers about its days is read by people and by the sessions, and it is told by whom (domain.md §5). */
describe.each(DATABASES)('the dates between which a family could start (%s)', (kind) => {
  let test: TestApp;
  let request: ChildRequest;
  beforeAll(async () => {
    test = await startApp(kind);
    clockOf(test.app).travelTo('2026-11-25T09:00:00.000Z');
    await seedWorld(test.app);
    const parent = new Parent(test.app);
    await parent.start();
    await parent.family(ADULT);
    await parent.child(1, BORN);
    await parent.fill('besoin/1', {
      ...NEED,
      ...dayFields('earliestFrom', '2027-02-01'),
      ...dayFields('latestFrom', '2027-05-03'),
      weeksPerYear: '46',
    });
    await parent.send();
    request = (await test.app.get(Reader).findOne(ChildRequest, { surname: 'Ferreira' }))!;
  });
  afterAll(() => test.close());

  const pageOf = async (who: string, url: string): Promise<string> => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[who]!.email, PASSWORD);
    return textOf((await browser.get(url)).html);
  };

  it.each([
    ['agent', (id: string) => `/rpe/demandes/${id}`],
    ['director', (id: string) => `/eaje/demandes/${id}`],
  ])('are read by the %s, with the weeks of a year', async (who, url) => {
    const page = await pageOf(who, url(request.id));
    expect(page).toMatch(/Entrée au plus tôt\s+1er février 2027/);
    expect(page).toMatch(/Entrée au plus tard\s+3 mai 2027/);
    expect(page).toMatch(/Semaines par an\s+46/);
  });

  it('are said to take nothing away, where they are asked and on the page of the rules', async () => {
    const parent = new Parent(test.app);
    await parent.start();
    const asked = textOf((await parent.browser.get(`${parent.draft}/besoin/1`)).html);
    expect(asked).toContain('Cela ne vous retire rien : vous gardez votre rang et vos points');
    expect(asked).toContain('Il ne change pas vos points.');
    const rules = textOf((await parent.browser.get('/comment-ca-marche')).html);
    expect(rules).toContain('elle cherche aussi une place qui se libère plus tard, jusqu’au jour que vous donnez');
  });
});
