import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Forgetting } from '../../src/dossier/dossier/index.js';
import { Adult, ChildRequest, Dossier, Draft } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { ProposedChange } from '../../src/dossier/dossier/persistence/proposed-change.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { clockOf, seedCommissions } from '../support/commission.js';
import type { FieldValues, Form, Page } from '../support/page.js';
import { signedIn } from '../support/people.js';

const TODAY = '2026-11-24T09:00:00.000Z';
const HERE = '/rpe/saisie';
const CHECK = 'Vérifier avec la famille';
const FILE = 'Envoyer le dossier de la famille';

describe.each(DATABASES)('the counter, on one page (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let agent: Browser;
  let colleague: Browser;
  let other: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo(TODAY);
    reader = test.app.get(Reader);
    agent = await signedIn(test.app, 'agent');
    colleague = await signedIn(test.app, 'colleague');
    other = await signedIn(test.app, 'otherAgent');
  });
  afterAll(() => test.close());

  /** What a family says at the counter. Each has another name, so that no two are one. */
  const says = (surname: string, more: FieldValues = {}): FieldValues => ({
    'responsable1-firstName': 'Inès',
    'responsable1-surname': surname,
    'responsable1-email': `${surname.toLowerCase()}@exemple.fr`,
    'responsable1-addressLine': '4 rue des Acacias',
    'responsable1-situation': 'working',
    'foyer1-loneParent': 'yes',
    'enfant1-firstName': 'Noam',
    'enfant1-surname': surname,
    'enfant1-birthDay': '2',
    'enfant1-birthMonth': '3',
    'enfant1-birthYear': '2026',
    'besoin1-wantedFromDay': '4',
    'besoin1-wantedFromMonth': '1',
    'besoin1-wantedFromYear': '2027',
    'besoin1-workdays': 'yes',
    'besoin1-commonStart': '8:00',
    'besoin1-commonEnd': '17:30',
    'voeux1-1': 'e:ma-71306',
    'accords1-shareWithProviders': 'yes',
    ...more,
  });
  const enters = async (fields: FieldValues, from = HERE): Promise<Page> =>
    agent.presses((await agent.opens(from)).button(CHECK), fields);
  const files = async (surname: string, more: FieldValues = {}): Promise<ChildRequest> => {
    const check = await enters(says(surname, more));
    await agent.presses(check.button(FILE));
    return (await reader.findOne(ChildRequest, { surname }))!;
  };
  /** The search of the page, and not that of the whole site. */
  const searchIn = (page: Page): Form => page.form('/rpe/saisie/chercher');
  const finds = async (who: Browser, text: string): Promise<Page> =>
    who.presses(searchIn(await who.opens(HERE)), { text });
  const idIn = (page: Page): string => /[0-9a-f-]{36}/.exec(page.url)![0];

  it('files a new family from two pages, without script', async () => {
    const empty = await agent.opens(HERE);
    const form = empty.button(CHECK).form;
    // What is most often so stands there to be seen.
    expect([form.value('responsable1-communeCode'), form.value('enfant1-born'), form.value('besoin1-kind')]).toEqual([
      '71306',
      'born',
      'regular',
    ]);
    expect(empty.text).toContain('Demande reçue le 24 novembre 2026, au guichet');
    const check = await agent.presses(empty.button(CHECK), says('Nouvelle'));
    expect(check.url).toBe(`${HERE}/${idIn(check)}/verifier`);
    expect(check.text).toContain('lundi de 8 h à 17 h 30');
    expect(check.text).toContain('Par e-mail : nouvelle@exemple.fr');
    expect(check.text).toContain('a lu ses réponses ou qu’elles lui ont été lues');
    const receipt = await agent.presses(check.button(FILE));
    const request = (await reader.findOne(ChildRequest, { surname: 'Nouvelle' }))!;
    expect(receipt.heading).toContain('bien reçu');
    expect(receipt.hasLinkTo(request.id)).toBe(true);
    expect(receipt.hasLinkTo(/\/recu\.pdf$/)).toBe(true);
    expect(request).toMatchObject({ firstName: 'Noam', state: 'submitted', communeCode: '71306' });
    expect(Object.keys(request.need.week!)).toEqual(['mon', 'tue', 'wed', 'thu', 'fri']);
    const [sent] = await reader.find(Message, { where: { dossierId: request.dossierId, kind: 'receipt' } });
    expect(sent).toMatchObject({ channel: 'email', recipient: 'nouvelle@exemple.fr' });
  });

  it('gives the receipt where the family wants it: on paper, nothing is written', async () => {
    const check = await enters(says('Papier'));
    const receipt = await agent.presses(check.button(FILE), { receiptBy: 'paper' });
    const request = (await reader.findOne(ChildRequest, { surname: 'Papier' }))!;
    expect(await reader.count(Message, { dossierId: request.dossierId })).toBe(0);
    expect(receipt.text).toContain('imprimez l’accusé de réception');
    const letter = await enters(says('Courrier'));
    await agent.presses(letter.button(FILE), { receiptBy: 'letter' });
    const written = (await reader.findOne(ChildRequest, { surname: 'Courrier' }))!;
    const [sent] = await reader.find(Message, { where: { dossierId: written.dossierId, kind: 'receipt' } });
    expect(sent).toMatchObject({ channel: 'letter' });
    // A way that the family has not got.
    const none = await enters(says('Sans', { 'responsable1-email': '', 'responsable1-phone': '03 85 00 00 01' }));
    const refused = await agent.sends(`${HERE}/${idIn(none)}/envoyer`, {
      version: none.button(FILE).form.value('version')!,
      receiptBy: 'sms',
    });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('L’accusé de réception : dites')]);
    expect(await reader.findOne(ChildRequest, { surname: 'Sans' })).toBeNull();
  });

  it('keeps what was typed, names each field that cannot be taken, and keeps the rest', async () => {
    const refused = await enters(
      says('Erreur', {
        'responsable1-email': 'pas un mail',
        'besoin1-commonStart': 'midi',
        'enfant1-birthMonth': '13',
      }),
    );
    expect(refused.status).toBe(422);
    const form = refused.button(CHECK).form;
    expect(['responsable1-email', 'besoin1-commonStart', 'enfant1-birthMonth'].map((name) => form.value(name))).toEqual(
      ['pas un mail', 'midi', '13'],
    );
    for (const field of ['responsable1-email', 'besoin1-commonStart', 'enfant1-birth'])
      expect(refused.links.map(({ href }) => href)).toContainEqual(expect.stringContaining(`#${field}`));
    // A crash now loses nothing that could be taken.
    const [draft] = await reader.find(Draft, { order: { updatedAt: 'DESC', id: 'DESC' }, take: 1 });
    expect(draft!.form.children[0]!.wishes).toHaveLength(1);
    const put = await agent.presses(refused.button(CHECK), {
      'responsable1-email': 'erreur@exemple.fr',
      'besoin1-commonStart': '8:00',
      'enfant1-birthMonth': '3',
    });
    expect(put.url).toContain('/verifier');
    expect(put.text).toContain('lundi de 8 h à 17 h 30');
  });

  it('asks for the two names without which nobody finds a dossier again', async () => {
    const refused = await enters({});
    expect(refused.status).toBe(422);
    for (const field of ['responsable1-surname', 'enfant1-surname'])
      expect(refused.links.map(({ href }) => href)).toContain(`#${field}`);
  });

  it('takes a second adult, another child and another wish in place', async () => {
    const empty = await agent.opens(HERE);
    const two = await agent.presses(empty.button('Ajouter un enfant'), says('Fratrie', { 'enfant1-birthMonth': '13' }));
    // Although one answer cannot be taken, the other child is there, and all that was typed.
    expect([two.status, two.button(CHECK).form.value('enfant1-birthMonth')]).toEqual([422, '13']);
    expect(two.text).toContain('Noam');
    const adult = await agent.presses(two.button('Ajouter un second responsable'), { 'enfant1-birthMonth': '3' });
    expect(adult.status).toBe(200);
    const wish = await agent.presses(adult.button('Ajouter un vœu'), {
      'responsable2-firstName': 'Yann',
      'responsable2-surname': 'Fratrie',
      'foyer1-loneParent': 'no',
      'enfant2-firstName': 'Maya',
      'enfant2-surname': 'Fratrie',
      'enfant2-birthDay': '1',
      'enfant2-birthMonth': '2',
      'enfant2-birthYear': '2024',
    });
    const check = await agent.presses(wish.button(CHECK), { 'voeux1-2': 'm:childminder:71040' });
    await agent.presses(check.button(FILE));
    const children = await reader.find(ChildRequest, { where: { surname: 'Fratrie' }, order: { firstName: 'ASC' } });
    expect(children.map(({ firstName }) => firstName)).toEqual(['Maya', 'Noam']);
    expect(await reader.count(Adult, { dossierId: children[0]!.dossierId })).toBe(2);
    // Of several, a sentence says whose answer it is about.
    const again = await agent.presses((await agent.opens(HERE)).button('Ajouter un enfant'), says('Plusieurs'));
    const wrong = await agent.presses(again.button(CHECK), { 'enfant2-firstName': 'Lou', 'enfant2-birthMonth': '13' });
    expect(wrong.text).toMatch(/Il y a un problème .*enfant 2.* :/i);
  });

  it('finds a known family, and adds a child to it with one press', async () => {
    const known = await files('Connue');
    const page = await finds(agent, 'connue');
    expect([page.status, page.url.includes('Connue')]).toEqual([200, false]);
    expect(searchIn(page).value('text')).toBe('connue');
    expect(page.text).toContain('Noam Connue');
    const adding = await agent.presses(page.form('/completer').buttons[0]!);
    const form = adding.button(CHECK).form;
    expect([form.value('responsable1-email'), form.value('enfant1-surname')]).toEqual(['connue@exemple.fr', 'Connue']);
    expect(adding.text).toContain('est complété');
    const check = await agent.presses(adding.button(CHECK), {
      'enfant1-firstName': 'Zoé',
      'enfant1-birthDay': '5',
      'enfant1-birthMonth': '6',
      'enfant1-birthYear': '2025',
      'responsable1-phone': '06 99 88 77 66',
      'responsable1-situation': 'studying',
    });
    // Before it is sent: what is noted at once, and what waits.
    expect(check.text).toMatch(/Téléphone .*06 99 88 77 66 Notée tout de suite/);
    expect(check.text).toMatch(/Situation Travaille En études ou en formation Proposée : à décider/);
    await agent.presses(check.button(FILE));
    const requests = await reader.find(ChildRequest, { where: { dossierId: known.dossierId } });
    expect(requests.map(({ firstName }) => firstName).sort()).toEqual(['Noam', 'Zoé']);
    const [adult] = await reader.find(Adult, { where: { dossierId: known.dossierId } });
    expect(adult).toMatchObject({ phone: '0699887766', details: { situation: 'working' } });
    expect(await reader.count(ProposedChange, { dossierId: known.dossierId, state: 'open' })).toBe(1);
  });

  it('notes at once what the family confirms, where it is known by what was typed', async () => {
    const known = await files('Confirmee');
    const check = await enters(says('Confirmee', { 'responsable1-situation': 'studying' }));
    expect(check.text).toContain('La famille est déjà connue');
    await agent.presses(check.button(FILE), { confirmed: 'yes' });
    const [adult] = await reader.find(Adult, { where: { dossierId: known.dossierId } });
    expect(adult!.details.situation).toBe('studying');
    expect(await reader.count(ChildRequest, { dossierId: known.dossierId })).toBe(1);
    expect(await reader.count(ProposedChange, { dossierId: known.dossierId, state: 'open' })).toBe(0);
  });

  it('shows nothing of a family of another desk, and completes none', async () => {
    const known = await files('Ailleurs');
    const { number } = (await reader.findOne(Dossier, { id: known.dossierId }))!;
    for (const text of ['Ailleurs', number, 'ailleurs@exemple.fr']) {
      const page = await finds(other, text);
      expect([page.status, page.text.includes('Noam Ailleurs')]).toEqual([200, false]);
    }
    const pressed = await other.post(`${HERE}/completer`, { requestId: known.id });
    expect(pressed.status).toBe(404);
    // Typed again by the other desk, the family is not read before it is sent either.
    const check = await other.presses((await other.opens(HERE)).button(CHECK), says('Ailleurs'));
    expect([check.status, check.text.includes(number)]).toEqual([200, false]);
  });

  it('files once, however often the button is pressed', async () => {
    const check = await enters(says('Deuxfois'));
    const [first, second] = await Promise.all([agent.presses(check.button(FILE)), agent.presses(check.button(FILE))]);
    expect([first.url, second.url]).toEqual([first.url, first.url]);
    expect(first.url).toMatch(/\/recu$/);
    expect(await reader.count(ChildRequest, { surname: 'Deuxfois' })).toBe(1);
    // Who goes back to a page of it reads its receipt.
    expect((await agent.opens(`${HERE}/${idIn(check)}`)).url).toMatch(/\/recu$/);
    // The button of the first page, pressed twice, keeps one draft.
    const empty = await agent.opens(HERE);
    const pressed = await Promise.all([1, 2].map(() => agent.presses(empty.button(CHECK), says('Uneseule'))));
    expect(pressed.map(({ url }) => url)).toEqual([pressed[0]!.url, pressed[0]!.url]);
    expect(pressed[0]!.url).toMatch(/\/verifier$/);
  });

  it('belongs to the agent who began it; two windows lose nothing', async () => {
    const check = await enters(says('Fenetres'));
    const id = idIn(check);
    for (const path of [`${HERE}/${id}`, `${HERE}/${id}/verifier`])
      expect((await colleague.get(path)).status).toBe(404);
    expect((await agent.opens(HERE)).hasLinkTo(id)).toBe(true);
    const [one, two] = [await agent.opens(`${HERE}/${id}`), await agent.opens(`${HERE}/${id}`)];
    await agent.presses(one.button('Garder pour plus tard'), { 'responsable1-firstName': 'Premier' });
    const late = await agent.presses(two.button(CHECK), { 'responsable1-firstName': 'Second' });
    expect([late.status, late.button(CHECK).form.value('responsable1-firstName')]).toEqual([409, 'Second']);
    // What was read to the family is not what would be filed now.
    expect((await agent.presses(check.button(FILE))).status).toBe(409);
    expect((await agent.get(`${HERE}/${newId()}/verifier`)).status).toBe(404);
    expect((await agent.get(`${HERE}/rien`)).status).toBe(404);
  });

  it('forgets what was copied from a family that is erased', async () => {
    const known = await files('Oubliee');
    const adding = await agent.presses((await finds(agent, 'Oubliee')).form('/completer').buttons[0]!);
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(Forgetting).eraseDossier(tx, SYSTEM, known.dossierId, () => null));
    expect(await reader.findOne(Draft, { id: idIn(adding) })).toBeNull();
  });
});
