import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { StaffSession } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { seedBodies } from '../../src/commissions/commission/index.js';
import { Candidacy, CommissionSession } from '../../src/commissions/commission/persistence/commission.entities.js';
import {
  DossierIntake,
  EMPTY_ADULT,
  EMPTY_NEED,
  FamilyAccess,
  type DossierForm,
  type NeedForm,
} from '../../src/dossier/dossier/index.js';
import { ChildRequest, Draft, RequestHistory, Wish } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { DuplicateKey } from '../../src/dossier/dossier/persistence/duplicate.entities.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { slotsToMask } from '../../src/foundation/kernel/week-schedule.js';
import { Offers } from '../../src/places/placement/index.js';
import { Offer, Solution } from '../../src/places/placement/persistence/placement.entities.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { RouteAudit } from '../../src/foundation/platform/security/index.js';
import type { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { Enquiry } from '../../src/first-desk/triage/persistence/triage.entities.js';
import { ListImport } from '../../src/lists/waiting-lists/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { parsed } from '../support/page.js';
import { Browser, hiddenValue, textOf, type Answer } from '../support/browser.js';
import { aChild, aForm, wishFor, TOLD } from '../support/forms.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

const TODAY = '2026-11-24T09:00:00.000Z';

describe.each(DATABASES)('the RPE’s desk (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let clock: TravellingClock;
  let agent: Browser;
  let colleague: Browser;
  let other: Browser;

  const signedIn = async (who: keyof typeof STAFF): Promise<Browser> => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[who]!.email, PASSWORD);
    return browser;
  };
  let phones = 0;
  /** A family of its own, so that no test meets another's. */
  const deposit = async (
    surname: string,
    overrides: Partial<DossierForm> = {},
    child: Parameters<typeof aChild>[0] = {},
  ): Promise<string> => {
    const base = aForm();
    phones += 1;
    const form: DossierForm = {
      ...base,
      adults: [
        {
          ...base.adults[0]!,
          surname,
          phone: `06000000${String(phones).padStart(2, '0')}`,
          email: `famille${phones}@exemple.fr`,
        },
      ],
      children: [aChild({ surname, firstName: `Enfant${'abcdefghijklmnopqrstuvwxyz'[phones % 26]}`, ...child })],
      ...overrides,
    };
    const intake = await test.app
      .get(UnitOfWork)
      .run((tx) =>
        test.app
          .get(DossierIntake)
          .submitForm(tx, { kind: 'client', clientId: 'test', name: 'test' }, form, { origin: 'parent' }),
      );
    return intake.children[0]!.requestId;
  };
  const request = async (id: string): Promise<ChildRequest> => (await reader.findOne(ChildRequest, { id }))!;
  const version = async (id: string): Promise<number> => (await request(id)).version;
  const act = async (id: string, path: string, fields: Record<string, string | string[]> = {}, browser = agent) =>
    browser.post(`/rpe/demandes/${id}/${path}`, { version: await version(id), ...fields });

  const sessionsWith = async (name: string): Promise<number> =>
    (await reader.find(StaffSession)).filter(({ searches }) => JSON.stringify(searches).includes(name)).length;

  beforeAll(async () => {
    test = await startApp(kind);
    clock = test.app.get(Clock) as TravellingClock;
    clock.travelTo(TODAY);
    reader = test.app.get(Reader);
    await seedWorld(test.app);
    await test.app.get(UnitOfWork).run((tx) => seedBodies(tx, 'data'));
    [agent, colleague, other] = [await signedIn('agent'), await signedIn('colleague'), await signedIn('otherAgent')];
  });
  afterAll(() => test.close());

  it('shows what is due first, marks what is late, and filters by what the address says', async () => {
    clock.travelTo('2026-11-14T09:00:00.000Z');
    await deposit('Tardif');
    clock.travelTo(TODAY);
    await deposit('Recent');
    const inbox = await agent.get('/rpe');
    const text = textOf(inbox.html);
    expect(text.indexOf('Tardif')).toBeLessThan(text.indexOf('Recent'));
    expect(inbox.html).toMatch(/app-list__row--action[\s\S]*Tardif/);
    expect(text).toContain('17/11/2026 en retard');
    expect(text).toContain('Prendre en charge la demande');
    const names = async (query: string) => {
      const found = textOf((await agent.get(`/rpe?${query}`)).html);
      return [found.includes('Tardif'), found.includes('Recent')];
    };
    expect(await names('dueBy=2026-11-23')).toEqual([true, false]);
    const searched = textOf((await agent.post('/rpe/recherche', { text: 'rec', state: '' })).html);
    expect([searched.includes('Tardif'), searched.includes('Recent')]).toEqual([false, true]);
    expect(await names('state=in_triage')).toEqual([false, false]);
    expect(await names('commune=71306&owner=desk&establishment=ma-71306')).toEqual([true, true]);
    expect(await names('commune=71040')).toEqual([false, false]);
    expect(await names('owner=family')).toEqual([false, false]);
    expect(textOf((await agent.get('/rpe')).html)).toMatch(/\d+ reçues \d+ en retard/);
    // A filtered list says how many it is of.
    expect(textOf((await agent.get('/rpe?state=submitted')).html)).toMatch(/demandes? en cours correspond/);
    expect(textOf((await agent.get('/rpe')).html)).not.toMatch(/en cours correspond/);
  });

  it('finds a request by the beginning of any name of its family, whatever the accents, or by its number', async () => {
    const id = await deposit('Quérel', {}, { firstName: 'Éloïse', surname: 'Da Silva-Núñez' });
    await deposit('Dassault', {}, { firstName: 'Lou', surname: 'Dassault' });
    const { dossierId } = await request(id);
    const [{ number }] = (await reader.sql<{ number: string }>('SELECT number FROM dossier WHERE id = :dossierId', {
      dossierId,
    })) as [{ number: string }];
    const finds = async (text: string) => (await agent.post('/rpe/recherche', { text })).html.includes(id);
    for (const text of [
      'da silva',
      'DASILVA',
      'da silva nun',
      'silva',
      'quer',
      'eloise',
      'Eloïse quérel',
      'querel da',
      number.toLowerCase(),
      number.slice(0, 4),
    ])
      expect([text, await finds(text)]).toEqual([text, true]);
    for (const text of ['ilv', 'eloise dassault', 'dax', '%', '_', '-', '🙂', number.slice(0, 3)])
      expect([text, await finds(text)]).toEqual([text, false]);
  });

  it('finds a request under a name that more than a thousand bear', async () => {
    const [id, namesake] = [
      await deposit('Frequent', {}, { firstName: 'Ombeline', wishes: [wishFor('ma-71040')] }),
      await deposit('Frequent', {}, { firstName: 'Gaspard' }),
    ];
    // As many names as lead nowhere to a few: the inbox itself is read.
    await test.app.get(UnitOfWork).run((tx) =>
      tx.insert(
        DuplicateKey,
        ['name:frequent', 'word:ombeline'].flatMap((key) =>
          Array.from({ length: 1000 }, (_, index) => ({ id: newId(), requestId: namesake, value: `${key}${index}` })),
        ),
      ),
    );
    const found = async (fields: Record<string, string>) => {
      const { html } = await agent.post('/rpe/recherche', fields);
      return [id, namesake].map((one) => html.split(`href="/rpe/demandes/${one}?`).length - 1);
    };
    expect(await found({ text: 'freq' })).toEqual([1, 1]);
    expect(await found({ text: 'ombe freq' })).toEqual([1, 0]);
    expect(await found({ text: 'freq', establishment: 'ma-71040', state: 'submitted' })).toEqual([1, 0]);
    expect(await found({ text: 'frequentia' })).toEqual([0, 0]);
  });

  it('refuses a filter it does not understand, and keeps the others', async () => {
    const answer = await agent.post('/rpe/recherche', { dueBy: 'demain', text: 'Rec', couleur: 'bleu' });
    expect(answer.status).toBe(422);
    expect(textOf(answer.html)).toContain('Écrivez la date « À faire avant le » comme 2027-03-27.');
    expect(textOf(answer.html)).toContain('Le champ « couleur » n’est pas attendu.');
    expect(answer.html).toContain('value="Rec"');
  });

  it('goes through a long inbox page by page, each request once', async () => {
    for (let index = 0; index < 55; index += 1) await deposit(`Long${index}`);
    const seen: string[] = [];
    const readOn = async (answer: Answer): Promise<void> => {
      seen.push(...[...answer.html.matchAll(/href="\/rpe\/demandes\/([^"?]+)["?]/g)].map((match) => match[1]!));
      const next = /href="([^"]*after=[^"]*)" rel="next"/.exec(answer.html)?.[1]?.replaceAll('&amp;', '&');
      if (next) await readOn(await agent.get(next));
    };
    await readOn(await agent.post('/rpe/recherche', { text: 'long', commune: '71306' }));
    expect([seen.length, new Set(seen).size]).toEqual([55, 55]);
    await readOn(await agent.get('/rpe?commune=71306'));
    expect(seen.length - 55).toBeGreaterThan(55);
    expect(new Set(seen).size).toBe(seen.length - 55);
  });

  // @asvs 14.2.1
  it('keeps the name that is looked for out of every address and out of the browser', async () => {
    const { html, url, status } = await agent.post('/rpe/recherche', { text: 'Longtemps', owner: 'desk' });
    expect([status, url, html.includes('value="Longtemps"')]).toEqual([
      200,
      expect.stringMatching(/^\/rpe\?owner=desk&searched=[\w-]{8}$/),
      true,
    ]);
    expect(agent.cookieNames.filter((name) => /recherche/.test(name))).toEqual([]);
    expect(await sessionsWith('Longtemps')).toBe(1);
    // "Back" from a request, and another tab, find the search again, whatever was looked for since; another session
    // finds the filters alone.
    expect((await agent.post('/rpe/recherche', { text: 'Ailleurs' })).html).toContain('value="Ailleurs"');
    expect((await agent.get(url)).html).toContain('value="Longtemps"');
    expect(
      [...html.matchAll(/(?:href|action|src)="([^"]*)"/g)].filter(([, address]) => /longtemps/i.test(address!)),
    ).toEqual([]);
    const typed = await agent.get('/rpe?text=Longtemps');
    expect([typed.status, textOf(typed.html)]).toEqual([
      422,
      expect.stringContaining('Le champ « text » n’est pas attendu.'),
    ]);
    // Filters alone have an address; that of a search holds no name.
    expect((await agent.post('/rpe/recherche', { text: ' ', owner: 'desk', state: '', dueBy: '' })).url).toBe(
      '/rpe?owner=desk',
    );
    const visitor = await signedIn('agent');
    const answer = await visitor.get(`${url}&langue=en`);
    expect([visitor.url, answer.html.includes('lang="en"')]).toEqual(['/rpe?owner=desk', true]);
    expect((await visitor.get('/rpe/recherche')).status).toBe(200);
    // The cookie that held names is taken back.
    visitor.setCookie('marelle-recherche', 'W1siMTIzNDU2NzgiLCJMb25ndGVtcHMiXV0');
    expect((await visitor.get('/rpe?searched=12345678')).html).not.toContain('Longtemps');
    expect([visitor.url, visitor.cookieNames.includes('marelle-recherche')]).toEqual(['/rpe', false]);
    // Of many searches the last five stay, and none after the session.
    for (let index = 0; index < 5; index += 1) await agent.post('/rpe/recherche', { text: `Encore${index}` });
    await agent.get(url);
    expect([agent.url, await sessionsWith('Longtemps'), await sessionsWith('Encore0')]).toEqual([
      '/rpe?owner=desk',
      0,
      1,
    ]);
    await agent.post('/personnel/deconnexion');
    expect(await sessionsWith('Encore')).toBe(0);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
    const nobody = new Browser(test.app);
    await nobody.post('/rpe/recherche', { text: 'Longtemps' });
    expect(nobody.url).toBe(`/personnel/connexion?suite=${encodeURIComponent('/rpe/recherche')}`);
    expect((await agent.postWithoutToken('/rpe/recherche', { text: 'Longtemps' })).status).toBe(403);
  });

  it('takes a request from the family’s first word to a commission', async () => {
    const id = await deposit(
      'Parcours',
      {},
      { need: { ...EMPTY_NEED, kind: 'regular', wantedFrom: '2027-03-01', daysPerWeek: 4 } },
    );
    expect(textOf((await act(id, 'prendre-en-charge')).html)).toContain('La demande est prise en charge.');
    expect((await request(id)).state).toBe('in_triage');

    const asked = await act(id, 'demander', { gaps: 'need.week' });
    expect(textOf(asked.html)).toContain('La famille a reçu un message qui demande ces réponses.');
    const message = (await reader.find(Message, { where: { kind: 'completion' } })).at(-1)!;
    expect(message).toMatchObject({ channel: 'email', subject: expect.stringContaining('Il manque des réponses') });
    expect(message.body).toContain('– Les jours et les horaires dont vous avez besoin');
    expect(textOf(asked.html)).toContain('Demandé : Les jours et les horaires souhaités');

    const tooEarly = await act(id, 'completer');
    expect([tooEarly.status, textOf(tooEarly.html)]).toEqual([
      422,
      expect.stringContaining('Il manque encore une réponse indispensable.'),
    ]);
    const answered = await act(id, 'repondre/besoin', {
      ...TOLD,
      kind: 'regular',
      wantedFromDay: '1',
      wantedFromMonth: '3',
      wantedFromYear: '2027',
      commonStart: '8h',
      commonEnd: '17:30',
      days: ['mon', 'tue'],
      acceptsShorterWeek: 'yes',
    });
    expect(textOf(answered.html)).toContain('lundi et mardi : 8 h – 17 h 30');
    expect((await request(id)).need).toMatchObject({
      week: { mon: { start: '08:00', end: '17:30' } },
      daysPerWeek: null,
      acceptsShorterWeek: true,
    });
    await act(id, 'completer');
    expect((await request(id)).state).toBe('in_triage');

    await act(id, 'orienter', { tracks: ['commission', 'childminder'] });
    expect((await request(id)).state).toBe('oriented');
    const sessionId = newId();
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.insert(CommissionSession, {
          id: sessionId,
          bodyId: 'montceau',
          state: 'planned',
          startsAt: '2027-01-20T09:00:00.000Z',
          room: 'Salle du conseil',
          entryFrom: '2027-03-01',
          reofferAllowed: true,
          gridId: null,
          placesDeclaredAt: null,
          frozenAt: null,
          closedAt: null,
          version: 1,
        }),
      );
    const screen = await agent.get(`/rpe/demandes/${id}`);
    expect(screen.html).toContain(`<option value="${sessionId}"`);
    expect(textOf((await act(id, 'seance', { sessionId })).html)).toContain('La demande est inscrite à la commission.');
    expect(await request(id)).toMatchObject({ state: 'before_commission', nextActDue: '2027-01-20' });
    expect(textOf((await agent.get(`/rpe/demandes/${id}`)).html)).toMatch(
      /Inscrite à la séance : .*Montceau-les-Mines, le 20 janvier 2027/,
    );
    expect(await reader.findOne(Candidacy, { sessionId, requestId: id })).toMatchObject({ state: 'listed' });
    const moves = (
      await reader.find(RequestHistory, { where: { requestId: id }, order: { at: 'ASC', id: 'ASC' } })
    ).map(({ action }) => action);
    expect(moves).toEqual(['submit', 'takeUp', 'askForCompletion', 'amend', 'complete', 'orient', 'list']);
  });

  it('reads beside a childminder and a MAM whether the family would accept them, unless it wished for them', async () => {
    const tracks = async (need: Partial<NeedForm>, wishes = [wishFor('ma-71306')]): Promise<string> => {
      const id = await deposit('Orienter', {}, { need: { ...aChild().need, ...need }, wishes });
      await act(id, 'prendre-en-charge');
      return (await agent.opens(`/rpe/demandes/${id}`)).form('/orienter').text;
    };
    const said = await tracks({ acceptsMam: true, acceptsChildminder: false });
    expect(said).toContain('Assistante maternelle La famille a dit non.');
    expect(said).toContain('Maison d’assistantes maternelles La famille dit qu’elle l’accepterait.');
    expect((await tracks({})).match(/La famille n’a pas dit si elle l’accepterait\./g)).toHaveLength(2);
    const wished = await tracks({}, [{ mode: 'mam', providerId: null, communeCode: null }]);
    expect(wished.match(/La famille n’a pas dit si elle l’accepterait\./g)).toHaveLength(1);
  });

  it('"Les réponses sont là" is refused while an asked answer is missing, and more can be asked for meanwhile', async () => {
    const id = await deposit(
      'Manquant',
      {},
      {
        need: { ...EMPTY_NEED, kind: null, wantedFrom: '2027-03-01', week: { mon: { start: '08:00', end: '17:00' } } },
      },
    );
    await act(id, 'prendre-en-charge');
    await act(id, 'demander', { gaps: 'need.kind' });
    const refused = await act(id, 'completer');
    expect([refused.status, textOf(refused.html)]).toEqual([
      422,
      expect.stringContaining('Une réponse demandée à la famille manque encore'),
    ]);
    expect((await request(id)).state).toBe('incomplete');
    const again = await act(id, 'demander', { gaps: 'need.kind' });
    expect(textOf(again.html)).toContain('La famille a reçu un message qui demande ces réponses.');
  });

  it.each([
    ['submitted', 'take_up', 'prendre-en-charge'],
    ['in_triage', 'orient', 'orienter'],
    ['incomplete', 'first_contact', 'prevenir'],
    ['incomplete', 'complete', 'completer'],
    ['oriented', 'list', 'seance'],
    ['waiting_list', 'confirm', 'confirmer'],
    ['partly_placed', 'complete_solution', 'orienter'],
    ['waiting_list', 'ring', 'appel'],
    ['oriented', 'reach', 'appel'],
  ] as const)('%s: the announced act "%s" leads to its form on the page', async (state, nextAct, path) => {
    const id = await deposit(`Annonce ${nextAct.replace('_', ' ')}`);
    await test.app.get(UnitOfWork).run((tx) => tx.update(ChildRequest, { id }, { state, nextAct }));
    const page = parsed((await agent.get(`/rpe/demandes/${id}`)).html);
    const [link] = [...page.querySelectorAll('a')].filter((one) => one.textContent === 'Aller à cette action');
    const place = page.querySelector(link!.getAttribute('href')!)!;
    const forms = [place, ...place.querySelectorAll('form')].map((form) => form.getAttribute('action'));
    expect(forms).toContain(`/rpe/demandes/${id}/${path}`);
  });

  it('says who to ring when a family cannot be written to', async () => {
    const id = await deposit('Sansmail', {
      adults: [
        { ...EMPTY_ADULT, surname: 'Sansmail', phone: '0611998877', communeCode: '71306', preferredChannel: 'phone' },
      ],
    });
    await act(id, 'prendre-en-charge');
    const before = await reader.count(Message);
    const asked = await act(id, 'demander', { gaps: ['adult.situation', 'need.kind'] });
    expect(textOf(asked.html)).toContain('La famille ne peut pas être jointe par écrit : appelez-la.');
    expect(asked.html).toContain('href="tel:');
    expect(await reader.count(Message)).toBe(before);
  });

  it('writes down every answer for a family: child, contact, wishes', async () => {
    const id = await deposit('Ecrire', {}, { birthDate: null, dueDate: null, wishes: [] });
    expect((await request(id)).gaps).toEqual(expect.arrayContaining(['child.birthDate', 'wishes']));
    await act(id, 'repondre/enfant', {
      ...TOLD,
      firstName: 'Zoé',
      surname: 'Ecrire',
      born: 'expected',
      dueDay: '4',
      dueMonth: '2',
      dueYear: '2027',
    });
    expect(await request(id)).toMatchObject({ birthDate: null, dueDate: '2027-02-04', firstName: 'Zoé' });
    await act(id, 'repondre/enfant', {
      ...TOLD,
      firstName: 'Zoé',
      surname: 'Ecrire',
      born: 'born',
      birthDay: '4',
      birthMonth: '2',
      birthYear: '2026',
    });
    expect(await request(id)).toMatchObject({ birthDate: '2026-02-04', dueDate: null });
    const presses: Record<string, string>[] = [
      { action: 'add:ma-71040' },
      { action: 'area', areaMode: 'home_care' },
      { action: 'area', areaMode: 'childminder', areaCommune: '71306' },
      { action: 'add:ma-71040' },
      { action: 'up:3' },
    ];
    for (const press of presses) await act(id, 'repondre/voeux', { ...TOLD, ...press });
    const wishes = await reader.find(Wish, { where: { requestId: id }, order: { rank: 'ASC' } });
    expect(wishes.map(({ mode, providerId, communeCode }) => [mode, providerId, communeCode])).toEqual([
      ['establishment', 'ma-71040', null],
      ['childminder', null, '71306'],
      ['home_care', null, null],
    ]);
    await act(id, 'repondre/responsable/1', {
      ...TOLD,
      firstName: 'Ana',
      surname: 'Ecrire',
      phone: '+33 6 12 34 50 60',
      communeCode: '71040',
      movesTo: '71040',
      situation: 'working',
    });
    await act(id, 'repondre/foyer', { ...TOLD, loneParent: 'no' });
    expect(textOf((await agent.get(`/rpe/demandes/${id}`)).html)).toContain('06 12 34 50 60');
    expect(await request(id)).toMatchObject({ communeCode: '71040', gaps: ['adult.second'] });
    await act(id, 'repondre/responsable/2', { ...TOLD, situation: 'job_seeking' });
    expect(await request(id)).toMatchObject({ communeCode: '71040', gaps: [] });
  });

  it('shows the places of each wished establishment for the child’s age', async () => {
    const id = await deposit(
      'Places',
      {},
      {
        wishes: [
          { mode: 'establishment', providerId: 'ma-71306', communeCode: null },
          { mode: 'mam', providerId: null, communeCode: null },
        ],
      },
    );
    const text = textOf((await agent.get(`/rpe/demandes/${id}`)).html);
    expect(text).toContain(
      '1. Multi-accueil de Montceau-les-Mines Bébés : toutes les demi-journées sont libres (15 places).',
    );
    expect(text).toContain('2. Maison d’assistantes maternelles, partout sur le territoire');
  });

  it('records an agreement with a childminder beside the rest of the need', async () => {
    const id = await deposit('Accord');
    await act(id, 'prendre-en-charge');
    const refused = await act(id, 'accord', {
      fromDay: '31',
      fromMonth: '2',
      fromYear: '2027',
      commonStart: 'tôt',
      days: 'mon',
    });
    expect(refused.status).toBe(422);
    for (const sentence of [
      'Choisissez avec qui l’accord est fait.',
      'Vérifiez la date de début.',
      'Écrivez l’heure comme 8:30.',
      'Choisissez un professionnel ou écrivez son nom.',
    ]) {
      expect(textOf(refused.html)).toContain(sentence);
    }
    expect(refused.html).toContain('value="tôt"');
    const recorded = await act(id, 'accord', {
      kind: 'childminder',
      providerId: 'am-71306-01',
      fromDay: '1',
      fromMonth: '3',
      fromYear: '2027',
      commonStart: '8:00',
      commonEnd: '18:00',
      days: ['mon', 'tue'],
    });
    expect(textOf(recorded.html)).toContain('L’accord est enregistré.');
    expect((await request(id)).state).toBe('partly_placed');
    expect(await reader.find(Solution, { where: { requestId: id } })).toEqual([
      expect.objectContaining({ kind: 'childminder', providerId: 'am-71306-01' }),
    ]);
    await act(id, 'accord', {
      kind: 'home_care',
      providerLabel: 'Madame Petit',
      fromDay: '1',
      fromMonth: '3',
      fromYear: '2027',
      commonStart: '8:00',
      commonEnd: '18:00',
      days: 'thu',
      suffices: 'yes',
    });
    expect((await request(id)).state).toBe('placed');
  });

  describe('on the family’s behalf', () => {
    const offered = async (surname: string): Promise<string> => {
      const id = await deposit(surname);
      await act(id, 'prendre-en-charge');
      const { dossierId } = await request(id);
      await test.app
        .get(UnitOfWork)
        .run((tx) =>
          test.app
            .get(Offers)
            .makeOffer(
              tx,
              { kind: 'staff', accountId: newId(), name: 'Directrice', grants: STAFF['director']!.grants },
              'admitUrgently',
              {
                requestId: id,
                dossierId,
                sectionId: 'ma-71306:babies',
                from: '2027-03-01',
                to: '2027-08-31',
                slots: slotsToMask(['mon-am', 'mon-pm']),
                coversNeed: true,
                reofferAllowed: false,
                emergency: true,
                days: 10,
              },
            ),
        );
      return id;
    };

    it('accepts a place', async () => {
      const id = await offered('Accepte');
      expect(textOf((await agent.get(`/rpe/demandes/${id}`)).html)).toContain(
        'Une place est proposée Multi-accueil de Montceau-les-Mines lundi',
      );
      expect(textOf((await act(id, 'offre/accepter', { acceptedBy: '1' })).html)).toContain('La place est acceptée.');
      expect((await request(id)).state).toBe('placed');
    });

    it('declines one, with a reason and what comes next', async () => {
      const id = await offered('Refuse');
      const refused = await act(id, 'offre/refuser', { declinedBy: '1', declineReason: 'distance' });
      expect([refused.status, textOf(refused.html)]).toEqual([
        422,
        expect.stringContaining('Dites si la famille reste sur la liste d’attente.'),
      ]);
      expect(refused.html).toMatch(/value="distance" selected/);
      await act(id, 'offre/refuser', { declinedBy: '1', declineReason: 'distance', declineChoice: 'wait' });
      expect((await request(id)).state).toBe('waiting_list');
      expect(await reader.findOne(Offer, { requestId: id })).toMatchObject({
        state: 'declined',
        declineReason: 'distance',
      });
    });

    it('confirms, withdraws and reopens', async () => {
      const id = await deposit('Retire');
      const confirmedAt = (await request(id)).confirmedAt;
      clock.travelTo('2026-11-24T11:00:00.000Z');
      await act(id, 'confirmer');
      expect((await request(id)).confirmedAt > confirmedAt).toBe(true);
      expect((await act(id, 'retirer')).status).toBe(422);
      await act(id, 'retirer', { withdrawReason: 'moved_away' });
      expect((await request(id)).state).toBe('withdrawn');
      expect((await act(id, 'rouvrir', { reopenReason: 'aucune' })).status).toBe(422);
      await act(id, 'rouvrir', { reopenReason: 'family_asked' });
      expect((await request(id)).state).toBe('in_triage');
      clock.travelTo(TODAY);
    });
  });

  it('logs a call in one press of a button, on the request’s own timeline', async () => {
    const id = await deposit('Appel');
    const screen = await agent.get(`/rpe/demandes/${id}`);
    expect(screen.html).toMatch(/accesskey="a"/);
    const logged = await agent.post(`/rpe/demandes/${id}/appel`, {
      callSubject: 'call_unanswered',
      callNote: 'Rappeler mardi',
    });
    expect(textOf(logged.html)).toMatch(/Appel : pas de réponse .* Agent du RPE Rappeler mardi/);
    expect(await reader.findOne(Enquiry, { requestId: id })).toMatchObject({
      channel: 'phone',
      subject: 'call_unanswered',
      deskId: 'rpe',
    });
  });

  it('prints a new access for the family, which opens its dossier', async () => {
    const id = await deposit('Acces', {}, { birthDate: '2026-05-05' });
    const page = await agent.post(`/rpe/demandes/${id}/acces`);
    const secret = /\/suivre\/([\w-]{43})/.exec(page.html)?.[1];
    expect(page.status).toBe(200);
    expect((await test.app.get(FamilyAccess).openDossier(secret!, '2026-05-05')).ok).toBe(true);
    expect((await agent.get(`/rpe/demandes/${id}`)).html).not.toContain(secret);
    expect(
      await reader.findOne(AuditEvent, { action: 'dossier.giveLink', subjectId: (await request(id)).dossierId }),
    ).not.toBeNull();
  });

  it('tells the second of two agents what the first one did, and keeps what they typed', async () => {
    const id = await deposit('Ensemble');
    await act(id, 'prendre-en-charge');
    const theirs = await colleague.get(`/rpe/demandes/${id}`);
    const seen = hiddenValue(theirs.html, 'version')!;
    await act(id, 'orienter', { tracks: 'commission' });
    const second = await colleague.post(`/rpe/demandes/${id}/retirer`, {
      version: seen,
      withdrawReason: 'no_longer_needed',
    });
    expect(second.status).toBe(409);
    expect(textOf(second.html)).toMatch(
      /« Demande orientée », par Agent du RPE, le 24 novembre 2026 .* maintenant « Orientée »/,
    );
    expect(second.html).toMatch(/value="no_longer_needed" selected/);
    expect((await request(id)).state).toBe('oriented');
    const answers = await colleague.post(`/rpe/demandes/${id}/repondre/enfant`, {
      version: seen,
      ...TOLD,
      firstName: 'Gardé',
      surname: 'Ensemble',
    });
    expect([answers.status, answers.html.includes('value="Gardé"')]).toEqual([409, true]);
    // Having read, they send it again from the page they were shown.
    expect(
      (
        await colleague.post(`/rpe/demandes/${id}/retirer`, {
          version: hiddenValue(second.html, 'version')!,
          withdrawReason: 'no_longer_needed',
        })
      ).status,
    ).toBe(200);
  });

  it('enters a dossier at the counter, and lists one’s own that are not finished', async () => {
    const before = await reader.count(Draft);
    const answer = await agent.presses((await agent.opens('/rpe/saisie')).button('Toutes les questions'));
    const drafts = await reader.find(Draft, { order: { createdAt: 'DESC', id: 'DESC' } });
    expect(drafts).toHaveLength(before + 1);
    expect(answer.url).toContain(`/dossier/${drafts[0]!.id}`);
    expect(drafts[0]).toMatchObject({ origin: 'counter', deskId: 'rpe' });
    expect((await agent.get('/rpe/saisie')).html).toContain(`/rpe/saisie/${drafts[0]!.id}`);
    expect((await colleague.get('/rpe/saisie')).html).not.toContain(drafts[0]!.id);
  });

  it('logs an enquiry that may become a dossier', async () => {
    const refused = await agent.post('/rpe/sollicitations', { note: 'Bonjour' });
    expect(refused.status).toBe(422);
    expect(textOf(refused.html)).toContain('Dites comment la personne vous a contacté.');
    expect(textOf(refused.html)).toContain('Choisissez le sujet.');
    expect(refused.html).toContain('>Bonjour</textarea>');
    const long = await agent.post('/rpe/sollicitations', {
      channel: 'visit',
      subject: 'cost',
      note: 'Bonjour '.repeat(400),
    });
    expect([long.status, textOf(long.html)]).toEqual([
      422,
      expect.stringMatching(
        /Il y a un problème Ce qui a été dit \(facultatif\) : raccourcissez ce texte, 2000 caractères au plus/,
      ),
    ]);
    expect(long.html).toContain('Bonjour Bonjour');
    const logged = await agent.post('/rpe/sollicitations', {
      channel: 'visit',
      subject: 'cost',
      communeCode: '71040',
      note: 'Veut les tarifs',
    });
    expect(textOf(logged.html)).toMatch(/Visite Tarifs et aides Veut les tarifs Blanzy/);
    const enquiry = (await reader.findOne(Enquiry, { subject: 'cost' }))!;
    expect((await agent.post(`/rpe/sollicitations/${enquiry.id}/saisir`)).url).toBe('/rpe/saisie');
    expect((await other.post(`/rpe/sollicitations/${enquiry.id}/saisir`)).status).toBe(404);
    expect(textOf((await other.get('/rpe/sollicitations')).html)).not.toContain('Veut les tarifs');
  });

  it('shows lines of lists to the RPE’s own desk alone', async () => {
    const bytes = Buffer.from(
      'Nom;Prénom;Naissance;Tél;Ville;Observations\nLISTE;Ugo;01/02/2026;0677000001;Pouilloux;suivi en ' +
        'hôpital\nLISTE;Ivan;01/02/2025;0677000002;Blanzy;\nTOTAL;;;;;',
    );
    const report = await test.app.get(ListImport).importFile('montceau.csv', bytes);
    const [there, here] = report.rows.map(({ requestId }) => requestId!);
    const list = await agent.get('/rpe/imports');
    expect(list.html).toContain(`/rpe/imports/${report.batchId}`);
    expect(textOf((await agent.get(`/rpe/imports/${report.batchId}`)).html)).toContain(
      'Il n’y a qu’un nom : ce n’est sans doute pas une demande.',
    );
    expect(textOf((await agent.get(`/rpe/demandes/${here}`)).html)).toContain('LISTE;Ivan;01/02/2025');
    expect((await other.get('/rpe/imports')).html).not.toContain(report.batchId!);
    expect((await other.get(`/rpe/imports/${report.batchId}`)).status).toBe(404);
    const theirs = await other.get(`/rpe/demandes/${there}`);
    expect([theirs.status, theirs.html.includes('suivi en hôpital;'), theirs.html.includes('LISTE;Ugo')]).toEqual([
      200,
      false,
      false,
    ]);
    expect((await agent.get(`/rpe/demandes/${there}`)).status).toBe(404);
  });

  it('names a child to be born as its desk does, never as its family would', async () => {
    const unborn = { firstName: null, birthDate: null, dueDate: '2027-02-04', adaptationNeed: true };
    const id = await deposit('Attente', {}, unborn);
    const routes = test.app
      .get(RouteAudit)
      .listRoutes()
      .filter(({ method, path }) => method === 'GET' && path.startsWith('/rpe/demandes/:requestId'));
    const named: string[] = [];
    for (const { path } of routes) {
      const { status, html } = await agent.get(path.replace(':topic', 'foyer').replace(':requestId', id));
      const text = textOf(html);
      if (status === 200 && /votre enfant attendu/i.test(text)) named.push(path);
    }
    expect(named).toEqual([]);
    expect(textOf((await agent.get(`/rpe/demandes/${id}/adaptation`)).html)).toContain(
      'Adaptation de l’accueil de l’enfant Attente, attendu le 4 février 2027',
    );
  });

  // @asvs 8.4.1
  it('hides every request of this desk from another', async () => {
    const id = await deposit('Cache');
    const found = await other.post('/rpe/recherche', { text: 'cache' });
    expect([found.status, textOf(found.html).includes('Cache ')]).toEqual([200, false]);
    const version = { version: '1' };
    const routes = test.app
      .get(RouteAudit)
      .listRoutes()
      .filter(({ path }) => path.startsWith('/rpe/demandes/:requestId'));
    expect(routes.length).toBeGreaterThan(20);
    for (const { method, path } of routes) {
      const url = path.replace(':topic', 'foyer').replace('/:rank', '').replace(':requestId', id);
      const answer = method === 'GET' ? await other.get(url) : await other.post(url, version);
      expect([method, path, answer.status]).toEqual([method, path, 404]);
    }
    expect((await request(id)).version).toBe(1);
    expect((await (await signedIn('director')).get('/rpe')).status).toBe(404);
  });

  it('answers every form that holds nothing, or something else, with a sentence', async () => {
    const id = await deposit('Formes');
    const forms = test.app
      .get(RouteAudit)
      .listRoutes()
      .filter(
        ({ method, path }) =>
          method === 'POST' &&
          path.startsWith('/rpe/') &&
          // Of a child who is expected: births.spec.ts.
          !/\/(naissance|pas-encore|arreter)$/.test(path) &&
          // Of a child who needs one: adaptation.spec.ts.
          !path.includes('/adaptation/') &&
          // Of a child who has a place: other-days.spec.ts.
          !path.includes('/autres-jours') &&
          // Of one kind of appointment: appointments.spec.ts.
          !path.includes('/heures/:what') &&
          // Of a draft: counter.spec.ts.
          !path.includes(':draftId') &&
          // Of an offer: longer-delays.spec.ts.
          !path.endsWith('/delai') &&
          !/:(bulkId|enquiryId|pairId|joinId|batchId|messageId|offerId|linkId|criterion|solutionId|introductionId|questionId|weekId|familyId|reminderId|absenceId|appointmentId|slotId|meetingId|opinionId|referralId)/.test(
            path,
          ) &&
          // Of a family with two adults: desk-answers.spec.ts.
          !path.endsWith('/2/retirer'),
      );
    for (const { path } of forms) {
      const url = path
        .replace(':topic', 'foyer')
        .replace('/:rank', '')
        .replace(':requestId', id)
        .replace(':dossierId', (await request(id)).dossierId);
      const unknown = await agent.post(url, { version: '1', intrus: 'oui' });
      expect([path, unknown.status]).toEqual([path, 422]);
      // A form that takes no version has two unknown fields: they are counted, and the first is named.
      expect(textOf(unknown.html)).toMatch(
        /Le champ « intrus » n’est pas attendu\.|2 champs ne sont pas attendus, dont « version »\./,
      );
      expect(unknown.html).toContain('<title>Erreur');
      if (
        !path.startsWith('/rpe/demandes/:requestId') ||
        path.endsWith('/acces') ||
        path.endsWith('/agent') ||
        path.endsWith('/appel') ||
        path.endsWith('/cellule') ||
        path.endsWith('/ecrire') ||
        path.endsWith('/mises-en-relation') ||
        path.endsWith('/rappels') ||
        path.endsWith('/rendez-vous') ||
        path.endsWith('/liens/fermer')
      )
        continue;
      const stale = await agent.post(url, { version: 'hier' });
      expect([path, stale.status, textOf(stale.html).includes('Rechargez la page')]).toEqual([path, 422, true]);
    }
    expect((await request(id)).version).toBe(1);
    const wrong: [string, Record<string, string>, string][] = [
      ['demander', { gaps: 'age' }, 'Choisissez au moins une réponse à demander.'],
      ['orienter', { tracks: 'lune' }, 'Choisissez au moins une orientation.'],
      ['seance', { sessionId: 'demain' }, 'Choisissez une commission.'],
      ['appel', { callSubject: 'peut-être' }, 'Dites si la famille a répondu.'],
      ['repondre/enfant', { born: 'born', birthDay: '31', birthMonth: '2', birthYear: '2026' }, 'n’existe pas'],
      ['repondre/besoin', { monStart: '25:00', monEnd: '8:00' }, 'par exemple 8:30'],
      ['repondre/responsable/1', { phone: '12', email: 'rien', postalCode: '7' }, 'dix chiffres'],
      ['repondre/responsable/1', { communeCode: '75056' }, 'commune'],
      ['repondre/voeux', { action: 'area' }, 'Choisissez le mode d’accueil'],
      ['repondre/voeux', { action: 'add:ma-99999' }, 'Choisissez un établissement'],
      ['repondre/foyer', { loneParent: 'no' }, 'Dites qui a donné cette réponse.'],
      ['repondre/foyer', { loneParent: 'no', toldBy: 'adult1' }, 'Dites comment cette réponse est connue.'],
    ];
    for (const [path, fields, sentence] of wrong) {
      const answer = await agent.post(
        `/rpe/demandes/${id}/${path}`,
        path === 'appel' ? fields : { version: '1', ...fields },
      );
      expect([path, answer.status]).toEqual([path, 422]);
      expect(textOf(answer.html)).toContain(sentence);
    }
  });
});
