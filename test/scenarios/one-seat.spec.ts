import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { seedGrid } from '../../src/commissions/admission/index.js';
import { Candidacy } from '../../src/commissions/commission/persistence/commission.entities.js';
import { ChildRequest, Wish } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { DomainError, type Refusal } from '../../src/foundation/kernel/refusal.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import type { Day } from '../../src/foundation/kernel/time.js';
import { slotsToMask, SLOTS, type SlotMask } from '../../src/foundation/kernel/week-schedule.js';
import { Offers, DaysChanges, PlacementEnds, Placements, Transfers } from '../../src/places/placement/index.js';
import { Offer, PlacedChild, Placement, Solution } from '../../src/places/placement/persistence/placement.entities.js';
import { DATABASES } from '../support/app.js';
import { aThursday, emptySeats, listFor, openSession, planSession } from '../support/commission.js';
import { directorOf, FULL_WEEK, PlacementWorld } from '../support/placement-world.js';
import { expectDatabaseToRefuse } from '../support/database-refusals.js';

const BABIES = 'ma-71306:babies';
const TODDLERS = 'ma-71306:toddlers';
const DIRECTOR = directorOf('ma-71306', 'cf-71306');
const TWO_DAYS = slotsToMask(SLOTS.slice(0, 4));

const refusalOf = (work: Promise<unknown>): Promise<Refusal | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof DomainError) return error.refusal;
      throw error;
    },
  );

