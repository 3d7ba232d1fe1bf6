import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ClosureProposals } from '../../src/commissions/crisis/closure-proposals.js';
import { Closures } from '../../src/commissions/crisis/closures.js';
import { TEMPORARY_ANSWERS } from '../../src/commissions/crisis/domain/temporary-offer.js';
import { Neighbours } from '../../src/commissions/crisis/neighbours.js';
import {
  ClosureFamily,
  SuddenClosure,
  TemporaryOffer,
} from '../../src/commissions/crisis/persistence/crisis.entities.js';
import { TemporaryOffers } from '../../src/commissions/crisis/temporary-offers.js';
import { addHours, addDays } from '../../src/foundation/kernel/time.js';
import { Conflict, DomainError } from '../../src/foundation/kernel/refusal.js';
import { Placement, TemporaryPlace } from '../../src/places/placement/persistence/placement.entities.js';
import { PlacementEnds } from '../../src/places/placement/index.js';
import { Supply } from '../../src/offer/supply/index.js';
import { DATABASES } from '../support/app.js';
import { CalledMethods } from '../support/placements/public-methods.js';
import { CrisisWorld, HOME, HOME_BABIES, NEIGHBOUR, NEIGHBOUR_BABIES, type PlacedFamily } from '../support/crisis.js';
import { lost } from '../support/ledger.js';
import { outboxOf } from '../support/kept.js';
import { directorOf, PlacementWorld } from '../support/placement-world.js';

/** How many sequences of presses are tried; `SEQUENCES` runs more. */
const SEQUENCES = Number(process.env['SEQUENCES'] ?? 3);
const STEPS = 14;
const CHILDREN = 4;
/** The press that changes the day of the return. */
const LONGER = 8;
const DIRECTOR = directorOf(HOME);

