import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Dossiers, RequestMoves, TriageActs } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { slotsToMask } from '../../src/foundation/kernel/week-schedule.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import type { Actor } from '../../src/foundation/platform/security/index.js';
import { OfferReminders, Offers } from '../../src/places/placement/index.js';
import { Offer, Solution } from '../../src/places/placement/persistence/placement.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf, type Answer } from '../support/browser.js';
import { linkInMail, linkOf } from '../support/links.js';
import { ADULT, BORN, CONSENTS, EXPECTED, HOUSEHOLD, NEED, Parent } from '../support/parent.js';
import { countOpenOffers } from '../../src/places/placement/persistence/offers.queries.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

const AGENT: Actor = {
  kind: 'staff',
  accountId: newId(),
  name: 'Agent',
  grants: [{ role: 'rpe_agent', deskId: 'rpe' }],
};
const SESSION: Actor = { kind: 'session', sessionId: newId(), accountId: newId() };
const SLOTS = slotsToMask(['mon-am', 'mon-pm', 'tue-am', 'tue-pm', 'thu-am', 'thu-pm']);

describe.each(DATABASES)('A parent opens only its own dossier (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let count = 0;
  beforeAll(async () => {
    test = await startApp(kind);
    travel('2026-11-25T09:00:00.000Z');
    await seedWorld(test.app);
    reader = test.app.get(Reader);
  });
  afterAll(() => test.close());

  function travel(instant: string): void {
    (test.app.get(Clock) as unknown as { travelTo(at: string): void }).travelTo(instant);
  }

  /** A family of its own, with one request. */
  async function family(): Promise<{ parent: Parent; request: ChildRequest }> {
    count += 1;
    const surname = `Famille${'abcdefghijklmnopqrstuvwxyz'[count]}`;
    const parent = new Parent(test.app);
    await parent.deposit(
      { ...ADULT, surname, phone: `06 55 00 00 ${String(count).padStart(2, '0')}`, email: `f${count}@exemple.fr` },
      { ...BORN, firstName: `Enfant${surname}`, surname, birthMonth: String((count % 9) + 1) },
    );
    const [request] = await reader.find(ChildRequest, { where: { surname } });
    return { parent, request: request! };
  }

  /** The same family with an offer it has not answered. */
  async function offered(): Promise<{ parent: Parent; request: ChildRequest; offer: Offer }> {
    const { parent, request } = await family();
    const moves = test.app.get(RequestMoves);
    const offer = await test.app.get(UnitOfWork).run(async (tx) => {
      await moves.move(tx, AGENT, request.id, 'takeUp');
      await test.app.get(TriageActs).orientRequest(tx, AGENT, request.id, ['commission']);
      await moves.move(tx, AGENT, request.id, 'list');
      return test.app
        .get(Offers)
        .makeOffer(tx, SESSION, 'admit', {
          requestId: request.id,
          dossierId: request.dossierId,
          sectionId: 'ma-71306:toddlers',
          from: '2027-03-01',
          to: '2027-07-31',
          slots: SLOTS,
          coversNeed: true,
          reofferAllowed: false,
          days: 10,
        });
    });
    return { parent, request, offer };
  }

  const stateOf = async (id: string) => (await reader.findOne(ChildRequest, { id }))!.state;
  const page = async (browser: Browser, url: string): Promise<string> => textOf((await browser.get(url)).html);

  describe('the link and the date', () => {
    it('opens for who knows the birth date of a child, in another browser too', async () => {
      const { request } = await family();
      const link = await linkInMail(test.app, 'receipt');
      const browser = new Browser(test.app);
      expect(textOf((await browser.get(link)).html)).toContain('Date de naissance, ou date prévue');
      const [year, month, day] = request.birthDate!.split('-');
      const opened = await browser.post(link, { dateDay: day!, dateMonth: month!, dateYear: year! });
      expect(opened.url).toBe('/mon-dossier');
      expect(textOf(opened.html)).toContain(request.firstName!);
      await browser.post('/mon-dossier/quitter');
      expect((await browser.get('/mon-dossier')).url).toMatch(/^\/suivre/);
      expect(textOf((await browser.get('/suivre')).html)).not.toContain('n’a pas été enregistré');
      // A button of a page that was left open: it is said that nothing came of it, once.
      const late = await browser.post('/mon-dossier/langue');
      expect([late.url, textOf(late.html)]).toEqual([
        '/suivre',
        expect.stringContaining('ce que vous venez d’envoyer n’a pas été enregistré'),
      ]);
      expect(textOf((await browser.get('/suivre')).html)).not.toContain('n’a pas été enregistré');
    });

    it('is void after five wrong dates, says how many are left, and then that it is closed', async () => {
      const { request } = await family();
      const link = await linkInMail(test.app, 'receipt');
      const browser = new Browser(test.app);
      await browser.get(link);
      const wrong = { dateDay: '1', dateMonth: '1', dateYear: '2020' };
      // What is not a date is not a try.
      expect((await browser.post(link, { dateDay: '99', dateMonth: '1', dateYear: '2020' })).status).toBe(422);
      const answers: string[] = [];
      for (let tries = 0; tries < 5; tries += 1) answers.push(textOf((await browser.post(link, wrong)).html));
      const [year, month, day] = request.birthDate!.split('-');
      const right = await browser.post(link, { dateDay: day!, dateMonth: month!, dateYear: year! });
      expect([right.status, textOf(right.html)]).toEqual([422, expect.stringContaining('Il a été fermé')]);
      for (const [index, left] of ['4 essais', '3 essais', '2 essais', 'un essai'].entries())
        expect(answers[index]).toContain(`Il vous reste ${left}`);
      const unknown = await browser.post('/suivre/jamais-vu', wrong);
      expect(textOf(unknown.html)).toContain('Nous ne connaissons pas ce lien');
    });

    // @asvs 8.2.2
    it('shows nothing of another family: its requests, offers, receipts and drafts are not there', async () => {
      const mine = await family();
      const other = await offered();
      const [sealed] = await test.app.get(Dossiers).sealedForms(other.request.dossierId);
      const paths = [
        `/mon-dossier/demandes/${other.request.id}/retirer`,
        `/mon-dossier/demandes/${other.request.id}/solution`,
        `/mon-dossier/demandes/${other.request.id}/reponses`,
        `/mon-dossier/demandes/${other.request.id}/reponses/voeux`,
        `/mon-dossier/offres/${other.offer.id}`,
        `/mon-dossier/envois/${sealed!.id}`,
        `/mon-dossier/envois/${sealed!.id}/copie`,
        `/mon-dossier/envois/${sealed!.id}/accuse.pdf`,
        other.parent.draft,
        `${other.parent.draft}/recu`,
        `${other.parent.draft}/copie`,
      ];
      for (const path of paths) expect([path, (await mine.parent.browser.get(path)).status]).toEqual([path, 404]);
      const posts: [string, Record<string, string>][] = [
        [`/mon-dossier/offres/${other.offer.id}/accepter`, {}],
        [`/mon-dossier/offres/${other.offer.id}/refuser`, { reason: 'price', choice: 'withdraw' }],
        [`/mon-dossier/demandes/${other.request.id}/confirmer`, { version: '1' }],
        [`/mon-dossier/demandes/${other.request.id}/retirer`, { version: '1', reason: 'other' }],
        [
          `/mon-dossier/demandes/${other.request.id}/solution`,
          { version: '1', kind: 'mam', fromDay: '1', fromMonth: '3', fromYear: '2027', suffices: 'yes' },
        ],
        [`${other.parent.draft}/envoyer`, { version: '1' }],
      ];
      for (const [path, fields] of posts)
        expect([path, (await mine.parent.browser.post(path, fields)).status]).toEqual([path, 404]);
      expect(await stateOf(other.request.id)).toBe('offered');
    });
  });

  describe('an offer', () => {
    it('is read, accepted once, and says so afterwards', async () => {
      const { parent, request, offer } = await offered();
      const url = `/mon-dossier/offres/${offer.id}`;
      expect((await parent.browser.get('/mon-dossier')).html).toContain(url);
      const said = await page(parent.browser, url);
      for (const fact of [
        'Multi-accueil de Montceau-les-Mines',
        'Lundi, mardi et jeudi, de 8 h 30 à 17 h',
        'du 1er mars 2027 au 31 juillet 2027',
        '5 décembre 2026 à 23 h 59',
      ])
        expect(said).toContain(fact);
      const [first, second] = [
        await parent.browser.post(`${url}/accepter`),
        await parent.browser.post(`${url}/accepter`),
      ];
      for (const answer of [first, second])
        expect([answer.status, textOf(answer.html).includes('Vous avez accepté cette place')]).toEqual([200, true]);
      expect(await stateOf(request.id)).toBe('placed');
      expect(await reader.count(Solution, { requestId: request.id })).toBe(1);
      // Accepted is accepted: declining now is refused with a sentence.
      const late = await parent.browser.post(`${url}/refuser`, { reason: 'price', choice: 'wait' });
      expect([late.status, textOf(late.html).includes('Vous avez accepté cette place')]).toEqual([409, true]);
    });

    it('is declined with a reason, staying on the list or not', async () => {
      for (const [choice, state, next] of [
        ['wait', 'waiting_list', 'nous continuons à chercher'],
        ['withdraw', 'withdrawn', 'nous arrêtons de chercher'],
      ] as const) {
        const { parent, request, offer } = await offered();
        const url = `/mon-dossier/offres/${offer.id}`;
        await parent.browser.get(url);
        const empty = await parent.browser.post(`${url}/refuser`, { choice });
        expect(empty.status).toBe(422);
        expect(textOf(empty.html)).toContain('Choisissez pourquoi vous refusez cette place');
        expect(empty.html).toMatch(new RegExp(`value="${choice}" checked`));
        const declined = textOf((await parent.browser.post(`${url}/refuser`, { reason: 'distance', choice })).html);
        expect(declined).toMatch(new RegExp(`Vous avez refusé cette place\\. Votre demande .* ${next}`));
        expect(await stateOf(request.id)).toBe(state);
        expect((await reader.findOne(Offer, { id: offer.id }))!.declineReason).toBe('distance');
        expect(await page(parent.browser, '/mon-dossier')).toMatch(
          /Vous avez refusé la place .* Multi-accueil de Montceau-les-Mines – L’établissement est trop loin/,
        );
      }
    });

    /** A browser that the link of the offer's mail let in, long after the session of before has ended. */
    async function openedByLink(request: ChildRequest): Promise<Browser> {
      const mail = (await reader.findOne(Message, { kind: 'offer', dossierId: request.dossierId }))!;
      const { pathname: link } = await linkOf(test.app, mail);
      const browser = new Browser(test.app);
      await browser.get(link);
      const [year, month, day] = request.birthDate!.split('-');
      await browser.post(link, { dateDay: day!, dateMonth: month!, dateYear: year! });
      return browser;
    }

    it('that expired says so in a sentence, whether or not a job has run', async () => {
      const { parent, request, offer } = await offered();
      const url = `/mon-dossier/offres/${offer.id}`;
      await test.app
        .get(UnitOfWork)
        .run((tx) => test.app.get(OfferReminders).recordReminder(tx, offer.id, '2026-11-26T09:00:00.000Z'));
      travel('2026-12-07T09:00:00.000Z');
      const browser = await openedByLink(request);
      expect(await page(browser, url)).toContain('Le délai pour répondre est passé');
      const late = await browser.post(`${url}/accepter`);
      expect([late.status, textOf(late.html).includes('Le délai pour répondre est passé')]).toEqual([409, true]);
      expect(await stateOf(request.id)).toBe('waiting_list');
      travel('2026-11-25T09:00:00.000Z');
      expect(parent.draft).not.toBe('');
    });

    it('whose reminder has not gone out is still open after its deadline, and family and staff read that it is', async () => {
      const { request, offer } = await offered();
      travel('2026-12-10T09:00:00.000Z');
      const family = await page(await openedByLink(request), `/mon-dossier/offres/${offer.id}`);
      expect(family).toContain('vous pouvez encore répondre');
      expect(family).toContain('deux jours après notre rappel');
      expect(family).not.toContain('Répondez au plus tard le');
      const read = async (who: 'agent' | 'director', url: string): Promise<string> => {
        const browser = new Browser(test.app);
        await browser.signIn(STAFF[who]!.email, PASSWORD);
        return page(browser, url);
      };
      const pages = [
        ['agent', `/rpe/demandes/${request.id}`],
        ['director', `/eaje/demandes/${request.id}`],
      ] as const;
      for (const [who, url] of pages) expect(await read(who, url)).toContain('le rappel n’est pas encore parti');
      const { past } = await countOpenOffers(
        reader,
        { now: '2026-12-10T09:00:00.000Z', soon: '2026-12-11T09:00:00.000Z' },
        100,
      );
      expect(past).toBe(0);
      await test.app
        .get(UnitOfWork)
        .run((tx) => test.app.get(OfferReminders).recordReminder(tx, offer.id, '2026-12-02T09:00:00.000Z'));
      for (const [who, url] of pages) expect(await read(who, url)).toContain('Le délai est passé depuis le');
      travel('2026-11-25T09:00:00.000Z');
    });
  });

  describe('a request', () => {
    const version = (answer: Answer): string => hiddenValue(answer.html, 'version')!;

    it('is confirmed, solved elsewhere in part, and withdrawn with a reason', async () => {
      const { parent, request } = await family();
      const { browser } = parent;
      const base = `/mon-dossier/demandes/${request.id}`;
      expect(
        textOf((await browser.post(`${base}/confirmer`, { version: version(await browser.get('/mon-dossier')) })).html),
      ).toContain('vous cherchez toujours une place pour');
      const form = {
        kind: 'childminder',
        providerLabel: 'Mme Dupont',
        fromDay: '1',
        fromMonth: '2',
        fromYear: '2027',
        suffices: 'no',
      };
      const asked = await browser.get(`${base}/solution`);
      const bad = await browser.post(`${base}/solution`, { ...form, fromMonth: '13', version: version(asked) });
      expect([
        bad.status,
        textOf(bad.html).includes('Écrivez la date de début de cette solution'),
        bad.html.includes('value="Mme Dupont"'),
      ]).toEqual([422, true, true]);
      expect(textOf((await browser.post(`${base}/solution`, { ...form, version: version(asked) })).html)).toContain(
        'Mme Dupont, à partir du 1er février 2027',
      );
      expect(await stateOf(request.id)).toBe('partly_placed');
      const leaving = await browser.get(`${base}/retirer`);
      expect((await browser.post(`${base}/retirer`, { version: version(leaving) })).status).toBe(422);
      await browser.post(`${base}/retirer`, { version: version(leaving), reason: 'moved_away' });
      expect(await stateOf(request.id)).toBe('withdrawn');
    });

    it('that somebody moved meanwhile is not acted on: the page says what it is now and keeps the input', async () => {
      const { parent, request } = await family();
      const { browser } = parent;
      const asked = await browser.get(`/mon-dossier/demandes/${request.id}/retirer`);
      await test.app.get(UnitOfWork).run((tx) => test.app.get(RequestMoves).move(tx, AGENT, request.id, 'takeUp'));
      const late = await browser.post(`/mon-dossier/demandes/${request.id}/retirer`, {
        version: version(asked),
        reason: 'moved_away',
      });
      expect(late.status).toBe(409);
      expect(textOf(late.html)).toContain('Cette demande a changé pendant que vous la lisiez');
      expect(late.html).toMatch(/value="moved_away" checked/);
      expect(await stateOf(request.id)).toBe('in_triage');
    });

    it('that lacks answers is completed on the same pages, and goes back to the desk by itself', async () => {
      const { parent, request } = await family();
      const { browser } = parent;
      await test.app.get(UnitOfWork).run(async (tx) => {
        await test.app.get(RequestMoves).move(tx, AGENT, request.id, 'takeUp');
        await test.app
          .get(TriageActs)
          .writeAnswers(tx, AGENT, request.id, { child: { wishes: [], need: { ...request.need, week: null } } });
        await test.app.get(RequestMoves).move(tx, AGENT, request.id, 'askForCompletion');
      });
      expect(await page(browser, '/mon-dossier')).toContain('Il nous manque des réponses');
      const base = `/mon-dossier/demandes/${request.id}/reponses`;
      expect(await page(browser, base)).toContain('Les jours et les horaires');
      const need = await browser.get(`${base}/besoin`);
      expect((await browser.post(`${base}/besoin`, { ...NEED, days: [], version: version(need) })).status).toBe(422);
      await browser.post(`${base}/besoin`, { ...NEED, version: version(need) });
      expect(await stateOf(request.id)).toBe('incomplete');
      const stale = await browser.post(`${base}/besoin`, { ...NEED, version: version(need) });
      expect(stale.status).toBe(409);
      const wishes = await browser.get(`${base}/voeux`);
      await browser.post(`${base}/voeux`, { action: 'add:ma-71040', version: version(wishes) });
      expect(await stateOf(request.id)).toBe('in_triage');
    });

    it('stays with the family until all that was asked for is answered, points and agreements included', async () => {
      const { parent, request } = await family();
      const { browser } = parent;
      await test.app.get(UnitOfWork).run(async (tx) => {
        await test.app.get(RequestMoves).move(tx, AGENT, request.id, 'takeUp');
        const { form } = await test.app.get(TriageActs).formOf(tx, request.id);
        const unsaid = { shareWithProviders: null, reminders: null };
        await test.app.get(TriageActs).writeAgreements(tx, AGENT, request.id, { ...form, consents: unsaid }, {});
        await test.app
          .get(TriageActs)
          .writeAnswers(tx, AGENT, request.id, {
            household: { ...form.household, familyQuotient: null },
            child: { wishes: [] },
          });
        const asked = 'points.familyQuotient agreements';
        await test.app.get(RequestMoves).move(tx, AGENT, request.id, 'askForCompletion', { history: { asked } });
      });
      const base = `/mon-dossier/demandes/${request.id}/reponses`;
      const shown = await browser.get(base);
      for (const path of ['foyer#familyQuotient', 'accords', 'voeux#wishes'])
        expect(shown.html).toContain(`class="govuk-link" href="${base}/${path}"`);
      expect(await page(browser, '/mon-dossier')).toContain('Vos accords');

      await browser.post(`${base}/voeux`, {
        action: 'add:ma-71040',
        version: version(await browser.get(`${base}/voeux`)),
      });
      expect(await stateOf(request.id)).toBe('incomplete');
      const household = { ...HOUSEHOLD, familyQuotient: '640' };
      await browser.post(`${base}/foyer`, { ...household, version: version(await browser.get(`${base}/foyer`)) });
      expect(await stateOf(request.id)).toBe('incomplete');
      expect((await browser.get(base)).html).not.toContain('foyer#familyQuotient"');
      await browser.post(`${base}/accords`, { ...CONSENTS, version: version(await browser.get(`${base}/accords`)) });
      expect(await stateOf(request.id)).toBe('in_triage');
    });

    it('is exported with everything that is kept, and nothing of others', async () => {
      const { parent, request } = await family();
      const answer = await parent.browser.get('/mon-dossier/mes-donnees');
      const data = JSON.parse(answer.bytes.toString()) as { requests: { request: { id: string } }[]; sent: unknown[] };
      expect(data.requests.map((one) => one.request.id)).toEqual([request.id]);
      expect(data.sent).toHaveLength(1);
    });
  });

  describe('bad input', () => {
    const WRONG: [string, Record<string, string | string[]>, string, string][] = [
      [
        'responsable/1',
        { ...ADULT, phone: '12', firstName: 'Gardé' },
        'Écrivez le téléphone avec dix chiffres',
        'value="Gardé"',
      ],
      [
        'responsable/1',
        { ...ADULT, email: 'pas-un-mail', surname: 'Gardé' },
        'Écrivez l’adresse e-mail en entier',
        'value="Gardé"',
      ],
      [
        'responsable/1',
        { ...ADULT, postalCode: '71', communeCode: '99999' },
        'Écrivez le code postal avec cinq chiffres',
        'value="71"',
      ],
      ['responsable/1', { ...ADULT, communeCode: '99999' }, 'Choisissez votre commune dans la liste', 'value="Laura"'],
      [
        'foyer',
        { ...HOUSEHOLD, dependentChildren: 'deux' },
        'Écrivez le nombre d’enfants à charge en chiffres',
        'value="deux"',
      ],
      ['foyer', { ...HOUSEHOLD, custody: 'lune' }, 'Dites où vivent les enfants', 'value="1"'],
      [
        'responsable/1',
        { ...ADULT, weeklyHours: '35,5' },
        'un nombre entier d’heures, sans virgule, 80 au plus',
        'value="35,5"',
      ],
      ['enfant/1', { ...BORN, birthMonth: '13' }, '/13/2026 n’existe pas', 'value="13"'],
      ['enfant/1', { ...BORN, birthYear: '2010' }, 'L’enfant doit avoir moins de six ans', 'value="2010"'],
      ['enfant/1', { ...BORN, birthYear: '2035' }, 'répondez que la naissance est à venir', 'value="2035"'],
      ['enfant/1', { ...EXPECTED, dueYear: '2032' }, 'Cette date prévue est trop lointaine', 'value="2032"'],
      [
        'enfant/1',
        { ...BORN, siblingProviderId: 'nulle-part' },
        'Choisissez l’établissement du frère ou de la sœur',
        'value="Alba"',
      ],
      [
        'enfant/1',
        { ...BORN, siblingReceived: 'yes' },
        'Choisissez l’établissement du frère ou de la sœur',
        'value="Alba"',
      ],
      ['besoin/1', { ...NEED, commonEnd: '25h' }, 'Écrivez les heures de début et de fin', 'value="25h"'],
      ['besoin/1', { ...NEED, tueStart: '25h' }, 'Mardi : écrivez les heures de début et de fin', 'value="25h"'],
      ['besoin/1', { ...NEED, wantedFromYear: '2001' }, 'Écrivez la date de début souhaitée', 'value="2001"'],
      ['besoin/1', { ...NEED, days: ['lun'] }, 'Cochez au moins un jour', 'value="8:30"'],
      ['voeux/1', { action: 'area' }, 'Choisissez le mode d’accueil à ajouter', 'areaMode'],
      ['voeux/1', { action: 'add:inconnu' }, 'Choisissez un établissement de la liste', 'wishes'],
      ['voeux/1', { action: 'continue' }, 'Ajoutez au moins un vœu', 'wishes'],
      ['points', { relative_handicap: 'peut-être' }, 'Dites si un proche a un handicap', 'relative_handicap'],
      ['accords', {}, 'Dites si les établissements de vos vœux peuvent lire', 'reminders'],
    ];

    it.each(WRONG)('on %s is refused with a sentence, the input kept (%#)', async (path, fields, sentence, kept) => {
      const parent = new Parent(test.app);
      await parent.start();
      const answer = await parent.fill(path, fields);
      expect(answer.status).toBe(422);
      expect(textOf(answer.html)).toContain(sentence);
      expect(answer.html).toContain(kept);
      expect(answer.html).toContain('<title>Erreur');
    });

    it.each(['responsable/1', 'foyer', 'enfant/1', 'besoin/1', 'voeux/1', 'points', 'accords'])(
      'an unknown field on %s is refused',
      async (path) => {
        const parent = new Parent(test.app);
        await parent.start();
        const answer = await parent.fill(path, { role: 'administrator', ...CONSENTS });
        expect(answer.status).toBe(422);
        expect(textOf(answer.html)).toMatch(/n’est pas attendu|champs ne sont pas attendus, dont/);
      },
    );

    // @asvs 5.2.1
    it('refuses a megabyte of text, and a long text by name', async () => {
      const parent = new Parent(test.app);
      await parent.start();
      expect((await parent.fill('foyer', { ...HOUSEHOLD, custodyWeeks: 'x'.repeat(1_000_000) })).status).toBe(413);
      const long = await parent.fill('foyer', { ...HOUSEHOLD, custody: 'alternating', custodyWeeks: 'x'.repeat(600) });
      expect([long.status, textOf(long.html).includes('Décrivez les semaines de garde en 500 lettres')]).toEqual([
        422,
        true,
      ]);
    });

    it('answers pages that do not exist with a plain 404', async () => {
      const parent = new Parent(test.app);
      await parent.start();
      for (const path of [
        'responsable/2',
        'enfant/9',
        'enfant/x',
        'besoin/0',
        'voeux/7',
        'inconnu',
        'recu',
        'recu.pdf',
      ]) {
        expect([path, (await parent.browser.get(`${parent.draft}/${path}`)).status]).toEqual([path, 404]);
      }
      expect((await parent.browser.get('/dossier/reprendre/jamais-vu')).status).toBe(404);
      // Cut within an escape, on its way through somebody's mail.
      const cut = await parent.browser.get('/comment-%E0%A4');
      expect([cut.status, textOf(cut.html)]).toEqual([
        404,
        expect.stringContaining('Cette page n’existe pas, ou plus'),
      ]);
    });
  });

  describe('what anybody reads', () => {
    it.each(['/', '/modes-d-accueil', '/comment-ca-marche', '/accessibilite', '/mentions-legales', '/suivre'])(
      '%s',
      async (path) => {
        const answer = await new Browser(test.app).get(path);
        expect(answer.status).toBe(200);
        expect(answer.html.match(/<h1/g)).toHaveLength(1);
      },
    );

    it('filters the directory by mode and commune, and bears anything in the address', async () => {
      const browser = new Browser(test.app);
      const blanzy = await page(browser, '/modes-d-accueil?mode=establishment&commune=71040');
      expect(blanzy).toContain('Multi-accueil de Blanzy');
      expect(blanzy).not.toContain('Multi-accueil de Montceau');
      expect(await page(browser, '/modes-d-accueil?mode=establishment&commune=99999')).toContain(
        'Aucun mode d’accueil ne correspond',
      );
      expect((await browser.get('/modes-d-accueil?mode=a&mode=b&commune[]=x')).status).toBe(200);
    });

    it('lists nurseries before childminders, each kind under its name', async () => {
      const text = await page(new Browser(test.app), '/modes-d-accueil');
      expect(text).toMatch(/Crèches, micro-crèches et jardins d’enfants .*Multi-accueil de Blanzy/);
      const minders = await page(new Browser(test.app), '/modes-d-accueil?mode=childminder');
      expect(minders).not.toContain('Crèches, micro-crèches et jardins');
    });

    it('says honestly that nobody from outside made an accessibility audit', async () => {
      expect(await page(new Browser(test.app), '/accessibilite')).toContain('personne d’extérieur n’a encore audité');
    });
  });
});
