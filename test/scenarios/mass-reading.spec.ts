import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { StaffAccount } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { newId, type Id } from '../../src/foundation/kernel/ids.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Audit, ReadingHeld, ReadingLimits } from '../../src/foundation/platform/audit/index.js';
import { HourlyCount, ReadingAccount, ReadingMark } from '../../src/foundation/platform/audit/reading-count.entity.js';
import type { Actor } from '../../src/foundation/platform/security/index.js';
import type { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { createTestApp, DATABASES, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { OutboxWorld } from '../support/outbox.js';
import { signedIn } from '../support/people.js';
import { nextCode } from '../support/codes.js';
import { STAFF } from '../support/seed.js';

const LIMITS = {
  READINGS_CONFIRMED_AN_HOUR: '20',
  READINGS_STOPPED_AN_HOUR: '50',
  READINGS_CONFIRMED_A_DAY: '90',
  READINGS_STOPPED_A_DAY: '120',
};
const PAGE = '/personnel/lectures';

describe.each(DATABASES)('somebody who reads very many families (%s)', (kind) => {
  let world: OutboxWorld;
  let browser: Browser;
  let accountId: Id;
  let requests: string[];
  const staff = (id = accountId): Actor => ({ kind: 'staff', accountId: id, name: '', grants: [] });
  const code = (): Promise<string> => nextCode(world.test.app, STAFF['agent']!.email);
  /** What became of one reading: shown, or why not. */
  const read = async (from: TestApp['app'], actor: Actor, id = newId()): Promise<string> => {
    try {
      await from.get(Audit).read(actor, { kind: 'dossier', id });
      return 'shown';
    } catch (error) {
      if (error instanceof ReadingHeld) return `${error.kind} ${error.refusal.window}`;
      throw error;
    }
  };
  const counted = (answers: readonly string[]): Record<string, number> =>
    Object.fromEntries([...new Set(answers)].sort().map((one) => [one, answers.filter((said) => said === one).length]));

  beforeAll(async () => {
    world = await OutboxWorld.open(kind, LIMITS);
    const { app } = world.test;
    accountId = (await world.reader.findOne(StaffAccount, { email: STAFF['agent']!.email }))!.id;
    const token = await newClient(app);
    for (let n = 0; n < 21; n += 1)
      expect((await deposit(app, token, `mass-reading-${n}`, depositBody(n))).statusCode).toBe(201);
    requests = (await world.reader.find(ChildRequest, { order: { id: 'ASC' } })).map(({ id }) => `/rpe/demandes/${id}`);
    browser = await signedIn(app, 'agent');
  });
  afterAll(() => world.close());

  it('opens requests up to the first limit, again and again, and then confirms to see the next one', async () => {
    expect(requests).toHaveLength(21);
    const [next, ...first] = requests;
    for (const url of [...first, ...first.slice(0, 3)]) expect((await browser.get(url)).status).toBe(200);
    const asked = await browser.opens(next!);
    expect(browser.url).toBe(`${PAGE}?suite=${encodeURIComponent(next!)}`);
    expect(asked.text).toContain('Confirmez que c’est bien vous');
    expect(asked.text).not.toContain('Ferreira');
    expect((await browser.post(PAGE, { code: '000 000', suite: next! })).status).toBe(422);
    expect((await browser.get(next!)).html).toContain('Confirmez que c’est bien vous');
    const shown = await browser.post(PAGE, { code: await code(), suite: next! });
    expect([shown.status, shown.url, shown.html]).toEqual([200, next, expect.stringContaining('Ferreira')]);
    await browser.opens('/rpe');
    expect((await browser.opens(PAGE)).table('Vos lectures')).toEqual([
      ['Dossiers ouverts, dernière heure', '21', '20', '50'],
      ['Dossiers ouverts, dernières 24 heures', '21', '90', '120'],
      ['Familles nommées, dernière heure', '21', '1000000', '1000000'],
      ['Familles nommées, dernières 24 heures', '21', '1000000', '1000000'],
    ]);
  });

  // @asvs 2.4.1
  it('is stopped at the second limit, in two processes together, whatever comes at once', async () => {
    world.clock.travel(3_600_000);
    const { app, config } = world.test;
    // SQLite has one process.
    const other = kind === 'postgres' ? await createTestApp(config) : app;
    if (other !== app) await other.init();
    (other.get(Clock) as TravellingClock).travelTo(world.clock.now());
    try {
      const burst = async (): Promise<Record<string, number>> =>
        counted(await Promise.all(Array.from({ length: 500 }, (_, n) => read(n % 2 === 0 ? app : other, staff()))));
      expect(await burst()).toEqual({ shown: 20, 'confirm hour': 480 });
      await browser.post(PAGE, { code: await code(), suite: PAGE });
      expect(await burst()).toEqual({ shown: 30, 'stopped hour': 470 });
    } finally {
      if (other !== app) await other.close();
    }
    expect(await world.reader.count(AuditEvent, { action: 'dossier.read' })).toBe(50);
    expect(await world.reader.count(AuditEvent, { action: 'reading.stop', subjectId: accountId })).toBe(1);
  });

  it('is told to administrators, coordinators and auditors, once each, within the minute', async () => {
    await world.runJobs();
    const told = world.mails.received.filter(({ mail }) => mail.subject?.startsWith('Lecture de familles arrêtée'));
    expect(told.flatMap(({ envelope }) => envelope.to).sort()).toEqual(
      ['administrator', 'auditor', 'coordinator'].map((name) => STAFF[name]!.email).sort(),
    );
  });

  it('sees a page that says so, and nothing of a family, not even of one read before', async () => {
    const shown = await read(world.test.app, staff(), newId());
    expect(shown).toBe('stopped hour');
    const page = await browser.get(requests[0]!);
    expect([page.status, page.html]).toEqual([429, expect.stringContaining('La lecture des familles est arrêtée')]);
    expect(page.html).not.toContain('Ferreira');
  });

  it('reads again in the next hour, until the limits of the day', async () => {
    world.clock.travel(3_600_000);
    const answers: string[] = [];
    for (let n = 0; n < 20; n += 1) answers.push(await read(world.test.app, staff()));
    expect(counted(answers)).toEqual({ shown: 19, 'confirm day': 1 });
  });

  it('counts the same family once a day, those of a list each and apart, and nobody else’s readings', async () => {
    const { app } = world.test;
    const [another, one] = [newId(), newId()];
    for (let n = 0; n < 60; n += 1) expect(await read(app, staff(another), one)).toBe('shown');
    const families = Array.from({ length: 40 }, () => newId());
    const lines = families.map((id) => ({ action: 'request.read', subject: { kind: 'request', id } }));
    const before = await world.reader.count(AuditEvent, { action: 'request.read' });
    for (const again of [families, families.slice(0, 7)]) await app.get(Audit).readListed(staff(another), again, lines);
    expect(await world.reader.count(AuditEvent, { action: 'request.read' })).toBe(before + 80);
    const counts = (await app.get(ReadingLimits).readStanding(world.reader, another)).map(({ what, window, count }) => [
      what,
      window,
      count,
    ]);
    expect(counts).toEqual([
      ['opened', 'hour', 1],
      ['opened', 'day', 1],
      ['listed', 'hour', 40],
      ['listed', 'day', 40],
    ]);
  });

  it('is forgotten after two days', async () => {
    world.clock.travelTo('2026-12-02T04:00:00.000Z');
    await world.runJobs();
    for (const counted of [HourlyCount, ReadingAccount, ReadingMark]) expect(await world.reader.count(counted)).toBe(0);
  });
});
