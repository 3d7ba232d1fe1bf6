import { MoreThan } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { CriterionRecord } from '../../src/commissions/admission/persistence/admission.entities.js';
import type { CriteriaGrid } from '../../src/commissions/admission/index.js';
import { Forgetting, RequestMoves } from '../../src/dossier/dossier/index.js';
import { AskedOpinions } from '../../src/first-desk/opinions/asked-opinions.js';
import { AskedOpinion, AskedOpinionLink } from '../../src/first-desk/opinions/persistence/opinions.entities.js';
import { FamilyExports } from '../../src/family/family/family-exports.js';
import { AttemptCounter } from '../../src/foundation/platform/security/attempt-counter.entity.js';
import { addDays } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  clockOf,
  DESK,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { voteGrid } from '../support/grids.js';
import { outboxOf, recordedOf, runDueJobs } from '../support/kept.js';
import { handedOver, linkOf } from '../support/links.js';
import { dayFields, expectRefusal, type Page } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';

const CRITERION = 'vulnerability_expert';
const BIRTH = '2026-02-10';
const TODAY = '2027-03-02';
type Family = Awaited<ReturnType<typeof anOrientedRequest>>;

/** Asks an opinion between 10 and 50 points of the PMI, the social services or the desk. */
const withOpinions = (grid: CriteriaGrid): CriteriaGrid => ({
  ...grid,
  items: [
    ...grid.items.filter((line) => !('code' in line) || !['vulnerability', CRITERION].includes(line.code)),
    { code: CRITERION, range: [10, 50], by: ['rpe', 'pmi', 'social_services'] },
  ],
});

