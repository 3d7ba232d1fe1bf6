import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ChildRequest, Dossier, Draft } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Settings } from '../../src/foundation/platform/settings/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import { linkInMail } from '../support/links.js';
import { ADULT, BORN, CONSENTS, EXPECTED, HOUSEHOLD, NEED, Parent } from '../support/parent.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

const travel = (test: TestApp, instant: string): void =>
  (test.app.get(Clock) as unknown as { travelTo(at: string): void }).travelTo(instant);

describe.each(DATABASES)('A parent fills, sends and follows one dossier (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  beforeAll(async () => {
    test = await startApp(kind);
    travel(test, '2026-11-25T09:00:00.000Z');
    await seedWorld(test.app);
    reader = test.app.get(Reader);
  });
  afterAll(() => test.close());

  it('goes from the home page to the receipt and the follow-up, page by page', async () => {
    const parent = new Parent(test.app);
    const home = textOf((await parent.browser.get('/')).html);
    expect(home).toContain('Aucun papier à joindre');
    expect(home).toContain('01 99 00 71 30');
    expect(textOf((await parent.start()).html)).toContain('7 étapes à remplir');

    // Each page leads to the next one that is not done.
    expect((await parent.fill('responsable/1', ADULT)).url).toBe(`${parent.draft}/foyer`);
    expect((await parent.fill('foyer', HOUSEHOLD)).url).toBe(`${parent.draft}/enfant/1`);
    expect((await parent.fill('enfant/1', BORN)).url).toBe(`${parent.draft}/besoin/1`);
    expect((await parent.fill('besoin/1', NEED)).url).toBe(`${parent.draft}/voeux/1`);
    await parent.fill('voeux/1', { action: 'add:ma-71040' });
    await parent.fill('voeux/1', { action: 'add:ma-71306' });
    await parent.fill('voeux/1', { action: 'area', areaMode: 'childminder', areaCommune: '71306' });
    const ordered = await parent.fill('voeux/1', { action: 'up:2' });
    expect(ordered.html.indexOf('Multi-accueil de Montceau')).toBeLessThan(
      ordered.html.indexOf('Multi-accueil de Blanzy'),
    );
    expect((await parent.fill('voeux/1', { action: 'continue' })).url).toBe(`${parent.draft}/points`);
    expect((await parent.fill('points', { relative_handicap: 'yes' })).url).toBe(`${parent.draft}/accords`);
    const check = await parent.fill('accords', CONSENTS);
    expect(check.url).toBe(`${parent.draft}/verifier`);
    const answers = textOf(check.html);
    for (const said of [
      'Laura Ferreira',
      '11 mars 2026',
      'lundi de 8 h 30 à 17 h',
      '1. Multi-accueil de Montceau-les-Mines',
      'Une assistante maternelle, à Montceau-les-Mines',
    ]) {
      expect(answers).toContain(said);
    }

    const receipt = await parent.send();
    expect(receipt.url).toBe(`${parent.draft}/recu`);
    const said = textOf(receipt.html);
    const [dossier] = await reader.find(Dossier);
    expect(said).toContain(dossier!.number);
    expect(said).toContain('Place de la Mairie');
    // What the legal service has not approved is never shown to a family.
    expect(said).not.toMatch(/Sans réponse de notre part|Texte à valider|tribunal/);
    expect(said).toContain('Si vous ne recevez pas de réponse Appelez-nous');
    const settings = test.app.get(Settings);
    await test.app.get(UnitOfWork).run(async (tx) => {
      await settings.set(tx, 'silenceValidated', true);
      await settings.set(tx, 'courtTown', 'Dijon');
    });
    const approved = textOf((await parent.browser.get(receipt.url)).html);
    expect(approved).toContain('Sans réponse de notre part le 25 janvier 2027');
    await test.app.get(UnitOfWork).run((tx) => settings.set(tx, 'silenceValidated', false));

    const pdf = await parent.browser.get(`${parent.draft}/recu.pdf`);
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(textOf((await parent.browser.get(`${parent.draft}/copie`)).html)).toContain('3 rue des Écoles');

    const follow = textOf((await parent.browser.get('/mon-dossier')).html);
    expect(follow).toContain('Nous avons reçu votre demande');
    expect(follow).toContain('avant le 28 novembre 2026 · par le guichet');
    expect(follow).toContain('Vous avez envoyé votre demande');
    expect(follow).toContain(`Nous avons bien reçu votre dossier ${dossier!.number}`);

    const [request] = await reader.find(ChildRequest, { where: { dossierId: dossier!.id } });
    expect(request).toMatchObject({
      firstName: 'Alba',
      state: 'submitted',
      birthDate: '2026-03-11',
      wantedFrom: '2027-03-01',
      gaps: [],
    });
    expect(dossier!.criterionFacts).toEqual({ relative_handicap: true });
  });

  it('sends the same draft twice and deposits once', async () => {
    const parent = new Parent(test.app);
    const first = await parent.deposit(
      { ...ADULT, phone: '06 11 11 11 11', email: 'deux@exemple.fr', surname: 'Deux' },
      { ...BORN, firstName: 'Zoé', surname: 'Deux' },
    );
    const dossiers = await reader.count(Dossier);
    const again = await parent.browser.post(`${parent.draft}/envoyer`, { version: '9' });
    expect(again.status).toBe(200);
    expect(textOf(again.html)).toContain('Votre dossier est bien reçu');
    expect(again.url).toBe(first.url);
    expect(await reader.count(Dossier)).toBe(dossiers);
    // Nothing of it can change any more.
    expect((await parent.browser.get(`${parent.draft}/foyer`)).url).toBe(`${parent.draft}/recu`);
  });

  it('asks for two children, one of them not yet born, and a second adult', async () => {
    const parent = new Parent(test.app);
    await parent.start();
    expect((await parent.part('ajouter', { what: 'adult' })).url).toBe(`${parent.draft}/responsable/2`);
    const first = { ...ADULT, surname: 'Nguyen', phone: '06 22 22 22 22', email: 'nguyen@exemple.fr' };
    await parent.family(first, { ...HOUSEHOLD, loneParent: 'no' });
    await parent.fill('responsable/2', {
      firstName: 'Minh',
      surname: 'Nguyen',
      parentalAuthority: 'yes',
      situation: 'job_seeking',
    });
    await parent.child(1, { ...BORN, firstName: 'Lan', surname: 'Nguyen' });
    expect((await parent.part('ajouter', { what: 'child' })).url).toBe(`${parent.draft}/enfant/2`);
    await parent.child(2, { ...EXPECTED, surname: 'Nguyen' }, ['ma-71040']);
    expect(textOf((await parent.send()).html)).toContain('Votre dossier est bien reçu');
    const requests = await reader.find(ChildRequest, { where: { surname: 'Nguyen' }, order: { dueDate: 'ASC' } });
    expect(requests.map((one) => [one.firstName, one.birthDate, one.dueDate]).sort()).toEqual(
      [
        ['Lan', '2026-03-11', null],
        [null, null, '2027-04-02'],
      ].sort(),
    );
    const follow = textOf((await parent.browser.get('/mon-dossier')).html);
    expect(follow).toContain('Lan');
    expect(follow).toContain('Enfant attendu le 2 avril 2027');
  });

  it('is asked about answers that contradict each other, and keeps what was typed', async () => {
    const parent = new Parent(test.app);
    await parent.start();
    const town = await parent.fill('responsable/1', { ...ADULT, postalCode: '71450' });
    expect([town.status, textOf(town.html)]).toEqual([
      422,
      expect.stringContaining('Le code postal de Montceau-les-Mines est 71300.'),
    ]);
    expect(town.html).toContain('value="71450"');
    await parent.child(1, { ...BORN, born: 'expected', dueDay: '2/4/27' });
    const early = await parent.fill('besoin/1', NEED);
    expect([early.status, textOf(early.html)]).toEqual([
      422,
      expect.stringContaining('avant la naissance de l’enfant'),
    ]);
    const noSuchDay = await parent.fill('besoin/1', { ...NEED, wantedFromDay: '31', wantedFromMonth: 'juin' });
    expect(textOf(noSuchDay.html)).toContain('Le 31/6/2027 n’existe pas');
    expect(noSuchDay.html).toContain('value="juin"');
    const noDay = await parent.fill('besoin/1', { ...NEED, wantedFromMonth: '7', days: [], later: 'yes' });
    expect([noDay.status, textOf(noDay.html)]).toEqual([
      422,
      expect.stringContaining('des heures sans cocher de jour'),
    ]);
  });

  it('takes out a child and a second adult again', async () => {
    const parent = new Parent(test.app);
    await parent.start();
    await parent.part('ajouter', { what: 'adult' });
    await parent.part('ajouter', { what: 'child' });
    await parent.fill('enfant/1', { ...BORN, firstName: 'Reste' });
    await parent.fill('enfant/2', { ...BORN, firstName: 'Parti' });
    const tasks = textOf((await parent.part('retirer', { what: 'child', rank: '2', sure: 'yes' })).html);
    expect(tasks).toContain('Reste');
    expect(tasks).not.toContain('L’identité de Parti');
    expect(textOf((await parent.part('retirer', { what: 'adult' })).html)).toContain('Ajouter un second responsable');
  });

  it('leaves, and resumes by the link that was sent', async () => {
    const parent = new Parent(test.app);
    await parent.start();
    // Half a page is kept: leaving asks for nothing more.
    const left = await parent.fill('responsable/1', { firstName: 'Nadia', email: 'nadia@exemple.fr', later: 'yes' });
    expect(left.status).toBe(200);
    expect(textOf(left.html)).toContain('Nous envoyons un lien à nadia@exemple.fr');
    const link = await linkInMail(test.app, 'resume-link');
    const elsewhere = new Browser(test.app);
    expect((await elsewhere.get(parent.draft)).url).toMatch(/^\/suivre/);
    await elsewhere.get(link);
    const resumed = await elsewhere.post(link);
    expect(resumed.url).toBe(parent.draft);
    expect((await elsewhere.get(`${parent.draft}/responsable/1`)).html).toContain('value="Nadia"');
    expect(textOf((await elsewhere.get('/')).html)).toContain('Reprendre mon dossier');
  });

  it('a resume link stops opening anything once the dossier is sent', async () => {
    const parent = new Parent(test.app);
    await parent.start();
    await parent.family({ ...ADULT, surname: 'Petit', phone: '06 33 33 33 33', email: 'petit@exemple.fr' });
    await parent.child(1, { ...BORN, firstName: 'Tom', surname: 'Petit' });
    await parent.browser.get(parent.draft);
    await parent.browser.post(`${parent.draft}/plus-tard`);
    const link = await linkInMail(test.app, 'resume-link');
    const version = hiddenValue((await parent.browser.get(`${parent.draft}/foyer`)).html, 'version')!;
    await parent.send();
    const stranger = new Browser(test.app);
    const shown = await stranger.get(link);
    expect(shown.url).toBe('/suivre');
    expect(textOf(shown.html)).toContain('Ce dossier a déjà été envoyé');
    // Whoever goes back to a page of the draft, or sends it from another window, reads the receipt.
    for (const again of [
      await parent.browser.get(`${parent.draft}/foyer`),
      await parent.browser.post(`${parent.draft}/foyer`, { ...HOUSEHOLD, version }),
    ]) {
      expect(again.url).toBe(`${parent.draft}/recu`);
      expect(textOf(again.html)).toContain('Ce dossier a déjà été envoyé : rien n’y a été changé ici.');
    }
  });

  it('an address that cannot be read, or too long a one, gives a page', async () => {
    for (const address of ['/dossier/%ff', `/suivre/${'a'.repeat(5000)}`]) {
      const shown = await new Browser(test.app).get(address);
      expect(shown.html).toContain('<html lang="fr"');
    }
  });

  it('keeps the input of a window that comes second', async () => {
    const parent = new Parent(test.app);
    await parent.start();
    const version = hiddenValue((await parent.browser.get(`${parent.draft}/foyer`)).html, 'version')!;
    await parent.fill('foyer', HOUSEHOLD);
    const late = await parent.browser.post(`${parent.draft}/foyer`, { ...HOUSEHOLD, dependentChildren: '7', version });
    expect(late.status).toBe(409);
    expect(textOf(late.html)).toContain('modifié depuis une autre fenêtre');
    expect(late.html).toContain('value="7"');
    // The page now carries the new version: saving again works.
    const again = await parent.browser.post(`${parent.draft}/foyer`, {
      ...HOUSEHOLD,
      dependentChildren: '7',
      version: hiddenValue(late.html, 'version')!,
    });
    expect(again.status).toBe(200);
    expect(
      (await reader.find(Draft, { order: { createdAt: 'DESC' }, take: 1 }))[0]!.form.household.dependentChildren,
    ).toBe(7);
  });

  it('does not send before the essential answers are given, and links to their pages', async () => {
    const parent = new Parent(test.app);
    await parent.start();
    await parent.fill('enfant/1', BORN);
    const refused = await parent.send();
    expect(refused.status).toBe(422);
    expect(textOf(refused.html)).toContain('Il manque des réponses pour envoyer votre dossier');
    for (const path of ['responsable/1', 'besoin/1', 'voeux/1'])
      expect(refused.html).toContain(`href="${parent.draft}/${path}"`);
    expect(refused.html).not.toContain('{');
  });

  it('gives the second sending of a family a receipt like any other’s, and changes nothing of its dossier', async () => {
    const first = new Parent(test.app);
    const adult = { ...ADULT, surname: 'Moreau', phone: '06 44 44 44 44', email: 'moreau@exemple.fr' };
    await first.deposit(adult, { ...BORN, firstName: 'Iris', surname: 'Moreau' });
    const [dossier] = await reader.find(Dossier, { order: { submittedAt: 'DESC', id: 'DESC' }, take: 1 });

    const second = new Parent(test.app);
    const receipt = await second.deposit(adult, { ...BORN, firstName: 'Noé', surname: 'Moreau', birthYear: '2025' });
    const stranger = new Parent(test.app);
    const other = await stranger.deposit(
      { ...adult, surname: 'Autre', phone: '06 44 44 44 45', email: 'autre@exemple.fr' },
      { ...BORN, firstName: 'Noé', surname: 'Autre', birthYear: '2025' },
    );
    const said = (html: string): string =>
      textOf(html)
        .replace(/[A-Z0-9]{4}-[A-Z0-9]{4}/g, 'NUMÉRO')
        .replace(/\S…\S@exemple/, 'ADRESSE@exemple');
    expect([receipt.status, said(receipt.html)]).toEqual([other.status, said(other.html)]);
    expect(textOf(receipt.html)).not.toContain(dossier!.number);
    const follows = await second.browser.get('/mon-dossier');
    expect([follows.status, textOf(follows.html).includes('Iris')]).toEqual([200, false]);
    expect((await second.browser.get(`${second.draft}/recu.pdf`)).status).toBe(200);
    // Who holds the first key sees its own child, and no other.
    const own = textOf((await first.browser.get('/mon-dossier')).html);
    expect([own.includes('Iris'), own.includes('Noé')]).toEqual([true, false]);
  });

  it('is filled at the counter by an agent, with answers left open', async () => {
    const agent = new Parent(test.app);
    await agent.browser.signIn(STAFF['agent']!.email, PASSWORD);
    await agent.start();
    // Nothing was written yet: a dossier of nobody is not sent, and each name that is missing is one link away.
    const empty = await agent.send();
    expect(empty.status).toBe(422);
    expect(textOf(empty.html)).toContain('Il manque des réponses pour envoyer le dossier');
    for (const [field, path] of [
      ['nom du responsable', 'responsable/1'],
      ['nom de l’enfant', 'enfant/1'],
    ]) {
      expect(textOf(empty.html)).toContain(field);
      expect(empty.html).toContain(`href="${agent.draft}/${path}"`);
    }
    await agent.fill('responsable/1', { surname: 'Comptoir' });
    const half = await agent.send();
    expect([
      half.status,
      textOf(half.html).includes('Comptoir'),
      await reader.count(ChildRequest, { surname: 'Comptoir' }),
    ]).toEqual([422, true, 0]);
    await agent.fill('enfant/1', { born: 'expected', surname: 'Comptoir' });
    expect((await agent.fill('responsable/1', { surname: 'Comptoir', phone: '12' })).status).toBe(422);
    const receipt = await agent.send();
    expect(receipt.status).toBe(200);
    expect(textOf(receipt.html)).toContain('Le dossier de la famille est bien reçu');
    expect(textOf(receipt.html)).toContain('Texte à valider par le service juridique');
    const [request] = await reader.find(ChildRequest, { where: { surname: 'Comptoir' } });
    expect(request!.gaps).toEqual(expect.arrayContaining(['child.birthDate', 'need.week', 'wishes']));
    expect((await agent.browser.get(`${agent.draft}/recu.pdf`)).status).toBe(200);
  });
});
