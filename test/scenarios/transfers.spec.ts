import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Closing, SessionDecisions } from '../../src/commissions/commission/index.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { addDays, addHours, type Day } from '../../src/foundation/kernel/time.js';
import { Offers, PlacementEnds } from '../../src/places/placement/index.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { SYSTEM, type Actor } from '../../src/foundation/platform/security/index.js';
import { FamilyCourse, MonthFigure } from '../../src/reporting/reporting/persistence/reporting.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
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
import {
  bringJobsAgain,
  caseOf,
  openOfferTo,
  outboxOf,
  partsOf,
  placeOf,
  runDueJobs,
  transferOf,
  wishesOf,
} from '../support/kept.js';
import { lost } from '../support/ledger.js';
import type { FieldValues, Page } from '../support/page.js';
import { familyOf } from '../support/people.js';
import { directorOf } from '../support/placement-world.js';

type Family = Awaited<ReturnType<typeof anOrientedRequest>>;
const NURSERY = 'ma-71306';
const FAMILY_NURSERY = 'cf-71306';
const BABIES = `${NURSERY}:babies`;
const MIXED = `${FAMILY_NURSERY}:mixed`;
const BIRTH: Day = '2027-02-01';
const ENTRY: Day = '2027-09-01';
const DIRECTOR = directorOf(NURSERY);

