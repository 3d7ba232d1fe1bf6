import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RequestMoves } from '../../src/dossier/index.js';
import { slotsToMask, SLOTS } from '../../src/kernel/week-schedule.js';
import { Offers, Placement, PlacementChanges, PlacementEnds, Placements } from '../../src/placement/index.js';
import type { Tx } from '../../src/platform/database/index.js';
import { DATABASES } from '../support/app.js';
import { emptySeats, givePlaces } from '../support/commission.js';
import { AGENT, directorOf, FULL_WEEK, PlacementWorld } from '../support/placement-world.js';

const [BABIES, TODDLERS] = ['ma-71306:babies', 'ma-71306:toddlers'];
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
    for (const section of [BABIES, TODDLERS]) await givePlaces(world.app, section, 4);
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
      world.app.get(Offers).accept(tx, { kind: 'family', dossierId: offer.dossierId, draftId: null }, offer.id),
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
    await world.run((tx) => world.app.get(PlacementEnds).noShow(tx, DIRECTOR, line.id));
    await world.run((tx) => world.app.get(RequestMoves).move(tx, AGENT, line.requestId!, 'list'));
    expect(await refusalOf((tx) => changes().undo(tx, DIRECTOR, line.id))).toBe('placement.requestWentOn');
  });

  it('the first day of a known family put off, or its place cancelled, without its agreement', async () => {
    const line = await placed();
    expect(await refusalOf((tx) => changes().postpone(tx, DIRECTOR, line.id, '2027-02-01'))).toBe(
      'placement.agreeDates',
    );
    expect(await refusalOf((tx) => changes().cancel(tx, DIRECTOR, line.id))).toBe('placement.familyGivesUp');
  });

  it('a change of section put off to a day on which it is closed, or cancelled once it has begun', async () => {
    const [, next] = await moving();
    expect(await refusalOf((tx) => changes().postpone(tx, DIRECTOR, next.id, '2027-05-02'))).toBe(
      'placement.closedDay',
    );
    world.clock.travelTo('2027-04-12T09:00:00.000Z');
    expect(await refusalOf((tx) => changes().cancel(tx, DIRECTOR, next.id))).toBe('placement.hasBegun');
  });

  it('"never came" before the child is awaited', async () => {
    const line = await placed();
    expect(await refusalOf((tx) => world.app.get(PlacementEnds).noShow(tx, DIRECTOR, line.id))).toBe(
      'placement.notAwaitedYet',
    );
    expect(await world.reader.findOne(Placement, { id: line.id })).toMatchObject({ state: 'held', to: '2027-06-30' });
  });
});
