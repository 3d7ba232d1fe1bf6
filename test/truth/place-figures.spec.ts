import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { addDays, type Day } from '../../src/foundation/kernel/time.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { Page } from '../support/page.js';
import { NaivePlaces, sum, wants } from '../support/places/naive-places.js';
import { fillPlaces } from '../support/places/random-places.js';
import { PlacementWorld } from '../support/placement-world.js';
import { PASSWORD, STAFF } from '../support/seed.js';

/** Thirty families each time, or as many as asked for; others with another seed. */
const COUNT = Number(process.env['FAMILIES'] ?? 30);
const SEED = Number(process.env['SEED'] ?? 1913);
const MORNINGS = ['2026-11-30', '2027-02-02', '2027-04-15'];

type Rows = Readonly<Record<string, Readonly<Record<string, number | null>>>>;
interface Told {
  readonly nursery: Rows;
  readonly commune: Rows;
  readonly whole: Rows[string];
}

/** The figures of places, counted again by code that shares nothing with theirs. */
describe.each(DATABASES)(`places and ${COUNT} random families (%s)`, (kind) => {
  let world: PlacementWorld;
  let naive: NaivePlaces;

  beforeAll(async () => {
    world = await PlacementWorld.open(kind, '2026-11-30T07:00:00.000Z');
    await fillPlaces(world, COUNT, SEED);
    naive = await NaivePlaces.read(world);
  }, 300_000);
  afterAll(() => world.close());

  async function readAt(day: Day): Promise<{ page: Page; told: Record<string, Told> }> {
    world.clock.travelTo(`${day}T09:00:00.000Z`);
    const browser = new Browser(world.app);
    await browser.signIn(STAFF['coordinator']!.email, PASSWORD);
    const { bytes } = await browser.get('/zones/lieux.json');
    return {
      page: await browser.opens('/zones/lieux'),
      told: (JSON.parse(bytes.toString()) as { figures: Record<string, Told> }).figures,
    };
  }
  /** The rows of a table of the page, by the name in its first cell. */
  const shown = (page: Page, caption: string): Record<string, string[]> =>
    Object.fromEntries(page.table(caption).map(([name, ...cells]) => [name, cells]));

  it.each(MORNINGS)('free on %s are those that no stay takes, as page and file tell them', async (day) => {
    const { page, told } = await readAt(day);
    const free = naive.nurseries.map(({ id, name, commune, sections }) => {
      const weeks = sections.map((section) => naive.week(section, day, addDays(day, 27)));
      return {
        id,
        name,
        commune,
        halfDays: sum(weeks.map(sum)),
        whole: sum(weeks.map((counts) => Math.min(...counts))),
      };
    });
    expect(shown(page, 'Places libres, par lieu d’accueil')).toEqual(
      Object.fromEntries(free.map(({ name, halfDays, whole }) => [name, [String(halfDays), String(whole)]])),
    );
    expect(told['free']!.nursery).toEqual(
      Object.fromEntries(free.map(({ id, halfDays, whole }) => [id, { halfDays, whole }])),
    );
    for (const [commune, counts] of Object.entries(told['free']!.commune)) {
      const own = free.filter((one) => one.commune === commune);
      expect([commune, counts]).toEqual([
        commune,
        { halfDays: sum(own.map(({ halfDays }) => halfDays)), whole: sum(own.map(({ whole }) => whole)) },
      ]);
    }
    expect(told['free']!.whole['halfDays']).toBeGreaterThan(0);
  });

  it.each(MORNINGS)('free on %s while families wait are those of sections that suit a child of theirs', async (day) => {
    const { page, told } = await readAt(day);
    const children = naive.children.filter(({ wanted }) => wanted !== null && wanted <= day);
    const waited = naive.nurseries.map((nursery) => {
      const families = new Set<string>();
      const counts = { halfDays: 0, whole: 0 };
      for (const section of nursery.sections) {
        const own = children.filter((child) => wants(child, nursery) && naive.suits(section, child, day));
        const free = naive.week(section, day, addDays(day, 27));
        if (own.length === 0 || sum(free) === 0) continue;
        for (const { family } of own) families.add(family);
        counts.halfDays += sum(free);
        counts.whole += Math.min(...free);
      }
      return { ...nursery, ...counts, families };
    });
    const whole = new Set(waited.flatMap(({ families }) => [...families]));
    expect(whole.size).toBeGreaterThan(day === MORNINGS[0] ? 0 : 4);
    expect(shown(page, 'Places libres alors que des familles attendent, par lieu d’accueil')).toEqual(
      Object.fromEntries(waited.map((one) => [one.name, [one.halfDays, one.whole, one.families.size].map(String)])),
    );
    // Outside: nothing of a nursery for which fewer than five families wait, and sums of the others.
    const leaves = waited.filter(({ families }) => families.size >= 5);
    expect(told['waited']!.nursery).toEqual(
      Object.fromEntries(
        waited.map(({ id, halfDays, whole: all, families }) => [
          id,
          families.size >= 5
            ? { halfDays, whole: all, families: families.size }
            : { halfDays: null, whole: null, families: null },
        ]),
      ),
    );
    expect(told['waited']!.whole).toEqual({
      halfDays: leaves.length > 0 ? sum(leaves.map(({ halfDays }) => halfDays)) : null,
      whole: leaves.length > 0 ? sum(leaves.map((one) => one.whole)) : null,
      families: null,
    });
  });
});
