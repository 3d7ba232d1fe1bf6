import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { EMPTY_NEED, type NeedForm } from '../../src/dossier/dossier/index.js';
import { Settings } from '../../src/foundation/platform/settings/index.js';
import { Supply } from '../../src/offer/supply/index.js';
import { Availability, type WhatWouldGive } from '../../src/reporting/zones/index.js';
import { DATABASES } from '../support/app.js';
import { emptySeats, givePlaces } from '../support/commission.js';
import { wishFor } from '../support/forms.js';
import { aChildminder, everyHalfDay } from '../support/minders.js';
import { PlacementWorld } from '../support/placement-world.js';

const DAY = { start: '08:00', end: '18:00' };
const FOUR_DAYS: NeedForm = {
  ...EMPTY_NEED,
  kind: 'regular',
  wantedFrom: '2027-03-01',
  week: { mon: DAY, tue: DAY, thu: DAY, fri: DAY },
  acceptsShorterWeek: false,
};

describe.each(DATABASES)('what would give a family a solution (%s)', (kind) => {
  let world: PlacementWorld;
  const wishes = [wishFor('ma-71306')];
  const look = async (dossierId: string): Promise<WhatWouldGive> =>
    (await world.app.get(Availability).ofFamilies([dossierId])).get(dossierId)![0]!;
  const everySection = (): string[] => {
    const supply = world.app.get(Supply);
    return supply.establishments().flatMap(({ id }) => supply.sectionsOf(id).map((section) => section.id));
  };

  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
  });
  beforeEach(async () => {
    await emptySeats(world.app);
    for (const id of everySection()) await givePlaces(world.app, id, 0);
  });
  afterAll(() => world.close());

  it('is nothing where every place is taken', async () => {
    const { dossierId } = await world.oriented({ wishes, need: FOUR_DAYS });
    expect(await look(dossierId)).toMatchObject({ asked: 8, cause: 'no_place', places: [] });
  });

  it('is a place in its wish, for the whole week or for a part', async () => {
    const { dossierId } = await world.oriented({ wishes, need: FOUR_DAYS });
    await givePlaces(world.app, 'ma-71306:babies', 1);
    expect((await look(dossierId)).places).toEqual([
      { mode: 'establishment', providerId: 'ma-71306', wished: true, km: 0, fit: 'whole', halfDays: 8, from: null },
    ]);
    // Another child takes two days.
    const other = await world.listed({ need: { ...FOUR_DAYS, week: { mon: DAY, tue: DAY } } });
    await world.admit(other, { sectionId: 'ma-71306:babies', slots: 0b1111, from: '2027-03-01', to: '2027-07-31' });
    expect((await look(dossierId)).places).toMatchObject([{ fit: 'part', halfDays: 4 }]);
  });

  it('is a place that frees later, for who can wait for it and for nobody else', async () => {
    await givePlaces(world.app, 'ma-71306:babies', 1);
    const other = await world.listed({ need: FOUR_DAYS });
    // A Friday: the place is free again from the Monday after, and the babies’ section keeps the child until summer.
    await world.admit(other, {
      sectionId: 'ma-71306:babies',
      slots: 0b1111001111,
      from: '2027-03-01',
      to: '2027-04-02',
    });
    const waits = (latestFrom: string | null) => world.oriented({ wishes, need: { ...FOUR_DAYS, latestFrom } });
    const [later, day, sooner] = [await waits('2027-04-30'), await waits(null), await waits('2027-04-02')];
    expect(await look(later.dossierId)).toMatchObject({
      cause: null,
      places: [{ providerId: 'ma-71306', fit: 'whole', halfDays: 8, from: '2027-04-05' }],
    });
    for (const one of [day, sooner]) expect(await look(one.dossierId)).toMatchObject({ cause: 'no_place', places: [] });
  });

  it('is a shorter week where the family accepts one', async () => {
    const need = { ...FOUR_DAYS, acceptsShorterWeek: true, minimumDays: 2 };
    const { dossierId } = await world.oriented({ wishes, need });
    await givePlaces(world.app, 'ma-71306:babies', 1);
    const other = await world.listed({ need: { ...FOUR_DAYS, week: { mon: DAY, tue: DAY } } });
    await world.admit(other, { sectionId: 'ma-71306:babies', slots: 0b1111, from: '2027-03-01', to: '2027-07-31' });
    expect(await look(dossierId)).toMatchObject({ cause: 'shorter_week', places: [{ fit: 'shorter', halfDays: 4 }] });
  });

  it('is a place elsewhere, within the published radius only, the nearest first', async () => {
    const { dossierId } = await world.oriented({ wishes, need: FOUR_DAYS });
    for (const id of ['ma-71040', 'ma-71486']) await givePlaces(world.app, `${id}:babies`, 1);
    const found = await look(dossierId);
    expect(found.places.map(({ providerId, wished }) => [providerId, wished])).toEqual([
      ['ma-71486', false],
      ['ma-71040', false],
    ]);
    // Blanzy is 4 km from Montceau, and Saint-Vallier 3 km; from farther away nothing is looked at.
    expect(found.places.every(({ km }) => km! > 2 && km! < 8)).toBe(true);
    await world.run((tx) => world.app.get(Settings).set(tx, 'zoneRadiusKm', 1));
    expect((await look(dossierId)).places).toEqual([]);
    await world.run((tx) => world.app.get(Settings).set(tx, 'zoneRadiusKm', 10));
  });

  it('is a childminder who confirmed room for a child of that age, and no other', async () => {
    const { dossierId } = await world.oriented({ wishes, need: FOUR_DAYS });
    const room = await aChildminder(world.app, 'Line Libre', { free: everyHalfDay(1) });
    await aChildminder(world.app, 'Paule Pleine', { free: everyHalfDay(0) });
    await aChildminder(world.app, 'Gilda Grands', { agedPlaces: [{ fromMonths: 36, toMonths: 72, places: 2 }] });
    expect((await look(dossierId)).places).toEqual([
      { mode: 'childminder', providerId: room, wished: false, km: 0, fit: 'whole', halfDays: 8, from: null },
    ]);
    world.clock.travelTo('2027-02-25T09:00:00.000Z');
    expect((await look(dossierId)).places).toEqual([]);
    world.clock.travelTo('2026-11-25T09:00:00.000Z');
  });
});
