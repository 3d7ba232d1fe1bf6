import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { RequestMoves, TriageActs } from '../../src/dossier/dossier/index.js';
import { ImportBatch } from '../../src/lists/waiting-lists/persistence/import.entities.js';
import { StaffAccount } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { ReadingLimits } from '../../src/foundation/platform/audit/index.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import type { Actor } from '../../src/foundation/platform/security/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { DATABASES, type DatabaseKind } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { OutboxWorld } from '../support/outbox.js';
import { dayFields } from '../support/page.js';
import { inLetters } from '../support/letters.js';
import { signedIn } from '../support/people.js';
import { STAFF } from '../support/seed.js';
import { nextCode } from '../support/codes.js';

/** Families of the desk. With 500, the limits are those of a new installation; with fewer, as large a share of them. */
const FAMILIES = Number(process.env['READINGS'] ?? 20);
const share = (ofHundred: number): number => Math.ceil((FAMILIES * ofHundred) / 100);
const LIMITS = {
  READINGS_CONFIRMED_AN_HOUR: share(12),
  READINGS_STOPPED_AN_HOUR: share(30),
  READINGS_CONFIRMED_A_DAY: share(50),
  READINGS_STOPPED_A_DAY: share(100),
};
/** Enough families for several pages of the inbox, which has fifty on each. */
const NAMED = Math.max(FAMILIES, 180);
const shareOfNamed = (ofHundred: number): number => Math.ceil((NAMED * ofHundred) / 100);
const LISTED = {
  LISTED_CONFIRMED_AN_HOUR: shareOfNamed(30),
  LISTED_STOPPED_AN_HOUR: shareOfNamed(60),
  LISTED_CONFIRMED_A_DAY: shareOfNamed(80),
  LISTED_STOPPED_A_DAY: shareOfNamed(160),
};
const CONFIRM = '/personnel/lectures';
const A_DAY = 25 * 3_600_000;
const asSettings = (limits: Record<string, number>): Record<string, string> =>
  Object.fromEntries(Object.entries(limits).map(([name, limit]) => [name, String(limit)]));
/** Those of a new installation. */
const DEFAULTS = asSettings({
  READINGS_CONFIRMED_AN_HOUR: 60,
  READINGS_STOPPED_AN_HOUR: 150,
  READINGS_CONFIRMED_A_DAY: 250,
  READINGS_STOPPED_A_DAY: 500,
  LISTED_CONFIRMED_AN_HOUR: 150,
  LISTED_STOPPED_AN_HOUR: 300,
  LISTED_CONFIRMED_A_DAY: 400,
  LISTED_STOPPED_A_DAY: 800,
});
const TOLD = ['administrator', 'auditor', 'coordinator'].map((name) => STAFF[name]!.email).sort();

/** The pages of the inbox that a page of it leads on to. */
const pagesAfter = (html: string): string[] =>
  [...html.matchAll(/href="(\/rpe\?after=[^"]*)"/g)].map(([, url]) => url!.replaceAll('&amp;', '&'));

/** A desk with families that came through a portal. */
async function deskOf(kind: DatabaseKind, families: number, settings: Record<string, string>): Promise<Desk> {
  const world = await OutboxWorld.open(kind, settings);
  const { app } = world.test;
  const token = await newClient(app);
  const deposits: string[] = [];
  for (let n = 0; n < families; n += 1) {
    const { statusCode, headers } = await deposit(app, token, `stolen-session-${n}`, depositBody(n));
    expect(statusCode).toBe(201);
    deposits.push(String(headers['location']));
  }
  return { world, token, deposits };
}

interface Desk {
  readonly world: OutboxWorld;
  readonly token: string;
  /** The addresses at which the portal reads how its deposits stand. */
  readonly deposits: readonly string[];
}

