import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import { UnitOfWork, type Tx } from '../platform/database/index.js';
import { CodeTries } from './second-factor/code-tries.js';
import { SecondFactors } from './second-factor/second-factors.js';

/** How a signed-in person proves again that it is the one who sits there. Whatever stronger proof comes is given here. */
export abstract class IdentityCheck {
  /** @throws TooManyAttempts */
  abstract isRight(accountId: Id, answer: string): Promise<boolean>;
}

/** By a code, which whoever found a session open or stole the password does not have. */
@Injectable()
export class CodeCheck extends IdentityCheck {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tries: CodeTries,
    private readonly factors: SecondFactors,
  ) {
    super();
  }

  async isRight(accountId: Id, answer: string): Promise<boolean> {
    await this.tries.reserveTry(accountId);
    return this.unitOfWork.run((tx) => this.judge(tx, accountId, answer));
  }

  private async judge(tx: Tx, accountId: Id, answer: string): Promise<boolean> {
    if ((await this.factors.useCode(tx, accountId, answer)) === 'wrong') return false;
    await this.tries.startAgain(tx, accountId);
    return true;
  }
}
