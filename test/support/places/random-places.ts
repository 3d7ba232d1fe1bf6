import fc from 'fast-check';
import { EMPTY_NEED, RequestMoves, type WishForm } from '../../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../../src/dossier/dossier/persistence/dossier.entities.js';
import { addDays, type Day } from '../../../src/foundation/kernel/time.js';
import type { SlotMask } from '../../../src/foundation/kernel/week-schedule.js';
import { Supply } from '../../../src/offer/supply/index.js';
import { Placement } from '../../../src/places/placement/persistence/placement.entities.js';
import { emptySeats, givePlaces } from '../commission.js';
import { placeChild } from '../placed-child.js';
import { AGENT, type PlacementWorld } from '../placement-world.js';

export const NURSERIES = ['ma-71306', 'cf-71306', 'ma-71040', 'ma-71486'] as const;
/** A Monday. */
const FIRST = '2026-11-30';
const HOURS = { start: '08:00', end: '18:00' };
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

const monday = fc.integer({ min: 0, max: 70 }).map((weeks) => addDays(FIRST, 7 * weeks));
const slots = fc.oneof(fc.constant(0b11_1111_1111), fc.integer({ min: 1, max: 0b11_1111_1111 }));
const wish = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NURSERIES).map((providerId) => byName(providerId)) },
  { weight: 1, arbitrary: fc.constantFrom('71306', '71040', null).map((communeCode) => ofCommune(communeCode)) },
);
const byName = (providerId: string): WishForm => ({ mode: 'establishment', providerId, communeCode: null });
const ofCommune = (communeCode: string | null): WishForm => ({ mode: 'establishment', providerId: null, communeCode });

const family = fc.record({
  ageInDays: fc.integer({ min: 80, max: 1_000 }),
  wantedIn: fc.integer({ min: -40, max: 300 }),
  /** Days after the wanted one; null: nothing is said. */
  waits: fc.option(fc.constantFrom(0, 25, 31, 60, 61, 92, 150, 184, 260), { nil: null }),
  days: fc.subarray([...DAYS], { minLength: 1 }),
  wishes: fc.uniqueArray(wish, { minLength: 1, maxLength: 3, selector: (one) => JSON.stringify(one) }),
  /** What became of it: most wait. */
  fate: fc.constantFrom('waits', 'waits', 'waits', 'waits', 'withdrawn', 'placed', 'partly', 'transfer', 'noDay'),
});
const stay = fc.record({
  nursery: fc.nat(),
  section: fc.nat(),
  from: monday,
  weeks: fc.integer({ min: 1, max: 60 }),
  slots,
});

/** Puts random places, children who hold them and families that wait into an empty world. */
export async function fillPlaces(world: PlacementWorld, families: number, seed: number): Promise<void> {
  const supply = world.app.get(Supply);
  await emptySeats(world.app);
  for (const { id } of supply.establishments())
    for (const section of supply.sectionsOf(id)) await givePlaces(world.app, section.id, 0);
  const sections = NURSERIES.map((id) => supply.sectionsOf(id).map((section) => section.id));
  const counts = fc.sample(fc.constantFrom(0, 1, 1, 2, 3), { numRuns: sections.flat().length, seed });
  for (const [index, id] of sections.flat().entries()) await givePlaces(world.app, id, counts[index]!);

  for (const one of fc.sample(stay, { numRuns: 4 * sections.flat().length, seed })) {
    const own = sections[one.nursery % sections.length]!;
    await holdIfFree(world, own[one.section % own.length]!, one.from, one.weeks, one.slots);
  }
  const asking = fc.sample(family, { numRuns: families, seed });
  let before: string | null = null;
  for (const one of asking) {
    const wantedFrom = addDays(FIRST, one.wantedIn);
    const { requestId } = await world.oriented({
      birthDate: addDays(FIRST, -one.ageInDays),
      wishes: one.wishes,
      need: {
        ...EMPTY_NEED,
        kind: 'regular',
        wantedFrom,
        latestFrom: one.waits === null ? null : addDays(wantedFrom, one.waits),
        week: Object.fromEntries(one.days.map((day) => [day, HOURS])),
        acceptsShorterWeek: false,
      },
    });
    if (one.fate === 'withdrawn')
      await world.run((tx) =>
        world.app.get(RequestMoves).move(tx, AGENT, requestId, 'withdraw', { reason: 'moved_away' }),
      );
    if (one.fate === 'noDay') await world.run((tx) => tx.update(ChildRequest, { id: requestId }, { wantedFrom: null }));
    if (one.fate === 'transfer' && before)
      await world.run((tx) => tx.update(ChildRequest, { id: requestId }, { transferFromId: before }));
    if (one.fate === 'placed' || one.fate === 'partly') {
      const week = one.days.reduce((all, day) => all | (0b11 << (2 * DAYS.indexOf(day))), 0);
      const id = await holdIfFree(world, sections[0]![0]!, FIRST, 80, one.fate === 'placed' ? week : week & 0b1111);
      if (id) await world.run((tx) => tx.update(Placement, { id }, { requestId }));
    }
    before = requestId;
  }
  await world.runJobs();
}

async function holdIfFree(
  world: PlacementWorld,
  sectionId: string,
  from: Day,
  weeks: number,
  mask: SlotMask,
): Promise<string | null> {
  if (mask === 0) return null;
  try {
    return await placeChild(world.app, { sectionId, from, to: addDays(from, 7 * weeks - 3), slots: mask }, null);
  } catch {
    return null;
  }
}