describe.each(DATABASES)('transfers: a better wish without losing the place one has (%s)', (kind) => {
  let test: TestApp;
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  const itIs = (moment: string): void => clockOf(test.app).travelTo(moment);
  const states = (...requestIds: string[]) => Promise.all(requestIds.map((id) => stateOf(test.app, id)));
  const expectEverySeatCounted = async () => expect(await lost(test.app.get(Reader))).toHaveLength(0);
  const parentOf = ({ dossierId }: Family): Actor => ({ kind: 'family', dossierId, draftId: null });

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    for (const section of ['toddlers', 'older']) await givePlaces(test.app, `${NURSERY}:${section}`, 0);
  });
  /** Each story begins with empty seats: those before it are over. */
  beforeEach(async () => {
    itIs('2026-11-24T08:00:00.000Z');
    await emptySeats(test.app);
    await givePlaces(test.app, BABIES, 1);
    await givePlaces(test.app, MIXED, 0);
  });
  afterAll(() => test.close());

  const aFamilyThatWishes = (wishes: string[], { strong = false } = {}): Promise<Family> => {
    const hours = { start: '08:00', end: '18:00' };
    const need = { ...aChild().need, wantedFrom: ENTRY, week: { mon: hours, tue: hours } };
    return anOrientedRequest(test.app, { wishes, child: { birthDate: BIRTH, adaptationNeed: strong, need } });
  };
  /** @returns the id of a session that sits with these requests before it */
  const aSessionFor = async (...requestIds: string[]): Promise<string> => {
    const { id } = await planSession(test.app, { day: await aFreeThursday(test.app), entryFrom: ENTRY });
    for (const requestId of requestIds) await listFor(test.app, requestId, id);
    await openSession(test.app, id);
    return id;
  };
  const offerPage = async (requestId: string) => `/mon-dossier/offres/${(await openOfferTo(test.app, requestId)).id}`;
  /** The family before the offer that one of its requests has. */
  const beforeItsOffer = async (family: Family, requestId = family.requestId) => {
    const browser = await familyOf(test.app, family, BIRTH);
    return { browser, offer: await browser.opens(await offerPage(requestId)) };
  };
  const accept = (browser: Browser, offer: Page, filled: FieldValues = {}) =>
    browser.presses(offer.form('/accepter'), filled);

  /** A family that has a place at the nursery and would rather have the family nursery: its transfer. */
  const aFamilyThatHopesForBetter = async (): Promise<{ holder: Family; transfer: string }> => {
    const holder = await aFamilyThatWishes([FAMILY_NURSERY, NURSERY]);
    await keepAllAndClose(test.app, await aSessionFor(holder.requestId));
    const { browser, offer } = await beforeItsOffer(holder);
    await accept(browser, offer, { keep: FAMILY_NURSERY });
    return { holder, transfer: (await transferOf(test.app, holder.requestId)).id };
  };
  /** The same, before a session that gives it the better place, and its old one to a follower once it is free. */
  const aTransferWithAFollower = async (wishesOfTheFollower = [NURSERY]) => {
    const { holder, transfer } = await aFamilyThatHopesForBetter();
    await givePlaces(test.app, MIXED, 1);
    const follower = await aFamilyThatWishes(wishesOfTheFollower);
    const session = await aSessionFor(transfer, follower.requestId);
    await keepAllAndClose(test.app, session);
    return { holder, transfer, follower, caseOfFollower: () => caseOf(test.app, session, follower.requestId), session };
  };

  describe('accepting, a family ticks the better wishes it still hopes for', () => {
    it('and nothing is ticked for it', async () => {
      const holder = await aFamilyThatWishes([FAMILY_NURSERY, NURSERY]);
      await keepAllAndClose(test.app, await aSessionFor(holder.requestId));
      const { offer } = await beforeItsOffer(holder);
      expect(offer.text).toContain('Rester candidat pour un vœu que vous préférez ? Facultatif.');
      expect([...offer.form('/accepter').choices('keep')!.values()]).toContain(FAMILY_NURSERY);
      expect(offer.form('/accepter').value('keep')).toBe('');
    });

    it('and keeps those it prefers alone, whatever it sends: its child keeps its place and waits for these', async () => {
      const holder = await aFamilyThatWishes([FAMILY_NURSERY, NURSERY]);
      await keepAllAndClose(test.app, await aSessionFor(holder.requestId));
      const { browser, offer } = await beforeItsOffer(holder);
      const everything = { ...offer.form('/accepter').fields, keep: [FAMILY_NURSERY, NURSERY, 'ma-71040'] };
      const taken = await browser.sends(offer.form('/accepter').action, everything);
      expect(taken.text).toContain('Vous restez candidat pour vos vœux préférés');
      expect(await stateOf(test.app, holder.requestId)).toBe('placed');
      const transfer = await transferOf(test.app, holder.requestId);
      expect(transfer).toMatchObject({ state: 'oriented', nextAct: 'list', nextActOwner: 'desk' });
      const wishes = await wishesOf(test.app, transfer.id);
      expect(wishes.map(({ providerId, rank }) => [providerId, rank])).toEqual([[FAMILY_NURSERY, 1]]);
      expect((await browser.opens('/mon-dossier')).text).toContain(
        'Demande de changement. Votre enfant garde sa place actuelle (Multi-accueil de Montceau-les-Mines)',
      );
    });

    it('and the figures count no second child, and no family without a solution', async () => {
      const reader = test.app.get(Reader);
      const received = async () =>
        (await reader.find(MonthFigure, { where: { figure: 'received', dimension: 'all' } })).reduce(
          (sum, { change }) => sum + change,
          0,
        );
      const before = await received();
      const { holder } = await aFamilyThatHopesForBetter();
      await runDueJobs(test.app);
      expect(await received()).toBe(before + 1);
      const course = (await reader.findOne(FamilyCourse, { dossierId: holder.dossierId }))!;
      const figures = course.tallies.filter(({ figure }) => figure === 'status').map(({ key }) => key);
      expect(figures).toContain('with');
      expect(figures).not.toContain('partly');
    });
  });

  it('the seat that a transfer leaves is given on by the same session, and offered only once the transfer has accepted', async () => {
    const { holder, transfer, follower, caseOfFollower, session } = await aTransferWithAFollower();
    expect(await states(transfer, follower.requestId)).toEqual(['offered', 'waiting_list']);
    expect(await caseOfFollower()).toMatchObject({
      state: 'waiting',
      decision: 'admit',
      decidedSectionId: BABIES,
      awaitsRelease: true,
    });
    expect(await messagesTo(test.app, follower.email)).toContain('session-conditional');
    await expectEverySeatCounted();

    const { browser, offer } = await beforeItsOffer(holder, transfer);
    expect(offer.text).toContain(
      'Vous avez déjà une place : Multi-accueil de Montceau-les-Mines. Si vous acceptez celle-ci, l’autre se termine le 31 août 2027.',
    );
    await accept(browser, offer);
    // In the same moment: the old place is over before it began, its seats are free.
    expect(await partsOf(test.app, holder.requestId)).toMatchObject([{ to: '2027-08-31', state: 'ended' }]);
    expect(await partsOf(test.app, transfer)).toMatchObject([{ sectionId: MIXED, from: ENTRY, state: 'held' }]);
    expect(await stateOf(test.app, holder.requestId)).toBe('ended');
    await expectEverySeatCounted();

    await runDueJobs(test.app);
    expect(await stateOf(test.app, follower.requestId)).toBe('offered');
    const given = { sectionId: BABIES, from: ENTRY, sessionId: session };
    expect(await openOfferTo(test.app, follower.requestId)).toMatchObject(given);
    await bringJobsAgain(test.app, 'placement.released');
    await runDueJobs(test.app);
    expect(await messagesTo(test.app, follower.email)).toContain('session-conditional');
    expect(await outboxOf(test.app, { recipient: follower.email, kind: 'offer' })).toHaveLength(1);
  });

  describe('a transfer that comes to nothing keeps the place, and who waited for it is told', () => {
    type Waiting = Awaited<ReturnType<typeof aTransferWithAFollower>>;
    const itsFamilyDeclines = async ({ holder, transfer }: Waiting) => {
      const { id } = await openOfferTo(test.app, transfer);
      await run((tx) => test.app.get(Offers).declineOffer(tx, parentOf(holder), id, 'distance', 'wait'));
    };
    const itsFamilyWithdrawsIt = ({ holder, transfer }: Waiting) =>
      run((tx) =>
        test.app.get(RequestMoves).move(tx, parentOf(holder), transfer, 'withdraw', { reason: 'no_longer_needed' }),
      );
    const itsOfferLapses = async ({ transfer }: Waiting) => {
      itIs(addHours((await openOfferTo(test.app, transfer)).deadline, -60));
      await runDueJobs(test.app);
      itIs(addHours((await openOfferTo(test.app, transfer)).effectiveDeadline, 1));
    };

    it.each([
      ['declined', itsFamilyDeclines, 'waiting_list'],
      ['lapsed', itsOfferLapses, 'waiting_list'],
      ['withdrawn', itsFamilyWithdrawsIt, 'withdrawn'],
    ] as const)('%s', async (_, comesToNothing, then) => {
      const waiting = await aTransferWithAFollower();
      await comesToNothing(waiting);
      await runDueJobs(test.app);
      const { holder, transfer, follower, caseOfFollower } = waiting;
      expect(await states(transfer, holder.requestId, follower.requestId)).toEqual([then, 'placed', 'waiting_list']);
      expect(await partsOf(test.app, holder.requestId)).toMatchObject([{ sectionId: BABIES, state: 'held' }]);
      expect(await messagesTo(test.app, follower.email)).toContain('session-not-released');
      expect((await caseOfFollower()).awaitsRelease).toBe(false);
      await expectEverySeatCounted();
    });

    it('but is offered the one that was declined, where it wished for that too: it reads of the offer alone', async () => {
      const waiting = await aTransferWithAFollower([NURSERY, FAMILY_NURSERY]);
      const { follower, caseOfFollower } = waiting;
      expect(await caseOfFollower()).toMatchObject({ state: 'waiting', decidedSectionId: BABIES });
      await itsFamilyDeclines(waiting);
      await runDueJobs(test.app);
      expect(await openOfferTo(test.app, follower.requestId)).toMatchObject({ sectionId: MIXED });
      expect(await messagesTo(test.app, follower.email)).toContain('offer');
      expect(await messagesTo(test.app, follower.email)).not.toContain('session-not-released');
    });
  });

  it.each([
    [0, 'l’autre se termine le 31 août 2027.'],
    [20, 'l’autre se termine le 20 septembre 2027.'],
  ])(
    'accepted %i days after the better place began: the child was at the old one until yesterday, and that request has ended',
    async (late, said) => {
      const { holder, transfer } = await aFamilyThatHopesForBetter();
      await givePlaces(test.app, MIXED, 1);
      const session = await aSessionFor(transfer);
      itIs(`${addDays(ENTRY, -3)}T08:00:00.000Z`);
      await keepAllAndClose(test.app, session);
      const today = addDays(ENTRY, late);
      itIs(`${today}T08:00:00.000Z`);
      const { browser, offer } = await beforeItsOffer(holder, transfer);
      expect(offer.text).toContain(said);
      await accept(browser, offer);
      expect(await partsOf(test.app, holder.requestId)).toMatchObject([{ to: addDays(today, -1), state: 'ended' }]);
      expect(await states(holder.requestId, transfer)).toEqual(['ended', 'placed']);
      await expectEverySeatCounted();
    },
  );

  it('a session closed after the entry it was planned for offers places from the day it closes', async () => {
    const late = await aFamilyThatWishes([NURSERY]);
    const session = await aSessionFor(late.requestId);
    const today = addDays(ENTRY, 40);
    itIs(`${today}T08:00:00.000Z`);
    await keepAllAndClose(test.app, session);
    expect(await openOfferTo(test.app, late.requestId)).toMatchObject({ from: today });
  });

  describe('where the place ends for another reason, its transfer', () => {
    it('goes on like any other request after a departure', async () => {
      const { holder, transfer } = await aFamilyThatHopesForBetter();
      const { id } = await placeOf(test.app, holder.requestId);
      await run((tx) => test.app.get(PlacementEnds).recordDeparture(tx, DIRECTOR, id, addDays(ENTRY, 10)));
      itIs(`${addDays(ENTRY, 11)}T08:00:00.000Z`);
      await runDueJobs(test.app);
      expect(await states(holder.requestId, transfer)).toEqual(['ended', 'oriented']);
    });

    it('has no object any more when the child never came: it waits again for every wish', async () => {
      const { holder, transfer } = await aFamilyThatHopesForBetter();
      const { id } = await placeOf(test.app, holder.requestId);
      itIs(`${ENTRY}T08:00:00.000Z`);
      await run((tx) => test.app.get(PlacementEnds).recordNoShow(tx, DIRECTOR, id));
      expect(await states(holder.requestId, transfer)).toEqual(['waiting_list', 'withdrawn']);
      await runDueJobs(test.app);
      await expectEverySeatCounted();
    });

    it('ends with it when it is given up before it begins', async () => {
      const { holder, transfer } = await aFamilyThatHopesForBetter();
      const { offerId } = await placeOf(test.app, holder.requestId);
      const browser = await familyOf(test.app, holder, BIRTH);
      const asked = await browser.opens(`/mon-dossier/offres/${offerId}/renoncer`);
      expect(asked.text).toContain('La recherche d’un vœu que vous préférez s’arrête.');
      await browser.presses(asked.form('/renoncer'), { choice: 'wait' });
      expect(await states(holder.requestId, transfer)).toEqual(['waiting_list', 'withdrawn']);
      await runDueJobs(test.app);
      await expectEverySeatCounted();
    });
  });

  it('two families that would exchange full places: neither is promised what only the other can free, and closing says so', async () => {
    const { transfer } = await aFamilyThatHopesForBetter();
    // Another family has the only place of the family nursery, and would rather have the nursery's.
    await givePlaces(test.app, MIXED, 1);
    const other = await aFamilyThatWishes([NURSERY, FAMILY_NURSERY], { strong: true });
    await keepAllAndClose(test.app, await aSessionFor(other.requestId));
    expect((await openOfferTo(test.app, other.requestId)).providerId).toBe(FAMILY_NURSERY);
    const { browser, offer } = await beforeItsOffer(other);
    await accept(browser, offer, { keep: NURSERY });
    const back = (await transferOf(test.app, other.requestId)).id;

    const session = await aSessionFor(transfer, back);
    await test.app.get(SessionDecisions).keepAll(SYSTEM, session);
    await expect(test.app.get(Closing).closeSession(SYSTEM, session, undefined, true)).rejects.toMatchObject({
      refusal: { code: 'session.circle', facts: { numbers: '1, 2' } },
    });
    expect(await states(transfer, back)).toEqual(['before_commission', 'before_commission']);
  });
});
