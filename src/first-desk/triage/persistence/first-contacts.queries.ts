import { OPEN_STATES } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { listOf, type Reader, type Tx } from '../../../foundation/platform/database/index.js';

/**
 * Families that came with a list, have an open request, and were never written to, spoken to nor given a link. Those of
 * a running campaign are left out.
 * @returns their dossiers, the oldest request first
 */
export async function listNeverContacted(from: Reader | Tx, deskIds: readonly string[]): Promise<Id[]> {
  const [desks, states] = [listOf('desk', deskIds), listOf('state', OPEN_STATES)];
  const rows = await from.sql<{ id: Id }>(
    `SELECT d.id FROM dossier d
     WHERE d.origin = 'import' AND d.desk_id IN (${desks.sql}) AND d.anonymised_at IS NULL AND d.arrived_for_id IS NULL
       AND EXISTS (SELECT 1 FROM child_request r WHERE r.dossier_id = d.id AND r.joined_into_id IS NULL
                   AND r.state IN (${states.sql}))
       AND NOT EXISTS (SELECT 1 FROM message m WHERE m.dossier_id = d.id)
       AND NOT EXISTS (SELECT 1 FROM access_link l WHERE l.dossier_id = d.id)
       AND d.heard_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM first_contact c WHERE c.dossier_id = d.id)
     ORDER BY d.submitted_at, d.id`,
    { ...desks.parameters, ...states.parameters },
  );
  return rows.map(({ id }) => id);
}

export interface CampaignCounts {
  readonly planned: number;
  readonly written: number;
  /** Not written to: its request was closed, or somebody wrote to it meanwhile. */
  readonly skipped: number;
  /** Of those written to, the ones that a person of the desk still has to ring or to find. */
  readonly toReach: number;
  /** Of those written to, the ones that have opened their dossier. */
  readonly opened: number;
  /** Of those written to, the ones whose requests still lack answers. */
  readonly incomplete: number;
}

/** The requests of the families that a campaign wrote to, and that a person of the desk still has to ring or to find. */
export async function listRequestsToReach(from: Reader | Tx, campaignId: Id): Promise<Id[]> {
  const rows = await from.sql<{ id: Id }>(
    `SELECT r.id FROM first_contact c JOIN child_request r ON r.dossier_id = c.dossier_id
     WHERE c.campaign_id = :campaignId AND c.state = 'written' AND r.next_act = 'reach'`,
    { campaignId },
  );
  return rows.map(({ id }) => id);
}

export async function countCampaign(from: Reader | Tx, campaignId: Id): Promise<CampaignCounts> {
  const [row] = await from.sql<Record<keyof CampaignCounts, number | string | null>>(
    `SELECT SUM(CASE WHEN c.state = 'planned' THEN 1 ELSE 0 END) AS "planned",
            SUM(CASE WHEN c.state = 'written' THEN 1 ELSE 0 END) AS "written",
            SUM(CASE WHEN c.state = 'skipped' THEN 1 ELSE 0 END) AS "skipped",
            SUM(CASE WHEN c.state = 'written' AND EXISTS (SELECT 1 FROM child_request r
                WHERE r.dossier_id = c.dossier_id AND r.next_act = 'reach') THEN 1 ELSE 0 END) AS "toReach",
            SUM(CASE WHEN c.state = 'written' AND EXISTS (SELECT 1 FROM access_link l
                WHERE l.dossier_id = c.dossier_id AND l.used_at IS NOT NULL) THEN 1 ELSE 0 END) AS "opened",
            SUM(CASE WHEN c.state = 'written' AND EXISTS (SELECT 1 FROM child_request r
                WHERE r.dossier_id = c.dossier_id AND r.state = 'incomplete') THEN 1 ELSE 0 END) AS "incomplete"
     FROM first_contact c WHERE c.campaign_id = :campaignId`,
    { campaignId },
  );
  const count = (name: keyof CampaignCounts): number => Number(row?.[name] ?? 0);
  return {
    planned: count('planned'),
    written: count('written'),
    skipped: count('skipped'),
    toReach: count('toReach'),
    opened: count('opened'),
    incomplete: count('incomplete'),
  };
}
