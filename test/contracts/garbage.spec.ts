import { subscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { AnswerWriter, RequestMoves, TriageActs } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { slotsToMask } from '../../src/foundation/kernel/week-schedule.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { mayEver, RouteAudit, SYSTEM, type Actor, type Route } from '../../src/foundation/platform/security/index.js';
import { Offers, type Offer } from '../../src/places/placement/index.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  DESK,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import {
  crawl,
  dealt,
  encodedForm,
  encoded,
  FIELD_GARBAGE,
  filledPath,
  GARBAGE,
  SCRIPT,
  type FoundForm,
  type Ids,
} from '../support/garbage.js';
import { linkOf } from '../support/links.js';
import { ADULT, BORN, Parent } from '../support/parent.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const SESSION: Actor = { kind: 'session', sessionId: newId(), accountId: newId() };
const SLOTS = slotsToMask(['mon-am', 'mon-pm', 'tue-am', 'tue-pm', 'thu-am', 'thu-pm']);
/** The parameters each page reads; every other page gets them all at once. */
const ASKED: readonly [RegExp, readonly string[]][] = [
  [/^\/rpe$/, ['state', 'commune', 'establishment', 'owner', 'text', 'dueBy', 'after', 'unknown']],
  [/^\/rapport$/, ['periode', 'mois', 'du', 'au']],
  [/^\/rapport\/familles$/, ['statut', 'cause', 'refus', 'commune', 'apres']],
  [/^\/modes-d-accueil$/, ['mode', 'commune', 'page']],
  [/^\/offre$/, ['texte', 'type', 'commune', 'etat', 'manque', 'page']],
  [/^\/assistantes-maternelles$/, ['texte', 'commune', 'etat', 'page']],
  [/fermer$/, ['section', 'du']],
  [/voeux/, ['commune']],
  [/^\/suivre\/:secret$/, ['vers']],
  [/connexion$/, ['suite']],
  [/semaine$/, ['du']],
  [/essais$/, ['essai']],
  [/places-reservees$|heures\.csv$/, ['annee']],
  [/sollicitations$/, ['canal', 'sujet', 'commune', 'rappel', 'reponse', 'agent', 'ordre', 'apres', 'avant']],
  [/chiffres(\.csv)?$/, ['du', 'au']],
  [/establishmentId\/demandes$/, ['etat', 'commune', 'premier', 'avant', 'ordre', 'apres']],
  [/establishmentId\/accueils$/, ['liste', 'section', 'ordre', 'page']],
  [/admission$/, ['etablissement']],
];
const NAMES = ASKED.flatMap(([, names]) => names);
const STARTS: Record<string, string[]> = {
  agent: [
    '/rpe',
    '/rpe/doublons',
    '/rpe/saisie',
    '/rpe/sollicitations',
    '/rpe/imports',
    '/assistantes-maternelles',
    '/rapport',
  ],
  director: [
    '/offre/ma-71306',
    '/eaje',
    '/eaje/ma-71306',
    '/eaje/ma-71306/places',
    '/eaje/ma-71306/equipe',
    '/eaje/ma-71306/semaine',
    '/eaje/ma-71306/demandes',
    '/eaje/ma-71306/accueils',
    '/eaje/ma-71306/annee',
    '/fermetures',
    '/fermetures/declarer/ma-71306',
    '/eaje/ma-71306/annee/essais',
  ],
  coordinator: [
    '/commissions',
    '/commissions/nouvelle',
    '/commissions/agendas',
    '/commissions/annee',
    '/commissions/instances/nouvelle',
    '/rapport',
    '/disponibilites',
    '/fermetures',
  ],
  administrator: [
    '/administration',
    '/administration/territoire',
    '/administration/ouverture',
    '/administration/messages/receipt/fr',
    '/administration/listes/reason/price',
    '/administration/listes/subject/nouveau',
  ],
  parent: ['/mon-dossier', '/', '/personnel/connexion', '/suivre/x', '/modes-d-accueil'],
};