describe.each(DATABASES)(`a stolen session opens ${FAMILIES} dossiers (%s)`, (kind) => {
  let world: OutboxWorld;
  let thief: Browser;
  let urls: string[];
  const opened: string[] = [];
  const openAll = async (): Promise<Record<string, number>> => {
    const answers: Record<string, number> = {};
    for (const url of urls) {
      const { status, html } = await thief.get(url);
      if (html.includes('Ferreira')) opened.push(url);
      const answer = thief.url === url ? String(status) : thief.url.split('?')[0]!;
      answers[answer] = (answers[answer] ?? 0) + 1;
    }
    return answers;
  };

  beforeAll(async () => {
    ({ world } = await deskOf(kind, FAMILIES, asSettings(LIMITS)));
    const { app } = world.test;
    urls = (await world.reader.find(ChildRequest)).map(({ id }) => `/rpe/demandes/${id}`);
    thief = await signedIn(app, 'agent');
  }, 120_000);
  afterAll(() => world.close());

  it('sees those below the first limit, and has to confirm what it cannot', async () => {
    const { READINGS_CONFIRMED_AN_HOUR: limit } = LIMITS;
    expect(await openAll()).toEqual({ 200: limit, [CONFIRM]: FAMILIES - limit });
    expect(opened).toHaveLength(limit);
  }, 120_000);

  it('with the codes too, sees those below the second limit and nothing any more', async () => {
    const { READINGS_STOPPED_AN_HOUR: limit } = LIMITS;
    await thief.post(CONFIRM, { code: await nextCode(world.test.app, STAFF['agent']!.email), suite: CONFIRM });
    expect(await openAll()).toEqual({ 200: limit, 429: FAMILIES - limit });
    opened.length = 0;
    expect(await openAll()).toEqual({ 429: FAMILIES });
    expect(opened).toEqual([]);
  }, 120_000);

  it('is known within the minute to administrators, coordinators and auditors, once each', async () => {
    await world.runJobs();
    const [stop] = await world.reader.find(AuditEvent, { where: { action: 'reading.stop' } });
    const mails = await world.reader.find(Message, { where: { kind: 'reading-stopped' } });
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual(TOLD);
    for (const { createdAt, state } of mails)
      expect([Date.parse(createdAt) - Date.parse(stop!.at) < 60_000, state]).toEqual([true, 'handed_over']);
  });

  it('leaves in the journal what it saw, line by line, for the auditor', async () => {
    const account = (await world.reader.findOne(StaffAccount, { email: STAFF['agent']!.email }))!;
    const auditor = await signedIn(world.test.app, 'auditor');
    const look = { reason: 'alert', text: 'lecture arrêtée', person: account.id, act: 'request.read' };
    await auditor.post('/journal', {
      ...look,
      ...dayFields('since', '2026-11-25'),
      ...dayFields('until', '2026-11-25'),
    });
    const lines = (await auditor.get(`${auditor.url}/lignes.csv`)).bytes.toString().trim().split('\r\n').slice(1);
    // It opened the first ones twice.
    expect(lines).toHaveLength(LIMITS.READINGS_CONFIRMED_AN_HOUR + LIMITS.READINGS_STOPPED_AN_HOUR);
  });
});

