import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StaffAccount } from '../../src/accounts/persistence/accounts.entities.js';
import type { Id } from '../../src/kernel/ids.js';
import { AuditEvent } from '../../src/platform/audit/audit-event.entity.js';
import { ReadingCount } from '../../src/platform/audit/reading-count.entity.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { OutboxWorld } from '../support/outbox.js';
import { signedIn } from '../support/people.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const TOKEN = 'the-token-of-those-who-watch';

describe.each(DATABASES)('the journal of who reads families (%s)', (kind) => {
  let world: OutboxWorld;
  let agent: Browser;
  let family: Awaited<ReturnType<OutboxWorld['family']>>;
  const accountOf = async (name: string): Promise<Id> =>
    (await world.reader.findOne(StaffAccount, { email: STAFF[name]!.email }))!.id;
  const linesOf = async (name: string, action: string): Promise<AuditEvent[]> =>
    world.reader.find(AuditEvent, { where: { actor: `staff:${await accountOf(name)}`, action }, order: { id: 'ASC' } });

  beforeAll(async () => {
    world = await OutboxWorld.open(kind, { SIGN_IN_FAILURES_ALARMED_AN_HOUR: '5', METRICS_TOKEN: TOKEN });
    family = await world.family();
    await world.family();
    agent = await signedIn(world.test.app, 'agent');
  });
  afterAll(() => world.close());

  it('keeps who saw a list, how many families it showed and which ones were asked for', async () => {
    await agent.get('/rpe?state=submitted&owner=desk');
    const line = (await linesOf('agent', 'list.read')).at(-1);
    expect(line).toMatchObject({
      subjectKind: 'inbox',
      subjectId: 'all',
      facts: { state: 'submitted', owner: 'desk', count: 2 },
    });
  });

  it('keeps that a name was searched for, and nothing from which it could be told', async () => {
    const found = await agent.post('/rpe/recherche', { text: family.surname });
    expect(found.html).toContain(family.surname);
    const line = (await linesOf('agent', 'list.read')).at(-1)!;
    expect(line.facts).toEqual({ search: 'names', length: family.surname.length, count: 1 });
  });

  it('counts a list once an hour among the readings of the person, however many of its pages are seen', async () => {
    const key = `${await accountOf('agent')} ${world.clock.now().slice(0, 13)}`;
    expect(await world.reader.findOne(ReadingCount, { key })).toMatchObject({ count: 1 });
    await agent.get('/rpe/premiers-contacts');
    expect(await world.reader.findOne(ReadingCount, { key })).toMatchObject({ count: 2 });
  });

  it('keeps who asked for the family of somebody else, each time at first, then as a number', async () => {
    const other = await signedIn(world.test.app, 'otherAgent');
    for (let n = 0; n < 41; n += 1) expect((await other.get(`/rpe/demandes/${family.requestId}`)).status).toBe(404);
    await other.get('/rpe/demandes/Famillea');
    const lines = await linesOf('otherAgent', 'page.read-failed');
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toMatchObject({
      subjectKind: 'request',
      subjectId: family.requestId,
      facts: { route: '/rpe/demandes/:requestId', count: 40 },
    });
    expect(await linesOf('otherAgent', 'request.read')).toEqual([]);
  });

  it('tells administrators and coordinators within the minute that very many sign-ins fail, once an hour', async () => {
    const nobody = new Browser(world.test.app);
    const fail = async (times: number): Promise<void> => {
      for (let n = 0; n < times; n += 1) await nobody.signIn(STAFF['colleague']!.email, `${PASSWORD} ${n}`);
      await world.runJobs();
    };
    const told = (): string[] =>
      world.mails.received
        .filter(({ mail }) => mail.subject?.includes('connexions refusées'))
        .flatMap(({ envelope }) => envelope.to)
        .sort();
    await fail(4);
    expect(told()).toEqual([]);
    await fail(5);
    const [administrator, coordinator] = [STAFF['administrator']!.email, STAFF['coordinator']!.email];
    expect(told()).toEqual([administrator, coordinator].sort());
    const figures = await world.test.app.inject({ url: '/metrics', headers: { authorization: `Bearer ${TOKEN}` } });
    expect(figures.body).toContain('marelle_sign_in_failures_total 9');
    expect(await world.reader.count(AuditEvent, { action: 'account.sign-in-failed' })).toBe(9);
  });
});
