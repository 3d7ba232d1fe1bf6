import { IsNull, Not } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { FamilyExport, findDossier, Forgetting } from '../../src/dossier/dossier/index.js';
import { Enquiry } from '../../src/first-desk/triage/persistence/triage.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addDays, instantAt } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, seedCommissions } from '../support/commission.js';
import { recordedOf, runDueJobs } from '../support/kept.js';
import { dayFields, expectRefusal, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { COORDINATOR } from '../support/placement-world.js';

const LIST = '/rpe/sollicitations';
const TODAY = '2026-11-24';

describe.each(DATABASES)('what a desk does with an enquiry (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let agent: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    reader = test.app.get(Reader);
    await seedCommissions(test.app);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo(`${TODAY}T09:00:00.000Z`);
    await test.app.get(UnitOfWork).run((tx) => tx.delete(Enquiry, { id: Not(IsNull()) }));
    agent = await signedIn(test.app, 'agent');
  });
  afterAll(() => test.close());

  const notes = async (filled: Record<string, string>, by = agent): Promise<Page> =>
    by.presses((await by.opens(`${LIST}/noter`)).form(LIST), { channel: 'phone', subject: 'cost', ...filled });
  const kept = async (): Promise<Enquiry> => (await reader.find(Enquiry))[0]!;
  const opens = async (by = agent): Promise<Page> => by.opens(`${LIST}/${(await kept()).id}`);
  const rows = (page: Page): string[] => page.sentences('[data-row]');
  /** Enquiries as others noted them, the first one the oldest. */
  const noted = (many: number, more: (nth: number) => Partial<Enquiry> = () => ({})): Promise<unknown> =>
    test.app.get(UnitOfWork).run((tx) =>
      tx.insert(
        Enquiry,
        Array.from({ length: many }, (_, nth) => ({
          id: newId(),
          at: instantAt(addDays('2026-01-01', nth % 300), '10:00'),
          channel: 'phone' as const,
          deskId: 'rpe',
          communeCode: '71306',
          subject: 'cost',
          note: null,
          minutes: null,
          dossierId: null,
          requestId: null,
          loggedBy: 'staff:somebody',
          recordedAt: null,
          reference: null,
          who: `Personne ${'abcdefghij'[nth % 10]}`,
          callBackOn: null,
          awaitsAnswer: false,
          ...more(nth),
        })),
      ),
    );

  it('is noted with who, by which number, what was answered and when to call back', async () => {
    const list = await notes({
      who: 'Mme Aubry',
      phone: '06.12.34.56.78',
      means: 'spoken',
      answer: 'Le tarif dépend des revenus.',
      ...dayFields('callBack', '2026-11-26'),
    });
    expect(list.url).toBe(LIST);
    expect(rows(list)).toEqual([expect.stringMatching(/Mme Aubry.*Tarifs et aides.*Rappeler 26\/11\/2026/)]);
    expect(await kept()).toMatchObject({
      ...{ who: 'Mme Aubry', phone: '0612345678', awaitsAnswer: false, answeredOn: TODAY },
      ...{ callBackOn: '2026-11-26', answerMeans: 'spoken', answer: 'Le tarif dépend des revenus.' },
    });
    const page = await opens();
    expect(page.linkTo(/^tel:/).text).toBe('06 12 34 56 78');
    for (const said of ['Mme Aubry', 'De vive voix, le 24 novembre 2026', 'Le tarif dépend des revenus.'])
      expect(page.text).toContain(said);
  });

  it('by nobody is noted as such, and waits for an answer', async () => {
    expect(rows(await notes({}))).toEqual([expect.stringMatching(/N’a pas laissé son nom.*Répondre/)]);
    expect(await kept()).toMatchObject({ who: null, phone: null, awaitsAnswer: true, answeredOn: null });
  });

  it.each<[string, Record<string, string>, string]>([
    ['no number', { phone: '12' }, 'Écrivez le téléphone comme'],
    ['an address as a name', { who: 'www.exemple.fr' }, 'Écrivez le nom avec des lettres'],
    ['an answer without how it was given', { answer: 'Oui' }, 'Dites comment la réponse a été donnée'],
    ['a day that is none', dayFields('callBack', '2026-02-31'), 'Écrivez le jour du rappel'],
    ['a past day', dayFields('callBack', '2026-11-23'), 'Ce jour est passé'],
    ['a day far away', dayFields('callBack', '2027-11-23'), 'd’ici à trois mois'],
    ['somebody else’s number', { dossierNumber: 'K7MX-42PD' }, 'Aucun dossier de votre guichet'],
  ])('with %s is refused with a sentence, and what was typed is kept', async (_, filled, sentence) => {
    const refused = await notes({ note: 'Gardé', ...filled });
    expectRefusal(refused, sentence);
    expect(refused.form(LIST).value('note')).toBe('Gardé');
    expect(await reader.count(Enquiry)).toBe(0);
  });

  it('sent empty names every field that is missing', async () => {
    expect(Object.keys((await agent.sends(LIST, {})).errors)).toEqual(['channel', 'subject']);
  });

  it('is answered once: of two agents the second is told, and nothing is lost', async () => {
    await notes({ who: 'M. Ba' });
    const first = await opens();
    const colleague = await signedIn(test.app, 'colleague');
    const second = await opens(colleague);
    const answer = { means: 'mail', answer: 'La liste est partie.' };
    await agent.presses(first.form('/reponse'), answer);
    expect(await kept()).toMatchObject({ answerMeans: 'mail', answer: 'La liste est partie.', awaitsAnswer: false });
    expectRefusal(
      await colleague.presses(second.form('/reponse'), { means: 'paper', answer: 'Autre chose' }),
      'Quelqu’un a déjà noté la réponse.',
      409,
    );
    expectRefusal(
      await colleague.presses(second.form('/rappel'), dayFields('callBack', '2026-11-30')),
      'Quelqu’un a changé cette sollicitation entre-temps.',
      409,
    );
    expect(await kept()).toMatchObject({ answerMeans: 'mail', callBackOn: null, version: 2 });
  });

  it('at one moment by two agents is written once', async () => {
    await notes({});
    const colleague = await signedIn(test.app, 'colleague');
    const [mine, hers] = [await opens(), await opens(colleague)];
    const pages = await Promise.all([
      agent.presses(mine.form('/reponse'), { means: 'mail' }),
      colleague.presses(hers.form('/reponse'), { means: 'sms' }),
    ]);
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it.each([
    ['2026-11-25', 'Une réponse ne peut pas être donnée dans l’avenir'],
    ['2026-11-23', 'La réponse ne peut pas être plus ancienne'],
  ])('is not answered on %s', async (day, sentence) => {
    await notes({});
    const form = (await opens()).form('/reponse');
    const refused = await agent.presses(form, { means: 'mail', answer: 'Gardé', ...dayFields('answered', day) });
    expectRefusal(refused, sentence);
    expect(refused.form('/reponse').value('answer')).toBe('Gardé');
  });

  describe('of a family', () => {
    let family: Awaited<ReturnType<typeof anOrientedRequest>>;
    let number: string;
    beforeEach(async () => {
      family = await anOrientedRequest(test.app);
      number = (await findDossier(reader, family.dossierId))!.number;
    });
    const links = async (text: string): Promise<Page> => {
      const found = await agent.presses((await opens()).form('/recherche'), { text });
      return agent.presses(found.button('Rattacher'));
    };

    it('is linked later by the number of the dossier, stands on the request, and is unlinked', async () => {
      await notes({ who: 'Mme Aubry', note: 'Demande où en est son dossier' });
      const linked = await links(number);
      expect(linked.hasLinkTo(`/rpe/demandes/${family.requestId}`)).toBe(true);
      expect(await kept()).toMatchObject({
        ...{ requestId: family.requestId, dossierId: family.dossierId, communeCode: '71306' },
      });
      const request = await agent.opens(`/rpe/demandes/${family.requestId}`);
      expect(request.text).toContain('Demande où en est son dossier');
      expect(request.hasLinkTo(`${LIST}/${(await kept()).id}`)).toBe(true);
      await agent.presses((await opens()).button('Enlever le rattachement'));
      expect(await kept()).toMatchObject({ dossierId: null, requestId: null });
      expect((await agent.opens(`/rpe/demandes/${family.requestId}`)).text).not.toContain('où en est son dossier');
    });

    it('linked by one agent is not linked again by another from an older page', async () => {
      await notes({});
      const found = await agent.presses((await opens()).form('/recherche'), { text: number });
      await agent.presses(found.button('Rattacher'));
      expectRefusal(await agent.presses(found.button('Rattacher')), 'déjà rattachée à un dossier', 409);
    });

    it('of another desk is neither found nor linked', async () => {
      const other = await signedIn(test.app, 'otherAgent');
      await notes({}, other);
      const page = await opens(other);
      const found = await other.presses(page.form('/recherche'), { text: number });
      expect(found.text).toContain('Aucune famille de votre guichet ne correspond.');
      const forced = { version: '1', requestId: family.requestId };
      expect((await other.sends(`${LIST}/${(await kept()).id}/dossier`, forced)).status).toBe(404);
      expect(await kept()).toMatchObject({ dossierId: null });
    });

    it('is in the copy that the family has of its data, and is emptied when the family is forgotten', async () => {
      await notes({ who: 'Mme Aubry', phone: '0612345678', note: 'Un mot', means: 'mail', answer: 'Un autre' });
      await links(number);
      const copy = await test.app.get(FamilyExport).readAll([family.requestId]);
      expect(copy.get(family.requestId)!['enquiries']).toMatchObject([
        { who: 'Mme Aubry', phone: '0612345678', note: 'Un mot', answer: 'Un autre' },
      ]);
      await test.app
        .get(UnitOfWork)
        .run((tx) => test.app.get(Forgetting).eraseDossier(tx, COORDINATOR, family.dossierId, () => null));
      expect(await kept()).toMatchObject({
        ...{ who: null, phone: null, note: null, answer: null, dossierId: null, requestId: null },
        ...{ subject: 'cost', answeredOn: TODAY },
      });
    });
  });

  it('is shown to nobody but the agents of its desk', async () => {
    await notes({ who: 'Mme Discrète', phone: '0612345678' });
    const { id } = await kept();
    for (const role of ['otherAgent', 'director', 'coordinator', 'administrator', 'member']) {
      const somebody = await signedIn(test.app, role);
      for (const path of ['', `/${id}`, '/fichier.csv', '/chiffres']) {
        const answer = await somebody.get(`${LIST}${path}`);
        expect([role, path, answer.html.includes('Discrète') || answer.bytes.includes('Discrète')]).toEqual([
          ...[role, path, false],
        ]);
      }
      for (const act of ['reponse', 'rappel', 'rappel/fait', 'rappel/reporter', 'recherche', 'dossier', 'saisir'])
        expect([role, act, (await somebody.post(`${LIST}/${id}/${act}`, { version: '1' })).status]).not.toEqual([
          ...[role, act, 200],
        ]);
    }
    expect(await kept()).toMatchObject({ version: 1, answeredOn: null });
    expect((await agent.get(`${LIST}/n-importe-quoi`)).status).toBe(404);
  });

  describe('to call back', () => {
    const dayOf = async (browser: Browser) => (await browser.opens('/personnel')).links;

    it('comes to the day of the desk with its number, is put off, and is done once', async () => {
      await notes({ who: 'Mme Rappel', phone: '0612345678', ...dayFields('callBack', TODAY) });
      expect((await agent.opens('/personnel')).text).toMatch(/Mme Rappel.*06 12 34 56 78/);
      const before = await opens();
      await agent.presses(before.button('Dans une semaine'));
      expect(await kept()).toMatchObject({ callBackOn: '2026-12-01' });
      expect((await dayOf(agent)).map(({ text }) => text)).not.toContain('Mme Rappel');
      clockOf(test.app).travelTo('2026-12-02T09:00:00.000Z');
      agent = await signedIn(test.app, 'agent');
      expect((await dayOf(agent)).map(({ text }) => text)).toContain('Mme Rappel');
      const page = await opens();
      await agent.presses(page.button('C’est fait'));
      expect((await opens()).text).toContain('Rappelée le 2 décembre 2026');
      expectRefusal(await agent.presses(page.button('C’est fait')), 'déjà noté ce rappel comme fait', 409);
      expectRefusal(await agent.presses(before.button('Dans une semaine')), 'déjà noté ce rappel comme fait', 409);
      expect((await dayOf(agent)).map(({ text }) => text)).not.toContain('Mme Rappel');
    });

    it('more than three of one part are one line, whose number is that of the list that it leads to', async () => {
      const days = ['2026-11-20', '2026-11-23', TODAY, TODAY, '2026-11-25', '2026-11-29', '2026-11-30'];
      await noted(35, (nth) => ({ callBackOn: days[nth % days.length]! }));
      const lines = (await dayOf(agent)).filter(({ text }) => /^\d+ personnes à rappeler/.test(text));
      expect(lines.map(({ href }) => href).sort()).toEqual([
        `${LIST}?rappel=late`,
        `${LIST}?rappel=today`,
        `${LIST}?rappel=week`,
      ]);
      for (const { text, href } of lines)
        expect([href, `${rows(await agent.opens(href)).length}`]).toEqual([href, text.split(' ')[0]]);
    });
  });

  describe('in a list', () => {
    it('goes on by pages and back, in each of its orders, each once', async () => {
      await noted(120, (nth) => (nth % 3 === 0 ? { callBackOn: addDays(TODAY, nth % 7) } : {}));
      for (const order of ['', '?ordre=oldest', '?ordre=callBack']) {
        const seen: string[] = [];
        const pages = [await agent.opens(`${LIST}${order}`)];
        for (;;) {
          const page = pages.at(-1)!;
          seen.push(...page.links.flatMap(({ href }) => /sollicitations\/([0-9a-f-]{36})$/.exec(href)?.[1] ?? []));
          const next = page.links.find(({ text }) => text === 'Suite de la liste');
          if (!next) break;
          pages.push(await agent.opens(next.href));
        }
        expect([order, pages.length, seen.length, new Set(seen).size]).toEqual([order, 3, 120, 120]);
        const back = await agent.opens(pages[2]!.link('Page précédente de la liste').href);
        expect(rows(back)).toEqual(rows(pages[1]!));
        const start = await agent.opens(back.link('Page précédente de la liste').href);
        expect(rows(start)).toEqual(rows(pages[0]!));
        expect(start.links.map(({ text }) => text)).not.toContain('Page précédente de la liste');
      }
    });

    it('is narrowed by words that are taken off one by one, and its number is exact', async () => {
      await noted(7, (nth) => ({
        ...(nth < 2 ? { subject: 'urgent', channel: 'visit' } : {}),
        ...(nth === 0 ? { awaitsAnswer: true, communeCode: '71040', callBackOn: '2026-11-20' } : {}),
      }));
      await notes({ subject: 'other' });
      const shows = async (query: string): Promise<number> => rows(await agent.opens(`${LIST}${query}`)).length;
      expect(await shows('')).toBe(8);
      expect(await shows('?sujet=urgent')).toBe(2);
      expect(await shows('?canal=visit')).toBe(2);
      expect(await shows('?commune=71040')).toBe(1);
      expect(await shows('?reponse=owed')).toBe(2);
      expect(await shows('?rappel=open')).toBe(1);
      expect(await shows('?rappel=today')).toBe(0);
      expect(await shows('?agent=me')).toBe(1);
      const page = await agent.opens(`${LIST}?sujet=urgent&canal=visit`);
      expect(page.text).toContain('2 sollicitations correspondent.');
      expect(page.links.filter(({ text }) => text.startsWith('enlever')).map(({ href }) => href)).toEqual([
        `${LIST}?sujet=urgent`,
        `${LIST}?canal=visit`,
      ]);
      expect((await agent.get(`${LIST}?rappel=hier`)).status).toBe(422);
    });

    it('of more than a thousand says so', async () => {
      await noted(1001);
      expect((await agent.opens(`${LIST}?sujet=cost`)).text).toContain('Plus de 1 000 sollicitations correspondent.');
      await test.app.get(UnitOfWork).run(async (tx) => tx.delete(Enquiry, { id: (await kept()).id }));
      expect((await agent.opens(`${LIST}?sujet=cost`)).text).toContain('1 000 sollicitations correspondent.');
      expect((await agent.opens(`${LIST}?sujet=cost`)).text).not.toContain('Plus de 1 000');
    });

    it('leaves the desk as a file with what the page is narrowed to, which the journal tells', async () => {
      await noted(600, (nth) => ({ who: null, ...(nth === 0 ? { who: 'Mme Aubry', phone: '0612345678' } : {}) }));
      await noted(1, () => ({ subject: 'urgent', note: '=SOMME(1)' }));
      const csv = (await agent.get(`${LIST}/fichier.csv`)).bytes.toString();
      expect(csv.trim().split('\r\n')).toHaveLength(602);
      expect(csv).toContain('Mme Aubry;06\u00a012\u00a034\u00a056\u00a078');
      expect(csv).toContain(`'=SOMME(1)`);
      const narrowed = (await agent.get(`${LIST}/fichier.csv?sujet=urgent`)).bytes.toString();
      expect(narrowed.trim().split('\r\n')).toHaveLength(2);
      expect((await agent.get(`${LIST}/fichier.xlsx`)).headers['content-disposition']).toContain('sollicitations.xlsx');
      expect((await recordedOf(test.app, 'rpe', 'file.read')).map(({ facts }) => facts)).toEqual(
        expect.arrayContaining([{ count: 601 }, { count: 1 }]),
      );
    });
  });

  it('is counted by subject and channel, imported ones apart, without a name', async () => {
    const at = instantAt('2026-11-10', '10:00');
    await noted(3, () => ({ at, minutes: 5 }));
    await noted(2, () => ({ at, channel: 'visit', minutes: 10, answeredOn: TODAY }));
    await noted(4, () => ({ at, channel: 'list', subject: 'waiting_list' }));
    await noted(1, () => ({ at, channel: 'monenfant' }));
    await noted(1, () => ({ at: instantAt('2026-10-31', '23:30') }));
    await noted(1, () => ({ at, deskId: 'other' }));
    const page = await agent.opens(`${LIST}/chiffres`);
    expect(page.table('Sollicitations')).toEqual([
      ['Inscription sur une liste d’attente', '0', '0', '0', '0', '0', '0', '0', '4', '0'],
      ['Tarifs et aides', '3', '2', '0', '0', '5', '2', '35', '0', '1'],
    ]);
    const csv = (await agent.get(page.link('tableau (CSV)').href)).bytes.toString();
    expect(csv).toContain('Tarifs et aides;3;2;0;0;5;2;35;0;1');
    expect(csv).toContain('Total;3;2;0;0;5;2;35;4;1');
    expect(csv).not.toContain('Personne');
    expect((await agent.get(page.link('classeur (Excel)').href)).headers['content-disposition']).toContain(
      '2026-11-24',
    );
    expect((await agent.opens(`${LIST}/chiffres?du=2026-10-01&au=2026-10-31`)).text).toContain('Tarifs et aides');
    expectRefusal(await agent.opens(`${LIST}/chiffres?du=2026-11-30&au=2026-11-01`), 'doit suivre la date');
    expect((await agent.get(`${LIST}/chiffres.csv?du=hier`)).status).toBe(404);
  });

  it('about no dossier loses name and number after ninety days, but while a call is promised', async () => {
    const { requestId, dossierId } = await anOrientedRequest(test.app);
    const at = `${TODAY}T09:00:00.000Z`;
    const person = { at, who: 'Mme Aubry', phone: '0612345678', note: 'Un mot' };
    await noted(1, () => ({ ...person, subject: 'cost' }));
    await noted(1, () => ({ ...person, subject: 'urgent', callBackOn: addDays(TODAY, 80) }));
    await noted(1, () => ({ ...person, subject: 'follow_up', requestId, dossierId }));
    const named = async (): Promise<string[]> =>
      (await reader.find(Enquiry))
        .filter(({ who, phone }) => who !== null && phone !== null)
        .map(({ subject }) => subject)
        .sort();
    const passTo = async (days: number): Promise<void> => {
      clockOf(test.app).travelTo(instantAt(addDays(TODAY, days), '23:00'));
      await runDueJobs(test.app);
    };
    await passTo(90);
    expect(await named()).toEqual(['cost', 'follow_up', 'urgent']);
    await passTo(91);
    expect(await named()).toEqual(['follow_up', 'urgent']);
    expect((await reader.find(Enquiry)).map(({ note }) => note)).toEqual(['Un mot', 'Un mot', 'Un mot']);
    await passTo(367);
    expect(await named()).toEqual(['follow_up']);
    expect(await reader.findOne(Enquiry, { subject: 'urgent' })).toMatchObject({ note: null, callBackOn: null });
  });

  it('is closed with many others, each told, and what another agent changed meanwhile is not', async () => {
    await noted(3, (nth) => (nth === 2 ? {} : { callBackOn: '2026-11-26', awaitsAnswer: nth === 0 }));
    const [first, second, third] = (await reader.find(Enquiry)).sort((one, other) => (one.at < other.at ? -1 : 1));
    const ids = [first!.id, second!.id, third!.id];
    const list = await agent.opens(LIST);
    const nobody = await agent.presses(list.form(`${LIST}/clore`).button('Clore'));
    expect(nobody.text).toContain('Cochez au moins une sollicitation');
    const preview = await agent.presses(list.form(`${LIST}/clore`).button('Clore'), { chosen: ids });
    expect(preview.text).toContain('2 sollicitations seront closes, une n’attend plus rien. Rien n’est encore fait.');
    expectRefusal(await agent.presses(preview.button('Clore ces 2 sollicitations')), 'Dites comment la réponse');
    const other = await signedIn(test.app, 'otherAgent');
    const stolen = await other.sends(`${LIST}/clore`, { chosen: first!.id });
    expect(stolen.text).toContain('Aucune ne peut être close');
    expect(stolen.text).not.toContain('Personne a');
    await test.app.get(UnitOfWork).run((tx) => tx.update(Enquiry, { id: second!.id }, { version: 2 }));
    const done = await agent.presses(preview.button('Clore ces 2 sollicitations'), { means: 'spoken', answer: 'Dit.' });
    expect(done.text).toContain('Une sollicitation est close, une n’a pas pu l’être.');
    expect(done.text).toContain('Quelqu’un a changé cette sollicitation entre-temps');
    const closed = (await reader.findOne(Enquiry, { id: first!.id }))!;
    expect([closed.callBackOn, closed.awaitsAnswer, closed.answer, closed.answeredOn]).toEqual([
      null,
      false,
      'Dit.',
      TODAY,
    ]);
    expect(closed.calledBackAt).toContain(TODAY);
    expect((await reader.findOne(Enquiry, { id: second!.id }))!.callBackOn).toBe('2026-11-26');
    const again = await agent.presses(preview.button('Clore ces 2 sollicitations'), { means: 'none' });
    expect(again.text).toContain('Plus rien n’attend');
    const all = await agent.presses((await agent.opens(`${LIST}?rappel=open`)).form(`${LIST}/clore`).button('Clore'), {
      all: 'yes',
    });
    expect(all.text).toContain('Une sollicitation sera close');
  });
});
