import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Forgetting } from '../../src/dossier/dossier/index.js';
import { ChildRequest, Dossier, Draft } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { ProposedChange } from '../../src/dossier/dossier/persistence/proposed-change.entities.js';
import { PointFiling } from '../../src/first-desk/reception-points/persistence/reception-points.entities.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { StaffAccount } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { clockOf, seedCommissions } from '../support/commission.js';
import type { FieldValues, Page } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';
import { STAFF } from '../support/seed.js';

const TODAY = '2026-11-24T09:00:00.000Z';
const COUNTER = '/rpe/saisie';
const LIST = '/point-d-accueil';
const CHECK = 'Vérifier avec la famille';
const FILE = 'Envoyer le dossier de la famille';

describe.each(DATABASES)('points d’accueil (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let door: Browser;
  let doorColleague: Browser;
  let otherDoor: Browser;
  let agent: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo(TODAY);
    reader = test.app.get(Reader);
    door = await signedIn(test.app, 'door');
    // The agent of another desk works at the town hall instead.
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.update(StaffAccount, { email: STAFF['otherAgent']!.email }, { grants: [...STAFF['door']!.grants] }),
      );
    doorColleague = await signedIn(test.app, 'otherAgent');
    otherDoor = await signedIn(test.app, 'otherDoor');
    agent = await signedIn(test.app, 'agent');
  });
  afterAll(() => test.close());

  const says = (surname: string, more: FieldValues = {}): FieldValues => ({
    'responsable1-firstName': 'Inès',
    'responsable1-surname': surname,
    'responsable1-email': `${surname.toLowerCase()}@exemple.fr`,
    'responsable1-communeCode': '71306',
    'enfant1-firstName': 'Noam',
    'enfant1-surname': surname,
    'enfant1-birthDay': '2',
    'enfant1-birthMonth': '3',
    'enfant1-birthYear': '2026',
    'voeux1-1': 'e:ma-71306',
    ...more,
  });
  const files = async (who: Browser, surname: string, more: FieldValues = {}, from = COUNTER): Promise<Page> => {
    const check = await who.presses((await who.opens(from)).button(CHECK), says(surname, more));
    return who.presses(check.button(FILE), { receiptBy: 'paper' });
  };
  const requestOf = async (surname: string): Promise<ChildRequest> =>
    (await reader.findOne(ChildRequest, { surname }))!;
  const numberOf = async (surname: string): Promise<string> =>
    (await reader.findOne(Dossier, { id: (await requestOf(surname)).dossierId }))!.number;
  const finds = async (who: Browser, text: string): Promise<Page> =>
    who.presses((await who.opens('/personnel')).form('/personnel/chercher'), { text });
  const idIn = (page: Page): string => /[0-9a-f-]{36}/.exec(page.url)![0];
  const proves = async (who: Browser, number: string, date: [string, string, string]): Promise<Page> =>
    who.presses((await who.opens(`${LIST}/completer`)).button('Compléter le dossier'), {
      number,
      birthDay: date[0],
      birthMonth: date[1],
      birthYear: date[2],
    });

  it('files a dossier for a family present, and follows in short what it filed', async () => {
    const empty = await door.opens(COUNTER);
    expect(empty.text).toContain('Demande reçue le 24 novembre 2026, au point d’accueil.');
    expect(empty.text).not.toContain('Famille déjà connue');
    const receipt = await files(door, 'Deposee');
    const request = await requestOf('Deposee');
    const number = await numberOf('Deposee');
    expect(receipt.text).toContain(number);
    expect(receipt.hasLinkTo(request.id)).toBe(false);
    expect(receipt.hasLinkTo(/\/copie$/)).toBe(false);
    expect(await reader.findOne(Dossier, { number })).toMatchObject({ origin: 'door', arrivedForId: null });
    // Both who work at the point see it; another point does not.
    for (const who of [door, doorColleague]) {
      const list = await who.opens(LIST);
      expect(list.text).toContain(number);
      expect(list.text).toContain('Noam');
      expect(list.text).not.toContain('Deposee');
      expect(list.text).toContain('Reçue');
    }
    expect((await otherDoor.opens(LIST)).text).not.toContain(number);
    const own = await door.opens((await door.opens(LIST)).link('Noam').href);
    expect([own.heading, own.text.includes('Deposee')]).toEqual([`Dépôt pour Noam (${number})`, false]);
    expect(own.text).toContain('La date d’entrée souhaitée');
    expect((await otherDoor.get(own.url)).status).toBe(404);
    expect((await door.opens(`${LIST}?etape=closed`)).text).toContain('Aucun dépôt');
    expect((await door.opens(`${LIST}?mois=2026-11`)).text).toContain(number);
    const filing = (await reader.findOne(PointFiling, { requestId: request.id }))!;
    const paper = await doorColleague.get(`${LIST}/${filing.id}/recu.pdf`);
    expect([paper.status, paper.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect((await otherDoor.get(`${LIST}/${filing.id}/recu.pdf`)).status).toBe(404);
    // Its desk reads who filed it and when.
    const shown = await agent.opens(`/rpe/demandes/${request.id}`);
    expect(shown.text).toContain('Déposé à un point d’accueil : Mairie de Montceau.');
    const filers = await agent.opens(`/rpe/demandes/${request.id}/point-d-accueil`);
    expect(filers.text).toContain('Déposé : Mairie de Montceau, le 24 novembre 2026');
    expect(filers.text).toContain('par Accueil de la mairie');
  });

  it('opens nothing of the desk, of another point or of another draft', async () => {
    const request = await requestOf('Deposee');
    for (const path of [
      `/rpe/demandes/${request.id}`,
      `/rpe/demandes/${request.id}/point-d-accueil`,
      `/rpe/demandes/${request.id}/repondre`,
      '/rpe',
      '/rpe/sollicitations',
      '/chiffres/points-d-accueil',
      '/administration/points-d-accueil',
    ])
      expect([path, (await door.get(path)).status]).toEqual([path, 404]);
    const begun = await door.presses((await door.opens(COUNTER)).button('Garder pour plus tard'), says('Brouillon'));
    const draftId = idIn(begun);
    for (const [who, status] of [
      [otherDoor, 404],
      [agent, 404],
      [doorColleague, 200],
    ] as const)
      expect((await who.get(`${COUNTER}/${draftId}`)).status).toBe(status);
    const searched = await door.sends(`${COUNTER}/chercher`, { text: 'Deposee' });
    const completed = await door.sends(`${COUNTER}/completer`, { requestId: request.id });
    expect([searched.status, completed.status]).toEqual([404, 404]);
    // The agent's own draft is its own.
    const agents = await agent.presses((await agent.opens(COUNTER)).button('Garder pour plus tard'), says('Agent'));
    expect((await door.get(`${COUNTER}/${idIn(agents)}`)).status).toBe(404);
    // The search of the site finds what it filed, and nobody else.
    await files(agent, 'Voisine', { 'enfant1-firstName': 'Zelie' });
    expect((await finds(door, 'Zelie')).text).not.toContain(await numberOf('Voisine'));
    expect((await finds(door, 'Noam')).text).toContain(await numberOf('Deposee'));
  });

  it('tells nothing where the family is known already: the deposit waits for the family or its desk', async () => {
    await files(agent, 'Connue');
    const known = await requestOf('Connue');
    const check = await door.presses(
      (await door.opens(COUNTER)).button(CHECK),
      says('Connue', { 'responsable1-firstName': 'Ines' }),
    );
    expect(check.text).not.toContain('déjà connue');
    const receipt = await door.presses(check.button(FILE), { receiptBy: 'paper' });
    expect(receipt.text).not.toContain(await numberOf('Connue'));
    const arrival = (await reader.findOne(Dossier, { arrivedForId: known.dossierId }))!;
    expect(receipt.text).toContain(arrival.number);
    expect(arrival.origin).toBe('door');
    const list = await door.opens(`${LIST}?etape=received`);
    expect(list.text).toContain(arrival.number);
    // It looks like the deposit of a family that nobody knew, then and after somebody took it in.
    const looks = async (): Promise<unknown[]> => {
      const filing = (await reader.findOne(PointFiling, { number: arrival.number }))!;
      const page = await door.opens(`${LIST}/${filing.id}`);
      return [
        page.text.includes('La date d’entrée souhaitée'),
        page.heading,
        (await door.get(`${LIST}/${filing.id}/recu.pdf`)).status,
        (await door.opens(`${LIST}?manque=oui`)).text.includes(arrival.number),
      ];
    };
    const atFirst = [true, `Dépôt pour Noam (${arrival.number})`, 200, true];
    expect(await looks()).toEqual(atFirst);
    const arrived = (await reader.findOne(ChildRequest, { dossierId: arrival.id }))!;
    await test.app
      .get(UnitOfWork)
      .run((tx) => tx.update(ChildRequest, { id: arrived.id }, { joinedIntoId: known.id, dossierId: known.dossierId }));
    expect(await looks()).toEqual(atFirst);
  });

  it('completes a dossier that a family present proves, and reads nothing of it', async () => {
    await files(agent, 'Prouvee', { 'responsable1-addressLine': '4 rue des Acacias' });
    const held = await requestOf('Prouvee');
    const number = await numberOf('Prouvee');
    const wrong = await proves(door, number, ['3', '3', '2026']);
    const nobody = await proves(door, 'K7MX-42PD', ['2', '3', '2026']);
    for (const refused of [wrong, nobody]) {
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('Aucun dossier n’a ce numéro et cette date de naissance.');
    }
    expect(await reader.count(AuditEvent, { action: 'reception-point.proof-failed' })).toBe(2);
    const form = await proves(door, number.toLowerCase(), ['2', '3', '2026']);
    expect(form.url).toMatch(new RegExp(`^${COUNTER}/[0-9a-f-]{36}$`));
    for (const unread of ['Acacias', 'Prouvee', 'prouvee@exemple.fr']) expect(form.source).not.toContain(unread);
    await files(door, 'Prouvee', { 'responsable1-phone': '06 12 34 56 78' }, form.url);
    const arrival = (await reader.findOne(Dossier, { arrivedForId: held.dossierId }))!;
    const brought = await reader.find(ProposedChange, { where: { dossierId: held.dossierId, arrivalId: arrival.id } });
    expect(brought.map(({ source, state }) => [source, state])).toContainEqual(['door', 'open']);
    expect(await reader.findOne(PointFiling, { dossierId: arrival.id })).toMatchObject({ kind: 'completed' });
    expect((await door.opens(LIST)).text).toContain(`${arrival.number} · complément`);
  });

  it('stops who guesses numbers, whoever it is', async () => {
    const tries = [];
    for (let day = 1; day <= 6; day += 1)
      tries.push((await proves(otherDoor, 'K7MX-42PD', [String(day), '3', '2026'])).status);
    expect(tries).toEqual([422, 422, 422, 422, 422, 429]);
    const number = await numberOf('Prouvee');
    expect((await proves(otherDoor, number, ['2', '3', '2026'])).status).toBe(429);
  });

  it('notes enquiries, calls back, and counts its own', async () => {
    const page = await door.opens(`${LIST}/sollicitations`);
    const refused = await door.presses(page.button('Noter la sollicitation'), { who: 'Mme Dupré' });
    expect([refused.status, refused.button('Noter la sollicitation').form.value('who')]).toEqual([422, 'Mme Dupré']);
    await door.presses(page.button('Noter la sollicitation'), {
      subject: 'cost',
      who: 'Mme Dupré',
      phone: '03 85 00 00 07',
      callBackDay: '24',
      callBackMonth: '11',
      callBackYear: '2026',
    });
    expect((await door.opens('/personnel')).text).toContain('Mme Dupré');
    expect((await otherDoor.opens('/personnel')).text).not.toContain('Mme Dupré');
    // What the point noted is its own; the desk neither lists it nor calls back.
    expect((await agent.opens('/rpe/sollicitations')).text).not.toContain('Mme Dupré');
    expect((await agent.opens('/personnel')).text).not.toContain('Mme Dupré');
    const list = await door.opens(`${LIST}/sollicitations`);
    const called = list.button('Rappelée');
    expect((await otherDoor.sends(called.action, { version: '1' })).status).toBe(404);
    expect((await door.presses(called)).text).toContain('la personne a été rappelée');
    const figures = await door.opens(`${LIST}/chiffres`);
    expect(figures.text).toContain('novembre 2026');
    const csv = await door.get(`${LIST}/chiffres/mois.csv`);
    expect(csv.bytes.toString()).toMatch(/novembre 2026[;,]2[;,]1[;,]1[;,]0[;,]3/);
    expect((await door.get(`${LIST}/chiffres/mois.xlsx`)).status).toBe(200);
    const coordinator = await signedIn(test.app, 'coordinator');
    const all = await coordinator.opens('/chiffres/points-d-accueil');
    expect(all.text).toContain('Mairie de Montceau (mairie)');
    expect(all.text).toContain('non montré');
  });

  it('loses nothing when two press at once, and when a role goes while a draft is open', async () => {
    const check = await door.presses((await door.opens(COUNTER)).button(CHECK), says('Ensemble'));
    const press = check.button(FILE);
    await Promise.all([door.presses(press, { receiptBy: 'paper' }), door.presses(press, { receiptBy: 'paper' })]);
    const { id } = await requestOf('Ensemble');
    expect(await reader.count(PointFiling, { requestId: id })).toBe(1);
    const begun = await door.presses((await door.opens(COUNTER)).button('Garder pour plus tard'), says('Retiree'));
    const draftId = idIn(begun);
    const email = STAFF['door']!.email;
    const grants = (is: StaffAccount['grants']): Promise<unknown> =>
      test.app.get(UnitOfWork).run((tx) => tx.update(StaffAccount, { email }, { grants: is }));
    await grants([{ role: 'auditor' }]);
    expect((await door.get(`${COUNTER}/${draftId}`)).status).toBe(404);
    expect((await door.get(LIST)).status).toBe(404);
    // A colleague of the point goes on with what was kept.
    expect((await doorColleague.opens(COUNTER)).text).toContain('Noam Retiree');
    await files(doorColleague, 'Retiree', {}, `${COUNTER}/${draftId}`);
    expect(await reader.findOne(Draft, { id: draftId })).toMatchObject({
      dossierId: (await requestOf('Retiree')).dossierId,
    });
    await grants([...STAFF['door']!.grants]);
  });

  it('leaves the list when the family asks, when it is forgotten, and after its time', async () => {
    const request = await requestOf('Deposee');
    const number = await numberOf('Deposee');
    const family = await familyOf(test.app, request, '2026-03-02');
    const own = await family.opens((await family.opens('/mon-dossier')).link('Points d’accueil').href);
    expect(own.text).toContain(
      'Mairie de Montceau, dépôt du 24 novembre 2026 : voit l’étape jusqu’au 24 novembre 2027',
    );
    const hidden = await family.presses(own.button('Ne plus montrer ma demande'));
    expect(hidden.text).toContain('ne voit plus rien');
    // Nor is its receipt read on by who typed it.
    const { draftId } = (await reader.findOne(PointFiling, { requestId: request.id }))!;
    expect((await door.get(`/dossier/${draftId}/recu`)).status).toBe(404);
    expect((await door.opens(LIST)).text).not.toContain(number);
    expect((await agent.opens(`/rpe/demandes/${request.id}/point-d-accueil`)).text).toContain('ne veut plus');
    const forgotten = await requestOf('Retiree');
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(Forgetting).eraseDossier(tx, SYSTEM, forgotten.dossierId, () => null));
    expect(await reader.findOne(PointFiling, { requestId: forgotten.id })).toBeNull();
    const kept = await numberOf('Ensemble');
    expect((await door.opens(LIST)).text).toContain(kept);
    clockOf(test.app).travelTo('2027-11-25T09:00:00.000Z');
    const later = await signedIn(test.app, 'door');
    expect((await later.opens(LIST)).text).not.toContain(kept);
    clockOf(test.app).travelTo(TODAY);
  });
});
