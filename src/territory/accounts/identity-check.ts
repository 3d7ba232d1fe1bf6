import { Injectable } from '@nestjs/common';
import { DomainError, refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { StaffActor } from './staff-actor.js';
import { Passkeys, refusalOfPasskey, type GivenAnswer } from './passkeys/passkeys.js';
import { CodeTries } from './second-factor/code-tries.js';
import { SecondFactors } from './second-factor/second-factors.js';

/** A code, or what a passkey answered. */
export type IdentityAnswer = string | GivenAnswer;

/** How a signed-in person proves again that it is the one who sits there: whoever found a session open has neither. */
@Injectable()
export class IdentityCheck {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly tries: CodeTries,
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
  ) {}

  /** @throws DomainError when the answer is wrong, TooManyAttempts */
  async demandProof(actor: StaffActor, answer: IdentityAnswer): Promise<void> {
    await this.tries.reserveTry(actor.accountId);
    const refusal =
      typeof answer === 'string' ? await this.judgeCode(actor, answer) : await this.judgePasskey(actor, answer);
    if (refusal) throw new DomainError(refusal);
  }

  private async judgeCode({ accountId }: StaffActor, typed: string): Promise<Refusal | null> {
    const code = await this.factors.readTyped(accountId, typed);
    return this.unitOfWork.run(async (tx) => {
      if ((await this.factors.useCode(tx, accountId, code)) === 'wrong') return refuse('account.wrongCode');
      return this.accept(tx, accountId);
    });
  }

  private async judgePasskey(actor: StaffActor, answer: GivenAnswer): Promise<Refusal | null> {
    const { accountId } = actor;
    const judged = await this.passkeys.judge(accountId, answer);
    return this.unitOfWork.run(async (tx) => {
      const fault = await this.passkeys.use(tx, actor, judged);
      if (fault === null) return this.accept(tx, accountId);
      await this.audit.changed(tx, actor, 'account.passkey-failed', { kind: 'account', id: accountId }, { fault });
      return refusalOfPasskey(fault);
    });
  }

  private async accept(tx: Tx, accountId: string): Promise<null> {
    await this.tries.startAgain(tx, accountId);
    return null;
  }
}
