import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { addDays, addMonths, type Day } from '../../foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { MessageLinks, type MadeLink } from '../../foundation/platform/outbox/index.js';
import { Nightly } from '../../foundation/platform/queue/index.js';
import { hashSecret, newSecret } from '../../foundation/platform/security/index.js';
import { QUESTIONS, type Ballot } from './domain/questions.js';
import { SatisfactionTicket } from './persistence/satisfaction.entities.js';
import { addToCount } from './persistence/satisfaction.queries.js';

const JOB = jobType('satisfaction.forget-tickets');
const HOUR = '03:55';
/** Months after that of the message in which a family may still answer. */
const MONTHS_TO_ANSWER = 2;
const COUNTED_ALONE = '';

/** The kind of link by which a family answers. What follows the colon names no family. */
export const BALLOT = 'ballot';

/**
 * Anonymous answers. A link gives the right to answer once. Using it deletes that right and adds to counts of the
 * month, in one transaction; nothing says which family used which link, nor what it answered.
 */
@Injectable()
export class Ballots implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly messageLinks: MessageLinks,
    private readonly nightly: Nightly,
  ) {}

  async onModuleInit(): Promise<void> {
    this.messageLinks.makers.join(BALLOT, 'satisfaction makes a link that answers once', {
      make: (tx, messages) => this.makeTickets(tx, messages.length),
      takeBack: (tx, secretHash) => this.takeBack(tx, secretHash),
    });
    await this.nightly.every(JOB, HOUR, async (tx) => {
      await tx.delete(SatisfactionTicket, { lastDay: LessThan(this.clock.today()) });
      return false;
    });
  }

  private async makeTickets(tx: Tx, count: number): Promise<MadeLink[]> {
    const secrets = Array.from({ length: count }, () => newSecret());
    const lastDay = this.lastDay();
    for (const secret of secrets) await tx.insert(SatisfactionTicket, { secretHash: hashSecret(secret), lastDay });
    await addToCount(tx, this.month(), 'asked', COUNTED_ALONE, count);
    return secrets.map((secret) => ({ id: hashSecret(secret), secret }));
  }

  private async takeBack(tx: Tx, secretHash: Id): Promise<void> {
    if ((await tx.delete(SatisfactionTicket, { secretHash })) > 0)
      await addToCount(tx, this.month(), 'asked', COUNTED_ALONE, -1);
  }

  /** Whether a secret still gives the right to answer. */
  async mayAnswer(secret: string): Promise<boolean> {
    const ticket = await this.reader.findOne(SatisfactionTicket, { secretHash: hashSecret(secret) });
    return ticket !== null && ticket.lastDay >= this.clock.today();
  }

  /** @throws NotFound when the link was used, has ended, or never was */
  async castBallot(secret: string, ballot: Ballot): Promise<void> {
    if (!(await this.mayAnswer(secret))) throw new NotFound('ballot');
    await this.unitOfWork.run(async (tx) => {
      if ((await tx.delete(SatisfactionTicket, { secretHash: hashSecret(secret) })) === 0) throw new NotFound('ballot');
      const month = this.month();
      await addToCount(tx, month, 'answered', COUNTED_ALONE);
      for (const question of QUESTIONS) await addToCount(tx, month, question, ballot[question]);
    });
  }

  private month(): string {
    return this.clock.today().slice(0, 7);
  }

  private lastDay(): Day {
    return addDays(addMonths(`${this.month()}-01`, MONTHS_TO_ANSWER + 1), -1);
  }
}
