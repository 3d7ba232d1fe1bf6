import { Injectable } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { SIGN_IN_CHANGED, type SignInChange } from './message-kinds.js';
import type { StaffActor } from './staff-actor.js';
import { StaffMessages } from './staff-messages.js';

const ACTIONS: Record<SignInChange, string> = {
  codesSetUp: 'account.factor',
  paperRenewed: 'account.paper-codes',
  paperUsed: 'account.paper-code',
  passkeyAdded: 'account.passkey-added',
  passkeyRemoved: 'account.passkey-removed',
  proconnectBound: 'account.proconnect-bound',
  proconnectUnbound: 'account.proconnect-unbound',
};

/**
 * What changes of how a person signs in, and a code on paper that is used up. The journal keeps it, and a mail tells the
 * person: whoever holds a stolen session cannot add a key of its own in silence.
 */
@Injectable()
export class SignInChanges {
  constructor(
    private readonly audit: Audit,
    private readonly messages: StaffMessages,
    private readonly config: Config,
  ) {}

  async recordChange(
    tx: Tx,
    actor: StaffActor,
    change: SignInChange,
    facts?: Parameters<Audit['changed']>[4],
  ): Promise<void> {
    const { accountId } = actor;
    await this.audit.changed(tx, actor, ACTIONS[change], { kind: 'account', id: accountId }, facts);
    await this.messages.writeToAccount(tx, accountId, SIGN_IN_CHANGED, () => ({
      change,
      link: `${this.config.BASE_URL}/personnel/ma-connexion`,
    }));
  }
}