describe.each(DATABASES)(`a stolen account names ${NAMED} families without opening one (%s)`, (kind) => {
  let desk: Desk;
  let thief: Browser;
  const named = new Set<string>();
  const learnFrom = (text: string): void => {
    for (const [name] of text.matchAll(/Alba[a-z]+ Ferreira[a-z]+/gi)) named.add(name.toLowerCase());
  };
  const told = (code: string): Promise<Message[]> => desk.world.reader.find(Message, { where: { kind: code } });
  const confirms = async (): Promise<void> => {
    await thief.post(CONFIRM, { code: await nextCode(desk.world.test.app, STAFF['agent']!.email), suite: CONFIRM });
  };
  /** Another day, on which nothing counts any more. */
  const onAnotherDay = async (): Promise<void> => {
    desk.world.clock.travel(A_DAY);
    named.clear();
    thief = await signedIn(desk.world.test.app, 'agent');
  };

  /** Turns the pages of the inbox until one is refused. @returns what was answered in the end */
  const readLists = async (): Promise<string> => {
    const turned = new Set<string>();
    let next: string | undefined = '/rpe';
    while (next !== undefined) {
      turned.add(next);
      const { html, status } = await thief.get(next);
      if (thief.url.startsWith(CONFIRM)) return 'confirm';
      if (status !== 200) return String(status);
      learnFrom(html);
      next = pagesAfter(html).find((url) => !turned.has(url));
    }
    return 'all';
  };

  /** Searches for every two letters with which a name may go on. @returns how often each answer came */
  const search = async (): Promise<Record<string, number>> => {
    const answers: Record<string, number> = {};
    const endings = [...new Set(Array.from({ length: NAMED }, (_, n) => inLetters(n).slice(0, 2)))];
    for (const ending of [...endings, ...Array.from({ length: 25 }, () => 'a')]) {
      const { html, status } = await thief.post('/rpe/recherche', { text: `Ferreira${ending}` });
      const answer = thief.url.startsWith(CONFIRM) ? 'confirm' : String(status);
      answers[answer] = (answers[answer] ?? 0) + 1;
      if (answer === '200') learnFrom(html);
    }
    return answers;
  };

  beforeAll(async () => {
    desk = await deskOf(kind, NAMED, { ...asSettings(LISTED), CODE_AGAIN_MINUTES: '15' });
    thief = await signedIn(desk.world.test.app, 'agent');
  }, 60_000);
  afterAll(() => desk.world.close());

  it('by lists: sees no more than the first limit, and with the codes no more than the second', async () => {
    expect(await readLists()).toBe('confirm');
    expect(named.size).toBeLessThanOrEqual(LISTED.LISTED_CONFIRMED_AN_HOUR);
    await confirms();
    expect(await readLists()).toBe(NAMED > LISTED.LISTED_STOPPED_AN_HOUR ? '429' : 'all');
    expect(named.size).toBeLessThanOrEqual(LISTED.LISTED_STOPPED_AN_HOUR);
    expect(await readLists()).toBe('429');
    await desk.world.runJobs();
    expect((await told('reading-stopped')).map(({ recipient }) => recipient).sort()).toEqual(TOLD);
  }, 60_000);

  it('by lists: sees no more within any hour, whenever the hour begins', async () => {
    await onAnotherDay();
    const first = await readLists();
    desk.world.clock.travel(59 * 60_000);
    expect([first, await readLists()]).toEqual(['confirm', 'confirm']);
    expect(named.size).toBeLessThanOrEqual(LISTED.LISTED_CONFIRMED_AN_HOUR);
  }, 60_000);

  it('by searches: is asked again and again, and the twentieth time that is told, once a day', async () => {
    await onAnotherDay();
    const answers = await search();
    expect(named.size).toBeLessThanOrEqual(LISTED.LISTED_CONFIRMED_AN_HOUR);
    expect(answers['confirm']).toBeGreaterThan(20);
    await desk.world.runJobs();
    expect((await told('reading-unanswered')).map(({ recipient }) => recipient).sort()).toEqual(TOLD);
  }, 60_000);

  it('by a file: is asked for a code, and gets no list that is longer than the limit', async () => {
    await onAnotherDay();
    const lines = Array.from({ length: NAMED }, (_, n) => `FERREIRA${inLetters(n)};Alba${inLetters(n)};11/03/2026`);
    const bytes = Buffer.from(['Nom;Prénom;Naissance', ...lines].join('\r\n'));
    await thief.upload('/rpe/imports', 'list', { name: 'liste.csv', bytes });
    const { id } = (await desk.world.reader.find(ImportBatch))[0]!;
    desk.world.clock.travel(3_600_000);
    named.clear();
    await thief.get(`/rpe/imports/${id}/fichier`);
    expect(thief.url).toContain('/personnel/confirmer');
    const code = await nextCode(desk.world.test.app, STAFF['agent']!.email);
    const { status, html } = await thief.post('/personnel/confirmer', { code, suite: `/rpe/imports/${id}/fichier` });
    expect([status, html]).toEqual([429, expect.not.stringContaining('Ferreira')]);
  }, 60_000);

  it('by the API: a program that holds the key of a portal is stopped at the second limit, and that is told', async () => {
    const before = (await told('reading-stopped')).length;
    const answers: Record<string, number> = {};
    for (const url of [...desk.deposits, ...desk.deposits]) {
      const { statusCode } = await desk.world.test.app.inject({
        url,
        headers: { authorization: `Bearer ${desk.token}` },
      });
      answers[statusCode] = (answers[statusCode] ?? 0) + 1;
    }
    const { LISTED_STOPPED_AN_HOUR: limit } = LISTED;
    expect(answers).toEqual({ 200: limit, 429: 2 * NAMED - limit });
    await desk.world.runJobs();
    expect(await told('reading-stopped')).toHaveLength(before + TOLD.length);
  }, 60_000);
});

