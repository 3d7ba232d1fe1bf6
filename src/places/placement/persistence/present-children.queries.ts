import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';

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

/** Forgets whom to call about the children whose places all ended before a day. @returns whether there was one */
export async function forgetParentsOfGone(tx: Tx, before: Day): Promise<boolean> {
  const rows = await tx.write(
    `UPDATE present_child SET parent_name = NULL, parent_phone = NULL
     WHERE (parent_name IS NOT NULL OR parent_phone IS NOT NULL) AND NOT EXISTS (
       SELECT 1 FROM placement p
       WHERE p.child_id = present_child.id AND (p."to" >= :before OR p.path_to >= :before OR p.state = 'held'))
     RETURNING id`,
    { before },
  );
  return rows.length > 0;
}

/** The sections in which a child holds a place. */
export async function findSectionsWithChildren(from: Reader): Promise<Set<Id>> {
  const rows = await from.sql<{ section: Id }>(
    "SELECT DISTINCT section_id AS section FROM placement WHERE state = 'held'",
  );
  return new Set(rows.map(({ section }) => section));
}
