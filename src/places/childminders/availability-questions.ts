import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StaffMessages } from '../../territory/accounts/index.js';
import { Config } from '../../foundation/config/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { Nightly } from '../../foundation/platform/queue/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Supply, type Provider } from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import { ChildminderBook } from './childminder-book.js';
import { ChildminderLinks } from './childminder-links.js';
import { ChildminderMessages } from './childminder-messages.js';
import { Introductions } from './introductions.js';
import { keepsForDesk } from './childminder.policy.js';
import { renewalFrom } from './domain/agreement.js';
import { lawfulDay, questionOn, type Question } from './domain/asking.js';
import { Childminder } from './persistence/childminders.entities.js';
import { AGREEMENT_RENEWAL, CHILDMINDER_ASK } from './message-kinds.js';

const EVERY_DAY = jobType('childminders.every-day');
const HOUR = '08:00';

/**
 * Asks childminders about their free places, tells each desk whose agreement is to be renewed, and ends what runs with
 * those who closed. Every morning; each question once.
 */
@Injectable()
export class AvailabilityQuestions implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly nightly: Nightly,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly book: ChildminderBook,
    private readonly links: ChildminderLinks,
    private readonly messages: ChildminderMessages,
    private readonly staff: StaffMessages,
    private readonly audit: Audit,
    private readonly introductions: Introductions,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.nightly.every(EVERY_DAY, HOUR, async (tx) => {
      await this.askAll(tx);
      await this.tellRenewals(tx);
      await this.introductions.endOfClosed(tx);
      await this.links.forgetEnded(tx);
      return false;
    });
  }

  /** Sends her link at once. @throws NotFound. @throws DomainError when no message reaches her */
  async askNow(actor: Actor, providerId: Id): Promise<void> {
    const { provider, record } = await this.book.readKept(actor, providerId);
    await this.unitOfWork.run(async (tx) => {
      if (!record || !(await this.ask(tx, provider, record, 'monthly')))
        throw new DomainError(refuse('childminder.noWay', { channel: record?.channel ?? 'phone' }));
      await this.audit.changed(tx, actor, 'childminder.ask', { kind: 'provider', id: providerId });
    });
  }

  private async askAll(tx: Tx): Promise<void> {
    for (const { provider, record } of await this.listRecords(tx)) {
      const question = questionOn(this.clock.today(), record.askedOn, record.confirmedAt);
      if (question !== null) await this.ask(tx, provider, record, question);
    }
  }

  private async ask(tx: Tx, provider: Provider, record: Childminder, question: Question): Promise<boolean> {
    const today = this.clock.today();
    const written = await this.messages.writeMessage(tx, provider, record, {
      kind: CHILDMINDER_ASK,
      args: ({ day }) => ({ question, lawful: day(lawfulDay(today)) }),
    });
    if (written) await tx.update(Childminder, { providerId: provider.id }, { askedOn: today });
    return written;
  }

  /** Once for each end of an agreement, when its renewal comes near. */
  private async tellRenewals(tx: Tx): Promise<void> {
    const today = this.clock.today();
    const due = (await this.listRecords(tx)).filter(
      ({ record: { agreementTo, renewalToldFor } }) =>
        agreementTo !== null && renewalFrom(agreementTo) <= today && renewalToldFor !== agreementTo,
    );
    for (const { provider, record } of due)
      await tx.update(Childminder, { providerId: provider.id }, { renewalToldFor: record.agreementTo });
    const byDesk = groupedBy(due, ({ provider }) => this.territory.deskOf(provider.communeCode).id);
    for (const [deskId, childminders] of byDesk)
      await this.staff.writeToStaff(
        tx,
        (grant) => keepsForDesk(grant, deskId),
        AGREEMENT_RENEWAL,
        () => ({ count: childminders.length, link: `${this.config.BASE_URL}/assistantes-maternelles?etat=to_renew` }),
      );
  }

  /** Those who receive children and whom the desk has recorded. */
  private async listRecords(tx: Tx): Promise<{ provider: Provider; record: Childminder }[]> {
    const records = await tx.find(Childminder, { where: {}, order: { providerId: 'ASC' } });
    const open = new Map(this.supply.openProviders().map((provider) => [provider.id, provider]));
    return records.flatMap((record) => {
      const provider = open.get(record.providerId);
      return provider ? [{ provider, record }] : [];
    });
  }
}