describe.each(DATABASES)('opinions of others (%s)', (kind) => {
  let test: TestApp;
  let agent: Browser;
  let family: Family;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    itIs('09:00');
    await voteGrid(test.app, withOpinions);
  });
  beforeEach(async () => {
    itIs('09:00');
    await test.app.get(UnitOfWork).run(async (tx) => {
      await tx.delete(AttemptCounter, { count: MoreThan(-1) });
      await tx.update(AskedOpinion, {}, { seenAt: `${TODAY}T08:00:00.000Z` });
    });
    agent = await signedIn(test.app, 'agent');
    family = await anOrientedRequest(test.app, { child: { firstName: 'Inès', surname: 'Zqxnom', birthDate: BIRTH } });
  });
  afterAll(() => test.close());

  /** @param hour in UTC */
  const itIs = (hour: string, day = TODAY) => clockOf(test.app).travelTo(`${day}T${hour}:00.000Z`);
  const opinions = (of = family) => `/rpe/demandes/${of.requestId}/avis`;
  const points = (of = family) => `/rpe/demandes/${of.requestId}/points`;
  const asked = {
    name: 'Anne Martin',
    role: 'pmi',
    email: 'anne.martin@exemple.fr',
    mobile: '06 12 34 56 42',
    note: 'Vue en consultation',
    agreedBy: '1',
    ...dayFields('agreed', '2027-03-01'),
  };
  const asks = async (more: Record<string, string> = {}, of = family): Promise<Page> => {
    const form = (await agent.opens(`${opinions(of)}/${CRITERION}`)).button('Demander l’avis');
    return agent.presses(form, { ...asked, ...more });
  };
  const rowsOf = (of = family) =>
    test.app.get(Reader).find(AskedOpinion, { where: { requestId: of.requestId }, order: { id: 'ASC' } });
  const rowOf = async (of = family) => (await rowsOf(of)).at(-1)!;
  const mailsOf = async (what: 'opinion' | 'opinion-code', of = family) =>
    outboxOf(test.app, { opens: `${what}:${(await rowOf(of)).id}` });
  const linkFor = async (of = family) => (await linkOf(test.app, (await mailsOf('opinion', of)).at(-1)!)).pathname;
  const recordsOf = (of = family) =>
    test.app.get(Reader).find(CriterionRecord, { where: { requestId: of.requestId }, order: { id: 'ASC' } });
  /** Asks for a code and reads it as the carrier would hand it over. */
  const codeFor = async (browser: Browser, link: string, of = family): Promise<string> => {
    await browser.presses((await browser.opens(link)).button('Envoyer le code'));
    const sent = await handedOver(test.app, (await mailsOf('opinion-code', of)).at(-1)!);
    return /est (\d{6})\./.exec(sent.body)![1]!;
  };
  const types = async (browser: Browser, link: string, code: string) =>
    browser.presses((await browser.opens(link)).button('Lire la question'), { code });
  /** The person has opened the page of its question. */
  const opened = async (of = family) => {
    const [browser, link] = [new Browser(test.app, 'fr'), await linkFor(of)];
    const page = await types(browser, link, await codeFor(browser, link, of));
    return { browser, link, page };
  };
  const answer = (more: object = {}) => ({ points: '30', reason: 'isolation', words: 'Suivie par la PMI', ...more });
  const answers = async (more: object = {}, of = family) => {
    const { browser, page } = await opened(of);
    return browser.presses(page.button('Envoyer mon avis'), answer(more) as Record<string, string>);
  };

  describe('asking', () => {
    it('leads from the points to a form that shows what the person will read, and nothing else', async () => {
      const page = await agent.opens((await agent.opens(points())).linkTo(`${opinions()}/${CRITERION}`).href);
      expect(page.heading).toBe('Demander un avis : Fragilité évaluée par un professionnel');
      for (const said of ['Inès', '12 mois', 'De 10 à 50 points', 'Parent seul', '17 mars 2027'])
        expect(page.text).toContain(said);
      expect(page.text).not.toContain('Zqxnom');
    });

    it('names all that is missing, keeps what was typed, and sends nothing without the family’s agreement', async () => {
      const form = (await agent.opens(`${opinions()}/${CRITERION}`)).button('Demander l’avis');
      const empty = await agent.presses(form, dayFields('agreed', ''));
      expect(Object.keys(empty.errors)).toEqual(['name', 'role', 'email', 'agreedBy', 'agreed']);
      for (const [more, said] of [
        [{ agreedBy: '2' }, 'Cette personne n’est pas dans la demande'],
        [dayFields('agreed', '2027-03-03'), 'Ce jour est à venir'],
        [{ email: '', mobile: '03 85 00 00 00' }, 'Donnez un mobile qui reçoit des SMS'],
        [{ email: '' }, 'Donnez un e-mail, ou un mobile si le guichet envoie des SMS'],
        [{ email: 'anne' }, 'Vérifiez l’e-mail'],
        [{ role: 'juge' }, 'Choisissez à quel titre'],
        [{ note: 'x'.repeat(201) }, '200 caractères au plus'],
      ] as const) {
        const refused = await agent.sends(`${opinions()}/${CRITERION}`, { ...asked, ...more });
        expectRefusal(refused, said);
        expect(refused.form(CRITERION).value('name')).toBe('Anne Martin');
      }
      expect(await rowsOf()).toEqual([]);
    });

    it('sends a link by one way and names no child in it', async () => {
      expect((await asks()).text).toContain('L’avis est demandé');
      const [mail, ...others] = await mailsOf('opinion');
      expect(others).toEqual([]);
      expect([mail!.channel, mail!.recipient, mail!.dossierId]).toEqual(['email', 'anne.martin@exemple.fr', null]);
      expect(mail!.body).toContain('17 mars 2027');
      expect(mail!.subject + mail!.body + mail!.shortText).not.toMatch(/Inès|Zqxnom/);
      expect(mail!.body).toContain('{secret}');
      expect(await recordedOf(test.app, family.requestId, 'opinion.ask')).toHaveLength(1);
    });

    it('asks one person at a time about a criterion', async () => {
      await asks();
      expectRefusal(await asks({ name: 'Une autre' }), 'déjà demandé', 409);
      expect(await rowsOf()).toHaveLength(1);
    });

    it('refuses somebody whom the grid does not hear, a criterion of no expert, and another desk', async () => {
      const form = await agent.opens(`${opinions()}/${CRITERION}`);
      expect([...form.form(CRITERION).choices('role')!.values()]).toHaveLength(5);
      expect((await agent.get(`${opinions()}/resident`)).status).toBe(404);
      const stranger = await signedIn(test.app, 'otherAgent');
      for (const url of [opinions(), `${opinions()}/${CRITERION}`]) expect((await stranger.get(url)).status).toBe(404);
      expect((await stranger.post(`${opinions()}/${CRITERION}`, asked)).status).toBe(404);
      await asks();
      const { id } = await rowOf();
      for (const press of ['reprendre', 'vu', 'compter'])
        expect((await stranger.post(`${opinions()}/demandes/${id}/${press}`)).status).toBe(404);
      // Of another request of the same desk.
      const other = await anOrientedRequest(test.app, { child: { birthDate: BIRTH } });
      expect((await agent.post(`${opinions(other)}/demandes/${id}/reprendre`)).status).toBe(404);
      expect((await rowOf()).outcome).toBeNull();
    });
  });

  describe('the person who is asked', () => {
    beforeEach(() => asks());

    it('reads nothing of the family before the code, and what was announced after it', async () => {
      const [browser, link] = [new Browser(test.app, 'fr'), await linkFor()];
      const door = await browser.opens(link);
      expect(door.text).toContain('par e-mail, à l’adresse a…n@exemple.fr');
      expect(door.source).not.toMatch(/Inès|Zqxnom|PMI|Anne/);
      const page = await types(browser, link, await codeFor(browser, link));
      for (const said of ['Inès', '12 mois', 'De 10 à 50 points', 'Vue en consultation', 'jamais un diagnostic'])
        expect(page.text).toContain(said);
      expect(page.source).not.toMatch(/Zqxnom|2026-02-10|10 février 2026|famille\.\d|Montceau-les-Mines|rang/);
      expect(await recordedOf(test.app, family.requestId, 'request.read')).toEqual(
        expect.arrayContaining([expect.objectContaining({ actor: `expert:${(await rowOf()).id}` })]),
      );
      const english = new Browser(test.app, 'en');
      expect((await english.opens(link)).heading).toBe('Your opinion is asked for');
    });

    it('gives points that count as if the desk had written them, by its name', async () => {
      const done = await answers();
      expect(done.heading).toBe('Votre avis est envoyé');
      const [record, ...others] = await recordsOf();
      expect(others).toEqual([]);
      const { id } = await rowOf();
      expect(record).toMatchObject({ criterion: CRITERION, kind: 'opinion', points: 30, expert: 'pmi', on: TODAY });
      expect([record!.reason, record!.recordedBy]).toEqual(['isolation', `expert:${id}`]);
      expect(await recordedOf(test.app, family.requestId, 'criterion.opinion')).toHaveLength(1);
      const shown = await agent.opens(points());
      expect(shown.text).toContain('30 points');
      expect(shown.text).toContain('Anne Martin');
      const told = await agent.opens(opinions());
      expect(told.text).toContain('Précision : « Suivie par la PMI »');
    });

    it('is refused points out of the range, no reason, too many words and garbage, and loses nothing', async () => {
      const { browser, page } = await opened();
      for (const [more, field] of [
        [{ points: '9' }, 'points'],
        [{ points: '51' }, 'points'],
        [{ points: '12.5' }, 'points'],
        [{ points: 'trente' }, 'points'],
        [{ points: '' }, 'points'],
        [{ reason: '' }, 'reason'],
        [{ words: 'x'.repeat(201) }, 'words'],
      ] as const) {
        const refused = await browser.presses(page.button('Envoyer mon avis'), answer(more) as Record<string, string>);
        expect([more, refused.status, Object.keys(refused.errors)]).toEqual([more, 422, [field]]);
        if (field !== 'words') expect(refused.form('/repondre').value('words')).toBe('Suivie par la PMI');
      }
      const unsaid = await browser.presses(page.button('Ne pas me prononcer'));
      expect([unsaid.status, Object.keys(unsaid.errors)]).toEqual([422, ['declined']]);
      expect(await recordsOf()).toEqual([]);
    });

    it('declines, and nothing counts', async () => {
      const { browser, page } = await opened();
      const done = await browser.presses(page.button('Ne pas me prononcer'), { declined: 'unknown_family' });
      expect(done.heading).toBe('C’est noté');
      expect(await recordsOf()).toEqual([]);
      expect((await agent.opens(opinions())).text).toContain('Je ne connais pas cette famille');
    });

    it('answers once: the link then says so and nothing else, pressed twice at once too', async () => {
      const { browser, link } = await opened();
      const url = `${link}/repondre`;
      const both = await Promise.all([browser.post(url, answer()), browser.post(url, answer({ points: '40' }))]);
      expect(both.map(({ status }) => status)).toEqual([200, 200]);
      expect(await recordsOf()).toHaveLength(1);
      expect(await recordedOf(test.app, family.requestId, 'opinion.answer')).toHaveLength(1);
      const again = await browser.opens(link);
      expect(again.heading).toBe('Votre avis est envoyé');
      expect(again.source).not.toMatch(/Inès|isolation|30 points/);
      expect((await browser.post(`${link}/code`)).status).toBe(200);
      expect((await browser.post(`${link}/decliner`, { declined: 'no_time' })).status).toBe(200);
      expect((await rowOf()).outcome).toBe('answered');
      expect(await mailsOf('opinion-code')).toHaveLength(1);
    });

    it('opens nothing with a code that is wrong, old, of another link, or guessed', async () => {
      const [browser, link] = [new Browser(test.app, 'fr'), await linkFor()];
      expectRefusal(await types(browser, link, '000000'), 'Ce code n’est pas le bon');
      expectRefusal(await types(browser, link, ''), 'Écrivez les 6 chiffres');
      const code = await codeFor(browser, link);
      const other = await anOrientedRequest(test.app, { child: { birthDate: BIRTH } });
      await asks({}, other);
      const otherLink = await linkFor(other);
      expectRefusal(await types(browser, otherLink, code), 'Ce code n’est pas le bon');
      itIs('09:16');
      expectRefusal(await types(browser, link, code), 'Ce code n’est pas le bon');
      const fresh = await codeFor(browser, link);
      const wrong = fresh === '111111' ? '222222' : '111111';
      const tries = await Promise.all([1, 2, 3, 4, 5, 6].map(() => browser.post(`${link}/ouvrir`, { code: wrong })));
      expect(tries.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
      // The right one is no longer looked at.
      expect((await browser.post(`${link}/ouvrir`, { code: fresh })).status).toBe(429);
      expect((await browser.opens(link)).source).not.toContain('Inès');
      expect((await recordedOf(test.app, family.requestId, 'opinion.wrongCode')).length).toBeGreaterThan(0);
    });

    it('is open in one browser, for one question, and not for ever', async () => {
      const { browser, link } = await opened();
      expect((await new Browser(test.app, 'fr').opens(link)).source).not.toContain('Inès');
      const other = await anOrientedRequest(test.app, { child: { birthDate: BIRTH } });
      await asks({}, other);
      const otherLink = await linkFor(other);
      await browser.post(`${otherLink}/repondre`, answer());
      expect((await rowOf(other)).outcome).toBeNull();
      const forged = new Browser(test.app, 'fr');
      forged.setCookie(`marelle-avis-${(await rowOf()).id}`, `${(await rowOf()).id}~2099-01-01T00:00:00.000Z*x`);
      expect((await forged.opens(link)).source).not.toContain('Inès');
      itIs('10:01');
      expect((await browser.opens(link)).source).not.toContain('Inès');
      const closed = await browser.post(`${link}/repondre`, answer());
      expect(closed.html).toContain('La page s’était fermée');
      expect((await rowOf()).outcome).toBeNull();
    });

    it('gets few codes, kept nowhere as they are', async () => {
      const [browser, link] = [new Browser(test.app, 'fr'), await linkFor()];
      const code = await codeFor(browser, link);
      const [message] = await mailsOf('opinion-code');
      expect(JSON.stringify([message, await rowOf()])).not.toContain(code);
      const more = [];
      for (let sent = 0; sent < 5; sent += 1) more.push((await browser.post(`${link}/code`)).status);
      expect(more).toEqual([200, 200, 200, 200, 429]);
      expect(await mailsOf('opinion-code')).toHaveLength(5);
    });

    it('finds one page behind every link that opens nothing: unknown, taken back, past, of an ended request', async () => {
      const { browser, link } = await opened();
      const dead = async (url: string) => {
        const { status, heading } = await browser.opens(url);
        expect([status, heading]).toEqual([404, 'Ce lien n’ouvre rien']);
        for (const press of ['code', 'ouvrir', 'repondre', 'decliner'])
          expect((await browser.post(`${url}/${press}`, press === 'repondre' ? answer() : {})).status).toBe(404);
      };
      await dead('/avis-demande/x');
      await dead(`/avis-demande/${'é'.repeat(20)}`);
      await dead(`/avis-demande/${'a'.repeat(43)}`);
      itIs('23:30', addDays(TODAY, 15));
      await dead(link);
      itIs('09:00');
      agent = await signedIn(test.app, 'agent');
      await agent.presses((await agent.opens(opinions())).form('/reprendre'));
      await dead(link);
      await asks();
      const second = await linkFor();
      await test.app
        .get(UnitOfWork)
        .run((tx) => test.app.get(RequestMoves).move(tx, DESK, family.requestId, 'withdraw', { reason: 'moved_away' }));
      await dead(second);
      expect((await rowsOf()).map(({ outcome }) => outcome)).toEqual(['taken_back', 'request']);
      expect(await recordsOf()).toEqual([]);
    });
  });

  describe('an answer that cannot count yet', () => {
    it('is kept and shown to the desk when the grid has changed, and counts when the desk says so', async () => {
      await asks();
      const { browser, page } = await opened();
      await voteGrid(test.app, (grid) => ({ ...grid, source: `${grid.source} bis` }));
      await browser.presses(page.button('Envoyer mon avis'), answer() as Record<string, string>);
      expect([(await rowOf()).held, await recordsOf()]).toEqual(['grid', []]);
      const told = await agent.opens(opinions());
      expect(told.text).toContain('la grille a changé depuis la question');
      expect((await agent.presses(told.form('/compter'))).text).toContain('L’avis compte');
      expect((await recordsOf()).map(({ points, recordedBy }) => [points, recordedBy.split(':')[0]])).toEqual([
        [30, 'expert'],
      ]);
      expect((await agent.post(`${opinions()}/demandes/${(await rowOf()).id}/compter`)).status).toBe(409);
    });

    it('is kept when a session judges the request', async () => {
      await asks();
      const { browser, page } = await opened();
      const { id: sessionId } = await planSession(test.app, { day: aThursday(test.app, 30) });
      await listFor(test.app, family.requestId, sessionId);
      await openSession(test.app, sessionId);
      itIs('09:30');
      await browser.presses(page.button('Envoyer mon avis'), answer() as Record<string, string>);
      expect([(await rowOf()).held, await recordsOf()]).toEqual(['session', []]);
      agent = await signedIn(test.app, 'agent');
      expect((await agent.opens(opinions())).text).toContain('une commission juge la demande');
    });
  });

  describe('what is seen of it', () => {
    it('the desk sees answers and silences in its day, as many as in its list, until it notes them', async () => {
      await asks();
      await answers();
      const other = await anOrientedRequest(test.app, { child: { firstName: 'Zoé', birthDate: BIRTH } });
      await asks({}, other);
      const open = await agent.opens('/rpe/avis');
      expect(open.text).toContain('Réponses à voir : 1');
      expect(open.text).toContain('Attendent la réponse : 1');
      itIs('09:00', addDays(TODAY, 16));
      agent = await signedIn(test.app, 'agent');
      const day = await agent.opens('/personnel');
      expect(day.text).toContain('Un avis demandé a reçu une réponse');
      expect(day.text).toContain('Un avis demandé est resté sans réponse');
      const list = await agent.opens(day.link('Un avis demandé est resté sans réponse').href.split('#')[0]!);
      expect(list.text).toContain('Sans réponse, à reprendre : 1');
      expect((await agent.opens(`/rpe/demandes/${other.requestId}`)).text).toContain('n’a pas répondu avant');
      await agent.presses((await agent.opens(opinions())).form('/vu'));
      const again = (await agent.opens(opinions(other))).linkTo(/\/comme\//).href;
      const form = await agent.opens(again);
      expect(form.form(CRITERION).value('name')).toBe('Anne Martin');
      await agent.presses(form.button('Demander l’avis'));
      const after = await agent.opens('/rpe/avis');
      expect(after.text).not.toMatch(/Réponses à voir|Sans réponse/);
      expect(after.text).toContain('Attendent la réponse : 1');
      expect((await agent.post(`${opinions()}/demandes/${(await rowOf()).id}/vu`)).status).toBe(409);
    });

    it('the family reads of whom an opinion was asked and that it was answered, and has it in its copy', async () => {
      await asks();
      const parent = await familyOf(test.app, family, BIRTH);
      const own = await parent.opens((await parent.opens('/mon-dossier')).linkTo('/avis-demandes').href);
      expect(own.text).toContain('PMI');
      expect(own.text).toContain('peut répondre jusqu’au 17 mars 2027');
      await answers();
      const after = await parent.opens('/mon-dossier/avis-demandes');
      expect(after.text).toContain('a répondu le 2 mars 2027');
      expect(after.text).not.toMatch(/30 points|Suivie|anne\.martin|Isolement/);
      const copy = JSON.stringify(
        await test.app
          .get(FamilyExports)
          .exportEverything({ kind: 'family', dossierId: family.dossierId, draftId: null }),
      );
      expect(copy).toContain('"askedOpinions":[{"criterion":"vulnerability_expert","name":"Anne Martin"');
      expect(copy).not.toContain('anne.martin@exemple.fr');
      const stranger = await anOrientedRequest(test.app, { child: { birthDate: BIRTH } });
      const theirs = await (await familyOf(test.app, stranger, BIRTH)).opens('/mon-dossier/avis-demandes');
      expect(theirs.text).toContain('Aucun avis n’a été demandé');
    });

    it('how the person is reached is forgotten after thirty days, and all of it with the family', async () => {
      await asks();
      await answers();
      const { id } = await rowOf();
      itIs('09:00', addDays(TODAY, 29));
      await test.app.get(UnitOfWork).run((tx) => test.app.get(AskedOpinions).emptyContacts(tx, 30));
      expect((await rowOf()).email).toBe('anne.martin@exemple.fr');
      itIs('09:00', addDays(TODAY, 32));
      await runDueJobs(test.app);
      expect(await rowOf()).toMatchObject({ email: null, mobile: null, name: 'Anne Martin', points: 30 });
      const reader = test.app.get(Reader);
      expect(await reader.count(AskedOpinionLink, { opinionId: id })).toBe(0);
      expect(await reader.count(Message, { opens: `opinion:${id}` })).toBe(0);
      expect(await reader.count(Message, { opens: `opinion-code:${id}` })).toBe(0);
      await test.app
        .get(UnitOfWork)
        .run((tx) => test.app.get(Forgetting).eraseDossier(tx, SYSTEM, family.dossierId, () => null));
      expect(await rowsOf()).toEqual([]);
    });

    it('an erasure leaves nothing of a question that is open', async () => {
      await asks();
      const { link, browser } = await opened();
      await test.app
        .get(UnitOfWork)
        .run((tx) => test.app.get(Forgetting).eraseDossier(tx, SYSTEM, family.dossierId, () => null));
      expect(await rowsOf()).toEqual([]);
      expect((await browser.post(`${link}/repondre`, answer())).status).toBe(404);
      expect(await test.app.get(Reader).count(Message, { recipient: 'anne.martin@exemple.fr', dossierId: '' })).toBe(0);
    });
  });
});
