import { MoreThan } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Forgetting } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { FamilyExports } from '../../src/family/family/family-exports.js';
import {
  Referral,
  ReferralPartner,
  ReferralPartnerLink,
} from '../../src/first-desk/referrals/persistence/referrals.entities.js';
import { ReferralActs } from '../../src/first-desk/referrals/referral-acts.js';
import { Enquiry } from '../../src/first-desk/triage/persistence/triage.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addDays } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { AttemptCounter } from '../../src/foundation/platform/security/attempt-counter.entity.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, seedCommissions } from '../support/commission.js';
import { dossierOf, outboxOf, recordedOf, runDueJobs } from '../support/kept.js';
import { handedOver, linkOf } from '../support/links.js';
import { dayFields, expectRefusal, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';

const TODAY = '2027-03-02';
const HERE = '/rpe/orientations';
const PARTNERS = '/orientations/services';
const SEND = 'Envoyer au guichet';
type Fields = Record<string, string>;

describe.each(DATABASES)('families referred to the desk (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let agent: Browser;
  let coordinator: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    reader = test.app.get(Reader);
    await seedCommissions(test.app);
  });
  beforeEach(async () => {
    itIs('09:00');
    await test.app.get(UnitOfWork).run(async (tx) => {
      await tx.delete(AttemptCounter, { count: MoreThan(-1) });
      await tx.delete(Referral, { version: MoreThan(-1) });
      await tx.delete(ReferralPartnerLink, { partnerId: MoreThan('') });
      await tx.delete(ReferralPartner, { id: MoreThan('') });
    });
    agent = await signedIn(test.app, 'agent');
    coordinator = await signedIn(test.app, 'coordinator');
  });
  afterAll(() => test.close());

  /** @param hour in UTC */
  const itIs = (hour: string, day = TODAY) => clockOf(test.app).travelTo(`${day}T${hour}:00.000Z`);
  const rowsOf = () => reader.find(Referral, { where: {}, order: { receivedAt: 'ASC', id: 'ASC' } });
  const rowOf = async (surname: string) => (await reader.findOne(Referral, { surname }))!;
  const says = (surname: string, more: Fields = {}): Fields => ({
    surname,
    firstName: 'Inès',
    phone: '06 12 34 56 42',
    communeCode: '71306',
    topic: 'back_to_work',
    callTime: 'morning',
    agreed: 'yes',
    agreedBy: 'spoken',
    ...dayFields('agreedOn', '2027-03-01'),
    ...more,
  });
  const notes = async (surname: string, more: Fields = {}, who = agent): Promise<Page> =>
    who.sends(HERE, { kind: 'pmi', ...says(surname, more) });
  const referral = async (surname: string, who = agent): Promise<Page> =>
    who.opens(`${HERE}/${(await rowOf(surname)).id}`);
  const presses = async (surname: string, action: string, more: Fields = {}): Promise<Page> =>
    agent.presses((await referral(surname)).form(action), more);

  /** A service that was given its link. */
  const partner = async (name: string, who = agent, more: Fields = {}): Promise<ReferralPartner> => {
    const form = (await who.opens(`${PARTNERS}/nouveau`)).button('Donner le lien');
    const email = `${name.toLowerCase().replace(/\W/g, '')}@exemple.fr`;
    await who.presses(form, { kind: 'pmi', name, person: 'Anne Martin', email, ...more });
    return (await reader.findOne(ReferralPartner, { name }))!;
  };
  const linkFor = async ({ id }: ReferralPartner): Promise<string> =>
    (await linkOf(test.app, (await outboxOf(test.app, { opens: `partner:${id}` })).at(-1)!)).pathname;
  const codeFor = async (browser: Browser, link: string, { id }: ReferralPartner): Promise<string> => {
    await browser.presses((await browser.opens(link)).button('Envoyer le code'));
    const sent = await handedOver(test.app, (await outboxOf(test.app, { opens: `partner-code:${id}` })).at(-1)!);
    return /est (\d{6})\./.exec(sent.body)![1]!;
  };
  const types = async (browser: Browser, link: string, code: string): Promise<Page> =>
    browser.presses((await browser.opens(link)).button('Ouvrir la page'), { code });
  /** The page of a service that has typed its code. */
  const opened = async (of: ReferralPartner) => {
    const [browser, link] = [new Browser(test.app, 'fr'), await linkFor(of)];
    const page = await types(browser, link, await codeFor(browser, link, of));
    return { browser, link, page };
  };

  describe('a service', () => {
    it('opens its page by a link and a code, and sends a family with its agreement', async () => {
      const pmi = await partner('PMI de Montceau');
      const [browser, link] = [new Browser(test.app, 'fr'), await linkFor(pmi)];
      const door = await browser.opens(link);
      expect(door.text).toContain('par e-mail, à l’adresse p…u@exemple.fr');
      expect(door.source).not.toContain('Anne Martin');
      const page = await types(browser, link, await codeFor(browser, link, pmi));
      expect(page.text).toContain('le guichet appelle la famille dans les 3 jours');
      const sent = await browser.presses(page.button(SEND), says('Zqxnom', { language: 'ar', tellsBack: 'yes' }));
      expect(sent.text).toContain('Le guichet a cette orientation');
      // Initials and that it was received: never more.
      expect(sent.text).toContain('I. Z. le 2 mars 2027 : reçue');
      expect(sent.source).not.toContain('Zqxnom');
      const row = await rowOf('Zqxnom');
      expect(row).toMatchObject({ partnerId: pmi.id, kind: 'pmi', deskId: 'rpe', dueOn: '2027-03-05', language: 'ar' });
      expect([row.phone, row.agreedOn, row.agreedBy, row.tellsBack]).toEqual([
        '0612345642',
        '2027-03-01',
        'spoken',
        true,
      ]);
      expect(row.receivedBy).toBe(`partner:${pmi.id}`);
      const english = await new Browser(test.app, 'en').opens(link);
      expect(english.heading).toBe('Refer a family: PMI de Montceau');
    });

    it('is refused without the agreement: a sentence, what was typed stays there, and nothing is kept', async () => {
      const { browser, page } = await opened(await partner('Maternité', agent, { kind: 'maternity' }));
      const { agreed: _agreed, ...without } = says('Refusée');
      const refused = await browser.presses(page.button(SEND), without);
      expectRefusal(refused, 'La famille n’a pas donné son accord : rien n’est envoyé ni gardé');
      expect(Object.keys(refused.errors)).toEqual(['agreed']);
      expect(refused.button(SEND).form.value('surname')).toBe('Refusée');
      const empty = await browser.presses(page.button(SEND), dayFields('agreedOn', ''));
      expect(Object.keys(empty.errors)).toEqual([
        ...['surname', 'phone', 'communeCode', 'topic', 'callTime'],
        ...['agreed', 'agreedBy', 'agreedOn'],
      ]);
      for (const [more, field] of [
        [dayFields('agreedOn', '2027-03-03'), 'agreedOn'],
        [dayFields('agreedOn', '2026-12-31'), 'agreedOn'],
        [{ phone: '12' }, 'phone'],
        [{ email: 'ines' }, 'email'],
        [{ surname: '4zz' }, 'surname'],
      ] as const) {
        const wrong = await browser.presses(page.button(SEND), says('Refusée', more));
        expect([more, wrong.status, Object.keys(wrong.errors)]).toEqual([more, 422, [field]]);
      }
      expect(await rowsOf()).toEqual([]);
      // No words of one's own: nothing about health can be typed.
      const unknown = await browser.post(`${page.url.split('?')[0]}/envoyer`, says('Refusée', { note: 'asthme' }));
      expect([unknown.status, await rowsOf()]).toEqual([422, []]);
    });

    it('sends the same family twice and at once, and it is there once', async () => {
      const pmi = await partner('PMI');
      const { browser, link, page } = await opened(pmi);
      const url = `${link}/envoyer`;
      await Promise.all([browser.post(url, says('Double')), browser.post(url, says('Double'))]);
      expect(await rowsOf()).toHaveLength(1);
      const again = await browser.presses(page.button(SEND), says('Double', { phone: '+33 6 12 34 56 42' }));
      // Nothing that the service reads tells whether the desk has ended with the family.
      expect(again.text).toContain('C’est envoyé. Le guichet a cette orientation.');
      expect(await rowsOf()).toHaveLength(1);
      // Another service is told nothing of that, and the desk calls once.
      const ccas = await opened(await partner('CCAS', coordinator, { kind: 'ccas' }));
      const sent = await ccas.browser.presses(ccas.page.button(SEND), says('Double', { tellsBack: 'yes' }));
      expect(sent.text).toContain('Le guichet a cette orientation');
      const [first, second] = await rowsOf();
      expect([second!.sameAsId, second!.dueOn]).toEqual([first!.id, null]);
      const list = await agent.opens(HERE);
      expect(list.links.filter(({ href }) => href.startsWith(`${HERE}/`) && !href.endsWith('noter'))).toHaveLength(1);
      expect((await referral('Double')).text).toContain('Aussi envoyée par CCAS');
      await presses('Double', '/issue', { outcome: 'answered' });
      expect((await rowsOf()).map(({ outcome }) => outcome)).toEqual(['answered', 'answered']);
      // Each is told what its own family agreed to.
      expect((await browser.opens(link)).text).toContain('I. D. le 2 mars 2027 : reçue');
      expect((await ccas.browser.opens(ccas.link)).text).toContain('I. D. le 2 mars 2027 : famille jointe');
    });

    it('sends two families of one telephone, and each is called', async () => {
      const ccas = await opened(await partner('Foyer', agent, { kind: 'ccas' }));
      for (const surname of ['Première', 'Seconde']) await ccas.browser.presses(ccas.page.button(SEND), says(surname));
      expect((await rowsOf()).map(({ dueOn }) => dueOn)).toEqual(['2027-03-05', '2027-03-05']);
    });

    it('sends a family by a long mail alone', async () => {
      const { browser, page } = await opened(await partner('Longue'));
      const email = `${'a'.repeat(60)}@${'b'.repeat(40)}.exemple.fr`;
      expect((await browser.presses(page.button(SEND), says('Longue', { phone: '', email }))).status).toBe(200);
      expect((await rowOf('Longue')).email).toBe(email);
    });

    it('sends a family that another had sent two months ago: the desk still calls, and once', async () => {
      // The nightly job by itself: a clock that runs ahead would leave the job of other tests behind.
      const forgetsOld = () => test.app.get(UnitOfWork).run((tx) => test.app.get(ReferralActs).forgetOld(tx));
      const pmi = await opened(await partner('PMI'));
      await pmi.browser.presses(pmi.page.button(SEND), says('Tardive'));
      itIs('09:00', '2027-05-01');
      coordinator = await signedIn(test.app, 'coordinator');
      const ccas = await opened(await partner('CCAS', coordinator, { kind: 'ccas' }));
      await ccas.browser.presses(ccas.page.button(SEND), says('Tardive', dayFields('agreedOn', '2027-04-30')));
      itIs('03:00', '2027-05-04');
      await forgetsOld();
      agent = await signedIn(test.app, 'agent');
      expect((await agent.opens(HERE)).text).toMatch(/À appeler.*Tardive/);
      itIs('03:00', '2027-07-05');
      await forgetsOld();
      expect((await rowsOf()).map(({ outcome, surname }) => [outcome, surname])).toEqual([
        ['lapsed', null],
        ['lapsed', null],
      ]);
    });

    it('opens nothing by a stranger’s link, one that was replaced or taken back, or the code of another', async () => {
      const [pmi, ccas] = [await partner('PMI'), await partner('CCAS', agent, { kind: 'ccas' })];
      const dead = async (url: string) => {
        const page = await new Browser(test.app, 'fr').opens(url);
        expect([url, page.status, page.heading]).toEqual([url, 404, 'Ce lien d’orientation n’ouvre rien']);
        for (const press of ['code', 'ouvrir', 'envoyer'])
          expect(
            (await new Browser(test.app, 'fr').post(`${url}/${press}`, press === 'envoyer' ? says('X') : {})).status,
          ).not.toBe(200);
      };
      await dead(`/orienter/${'a'.repeat(43)}`);
      const first = await linkFor(pmi);
      const { browser, link } = await opened(pmi);
      const other = await linkFor(ccas);
      // The ticket of one page opens no other, and the code neither.
      expect((await browser.opens(other)).source).not.toContain(SEND);
      await browser.post(`${other}/envoyer`, says('Étrangère'));
      const wrong = await types(
        new Browser(test.app, 'fr'),
        other,
        await codeFor(new Browser(test.app, 'fr'), link, pmi),
      );
      expectRefusal(wrong, 'Ce code n’est pas le bon');
      expect(await rowsOf()).toEqual([]);
      // An hour later the page is closed.
      itIs('10:30');
      expect((await browser.post(`${link}/envoyer`, says('Tardive'))).html).not.toContain('Tardive');
      expect(await rowsOf()).toEqual([]);
      agent = await signedIn(test.app, 'agent');
      await agent.presses((await agent.opens(PARTNERS)).form(`${pmi.id}/renvoyer`));
      await dead(first);
      const second = await linkFor(pmi);
      expect((await new Browser(test.app, 'fr').opens(second)).status).toBe(200);
      await agent.presses((await agent.opens(PARTNERS)).form(`${pmi.id}/reprendre`));
      await dead(second);
      expect(await reader.findOne(ReferralPartner, { id: pmi.id })).toMatchObject({ person: null, email: null });
      expect(await reader.count(Message, { opens: `partner:${pmi.id}` })).toBe(0);
      expect((await agent.post(`${PARTNERS}/${pmi.id}/reprendre`)).status).toBe(409);
    });

    it('is kept by the desk that gave the link and by the coordinator, and by nobody else', async () => {
      const pmi = await partner('PMI');
      expect((await coordinator.opens(PARTNERS)).text).toContain('PMI');
      const other = await signedIn(test.app, 'otherAgent');
      expect((await other.opens(PARTNERS)).text).not.toContain('Anne Martin');
      expect((await other.post(`${PARTNERS}/${pmi.id}/reprendre`)).status).toBe(404);
      expect((await (await signedIn(test.app, 'director')).get(PARTNERS)).status).toBe(404);
      const form = (await agent.opens(`${PARTNERS}/nouveau`)).button('Donner le lien');
      const empty = await agent.presses(form, {});
      expect(Object.keys(empty.errors)).toEqual(['kind', 'name', 'person', 'email']);
    });
  });

  describe('the desk', () => {
    it('notes a referral made by telephone, and finds it in its day with the day by which it calls', async () => {
      const noted = await notes('Appelée', { service: 'PMI de Blanzy' });
      expect(noted.text).toContain('L’orientation est notée');
      expect((await notes('Appelée', { service: 'PMI de Blanzy' })).text).toContain('déjà été envoyée');
      expect(await rowsOf()).toHaveLength(1);
      expect((await agent.opens(HERE)).text).toMatch(/Au plus tard le 05\/03\/2027/);
      const day = await agent.opens('/personnel');
      expect(day.text).toContain('Inès Appelée');
      expect(day.text).toContain('PMI de Blanzy');
      itIs('09:00', '2027-03-08');
      agent = await signedIn(test.app, 'agent');
      expect((await agent.opens(HERE)).text).toContain('En retard');
      const { agreed: _agreed, ...without } = says('Sans accord', { phone: '0612345699' });
      expectRefusal(await agent.sends(HERE, { kind: 'ccas', ...without }), 'rien n’est envoyé ni gardé');
      expect(await rowsOf()).toHaveLength(1);
    });

    it('calls by the delay of the territory', async () => {
      const settings = await coordinator.opens('/administration/reglages');
      expect(settings.text).toContain('Délai pour appeler une famille orientée');
    });

    it('calls, tries again, gives up after three tries and not before', async () => {
      await notes('Muette');
      expectRefusal(await presses('Muette', '/issue', { outcome: 'not_reached' }), 'Notez au moins 3 essais');
      for (const day of ['2027-03-04', '2027-03-04', '2027-03-04']) {
        await presses('Muette', '/essai');
        expect((await rowOf('Muette')).dueOn).toBe(day);
      }
      expect((await referral('Muette')).text).toContain('3 essais notés');
      const unsaid = await presses('Muette', '/issue');
      expect([unsaid.status, Object.keys(unsaid.errors)]).toEqual([422, ['outcome']]);
      await presses('Muette', '/issue', { outcome: 'not_reached' });
      const row = await rowOf('Muette');
      expect(row).toMatchObject({ outcome: 'not_reached', tries: 3, dueOn: null });
      expect((await agent.opens('/personnel')).text).not.toContain('Muette');
      const stale = await agent.post(`${HERE}/${row.id}/issue`, { version: '1', outcome: 'answered' });
      expect(stale.status).toBe(409);
      const twice = await agent.post(`${HERE}/${row.id}/issue`, { version: String(row.version), outcome: 'answered' });
      expect([twice.status, (await rowOf('Muette')).outcome]).toEqual([409, 'not_reached']);
    });

    it('makes an enquiry of it', async () => {
      await notes('Questionne');
      await presses('Questionne', '/sollicitation');
      expect((await rowOf('Questionne')).outcome).toBe('answered');
      const [enquiry] = await reader.find(Enquiry, { where: { who: 'Inès Questionne' } });
      expect(enquiry).toMatchObject({
        phone: '0612345642',
        subject: 'find_care',
        answerMeans: 'spoken',
        deskId: 'rpe',
      });
    });

    it('begins a dossier with what was told; filed, it is how the referral ended', async () => {
      await notes('Commence', { email: 'commence@exemple.fr' });
      const form = await presses('Commence', '/saisir');
      const counter = form.button('Vérifier avec la famille');
      expect(
        ['firstName', 'surname', 'email', 'phone'].map((name) => counter.form.value(`responsable1-${name}`)),
      ).toEqual(['Inès', 'Commence', 'commence@exemple.fr', expect.stringMatching(/06\s?12/)]);
      // The same draft, pressed again.
      expect((await presses('Commence', '/saisir')).url).toBe(form.url);
      const check = await agent.presses(counter, {
        'enfant1-firstName': 'Noam',
        'enfant1-surname': 'Commence',
        'enfant1-birthDay': '2',
        'enfant1-birthMonth': '3',
        'enfant1-birthYear': '2026',
        'voeux1-1': 'e:ma-71306',
        'accords1-shareWithProviders': 'yes',
      });
      await agent.presses(check.button('Envoyer le dossier de la famille'));
      const request = (await reader.findOne(ChildRequest, { surname: 'Commence' }))!;
      expect(await rowOf('Commence')).toMatchObject({ outcome: 'begun', requestId: request.id, draftId: null });
      const shown = await agent.opens(`/rpe/demandes/${request.id}`);
      expect(shown.text).toContain('Famille orientée par la PMI, le 2 mars 2027');
      expect((await agent.opens(`/rpe/demandes/${request.id}/orientation-recue`)).text).toContain('de vive voix');
    });

    it('links it to a dossier of its own, now or later, and the family has it in its copy', async () => {
      const family = await anOrientedRequest(test.app, { child: { firstName: 'Léa', birthDate: '2026-02-10' } });
      const { number } = await dossierOf(test.app, family.dossierId);
      await notes('Liée');
      expectRefusal(await presses('Liée', '/dossier', { number: 'X-1' }), 'Aucun dossier de votre guichet');
      expectRefusal(await presses('Liée', '/dossier', { number: '' }), 'Écrivez le numéro de dossier');
      await presses('Liée', '/issue', { outcome: 'answered' });
      await presses('Liée', '/dossier', { number });
      expect(await rowOf('Liée')).toMatchObject({ outcome: 'answered', requestId: family.requestId });
      const exported = async () =>
        JSON.stringify(
          await test.app
            .get(FamilyExports)
            .exportEverything({ kind: 'family', dossierId: family.dossierId, draftId: null }),
        );
      expect(await exported()).toContain('"referrals":[{"service":null,"kind":"pmi"');
      await presses('Liée', '/dossier/enlever');
      expect(await exported()).not.toContain('"referrals":[{');
      expect((await rowOf('Liée')).outcome).toBe('answered');
      await presses('Liée', '/dossier', { number });
      await test.app
        .get(UnitOfWork)
        .run((tx) => test.app.get(Forgetting).eraseDossier(tx, SYSTEM, family.dossierId, () => null));
      const [row] = await rowsOf();
      expect(row).toMatchObject({ surname: null, phone: null, requestId: null, outcome: 'answered' });
    });

    it('takes back a dossier that was not the family’s: it is to be called again', async () => {
      const family = await anOrientedRequest(test.app, { child: { firstName: 'Zoé', birthDate: '2026-02-10' } });
      await notes('Trompée');
      await presses('Trompée', '/dossier', { number: (await dossierOf(test.app, family.dossierId)).number });
      expect(await rowOf('Trompée')).toMatchObject({ outcome: 'joined', dueOn: null });
      const stale = (await referral('Trompée')).form('/dossier/enlever');
      await presses('Trompée', '/dossier/enlever');
      expect(await rowOf('Trompée')).toMatchObject({ outcome: null, requestId: null, dueOn: TODAY, endedAt: null });
      expect((await agent.opens(HERE)).text).toMatch(/À appeler.*Trompée/);
      expect((await agent.presses(stale)).status).toBe(409);
    });

    it('begins a dossier of one’s own where a colleague began one, and none for a referral that has one', async () => {
      await notes('Partagée');
      const { url } = await presses('Partagée', '/saisir');
      const colleague = await signedIn(test.app, 'colleague');
      const page = await referral('Partagée', colleague);
      expect(page.text).toContain('Commencer un dossier avec la famille');
      const own = await colleague.presses(page.form('/saisir'));
      expect([own.status, own.url === url]).toEqual([200, false]);
      const twice = page.form('/saisir');
      expect((await agent.presses(twice)).status).toBe(409);
    });

    it('passes a referral on to the desk of the commune, and tells nothing of that desk', async () => {
      const other = { communeCode: '71356' };
      for (const surname of ['Voisine', 'Voisine'])
        expect((await notes(surname, other)).text).toContain('transmise au guichet de cette commune');
      expect((await agent.opens(HERE)).text).not.toContain('Voisine');
    });

    it('reads it and writes it in the journal; another desk and a director find nothing', async () => {
      await notes('Gardée');
      const { id, version } = await rowOf('Gardée');
      await referral('Gardée');
      expect((await recordedOf(test.app, id, 'referral.read')).length).toBeGreaterThan(0);
      expect(await recordedOf(test.app, id, 'referral.receive')).toHaveLength(1);
      const other = await signedIn(test.app, 'otherAgent');
      expect((await other.opens(HERE)).source).not.toContain('Gardée');
      expect((await other.get(`${HERE}/${id}`)).status).toBe(404);
      for (const press of ['essai', 'issue', 'sollicitation', 'saisir', 'dossier', 'oublier']) {
        const fields = { version: String(version), ...(press === 'issue' ? { outcome: 'declined' } : {}) };
        const sent = await other.post(`${HERE}/${id}/${press}`, {
          ...fields,
          ...(press === 'dossier' ? { number: '1' } : {}),
        });
        expect([press, sent.status === 404 || sent.status === 422]).toEqual([press, true]);
      }
      expect(await rowOf('Gardée')).toMatchObject({ version, outcome: null });
      expect((await (await signedIn(test.app, 'director')).get(`${HERE}/${id}`)).status).toBe(404);
      expect((await coordinator.get(`${HERE}/${id}`)).status).toBe(404);
      // A family of the commune of the other desk goes to that desk.
      await notes('Ailleurs', { communeCode: '71356', phone: '0612345601' });
      expect((await rowOf('Ailleurs')).deskId).toBe('mairie-pouilloux');
      expect((await agent.opens(HERE)).source).not.toContain('Ailleurs');
    });

    it('forgets names and contact after two months, and at once when the family asks; the figures stay', async () => {
      await notes('Ouverte');
      await notes('Finie', { phone: '0612345602' });
      await notes('Demande', { phone: '0612345603' });
      itIs('09:00', '2027-03-20');
      agent = await signedIn(test.app, 'agent');
      await presses('Finie', '/issue', { outcome: 'answered' });
      expect((await presses('Demande', '/oublier')).text).toContain('Le nom et le contact sont oubliés');
      expect(await reader.findOne(Referral, { surname: 'Demande' })).toBeNull();
      itIs('23:00', '2027-05-01');
      await runDueJobs(test.app);
      expect([(await rowOf('Ouverte')).outcome, (await rowOf('Finie')).outcome]).toEqual([null, 'answered']);
      itIs('09:00', '2027-05-04');
      await runDueJobs(test.app);
      expect(await reader.findOne(Referral, { surname: 'Ouverte' })).toBeNull();
      expect((await rowOf('Finie')).phone).toBe('0612345602');
      itIs('09:00', '2027-05-22');
      await runDueJobs(test.app);
      const rows = await rowsOf();
      expect(rows.map(({ outcome }) => outcome).sort()).toEqual(['answered', 'declined', 'lapsed']);
      for (const row of rows) {
        expect(row).toMatchObject({ firstName: null, surname: null, phone: null, email: null, contactKey: null });
        expect([row.kind, row.dueOn]).toEqual(['pmi', null]);
      }
      agent = await signedIn(test.app, 'agent');
      expect((await agent.opens('/chiffres/orientations')).text).toContain('PMI, par téléphone');
    });
  });

  it('counts them by service, outcome and month, without what is too few; as a page and as a file', async () => {
    const ends = { null: 12, begun: 14, answered: 16, declined: 10 } as const;
    await notes('Comptée');
    const like = await rowOf('Comptée');
    const insert = (kindOf: Referral['kind'], outcome: Referral['outcome'], count: number) =>
      test.app.get(UnitOfWork).run(async (tx) => {
        for (let index = 0; index < count; index += 1) {
          const receivedAt = `2027-0${1 + (index % 2)}-10T09:00:00.000Z`;
          const apart = { id: newId(), kind: kindOf, contactKey: newId(), surname: 'Rare', receivedAt };
          await tx.insert(Referral, { ...like, ...apart, outcome });
        }
      });
    for (const kindOf of ['pmi', 'ccas'] as const)
      for (const [outcome, count] of Object.entries(ends))
        await insert(kindOf, outcome === 'null' ? null : (outcome as Referral['outcome']), count);
    await test.app.get(UnitOfWork).run((tx) => tx.delete(Referral, { id: like.id }));
    const figures = await coordinator.opens('/chiffres/orientations');
    const services = figures.table('Par service');
    expect(services.map((row) => row.join(' | '))).toEqual([
      'PMI, par téléphone | 12 | 14 | 16 | 10 | 52',
      'CCAS, par téléphone | 12 | 14 | 16 | 10 | 52',
      'Ensemble | 24 | 28 | 32 | 20 | 104',
    ]);
    const file = await coordinator.get('/chiffres/orientations/services.csv');
    expect([file.status, file.bytes.toString()]).toEqual([200, expect.stringMatching(/PMI, par téléphone"?;"?12/)]);
    expect((await coordinator.get('/chiffres/orientations/mois.xlsx')).status).toBe(200);
    await insert('maternity', 'begun', 2);
    const rare = (await coordinator.opens('/chiffres/orientations')).table('Par service');
    expect(rare.find(([name]) => name!.startsWith('Maternité'))!.slice(1)).toEqual(Array(5).fill('trop peu'));
    expect(figures.source).not.toMatch(/Comptée|Rare/);
    itIs('09:00', addDays(TODAY, 400));
    coordinator = await signedIn(test.app, 'coordinator');
    expect((await coordinator.opens('/chiffres/orientations')).source).not.toMatch(/par téléphone/);
  });
});
