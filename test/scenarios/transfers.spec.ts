import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Closing, SessionDecisions } from '../../src/commission/index.js';
import { FamilyAccess, RequestMoves } from '../../src/dossier/index.js';
import { addDays, addHours, type Day } from '../../src/kernel/time.js';
import { Offers, PlacementEnds } from '../../src/placement/index.js';
import { Reader, UnitOfWork, type Tx } from '../../src/platform/database/index.js';
import { SqlQueueDriver } from '../../src/platform/queue/index.js';
import { SYSTEM, type Actor } from '../../src/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  clockOf,
  emptySeats,
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
import { lost } from '../support/ledger.js';

type Family = Awaited<ReturnType<typeof anOrientedRequest>>;
const MA = 'ma-71306';
const CF = 'cf-71306';
const hours = { start: '08:00', end: '18:00' };
const DIRECTOR: Actor = {
  kind: 'staff',
  accountId: 'd',
  name: 'D',
  grants: [{ role: 'eaje_director', establishmentId: MA }],
};

describe.each(DATABASES)('transfers: a better wish without losing the place one has (%s)', (kind) => {
  let test: TestApp;
  let birth: Day;
  let entry: Day;
  let far = 30;
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  const rows = <T>(sql: string, parameters: Record<string, string> = {}): Promise<T[]> =>
    test.app.get(Reader).sql<T>(sql, parameters);
  const runDue = () => test.app.get(SqlQueueDriver).runDue();
  const openOffer = async (requestId: string) =>
    (await test.app.get(Offers).openOfferOf(test.app.get(Reader), requestId))!;
  const parent = ({ dossierId }: Family): Actor => ({ kind: 'family', dossierId, draftId: null });
  const placesOf = (requestId: string) =>
    rows<{ id: string; section_id: string; offer_id: string; from: Day; to: Day; state: string }>(
      'SELECT id, section_id, offer_id, "from", "to", state FROM placement WHERE request_id = :requestId ORDER BY "from"',
      { requestId },
    );
  const transferOf = async (requestId: string): Promise<string> =>
    (await rows<{ id: string }>('SELECT id FROM child_request WHERE transfer_from_id = :requestId', { requestId }))[0]!
      .id;
  const candidacyOf = async (requestId: string, sessionId: string) =>
    (
      await rows<{ state: string; decision: string; awaits_release: boolean | number; decided_section_id: string }>(
        'SELECT state, decision, awaits_release, decided_section_id FROM candidacy WHERE request_id = ' +
          ':requestId AND session_id = :sessionId',
        { requestId, sessionId },
      )
    )[0]!;

  const family = (wishes: string[], more: { strong?: boolean } = {}): Promise<Family> =>
    anOrientedRequest(test.app, {
      wishes,
      child: {
        birthDate: birth,
        adaptationNeed: more.strong ?? false,
        need: { ...aChild().need, wantedFrom: entry, week: { mon: hours, tue: hours } },
      },
    });
  const session = async (...requestIds: string[]): Promise<string> => {
    const { id } = await planSession(test.app, {
      day: aThursday(test.app, far),
      entryFrom: entry,
      room: `Salle ${far}`,
    });
    far += 7;
    for (const requestId of requestIds) await listFor(test.app, requestId, id);
    await openSession(test.app, id);
    return id;
  };
  const opened = async ({ dossierId }: Family): Promise<Browser> => {
    const link = `/suivre/${await run((tx) => test.app.get(FamilyAccess).giveLink(tx, { dossierId }))}`;
    const browser = new Browser(test.app);
    await browser.get(link);
    const [dateYear, dateMonth, dateDay] = birth.split('-') as [string, string, string];
    await browser.post(link, { dateDay, dateMonth, dateYear });
    return browser;
  };
  /** A family that has a place at the nursery and would rather have the family nursery: its transfer. */
  const withTransfer = async (): Promise<{ holder: Family; transfer: string }> => {
    await givePlaces(test.app, `${MA}:babies`, 1);
    await givePlaces(test.app, `${CF}:mixed`, 0);
    const holder = await family([CF, MA]);
    await keepAllAndClose(test.app, await session(holder.requestId));
    const browser = await opened(holder);
    const url = `/mon-dossier/offres/${(await openOffer(holder.requestId)).id}`;
    await browser.get(url);
    await browser.post(`${url}/accepter`, { keep: CF });
    return { holder, transfer: await transferOf(holder.requestId) };
  };
  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    for (const section of ['toddlers', 'older']) await givePlaces(test.app, `${MA}:${section}`, 0);
    entry = '2027-09-01';
    birth = '2027-02-01';
  });
  /** Each story begins with empty seats: those before it are over. */
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await emptySeats(test.app);
  });
  afterAll(() => test.close());

  it('accepting, a family ticks the better wishes it still hopes for; nothing is ticked for it', async () => {
    await givePlaces(test.app, `${MA}:babies`, 1);
    await givePlaces(test.app, `${CF}:mixed`, 0);
    const holder = await family([CF, MA]);
    await keepAllAndClose(test.app, await session(holder.requestId));
    const browser = await opened(holder);
    const url = `/mon-dossier/offres/${(await openOffer(holder.requestId)).id}`;
    const shown = await browser.get(url);
    expect(textOf(shown.html)).toContain('Rester candidat pour un vœu que vous préférez ? Facultatif.');
    expect(shown.html).toMatch(/name="keep"[^>]+value="cf-71306"/);
    expect(shown.html).not.toMatch(/name="keep"[^>]+checked/);
    const taken = await browser.post(`${url}/accepter`, { keep: [CF, MA, 'ma-71040'] });
    expect(textOf(taken.html)).toContain('Vous restez candidat pour vos vœux préférés');
    expect(await stateOf(test.app, holder.requestId)).toBe('placed');
    const transfer = await transferOf(holder.requestId);
    expect(await stateOf(test.app, transfer)).toBe('oriented');
    expect(await rows('SELECT provider_id, rank FROM wish WHERE request_id = :transfer', { transfer })).toEqual([
      { provider_id: CF, rank: 1 },
    ]);
    expect(await rows('SELECT next_act, next_act_owner FROM child_request WHERE id = :transfer', { transfer })).toEqual(
      [{ next_act: 'list', next_act_owner: 'desk' }],
    );
    expect(textOf((await browser.get('/mon-dossier')).html)).toContain(
      'Demande de changement. Votre enfant garde sa place actuelle (Multi-accueil de Montceau-les-Mines)',
    );

    // No second child, and no family without a solution.
    await runDue();
    const [{ received } = { received: 0 }] = await rows<{ received: number }>(
      `SELECT SUM(change) AS received FROM month_figure WHERE figure = 'received'`,
    );
    const [{ children } = { children: 0 }] = await rows<{ children: number }>(
      'SELECT COUNT(*) AS children FROM child_request WHERE transfer_from_id IS NULL',
    );
    expect(Number(received)).toBe(Number(children));
    expect(
      await rows<{ course: string }>('SELECT steps AS course FROM family_course WHERE dossier_id = :dossierId', {
        dossierId: holder.dossierId,
      }),
    ).toEqual([{ course: expect.stringMatching(/"with"/) }]);
    expect(
      (
        await rows<{ course: string }>('SELECT steps AS course FROM family_course WHERE dossier_id = :dossierId', {
          dossierId: holder.dossierId,
        })
      )[0]!.course,
    ).not.toMatch(/"partly"/);
  });

  it('the seat that a transfer leaves is given on by the same session, and offered only once the transfer has accepted', async () => {
    const { holder, transfer } = await withTransfer();
    await givePlaces(test.app, `${CF}:mixed`, 1);
    const follower = await family([MA]);
    const id = await session(transfer, follower.requestId);
    await keepAllAndClose(test.app, id);
    expect([await stateOf(test.app, transfer), await stateOf(test.app, follower.requestId)]).toEqual([
      'offered',
      'waiting_list',
    ]);
    expect(await candidacyOf(follower.requestId, id)).toMatchObject({
      state: 'waiting',
      decision: 'admit',
      decided_section_id: `${MA}:babies`,
    });
    expect(Boolean((await candidacyOf(follower.requestId, id)).awaits_release)).toBe(true);
    expect(await messagesTo(test.app, follower.email)).toContain('session-conditional');
    expect(await lost(test.app.get(Reader))).toHaveLength(0);

    const browser = await opened(holder);
    const url = `/mon-dossier/offres/${(await openOffer(transfer)).id}`;
    expect(textOf((await browser.get(url)).html)).toContain(
      'Vous avez déjà une place : Multi-accueil de Montceau-les-Mines. Si vous acceptez celle-ci, l’autre se termine le 31 août 2027.',
    );
    await browser.post(`${url}/accepter`);
    // In the same moment: the old place is over before it began, its seats are free.
    expect(await placesOf(holder.requestId)).toMatchObject([{ to: '2027-08-31', state: 'ended' }]);
    expect(await placesOf(transfer)).toMatchObject([{ section_id: `${CF}:mixed`, from: entry, state: 'held' }]);
    expect(await stateOf(test.app, holder.requestId)).toBe('ended');
    expect(await lost(test.app.get(Reader))).toHaveLength(0);
    await runDue();
    expect(await stateOf(test.app, follower.requestId)).toBe('offered');
    expect(await openOffer(follower.requestId)).toMatchObject({
      sectionId: `${MA}:babies`,
      from: entry,
      sessionId: id,
    });
    await run((tx) => tx.write(`UPDATE job SET state = 'waiting', attempts = 0 WHERE type = 'placement.released'`));
    await runDue();
    expect(await messagesTo(test.app, follower.email)).toEqual(
      expect.arrayContaining(['session-conditional', 'offer']),
    );
    expect((await messagesTo(test.app, follower.email)).filter((one) => one === 'offer')).toHaveLength(1);
  });

  it.each(['decline', 'expire', 'withdraw'] as const)(
    'a transfer that comes to nothing (%s) keeps the place, and who waited for it is told',
    async (way) => {
      const { holder, transfer } = await withTransfer();
      await givePlaces(test.app, `${CF}:mixed`, 1);
      const follower = await family([MA]);
      const id = await session(transfer, follower.requestId);
      await keepAllAndClose(test.app, id);
      const offer = await openOffer(transfer);
      if (way === 'decline')
        await run((tx) => test.app.get(Offers).declineOffer(tx, parent(holder), offer.id, 'distance', 'wait'));
      if (way === 'withdraw')
        await run((tx) =>
          test.app.get(RequestMoves).move(tx, parent(holder), transfer, 'withdraw', { reason: 'no_longer_needed' }),
        );
      if (way === 'expire') {
        clockOf(test.app).travelTo(addHours(offer.deadline, -60));
        await runDue();
        clockOf(test.app).travelTo(addHours((await openOffer(transfer)).effectiveDeadline, 1));
      }
      await runDue();
      expect(await stateOf(test.app, transfer)).toBe(way === 'withdraw' ? 'withdrawn' : 'waiting_list');
      expect(await stateOf(test.app, holder.requestId)).toBe('placed');
      expect(await placesOf(holder.requestId)).toMatchObject([{ section_id: `${MA}:babies`, state: 'held' }]);
      expect(await stateOf(test.app, follower.requestId)).toBe('waiting_list');
      expect(await messagesTo(test.app, follower.email)).toContain('session-not-released');
      expect(Boolean((await candidacyOf(follower.requestId, id)).awaits_release)).toBe(false);
      expect(await lost(test.app.get(Reader))).toHaveLength(0);
    },
  );

  it('who waited for a seat that is not given up, and is offered the one that was declined, reads of the offer alone', async () => {
    const { holder, transfer } = await withTransfer();
    await givePlaces(test.app, `${CF}:mixed`, 1);
    const follower = await family([MA, CF]);
    const id = await session(transfer, follower.requestId);
    await keepAllAndClose(test.app, id);
    expect(await candidacyOf(follower.requestId, id)).toMatchObject({
      state: 'waiting',
      decided_section_id: `${MA}:babies`,
    });
    await run(async (tx) =>
      test.app.get(Offers).declineOffer(tx, parent(holder), (await openOffer(transfer)).id, 'distance', 'wait'),
    );
    await runDue();
    expect(await openOffer(follower.requestId)).toMatchObject({ sectionId: `${CF}:mixed` });
    expect(await messagesTo(test.app, follower.email)).toContain('offer');
    expect(await messagesTo(test.app, follower.email)).not.toContain('session-not-released');
  });

  it.each([0, 20])(
    'accepted %i days after the better place began: the child was at the old one until yesterday, and that request has ended',
    async (late) => {
      const { holder, transfer } = await withTransfer();
      await givePlaces(test.app, `${CF}:mixed`, 1);
      const id = await session(transfer);
      clockOf(test.app).travelTo(`${addDays(entry, -3)}T08:00:00.000Z`);
      await keepAllAndClose(test.app, id);
      const today = addDays(entry, late);
      clockOf(test.app).travelTo(`${today}T08:00:00.000Z`);
      const browser = await opened(holder);
      const url = `/mon-dossier/offres/${(await openOffer(transfer)).id}`;
      expect(textOf((await browser.get(url)).html)).toContain(
        late === 0 ? 'l’autre se termine le 31 août 2027.' : 'l’autre se termine le 20 septembre 2027.',
      );
      await browser.post(`${url}/accepter`);
      expect(await placesOf(holder.requestId)).toMatchObject([{ to: addDays(today, -1), state: 'ended' }]);
      expect([await stateOf(test.app, holder.requestId), await stateOf(test.app, transfer)]).toEqual([
        'ended',
        'placed',
      ]);
      expect(await lost(test.app.get(Reader))).toHaveLength(0);
    },
  );

  it('a session closed after the entry it was planned for offers places from the day it closes', async () => {
    await givePlaces(test.app, `${MA}:babies`, 1);
    const late = await family([MA]);
    const id = await session(late.requestId);
    const today = addDays(entry, 40);
    clockOf(test.app).travelTo(`${today}T08:00:00.000Z`);
    await keepAllAndClose(test.app, id);
    expect(await openOffer(late.requestId)).toMatchObject({ from: today });
  });

  it('the place ends for another reason: the transfer goes on like any other request', async () => {
    const { holder, transfer } = await withTransfer();
    const [place] = await placesOf(holder.requestId);
    await run((tx) => test.app.get(PlacementEnds).recordDeparture(tx, DIRECTOR, place!.id, addDays(entry, 10)));
    clockOf(test.app).travelTo(`${addDays(entry, 11)}T08:00:00.000Z`);
    await runDue();
    expect([await stateOf(test.app, holder.requestId), await stateOf(test.app, transfer)]).toEqual([
      'ended',
      'oriented',
    ]);
  });

  it('a child who never came waits again for every wish, and its transfer has no object any more', async () => {
    const absent = await withTransfer();
    const [never] = await placesOf(absent.holder.requestId);
    clockOf(test.app).travelTo(`${entry}T08:00:00.000Z`);
    await run((tx) => test.app.get(PlacementEnds).recordNoShow(tx, DIRECTOR, never!.id));
    expect([await stateOf(test.app, absent.holder.requestId), await stateOf(test.app, absent.transfer)]).toEqual([
      'waiting_list',
      'withdrawn',
    ]);
    await runDue();
    expect(await lost(test.app.get(Reader))).toHaveLength(0);
  });

  it('a place given up before it begins ends its transfer with it', async () => {
    const { holder, transfer } = await withTransfer();
    const [place] = await placesOf(holder.requestId);
    const browser = await opened(holder);
    const url = `/mon-dossier/offres/${place!.offer_id}/renoncer`;
    expect(textOf((await browser.get(url)).html)).toContain('La recherche d’un vœu que vous préférez s’arrête.');
    await browser.post(url, { choice: 'wait' });
    expect([await stateOf(test.app, holder.requestId), await stateOf(test.app, transfer)]).toEqual([
      'waiting_list',
      'withdrawn',
    ]);
    await runDue();
    expect(await lost(test.app.get(Reader))).toHaveLength(0);
  });

  it('two families that would exchange full places: neither is promised what only the other can free, and closing says so', async () => {
    const { transfer } = await withTransfer();
    // Another family has the only place of the family nursery, and would rather have the nursery's.
    await givePlaces(test.app, `${CF}:mixed`, 1);
    const other = await family([MA, CF], { strong: true });
    await keepAllAndClose(test.app, await session(other.requestId));
    const offer = await openOffer(other.requestId);
    expect(offer.providerId).toBe(CF);
    const browser = await opened(other);
    const url = `/mon-dossier/offres/${offer.id}`;
    await browser.get(url);
    await browser.post(`${url}/accepter`, { keep: MA });
    const back = await transferOf(other.requestId);
    const id = await session(transfer, back);
    await test.app.get(SessionDecisions).keepAll(SYSTEM, id);
    await expect(test.app.get(Closing).closeSession(SYSTEM, id)).rejects.toMatchObject({
      refusal: { code: 'session.circle', facts: { numbers: '1, 2' } },
    });
    expect([await stateOf(test.app, transfer), await stateOf(test.app, back)]).toEqual([
      'before_commission',
      'before_commission',
    ]);
  });
});
