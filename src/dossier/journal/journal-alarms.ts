import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StaffMessages } from '../../territory/accounts/index.js';
import { Config } from '../../foundation/config/index.js';
import { AuditVerifications } from '../../foundation/platform/audit-chain/index.js';
import { mayLookInJournal } from './journal.policy.js';
import { JOURNAL_FINDINGS } from './message-kinds.js';

/** Tells the auditors when the journal is not as it was sealed: each week anew, until it is looked into. */
@Injectable()
export class JournalAlarms implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly verifications: AuditVerifications,
    private readonly messages: StaffMessages,
  ) {}

  onModuleInit(): void {
    this.verifications.failed.join('journal writes to the auditors', (tx, count) =>
      this.messages.writeToStaff(tx, mayLookInJournal, JOURNAL_FINDINGS, () => ({
        count,
        link: `${this.config.BASE_URL}/journal`,
      })),
    );
  }
}
