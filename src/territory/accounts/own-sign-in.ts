import { Injectable } from '@nestjs/common';
import { MachineClock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import { hashSecret } from '../../foundation/platform/security/index.js';
import { noteProof } from './persistence/staff-sessions.queries.js';
import { SignInChanges } from './sign-in-changes.js';
import type { StaffActor } from './staff-actor.js';
import { IdentityCheck, type IdentityAnswer } from './identity-check.js';
import { PaperCodes } from './second-factor/paper-codes.js';
import { SecondFactors, type FactorStanding } from './second-factor/second-factors.js';

/** What a person sees and changes of how it signs in. */
@Injectable()
export class OwnSignIn {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: MachineClock,
    private readonly changes: SignInChanges,
    private readonly identity: IdentityCheck,
    private readonly factors: SecondFactors,
    private readonly paper: PaperCodes,
  ) {}

  readFactor(accountId: Id): Promise<FactorStanding | null> {
    return this.factors.readStanding(this.reader, accountId);
  }

  /**
   * Proves again in a session that it is oneself, before a grave act.
   * @param session the secret of the session
   * @throws DomainError when the answer is wrong, TooManyAttempts
   */
  async prove(actor: StaffActor, answer: IdentityAnswer, session: string): Promise<void> {
    await this.identity.demandProof(actor, answer);
    await this.unitOfWork.run((tx) => noteProof(tx, hashSecret(session), this.clock.now()));
  }

  /**
   * Replaces the codes on paper. @returns the new ones, which cannot be read again
   * @throws DomainError when the answer is wrong, TooManyAttempts
   */
  async renewPaper(actor: StaffActor, answer: string): Promise<readonly string[]> {
    const { accountId } = actor;
    await this.identity.demandProof(actor, answer);
    const { codes, hashes } = await this.paper.makeCodes(accountId);
    await this.unitOfWork.run(async (tx) => {
      await this.changes.recordChange(tx, actor, 'paperRenewed');
      await this.factors.renewPaper(tx, accountId, hashes);
    });
    return codes;
  }
}
