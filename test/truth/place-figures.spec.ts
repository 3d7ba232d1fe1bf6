import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { addDays, isoWeekday, type Day } from '../../src/foundation/kernel/time.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { Page } from '../support/page.js';
import { fillPlaces } from '../support/places/random-places.js';
import { PlacementWorld } from '../support/placement-world.js';
import { PASSWORD, STAFF } from '../support/seed.js';

/** Thirty families each time, or as many as asked for; others with another seed. */
const COUNT = Number(process.env['FAMILIES'] ?? 30);
const SEED = Number(process.env['SEED'] ?? 1913);
const MORNINGS = ['2026-11-30', '2027-02-02', '2027-04-15'];

interface Held {
  readonly sectionId: string;
  readonly from: Day;
  readonly to: Day;
  readonly slots: number;
}
type Rows = Readonly<Record<string, Readonly<Record<string, number | null>>>>;
interface Told {
  readonly nursery: Rows;
  readonly commune: Rows;
  readonly whole: Rows[string];
}

/** The figures of places, counted again by code that shares nothing with theirs. */
describe.each(DATABASES)(`places and ${COUNT} random families (%s)`, (kind) => {
  let world: PlacementWorld;
  let nurseries: { id: string; name: string; commune: string; sections: string[] }[];
  let places: Map<string, number>;
  let ages: Map<string, readonly [number, number]>;
  let held: Held[];

  beforeAll(async () => {
    world = await PlacementWorld.open(kind, '2026-11-30T07:00:00.000Z');
    await fillPlaces(world, COUNT, SEED);
    const sections = await world.reader.sql<{
      id: string;
      provider: string;
      name: string;
      commune: string;
      least: number;
      below: number;
    }>(
      `SELECT s.id AS "id", s.age_from_months AS "least", s.age_to_months AS "below",
  s.provider_id AS "provider", p.name AS "name", p.commune_code AS "commune"
       FROM section s JOIN provider p ON p.id = s.provider_id WHERE p.kind = 'establishment'`,
    );
    nurseries = [...new Map(sections.map((one) => [one.provider, one])).values()].map(
      ({ provider, name, commune }) => ({
        id: provider,
        name,
        commune,
        sections: sections.filter((one) => one.provider === provider).map(({ id }) => id),
      }),
    );
    ages = new Map(sections.map(({ id, least, below }) => [id, [least, below]]));
    const capacities = await world.reader.sql<{ id: string; seats: string }>(
      'SELECT section_id AS "id", seats AS "seats" FROM capacity',
    );
    places = new Map(capacities.map(({ id, seats }) => [id, (JSON.parse(seats) as Record<string, number>)['mon-am']!]));
    held = await world.reader.sql<Held>(
      `SELECT section_id AS "sectionId", "from" AS "from", "to" AS "to", slots AS "slots" FROM placement WHERE state = 'held'`,
    );
    expect(held.length).toBeGreaterThan(10);
  }, 300_000);
  afterAll(() => world.close());

  /** The fewest free seats of each of the ten half-days of a week, from a day to another. */
  function week(sectionId: string, from: Day, to: Day): number[] {
    const fewest = Array.from({ length: 10 }, () => Infinity);
    for (let day = from; day <= to; day = addDays(day, 1)) {
      if (isoWeekday(day) > 5) continue;
      for (const half of [0, 1]) {
        const slot = 2 * (isoWeekday(day) - 1) + half;
        const taken = held.filter(
          (one) => one.sectionId === sectionId && one.from <= day && day <= one.to && ((one.slots >> slot) & 1) === 1,
        );
        fewest[slot] = Math.min(fewest[slot]!, places.get(sectionId)! - taken.length);
      }
    }
    return fewest;
  }
  const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);

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
    const free = nurseries.map(({ id, name, commune, sections }) => {
      const weeks = sections.map((section) => week(section, day, addDays(day, 27)));
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
    const children = (await readAsking()).filter(({ wanted }) => wanted !== null && wanted <= day);
    const waited = nurseries.map((nursery) => {
      const families = new Set<string>();
      const counts = { halfDays: 0, whole: 0 };
      for (const section of nursery.sections) {
        const [from, to] = ages.get(section)!;
        const own = children.filter(
          (child) =>
            child.wishes.some(names(nursery)) &&
            from <= monthsOld(child.birth, day) &&
            monthsOld(child.birth, day) < to,
        );
        const free = week(section, day, addDays(day, 27));
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

  interface Asking {
    readonly family: string;
    readonly birth: Day;
    readonly wanted: Day | null;
    readonly wishes: readonly { mode: string; provider: string | null; commune: string | null }[];
  }
  const names =
    ({ id, commune }: { id: string; commune: string }) =>
    (wish: Asking['wishes'][number]): boolean =>
      wish.provider === id || (wish.provider === null && (wish.commune === null || wish.commune === commune));
  /** In completed months. */
  function monthsOld(birth: Day, day: Day): number {
    const [[year, month, date], [y, m, d]] = [birth.split('-').map(Number), day.split('-').map(Number)];
    return (y! - year!) * 12 + m! - month! - (d! < date! ? 1 : 0);
  }
  /** The children of live requests that lack something, with what they wish for. */
  async function readAsking(): Promise<Asking[]> {
    const requests = await world.reader.sql<{
      id: string;
      family: string;
      state: string;
      birth: Day;
      wanted: Day | null;
      need: string;
      transfer: string | null;
    }>(
      `SELECT id AS "id", dossier_id AS "family", state AS "state", birth_date AS "birth", wanted_from AS "wanted", need AS "need",
              transfer_from_id AS "transfer" FROM child_request`,
    );
    const wishes = await world.reader.sql<{
      id: string;
      mode: string;
      provider: string | null;
      commune: string | null;
    }>('SELECT request_id AS "id", mode AS "mode", provider_id AS "provider", commune_code AS "commune" FROM wish');
    const own = await world.reader.sql<Held & { id: string | null }>(
      `SELECT request_id AS "id", "from" AS "from", "to" AS "to", slots AS "slots" FROM placement WHERE state = 'held'`,
    );
    return requests
      .filter(({ id, state, need, transfer }) => {
        const days = Object.keys((JSON.parse(need) as { week: object }).week);
        const asked = days.reduce(
          (all, day) => all | (0b11 << (2 * ['mon', 'tue', 'wed', 'thu', 'fri'].indexOf(day))),
          0,
        );
        const has = own.filter((one) => one.id === id).reduce((all, { slots }) => all | slots, 0);
        return state === 'oriented' && transfer === null && (asked & ~has) !== 0;
      })
      .map(({ id, ...rest }) => ({ ...rest, wishes: wishes.filter((wish) => wish.id === id) }));
  }
});