/** The telephone that calls, by which the agent finds its family. */
const phoneOf = (n: number): string => (depositBody(n)['adults'] as { phone: string }[])[0]!.phone;

/** Hours at the desk, and what an agent does in one of them when the telephone does not stop: a call each ten minutes. */
const [HOURS, DOSSIERS, CALLS] = [8, 6, 6];

describe.each(DATABASES)(`an agent’s busy day at a desk of ${NAMED} families (%s)`, (kind) => {
  let desk: Desk;
  beforeAll(async () => {
    // The limits of a new installation.
    desk = await deskOf(kind, NAMED, DEFAULTS);
  }, 60_000);
  afterAll(() => desk.world.close());

  it('is named at most half as many families as the first limits, and is asked nothing', async () => {
    const { world } = desk;
    const { app } = world.test;
    const agent = await signedIn(app, 'agent');
    const {
      id: accountId,
      name,
      grants,
    } = (await world.reader.findOne(StaffAccount, { email: STAFF['agent']!.email }))!;
    const actor: Actor = { kind: 'staff', accountId, name, grants };
    const due = await world.reader.find(ChildRequest, { order: { nextActDue: 'ASC', id: 'ASC' } });
    const most: Record<string, number> = {};
    const opens = async (url: string): Promise<string> => {
      const { html, status } = await agent.get(url);
      expect([url, status, agent.url.split('?')[0]]).toEqual([url, 200, url.split('?')[0]]);
      return html;
    };
    for (let hour = 0; hour < HOURS; hour += 1) {
      for (const request of due.splice(0, DOSSIERS)) {
        await opens('/rpe');
        await opens(`/rpe/demandes/${request.id}`);
        await app.get(UnitOfWork).run(async (tx) => {
          await app.get(RequestMoves).move(tx, actor, request.id, 'takeUp');
          await app.get(TriageActs).orientRequest(tx, actor, request.id, ['commission']);
        });
      }
      for (let call = 0; call < CALLS; call += 1)
        await agent.post('/rpe/recherche', { text: phoneOf(((hour * CALLS + call) * 7) % NAMED) });
      const [second] = pagesAfter(await opens('/rpe'));
      if (hour === HOURS / 2 && second) await opens(second);
      for (const { what, window, count, confirmed } of await app
        .get(ReadingLimits)
        .readStanding(world.reader, accountId)) {
        most[`${what} ${window}`] = Math.max(most[`${what} ${window}`] ?? 0, count);
        expect([what, window, count * 2 <= confirmed, count]).toEqual([what, window, true, count]);
      }
      world.clock.travel(3_600_000);
    }
    console.info(`Families of an agent's busy day: ${JSON.stringify(most)}`);
  }, 60_000);
});