/** Requests that reached a handler. */
let requests = 0;
subscribe('tracing:fastify.request.handler:start', () => {
  requests += 1;
});

describe.each(DATABASES)('garbage at the door (%s)', (kind) => {
  let test: TestApp;
  let routes: readonly Route[];
  let token: string;
  let ids: Ids;
  const people = new Map<string, Browser>();
  const actors = new Map<string, Actor>();
  let a: { parent: Parent; request: ChildRequest; offer: Offer };
  let b: typeof a;

  async function family(surname: string, phone: string): Promise<typeof a> {
    const parent = new Parent(test.app);
    await parent.deposit(
      { ...ADULT, surname, phone, email: `${surname}@exemple.fr`, addressLine: `9 rue ${surname}` },
      { ...BORN, firstName: `Petit${surname}`, surname },
    );
    const request = (await test.app.get(Reader).findOne(ChildRequest, { surname }))!;
    const moves = test.app.get(RequestMoves);
    const offer = await test.app.get(UnitOfWork).run(async (tx) => {
      await moves.move(tx, DESK, request.id, 'takeUp');
      await test.app.get(TriageActs).orientRequest(tx, DESK, request.id, ['commission']);
      await moves.move(tx, DESK, request.id, 'list');
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
  const sendingOf = async (dossierId: string) =>
    (
      await test.app
        .get(Reader)
        .sql<{ id: string }>('SELECT id FROM sealed_form WHERE dossier_id = :dossierId', { dossierId })
    )[0]!.id;

  beforeAll(async () => {
    test = await startApp(kind);
    const { app } = test;
    await seedCommissions(app);
    // A stream does not end: its scenario is live-session.spec.ts.
    routes = app
      .get(RouteAudit)
      .listRoutes()
      .filter(({ path }) => !path.endsWith('/flux'));
    token = await newClient(app);
    const made = await deposit(app, token, 'first-deposit', depositBody(1));
    for (const key of Object.keys(STAFF)) {
      const browser = new Browser(app);
      await browser.signIn(STAFF[key]!.email, PASSWORD);
      people.set(key, browser);
      actors.set(key, { kind: 'staff', accountId: key, name: key, grants: STAFF[key]!.grants });
    }
    a = await family('Alphonse', '06 55 00 00 01');
    b = await family('Bertrande', '06 55 00 00 02');
    const drafting = new Parent(app);
    await drafting.start();
    people.set('parent', a.parent.browser).set('drafting', drafting.browser);
    actors
      .set('parent', { kind: 'family', dossierId: 'x', draftId: null })
      .set('drafting', { kind: 'family', dossierId: null, draftId: 'x' });
    const session = await planSession(app, { day: aThursday(app, 60) });
    for (let count = 0; count < 2; count += 1) await listFor(app, (await anOrientedRequest(app)).requestId, session.id);
    await openSession(app, session.id);
    const [candidacy] = await app
      .get(Reader)
      .sql<{ id: string }>('SELECT id FROM candidacy WHERE session_id = :id', { id: session.id });
    ids = {
      requestId: made.json<{ requests: { id: string }[] }>().requests[0]!.id,
      establishmentId: 'ma-71306',
      code: 'toddlers',
      topic: 'besoin',
      rank: '1',
      'commissions id': session.id,
      candidacyId: candidacy!.id,
      'mon-dossier/offres id': a.offer.id,
      'mon-dossier/demandes id': a.request.id,
      'mon-dossier/envois id': await sendingOf(a.request.dossierId),
      draftId: drafting.draft.split('/')[2]!,
      'api/v1 id': made.json<{ id: string }>().id,
    };
  }, 120_000);
  afterAll(async () => {
    console.log(`${requests} requests up to the end of ${kind}`);
    await test.close();
  });

  /** Who may open a route: one of each kind that may, or anybody. */
  const openers = (route: Route): [string, Browser][] => {
    const { access } = route;
    if ('public' in access) return [['parent', people.get('parent')!]];
    const may = [...people].filter(([key]) => mayEver(actors.get(key)!, access.permission));
    return may.slice(0, 1);
  };
  const bad = (status: number, body: string): string | null => {
    if (status >= 500) return String(status);
    if (/<script>alert|<img src=x/.test(body)) return `${status}, unescaped`;
    return /\bat .{0,200}\.[jt]s:\d+|node_modules/.test(body) ? `${status}, a stack` : null;
  };

  // @asvs 1.2.1 1.2.4
  it('in the query of every page that reads: no 5xx, nothing unescaped', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter((one) => one.method === 'GET')) {
      const path = filledPath(route.path, ids);
      const names = ASKED.find(([pattern]) => pattern.test(route.path))?.[1];
      const shapes = names
        ? [
            ...names.flatMap((name) => [
              ...dealt(GARBAGE).map((value) => `${name}=${encoded(value)}`),
              ...dealt([`${name}=1&${name}=${encoded(SCRIPT)}`, `${name}[]=a&${name}[]=b`, `${name}[toString]=1`]),
            ]),
            'after=2026-11-24~x',
            'after=~',
            'after=x~y~z',
            'after=%00~%00',
            `after=2026-99-99~${newId()}`,
          ]
        : dealt(GARBAGE).map((value) => NAMES.map((name) => `${name}=${encoded(value).slice(0, 500)}`).join('&'));
      const [key, browser] = openers(route)[0] ?? ['client', new Browser(test.app)];
      for (const query of [...shapes, ...dealt(['%', '%00', '__proto__=1', '=', '&&'])]) {
        const answer = await browser.raw({
          method: 'GET',
          url: `${path}?${query}`,
          headers: key === 'client' ? { authorization: `Bearer ${token}` } : {},
        });
        const found = bad(answer.statusCode, answer.body);
        if (found) wrong.push(`${key} GET ${route.path}?${query.slice(0, 60)}: ${found}`);
      }
    }
    expect([wrong.length, wrong.slice(0, 60)]).toEqual([0, []]);
  }, 400_000);

  // @asvs 1.2.4 15.3.5
  it('in every parameter of every path: no 5xx', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter((one) => one.method === 'GET' && one.path.includes(':'))) {
      const [key, browser] = openers(route)[0] ?? ['client', new Browser(test.app)];
      for (const [name] of route.path.matchAll(/:\w+/g)) {
        for (const value of dealt([
          '%00',
          'a%00b',
          '-1',
          '0',
          '1e3',
          '99999999999999999999',
          '1.5',
          '__proto__',
          'constructor',
          'toString',
          '%ED%A0%80',
          encoded(SCRIPT),
          '..',
          '%2e%2e',
          '%0d%0aX:1',
          'x'.repeat(200),
        ])) {
          const answer = await browser.raw({
            method: 'GET',
            url: filledPath(route.path.replace(`${name}`, '\u0001'), ids).replace('\u0001', value),
            headers: key === 'client' ? { authorization: `Bearer ${token}` } : {},
          });
          const found = bad(answer.statusCode, answer.body);
          if (found) wrong.push(`${key} GET ${route.path} ${name}=${value}: ${found}`);
        }
      }
    }
    expect([wrong.length, wrong.slice(0, 60)]).toEqual([0, []]);
  }, 200_000);

  // @asvs 2.2.2 1.4.2
  it('as a whole body of every form: no 5xx', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter((one) => one.method === 'POST' && !/deconnexion|quitter/.test(one.path))) {
      const path = filledPath(route.path, ids);
      const [key, browser] = openers(route)[0] ?? ['client', new Browser(test.app)];
      await browser.get('/suivre/x');
      const csrf = encoded(browser.csrfToken);
      const form = 'application/x-www-form-urlencoded';
      const bodies: [string, string][] = [
        '',
        'version=1&version=2',
        'reason=a&reason=b',
        'firstName[]=x',
        '__proto__=1',
        '__proto__[x]=1',
        'constructor=1',
        'toString=1',
        'version=abc',
        'version=99999999999999999999',
        '%=%',
        '&&&===',
        'action=add:&action=',
        'action=%00',
        'version=1&action=add%3A%3Cscript%3E',
        'hasOwnProperty=1',
      ].map((body): [string, string] => [form, `_csrf=${csrf}&${body}`]);
      bodies.push(
        [form, ''],
        [form, `_csrf=${csrf}&_csrf=${csrf}`],
        ['text/plain', 'x'],
        ['application/xml', '<a/>'],
        ['multipart/form-data; boundary=x', '--x--'],
        ['multipart/form-data', 'x'],
        ...[
          'null',
          '[]',
          '1',
          '"x"',
          '{',
          '{}',
          '',
          '[[]]',
          `{"_csrf":${JSON.stringify(browser.csrfToken)}}`,
          `{"_csrf":${JSON.stringify(browser.csrfToken)},"version":{"a":1},"firstName":["x"],"action":{}}`,
          '{"_csrf":{"a":1}}',
          '{"_csrf":["a"]}',
        ].map((body): [string, string] => ['application/json', body]),
      );
      for (const [type, payload] of dealt(bodies)) {
        const headers = {
          'content-type': type,
          ...(key === 'client' ? { authorization: `Bearer ${token}`, 'idempotency-key': newId() } : {}),
        };
        const answer = await browser.raw({ method: 'POST', url: path, payload, headers });
        const found = bad(answer.statusCode, answer.body);
        if (found) wrong.push(`${key} POST ${route.path} ${type} ${payload.replace(csrf, 'T').slice(0, 60)}: ${found}`);
      }
    }
    expect([wrong.length, wrong.slice(0, 60)]).toEqual([0, []]);
  }, 400_000);

  // Before the administrator's forms are sent garbage: one of them gives a commune to another desk.
  // @asvs 3.2.2 1.1.2 1.3.7
  it('shows hostile names literally to the desk, the director and the family, and in no mail as HTML', async () => {
    const names = [SCRIPT, '👩‍👧 Zoé', '\u202eبنت', '=HYPERLINK("x")'];
    const wrong: string[] = [];
    // No form takes such a name, but a list may hold it.
    const renames = async (requestId: string, name: string): Promise<void> => {
      const writer = test.app.get(AnswerWriter);
      const { dossierId } = (await test.app.get(Reader).findOne(ChildRequest, { id: requestId }))!;
      const { form } = await writer.readHeld(test.app.get(Reader), dossierId);
      const named = { firstName: name, surname: name };
      await test.app
        .get(UnitOfWork)
        .run((tx) =>
          writer.writeAnswers(tx, SYSTEM, dossierId, {
            adults: form.adults.map((adult) => ({ ...adult, ...named })),
            children: new Map([[requestId, named]]),
          }),
        );
    };
    for (const [index, name] of names.entries()) {
      const body = depositBody(900 + index) as {
        adults: Record<string, unknown>[];
        children: Record<string, unknown>[];
      };
      body.adults[0]!['addressLine'] = SCRIPT;
      const made = await deposit(test.app, token, `names-${newId()}`, body);
      if (made.statusCode !== 201) wrong.push(`${name} refused: ${made.statusCode} ${made.body}`);
      if (made.statusCode !== 201) continue;
      const requestId = made.json<{ requests: { id: string }[] }>().requests[0]!.id;
      await renames(requestId, name);
      for (const [key, url] of [
        ['agent', '/rpe'],
        ['agent', `/rpe/demandes/${requestId}`],
        ['agent', `/rpe/demandes/${requestId}/repondre/responsable/1`],
        ['director', `/eaje/demandes/${requestId}`],
        ['director', '/eaje/ma-71306/demandes'],
        ['agent', '/rpe/recherche'],
      ] as const) {
        const person = people.get(key)!;
        const answer = url === '/rpe/recherche' ? await person.post(url, { text: 'alert' }) : await person.get(url);
        if (answer.status !== 200 || answer.html.includes('<script>alert'))
          wrong.push(`${url} with ${name}: ${answer.status}`);
        if (name === SCRIPT && url.endsWith(requestId) && !answer.html.includes('&lt;script&gt;alert'))
          wrong.push(`${url} does not show ${name} literally`);
      }
    }
    const parent = new Parent(test.app);
    const receipt = await parent.deposit(
      { ...ADULT, surname: 'Hostile 👶', email: 'z@exemple.fr', phone: '06 99 99 99 99' },
      { ...BORN, surname: 'Hostile 👶' },
    );
    if (receipt.status !== 200 || !receipt.url.endsWith('/recu'))
      wrong.push(`not sent: ${receipt.status} ${receipt.url}`);
    await renames((await test.app.get(Reader).findOne(ChildRequest, { surname: 'Hostile 👶' }))!.id, SCRIPT);
    if (!(await parent.browser.get('/mon-dossier')).html.includes('&lt;script&gt;alert'))
      wrong.push('the name is not shown literally to the family');
    for (const url of [
      receipt.url,
      '/mon-dossier',
      `${parent.draft}/recu.pdf`,
      `${parent.draft}/copie`,
      '/mon-dossier/mes-donnees',
    ]) {
      const answer = await parent.browser.get(url);
      if (answer.status >= 500 || /<script>alert|<b>x/.test(answer.html)) wrong.push(`${url}: ${answer.status}`);
    }
    const messages = await test.app.get(Reader).find(Message, {});
    const mails = messages.filter(({ channel }) => channel === 'email');
    expect(mails.length).toBeGreaterThan(0);
    // A letter's recipient is an address of several lines.
    expect(
      [...mails.map(({ recipient }) => recipient), ...messages.map(({ subject }) => subject)].filter((header) =>
        /[\r\n]/.test(header),
      ),
    ).toEqual([]);
    expect(wrong).toEqual([]);
  });

  it.each([...Object.keys(STARTS), 'drafting'])(
    'in each field of each form %s is shown: no 5xx, nothing unescaped',
    async (key) => {
      const browser = people.get(key)!;
      const draft = `/dossier/${ids['draftId']}`;
      const starts =
        key === 'drafting'
          ? [
              draft,
              ...['responsable/1', 'foyer', 'points', 'accords', 'enfant/1', 'besoin/1', 'voeux/1', 'verifier'].map(
                (one) => `${draft}/${one}`,
              ),
            ]
          : STARTS[key]!;
      const { forms, broken } = await crawl(browser, starts);
      const wrong = [...broken];
      const send = async (form: FoundForm, what: string, fields: (readonly [string, string])[]): Promise<void> => {
        const answer = await browser.raw({
          method: 'POST',
          url: form.action,
          payload: `_csrf=${encoded(browser.csrfToken)}&${encodedForm(fields)}`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        });
        const found = bad(answer.statusCode, answer.body);
        if (found) wrong.push(`POST ${form.action} ${what}: ${found}`);
      };
      await browser.get('/suivre/x');
      for (const form of forms.filter(
        (one) => !/deconnexion|deconnecter|quitter|effacement|commencer|fermer|mot-de-passe/.test(one.action),
      )) {
        for (const [name] of form.fields) {
          const others = form.fields.filter(([other]) => other !== name);
          for (const value of dealt(FIELD_GARBAGE))
            await send(form, `${name}=${JSON.stringify(value.slice(0, 30))}`, [...others, [name, value]]);
          const longOthers = form.fields.map(
            ([other, own]) => [other, /version|action|later/.test(other) ? own : 'x'.repeat(2001)] as const,
          );
          for (const [what, fields] of dealt([
            ['twice', [...form.fields, [name, 'a'], [name, 'b']]],
            ['twice beside a long text', [...longOthers, [name, 'b']]],
          ] satisfies [string, (readonly [string, string])[]][]))
            await send(form, `${name} ${what}`, fields);
        }
        for (const value of dealt(FIELD_GARBAGE))
          await send(
            form,
            `all=${JSON.stringify(value.slice(0, 30))}`,
            form.fields.map(([name, own]) => [name, /version/i.test(name) ? own : value]),
          );
      }
      expect(forms.length).toBeGreaterThan(0);
      // What went in is shown somewhere: the same pages again.
      const again = await crawl(browser, starts);
      for (const page of again.pages) {
        const answer = await browser.raw({ method: 'GET', url: page });
        // A file, JSON, PDF or CSV, holds what was typed as it was. No browser reads it as a page.
        const isFile = /^(application\/(json|pdf)|text\/csv)/.test(String(answer.headers['content-type']));
        const found = bad(answer.statusCode, isFile ? '' : answer.body);
        if (found) wrong.push(`GET ${page} afterwards: ${found}`);
      }
      expect([wrong.length, wrong.slice(0, 60)]).toEqual([0, []]);
    },
    400_000,
  );

  describe('the API', () => {
    const send = (payload: string, key: string = newId(), type = 'application/json') =>
      test.app.inject({
        method: 'POST',
        url: '/api/v1/dossiers',
        payload,
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': key, 'content-type': type },
      });

    // @asvs 16.5.1
    it('answers garbage with a problem, never a 5xx', async () => {
      const whole = JSON.stringify(depositBody(50));
      const bodies = [
        '',
        'null',
        '1',
        '[]',
        '"x"',
        '{',
        '{"adults":1}',
        '{"adults":[null]}',
        '{"adults":{"0":{}}}',
        '{"children":[[]]}',
        '{"__proto__":{"x":1}}',
        '{"constructor":{"prototype":{}}}',
        `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
        `{"adults":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
        whole.replace('"dependentChildren":1', '"dependentChildren":1e400'),
        whole.replace('"dependentChildren":1', '"dependentChildren":"1"'),
        whole.replace('"dependentChildren":1', '"dependentChildren":1e15'),
        whole.replace('"dependentChildren":1', '"dependentChildren":-1.5'),
        whole.replace('"2026-03-11"', '"2026-99-99"'),
        whole.replace('"2026-03-11"', '20260311'),
        whole.replace('"08:00"', '"99:99"'),
        whole.replace('"mon":', '"xyz":'),
        whole.replace('"firstName"', '"firstName":"x","firstName"'),
        whole.replace('{"adults"', '{"adults":[],"adults"'),
      ];
      const wrong: string[] = [];
      for (const body of bodies) {
        const answer = await send(body);
        if (answer.statusCode >= 500) wrong.push(`${body.slice(0, 80)}: ${answer.statusCode}`);
        if (answer.statusCode >= 400 && !String(answer.headers['content-type']).startsWith('application/problem+json'))
          wrong.push(`${body.slice(0, 80)}: ${answer.headers['content-type']}`);
      }
      for (const type of [
        'text/plain',
        'multipart/form-data; boundary=x',
        'application/xml',
        'application/x-www-form-urlencoded',
      ]) {
        const answer = await send(whole, newId(), type);
        if (answer.statusCode >= 500 || answer.statusCode < 400) wrong.push(`${type}: ${answer.statusCode}`);
      }
      for (const key of ['a key with spaces', 'short', 'x'.repeat(300), 'clé-é-é-é-é']) {
        const answer = await send(whole, key);
        if (answer.statusCode !== 400) wrong.push(`key ${key.slice(0, 20)}: ${answer.statusCode}`);
      }
      expect(wrong).toEqual([]);
    });

    // @asvs 2.2.1
    it('takes or refuses each hostile text in each of its fields, and never breaks on it', async () => {
      const wrong: string[] = [];
      let seed = 100;
      const texts = [
        'a\u0000b',
        '\u0000',
        '\ud800',
        'x\udc00y',
        '\u202eemoc',
        '👶🏽',
        SCRIPT,
        '=1+1',
        'x'.repeat(2001),
        '\r\nBcc: x@y.fr',
        'a\u0007b',
      ];
      const paths: (readonly (string | number)[])[] = [];
      const walk = (value: unknown, path: (string | number)[]): void => {
        if (typeof value === 'object' && value !== null)
          for (const [name, one] of Object.entries(value))
            walk(one, [...path, Array.isArray(value) ? Number(name) : name]);
        else paths.push(path);
      };
      walk(depositBody(0), []);
      for (const path of paths) {
        for (const text of dealt([...texts, 1, null, {}, [], true])) {
          const body = depositBody((seed += 1));
          let at = body as Record<string | number, unknown>;
          for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
          at[path.at(-1)!] = text;
          const answer = await send(JSON.stringify(body));
          if (answer.statusCode >= 500 || answer.body.includes('\u0000'))
            wrong.push(`${path.join('.')}=${JSON.stringify(text).slice(0, 30)}: ${answer.statusCode}`);
        }
      }
      expect([wrong.length, wrong.slice(0, 40)]).toEqual([0, []]);
    }, 300_000);
  });

  // @asvs 8.2.2
  it('shows no other family’s anything', async () => {
    const theirs: Ids = {
      'mon-dossier/offres id': b.offer.id,
      'mon-dossier/demandes id': b.request.id,
      'mon-dossier/envois id': await sendingOf(b.request.dossierId),
      topic: 'besoin',
      rank: '1',
    };
    const draftOfB = b.parent.draft.split('/')[2]!;
    const other = new Parent(test.app);
    await other.start();
    const wrong: string[] = [];
    const mine = people.get('drafting')!;
    // The session in which the garbage was thrown may have been ended by it: opening another dossier ends the one
    // before.
    const [receipt] = await test.app
      .get(Reader)
      .find(Message, { where: { kind: 'receipt', dossierId: a.request.dossierId } });
    const family = new Browser(test.app);
    const link = (await linkOf(test.app, receipt!)).pathname;
    await family.get(link);
    await family.post(link, { dateDay: BORN.birthDay, dateMonth: BORN.birthMonth, dateYear: BORN.birthYear });
    expect((await family.get('/mon-dossier')).status).toBe(200);
    const targets = [
      ...routes
        .filter((route) => /^\/mon-dossier\/.*:id/.test(route.path))
        .map((route) => [family, route, filledPath(route.path, theirs)] as const),
      ...routes
        .filter((route) => /^\/dossier\/:draftId/.test(route.path))
        .flatMap((route) =>
          [draftOfB, other.draft.split('/')[2]!].map(
            (draftId) => [mine, route, filledPath(route.path, { draftId, topic: 'responsable', rank: '1' })] as const,
          ),
        ),
    ];
    expect(targets.length).toBeGreaterThan(30);
    for (const [browser, route, path] of targets) {
      await browser.get('/suivre/x');
      const answer = await browser.raw({
        method: route.method as 'GET' | 'POST',
        url: path,
        ...(route.method === 'POST'
          ? {
              payload: `_csrf=${encoded(browser.csrfToken)}&version=1`,
              headers: { 'content-type': 'application/x-www-form-urlencoded' },
            }
          : {}),
      });
      if (answer.statusCode !== 404 || /Bertrande/.test(answer.body))
        wrong.push(`${route.method} ${route.path}: ${answer.statusCode}`);
    }
    expect(wrong).toEqual([]);
  });

  describe('the edge', () => {
    // @asvs 3.7.2 13.4.3 13.4.4 5.3.1 5.3.2
    it('knows no other method, and serves nothing outside its assets', async () => {
      const wrong: string[] = [];
      for (const url of ['/', '/rpe', '/mon-dossier', '/api/v1/dossiers', '/personnel/connexion', '/assets/x']) {
        for (const method of ['HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'] as const) {
          const answer = await test.app.inject({ method: method as 'PUT', url });
          if (answer.statusCode >= 500 || (method === 'TRACE' && answer.statusCode < 400))
            wrong.push(`${method} ${url}: ${answer.statusCode}`);
        }
      }
      for (const url of [
        '/assets/..%2f..%2fetc/passwd',
        '/assets/../../etc/passwd',
        '/assets/%2e%2e/%2e%2e/package.json',
        '/assets/..%5c..%5cpackage.json',
        '/assets/%00',
        '/assets/%ff',
        '/assets/',
        '/assets//etc/passwd',
        '/%ff',
        '/%',
        '/modes-d-accueil/%E0%A4%A',
        `/${'x'.repeat(5000)}`,
      ]) {
        const answer = await test.app.inject({ method: 'GET', url });
        if (answer.statusCode < 400 || answer.statusCode >= 500 || /root:|"dependencies"/.test(answer.body))
          wrong.push(`GET ${url.slice(0, 50)}: ${answer.statusCode}`);
      }
      expect(wrong).toEqual([]);
      // A secret of any length that nobody was given reads the same page.
      const [long, short] = await Promise.all(
        ['x'.repeat(5000), 'x'].map((secret) => test.app.inject({ method: 'GET', url: `/suivre/${secret}` })),
      );
      expect([long!.statusCode, textOf(long!.body)]).toEqual([short!.statusCode, textOf(short!.body)]);
      // Behind a door, one signs in first, as for any address.
      expect((await test.app.inject({ method: 'GET', url: '/rpe/demandes/%E0%A4%A' })).headers['location']).toMatch(
        /^\/personnel\/connexion/,
      );
    });

    it.each([
      '//evil.example',
      '/\\evil.example',
      'https:evil.example',
      'https://evil.example',
      '/%0d%0aX: 1',
      '/\r\nX: 1',
      '/\t/evil.example',
      '/.//evil.example',
      'javascript:alert(1)',
      '/@evil',
    ])('sends nobody elsewhere after signing in (%j)', async (suite) => {
      const browser = new Browser(test.app);
      await browser.get(`/personnel/connexion?suite=${encodeURIComponent(suite)}`);
      const payload = encodedForm([
        ['email', STAFF['otherDirector']!.email],
        ['password', PASSWORD],
        ['suite', suite],
        ['_csrf', browser.csrfToken],
      ]);
      const answer = await browser.raw({
        method: 'POST',
        url: '/personnel/connexion',
        payload,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(answer.statusCode).toBe(303);
      const location = new URL(String(answer.headers['location']), 'https://marelle.example');
      expect(location.origin).toBe('https://marelle.example');
      expect(answer.headers['x']).toBeUndefined();
    });

    it('takes a cookie of nobody for no cookie', async () => {
      const wrong: string[] = [];
      const names = [
        ...new Set([
          'marelle-csrf',
          'marelle-notice',
          'marelle-touche',
          'marelle-personnel',
          'marelle-famille',
          ...(await test.app.inject('/suivre/x')).cookies.map((one) => one.name),
        ]),
      ];
      for (const name of names) {
        for (const value of [
          '',
          'x',
          'x.y',
          '%',
          '%E0%A4%A',
          '%00',
          'x'.repeat(8000),
          encodeURIComponent(SCRIPT),
          's:x.y',
          '__proto__',
          'toString',
          'refusal',
          'state',
        ]) {
          for (const url of ['/', '/rpe', '/mon-dossier', '/personnel/connexion']) {
            const answer = await test.app.inject({
              method: 'GET',
              url,
              headers: { cookie: `${name}=${value}; __proto__=1; =; ;;` },
            });
            const found = bad(answer.statusCode, answer.body);
            if (found) wrong.push(`${name}=${value.slice(0, 20)} at ${url}: ${found}`);
            if (url === '/rpe' && answer.statusCode !== 303)
              wrong.push(`${name}=${value.slice(0, 20)} opened /rpe: ${answer.statusCode}`);
          }
        }
      }
      expect(wrong).toEqual([]);
    });
  });
});
