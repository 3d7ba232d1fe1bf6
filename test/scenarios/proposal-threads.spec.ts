import { afterAll, beforeAll, describe, expect, it, jest } from '../support/runner.js';
import { ProposalThreads } from '../../src/commissions/admission/proposal-threads.js';
import { Freezing, Opening, Preparation } from '../../src/commissions/commission/index.js';
import { addDays, type Day } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue } from '../support/browser.js';
import {
  clockOf,
  anOrientedRequest,
  aThursday,
  declarePlaces,
  givePlaces,
  listFor,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const BABIES = 'ma-71306:babies';

describe.each(DATABASES)('proposals are computed beside the event loop (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  let day: Day;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    for (const section of ['toddlers', 'older']) await givePlaces(test.app, `ma-71306:${section}`, 0);
    coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
    day = aThursday(test.app, 30);
  });
  afterAll(() => test.close());

  const child = () => ({
    birthDate: addDays(day, -200),
    need: { ...aChild().need, wantedFrom: addDays(day, 30), week: { mon: { start: '08:00', end: '18:00' } } },
  });
  const proposed = async (sessionId: string): Promise<(string | null)[]> =>
    (
      await test.app
        .get(Reader)
        .sql<{ at: string | null }>(
          'SELECT proposed_section_id AS at FROM candidacy WHERE session_id = :sessionId ORDER BY rank',
          { sessionId },
        )
    ).map(({ at }) => at);

  async function aFrozenSession(): Promise<string> {
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    for (let count = 0; count < 2; count += 1)
      await listFor(test.app, (await anOrientedRequest(test.app, { child: child() })).requestId, id);
    await declarePlaces(test.app, id);
    await test.app.get(UnitOfWork).run((tx) => test.app.get(Freezing).freezeList(tx, SYSTEM, id));
    day = addDays(day, 7);
    return id;
  }
  async function prepare(id: string): Promise<{ status: number; url: string }> {
    const sheet = await coordinator.get(`/commissions/${id}`);
    return coordinator.post(`/commissions/${id}/etape`, {
      step: 'prepare',
      version: hiddenValue(sheet.html, 'version')!,
    });
  }

  /** Answers of threads wait until they are let go. */
  function held() {
    const threads = test.app.get(ProposalThreads);
    const compute = threads.compute.bind(threads);
    let letGo!: () => void, ask!: () => void;
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const asked = new Promise<void>((resolve) => {
      ask = resolve;
    });
    const spy = jest.spyOn(threads, 'compute').mockImplementation(async (instance, locks) => {
      ask();
      const answer = await compute(instance, locks);
      await gate;
      return answer;
    });
    return { spy, asked, letGo };
  }

  it('while one is computed, pages are shown and others write; what they changed is what is proposed in the end', async () => {
    await givePlaces(test.app, BABIES, 2);
    const id = await aFrozenSession();
    const { spy, asked, letGo } = held();
    const preparing = prepare(id);
    await asked;
    // The unit that prepares holds neither SQLite's only writer nor a row.
    await givePlaces(test.app, BABIES, 1);
    expect((await new Browser(test.app).get('/')).status).toBe(200);
    letGo();
    expect((await preparing).url).toBe(`/commissions/${id}`);
    expect(spy).toHaveBeenCalledTimes(2);
    spy.mockRestore();
    expect(await proposed(id)).toEqual([BABIES, null]);
  });

  it('what was computed for equal inputs is not computed again: preparing again, looking, looking again', async () => {
    await givePlaces(test.app, BABIES, 2);
    const id = await aFrozenSession();
    const spy = jest.spyOn(test.app.get(ProposalThreads), 'compute');
    expect((await prepare(id)).url).toBe(`/commissions/${id}`);
    expect(await proposed(id)).toEqual([BABIES, BABIES]);
    await prepare(id);
    for (let count = 0; count < 2; count += 1)
      expect((await coordinator.get(`/commissions/${id}/seance`)).status).toBe(200);
    expect(spy).toHaveBeenCalledTimes(1);
    spy.mockRestore();
  });

  it('a session that is prepared anew goes to the thread that has computed it before', async () => {
    const id = await aFrozenSession();
    const spy = jest.spyOn(test.app.get(ProposalThreads), 'compute');
    await prepare(id);
    await test.app
      .get(UnitOfWork)
      .run((tx) => tx.write('UPDATE candidacy SET points = points + 1 WHERE session_id = :id', { id }));
    await prepare(id);
    const [[first, , before], [second, , after]] = spy.mock.calls as unknown as [unknown[], unknown[]];
    spy.mockRestore();
    expect(second).not.toBe(first);
    expect([before, after]).toEqual([null, first]);
  });

  it('two people who look at once wait for one computation', async () => {
    const id = await aFrozenSession();
    await prepare(id);
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(Opening).openSession(tx, SYSTEM, id, undefined, clockOf(test.app).today()));
    const [first] = await test.app
      .get(Reader)
      .sql<{ id: string }>('SELECT id FROM candidacy WHERE session_id = :id ORDER BY rank', { id });
    // Decided by another process: this one knows nothing of what follows.
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.write(`UPDATE candidacy SET decision = 'wait', reason = 'no_place' WHERE id = :id`, { id: first!.id }),
      );
    const spy = jest.spyOn(test.app.get(ProposalThreads), 'compute');
    const pages = await Promise.all([
      coordinator.get(`/commissions/${id}/seance`),
      coordinator.get(`/commissions/${id}/seance`),
    ]);
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    expect(spy).toHaveBeenCalledTimes(1);
    spy.mockRestore();
  });

  it.each([
    // As if nothing were decided, which is kept, and around what is.
    { decision: 'refuse', reason: 'outside_area', computed: [[], [null]], ofBefore: [] },
    // Whether what a child waits for has come back is read from what others had of the places as they were before.
    { decision: 'wait', reason: 'no_place', computed: [[], [null], [null]], ofBefore: [2] },
  ])('places read again after $decision are reckoned with by a thread, what is decided included', async (decided) => {
    await givePlaces(test.app, BABIES, 2);
    const id = await aFrozenSession();
    const spy = jest.spyOn(test.app.get(ProposalThreads), 'compute');
    await prepare(id);
    const [[before]] = spy.mock.calls as unknown as [unknown[]];
    const run = test.app.get(UnitOfWork);
    await run.run((tx) => test.app.get(Opening).openSession(tx, SYSTEM, id, undefined, clockOf(test.app).today()));
    await run.run((tx) =>
      tx.write(
        `UPDATE candidacy SET decision = :decision, reason = :reason, version = version + 1 WHERE session_id = :id AND rank = 1`,
        { id, decision: decided.decision, reason: decided.reason },
      ),
    );
    await givePlaces(test.app, BABIES, 1);
    spy.mockClear();
    await run.run((tx) => test.app.get(Preparation).refreshSession(tx, SYSTEM, id));
    expect(spy.mock.calls.map(([, locks]) => Object.values(locks))).toEqual(decided.computed);
    expect(spy.mock.calls.flatMap(([instance], index) => (instance === before ? [index] : []))).toEqual(
      decided.ofBefore,
    );
    spy.mockRestore();
    expect((await proposed(id))[1]).toBe(BABIES);
  });

  it('a thread that dies is an error of that request alone', async () => {
    await givePlaces(test.app, BABIES, 3);
    const id = await aFrozenSession();
    const spy = jest
      .spyOn(test.app.get(ProposalThreads), 'compute')
      .mockRejectedValueOnce(new Error('A thread ended before it answered'));
    expect((await prepare(id)).status).toBe(500);
    expect((await prepare(id)).url).toBe(`/commissions/${id}`);
    spy.mockRestore();
  });
});
