import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import {
  CodeColumn,
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
  /** Where its rights are. */
  @TerritoryColumn() territoryId: Id;
  /** Lower case. */
  @Index({ unique: true })
  @CodeColumn()
  email: string;
  @TextColumn() name: string;
  /** Argon2id, PHC string. */
  @TextColumn() passwordHash: string;
  @JsonColumn() grants: Grant[];
  @FlagColumn() active: boolean;
  @InstantColumn() createdAt: Instant;
}

/** A name that was looked for, and the key that stands for it in an address. */
export interface KeptSearch {
  readonly key: string;
  readonly text: string;
}

@Entity('staff_session')
export class StaffSession {
  /** SHA-256 of the cookie's secret. */
  @KeyColumn() tokenHash: string;
  @OwnColumn(() => StaffAccount) accountId: Id;
  @InstantColumn() createdAt: Instant;
  @Index()
  @InstantColumn()
  expiresAt: Instant;
  @JsonColumn({ nullable: true }) searches: readonly KeptSearch[] | null;
}

/** A town's own portal: deposits dossiers through the API. */
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
