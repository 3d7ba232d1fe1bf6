import type { Reader } from '../../src/foundation/platform/database/index.js';

/**
 * Half-days of the ledger that are wrong: more is held than there are places and decided beyond them, or `held` is not
 * the sum of placements, temporary places and open offers. A placement that has ended counts until its last day.
 */
export const lost = (reader: Reader): Promise<Record<string, unknown>[]> =>
  reader.sql(
    `WITH holder AS (
     SELECT section_id, "from", "to", slots FROM placement
     UNION ALL SELECT section_id, "from", "to", slots FROM temporary_place
     UNION ALL SELECT section_id, "from", "to", slots FROM offer WHERE state = 'open')
   SELECT l.section_id, l.day, l.half, l.places, l.held, COUNT(h.section_id) AS owed
   FROM seat_ledger l LEFT JOIN holder h ON h.section_id = l.section_id AND l.day BETWEEN h."from" AND h."to"
     AND (h.slots & (CAST(1 AS INTEGER) << ((l.weekday - 1) * 2 + l.half))) <> 0
   WHERE l.held <> 0 OR l.section_id IN (SELECT section_id FROM holder)
   GROUP BY l.section_id, l.day, l.half, l.places, l.held, l.beyond
   HAVING l.beyond <> CASE WHEN l.held > l.places THEN l.held - l.places ELSE 0 END OR l.held <> COUNT(h.section_id)`,
  );
