import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
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
} from '../../platform/database/index.js';
import { TerritoryColumn } from '../../platform/territory/index.js';
import type { Grant } from '../../platform/security/index.js';

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
  /** Counts the changes, so that a form that shows older values is refused. */
  @CountColumn({ default: 0 }) version: number;
}

/** A name that was searched for, and the key that replaces it in an address. */
export interface KeptSearch {
  readonly key: string;
  readonly text: string;
}

@Entity('staff_session')
export class StaffSession {
  /** SHA-256 of the secret in the cookie. */
  @KeyColumn() tokenHash: string;
  @OwnColumn(() => StaffAccount) accountId: Id;
  @InstantColumn() createdAt: Instant;
  @Index()
  @InstantColumn()
  expiresAt: Instant;
  @JsonColumn({ nullable: true }) searches: readonly KeptSearch[] | null;
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
