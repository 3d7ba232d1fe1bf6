import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { RequestMoves, TriageActs } from '../../src/dossier/dossier/index.js';
import { ChildRequest, Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf, type Answer } from '../support/browser.js';
import { aThursday, DESK, listFor, openSession, planSession, seedCommissions } from '../support/commission.js';
import { ADULT, Parent } from '../support/parent.js';
import { PASSWORD, STAFF } from '../support/seed.js';

describe.each(DATABASES)('what a family answers once its application is sent (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let parent: Parent;
  let requestId: string;
  let sessionId: string;

  const request = async (): Promise<ChildRequest> => (await reader.findOne(ChildRequest, { id: requestId }))!;
  const dossier = async (): Promise<Dossier> => (await reader.findOne(Dossier, { id: (await request()).dossierId }))!;
  const answers = (topic = ''): string => `/mon-dossier/demandes/${requestId}/reponses${topic && `/${topic}`}`;
  const textAt = async (browser: Browser, path: string): Promise<string> => textOf((await browser.get(path)).html);
  /** Sends a page of answers as it was shown, with what the family changed. */
  const answer = async (topic: string, changed: Record<string, string>): Promise<Answer> => {
    const { html } = await parent.browser.get(answers(topic));
    return parent.browser.post(answers(topic), { version: hiddenValue(html, 'version') ?? '', ...changed });
  };

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    reader = test.app.get(Reader);
    parent = new Parent(test.app);
    await parent.deposit();
    requestId = (await reader.find(ChildRequest))[0]!.id;
    await test.app.get(UnitOfWork).run(async (tx) => {
      await test.app.get(RequestMoves).move(tx, DESK, requestId, 'takeUp');
      await test.app.get(TriageActs).orientRequest(tx, DESK, requestId, ['commission']);
    });
    sessionId = (await planSession(test.app, { day: aThursday(test.app, 40) })).id;
    await listFor(test.app, requestId, sessionId);
  });
  afterAll(() => test.close());

  it('what gives points: until the list is frozen, and taken back as well', async () => {
    expect(await textAt(parent.browser, answers())).toContain('Ce qui donne des points');
    expect((await answer('points', { relative_handicap: 'yes', adoption: 'no' })).url).toBe(answers());
    expect((await dossier()).criterionFacts).toEqual({ relative_handicap: true, adoption: false });
    // An answer that is taken back is "not answered" again, which is not "no".
    await answer('points', { relative_handicap: 'yes', adoption: '' });
    expect((await dossier()).criterionFacts).toEqual({ relative_handicap: true });
  });

  it('reads every question that gives points, with its answer and its points, and is led to each', async () => {
    const list = await parent.browser.opens(answers());
    const rows = list.sentences('.govuk-summary-list__row');
    expect(rows).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/Quelle est votre situation aujourd’hui \? – jusqu’à 100 points Je travaille/),
        expect.stringMatching(/un handicap \? – jusqu’à 20 points Oui/),
        expect.stringMatching(/un métier prioritaire .* – jusqu’à 30 points Pas de réponse/),
      ]),
    );
    // The grid gives nothing for an adoption nor for the care of today: nothing is said of them.
    expect(rows.filter((row) => /adopt|gardé/i.test(row))).toEqual([]);
    const situation = await parent.browser.opens(list.linkTo(/#situation$/).href);
    expect(situation.button('Enregistrer').form.value('situation')).toBe('working');
  });

  it('its wishes: a mode that was chosen and not added is added by the button that goes on', async () => {
    expect((await answer('voeux', { action: 'continue', areaMode: 'childminder' })).url).toBe(answers());
    expect(await textAt(parent.browser, answers('voeux'))).toMatch(
      /Vos vœux.*assistante maternelle.*Ajouter un établissement/i,
    );
    const asked = await answer('voeux', { action: 'continue', areaCommune: '71040' });
    expect([asked.status, textOf(asked.html)]).toEqual([422, expect.stringContaining('Choisissez le mode d’accueil')]);
  });

  it('its agreements, one by one: the nursery loses its telephone at once', async () => {
    const director = new Browser(test.app);
    await director.signIn(STAFF['director']!.email, PASSWORD);
    const seen = () => textAt(director, `/eaje/demandes/${requestId}`);
    expect(await seen()).toContain('06 12 34 56 78');
    await answer('accords', { shareWithProviders: 'no', reminders: 'yes', language: 'fr' });
    expect((await dossier()).consents).toEqual({ shareWithProviders: false, reminders: true });
    expect(await seen()).not.toContain('06 12 34 56 78');
  });

  it('its agreements in a frozen list too, when nothing else changes any more', async () => {
    await openSession(test.app, sessionId);
    for (const topic of ['', 'points', 'foyer', 'besoin'])
      expect((await parent.browser.get(answers(topic))).status).toBe(422);
    const { version } = await request();
    const refused = await parent.browser.post(answers('points'), { version: String(version), adoption: 'yes' });
    expect([refused.status, (await dossier()).criterionFacts]).toEqual([422, { relative_handicap: true }]);
    expect((await answer('accords', { shareWithProviders: 'yes', reminders: 'no', language: 'fr' })).url).toBe(
      '/mon-dossier',
    );
    expect((await dossier()).consents).toEqual({ shareWithProviders: true, reminders: false });
  });

  it('and nobody else: another family finds no page there, and changes nothing', async () => {
    const other = new Parent(test.app);
    await other.deposit({ ...ADULT, surname: 'Autre', phone: '06 98 76 54 32', email: 'autre@exemple.fr' });
    const before = (await dossier()).consents;
    for (const topic of ['', 'points', 'accords']) expect((await other.browser.get(answers(topic))).status).toBe(404);
    const version = String((await request()).version);
    const fields = { version, shareWithProviders: 'no', reminders: 'no', language: 'fr' };
    expect((await other.browser.post(answers('accords'), fields)).status).toBe(404);
    expect((await dossier()).consents).toEqual(before);
  });

  it('its agreements once the request is closed', async () => {
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(RequestMoves).move(tx, DESK, requestId, 'withdraw', { reason: 'moved_away' }));
    await answer('accords', { shareWithProviders: 'no', reminders: 'no', language: 'fr' });
    expect((await dossier()).consents).toEqual({ shareWithProviders: false, reminders: false });
  });
});
