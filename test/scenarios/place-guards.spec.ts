import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { slotsToMask, SLOTS } from '../../src/foundation/kernel/week-schedule.js';
import {
  Offers,
  PlacementChanges,
  GivenUpPlaces,
  PlacementEnds,
  Placements,
  Transfers,
  type NewOffer,
} from '../../src/places/placement/index.js';
import { Placement } from '../../src/places/placement/persistence/placement.entities.js';
import type { Tx } from '../../src/foundation/platform/database/index.js';
import { DATABASES } from '../support/app.js';
import { emptySeats, givePlaces } from '../support/commission.js';
import { wishFor } from '../support/forms.js';
import { AGENT, directorOf, FULL_WEEK, PlacementWorld, SESSION } from '../support/placement-world.js';

const [BABIES, TODDLERS, MIXED] = ['ma-71306:babies', 'ma-71306:toddlers', 'cf-71306:mixed'];
const DIRECTOR = directorOf('ma-71306');

/** Each is refused with its own sentence: where one of these guards is taken out, its line fails. */
describe.each(DATABASES)('what may not be done to a place (%s)', (kind) => {
  let world: PlacementWorld;
  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
  });
  beforeEach(async () => {
    world.clock.travelTo('2026-11-25T09:00:00.000Z');
    await emptySeats(world.app);
    for (const section of [BABIES, TODDLERS, MIXED]) await givePlaces(world.app, section, 4);
  });
  afterAll(() => world.close());

  const refusalOf = async (work: (tx: Tx) => Promise<unknown>): Promise<string> =>
    world.run(work).then(
      () => 'done',
      (error: { refusal?: { code: string } }) => error.refusal?.code ?? String(error),
    );
  async function placed(overrides = {}): Promise<Placement> {
    const request = await world.listed({ birthDate: '2026-01-10' });
    const offer = await world.admit(request, { from: '2027-01-11', to: '2027-06-30', ...overrides });
    await world.run((tx) =>
      world.app.get(Offers).acceptOffer(tx, { kind: 'family', dossierId: offer.dossierId, draftId: null }, offer.id),
    );
    return (await world.reader.findOne(Placement, { offerId: offer.id }))!;
  }
  const moving = async (): Promise<[Placement, Placement]> => {
    const old = await placed();
    await world.run((tx) => world.app.get(Placements).changeSection(tx, DIRECTOR, old.id, TODDLERS, '2027-04-12'));
    const [first, next] = await world.reader.find(Placement, {
      where: { childId: old.childId },
      order: { from: 'ASC' },
    });
    return [first!, next!];
  };
  const changes = () => world.app.get(PlacementChanges);
  const undone = ({ id }: Placement) => refusalOf((tx) => changes().undoEnd(tx, DIRECTOR, id));
  const leaves = ({ id }: Placement, lastDay: string) =>
    world.run((tx) => world.app.get(PlacementEnds).recordDeparture(tx, DIRECTOR, id, lastDay));
  /** A child that has a place on the first two days of the week, and whose family is offered the one that it prefers. */
  const bettered = async (better: Partial<NewOffer>): Promise<{ kept: Placement; accept: () => Promise<unknown> }> => {
    const offer = await world.admit(
      await world.listed({ birthDate: '2026-01-10', wishes: [wishFor('cf-71306'), wishFor('ma-71306')] }),
      { from: '2027-01-11', to: '2027-06-30', slots: slotsToMask(SLOTS.slice(0, 4)) },
    );
    const family = { kind: 'family', dossierId: offer.dossierId, draftId: null } as const;
    await world.run((tx) => world.app.get(Offers).acceptOffer(tx, family, offer.id));
    await world.run((tx) => world.app.get(Transfers).keepWaiting(tx, family, offer, ['cf-71306']));
    const [transfer] = await world.reader.sql<{ id: string }>(
      'SELECT id FROM child_request WHERE transfer_from_id = :id',
      { id: offer.requestId },
    );
    await world.run((tx) => world.app.get(RequestMoves).move(tx, AGENT, transfer!.id, 'list'));
    const next = await world.admit(
      { requestId: transfer!.id, dossierId: offer.dossierId },
      { to: '2027-06-30', sectionId: MIXED, ...better },
    );
    return {
      kept: (await world.reader.findOne(Placement, { offerId: offer.id }))!,
      accept: () => world.run((tx) => world.app.get(Offers).acceptOffer(tx, family, next.id)),
    };
  };

  it('a family offered half-days that its child has already', async () => {
    const line = await placed({ slots: slotsToMask(SLOTS.slice(0, 4)), coversNeed: false });
    const { id: requestId, dossierId } = await world.request(line.requestId!);
    await world.run((tx) => world.app.get(RequestMoves).move(tx, AGENT, requestId, 'list'));
    const crossing = world.admit({ requestId, dossierId }, { from: '2027-03-01', slots: FULL_WEEK });
    await expect(crossing).rejects.toMatchObject({ refusal: { code: 'placement.secondSeat' } });
  });

  it('an end taken back once its family is before another session', async () => {
    const line = await placed();
    world.clock.travelTo('2027-01-12T09:00:00.000Z');
    await world.run((tx) => world.app.get(PlacementEnds).recordNoShow(tx, DIRECTOR, line.id));
    await world.run((tx) => world.app.get(RequestMoves).move(tx, AGENT, line.requestId!, 'list'));
    expect(await refusalOf((tx) => changes().undoEnd(tx, DIRECTOR, line.id))).toBe('placement.requestWentOn');
  });

  it('the first day of a known family put off, or its place cancelled, without its agreement', async () => {
    const line = await placed();
    expect(await refusalOf((tx) => changes().postponePart(tx, DIRECTOR, line.id, '2027-02-01'))).toBe(
      'placement.agreeDates',
    );
    expect(await refusalOf((tx) => changes().cancelPart(tx, DIRECTOR, line.id))).toBe('placement.familyGivesUp');
  });

  it('a change of section put off to a day on which it is closed, or cancelled once it has begun', async () => {
    const [, next] = await moving();
    expect(await refusalOf((tx) => changes().postponePart(tx, DIRECTOR, next.id, '2027-05-02'))).toBe(
      'placement.closedDay',
    );
    world.clock.travelTo('2027-04-12T09:00:00.000Z');
    expect(await refusalOf((tx) => changes().cancelPart(tx, DIRECTOR, next.id))).toBe('placement.hasBegun');
  });

  it('a place given up once its family has accepted the better one that follows it', async () => {
    const { kept, accept } = await bettered({ from: '2027-03-01' });
    await accept();
    expect(
      await refusalOf((tx) => world.app.get(GivenUpPlaces).giveUp(tx, AGENT, kept.offerId!, { choice: 'wait' })),
    ).toBe('placement.betterFollows');
  });

  it.each([
    ['after the better place begins', '2027-05-31'],
    ['before the better place begins', '2027-01-29'],
  ])('a departure (%s) taken back once its family has accepted that better place', async (_when, lastDay) => {
    const { kept, accept } = await bettered({ from: '2027-03-01', slots: slotsToMask(SLOTS.slice(4, 8)) });
    await leaves(kept, lastDay);
    await accept();
    expect(await undone(kept)).toBe('placement.nothingToUndo');
  });

  it('a departure taken back once the session has refused the emergency', async () => {
    const request = await world.oriented({ birthDate: '2026-01-10' });
    const emergency = { ...request, sectionId: BABIES, from: '2026-11-30', to: '2027-06-30', slots: FULL_WEEK };
    const offer = await world.run((tx) =>
      world.app
        .get(Offers)
        .makeOffer(tx, DIRECTOR, 'admitUrgently', {
          ...emergency,
          coversNeed: true,
          reofferAllowed: false,
          emergency: true,
          days: 10,
        }),
    );
    await world.run((tx) =>
      world.app.get(Offers).acceptOffer(tx, { kind: 'family', dossierId: offer.dossierId, draftId: null }, offer.id),
    );
    const line = (await world.reader.findOne(Placement, { offerId: offer.id }))!;
    await leaves(line, '2027-05-31');
    await world.run((tx) =>
      world.app.get(PlacementEnds).recordRatification(tx, SESSION, line.id, { ratified: false, lastDay: '2027-01-29' }),
    );
    expect(await undone(line)).toBe('placement.nothingToUndo');
  });

  it('"never came" before the child is awaited', async () => {
    const line = await placed();
    expect(await refusalOf((tx) => world.app.get(PlacementEnds).recordNoShow(tx, DIRECTOR, line.id))).toBe(
      'placement.notAwaitedYet',
    );
    expect(await world.reader.findOne(Placement, { id: line.id })).toMatchObject({ state: 'held', to: '2027-06-30' });
  });
});
