import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { FamilyReach, RequestMoves, type ChildForm } from '../../src/dossier/dossier/index.js';
import {
  aboutOffer,
  Offers,
  PlacementChanges,
  GivenUpPlaces,
  PlacementEnds,
  Placements,
  Transfers,
  type Offer,
} from '../../src/places/placement/index.js';
import { Placement } from '../../src/places/placement/persistence/placement.entities.js';
import { emptySeats, givePlaces } from '../support/commission.js';
import { wishFor } from '../support/forms.js';
import { meetAtOnce, type Act } from '../support/meeting.js';
import { AGENT, COORDINATOR, directorOf, FULL_WEEK, PlacementWorld } from '../support/placement-world.js';

const [MA, CF] = ['ma-71306', 'cf-71306'];
const [BABIES, TODDLERS, MIXED] = [`${MA}:babies`, `${MA}:toddlers`, `${CF}:mixed`];
const DIRECTOR = directorOf(MA, CF);
/** How often each pair meets: it meets at each lock, so that a few times are enough. */
const TIMES = 4;

/** PostgreSQL alone has several writers; it ends a deadlock after a second, and the unit of work begins again. */
describe('two units that meet over one place (postgres)', () => {
  let world: PlacementWorld;
  const family = ({ dossierId }: Offer) => ({ kind: 'family' as const, dossierId, draftId: null });
  const accept =
    (offer: Offer): Act =>
    (tx) =>
      world.app.get(Offers).acceptOffer(tx, family(offer), offer.id);
  const withdraw =
    ({ requestId, ...offer }: Offer): Act =>
    (tx) =>
      world.app
        .get(RequestMoves)
        .move(tx, family({ requestId, ...offer }), requestId, 'withdraw', { reason: 'moved_away' });
  const dates = { from: '2027-03-01', to: '2027-12-31' };
  const offered = async (child: Partial<ChildForm> = {}, place = {}): Promise<Offer> =>
    world.admit(await world.listed({ birthDate: '2026-01-10', ...child }), { ...dates, ...place });
  const placed = async (child: Partial<ChildForm> = {}, place = {}): Promise<Placement> => {
    const offer = await offered(child, place);
    await world.run(accept(offer));
    return (await world.reader.findOne(Placement, { offerId: offer.id }))!;
  };
  const change = (line: Placement, sectionId: string, from: string): Act => {
    return (tx) => world.app.get(Placements).changeSection(tx, DIRECTOR, line.id, sectionId, from);
  };
  const linesOf = (childId: string): Promise<Placement[]> =>
    world.reader.find(Placement, { where: { childId }, order: { from: 'ASC' } });
  /** A child who has a place, and is offered the one that its family ranks better. */
  const bettered = async (): Promise<{ kept: Placement; better: Offer }> => {
    const wishes = [wishFor(CF), wishFor(MA)];
    const offer = await offered({ wishes });
    await world.run(accept(offer));
    await world.run((tx) => world.app.get(Transfers).keepWaiting(tx, family(offer), offer, [CF]));
    const [transfer] = await world.reader.sql<{ id: string }>(
      'SELECT id FROM child_request WHERE transfer_from_id = :id',
      { id: offer.requestId },
    );
    await world.run((tx) => world.app.get(RequestMoves).move(tx, AGENT, transfer!.id, 'list'));
    const better = await world.admit(
      { requestId: transfer!.id, dossierId: offer.dossierId },
      { ...dates, from: '2027-05-03', sectionId: MIXED },
    );
    return { kept: (await world.reader.findOne(Placement, { offerId: offer.id }))!, better };
  };

  beforeAll(async () => {
    world = await PlacementWorld.open('postgres');
    for (const section of [BABIES, TODDLERS, MIXED]) await givePlaces(world.app, section, 40);
  });
  beforeEach(() => emptySeats(world.app));
  afterAll(() => world.close());

  /** Two acts begun at once, again and again: neither is ever begun twice, and one of them is done. */
  async function meet(actsOf: () => Promise<[Act, Act]>): Promise<void> {
    for (let nth = 0; nth < TIMES; nth += 1) {
      const { ended, begun } = await meetAtOnce(world.app, await actsOf(), nth * 4);
      expect(ended).toContainEqual(expect.objectContaining({ status: 'fulfilled' }));
      expect(begun).toEqual([1, 1]);
    }
    expect(await world.inconsistencies()).toEqual([]);
  }

  it('an offer is accepted, and its request withdrawn', () =>
    meet(async () => {
      const offer = await offered();
      return [accept(offer), withdraw(offer)];
    }));

  it('an offer is declined, and its request withdrawn', () =>
    meet(async () => {
      const offer = await offered();
      return [
        (tx) => world.app.get(Offers).declineOffer(tx, family(offer), offer.id, 'hours', 'wait'),
        withdraw(offer),
      ];
    }));

  it('an offer is revoked, and its request withdrawn', () =>
    meet(async () => {
      const offer = await offered();
      return [
        (tx) => world.app.get(Offers).revokeOffer(tx, COORDINATOR, offer.id, 'error_in_decision'),
        withdraw(offer),
      ];
    }));

  it('an offer said on the telephone is accepted, and accepted by its family', () =>
    meet(async () => {
      const offer = await offered();
      await world.run((tx) =>
        tx.write(`UPDATE message SET state = 'to_do', channel = 'phone' WHERE about = :about RETURNING id`, {
          about: aboutOffer(offer.id)[0]!,
        }),
      );
      return [
        async (tx) => {
          await world.app.get(FamilyReach).recordHeard(tx, AGENT, offer.dossierId, aboutOffer(offer.id));
          await world.app.get(Offers).acceptOffer(tx, AGENT, offer.id, 0);
        },
        accept(offer),
      ];
    }));

  it('a place is given up by its family, and ended by its director', () =>
    meet(async () => {
      const line = await placed();
      return [
        (tx) => world.app.get(GivenUpPlaces).giveUp(tx, AGENT, line.offerId!, { choice: 'wait' }),
        (tx) => world.app.get(PlacementEnds).recordDeparture(tx, DIRECTOR, line.id, '2027-03-31'),
      ];
    }));

  it('a better place is accepted, and the one that is kept until then ends', () =>
    meet(async () => {
      const { kept, better } = await bettered();
      return [
        accept(better),
        (tx) => world.app.get(GivenUpPlaces).giveUp(tx, AGENT, kept.offerId!, { choice: 'wait' }),
      ];
    }));

  it('two parts of the place of a child whose family nobody knows', () =>
    meet(async () => {
      await world.run((tx) =>
        world.app
          .get(Placements)
          .takeOver(tx, [{ sectionId: BABIES, ...dates, slots: FULL_WEEK, birthDate: '2026-01-10' }]),
      );
      const lines = await world.reader.find(Placement, { where: { sectionId: BABIES, from: dates.from } });
      const line = lines.find(({ requestId, to }) => requestId === null && to === dates.to);
      await world.run(change(line!, TODDLERS, '2027-06-01'));
      const [first, next] = await linesOf(line!.childId);
      return [
        (tx) => world.app.get(PlacementEnds).recordDeparture(tx, DIRECTOR, first!.id, '2027-04-30'),
        (tx) => world.app.get(PlacementChanges).postponePart(tx, DIRECTOR, next!.id, '2027-07-01'),
      ];
    }));

  it('two children go from one section to another, and back', () =>
    meet(async () => {
      const [one, other] = [await placed(), await placed()];
      await world.run(change(other, TODDLERS, '2027-06-01'));
      const [, next] = await linesOf(other.childId);
      return [
        change(one, TODDLERS, '2027-07-01'),
        (tx) => world.app.get(PlacementChanges).postponePart(tx, DIRECTOR, next!.id, '2027-05-03'),
      ];
    }));
});
