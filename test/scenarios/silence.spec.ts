import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RequestMoves, TriageActs } from '../../src/dossier/index.js';
import { ChildRequest } from '../../src/dossier/persistence/dossier.entities.js';
import { Clock } from '../../src/kernel/clock.js';
import { addDays, dayOf, instantAt } from '../../src/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { Message } from '../../src/platform/outbox/index.js';
import { SqlQueueDriver } from '../../src/platform/queue/index.js';
import type { Actor } from '../../src/platform/security/index.js';
import { TravellingClock } from '../../src/platform/time/clocks.js';
import { FollowUp } from '../../src/triage/persistence/triage.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { DESK } from '../support/commission.js';
import { ADULT, BORN, Parent } from '../support/parent.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

describe.each(DATABASES)('a family that says nothing (%s)', (kind) => {
  let test: TestApp;
  let clock: TravellingClock;
  let agent: Browser;
  let families = 0;
  let start: string;
  const after = (days: number): string => addDays(start, days);

  beforeAll(async () => {
    test = await startApp(kind);
    clock = test.app.get(Clock) as TravellingClock;
    clock.travelTo('2026-11-24T09:00:00.000Z');
    await seedWorld(test.app);
  });
  afterAll(() => test.close());

  const request = async (id: string): Promise<ChildRequest> =>
    (await test.app.get(Reader).findOne(ChildRequest, { id }))!;
  const act = async (id: string) => {
    const { state, nextAct, nextActDue, nextActOwner } = await request(id);
    return [state, nextAct, nextActDue, nextActOwner];
  };

  /** Asked today for an answer that is missing. */
  async function asked(
    overrides: Record<string, string> = {},
  ): Promise<{ id: string; dossierId: string; parent: Parent }> {
    start = dayOf(clock.now());
    families += 1;
    const surname = `Silencieux${'abcdefgh'[families]}`;
    const parent = new Parent(test.app);
    await parent.deposit(
      { ...ADULT, surname, phone: `06 44 00 00 0${families}`, email: `silence${families}@exemple.fr`, ...overrides },
      { ...BORN, firstName: 'Ana', surname },
    );
    const found = (await test.app.get(Reader).findOne(ChildRequest, { surname }))!;
    await test.app.get(UnitOfWork).run(async (tx) => {
      await test.app.get(RequestMoves).move(tx, DESK, found.id, 'takeUp');
      await test.app.get(RequestMoves).move(tx, DESK, found.id, 'askForCompletion');
    });
    return { id: found.id, dossierId: found.dossierId, parent };
  }

  /** That morning, with what is due by then; the agent signs in anew, as one does. */
  async function until(day: string): Promise<void> {
    clock.travelTo(instantAt(day, '07:30'));
    await test.app.get(SqlQueueDriver).runDue();
    agent = new Browser(test.app);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
  }

  const reminders = async (dossierId: string) =>
    test.app.get(Reader).find(Message, { where: { dossierId, kind: 'silence-complete' } });
  const ring = (id: string, subject: string) => agent.post(`/rpe/demandes/${id}/appel`, { callSubject: subject });

  it('that cannot be written to is rung, and never lapses by a call alone', async () => {
    const { id, dossierId } = await asked({ preferredChannel: 'phone', email: '' });
    await until(after(11));
    expect(await reminders(dossierId)).toHaveLength(0);
    expect(await act(id)).toEqual(['incomplete', 'ring', after(18), 'desk']);
    await ring(id, 'call_unanswered');
    await until(after(20));
    expect(await act(id)).toEqual(['incomplete', 'ring', after(18), 'desk']);
  });

  it('that answers is left alone: what it was asked begins anew', async () => {
    const { id, dossierId } = await asked();
    await until(after(11));
    await until(after(26));
    expect(await reminders(dossierId)).toHaveLength(2);
    const family: Actor = { kind: 'family', dossierId, draftId: null };
    await until(after(41));
    expect((await act(id))[1]).toBe('ring');
    await test.app.get(UnitOfWork).run((tx) => test.app.get(TriageActs).writeAnswers(tx, family, id, {}));
    expect(await act(id)).toEqual(['incomplete', 'complete', after(51), 'family']);
    await ring(id, 'call_unanswered');
    await until(after(42));
    expect((await request(id)).state).toBe('incomplete');
  });

  it('is reminded twice, rung, and lapses; the desk can reopen the request', async () => {
    const { id, dossierId } = await asked();
    await until(after(10));
    expect(await reminders(dossierId)).toHaveLength(0);
    await until(after(11));
    expect(await act(id)).toEqual(['incomplete', 'complete', after(25), 'family']);
    const [first] = await reminders(dossierId);
    expect(first!.body).toContain(`au plus tard le`);
    await until(after(26));
    expect(await act(id)).toEqual(['incomplete', 'complete', after(40), 'family']);
    await until(after(41));
    expect(await reminders(dossierId)).toHaveLength(2);
    expect(await act(id)).toEqual(['incomplete', 'ring', after(48), 'desk']);
    expect(textOf((await agent.get('/rpe?owner=desk')).html)).toContain('Appeler la famille, qui ne répond pas');
    await until(after(57));
    expect((await request(id)).state).toBe('incomplete');
    expect((await ring(id, 'call_unanswered')).status).toBe(200);
    await until(after(58));
    expect(await act(id)).toEqual(['lapsed', null, null, null]);
    expect(await test.app.get(Reader).count(FollowUp, { requestId: id })).toBe(0);
  });
});
