import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { SharedMemory } from '../../src/foundation/platform/settings/index.js';
import { ImportRow } from '../../src/lists/waiting-lists/persistence/import.entities.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { createTestApp, freshDatabase, type TestDatabase } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { Build } from '../support/build.js';
import { batchOf, LISTS, send } from '../support/imports.js';
import { Parent } from '../support/parent.js';
import { openDesk, PASSWORD, seedWorld, STAFF } from '../support/seed.js';
import { inTurns, ServerProcess, type Door } from '../support/server-process.js';

/** SQLite is served by one process; several need PostgreSQL. */
describe('three processes of the operating system on one database (postgres)', () => {
  let build: Build;
  let database: TestDatabase;
  let servers: ServerProcess[] = [];
  let doors: Door[] = [];
  let balancer: Door;
  /** Beside them, as `operate` is: fills the database and looks into it, serves nobody. */
  let hand: NestFastifyApplication;

  beforeAll(async () => {
    build = new Build();
    database = await freshDatabase('postgres');
    // All at once on an empty database.
    servers = await Promise.all(
      Array.from({ length: 3 }, () =>
        ServerProcess.start(build, 'start', { DATABASE_URL: database.config.DATABASE_URL! }),
      ),
    );
    doors = servers.map(({ door }) => door);
    balancer = inTurns(() => doors);
    hand = await createTestApp(database.config);
    await hand.init();
    await seedWorld(hand);
    await openDesk(hand);
    // As `operate seed` does beside running servers.
    await hand.get(UnitOfWork).run(async (tx) => {
      for (const what of ['settings', 'territory', 'supply']) await hand.get(SharedMemory).markChanged(tx, what);
    });
  }, 180_000);
  afterAll(async () => {
    for (const server of servers) await server.stop('SIGKILL');
    await hand?.close();
    await database?.drop();
    build?.remove();
  });

  const signedIn = async (key: string): Promise<Browser> => {
    const browser = new Browser(balancer);
    await browser.signIn(STAFF[key]!.email, PASSWORD);
    return browser;
  };

  it('are three, and migrate it once, whoever comes first', async () => {
    expect(new Set([process.pid, ...servers.map(({ pid }) => pid)]).size).toBe(4);
    const rows = await hand
      .get(Reader)
      .sql<{ name: string; n: number }>('SELECT name, COUNT(*) AS n FROM migrations GROUP BY name');
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter(({ n }) => Number(n) !== 1)).toEqual([]);
    for (const door of doors) expect((await door.inject('/ready')).statusCode).toBe(200);
  });

  it('take a dossier page by page, each page by another', async () => {
    const receipt = await new Parent(balancer).deposit();
    expect([receipt.status, receipt.url]).toEqual([200, expect.stringMatching(/\/recu$/)]);
  });

  it('know a session of each other, and that it was revoked, at once', async () => {
    const agent = await signedIn('agent');
    for (let asked = 0; asked < 3; asked += 1) expect((await agent.get('/rpe')).url).toBe('/rpe');
    const admin = await signedIn('administrator');
    const { html } = await admin.get('/administration');
    const id = /comptes\/([0-9a-f-]{36})/.exec(html.slice(html.indexOf(STAFF['agent']!.email)))![1]!;
    await admin.post(`/administration/comptes/${id}/deconnecter`);
    for (let asked = 0; asked < 3; asked += 1) {
      await agent.get('/rpe');
      expect(agent.url).toContain('/personnel/connexion');
    }
  });

  it('say in the words of a person, at once, whichever of them writes', async () => {
    const admin = await signedIn('administrator');
    const form = await admin.opens('/administration/messages/receipt/fr');
    const preview = await admin.presses(form.button('Voir sur un exemple'), {
      subject: 'Dossier {number} : bien reçu',
      reason: 'Plus court',
    });
    await admin.presses(preview.button('Demander l’accord'), { otherSeen: 'yes' });
    const coordinator = await signedIn('coordinator');
    const waiting = await coordinator.opens('/administration/messages/receipt/fr/accord');
    await coordinator.presses(waiting.button('Mettre en vigueur'));
    const list = await admin.opens('/administration/listes/subject/nouveau');
    const entry = { french: 'Crèche familiale', english: 'Family nursery', group: 'find_care' };
    await admin.presses(list.button('Ajouter'), entry);
    const token = await newClient(hand);
    for (const [index, door] of doors.entries()) {
      expect((await deposit(door, token, `in-new-words-${index}`, depositBody(20 + index))).statusCode).toBe(201);
      const [receipt] = await hand
        .get(Reader)
        .find(Message, { where: { kind: 'receipt' }, order: { createdAt: 'DESC', id: 'DESC' }, take: 1 });
      expect(receipt!.subject).toMatch(/^Dossier \S+ : bien reçu$/);
      const colleague = new Browser(door);
      await colleague.signIn(STAFF['agent']!.email, PASSWORD);
      expect((await colleague.opens('/rpe/sollicitations')).text).toContain('Crèche familiale');
    }
  });

  it('count wrong passwords together', async () => {
    const attacker = new Browser(balancer);
    for (let attempt = 0; attempt < 10; attempt += 1)
      await attacker.signIn(STAFF['colleague']!.email, `wrong ${attempt}`);
    for (const door of doors)
      expect((await new Browser(door).signIn(STAFF['colleague']!.email, PASSWORD)).status).toBe(422);
  }, 60_000);

  it('make one dossier of one key sent to all of them at once', async () => {
    const token = await newClient(hand);
    const before = await hand.get(Reader).count(ChildRequest);
    const answers = await Promise.all(
      [...doors, ...doors].map((door) => deposit(door, token, 'one-key-for-all', depositBody(7))),
    );
    expect(answers.map(({ statusCode }) => statusCode).filter((status) => status !== 201 && status !== 409)).toEqual(
      [],
    );
    const made = new Set(
      answers.filter(({ statusCode }) => statusCode === 201).map((answer) => answer.json<{ id: string }>().id),
    );
    expect([made.size, await hand.get(Reader).count(ChildRequest)]).toEqual([1, before + 1]);
    for (const door of doors)
      expect((await deposit(door, token, 'one-key-for-all', depositBody(7))).json<{ id: string }>().id).toBe(
        [...made][0],
      );
    for (const door of doors)
      expect((await deposit(door, token, 'one-key-for-all', depositBody(8))).statusCode).toBe(422);
  });

  it('show a director what was changed through another, on the very next page', async () => {
    const director = await signedIn('director');
    for (const allowed of [true, false, true]) {
      expect(
        (await director.post('/eaje/ma-71306/places/surnombre', allowed ? { overbooking: 'yes' } : {})).status,
      ).toBe(200);
      for (let asked = 0; asked < doors.length; asked += 1) {
        const { html } = await director.get('/eaje/ma-71306/places');
        expect(/<input[^>]*name="overbooking"[^>]*>/.exec(html)![0].includes('checked')).toBe(allowed);
      }
    }
  });

  it('take a list that was sent to one, foreseen by another, and tell of it from each: every line once', async () => {
    const agent = await signedIn('agent');
    const file = LISTS[0]!;
    const before = await hand.get(Reader).count(ImportRow);
    const preview = await send(agent, file);
    expect(textOf(preview.html)).toContain('99 lignes ont été lues');
    const id = batchOf(agent.url);
    // The form goes to one process, the page it leads to comes from the next.
    const told = [await agent.post(`/rpe/imports/${id}/importer`)];
    const until = performance.now() + 60_000;
    while (told.at(-1)!.html.includes('data-progress') && performance.now() < until)
      told.push(await agent.get(`/rpe/imports/${id}`));
    const taken = told
      .map(({ html }) => /(\d+) lignes sur 99/.exec(textOf(html))?.[1])
      .filter((count) => count !== undefined)
      .map(Number);
    expect(taken.length).toBeGreaterThan(0);
    expect(taken).toEqual([...taken].sort((a, b) => a - b));
    const ends = new Set<string>();
    for (let asked = 0; asked < doors.length; asked += 1)
      ends.add(textOf((await agent.get(`/rpe/imports/${id}`)).html));
    expect([...ends]).toEqual([expect.stringContaining('Liste « montceau »')]);
    const rows = await hand.get(Reader).find(ImportRow);
    expect([rows.length - before, new Set(rows.map(({ line }) => line)).size]).toEqual([99, 99]);
  }, 120_000);

  it('go on without one that was killed, and each stops when asked to', async () => {
    const agent = await signedIn('otherAgent');
    expect(await servers[0]!.stop('SIGKILL')).toBe('SIGKILL');
    doors = doors.slice(1);
    for (let asked = 0; asked < 4; asked += 1) expect((await agent.get('/rpe')).url).toBe('/rpe');
    expect(await Promise.all(servers.slice(1).map((server) => server.stop()))).toEqual(['SIGTERM', 'SIGTERM']);
  });
});