/** Numbers that come again with the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const called = new CalledMethods('closures');

describe.each(DATABASES)('whatever people press during a closure (%s)', (kind) => {
  let world: PlacementWorld;
  let crisis: CrisisWorld;
  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
    crisis = new CrisisWorld(world);
    await called.watch(world.app);
  });
  afterAll(() => world.close());

  /** What may be pressed, each as often as the others. A refusal is an answer like another. */
  function presses(random: () => number, families: readonly PlacedFamily[]): (() => Promise<unknown>)[] {
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
    const get = <T>(type: abstract new (...args: never[]) => T): T => world.app.get(type);
    const latest = async (): Promise<SuddenClosure> => {
      const all = await world.reader.find(SuddenClosure, { order: { id: 'DESC' }, take: 1 });
      if (!all[0]) throw new Conflict({ code: 'closure.changed' });
      return all[0];
    };
    const led = async (act: (id: string, version: number) => Promise<unknown>): Promise<unknown> => {
      const { id, version } = await latest();
      return act(id, version);
    };
    const offered = async (): Promise<TemporaryOffer> => {
      const all = await world.reader.find(TemporaryOffer, { order: { id: 'ASC' } });
      if (all.length === 0) throw new Conflict({ code: 'closure.changed' });
      return pick(all);
    };
    return [
      () =>
        get(Closures).declareClosure(DIRECTOR, {
          providerId: HOME,
          sectionIds:
            random() < 0.8
              ? [HOME_BABIES]
              : get(Supply)
                  .sectionsOf(HOME)
                  .map((section) => section.id),
          from: '2027-01-11',
          returnOn: random() < 0.3 ? null : '2027-01-25',
          reason: 'staff',
          answerHours: 4,
        }),
      () => led((id, version) => get(Closures).tellFamilies(DIRECTOR, id, version)),
      () => led((id, version) => get(Neighbours).askNeighbours(DIRECTOR, id, version, [NEIGHBOUR])),
      () =>
        led((id) =>
          get(Neighbours).answer(directorOf(NEIGHBOUR), id, NEIGHBOUR, {
            [NEIGHBOUR_BABIES]: Math.floor(random() * 4),
          }),
        ),
      () => led((id, version) => get(ClosureProposals).compute(DIRECTOR, id, version)),
      () => led((id, version) => get(TemporaryOffers).sendAll(DIRECTOR, id, version)),
      async () => {
        const { id, dossierId } = await offered();
        const family = { kind: 'family' as const, dossierId, draftId: null };
        return get(TemporaryOffers).answerAsFamily(family, id, pick(TEMPORARY_ANSWERS));
      },
      async () => {
        const { closureId, childId } = await offered();
        return get(TemporaryOffers).answerByPhone(DIRECTOR, closureId, childId, pick(TEMPORARY_ANSWERS));
      },
      () =>
        led((id, version) =>
          get(Closures).changeReturn(DIRECTOR, id, version, addDays('2027-01-13', Math.floor(random() * 30))),
        ),
      async () => {
        if (random() < 0.5) return led((id, version) => get(Closures).cancelClosure(DIRECTOR, id, version));
        world.clock.travelTo(addHours(world.clock.now(), 3));
        return world.runJobs();
      },
      () =>
        random() < 0.2
          ? world.run((tx) =>
              get(PlacementEnds).recordDeparture(tx, DIRECTOR, pick(families).placementId, '2027-01-20'),
            )
          : Promise.resolve(),
    ];
  }

  async function expectNothingLost(home: readonly Placement[], left: ReadonlySet<string>): Promise<void> {
    expect(await lost(world.reader)).toEqual([]);
    const now = await world.reader.find(Placement, { order: { id: 'ASC' } });
    const guaranteed = home.filter(({ id }) => !left.has(id));
    expect(now.filter(({ id }) => guaranteed.some((place) => place.id === id))).toEqual(guaranteed);
    const held = (await world.reader.find(TemporaryPlace)).filter(({ from, to }) => from <= to);
    for (const place of held) {
      expect(held.filter(({ childId }) => childId === place.childId)).toHaveLength(1);
      const parts = now.filter(({ childId }) => childId === place.childId);
      expect(
        parts.some((part) => part.from <= place.from && place.to <= part.to && (place.slots & ~part.slots) === 0),
      ).toBe(true);
    }
    for (const { id, state } of await world.reader.find(SuddenClosure)) {
      const told = await world.reader.find(ClosureFamily, { where: { closureId: id } });
      expect(new Set(told.map(({ dossierId }) => dossierId)).size).toBe(told.length);
      if (state === 'cancelled')
        for (const { placeId } of await world.reader.find(TemporaryOffer, { where: { closureId: id } }))
          expect(held.some((place) => place.id === placeId && place.to >= world.clock.today())).toBe(false);
    }
  }

  it('no guaranteed place is lost, no seat is held twice, and nobody is told twice', async () => {
    // The first one is written: the whole nursery closes, seats are lent, and it then closes for longer.
    for (let seed = 0; seed <= SEQUENCES; seed += 1) {
      await crisis.begin();
      const families: PlacedFamily[] = [];
      for (let child = 0; child < CHILDREN; child += 1) families.push(await crisis.placedBaby());
      world.clock.travelTo('2027-01-11T07:00:00.000Z');
      const home = await world.reader.find(Placement, { order: { id: 'ASC' } });
      const random = seed === 0 ? () => 0.9 : numbers(seed * 7919);
      const all = presses(random, families);
      const left = new Set<string>();
      for (let step = 0; step < (seed === 0 ? 7 : STEPS); step += 1) {
        // The first presses bring a closure under way, so that what follows has something to act on.
        const press = step < 6 ? all[step]! : seed === 0 ? all[LONGER]! : all[Math.floor(random() * all.length)]!;
        try {
          await press();
        } catch (error) {
          if (!(error instanceof DomainError) && !(error instanceof Conflict)) throw error;
        }
        for (const { id } of (await world.reader.find(Placement)).filter(({ to }) => to === '2027-01-20')) left.add(id);
        await expectNothingLost(home, left);
      }
      for (const { dossierId } of families) {
        const closures = await world.reader.find(ClosureFamily, { where: { dossierId } });
        expect(await outboxOf(world.app, { dossierId, kind: 'closure-told' })).toHaveLength(closures.length);
      }
    }
  }, 120_000);
});

it('no act on temporary places is forgotten', () => expect(called.never()).toEqual([]));
