import { openBulk } from './bulk-database.js';
import { Chance } from './chance.js';
import { family } from './family.js';

export { openBulk };

/** Tables that others refer to come first. */
const ORDER = [
  'dossier',
  'sealed_form',
  'adult',
  'child_request',
  'wish',
  'duplicate_key',
  'request_history',
  'orientation',
  'solution',
  'offer',
  'audit_event',
  'job',
  'access_link',
  'message',
];
const BATCH = 1000;

async function worldOf(database, now) {
  const communes = await database.rows('SELECT code, name, postal_codes, first_desk_id FROM commune ORDER BY code');
  const providers = await database.rows(`SELECT id FROM provider WHERE kind = 'establishment' ORDER BY id`);
  const sections = await database.rows('SELECT id, provider_id FROM section ORDER BY id');
  if (communes.length === 0 || providers.length === 0)
    throw new Error('The territory is not loaded: npm run operate -- seed');
  return {
    now: Date.parse(now),
    communes: communes.map(({ code, name, postal_codes, first_desk_id }) => ({
      code,
      name,
      postalCode: JSON.parse(postal_codes)[0],
      deskId: first_desk_id,
    })),
    establishments: providers.map(({ id }) => id),
    sections: sections.map(({ id, provider_id }) => ({ id, providerId: provider_id })),
  };
}

/**
 * Fills the real tables of a seeded database with `count` families (about 1.15 requests each), fast and the same for
 * the same seed. Requests hold no seat: no placement, no open offer.
 * @param database see {@link openBulk}
 * @param {{ seed?: number, now?: string, first?: number }} options `first`: number of the first family, for a second
 * batch
 * @returns {Promise<Record<string, number>>} rows made, by table
 */
export async function generateDossiers(
  database,
  count,
  { seed = 1, now = '2026-11-24T08:00:00.000Z', first = 0 } = {},
) {
  const world = await worldOf(database, now);
  const chance = new Chance(seed);
  const made = {};
  for (let start = 0; start < count; start += BATCH) {
    const batch = new Map(ORDER.map((table) => [table, []]));
    for (let index = start; index < Math.min(start + BATCH, count); index += 1)
      family(chance, first + index, world, (table, row) => batch.get(table).push(row));
    for (const [table, rows] of batch) {
      if (rows.length === 0) batch.delete(table);
      made[table] = (made[table] ?? 0) + rows.length;
    }
    await database.insert(batch);
  }
  return made;
}
