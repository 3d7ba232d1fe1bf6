import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, seedCommissions, theChairHasASignIn } from '../support/commission.js';
import { aChild, aForm } from '../support/forms.js';
import { runDueJobs } from '../support/kept.js';
import { textOfPdf } from '../support/pdf.js';
import { signedIn } from '../support/people.js';

const LIST = '/conseils';
const MONTCEAU = `${LIST}/71306`;

const livingIn = (communeCode: string, nth: number) => ({
  ...aForm().adults[0]!,
  surname: `Voisin${nth}`,
  email: `voisin.${nth}@exemple.fr`,
  phone: `06990000${nth}0`,
  communeCode,
});

describe.each(DATABASES)('the page of a commune for its council (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;

  /** In October 2026: seven families of Montceau, three of Blanzy and three of Saint-Vallier. */
  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo('2026-09-15T08:00:00.000Z');
    for (let family = 0; family < 7; family += 1)
      await anOrientedRequest(test.app, {
        child: { birthDate: '2026-03-10', need: { ...aChild().need, wantedFrom: '2026-10-01' } },
      });
    for (const [nth, communeCode] of ['71040', '71040', '71040', '71486', '71486', '71486'].entries())
      await anOrientedRequest(test.app, { form: { adults: [livingIn(communeCode, nth)] } });
    await runDueJobs(test.app);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-03T09:00:00.000Z');
    coordinator = await signedIn(test.app, 'coordinator');
  });
  afterAll(() => test.close());

  it('tells the families, what was asked and obtained, places per child, and what changed', async () => {
    const page = await coordinator.opens((await coordinator.opens(LIST)).link('Montceau-les-Mines').href);
    expect(page.url).toBe(MONTCEAU);
    expect(page.heading).toBe('Montceau-les-Mines : familles et accueil des jeunes enfants');
    expect(page.table('Demandé et obtenu en douze mois')[0]).toEqual(['Demandes reçues', '7', 'non connu', '–']);
    expect(page.table('Places et tension aujourd’hui').map(([name]) => name)).toContain(
      'Places collectives pour 100 enfants',
    );
    expect(page.text).toContain('Un effectif inférieur à cinq n’est pas montré');
  });

  it('shows no small count: another commune has none that could be told', async () => {
    const page = await coordinator.opens(`${LIST}/71040`);
    for (const row of [
      ...page.table('Familles de la commune, le dernier jour du mois'),
      ...page.table('Demandé et obtenu en douze mois'),
    ])
      expect(row[1]).toBe('non diffusé');
  });

  it('is a document with the same words', async () => {
    const answer = await coordinator.get(`${MONTCEAU}/page.pdf`);
    expect(answer.headers['content-type']).toBe('application/pdf');
    const text = await textOfPdf(answer.bytes);
    expect(text).toContain('Montceau-les-Mines : familles et accueil des jeunes enfants');
    expect(text).toContain('Demandes reçues 7');
  });

  it('is read by who is elected there, by its first desk and the coordinator, and by nobody else', async () => {
    await theChairHasASignIn(test.app);
    const member = await signedIn(test.app, 'member');
    expect(
      (await member.opens(LIST)).links.filter(({ href }) => href.startsWith(`${LIST}/`)).map(({ text }) => text),
    ).toEqual(['Montceau-les-Mines']);
    expect((await member.get(MONTCEAU)).status).toBe(200);
    for (const address of [`${LIST}/71040`, `${LIST}/71040/page.pdf`, `${LIST}/99999`])
      expect([address, (await member.get(address)).status]).toEqual([address, 404]);
    await theChairHasASignIn(test.app, false);
    expect((await member.get(MONTCEAU)).status).toBe(404);
    expect((await (await signedIn(test.app, 'agent')).get(MONTCEAU)).status).toBe(200);
    expect((await (await signedIn(test.app, 'otherAgent')).get(MONTCEAU)).status).toBe(404);
    for (const somebody of ['director', 'administrator'])
      expect([somebody, (await (await signedIn(test.app, somebody)).get(MONTCEAU)).status]).toEqual([somebody, 404]);
  });
});
