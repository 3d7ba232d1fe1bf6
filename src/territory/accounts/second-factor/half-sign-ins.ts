import { Injectable } from '@nestjs/common';
import { Config } from '../../../foundation/config/index.js';
import { MachineClock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { addMinutes } from '../../../foundation/kernel/time.js';
import { hashSecret, readSigned, signText } from '../../../foundation/platform/security/index.js';
import type { ProviderIdentity } from '../proconnect/proconnect-provider.js';
import type { StaffAccount } from '../persistence/accounts.entities.js';

const PURPOSE = 'half-signed-in';
/** How long a person has for the code, or for setting up codes, once the password was right. */
export const HALF_MINUTES = 15;

export interface HalfSignIn {
  readonly accountId: Id;
  /** Of the password that was right. Another one ends this. */
  readonly mark: string;
  /** Who the person is for ProConnect, to be noted once the code was right; null after a password. */
  readonly toBind: ProviderIdentity | null;
}

const markOf = ({ passwordHash }: Pick<StaffAccount, 'passwordHash'>): string => hashSecret(passwordHash).slice(0, 16);

const writeIdentity = ({ issuer, subject }: ProviderIdentity): string =>
  Buffer.from(JSON.stringify({ issuer, subject })).toString('base64url');
const readIdentity = (text: string): ProviderIdentity =>
  JSON.parse(Buffer.from(text, 'base64url').toString()) as ProviderIdentity;

/**
 * Who has given the right password and no code yet, by a cookie that we signed. It opens nothing but the page of the
 * code, and needs no row.
 */
@Injectable()
export class HalfSignIns {
  constructor(
    private readonly config: Config,
    private readonly clock: MachineClock,
  ) {}

  /** @param toBind who the person is for ProConnect, which is noted once the code was right */
  begin(account: Pick<StaffAccount, 'id' | 'passwordHash'>, toBind?: ProviderIdentity): string {
    const until = addMinutes(this.clock.now(), HALF_MINUTES);
    const identity = toBind ? writeIdentity(toBind) : '';
    return signText(this.config.SESSION_SECRET, PURPOSE, [account.id, markOf(account), until, identity].join('~'));
  }

  /** @returns null for no cookie, for one that is not ours, and once its time is over */
  read(cookie: string | undefined): HalfSignIn | null {
    const text = cookie ? readSigned(this.config.SESSION_SECRET, PURPOSE, cookie) : null;
    const [accountId = '', mark = '', until = '', identity = ''] = text?.split('~') ?? [];
    return until > this.clock.now()
      ? { accountId, mark, toBind: identity === '' ? null : readIdentity(identity) }
      : null;
  }

  /** Whether the account may still go on: it is open, and its password is the one that was right. */
  isStillRight({ mark }: HalfSignIn, account: StaffAccount | null): account is StaffAccount {
    return account !== null && account.active && markOf(account) === mark;
  }
}
