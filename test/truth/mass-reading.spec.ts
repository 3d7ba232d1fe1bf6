import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StaffAccount } from '../../src/accounts/persistence/accounts.entities.js';
import { ChildRequest } from '../../src/dossier/persistence/dossier.entities.js';
import { AuditEvent } from '../../src/platform/audit/audit-event.entity.js';
import { Message } from '../../src/platform/outbox/message.entity.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { OutboxWorld } from '../support/outbox.js';
import { dayFields } from '../support/page.js';
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
const CONFIRM = '/personnel/lectures';

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
    world = await OutboxWorld.open(
      kind,
      Object.fromEntries(Object.entries(LIMITS).map(([name, limit]) => [name, String(limit)])),
    );
    const { app } = world.test;
    const token = await newClient(app);
    for (let n = 0; n < FAMILIES; n += 1)
      expect((await deposit(app, token, `stolen-session-${n}`, depositBody(n))).statusCode).toBe(201);
    urls = (await world.reader.find(ChildRequest)).map(({ id }) => `/rpe/demandes/${id}`);
    thief = await signedIn(app, 'agent');
    // Signing in led to the inbox, which counts as one reading of this hour.
    world.clock.travel(3_600_000);
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
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual(
      ['administrator', 'auditor', 'coordinator'].map((name) => STAFF[name]!.email).sort(),
    );
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
