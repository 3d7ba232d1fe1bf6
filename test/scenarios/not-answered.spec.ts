import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { EMPTY_ADULT, EMPTY_FORM, EMPTY_NEED } from '../../src/dossier/dossier/index.js';
import { addDays } from '../../src/foundation/kernel/time.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { aChild, aForm, TOLD } from '../support/forms.js';
import { caseOf } from '../support/kept.js';
import { expectRefusal, type Page } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';

/** Where a page, or a part of one, may tell an answer. Radios offer a "no", which nobody has said. */
const TOLD_IN = 'dd, td, li, p';
const NO = { fr: /^non\b|[:–] non$/i, en: /^no$|[:–] no$/i };

describe.each(DATABASES)('a question that nobody has answered (%s)', (kind) => {
  let test: TestApp;
  let requestId: string;
  let dossierId: string;
  let sessionId: string;
  let born: string;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    const day = await aFreeThursday(test.app);
    born = addDays(day, -200);
    // What a list says, and hours that were asked since: all that may be left out is.
    const adult = aForm().adults[0]!;
    const family = await anOrientedRequest(test.app, {
      form: {
        ...EMPTY_FORM,
        adults: [
          {
            ...EMPTY_ADULT,
            surname: 'Muet',
            phone: adult.phone,
            email: 'muet@exemple.fr',
            communeCode: adult.communeCode,
            communeName: adult.communeName,
          },
        ],
      },
      child: {
        firstName: 'Ana',
        surname: 'Muet',
        birthDate: born,
        multipleBirth: null,
        adaptationNeed: null,
        need: { ...EMPTY_NEED, wantedFrom: '2027-03-01', week: aChild().need.week },
      },
    });
    ({ requestId, dossierId } = family);
    sessionId = (await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) })).id;
    await listFor(test.app, requestId, sessionId);
    await openSession(test.app, sessionId);
  });
  afterAll(() => test.close());

  type Reads = (language: string) => Promise<Page>;
  const staff =
    (name: string, url: () => string | Promise<string>): Reads =>
    async (language) => {
      const browser: Browser = await signedIn(test.app, name);
      return browser.opens(`${await url()}?langue=${language}`);
    };
  const ofFamily =
    (url: () => string): Reads =>
    async (language) =>
      (await familyOf(test.app, { dossierId }, born, language)).opens(url());
  const caseUrl = async (): Promise<string> =>
    `/commissions/${sessionId}/seance/${(await caseOf(test.app, sessionId, requestId)).id}`;

  it.each<[string, Reads]>([
    ['the request at its desk', staff('agent', () => `/rpe/demandes/${requestId}`)],
    ['the answers that the desk notes', staff('agent', () => `/rpe/demandes/${requestId}/repondre`)],
    ['its points at the desk', staff('agent', () => `/rpe/demandes/${requestId}/points`)],
    ['the request at a nursery', staff('director', () => `/eaje/demandes/${requestId}`)],
    ['the list of a nursery', staff('director', () => '/eaje/ma-71306/demandes')],
    ['the case in its session', staff('coordinator', caseUrl)],
    ['the screen of the session', staff('coordinator', () => `/commissions/${sessionId}/seance`)],
    ['the dossier that the family follows', ofFamily(() => '/mon-dossier')],
    ['the agenda of the session', staff('coordinator', () => `/commissions/${sessionId}/ordre-du-jour`)],
  ])('is never told as a "no": %s', async (_what, reads) => {
    for (const language of ['fr', 'en'] as const) {
      const page = await reads(language);
      expect(page.status).toBe(200);
      expect(page.sentences(TOLD_IN).filter((sentence) => NO[language].test(sentence))).toEqual([]);
    }
  });

  it('is told as a "no" once somebody has said no', async () => {
    const agent = await signedIn(test.app, 'agent');
    const points = await agent.opens(`/rpe/demandes/${requestId}/repondre/points`);
    await agent.presses(points.button('Enregistrer'), { ...TOLD, relative_handicap: 'no' });
    const shown = await agent.opens(`/rpe/demandes/${requestId}`);
    expect(shown.sentences('dd').filter((sentence) => NO.fr.test(sentence))).toEqual(['Non']);
  });

  it('about a brother or sister is told as a "no" once the family has said so, and can be taken back', async () => {
    const agent = await signedIn(test.app, 'agent');
    const answers = `/rpe/demandes/${requestId}/repondre/enfant/1`;
    const rowOf = (page: Page): string | undefined =>
      page.sentences('.govuk-summary-list__row').find((row) => /[Ff]rère ou (de la )?sœur|Brother or sister/.test(row));
    expect(rowOf(await agent.opens(`/rpe/demandes/${requestId}`))).toContain('Pas de réponse');
    // A "yes" gives points only where it is known where: it is refused without, as in the family's own form.
    const where = await agent.presses((await agent.opens(answers)).button('Enregistrer'), {
      ...TOLD,
      siblingReceived: 'yes',
    });
    expectRefusal(where, 'établissement');
    expect(rowOf(await agent.opens(`/rpe/demandes/${requestId}`))).toContain('Pas de réponse');

    const both = (await agent.opens(answers)).button('Enregistrer');
    const refused = await agent.presses(both, { ...TOLD, siblingReceived: 'no', siblingProviderId: 'ma-71306' });
    expectRefusal(refused, 'Un établissement est choisi, et la réponse est non');
    await agent.presses((await agent.opens(answers)).button('Enregistrer'), { ...TOLD, siblingReceived: 'no' });
    expect(rowOf(await agent.opens(`/rpe/demandes/${requestId}`))).toMatch(/accueilli Non/);
    expect(rowOf(await (await signedIn(test.app, 'director')).opens(`/eaje/demandes/${requestId}`))).toContain('Non');
    expect((await agent.opens(answers)).form('/enfant/1').value('siblingReceived')).toBe('no');
    const told = (await agent.opens(`/rpe/demandes/${requestId}`)).text;
    expect(told).toMatch(/Établissement du frère ou de la sœur déjà accueilli : Pas de réponse → Non/);

    await agent.presses((await agent.opens(answers)).button('Enregistrer'), {
      ...TOLD,
      siblingReceived: 'yes',
      siblingProviderId: 'ma-71040',
    });
    expect(rowOf(await agent.opens(`/rpe/demandes/${requestId}`))).toContain('Multi-accueil de Blanzy');
    await agent.presses((await agent.opens(answers)).button('Enregistrer'), {
      ...TOLD,
      siblingReceived: '',
      siblingProviderId: '',
    });
    expect(rowOf(await agent.opens(`/rpe/demandes/${requestId}`))).toContain('Pas de réponse');
  });

  it('is no answer in the copy of its data either', async () => {
    const family = await familyOf(test.app, { dossierId }, born);
    const { bytes } = await family.get('/mon-dossier/mes-donnees');
    expect(JSON.parse(bytes.toString())).toMatchObject({
      dossier: {
        criterionFacts: {},
        consents: { shareWithProviders: null, reminders: null },
        household: { loneParent: null },
      },
    });
  });

  it('is no agreement: a nursery reads how to reach the family once it has said yes', async () => {
    const director = await signedIn(test.app, 'director');
    const sheet = `/eaje/demandes/${requestId}`;
    const before = await director.opens(sheet);
    expect(before.text).toContain('La famille n’a pas encore dit si elle partage ses coordonnées');
    expect(before.text).not.toContain('muet@exemple.fr');
    const agent = await signedIn(test.app, 'agent');
    const agreements = await agent.opens(`/rpe/demandes/${requestId}/repondre/accords`);
    await agent.presses(agreements.button('Enregistrer'), { ...TOLD, shareWithProviders: 'yes' });
    expect((await director.opens(sheet)).text).toContain('muet@exemple.fr');
  });
});
