import { addDays, isoWeekday, type Day } from '../../../src/foundation/kernel/time.js';
import type { PlacementWorld } from '../placement-world.js';

interface Held {
  readonly requestId: string | null;
  readonly sectionId: string;
  readonly from: Day;
  readonly to: Day;
  readonly slots: number;
}

export interface NaiveNursery {
  readonly id: string;
  readonly name: string;
  readonly commune: string;
  readonly sections: readonly string[];
}

export interface NaiveChild {
  readonly family: string;
  readonly commune: string | null;
  readonly birth: Day;
  readonly wanted: Day | null;
  /** The latest day that was said. */
  readonly latest: Day | null;
  /** Half-days that it lacks: bits from Monday morning on. */
  readonly lacks: number;
  readonly wishes: readonly { mode: string; provider: string | null; commune: string | null }[];
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];

/** In completed months. */
export function monthsOld(birth: Day, day: Day): number {
  const [[year, month, date], [y, m, d]] = [birth.split('-').map(Number), day.split('-').map(Number)];
  return (y! - year!) * 12 + m! - month! - (d! < date! ? 1 : 0);
}

export const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);

/** Whether one of the wishes is for this nursery. */
export const wants = ({ wishes }: NaiveChild, { id, commune }: NaiveNursery): boolean =>
  wishes.some(
    (wish) => wish.provider === id || (wish.provider === null && (wish.commune === null || wish.commune === commune)),
  );

/** Places and who waits, read row by row and counted day by day: nothing of it is how the figures do it. */
export class NaivePlaces {
  private constructor(
    readonly nurseries: readonly NaiveNursery[],
    readonly ages: ReadonlyMap<string, readonly [number, number]>,
    private readonly places: ReadonlyMap<string, number>,
    private readonly held: readonly Held[],
    readonly children: readonly NaiveChild[],
  ) {}

  static async read({ reader }: PlacementWorld): Promise<NaivePlaces> {
    const sections = await reader.sql<NaiveNursery & { provider: string; least: number; below: number }>(
      `SELECT s.id AS "id", s.age_from_months AS "least", s.age_to_months AS "below", s.provider_id AS "provider",
              p.name AS "name", p.commune_code AS "commune"
       FROM section s JOIN provider p ON p.id = s.provider_id WHERE p.kind = 'establishment'`,
    );
    const capacities = await reader.sql<{ id: string; seats: string }>(
      'SELECT section_id AS "id", seats AS "seats" FROM capacity',
    );
    const held = await reader.sql<Held>(
      `SELECT request_id AS "requestId", section_id AS "sectionId", "from" AS "from", "to" AS "to", slots AS "slots"
       FROM placement WHERE state = 'held'`,
    );
    return new NaivePlaces(
      [...new Map(sections.map((one) => [one.provider, one])).values()].map(({ provider, name, commune }) => ({
        id: provider,
        name,
        commune,
        sections: sections.filter((one) => one.provider === provider).map(({ id }) => id),
      })),
      new Map(sections.map(({ id, least, below }) => [id, [least, below]])),
      new Map(capacities.map(({ id, seats }) => [id, (JSON.parse(seats) as Record<string, number>)['mon-am']!])),
      held,
      await readChildren(reader, held),
    );
  }

  /** Whether a child has the age of a section on a day. */
  suits(section: string, { birth }: NaiveChild, day: Day): boolean {
    const [from, to] = this.ages.get(section)!;
    return from <= monthsOld(birth, day) && monthsOld(birth, day) < to;
  }

  /** The fewest free seats of each of the ten half-days of a week, from a day to another. @param off days left out */
  week(sectionId: string, from: Day, to: Day, off: readonly Day[] = []): number[] {
    const fewest = Array.from({ length: 10 }, () => Infinity);
    for (let day = from; day <= to; day = addDays(day, 1)) {
      if (isoWeekday(day) > 5 || off.includes(day)) continue;
      for (const half of [0, 1]) {
        const slot = 2 * (isoWeekday(day) - 1) + half;
        const taken = this.held.filter(
          (one) => one.sectionId === sectionId && one.from <= day && day <= one.to && ((one.slots >> slot) & 1) === 1,
        );
        fewest[slot] = Math.min(fewest[slot]!, this.places.get(sectionId)! - taken.length);
      }
    }
    return fewest;
  }
}

/** The children of live requests that lack something. */
async function readChildren(reader: PlacementWorld['reader'], held: readonly Held[]): Promise<NaiveChild[]> {
  const requests = await reader.sql<
    Omit<NaiveChild, 'wishes' | 'lacks'> & { id: string; state: string; need: string; transfer: string | null }
  >(
    `SELECT id AS "id", dossier_id AS "family", commune_code AS "commune", state AS "state", birth_date AS "birth",
            wanted_from AS "wanted", need AS "need", transfer_from_id AS "transfer" FROM child_request`,
  );
  const wishes = await reader.sql<NaiveChild['wishes'][number] & { id: string }>(
    'SELECT request_id AS "id", mode AS "mode", provider_id AS "provider", commune_code AS "commune" FROM wish',
  );
  return requests
    .filter(({ state, transfer }) => state === 'oriented' && transfer === null)
    .map(({ id, need, family, commune, birth, wanted }) => {
      const { week, latestFrom } = JSON.parse(need) as { week: object; latestFrom: Day | null };
      const asked = Object.keys(week).reduce((all, day) => all | (0b11 << (2 * DAYS.indexOf(day))), 0);
      const has = held.filter(({ requestId }) => requestId === id).reduce((all, { slots }) => all | slots, 0);
      return {
        family,
        commune,
        birth,
        wanted,
        latest: latestFrom,
        lacks: asked & ~has,
        wishes: wishes.filter((wish) => wish.id === id),
      };
    })
    .filter(({ lacks }) => lacks !== 0);
}
