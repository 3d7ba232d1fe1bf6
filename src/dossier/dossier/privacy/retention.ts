import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StaffSessions } from '../../../territory/accounts/index.js';
import { Config } from '../../../foundation/config/index.js';
import { Clock, MachineClock } from '../../../foundation/kernel/clock.js';
import { jobType } from '../../../foundation/kernel/job-type.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { addHours, type Instant } from '../../../foundation/kernel/time.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { Idempotency } from '../../../foundation/platform/idempotency/index.js';
import { Outbox } from '../../../foundation/platform/outbox/index.js';
import { Nightly } from '../../../foundation/platform/queue/index.js';
import { Attempts, SYSTEM } from '../../../foundation/platform/security/index.js';
import { UnsentForms } from '../../../foundation/platform/unsent-forms/index.js';
import { OPEN_STATES, type RequestState } from '../domain/request-states.js';
import { KEPT, limitsAt, reasonToKeep, type RetentionLimits } from '../domain/retention.js';
import { ENDED_KNOWN_HOURS } from '../messages/family-access.js';
import { FamilyLinks } from '../messages/family-links.js';
import { listDraftsBefore, listQuietDossiers } from '../persistence/dossiers.queries.js';
import { deleteFamilySessionsBefore } from '../persistence/family-sessions.queries.js';
import { Forgetting } from './forgetting.js';

const JOB = jobType('retention.run');
const HOUR = '03:00';
const AT_ONCE = 50;
/**
 * States in which a family is never forgotten by the clock alone: an open request, or a place that goes on.
 * `reasonToKeep` is the rule itself; this only narrows the search.
 */
const KEPT_STATES: readonly RequestState[] = [...OPEN_STATES, 'placed'];

/** Deletes, every night, what is no longer kept (domain.md §11). */
@Injectable()
export class Retention implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly machine: MachineClock,
    private readonly nightly: Nightly,
    private readonly forgetting: Forgetting,
    private readonly outbox: Outbox,
    private readonly staffSessions: StaffSessions,
    private readonly idempotency: Idempotency,
    private readonly attempts: Attempts,
    private readonly links: FamilyLinks,
    private readonly unsent: UnsentForms,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.nightly.every(JOB, HOUR, (tx) => this.run(tx));
  }

  async run(tx: Tx): Promise<boolean> {
    const now = this.clock.now();
    const limits = limitsAt(now, this.config.ENDED_DOSSIERS_KEPT_DAYS);
    await deleteFamilySessionsBefore(tx, addHours(this.machine.now(), -ENDED_KNOWN_HOURS));
    await this.unsent.forgetExpired(tx, now);
    await this.links.forgetEnded(tx);
    await this.staffSessions.forgetExpired(tx);
    await this.idempotency.forgetKeys(tx, limits.answers);
    await this.attempts.forgetAttempts(tx, KEPT.countDays);
    await this.outbox.forgetMessages(tx, 'resume-link', limits.drafts);
    return [await this.dropDrafts(tx, limits.drafts), await this.forgetClosed(tx, limits)].includes(true);
  }

  /** Deletes drafts, sent or not. What was sent stays sealed in the dossier. @returns whether there are more */
  private async dropDrafts(tx: Tx, limit: Instant): Promise<boolean> {
    const old = await listDraftsBefore(tx, limit, AT_ONCE);
    await this.forgetting.deleteDrafts(tx, old);
    return old.length === AT_ONCE;
  }

  private async forgetClosed(tx: Tx, limits: RetentionLimits): Promise<boolean> {
    // The later of the two limits selects the dossiers. The rule then decides which of the two applies to each.
    const limit = limits.closed > limits.ended ? limits.closed : limits.ended;
    let forgotten = 0;
    // Some of these stay for a reason that the query does not know, such as a place that is still held. The search
    // goes on after them.
    for (let after: Id | '' = ''; forgotten < AT_ONCE;) {
      const old: Id[] = await listQuietDossiers(tx, { keptStates: KEPT_STATES, limit }, { after, most: AT_ONCE });
      for (const id of old) {
        if ((await this.forgetting.eraseDossier(tx, SYSTEM, id, (standing) => reasonToKeep(standing, limits))) === null)
          forgotten += 1;
      }
      if (old.length < AT_ONCE) return false;
      after = old.at(-1)!;
    }
    return true;
  }
}
