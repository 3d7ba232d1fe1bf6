import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { Settings } from '../../src/foundation/platform/settings/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { expectRefusal, type Page } from '../support/page.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

const HOME = '/administration/reglages';

describe.each(DATABASES)('the settings of the territory (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  const signedIn = async (key: string): Promise<Browser> => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[key]!.email, PASSWORD);
    return browser;
  };
  const asks = async (filled: Record<string, string>, browser = coordinator): Promise<Page> => {
    const page = await browser.opens(HOME);
    return browser.presses(page.button('Voir ce qui change'), filled);
  };
  const confirms = (page: Page, browser = coordinator): Promise<Page> => browser.presses(page.button('Changer'));
  const get = (name: 'offerDays' | 'noSolutionHorizonWeeks' | 'silenceMonths') => test.app.get(Settings).get(name);

  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
  });
  beforeEach(async () => {
    coordinator = await signedIn('coordinator');
  });
  afterAll(() => test.close());

  it('are shown with what follows before anything changes, then change, with who changed them', async () => {
    const preview = await asks({ offerDays: '15', noSolutionHorizonWeeks: '6' });
    expect(preview.text).toContain('10 jours → 15 jours');
    expect(preview.text).toContain('Les offres déjà faites gardent leur dernier jour.');
    expect(preview.text).toContain('8 semaines → 6 semaines');
    expect(preview.text).not.toContain('Ce que vaut le silence');
    expect([await get('offerDays'), await get('noSolutionHorizonWeeks')]).toEqual([10, 8]);
    const done = await confirms(preview);
    expect(done.text).toContain('Les réglages sont changés.');
    expect([await get('offerDays'), await get('noSolutionHorizonWeeks')]).toEqual([15, 6]);
    expect(done.table('Derniers changements').map(([, who, what]) => [who, what])).toEqual(
      expect.arrayContaining([
        ['Coordinatrice', expect.stringContaining('15 jours (avant : 10 jours)')],
        ['Coordinatrice', expect.stringContaining('6 semaines (avant : 8 semaines)')],
      ]),
    );
    expect(await test.app.get(Reader).count(AuditEvent, { action: 'setting.change' })).toBe(2);
  });

  it('are taken back after the same page; what is so already is said', async () => {
    const page = await coordinator.opens(HOME);
    const links = page.links.filter(({ href }) => href.startsWith(`${HOME}/retour/`));
    const previews = await Promise.all(links.map(({ href }) => coordinator.opens(href)));
    const offer = previews.findIndex(({ text }) => text.includes('15 jours → 10 jours'));
    await confirms(previews[offer]!);
    expect(await get('offerDays')).toBe(10);
    expect((await coordinator.opens(links[offer]!.href)).text).toContain('C’est déjà le réglage en cours.');
    expect((await coordinator.opens(`${HOME}/retour/nobody`)).status).toBe(404);
  });

  it('that are no setting are refused at their field, and the input is kept', async () => {
    const wrong = await asks({ offerDays: '2', noSolutionHorizonWeeks: 'x', territoryName: '' });
    expect(wrong.status).toBe(422);
    expect(Object.keys(wrong.errors)).toEqual(expect.arrayContaining(['territoryName', 'noSolutionHorizonWeeks']));
    expect(wrong.button('Voir ce qui change').form.value('noSolutionHorizonWeeks')).toBe('x');
    expectRefusal(await asks({ offerDays: '2' }), 'Écrivez un nombre de 3 à 60.');
    expectRefusal(await asks({ offerDays: '' }), 'Écrivez le délai pour répondre à une offre, en jours.');
    expectRefusal(await asks({ noSolutionHorizonWeeks: '' }), 'Écrivez l’horizon des familles sans solution');
    expectRefusal(await asks({}), 'Aucun réglage n’a changé.');
  });

  it('changed by two at once are changed by one; the other keeps its input', async () => {
    const other = await signedIn('administrator');
    const [first, second] = [
      await asks({ silenceMonths: '4' }),
      await asks({ offerDays: '20', silenceMonths: '4' }, other),
    ];
    await confirms(first);
    const refused = await confirms(second, other);
    expectRefusal(refused, 'Quelqu’un a changé un réglage', 409);
    expect(refused.button('Voir ce qui change').form.value('offerDays')).toBe('20');
    expect([await get('offerDays'), await get('silenceMonths')]).toEqual([10, 4]);
  });

  it('name the territory on every page at once, that of a stranger too', async () => {
    const stranger = new Browser(test.app);
    expect((await stranger.opens('/accessibilite')).text).toContain('Bassin sud');
    await confirms(await asks({ territoryName: 'Vallée de la Bourbince' }));
    expect((await coordinator.opens(HOME)).text).toContain('Vallée de la Bourbince');
    expect((await new Browser(test.app).opens('/mentions-legales')).text).toContain('Vallée de la Bourbince');
  });

  it('are the coordinator’s and the administrator’s', async () => {
    for (const key of ['agent', 'director', 'member']) expect((await (await signedIn(key)).get(HOME)).status).toBe(404);
  });
});
