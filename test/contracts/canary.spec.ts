import { QueryFailedError } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { QueueDriver, SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { MessageLinks } from '../../src/foundation/platform/outbox/index.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { everythingInRedis, Secrets, secretsIn, SeenAddresses } from '../support/canary.js';
import { CapturedLog } from '../support/captured-log.js';
import {
  anOrientedRequest,
  aThursday,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { crawl, formsOf } from '../support/garbage.js';
import { ADULT, BORN, NEED, Parent } from '../support/parent.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const TOKEN = 'the-token-of-those-who-watch';
const STARTS: Record<string, string[]> = {
  agent: ['/rpe', '/rpe/doublons', '/rpe/saisie', '/rpe/sollicitations', '/rpe/imports'],
  director: ['/eaje/ma-71306', '/eaje/ma-71306/demandes', '/eaje/ma-71306/accueils'],
  coordinator: ['/commissions', '/commissions/nouvelle', '/commissions/agendas', '/commissions/annee'],
  administrator: ['/administration'],
};
/** Pressed, these would put the person out. */
const LEAVING = /deconnexion|deconnecter|quitter|effacement|fermer/;
/** Chosen from a list or by the page: what is typed instead is refused, and refusing must not repeat it. */
const KEPT = /^(version|action|_csrf|state|code)$/;

describe.each(DATABASES)('what families say stays where it was said (%s)', (kind) => {
  let test: TestApp;
  const addresses = new SeenAddresses();
  const redis = kind === 'postgres' ? process.env['TEST_REDIS_URL'] : undefined;
  const log = new CapturedLog();
  const secrets = new Secrets();
  const counts = new Map<number, number>();
  const note = ({ status }: { status: number }) => counts.set(status, (counts.get(status) ?? 0) + 1);
  /** Links that open something: in a mail and nowhere else. */
  let tokens: string[] = [];

  const adult = () => ({
    ...ADULT,
    firstName: secrets.next('name'),
    surname: secrets.next('name'),
    phone: secrets.next('phone'),
    email: secrets.next('mail'),
    addressLine: secrets.next('address'),
  });
  const child = () => ({ ...BORN, firstName: secrets.next('name'), surname: secrets.next('name') });

  /** While it works, the database refuses everything and quotes what it was given, as databases do. */
  async function brokenDatabase(values: readonly string[], work: () => Promise<void>): Promise<void> {
    const unitOfWork = test.app.get(UnitOfWork);
    const error = new QueryFailedError(
      `INSERT INTO adult VALUES ('${values[0]}')`,
      [...values],
      Object.assign(new Error(`invalid input: "${values.join()}"`), { code: '22P02', detail: values.join() }),
    );
    Object.assign(unitOfWork, { run: () => Promise.reject(error) });
    await work();
    delete (unitOfWork as { run?: unknown }).run;
  }

  beforeAll(async () => {
    const started = await startApp(
      kind,
      { LOG_LEVEL: 'trace', METRICS_TOKEN: TOKEN, ...(redis ? { REDIS_URL: redis } : {}) },
      log,
    );
    test = { ...started, app: addresses.watch(started.app) };
    await seedCommissions(test.app);
    // Relays what is due to Redis, where there is one; the tests run it themselves.
    if (redis) test.app.get(QueueDriver).start();
  }, 120_000);
  afterAll(() => test.close());

  it('from parents, page by page and with mistakes', async () => {
    const parent = new Parent(test.app);
    const one = adult();
    await parent.start();
    note(await parent.fill('responsable/1', { ...one, postalCode: secrets.next('text') }));
    note(await parent.fill('enfant/1', { ...child(), birthYear: secrets.next('text') }));
    note(await parent.fill('foyer', { loneParent: secrets.next('text') }));
    note(await parent.fill('besoin/1', { ...NEED, commonStart: secrets.next('text') }));
    note(await parent.browser.post(`${parent.draft}/lien`, { email: secrets.next('mail') }));
    await brokenDatabase(Object.values(one), async () => void note(await parent.fill('responsable/1', one)));
    await parent.family(one);
    await parent.child(1, child());
    note(await parent.send());
    note(await parent.browser.get('/mon-dossier'));
    await test.app.get(SqlQueueDriver).runDue();
    expect([counts.get(422), counts.get(500)]).toEqual([expect.any(Number), 1]);
  });

  it('through a town’s portal, well-formed or not', async () => {
    const { app } = test;
    const token = await newClient(app);
    tokens.push(token);
    const body = (): Record<string, unknown> => {
      const whole = depositBody(secrets.planted.length) as { adults: object[]; children: object[] };
      const { firstName, surname, phone, email, addressLine } = adult();
      return {
        ...whole,
        adults: [{ ...whole.adults[0], firstName, surname, phone: phone.replaceAll(' ', ''), email, addressLine }],
        children: [{ ...whole.children[0], firstName: secrets.next('name'), surname: secrets.next('name') }],
      };
    };
    const first = body();
    const statuses = [
      await deposit(app, token, 'canary-key-one', first),
      await deposit(app, token, 'canary-key-one', body()),
      await deposit(app, token, 'canary-key-two', { ...body(), [secrets.next('name')]: 1 }),
      await deposit(app, `${secrets.next('name')}-token-of-nobody`, 'canary-key-three', body()),
      await deposit(app, token, secrets.next('name'), body()),
      await app.inject({
        method: 'POST',
        url: '/api/v1/dossiers',
        payload: `{"adults": "${secrets.next('name')}`,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': 'canary-key-four',
        },
      }),
    ].map(({ statusCode }) => statusCode);
    await brokenDatabase(
      [secrets.next('name')],
      async () => statuses.push((await deposit(app, token, 'canary-key-five', body())).statusCode) as never,
    );
    expect(statuses).toEqual([201, 422, 422, 401, expect.any(Number), 400, 500]);
  });

  it('in lists that are imported, whatever their name', async () => {
    const agent = new Browser(test.app);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
    await agent.get('/rpe/imports');
    const rows = Array.from({ length: 20 }, () =>
      [
        secrets.next('name'),
        secrets.next('name'),
        '11/03/2026',
        secrets.next('phone'),
        secrets.next('mail'),
        secrets.next('address'),
      ].join(';'),
    );
    const list = [
      'Nom;Prénom;Date de naissance;Téléphone;Mail;Adresse',
      ...rows,
      `${secrets.next('name')};;${secrets.next('text')};;;`,
    ].join('\n');
    note(await agent.upload('/rpe/imports', 'list', { name: secrets.next('file'), bytes: Buffer.from(list) }));
    const id = /imports\/([0-9a-f-]{36})/.exec(agent.url)?.[1];
    note(await agent.post(`/rpe/imports/${id}/importer`));
    await test.app.get(SqlQueueDriver).runDue();
    note(await agent.get(`/rpe/imports/${id}`));
    note(
      await agent.upload('/rpe/imports', 'list', {
        name: secrets.next('file'),
        bytes: Buffer.from([0x50, 0x4b, 3, 4, ...Buffer.from(secrets.next('text'))]),
      }),
    );
    await brokenDatabase(
      [secrets.next('file')],
      async () =>
        void note(await agent.upload('/rpe/imports', 'list', { name: secrets.next('file'), bytes: Buffer.from(list) })),
    );
    const [{ n } = { n: 0 }] = await test.app
      .get(Reader)
      .sql<{ n: number }>(`SELECT COUNT(*) AS n FROM child_request WHERE surname LIKE 'Zqx%'`);
    expect(Number(n)).toBeGreaterThan(15);
  });

  it('in what the desk looks for, filtered, refused and from page to page', async () => {
    const agent = new Browser(test.app);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
    // Families that came with a list are their desk's until it has written to them.
    const found = await agent.post('/rpe/recherche', { text: 'Zqx', owner: 'desk' });
    note(found);
    expect((found.html.match(/href="\/rpe\/demandes\//g) ?? []).length).toBeGreaterThan(15);
    const refused = await agent.post('/rpe/recherche', { text: secrets.next('name'), dueBy: secrets.next('text') });
    note(refused);
    const [english] = /\/rpe[^"]*langue=en/.exec(refused.html)!;
    await agent.get(english);
    for (const text of [secrets.next('name'), secrets.next('phone'), secrets.next('mail')]) {
      const answer = await agent.post('/rpe/recherche', { text, commune: '71306', after: `2026-11-24~${newId()}` });
      expect([
        answer.status,
        secretsIn(answer.html).length > 0,
        formsOf(answer.html, '/rpe').some(({ fields }) =>
          fields.some(([name, value]) => name === 'text' && value === text),
        ),
      ]).toEqual([200, true, true]);
      note(answer);
    }
    const nobody = new Browser(test.app);
    await nobody.post('/rpe/recherche', { text: secrets.next('name') });
    expect(nobody.url).toBe(`/personnel/connexion?suite=${encodeURIComponent('/rpe/recherche')}`);
  });

  it('in every form of the desk, the directors, the commission and the administrator', async () => {
    const { app } = test;
    const session = await planSession(app, { day: aThursday(app, 60) });
    for (let count = 0; count < 2; count += 1) await listFor(app, (await anOrientedRequest(app)).requestId, session.id);
    await openSession(app, session.id);
    const [request] = await app.get(Reader).find(ChildRequest, { where: { state: 'submitted' }, take: 1 });
    STARTS['agent']!.push(`/rpe/demandes/${request!.id}`);
    STARTS['coordinator']!.push(`/commissions/${session.id}`);
    const typed: string[] = [];
    for (const [key, starts] of Object.entries(STARTS)) {
      const browser = new Browser(app);
      await browser.signIn(STAFF[key]!.email, PASSWORD);
      const { forms } = await crawl(browser, starts, 40);
      for (const { action, fields } of forms.filter((form) => !LEAVING.test(form.action))) {
        await browser.get(starts[0]!);
        // Twice: only what a person types, then everything, so that most is refused.
        for (const all of [false, true]) {
          const filled = Object.fromEntries(
            fields.map(([name, value]) => [
              name,
              KEPT.test(name) || (!all && value !== '') ? value : secrets.forField(name),
            ]),
          );
          note(await browser.post(action, filled));
          typed.push(action);
        }
      }
      await crawl(browser, starts, 25);
    }
    await app.get(SqlQueueDriver).runDue();
    expect(typed.length).toBeGreaterThan(50);
  }, 300_000);

  it('planted more than two hundred, with answers of every kind', () => {
    expect(secrets.planted.length).toBeGreaterThan(200);
    expect(new Set(secrets.planted).size).toBe(secrets.planted.length);
    expect(
      secrets.planted.filter(
        (one) => secretsIn(`…${one}…`).length === 0 || secretsIn(`?q=${encodeURIComponent(one)}`).length === 0,
      ),
    ).toEqual([]);
    for (const status of [200, 422, 500]) expect([status, counts.get(status)]).toEqual([status, expect.any(Number)]);
  });

  it('reached the families’ own pages and mails: the search would find them', async () => {
    const messages = await test.app.get(Reader).find(Message);
    expect(secretsIn(messages.map(({ recipient }) => recipient).join('\n')).length).toBeGreaterThan(0);
    // As they are handed over: what is kept of them has no key in it.
    const filled = await test.app.get(MessageLinks).fill(messages);
    tokens = [
      ...tokens,
      ...filled
        .map(({ message }) => message)
        .flatMap(({ body }) => [...body.matchAll(/[\w-]{43}(?![\w-])/g)].map(([token]) => token)),
    ];
    tokens.push(...addresses.keys);
    expect([tokens.length > 10, addresses.keys.size > 5]).toEqual([true, true]);
  });

  // @asvs 16.2.5 16.2.3
  it('are in no line of the log, at any level', () => {
    expect(log.lines.length).toBeGreaterThan(200);
    expect(log.lines.some(({ level }) => level === 'error')).toBe(true);
    expect(secretsIn(log.text, tokens)).toEqual([]);
  });

  it('are in no job', async () => {
    const jobs = await test.app.get(Reader).sql('SELECT * FROM job');
    expect(jobs.length).toBeGreaterThan(20);
    expect(secretsIn(JSON.stringify(jobs), tokens)).toEqual([]);
  });

  if (redis) {
    it('are in nothing that Redis holds', async () => {
      const parent = new Parent(test.app);
      await parent.deposit(adult(), child());
      const prefix = test.config.redis!.prefix;
      let held: string[] = [];
      for (let tries = 0; tries < 50 && held.length === 0; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        held = (await everythingInRedis(redis, prefix)).filter(
          (one) => one.includes('jobId') || one.includes(' hash '),
        );
      }
      expect(held.length).toBeGreaterThan(0);
      expect(secretsIn(held.join('\n'), tokens)).toEqual([]);
    });
  }

  // @asvs 14.2.1
  it('are in no address: asked for, sent to or shown', () => {
    expect(addresses.all.size).toBeGreaterThan(200);
    expect([...addresses.all].filter((address) => secretsIn(address, tokens).length > 0)).toEqual([]);
  });

  // @asvs 1.3.11
  it('are in no subject of a mail', async () => {
    const subjects = await test.app
      .get(Reader)
      .sql<{ subject: string }>(`SELECT subject FROM message WHERE subject <> ''`);
    expect(subjects.length).toBeGreaterThan(0);
    expect(secretsIn(JSON.stringify(subjects), tokens)).toEqual([]);
  });

  // @asvs 14.2.4
  it('are in no figure', async () => {
    const { body } = await test.app.inject({ url: '/metrics', headers: { authorization: `Bearer ${TOKEN}` } });
    expect(body).toContain('marelle_http_requests_total');
    expect(secretsIn(body, tokens)).toEqual([]);
  });
});
