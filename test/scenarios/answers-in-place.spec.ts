import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DossierIntake, EMPTY_ADULT, EMPTY_FORM, type DossierForm } from '../../src/dossier/dossier/index.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { RequestHistory } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { clockOf, seedCommissions } from '../support/commission.js';
import { aChild, TOLD } from '../support/forms.js';
import { dossierOf, requestOf } from '../support/kept.js';
import { expectRefusal } from '../support/page.js';
import { signedIn } from '../support/people.js';

const SAVE = 'Enregistrer les réponses';

/** An agent rings an imported family and notes all that it says on the screen of its request. */
describe.each(DATABASES)('what is missing is noted where it is named (%s)', (kind) => {
  let test: TestApp;
  let agent: Browser;
  let families = 0;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo('2026-11-24T09:00:00.000Z');
    agent = await signedIn(test.app, 'agent');
  });
  afterAll(() => test.close());

  /** What a list holds: names, a telephone, a commune, a wish, days without hours. */
  const imported = async (more: Partial<DossierForm> = {}): Promise<string> => {
    families += 1;
    const surname = `Gauthier ${'abcdefghijk'[families]}`;
    const form: DossierForm = {
      ...EMPTY_FORM,
      adults: [
        {
          ...EMPTY_ADULT,
          firstName: 'Laura',
          surname,
          phone: `07000001${families + 10}`,
          communeCode: '71306',
          communeName: 'Montceau-les-Mines',
        },
      ],
      household: { ...EMPTY_FORM.household, dependentChildren: 1 },
      children: [
        aChild({ surname, need: { ...aChild().need, week: null, daysPerWeek: 2, daysWanted: ['mon', 'thu'] } }),
      ],
      ...more,
    };
    const { children } = await test.app
      .get(UnitOfWork)
      .run((tx) =>
        test.app.get(DossierIntake).submitForm(tx, { kind: 'import', accountId: null }, form, { origin: 'import' }),
      );
    return children[0]!.requestId;
  };
  const open = (id: string) => agent.opens(`/rpe/demandes/${id}`);
  const SAID = {
    ...TOLD,
    'responsable1-situation': 'working',
    'foyer1-loneParent': 'yes',
    'besoin1-commonStart': '8h',
    'besoin1-commonEnd': '17h30',
  };

  it('three gaps, one press, one person who said so', async () => {
    const id = await imported();
    const before = await requestOf(test.app, id);
    expect(before.gaps).toEqual(['household.loneParent', 'adult.situation', 'need.week']);
    const page = await open(id);
    expect(page.text).toContain('La situation professionnelle d’un responsable – jusqu’à 100 points');
    expect(page.form('/reponses').fields['besoin1-days']).toEqual(['mon', 'thu']);
    const saved = await agent.presses(page.button(SAVE), SAID);
    expect(saved.url).toBe(`/rpe/demandes/${id}`);
    const { gaps, need, dossierId } = await requestOf(test.app, id);
    expect(gaps).toEqual([]);
    expect(need.week).toEqual({ mon: { start: '08:00', end: '17:30' }, thu: { start: '08:00', end: '17:30' } });
    expect((await dossierOf(test.app, dossierId)).household).toMatchObject({ loneParent: true, dependentChildren: 1 });
    const history = await test.app.get(Reader).find(RequestHistory, { where: { requestId: id }, order: { at: 'ASC' } });
    expect(history.filter(({ facts }) => facts?.['knownBy'] === 'phone' && facts['toldBy'] === 'adult1')).toHaveLength(
      1,
    );
    // The next answer is most often said by the same person.
    expect(saved.form('/reponses').fields).toMatchObject(TOLD);
  });

  it('what cannot be read is said at its field, and everything that was typed is kept', async () => {
    const id = await imported();
    const page = await open(id);
    const refused = await agent.presses(page.button(SAVE), { ...SAID, 'besoin1-commonEnd': 'tard', toldBy: '' });
    expectRefusal(refused, 'Écrivez les heures de début et de fin');
    expect(refused.text).toContain('Dites qui a donné cette réponse');
    expect(refused.form('/reponses').fields).toMatchObject({
      'responsable1-situation': 'working',
      'foyer1-loneParent': 'yes',
      'besoin1-commonStart': '8h',
      'besoin1-commonEnd': 'tard',
    });
    expect((await requestOf(test.app, id)).gaps).toHaveLength(3);
    expectRefusal(await agent.presses(page.button(SAVE), TOLD), 'Donnez au moins une réponse');
  });

  it('two at once: the second reads what has changed', async () => {
    const id = await imported();
    const [first, second] = [await open(id), await open(id)];
    await agent.presses(first.button(SAVE), SAID);
    const late = await agent.presses(second.button(SAVE), { ...SAID, 'responsable1-situation': 'studying' });
    expect(late.status).toBe(409);
    expect((await open(id)).text).not.toContain('En études');
  });

  it('is nobody else’s, and a commune that may move the family has its own page', async () => {
    const id = await imported({
      adults: [{ ...EMPTY_ADULT, firstName: 'Laura', surname: 'Gauthier z', phone: '0700000099' }],
    });
    const page = await open(id);
    expect(page.form('/reponses').has('responsable1-communeCode')).toBe(false);
    expect(page.hasLinkTo(/repondre\/responsable\/1#communeCode$/)).toBe(true);
    const director = await signedIn(test.app, 'director');
    expect((await director.sends(`/rpe/demandes/${id}/reponses`, SAID)).status).toBeGreaterThanOrEqual(403);
    expect((await requestOf(test.app, id)).gaps).toContain('adult.situation');
  });
});
