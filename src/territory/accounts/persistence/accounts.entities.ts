import { Entity, ForeignKey, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  KeyColumn,
  OwnColumn,
  TextColumn,
  TerritoryColumn,
} from '../../../foundation/platform/database/index.js';
import type { Grant } from '../../../foundation/platform/security/index.js';

@Entity('staff_account')
export class StaffAccount {
  @IdColumn() id: Id;
  /** The territory in which its rights apply. */
  @TerritoryColumn() territoryId: Id;
  /** Always in lower case. */
  @Index({ unique: true })
  @CodeColumn()
  email: string;
  @TextColumn() name: string;
  /** Argon2id hash, as a PHC string. */
  @TextColumn() passwordHash: string;
  @JsonColumn() grants: Grant[];
  @FlagColumn() active: boolean;
  @InstantColumn() createdAt: Instant;
  /** Null for who has never signed in. */
  @InstantColumn({ nullable: true }) lastSignInAt: Instant | null;
  /** Counts the changes, so that a form that shows older values is refused. */
  @CountColumn({ default: 0 }) version: number;
}

/** A name that was searched for, and the key that replaces it in an address. */
export interface KeptSearch {
  readonly key: string;
  readonly text: string;
}

export type ProposalKind = 'factor' | 'roles';

@Entity('staff_session')
export class StaffSession {
  /** SHA-256 of the secret in the cookie. */
  @KeyColumn() tokenHash: string;
  @OwnColumn(() => StaffAccount) accountId: Id;
  @InstantColumn() createdAt: Instant;
  @Index()
  @InstantColumn()
  expiresAt: Instant;
  /** As of a few minutes: see `SessionUse`. */
  @InstantColumn() lastUsedAt: Instant;
  /** When the person last gave a code in it. */
  @InstantColumn() provedAt: Instant;
  /** `Firefox – Windows`. */
  @TextColumn() browser: string;
  @JsonColumn({ nullable: true }) searches: readonly KeptSearch[] | null;
}

/** The second proof that a person gives beside the password: codes of a telephone, and codes on paper. */
@Entity('staff_factor')
export class StaffFactor {
  @ForeignKey(() => StaffAccount)
  @IdColumn()
  accountId: Id;
  /** The key of the codes, sealed. */
  @TextColumn() sealedKey: string;
  @InstantColumn() setUpAt: Instant;
  /** The half minute of the last code that was right: it and all before it are used. */
  @CountColumn() lastStep: number;
  /** The hashes of the codes on paper that are left: see `PaperCodes`. */
  @JsonColumn() recoveryHashes: readonly string[];
}

/** A key that a person keeps in a telephone, a computer or a small device, and that signs beside the password. */
@Entity('staff_passkey')
export class StaffPasskey {
  @IdColumn() id: Id;
  @OwnColumn(() => StaffAccount) accountId: Id;
  /** As its owner calls it. */
  @TextColumn() name: string;
  /** The name that the authenticator gave to it, in base64url. */
  @Index({ unique: true })
  @TextColumn()
  credentialId: string;
  /** The public half, as COSE writes it, in base64url. The other half never leaves the authenticator. */
  @TextColumn() publicKey: string;
  /** How often the authenticator says it has signed. Of 32 bits, more than an integer holds on PostgreSQL. */
  @JsonColumn() counter: number;
  /** How browsers reach the authenticator: `internal`, `usb`, `nfc`, … */
  @JsonColumn() transports: readonly string[];
  @InstantColumn() addedAt: Instant;
  @InstantColumn({ nullable: true }) lastUsedAt: Instant | null;
}

/** Who a person is for ProConnect: another person with the same address is not let in. */
@Entity('staff_identity')
@Index(['issuer', 'subject'], { unique: true })
export class StaffIdentity {
  @ForeignKey(() => StaffAccount)
  @IdColumn()
  accountId: Id;
  /** The address of the provider. */
  @TextColumn() issuer: string;
  /** `sub`: the provider's own name for the person. */
  @TextColumn() subject: string;
  @InstantColumn() boundAt: Instant;
}

/** A link by which its owner chooses a password, once. */
@Entity('account_link')
export class AccountLink {
  @IdColumn() id: Id;
  @OwnColumn(() => StaffAccount) accountId: Id;
  @Index({ unique: true })
  @CodeColumn()
  secretHash: string;
  @Index()
  @InstantColumn()
  expiresAt: Instant;
}

/** What one person asks for about an account, and another one agrees to. Gone once it is settled. */
@Entity('account_proposal')
@Index(['accountId', 'kind'], { unique: true })
export class AccountProposal {
  @IdColumn() id: Id;
  @OwnColumn(() => StaffAccount) accountId: Id;
  /** `factor`: its codes are taken away, so that it sets up others. `roles`: it is given more roles. */
  @CodeColumn() kind: ProposalKind;
  /** The roles that are asked for; null where it is about none. */
  @JsonColumn({ nullable: true }) grants: Grant[] | null;
  /** The account of the person who asks. */
  @CodeColumn() askedBy: Id;
  @InstantColumn() askedAt: Instant;
}

/** Since when a person has a role, and when somebody last looked at it. A role from before this table has no row. */
@Entity('staff_grant')
@Index(['accountId', 'roleKey'], { unique: true })
export class StaffGrant {
  @IdColumn() id: Id;
  @OwnColumn(() => StaffAccount) accountId: Id;
  /** See `roleKeyOf`. */
  @TextColumn() roleKey: string;
  @InstantColumn() since: Instant;
  /** The account of the second person, who agreed. */
  @CodeColumn({ nullable: true }) agreedBy: Id | null;
  @InstantColumn() reviewedAt: Instant;
}

/** Roles that one person gained or lost at once. It is never rewritten. */
@Entity('account_role_change')
@Index('account_role_change_at', ['at'])
export class AccountRoleChange {
  @IdColumn() id: Id;
  @OwnColumn(() => StaffAccount) accountId: Id;
  @InstantColumn() at: Instant;
  /** Who took them away, or agreed to give them: `staff:<account>`, `system`… */
  @CodeColumn() changedBy: string;
  /** See `roleKeyOf`. */
  @JsonColumn() taken: readonly string[];
  @JsonColumn() given: readonly string[];
}

/** The portal of a town, which deposits dossiers through the API. */
@Entity('api_client')
export class ApiClient {
  @IdColumn() id: Id;
  @TextColumn() name: string;
  @Index({ unique: true })
  @CodeColumn()
  tokenHash: string;
  @FlagColumn() active: boolean;
  @InstantColumn() createdAt: Instant;
}
