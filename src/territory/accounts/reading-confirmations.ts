import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Audit, ReadingLimits, type HeldReading, type ReadingStanding } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { StaffActor } from './staff-actor.js';
import { IdentityCheck, type IdentityAnswer } from './identity-check.js';
import { READING_STOPPED, READING_UNANSWERED } from './message-kinds.js';
import { isToldOfStops } from './reading.policy.js';
import { StaffMessages } from './staff-messages.js';

/** What somebody does who has read much: it sees the rule, confirms, and is stopped at the second limit. Others are told. */
@Injectable()
export class ReadingConfirmations implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly limits: ReadingLimits,
    private readonly identity: IdentityCheck,
    private readonly messages: StaffMessages,
  ) {}

  onModuleInit(): void {
    this.audit.stopped.join('accounts writes to administrators, coordinators and auditors', (tx, held) =>
      this.tell(tx, READING_STOPPED, held),
    );
    this.audit.unanswered.join('accounts writes to administrators, coordinators and auditors', (tx, held) =>
      this.tell(tx, READING_UNANSWERED, held),
    );
  }

  readStanding(accountId: Id): Promise<ReadingStanding[]> {
    return this.limits.readStanding(this.reader, accountId);
  }

  /** Lets the person read up to the second limit. @throws DomainError when the answer is wrong, TooManyAttempts */
  async confirm(actor: StaffActor, answer: IdentityAnswer): Promise<void> {
    const { accountId } = actor;
    await this.identity.demandProof(actor, answer);
    await this.unitOfWork.run(async (tx) => {
      await this.limits.confirm(tx, accountId);
      await this.audit.changed(tx, actor, 'reading.confirm', { kind: 'account', id: accountId });
    });
  }

  private async tell(
    tx: Tx,
    kind: typeof READING_STOPPED | typeof READING_UNANSWERED,
    { reader, what, window }: HeldReading,
  ): Promise<void> {
    await this.messages.writeToStaff(tx, isToldOfStops, kind, () => ({
      reader,
      what,
      window,
      link: `${this.config.BASE_URL}/administration`,
    }));
  }
}
