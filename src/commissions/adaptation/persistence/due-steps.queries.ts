import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { listOf, type Reader } from '../../../foundation/platform/database/index.js';
import type { Step } from '../domain/adaptation-step.js';

/** A step to come back to, with the request that holds it now: one that was joined to another hands its steps on. */
export interface DueStep {
  readonly requestId: Id;
  /** Null for the desk. */
  readonly providerId: Id | null;
  readonly step: Step;
  readonly comeBackOn: Day;
}

interface Whose {
  readonly desks: readonly string[];
  readonly providers: readonly Id[];
}

/** What these desks recorded of their requests, and these establishments, that comes back until a day; the first first. */
export function listDueSteps(
  reader: Reader,
  { desks, providers }: Whose,
  until: Day,
  most: number,
): Promise<DueStep[]> {
  const [ofDesks, ofProviders] = [listOf('desk', desks), listOf('provider', providers)];
  return reader.sql<DueStep>(
    `SELECT COALESCE(r.joined_into_id, r.id) AS "requestId", s.provider_id AS "providerId", s.step AS "step",
            s.come_back_on AS "comeBackOn"
      FROM adaptation_step s JOIN child_request r ON r.id = s.request_id
      WHERE s.come_back_on <= :until
        AND ((s.provider_id IS NULL AND r.desk_id IN (${ofDesks.sql})) OR s.provider_id IN (${ofProviders.sql}))
      ORDER BY s.come_back_on, s.id LIMIT ${Math.trunc(most)}`,
    { ...ofDesks.parameters, ...ofProviders.parameters, until },
  );
}
