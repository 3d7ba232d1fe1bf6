import 'reflect-metadata';
import { plainToInstance, Transform } from 'class-transformer';
import {
  IsEmail,
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
  validateSync,
} from 'class-validator';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AUDIT_SETTINGS } from './audit-settings.js';
import { DOOR_SETTINGS } from './door-settings.js';
import { FAMILY_SETTINGS } from './family-settings.js';
import { FILE_SETTINGS } from './file-settings.js';
import { PROCONNECT_SETTINGS } from './proconnect-settings.js';
import { isTrust, trustOf, type ProxyTrust } from './proxy-trust.js';
import { READING_SETTINGS, ReadingSettings } from './reading-settings.js';
import { SIGN_IN_SETTINGS } from './sign-in-settings.js';
import { WholeNumber } from './whole-number.js';

/**
 * `production`: the web process. `worker`: a process that runs jobs when the queue is on Redis.
 * `tool`: a command on the server's database; it runs no job and sends nothing.
 */
export type Mode = 'production' | 'worker' | 'demo' | 'test' | 'tool';

const optionalText = ({ value }: { value: unknown }): unknown => (value === '' ? undefined : value);
/** A text message of two parts holds a sentence and a link of this length. */
export const LONGEST_BASE_URL = 64;
const sendsTexts = (config: Config): boolean => config.SMS_URL !== undefined;

/** Every setting of the process, by the name of its environment variable. The only place that reads `process.env`. */
export class Config extends ReadingSettings {
  @IsIn(['production', 'worker', 'demo', 'test', 'tool'])
  mode: Mode;

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

