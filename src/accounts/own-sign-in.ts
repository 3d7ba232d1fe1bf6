import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import type { Id } from '../kernel/ids.js';
import { DomainError, refuse } from '../kernel/refusal.js';
import { Audit } from '../platform/audit/index.js';
import { Reader, UnitOfWork } from '../platform/database/index.js';
import { hashSecret } from '../platform/security/index.js';
import { noteProof } from './persistence/staff-sessions.queries.js';
import type { StaffActor } from './account-proposals.js';
import { IdentityCheck } from './identity-check.js';
import { SecondFactors, type FactorStanding } from './second-factor/second-factors.js';

/** What a person sees and changes of how it signs in. */
@Injectable()
export class OwnSignIn {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly identity: IdentityCheck,
    private readonly factors: SecondFactors,
  ) {}

  readFactor(accountId: Id): Promise<FactorStanding | null> {
    return this.factors.readStanding(this.reader, accountId);
  }

  /**
   * Gives a code again in a session, before a grave act.
   * @param session the secret of the session
   * @throws DomainError when the answer is wrong, TooManyAttempts
   */
  async prove({ accountId }: StaffActor, answer: string, session: string): Promise<void> {
    if (!(await this.identity.isRight(accountId, answer))) throw new DomainError(refuse('account.wrongCode'));
    await this.unitOfWork.run((tx) => noteProof(tx, hashSecret(session), this.clock.now()));
  }

  /**
   * Replaces the codes on paper. @returns the new ones, which cannot be read again
   * @throws DomainError when the answer is wrong, TooManyAttempts
   */
  async renewPaper(actor: StaffActor, answer: string): Promise<readonly string[]> {
    const { accountId } = actor;
    if (!(await this.identity.isRight(accountId, answer))) throw new DomainError(refuse('account.wrongCode'));
    return this.unitOfWork.run(async (tx) => {
      await this.audit.changed(tx, actor, 'account.paper-codes', { kind: 'account', id: accountId });
      return this.factors.renewPaper(tx, accountId);
    });
  }
}
