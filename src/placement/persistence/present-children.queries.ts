import type { Id } from '../../kernel/ids.js';
import type { Day } from '../../kernel/time.js';
import type { Reader, Tx } from '../../platform/database/index.js';

/** In one step of the night's work. */
const AT_ONCE = 100;

/** The children entered by their director whose places all ended before a day. */
export async function listGoneChildren(tx: Tx, before: Day): Promise<Id[]> {
  const rows = await tx.sql<{ id: Id }>(
    `SELECT c.id AS id FROM present_child c WHERE NOT EXISTS (
       SELECT 1 FROM placement p WHERE p.child_id = c.id AND (p."to" >= :before OR p.path_to >= :before OR p.state = 'held'))
     ORDER BY c.id LIMIT ${AT_ONCE}`,
    { before },
  );
  return rows.map(({ id }) => id);
}

/** The sections in which a child holds a place. */
export async function findSectionsWithChildren(from: Reader): Promise<Set<Id>> {
  const rows = await from.sql<{ section: Id }>(
    "SELECT DISTINCT section_id AS section FROM placement WHERE state = 'held'",
  );
  return new Set(rows.map(({ section }) => section));
}