describe.each(DATABASES)('a child holds one seat (%s)', (kind) => {
  let world: PlacementWorld;
  const family = (dossierId: string) => ({ kind: 'family', dossierId, draftId: null }) as const;
  const accept = (offer: Offer) =>
    world.run((tx) => world.app.get(Offers).acceptOffer(tx, family(offer.dossierId), offer.id));
  const partsOf = async (childId: string): Promise<Placement[]> =>
    world.reader.find(Placement, { where: { childId }, order: { from: 'ASC' } });
  const placed = async (overrides = {}): Promise<Placement> => {
    const request = await world.listed({ birthDate: '2026-01-10' });
    await accept(await world.admit(request, { from: '2026-12-07', to: '2027-01-31', ...overrides }));
    return (await world.app.get(Placements).ofRequest(world.reader, request.requestId)).at(-1)!;
  };
  const takenOver = async (from: string, to: string): Promise<Placement> => {
    await world.run((tx) =>
      world.app
        .get(Placements)
        .takeOver(tx, [{ sectionId: BABIES, from, to, slots: FULL_WEEK, birthDate: '2026-01-10' }]),
    );
    return (await world.reader.findOne(Placement, { sectionId: BABIES, from, to, state: 'held' }))!;
  };
  /** A family that has this place, and is offered a better one of which it had ranked the establishment first. */
  const offeredBetter = async (old: Placement, from: string): Promise<Offer> => {
    const origin = (await world.reader.findOne(ChildRequest, { id: old.requestId! }))!;
    // A request of nobody's line asks for the same child: the days are taken.
    await world.run(async (tx) => {
      await tx.insert(Wish, {
        id: newId(),
        requestId: origin.id,
        rank: 9,
        mode: 'establishment',
        providerId: 'cf-71306',
        communeCode: null,
      });
      await tx.update(Wish, { requestId: origin.id, rank: 1 }, { providerId: 'cf-71306' });
      await tx.update(Wish, { requestId: origin.id, rank: 9 }, { providerId: 'ma-71306' });
    });
    const accepted = (await world.reader.findOne(Offer, { id: old.offerId! }))!;
    await world.run((tx) => world.app.get(Transfers).keepWaiting(tx, family(origin.dossierId), accepted, ['cf-71306']));
    const transfer = (await world.reader.findOne(ChildRequest, { transferFromId: origin.id }))!;
    await world.run((tx) => tx.update(ChildRequest, { id: transfer.id }, { state: 'before_commission' }));
    return world.admit(
      { requestId: transfer.id, dossierId: origin.dossierId },
      { sectionId: 'cf-71306:mixed', from, to: '2027-08-31' },
    );
  };
  /** What the director does to the place of a child. */
  const extend = (placeId: string, to: Day) =>
    world.run((tx) => world.app.get(Placements).extendPlace(tx, DIRECTOR, placeId, to));
  const moveToSection = (placeId: string, sectionId: string, from: Day) =>
    world.run((tx) => world.app.get(Placements).changeSection(tx, DIRECTOR, placeId, sectionId, from));
  const changeDays = (placeId: string, slots: SlotMask, from: Day) =>
    world.run((tx) => world.app.get(DaysChanges).changeDays(tx, DIRECTOR, placeId, slots, from));
  const leave = (placeId: string, lastDay: Day) =>
    world.run((tx) => world.app.get(PlacementEnds).recordDeparture(tx, DIRECTOR, placeId, lastDay));

  /** Writes rows past the program, as SQLite and PostgreSQL let anybody do who may write. */
  const writePlace = (id: string, patch: Partial<Placement>) => world.run((tx) => tx.update(Placement, { id }, patch));
  const writeOffer = (id: string, patch: Partial<Offer>) => world.run((tx) => tx.update(Offer, { id }, patch));

  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
  });
  beforeEach(async () => {
    world.clock.travelTo('2026-11-25T09:00:00.000Z');
    await emptySeats(world.app);
  });
  afterAll(() => world.close());
  afterEach(async () => expect(await world.inconsistencies()).toEqual([]));

  it.each([
    ['of a family', placed],
    ['of whom nobody knows the family', () => takenOver('2026-12-07', '2027-03-31')],
  ])('the old line of a child %s is not prolonged into the section it moves to', async (_, start) => {
    const old = await start();
    await extend(old.id, '2027-04-30');
    await moveToSection(old.id, TODDLERS, '2027-02-01');
    const held = await world.heldOn(BABIES, '2027-02-01');
    expect(await refusalOf(extend(old.id, '2027-02-28'))).toEqual({
      code: 'placement.secondSeat',
      facts: { day: '2027-02-01', half: 'am', from: '2027-02-01', to: '2027-04-30' },
    });
    expect(await world.heldOn(BABIES, '2027-02-01')).toBe(held);
    const [, next] = await partsOf(old.childId);
    await extend(next!.id, '2027-05-31');
    // A Friday to a Sunday, and a departure: both parts go together, whether the family is known or not.
    await leave(old.id, '2027-01-08');
    expect((await partsOf(old.childId)).map(({ state, from, to }) => [state, from <= to])).toEqual([
      ['held', true],
      ['ended', false],
    ]);
  });

  it('the old line is not prolonged where the section it moves to has other half-days either', async () => {
    const old = await placed({ to: '2027-04-30' });
    await moveToSection(old.id, TODDLERS, '2027-02-01');
    const [, next] = await partsOf(old.childId);
    await changeDays(next!.id, slotsToMask(['fri-pm']), next!.from);
    // A Monday: no half-day is shared.
    expect(await refusalOf(extend(old.id, '2027-02-01'))).toEqual({
      code: 'placement.changeFollows',
      facts: { from: '2027-02-01' },
    });
    expect((await partsOf(old.childId)).map(({ to }) => to)).toEqual(['2027-01-31', '2027-04-30']);
    await leave(old.id, '2027-01-08');
  });

  it('is refused a second one by the database itself, whoever writes and in whatever way', async () => {
    const old = await placed({ slots: TWO_DAYS, to: '2027-06-30' });
    await moveToSection(old.id, TODDLERS, '2027-02-01');
    const [, next] = await partsOf(old.childId);
    const second = /one seat at a time/;
    await expectDatabaseToRefuse(writePlace(old.id, { to: '2027-02-01' }), second);
    await expectDatabaseToRefuse(writePlace(next!.id, { from: '2027-01-26' }), second);
    await expectDatabaseToRefuse(
      world.run((tx) => tx.insert(Placement, { ...next!, id: newId(), sectionId: BABIES })),
      second,
    );
    const other = await takenOver('2027-01-01', '2027-03-31');
    await expectDatabaseToRefuse(writePlace(other.id, { childId: old.childId }), second);
    await expectDatabaseToRefuse(writePlace(other.id, { childId: 'nobody' }), /a child who is known/);
    // The week-end between them, and the other days of the week, are nobody's.
    await writePlace(old.id, { slots: TWO_DAYS });
    const request = await world.listed();
    const offer = await world.admit(request);
    await expectDatabaseToRefuse(writeOffer(offer.id, { childId: old.childId }), second);
    expect(await writeOffer(offer.id, { childId: old.childId, state: 'declined' })).toBe(1);
    await expectDatabaseToRefuse(writeOffer(offer.id, { state: 'open' }), second);
    await writeOffer(offer.id, { childId: offer.childId, state: 'open' });
  });

  it('is promised two by nobody, when two units write of one child at the same moment', async () => {
    const child = newId();
    await world.run((tx) => tx.insert(PlacedChild, { id: child }));
    const model = await takenOver('2028-03-01', '2028-03-31');
    const copy = () =>
      world.run(async (tx) => {
        const rows = await tx.find(Placement, { where: { childId: child } });
        await new Promise((resolve) => setTimeout(resolve, 50));
        if (rows.length === 0)
          await tx.insert(Placement, {
            ...model,
            id: newId(),
            childId: child,
            from: '2028-03-31',
            to: '2028-03-31',
            slots: 1 << 8,
          });
      });
    const answers = await Promise.allSettled([copy(), copy(), copy()]);
    expect(await world.reader.count(Placement, { childId: child })).toBe(1);
    if (kind === 'postgres') expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(2);
    // It was written past the ledger, which therefore does not hold it.
    await world.run((tx) => tx.delete(Placement, { childId: child }));
  });

  it('is offered another only by the transfer that names it; accepted late, one begins where the other ends', async () => {
    const old = await placed({ to: '2027-06-30' });
    const better = await offeredBetter(old, '2026-12-14');
    expect(better.childId).toBe(old.childId);
    // While it is open, the place that it names may be prolonged beside it; an offer that names none may not be made.
    await extend(old.id, '2027-07-31');
    world.clock.travelTo('2026-12-16T09:00:00.000Z');
    await accept(better);
    expect((await partsOf(old.childId)).map(({ sectionId, from, to }) => [sectionId, from, to])).toEqual([
      [BABIES, '2026-12-07', '2026-12-15'],
      ['cf-71306:mixed', '2026-12-16', '2027-08-31'],
    ]);
  });

  it('goes to a better place on the day it was offered, whatever change of section was planned for later', async () => {
    const old = await placed({ to: '2027-06-30' });
    await moveToSection(old.id, TODDLERS, '2027-04-12');
    const better = await offeredBetter(old, '2027-03-01');
    // What its family is told before it answers.
    const kept = await world.app.get(Transfers).keptUntil(world.reader, await world.request(better.requestId), better);
    expect([kept?.place.id, kept?.last]).toEqual([old.id, '2027-02-28']);
    await accept(better);
    expect((await partsOf(old.childId)).map(({ sectionId, from, to, state }) => [sectionId, from, to, state])).toEqual([
      [BABIES, '2026-12-07', '2027-02-28', 'held'],
      ['cf-71306:mixed', '2027-03-01', '2027-08-31', 'held'],
      [TODDLERS, '2027-04-12', '2027-04-11', 'ended'],
    ]);
    expect(await world.reader.findOne(Solution, { requestId: old.requestId! })).toMatchObject({
      placementId: old.id,
      to: '2027-02-28',
      endedAt: null,
    });
  });

  it('placed for a part of its week, asks a session for the rest', async () => {
    const request = await world.listed({ birthDate: '2026-01-10' });
    await accept(
      await world.admit(request, { from: '2027-03-01', to: '2027-08-31', slots: TWO_DAYS, coversNeed: false }),
    );
    expect((await world.request(request.requestId)).state).toBe('partly_placed');
    await world.run((tx) => seedGrid(tx, 'data', world.clock.now()).then(() => undefined));
    const session = await planSession(world.app, { day: aThursday(world.app, 30) });
    await listFor(world.app, request.requestId, session.id);
    await openSession(world.app, session.id);
    const { snapshot } = (await world.reader.findOne(Candidacy, {
      sessionId: session.id,
      requestId: request.requestId,
    }))!;
    expect(Object.keys(snapshot!.week)).toEqual(['thu', 'fri']);
  });

  it('moves to no section that is not of its age that day', async () => {
    const old = await placed({ to: '2028-06-30' });
    expect(await refusalOf(moveToSection(old.id, 'ma-71306:older', '2027-02-01'))).toEqual({
      code: 'placement.age',
      facts: { from: '2027-02-01' },
    });
  });
});
