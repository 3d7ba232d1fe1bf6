import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StaffMessages } from '../../territory/accounts/index.js';
import { Config } from '../../foundation/config/index.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { dayOf } from '../../foundation/kernel/time.js';
import { AuditAnchors } from '../../foundation/platform/audit-chain/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Nightly } from '../../foundation/platform/queue/index.js';
import { mayLookInJournal } from './journal.policy.js';
import { JOURNAL_ANCHOR } from './message-kinds.js';

const JOB = jobType('audit.tell-anchor');
const HOUR = '06:10';

/**
 * Writes the newest anchor to the auditors every day: whoever holds the server holds its key and its files, and not the
 * mails that were received. A day without a mail is a sign too, so it is written when nothing has changed as well.
 */
@Injectable()
export class JournalAnchorMails implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly anchors: AuditAnchors,
    private readonly messages: StaffMessages,
    private readonly nightly: Nightly,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.nightly.every(JOB, HOUR, async (tx) => {
      await this.writeNewest(tx);
      return false;
    });
  }

  /** Writes nothing when there is no anchor yet. */
  async writeNewest(tx: Tx): Promise<void> {
    const anchor = await this.anchors.findNewest(tx);
    if (anchor === null) return;
    const { sequence, at, hash, line } = anchor;
    await this.messages.writeToStaff(tx, mayLookInJournal, JOURNAL_ANCHOR, ({ day }) => ({
      sequence: String(sequence),
      day: day(dayOf(at)),
      hash,
      line,
      link: `${this.config.BASE_URL}/journal`,
    }));
  }
}
