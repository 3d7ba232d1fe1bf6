import { Injectable } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import { HourlyCounts } from '../../foundation/platform/audit/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Metrics } from '../../foundation/platform/metrics/index.js';
import { SIGN_IN_FAILURES } from './message-kinds.js';
import { isToldOfStops } from './reading.policy.js';
import { StaffMessages } from './staff-messages.js';

/** Counts the sign-ins that fail, and says so when there are very many within one hour, whoever tries (0102). */
@Injectable()
export class SignInAlarms {
  private readonly failures;

  constructor(
    private readonly config: Config,
    private readonly counts: HourlyCounts,
    private readonly messages: StaffMessages,
    metrics: Metrics,
  ) {
    this.failures = metrics.counter('marelle_sign_in_failures_total', 'Sign-ins of staff that failed', []);
  }

  /** Counts one failure. The one that reaches the limit of the hour writes, in its transaction. */
  async countFailure(tx: Tx): Promise<void> {
    this.failures.inc();
    const count = await this.counts.countOneMore(tx, 'sign-in failed');
    if (count !== this.config.SIGN_IN_FAILURES_ALARMED_AN_HOUR) return;
    await this.messages.writeToStaff(tx, isToldOfStops, SIGN_IN_FAILURES, () => ({
      count,
      link: `${this.config.BASE_URL}/administration`,
    }));
  }
}
