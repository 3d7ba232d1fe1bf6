import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Closing, Preparation, SessionDecisions, type Candidacy } from '../../src/commission/index.js';
import { addDays, addHours } from '../../src/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { SqlQueueDriver } from '../../src/platform/queue/index.js';
import { SYSTEM, type Actor } from '../../src/platform/security/index.js';
import { Offers } from '../../src/placement/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import {
  anOrientedRequest,
  aThursday,
  clockOf,
  givePlaces,
  keepAllAndClose,
  listFor,
  messagesTo,
  openSession,
  planSession,
  seedCommissions,
  stateOf,
} from '../support/commission.js';
import { aChild } from '../support/forms.js';

type Family = Awaited<ReturnType<typeof anOrientedRequest>>;
const parent = (family: Family): Actor => ({ kind: 'family', dossierId: family.dossierId, draftId: null });

describe.each(DATABASES)('what becomes of the places a session gave (%s)', (kind) => {
  let test: TestApp;
  const run = <T>(work: Parameters<UnitOfWork['run']>[0] & ((tx: never) => Promise<T>)): Promise<T> =>
    test.app.get(UnitOfWork).run(work as never) as Promise<T>;
  const rows = <T>(sql: string, parameters: Record<string, string> = {}): Promise<T[]> =>
    test.app.get(Reader).sql<T>(sql, parameters);
  const openOffer = async (family: Family) =>
    (await test.app.get(Offers).openOfferOf(test.app.get(Reader), family.requestId))!;
  const runDue = () => test.app.get(SqlQueueDriver).runDue();
  const states = (families: Family[]) => Promise.all(families.map((family) => stateOf(test.app, family.requestId)));
  const held = async (sectionId: string) =>
    Number(
      (
        await rows<{ held: number }>('SELECT MAX(held) AS held FROM seat_ledger WHERE section_id = :sectionId', {
          sectionId,
        })
      )[0]!.held,
    );

  /** Families of equal points, in the order of their requests, before one session with so many places. */
  async function closedSession(
    places: number,
    count: number,
    options: { reofferAllowed?: boolean; room?: string } = {},
  ) {
    const day = aThursday(test.app, 30);
    const section = 'ma-71306:babies';
    await givePlaces(test.app, section, places);
    await givePlaces(test.app, 'ma-71306:toddlers', 0);
    const session = await planSession(test.app, {
      day,
      entryFrom: addDays(day, 60),
      reofferAllowed: options.reofferAllowed ?? true,
      room: options.room ?? 'Mairie',
    });
    const families: Family[] = [];
    for (let index = 0; index < count; index += 1) {
      const family = await anOrientedRequest(test.app, {
        requestedAt: addHours(clockOf(test.app).now(), index - 1000),
        child: { birthDate: addDays(day, -200), need: { ...aChild().need, wantedFrom: day } },
      });
      await listFor(test.app, family.requestId, session.id);
      families.push(family);
    }
    await openSession(test.app, session.id);
    return { session, families, section };
  }

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  afterAll(() => test.close());

  it('an offer accepted: the family is placed and its other candidacy has no object any more', async () => {
    const { session, families, section } = await closedSession(1, 2);
    await keepAllAndClose(test.app, session.id);
    expect(await states(families)).toEqual(['offered', 'waiting_list']);
    const next = await planSession(test.app, {
      day: aThursday(test.app, 60),
      bodyId: 'intercommunale',
      room: 'Sanvignes',
    });
    await run((tx) =>
      tx.insert('wish', {
        id: 'w-elsewhere',
        requestId: families[0]!.requestId,
        rank: 2,
        mode: 'establishment',
        providerId: 'ma-71499',
        communeCode: null,
      } as never),
    );
    await run(async (tx) => {
      const { Candidacies } = await import('../../src/commission/index.js');
      const request = { id: families[0]!.requestId, dossierId: families[0]!.dossierId };
      await test.app.get(Candidacies).addCandidacy(tx, request, next);
    });
    const offer = await openOffer(families[0]!);
    await run((tx) => test.app.get(Offers).acceptOffer(tx, parent(families[0]!), offer.id));
    expect(await states(families)).toEqual(['placed', 'waiting_list']);
    const other = await rows<Pick<Candidacy, 'state'>>('SELECT state FROM candidacy WHERE session_id = :id', {
      id: next.id,
    });
    expect(other).toEqual([{ state: 'without_object' }]);
    expect(await held(section)).toBe(1);
  });

  it('an offer left unanswered after its reminder goes to the next in rank by itself', async () => {
    const { session, families } = await closedSession(2, 3);
    await keepAllAndClose(test.app, session.id);
    // One of the two places is already held by the family of the test before.
    expect(await states(families)).toEqual(['offered', 'waiting_list', 'waiting_list']);
    const offer = await openOffer(families[0]!);
    clockOf(test.app).travelTo(addHours(offer.deadline, -60));
    await runDue();
    expect(await messagesTo(test.app, families[0]!.email)).toContain('offer-reminder');
    const reminded = await openOffer(families[0]!);
    clockOf(test.app).travelTo(addHours(reminded.effectiveDeadline, -1));
    await runDue();
    expect(await states(families)).toEqual(['offered', 'waiting_list', 'waiting_list']);
    clockOf(test.app).travelTo(addHours(reminded.effectiveDeadline, 1));
    await runDue();
    expect(await states(families)).toEqual(['waiting_list', 'offered', 'waiting_list']);
    expect(await messagesTo(test.app, families[1]!.email)).toContain('offer');
    expect(await held('ma-71306:babies')).toBe(2);

    // Declined: the third; and nobody twice, whatever the queue does.
    const second = await openOffer(families[1]!);
    await run((tx) => test.app.get(Offers).declineOffer(tx, parent(families[1]!), second.id, 'distance', 'withdraw'));
    await runDue();
    expect(await states(families)).toEqual(['waiting_list', 'withdrawn', 'offered']);
    await run((tx) => tx.write(`UPDATE job SET state = 'waiting', attempts = 0 WHERE type = 'offer.released'`));
    await runDue();
    expect(await states(families)).toEqual(['waiting_list', 'withdrawn', 'offered']);
    const [minutes] = await rows<{ n: number }>(
      'SELECT COUNT(*) AS n FROM candidacy WHERE session_id = :id AND reoffered_from_id IS NOT NULL',
      { id: session.id },
    );
    expect(Number(minutes!.n)).toBe(2);
  });

  it('a session that does not allow it keeps the place for the next session', async () => {
    const { session, families } = await closedSession(3, 2, { reofferAllowed: false });
    await keepAllAndClose(test.app, session.id);
    expect(await states(families)).toEqual(['offered', 'waiting_list']);
    const offer = await openOffer(families[0]!);
    await run((tx) => test.app.get(Offers).declineOffer(tx, parent(families[0]!), offer.id, 'price', 'wait'));
    await runDue();
    expect(await states(families)).toEqual(['waiting_list', 'waiting_list']);
  });

  it('a place taken while the session sits: closing is refused whole, naming the case; places are read again, then it closes', async () => {
    const { session, families, section } = await closedSession(4, 2);
    await test.app.get(SessionDecisions).keepAll(SYSTEM, session.id);
    const intruder = await anOrientedRequest(test.app, {
      child: { birthDate: addDays(clockOf(test.app).today(), -200) },
    });
    const director: Actor = {
      kind: 'staff',
      accountId: 'd',
      name: 'D',
      grants: [{ role: 'eaje_director', establishmentId: 'ma-71306' }],
    };
    const from = addDays(session.entryFrom, 0);
    const urgent = (familyRequest: Family) =>
      run((tx) =>
        test.app
          .get(Offers)
          .makeOffer(tx, director, 'admitUrgently', {
            requestId: familyRequest.requestId,
            dossierId: familyRequest.dossierId,
            sectionId: section,
            from,
            to: addDays(from, 20),
            slots: 0b1111111111,
            coversNeed: true,
            reofferAllowed: false,
            emergency: true,
            days: 2,
          }),
      );
    await urgent(intruder);
    const before = await rows<{ n: number }>('SELECT COUNT(*) AS n FROM message');
    await expect(test.app.get(Closing).closeSession(SYSTEM, session.id)).rejects.toMatchObject({
      refusal: { code: 'session.seatGone', facts: { number: 2 } },
    });
    expect(await states(families)).toEqual(['before_commission', 'before_commission']);
    expect(await rows<{ n: number }>('SELECT COUNT(*) AS n FROM message')).toEqual(before);
    await run((tx) => test.app.get(Preparation).refreshSession(tx, SYSTEM, session.id));
    const undecided = await rows<{ agenda_number: number }>(
      'SELECT agenda_number FROM candidacy WHERE session_id = :id AND decision IS NULL',
      { id: session.id },
    );
    expect(undecided.map((row) => Number(row.agenda_number))).toEqual([2]);
    await keepAllAndClose(test.app, session.id);
    expect(await states(families)).toEqual(['offered', 'waiting_list']);
  });
});
