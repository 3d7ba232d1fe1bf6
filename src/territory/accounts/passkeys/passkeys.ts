import { Injectable } from '@nestjs/common';
import { Config } from '../../../foundation/config/index.js';
import { MachineClock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { SignInChanges } from '../sign-in-changes.js';
import type { StaffActor } from '../staff-actor.js';
import { StaffAccount, StaffPasskey } from '../persistence/accounts.entities.js';
import { PasskeyChallenges } from './passkey-challenges.js';
import {
  countsOn,
  creationOptions,
  requestOptions,
  verifyAnswer,
  verifyNewPasskey,
  type NewPasskeyAnswer,
  type PasskeyAnswer,
} from './passkey-verification.js';
import { relyingPartyOf, type RelyingParty } from './relying-party.js';

/** Keys of one account: a telephone, a computer, a device in a drawer, and those that replaced them. */
export const MOST_PASSKEYS = 10;

export interface PasskeyLine {
  readonly id: Id;
  readonly name: string;
  readonly addedAt: Instant;
  readonly lastUsedAt: Instant | null;
}

/** What the page of a passkey holds for its script: options in JSON, and the challenge for the form. */
export interface PasskeyRequest {
  readonly options: string;
  readonly challenge: string;
}

/** An answer, the challenge that the page proposed, and the cookie that its browser has. */
export interface GivenAnswer extends PasskeyAnswer {
  readonly challenge: string;
  readonly holder: string;
}

/**
 * Why an answer proves nothing. `challenge`: too old, used already, or of another page. `unknown`: no key of this account.
 * `wrong`: signed for another site, or not by this key. `counter`: right, but the key was copied.
 */
export type PasskeyFault = 'challenge' | 'unknown' | 'wrong' | 'counter';
export type JudgedAnswer =
  { readonly fault: PasskeyFault } | { readonly fault: null; readonly passkeyId: Id; readonly counter: number };

export const refusalOfPasskey = (fault: PasskeyFault): Refusal =>
  fault === 'challenge' ? refuse('passkey.late') : refuse('passkey.wrong');

/** The passkeys of staff, beside their codes: whoever has one still has codes, for a browser without script. */
@Injectable()
export class Passkeys {
  private readonly party: RelyingParty | null;

  constructor(
    private readonly config: Config,
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: MachineClock,
    private readonly audit: Audit,
    private readonly challenges: PasskeyChallenges,
    private readonly changes: SignInChanges,
  ) {
    this.party = relyingPartyOf(this.config.BASE_URL);
  }

  /** Whether browsers make passkeys for the address of this site. */
  get areOffered(): boolean {
    return this.party !== null;
  }

  async list(accountId: Id): Promise<PasskeyLine[]> {
    return this.findAll(accountId);
  }

  /** @returns null for an account without a passkey */
  async request(accountId: Id, holder: string): Promise<PasskeyRequest | null> {
    const passkeys = await this.findAll(accountId);
    if (!this.party || passkeys.length === 0) return null;
    const { challenge, signed } = this.challenges.propose(accountId, holder);
    const options = await requestOptions(this.party, challenge, passkeys);
    return { options: JSON.stringify(options), challenge: signed };
  }

  /** @returns null where none can be made: see {@link areOffered}, {@link MOST_PASSKEYS} */
  async requestNew(accountId: Id, site: string, holder: string): Promise<PasskeyRequest | null> {
    const passkeys = await this.findAll(accountId);
    const account = await this.reader.findOne(StaffAccount, { id: accountId });
    if (!this.party || !account || passkeys.length >= MOST_PASSKEYS) return null;
    const { challenge, signed } = this.challenges.propose(accountId, holder);
    const options = await creationOptions(this.party, site, challenge, account, passkeys);
    return { options: JSON.stringify(options), challenge: signed };
  }

  /** @throws DomainError when the answer proves nothing, and for one passkey too many */
  async add(actor: StaffActor, name: string, answer: NewPasskeyAnswer, signed: string, holder: string): Promise<void> {
    const { accountId } = actor;
    const challenge = await this.challenges.use(signed, accountId, holder);
    const made = challenge && this.party ? await verifyNewPasskey(answer, this.party, challenge) : null;
    if (!made) throw new DomainError(refuse('passkey.notMade'));
    await this.unitOfWork.run(async (tx) => {
      await tx.lock(StaffAccount, { id: accountId });
      if ((await tx.count(StaffPasskey, { accountId })) >= MOST_PASSKEYS)
        throw new DomainError(refuse('passkey.many', { most: MOST_PASSKEYS }));
      const id = newId();
      const isNew = await tx.insertIfAbsent(StaffPasskey, {
        id,
        accountId,
        name,
        credentialId: made.id,
        publicKey: Buffer.from(made.publicKey).toString('base64url'),
        counter: made.counter,
        transports: [...answer.transports],
        addedAt: this.clock.now(),
        lastUsedAt: null,
      });
      if (!isNew) throw new DomainError(refuse('passkey.known'));
      await this.changes.recordChange(tx, actor, 'passkeyAdded', { passkey: id });
    });
  }

  /** @throws NotFound for what is not this person's */
  async remove(actor: StaffActor, passkeyId: Id): Promise<void> {
    const { accountId } = actor;
    await this.unitOfWork.run(async (tx) => {
      if (!(await tx.lock(StaffPasskey, { id: passkeyId, accountId }))) throw new NotFound('passkey');
      await tx.delete(StaffPasskey, { id: passkeyId });
      await this.changes.recordChange(tx, actor, 'passkeyRemoved', { passkey: passkeyId });
    });
  }

  async removeAll(tx: Tx, accountId: Id): Promise<void> {
    await tx.delete(StaffPasskey, { accountId });
  }

  /** Uses the challenge up and judges the signature, before a unit of work is opened. */
  async judge(accountId: Id, answer: GivenAnswer): Promise<JudgedAnswer> {
    const challenge = await this.challenges.use(answer.challenge, accountId, answer.holder);
    if (challenge === null || !this.party) return { fault: 'challenge' };
    const passkey = await this.reader.findOne(StaffPasskey, { credentialId: answer.credential, accountId });
    if (!passkey) return { fault: 'unknown' };
    const counter = await verifyAnswer(answer, this.party, challenge, passkey);
    return counter === null ? { fault: 'wrong' } : { fault: null, passkeyId: passkey.id, counter };
  }

  /** Notes the use of a passkey whose answer was right. @returns what is wrong with it after all, or null */
  async use(tx: Tx, actor: StaffActor, judged: JudgedAnswer): Promise<PasskeyFault | null> {
    if (judged.fault !== null) return judged.fault;
    const { accountId } = actor;
    const passkey = await tx.lock(StaffPasskey, { id: judged.passkeyId, accountId });
    if (!passkey) return 'unknown';
    if (!countsOn(passkey.counter, judged.counter)) return 'counter';
    const lastUsedAt = this.clock.now();
    await tx.update(StaffPasskey, { id: passkey.id }, { counter: judged.counter, lastUsedAt });
    const facts = { passkey: passkey.id };
    await this.audit.changed(tx, actor, 'account.passkey-used', { kind: 'account', id: accountId }, facts);
    return null;
  }

  private findAll(accountId: Id): Promise<StaffPasskey[]> {
    return this.reader.find(StaffPasskey, { where: { accountId }, order: { addedAt: 'ASC', id: 'ASC' } });
  }
}