  /** e.g. `smtp://user:password@mail.example.org:587`. Without it (demo only) mails stay on the outbox page. */
  @Transform(optionalText)
  @ValidateIf((config: Config) => config.live || config.SMTP_URL !== undefined)
  @Matches(/^smtps?:\/\//, { message: 'SMTP_URL must begin with smtp:// or smtps://' })
  SMTP_URL?: string;

  @IsEmail({}, { message: 'MAIL_FROM must be the e-mail address mails come from' })
  MAIL_FROM: string;

  /**
   * Gateway for text messages (outbox/sms-carrier.ts says what it is asked). Without it nobody is written to by SMS.
   */
  @Transform(optionalText)
  @IsOptional()
  @IsUrl(
    { require_tld: false, require_protocol: true, protocols: ['http', 'https'] },
    { message: 'SMS_URL must be the address of the SMS gateway' },
  )
  SMS_URL?: string;

  @ValidateIf(sendsTexts)
  @MinLength(8, { message: 'SMS_TOKEN must be the token of the SMS gateway, of 8 characters at least' })
  SMS_TOKEN?: string;

  /** Eleven letters or digits, or a number. */
  @ValidateIf(sendsTexts)
  @Matches(/^([A-Za-z0-9 ]{1,11}|\+?\d{3,15})$/, {
    message: 'SMS_FROM must be who text messages come from: 11 letters or digits at most, or a number',
  })
  SMS_FROM?: string;

  /** Recognises the mail provider that reports mails that came back (POST /api/v1/bounces). Without it nobody may. */
  @Transform(optionalText)
  @IsOptional()
  @Matches(/^\S{20,200}$/, { message: 'BOUNCE_TOKEN must have 20 to 200 characters, without spaces' })
  BOUNCE_TOKEN?: string;

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

  /** Days that finished and cancelled jobs are kept, so that one can see what happened. */
  @Transform(({ value }) => Number(value ?? 30))
  @IsInt({ message: 'JOBS_KEPT_DAYS must be a whole number of days' })
  @Min(1)
  JOBS_KEPT_DAYS: number;

  /** Days that a dossier whose care has ended keeps its names, counted from its last event. */
  @WholeNumber(365) ENDED_DOSSIERS_KEPT_DAYS: number;

  /**
   * Days that a desk's note about a contact is kept. A note about an open request is kept longer, as long as the
   * request is open.
   */
  @WholeNumber(365) ENQUIRY_NOTES_KEPT_DAYS: number;

  /** Days that the hours which an agent entered are kept. The closed sums of its team stay. */
  @WholeNumber(730, { max: 3650 }) WORKING_TIME_KEPT_DAYS: number;

  /** Days from the second reminder to the day on which a request lapses whose family cannot be called. */
  @WholeNumber(30) LAPSE_UNRUNG_DAYS: number;

  /**
   * The folder of backups and of the log of erasures. It is never created by us, because a network share may not be
   * mounted.
   */
  @Transform(optionalText)
  @IsOptional()
  @IsString()
  BACKUP_DIR?: string;

  /** Public keys of age that backups are encrypted to: `age1…`, several with commas. */
  @Transform(({ value }) =>
    String(value ?? '')
      .split(/[\s,]+/)
      .filter((key) => key !== ''),
  )
  @Matches(/^age1[a-z0-9]+$/, {
    each: true,
    message: 'BACKUP_RECIPIENTS must be public keys of age (age1…), with commas between them',
  })
  BACKUP_RECIPIENTS: string[];

  @Transform(({ value }) => Number(value ?? 7))
  @IsInt({ message: 'BACKUP_KEEP_DAILY must be a whole number of days' })
  @Min(1)
  BACKUP_KEEP_DAILY: number;

  @Transform(({ value }) => Number(value ?? 4))
  @IsInt({ message: 'BACKUP_KEEP_WEEKLY must be a whole number of weeks' })
  @Min(0)
  BACKUP_KEEP_WEEKLY: number;

  @Transform(({ value }) => Number(value ?? 12))
  @IsInt({ message: 'BACKUP_KEEP_MONTHLY must be a whole number of months' })
  @Min(0)
  BACKUP_KEEP_MONTHLY: number;

  /** Whether this process serves real families, so that it invents no data and its clock cannot be moved. */
  get live(): boolean {
    return this.mode === 'production' || this.mode === 'worker';
  }

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

/** Thrown at start. The message names every setting that is missing or wrong. */
export class ConfigError extends Error {}

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
  'SMTP_URL',
  'MAIL_FROM',
  'SMS_URL',
  'SMS_TOKEN',
  'SMS_FROM',
  'BOUNCE_TOKEN',
  'LOG_LEVEL',
  'PROPOSAL_THREADS',
  'DATA_DIR',
  'METRICS_TOKEN',
  'DRAIN_SECONDS',
  'JOBS_KEPT_DAYS',
  'BACKUP_DIR',
  'BACKUP_RECIPIENTS',
  'BACKUP_KEEP_DAILY',
  'BACKUP_KEEP_WEEKLY',
  'BACKUP_KEEP_MONTHLY',
  'ENDED_DOSSIERS_KEPT_DAYS',
  'ENQUIRY_NOTES_KEPT_DAYS',
  'WORKING_TIME_KEPT_DAYS',
  'LAPSE_UNRUNG_DAYS',
  ...SIGN_IN_SETTINGS,
  ...PROCONNECT_SETTINGS,
  ...DOOR_SETTINGS,
  ...FAMILY_SETTINGS,
  ...FILE_SETTINGS,
  ...AUDIT_SETTINGS,
  ...READING_SETTINGS,
] as const;

const DEMO_DEFAULTS = (env: NodeJS.ProcessEnv): Record<string, string> => ({
  SQLITE_FILE: 'var/marelle.sqlite',
  BASE_URL: `http://127.0.0.1:${env['PORT'] || 3000}`,
  SESSION_SECRET: randomBytes(32).toString('hex'),
  MAIL_FROM: 'ne-pas-repondre@marelle.example',
  LOG_LEVEL: 'warn',
});

/** In the demo all families come from one machine, so these hourly limits are set out of reach. */
const ONE_MACHINE = { DRAFTS_AN_HOUR: '10000', DEPOSITS_AN_HOUR: '10000', RECEIPTS_AN_HOUR: '10000' };

/** Settings that are valid by themselves but contradict each other. */
function contradictions(config: Config): string[] {
  if (config.TRUST_PROXY !== undefined && !isTrust(config.TRUST_PROXY)) {
    return [
      '  TRUST_PROXY: addresses or networks of proxies with commas between them, loopback, linklocal, uniquelocal, or none',
    ];
  }
  // With https, a proxy ends TLS and all connections come from it. The hourly limits would count all families as one
  // client.
  if (config.mode === 'production' && config.BASE_URL?.startsWith('https:') && config.TRUST_PROXY === undefined) {
    return [
      '  TRUST_PROXY: needed because BASE_URL is https, so that a proxy stands before this server: its ' +
        'address (loopback on the same machine)',
    ];
  }
  if (config.REDIS_URL && !config.DATABASE_URL) {
    return [
      '  REDIS_URL: needs DATABASE_URL, because workers are other processes and SQLite has one writer; on ' +
        'SQLite the web process runs the jobs: leave REDIS_URL empty',
    ];
  }
  if (config.DATABASE_URL && config.FILES_KEYS.length === 0 && (config.live || config.mode === 'demo')) {
    return [
      '  FILES_KEYS: needed with DATABASE_URL, because several processes and machines open the same files of ' +
        'families: openssl rand -base64 32',
    ];
  }
  if (config.DATABASE_URL && (config.AUDIT_KEY === undefined || config.anchorPlaces.length === 0) && config.live) {
    return [
      '  AUDIT_KEY, AUDIT_ANCHORS: needed with DATABASE_URL, so that whoever changes the journal in the database is ' +
        'found out: openssl rand -base64 32, and a file on another disk, a mailto: address or an https address',
    ];
  }
  if (config.mode === 'worker' && !config.REDIS_URL)
    return ['  REDIS_URL: a worker has nothing to do without it, because the web process then runs the jobs'];
  return [];
}

/**
 * Reads and checks the settings. Production invents nothing; the demo and the tests have defaults.
 * @throws ConfigError naming each bad setting.
 */
export function readConfig(mode: Mode, env: NodeJS.ProcessEnv = process.env): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const defaults =
    mode === 'production' || mode === 'worker'
      ? {}
      : { ...DEMO_DEFAULTS(env), ...(mode === 'demo' ? ONE_MACHINE : {}) };
  // The clock of the demo can be moved, so its jobs run in its own process. A worker serves no requests, so it need not
  // wait before it stops.
  if (mode === 'demo') delete set['REDIS_URL'];
  if (mode === 'worker') delete set['DRAIN_SECONDS'];
  const values = Object.fromEntries(
    SETTINGS.map((name) => [name, set[name] ?? defaults[name as keyof typeof defaults]]),
  );
  const config = plainToInstance(Config, { ...values, mode });
  const errors = validateSync(config, { forbidUnknownValues: false });
  const lines = [
    ...errors.map((error) => `  ${error.property}: ${Object.values(error.constraints ?? {}).join('; ')}`),
    ...contradictions(config),
  ];
  if (lines.length > 0) {
    throw new ConfigError(`Marelle cannot start: ${lines.length} setting(s) to mend\n${lines.join('\n')}`);
  }
  return config;
}
