import 'reflect-metadata';
import { Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { join } from 'node:path';
import { AUDIT_SETTINGS } from './audit-settings.js';
import { BACKUP_SETTINGS, BackupSettings } from './backup-settings.js';
import { DOOR_SETTINGS } from './door-settings.js';
import { FAMILY_SETTINGS } from './family-settings.js';
import { FILE_SETTINGS } from './file-settings.js';
import { KEEPING_SETTINGS } from './keeping-settings.js';
import { optionalText } from './optional-text.js';
import { PROCONNECT_SETTINGS } from './proconnect-settings.js';
import { trustOf, type ProxyTrust } from './proxy-trust.js';
import { READING_SETTINGS } from './reading-settings.js';
import { SENDING_SETTINGS } from './sending-settings.js';
import { SIGN_IN_SETTINGS } from './sign-in-settings.js';
import { WholeNumber } from './whole-number.js';

/** A text message of two parts holds a sentence and a link of this length. */
export const LONGEST_BASE_URL = 64;

/** Every setting of the process, by the name of its environment variable. */
export class Config extends BackupSettings {
  @Transform(({ value }) => Number(value ?? 3000))
  @IsInt({ message: 'PORT must be a whole number' })
  @Min(0)
  @Max(65535)
  PORT: number;

  @Transform(({ value }) => value || '127.0.0.1')
  @IsString()
  HOST: string;

  /** Port on which a worker answers /health, /ready and /metrics. Without it, a worker listens on no port. */
  @Transform(({ value }) => (value === undefined ? undefined : Number(value)))
  @IsOptional()
  @IsInt({ message: 'WORKER_PORT must be a whole number' })
  @Min(0)
  @Max(65535)
  WORKER_PORT?: number;

  /**
   * The proxies whose word about a client's address is trusted (`X-Forwarded-For`): addresses and networks separated
   * by commas, `loopback`, `uniquelocal`, or `none`. Limits of tries are counted by that address. Without this
   * setting, everybody behind the proxy counts as one client.
   */
  @Transform(optionalText)
  @IsOptional()
  @IsString()
  TRUST_PROXY?: string;

  /** PostgreSQL when set, e.g. `postgres://user@127.0.0.1:5432/marelle`; SQLite otherwise. */
  @Transform(optionalText)
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_URL must begin with postgres://' })
  DATABASE_URL?: string;

  /**
   * The role that owns the tables, when DATABASE_URL names one that may only use them. It migrates, and drops what the
   * journal no longer keeps; nothing else uses it.
   */
  @Transform(optionalText)
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_OWNER_URL must begin with postgres://' })
  DATABASE_OWNER_URL?: string;

  /** Seconds to wait for a new connection to PostgreSQL, or for a free one of the pool. */
  @WholeNumber(10, { max: 600 }) DATABASE_CONNECT_SECONDS: number;

  /**
   * Seconds that a statement may run on PostgreSQL, and that a unit of work may stay idle. Migrations have no limit.
   */
  @WholeNumber(60, { max: 3600 }) DATABASE_STATEMENT_SECONDS: number;

  /** Seconds that a statement on PostgreSQL waits for a row that another unit of work has locked. */
  @WholeNumber(15, { max: 3600 }) DATABASE_LOCK_SECONDS: number;

  @Transform(optionalText)
  @ValidateIf((config: Config) => config.DATABASE_URL === undefined)
  @IsString({ message: 'SQLITE_FILE (a path) or DATABASE_URL is needed' })
  SQLITE_FILE: string;

  /**
   * Jobs reach workers through Redis when set, e.g. `redis://127.0.0.1:6379`; the web process runs them itself
   * otherwise.
   */
  @Transform(optionalText)
  @IsOptional()
  @Matches(/^rediss?:\/\//, { message: 'REDIS_URL must begin with redis:// or rediss://' })
  REDIS_URL?: string;

  /** Public address of the site, used in every link that leaves it. */
  @Transform(optionalText)
  @IsUrl(
    { require_tld: false, require_protocol: true, protocols: ['http', 'https'] },
    { message: 'BASE_URL must be the public address of the site, e.g. https://example.org' },
  )
  @MaxLength(LONGEST_BASE_URL, {
    message: `BASE_URL must have ${LONGEST_BASE_URL} characters at most: a link has to fit in a text message`,
  })
  BASE_URL: string;

  /** Signs cookies and links. 32 characters at least; changing it signs everybody out. */
  @MinLength(32, { message: 'SESSION_SECRET must have at least 32 characters' })
  SESSION_SECRET: string;

  @Transform(({ value }) => value || 'info')
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { message: 'LOG_LEVEL is not a level' })
  LOG_LEVEL: string;

  /** How many threads, at most, compute the proposals of commissions. They start when a session needs them. */
  @Transform(({ value }) => Number(value ?? 2))
  @IsInt({ message: 'PROPOSAL_THREADS must be a whole number' })
  @Min(1, { message: 'PROPOSAL_THREADS must be at least 1' })
  @Max(16, { message: 'PROPOSAL_THREADS must be at most 16' })
  PROPOSAL_THREADS: number;

  /** The folder of the data files (communes, providers…) that are loaded into the database. */
  @Transform(({ value }) => value || 'data')
  @IsString()
  DATA_DIR: string;

  /** The token that opens /metrics (`Authorization: Bearer …`). Without it there is no /metrics. */
  @Transform(optionalText)
  @IsOptional()
  @Matches(/^\S{20,}$/, { message: 'METRICS_TOKEN must have at least 20 characters, none of them a space' })
  METRICS_TOKEN?: string;

  /** Seconds that a server asked to stop goes on serving while /ready says no, so that a balancer notices it. */
  @Transform(({ value }) => Number(value ?? 0))
  @IsInt({ message: 'DRAIN_SECONDS must be a whole number' })
  @Min(0)
  @Max(60)
  DRAIN_SECONDS: number;

  /** Address and key prefix of the queue on Redis; null otherwise. The prefix keeps the keys of two databases apart. */
  get redis(): { url: string; prefix: string } | null {
    if (!this.REDIS_URL || !this.DATABASE_URL) return null;
    return { url: this.REDIS_URL, prefix: `marelle-${new URL(this.DATABASE_URL).pathname.slice(1)}` };
  }

  /** The same settings for another database, such as a backup that was restored beside the first one. */
  onDatabase(database: Pick<Config, 'DATABASE_URL'> & Partial<Pick<Config, 'SQLITE_FILE'>>): Config {
    return Object.assign(Object.create(Config.prototype) as Config, this, database);
  }

  /** Where the journal is anchored (AUDIT_ANCHORS). Empty: nowhere. */
  get anchorPlaces(): readonly string[] {
    if (this.AUDIT_ANCHORS.length > 0) return this.AUDIT_ANCHORS;
    if (this.BACKUP_DIR !== undefined) return [join(this.BACKUP_DIR, 'audit-anchors.log')];
    return this.DATABASE_URL === undefined ? [`${this.SQLITE_FILE}.audit-anchors`] : [];
  }

  /** The setting in the form that Fastify's `trustProxy` takes. */
  get trustProxy(): ProxyTrust {
    return trustOf(this.TRUST_PROXY);
  }

  get secure(): boolean {
    return this.BASE_URL.startsWith('https:');
  }
}

/** The environment variables that are read. `.env.example` explains each of them. */
export const SETTINGS = [
  'PORT',
  'HOST',
  'TRUST_PROXY',
  'WORKER_PORT',
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'DATABASE_CONNECT_SECONDS',
  'DATABASE_STATEMENT_SECONDS',
  'DATABASE_LOCK_SECONDS',
  'SQLITE_FILE',
  'REDIS_URL',
  'BASE_URL',
  'SESSION_SECRET',
  'LOG_LEVEL',
  'PROPOSAL_THREADS',
  'DATA_DIR',
  'METRICS_TOKEN',
  'DRAIN_SECONDS',
  ...SIGN_IN_SETTINGS,
  ...PROCONNECT_SETTINGS,
  ...DOOR_SETTINGS,
  ...FAMILY_SETTINGS,
  ...FILE_SETTINGS,
  ...AUDIT_SETTINGS,
  ...READING_SETTINGS,
  ...SENDING_SETTINGS,
  ...KEEPING_SETTINGS,
  ...BACKUP_SETTINGS,
] as const;
