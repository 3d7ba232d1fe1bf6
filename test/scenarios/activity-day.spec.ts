import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { DATABASES, type DatabaseKind } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { seedCommissions } from '../support/commission.js';
import { importList, importWorld, list, type ImportWorld } from '../support/imports.js';
import { TOLD } from '../support/forms.js';
import { dayFields, expectRefusal, type Page } from '../support/page.js';
import { ADULT, BORN, NEED, Parent } from '../support/parent.js';
import { PASSWORD, STAFF } from '../support/seed.js';
import { inLetters } from '../support/letters.js';

/** A lone mother of Montceau who goes back to work on the day on which care is to start: 1 March 2027. */
const ON_LEAVE = { ...ADULT, situation: 'maternity_leave', ...dayFields('returnsOn', '2027-03-01') };

describe.each(DATABASES)('the day on which parents are active (%s)', (kind: DatabaseKind) => {
  let test: ImportWorld;
  let coordinator: Browser;
  let parent: Parent;
  let requestId: string;

  const pointsOf = async (id: string): Promise<Page> => test.agent.opens(`/rpe/demandes/${id}/points`);
  const requestOf = async (surname: string): Promise<string> =>
    (await test.app.get(Reader).find(ChildRequest, { where: { surname } }))[0]!.id;
  const publicRules = async (language: string): Promise<string> =>
    (await new Browser(test.app, language).opens('/comment-ca-marche')).text;

  beforeAll(async () => {
    test = await importWorld(kind);
    await seedCommissions(test.app);
    coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
  });
  afterAll(() => test.close());

  it.each([
    [
      'fr',
      'Si vous êtes en congé ou sans activité, date de début ou de reprise de votre travail, de vos études ou d’une formation (facultatif)',
      'Je suis en congé paternité',
    ],
    [
      'en',
      'If you are on leave or without work, the date your work, studies or training starts or starts again (optional)',
      'I am on paternity leave',
    ],
  ])('the family is asked when its leave ends (%s)', async (language, question, choice) => {
    const asked = new Parent(test.app, language);
    await asked.start();
    const page = await asked.browser.opens(`${asked.draft}/responsable/1`);
    expect(page.text).toContain(question);
    expect(page.text).toContain(choice);
  });

  it.each<[string, Record<string, string>, string]>([
    ['of somebody at work', { ...ON_LEAVE, situation: 'working' }, 'vous travaillez ou étudiez déjà'],
    ['that is no day', { ...ON_LEAVE, returnsOnDay: '31', returnsOnMonth: '2' }, 'n’existe pas'],
    ['of another century', { ...ON_LEAVE, returnsOnYear: '1927' }, 'Écrivez un jour à partir du '],
  ])('a date of return %s is refused, and kept as typed', async (_, typed, sentence) => {
    const asked = new Parent(test.app);
    await asked.start();
    await asked.browser.get(`${asked.draft}/responsable/1`);
    const form = (await asked.browser.opens(`${asked.draft}/responsable/1`)).form('/responsable/1');
    const refused = await asked.browser.presses(form, typed);
    expectRefusal(refused, sentence);
    const again = refused.form('/responsable/1');
    expect([again.value('situation'), again.value('returnsOnYear')]).toEqual([
      typed['situation'],
      typed['returnsOnYear'],
    ]);
  });

  it('a mother on leave counts as active from the day she goes back: where care starts then', async () => {
    parent = new Parent(test.app);
    await parent.start();
    await parent.family(ON_LEAVE);
    await parent.child(1);
    const check = await parent.browser.opens(`${parent.draft}/verifier`);
    expect(check.text).toContain('Je suis en congé maternité ou d’adoption (retour le 1er mars 2027)');
    await parent.send();
    requestId = await requestOf('Ferreira');
    const page = await pointsOf(requestId);
    expect(page.text).toContain('200 points au 24 novembre 2026');
    expect(page.text).toContain('Parent seul qui travaille ou se forme, à la date d’entrée (1er mars 2027) Oui 100');
  });

  it('a leave that lasts beyond the wanted start is said when the page is saved, and refused by nobody', async () => {
    const late = new Parent(test.app);
    const warned = 'Laura Ferreira reprend le 2 mars 2027, après l’entrée souhaitée pour Alba (le 1er mars 2027)';
    await late.start();
    await late.family({ ...ON_LEAVE, ...dayFields('returnsOn', '2027-03-02') });
    await late.fill('enfant/1', BORN);
    await late.fill('voeux/1', { action: 'add:ma-71306' });
    const need = (await late.browser.opens(`${late.draft}/besoin/1`)).form('/besoin/1');
    const told = await late.browser.presses(need, NEED);
    expect([told.url, told.text]).toEqual([`${late.draft}/besoin/1`, expect.stringContaining(warned)]);
    expect(told.text).toContain('60 points de moins');
    // It is asked once: whoever saves the same dates again goes on.
    expect((await late.browser.presses(told.form('/besoin/1'))).url).toBe(`${late.draft}/verifier`);
    const check = await late.browser.opens(`${late.draft}/verifier`);
    expect(check.text).toContain(warned);
    const adult = (await late.browser.opens(check.link('Voir la date de retour').href)).form('/responsable/1');
    const inTime = await late.browser.presses(adult, dayFields('returnsOn', '2027-03-01'));
    expect([inTime.url, inTime.text]).toEqual([`${late.draft}/verifier`, expect.not.stringContaining('reprend le')]);
  });

  it('is said when the wanted start of a sent request is changed', async () => {
    const family = parent.browser;
    const page = (await family.opens(`/mon-dossier/demandes/${requestId}/reponses/besoin`)).form('/besoin');
    const told = await family.presses(page, dayFields('wantedFrom', '2027-02-15'));
    expect(told.text).toContain('après l’entrée souhaitée pour Alba (le 15 février 2027)');
    const back = await family.presses(told.form('/besoin'), dayFields('wantedFrom', '2027-03-01'));
    expect(back.url).toBe(`/mon-dossier/demandes/${requestId}/reponses`);
  });

  it.each(['job_seeking', 'insertion', 'none'])(
    'work, studies or training that start on a date count from it, of whoever is %s today',
    async (situation) => {
      const starting = new Parent(test.app);
      await starting.start();
      await starting.family({ ...ON_LEAVE, situation, email: `${situation}@exemple.fr`, phone: '' });
      await starting.child(1, { ...BORN, surname: `Debut${situation.replace('_', '')}` });
      const check = await starting.browser.opens(`${starting.draft}/verifier`);
      expect(check.text).toContain('(travail, études ou formation à partir du 1er mars 2027)');
      await starting.send();
      const id = await requestOf(`Debut${situation.replace('_', '')}`);
      expect((await pointsOf(id)).text).toContain(
        'Parent seul qui travaille ou se forme, à la date d’entrée (1er mars 2027) Oui 100',
      );
      expect((await test.agent.opens(`/rpe/demandes/${id}`)).text).toContain(
        'Travail, études ou formation à partir du 1er mars 2027',
      );
    },
  );

  it('a leave without a date of return is missing, for the family and for its desk, and each closes it', async () => {
    const undated = new Parent(test.app);
    await undated.deposit(
      { ...ADULT, situation: 'parental_leave', email: 'sans.date@exemple.fr', phone: '0612000000' },
      { ...BORN, surname: 'Sansdate' },
    );
    const id = await requestOf('Sansdate');
    const gap = 'La date de retour de congé';
    const atDesk = await test.agent.opens(`/rpe/demandes/${id}`);
    expect(atDesk.text).toContain(gap);
    expect(atDesk.form('/reponses').has('responsable1-returnsOnDay')).toBe(true);
    const list = await undated.browser.opens(`/mon-dossier/demandes/${id}/reponses`);
    const adult = (await undated.browser.opens(list.link(gap).href)).form('/responsable/1');
    const closed = await undated.browser.presses(adult, dayFields('returnsOn', '2027-02-01'));
    expect(closed.text).not.toContain(gap);
    expect((await test.agent.opens(`/rpe/demandes/${id}`)).text).not.toContain(gap);
  });

  it('its desk reads when the leave ends, and changes it for the family', async () => {
    const shown = await test.agent.opens(`/rpe/demandes/${requestId}`);
    expect(shown.text).toContain('En congé maternité ou d’adoption');
    expect(shown.text).toContain('Retour au travail le 1er mars 2027');
    const question = (await test.agent.opens(`/rpe/demandes/${requestId}/repondre/responsable/1`)).form(
      '/responsable/1',
    );
    expect(question.value('returnsOnYear')).toBe('2027');
    expectRefusal(
      await test.agent.presses(question, { ...TOLD, situation: 'studying' }),
      'cette personne travaille ou étudie déjà',
    );
    await test.agent.presses(question, { ...TOLD, ...dayFields('returnsOn', '2027-03-02') });
    expect((await pointsOf(requestId)).text).toContain('140 points au');
    const again = (await test.agent.opens(`/rpe/demandes/${requestId}/repondre/responsable/1`)).form('/responsable/1');
    await test.agent.presses(again, { ...TOLD, ...dayFields('returnsOn', '2027-03-01') });
    expect((await pointsOf(requestId)).text).toContain('200 points au');
  });

  it('a town’s portal sends it, and is told where the adult works already', async () => {
    const token = await newClient(test.app);
    const body = (situation: string): Record<string, unknown> => {
      const sent = depositBody(7);
      const [adult] = sent['adults'] as Record<string, unknown>[];
      return { ...sent, adults: [{ ...adult, situation, returnsOn: '2027-03-01' }] };
    };
    const refused = await deposit(test.app, token, 'a-key-of-deposit-1', body('working'));
    expect([refused.statusCode, refused.body]).toEqual([422, expect.stringContaining('/adults/0/returnsOn')]);
    expect((await deposit(test.app, token, 'a-key-of-deposit-2', body('parental_leave'))).statusCode).toBe(201);
    expect((await pointsOf(await requestOf(`Ferreira${inLetters(7)}`))).text).toContain('200 points au');
  });

  it('a waiting list says it, in a column or in the cell of the situation', async () => {
    const done = await importList(
      test,
      list(
        'conges.csv',
        'Nom enfant;Prénom;Date de naissance;Responsable 1;Tél;Commune;Date d’entrée souhaitée;Jours;Horaires;Situation;Reprise',
        'Aubert;Lou;11/03/2026;Anna Aubert;0611111101;Montceau-les-Mines;01/03/2027;lundi;8h-17h;congé parental;01/03/2027',
        'Bonnet;Max;12/03/2026;Inès Bonnet;0611111102;Montceau-les-Mines;01/03/2027;lundi;8h-17h;congé mat jusqu’au 28/02/2027;',
        'Colin;Noé;13/03/2026;Sara Colin;0611111103;Montceau-les-Mines;01/03/2027;lundi;8h-17h;congé parental, retour le 31/02/2027;',
      ),
    );
    expect(done.status).toBe(200);
    const said = async (surname: string): Promise<string> =>
      (await test.agent.opens(`/rpe/demandes/${await requestOf(surname)}`)).text;
    expect(await said('Aubert')).toContain('En congé parental Retour au travail le 1er mars 2027');
    expect(await said('Bonnet')).toContain('En congé maternité ou d’adoption Retour au travail le 1er mars 2027');
    expect(await said('Colin')).not.toContain('Retour au travail le');
  });

  it('is said on the public page, in plain words', async () => {
    expect(await publicRules('fr')).toContain('L’activité des parents est regardée le jour où l’accueil commence');
    expect(await publicRules('en')).toContain('The parents’ activity is looked at on the day care starts');
  });

  it('is chosen by the coordinator in a new version, told by a comparison, and changes the points', async () => {
    const list = await coordinator.opens('/grilles');
    const first = await coordinator.opens(list.link('Version 1').href);
    expect(first.text).toContain('Activité des parents jugée le jour où l’accueil commence');
    const editor = await coordinator.presses(first.button('Partir d’une copie'));
    const saved = await coordinator.presses(editor.button('Enregistrer'), { activityAt: 'today' });
    const draft = saved.url.split('/')[2]!;
    expect(saved.form('/modifier').value('activityAt')).toBe('today');
    const compared = await coordinator.opens(`/grilles/comparer?avant=${first.url.split('/')[2]}&apres=${draft}`);
    expect(compared.table('Deux versions')).toEqual([
      ['Activité des parents', 'Modifié', 'jugée le jour où l’accueil commence', 'jugée le jour de la séance'],
    ]);
    const vote = (await coordinator.opens(`/grilles/${draft}/en-vigueur`)).form('/en-vigueur');
    await coordinator.presses(vote, {
      deliberation: '2026-112',
      ...dayFields('voted', '2026-11-20'),
      ...dayFields('from', '2026-11-24'),
    });
    const page = await pointsOf(requestId);
    expect(page.text).toContain('140 points au');
    expect(page.text).not.toContain('à la date d’entrée');
    expect(await publicRules('fr')).toContain('L’activité des parents est regardée le jour de la commission');
  });
});
