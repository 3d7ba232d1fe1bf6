import type { Tx } from '../../platform/database/index.js';
import type { Candidacy } from './commission.entities.js';

type Proposed = Pick<Candidacy, 'id' | 'rank' | 'proposedSectionId' | 'proposedSlots'>;

/** Of one statement: a session may have thousands of cases. */
const MOST_ROWS = 500;

/** Writes what is proposed for many cases at once. The session is held by the caller: nobody else decides meanwhile. */
export async function writeProposals(tx: Tx, rows: readonly Proposed[]): Promise<void> {
  for (let start = 0; start < rows.length; start += MOST_ROWS) {
    const some = rows.slice(start, start + MOST_ROWS);
    const values = some.map((_, index) => `(:id${index}, :rank${index}, :section${index}, :slots${index})`);
    const parameters = some.flatMap((row, index) => [
      [`id${index}`, row.id], [`rank${index}`, row.rank], [`section${index}`, row.proposedSectionId], [`slots${index}`, row.proposedSlots],
    ]);
    await tx.write(
      `WITH proposed (id, rank, section_id, slots) AS (VALUES ${values.join(', ')})
       UPDATE candidacy SET rank = CAST(proposed.rank AS integer), proposed_section_id = proposed.section_id, proposed_slots = CAST(proposed.slots AS integer),
         version = version + 1
       FROM proposed WHERE candidacy.id = proposed.id`,
      Object.fromEntries(parameters) as Record<string, string | number | null>,
    );
  }
}

/** Writes what each case is told, before the session's decisions take effect. */
export async function writeExplanations(tx: Tx, rows: readonly Pick<Candidacy, 'id' | 'explanation'>[]): Promise<void> {
  for (let start = 0; start < rows.length; start += MOST_ROWS) {
    const some = rows.slice(start, start + MOST_ROWS);
    const parameters = some.flatMap(({ id, explanation }, index) => [[`id${index}`, id], [`text${index}`, JSON.stringify(explanation)]]);
    await tx.write(
      `WITH told (id, explanation) AS (VALUES ${some.map((_, index) => `(:id${index}, :text${index})`).join(', ')})
       UPDATE candidacy SET explanation = told.explanation FROM told WHERE candidacy.id = told.id`,
      Object.fromEntries(parameters) as Record<string, string>,
    );
  }
}
