import 'reflect-metadata';
import { plainToInstance, Transform } from 'class-transformer';
import { IsEmail, IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, MinLength, ValidateIf, validateSync } from 'class-validator';
import { randomBytes } from 'node:crypto';

/** `tool`: a command beside the server, on its database; it runs no job and sends nothing. */
export type Mode = 'production' | 'demo' | 'test' | 'tool';

const optionalText = ({ value }: { value: unknown }): unknown => (value === '' ? undefined : value);
const inProduction = (config: Config): boolean => config.mode === 'production';

/** Every setting of the process, by the name of its environment variable. The only place that reads `process.env`. */
export class Config {
  @IsIn(['production', 'demo', 'test', 'tool'])
  mode: Mode;

  @Transform(({ value }) => Number(value ?? 3000))
  @IsInt({ message: 'PORT must be a whole number' })
  @Min(0)
  @Max(65535)
  PORT: number;

  @Transform(({ value }) => value || '127.0.0.1')
  @IsString()
  HOST: string;

  /** PostgreSQL when set, e.g. `postgres://user@127.0.0.1:5432/marelle`; SQLite otherwise. */
  @Transform(optionalText)
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_URL must begin with postgres://' })
  DATABASE_URL?: string;

  @Transform(optionalText)
  @ValidateIf((config: Config) => config.DATABASE_URL === undefined)
  @IsString({ message: 'SQLITE_FILE (a path) or DATABASE_URL is needed' })
  SQLITE_FILE: string;

  /** Public address of the site, used in every link that leaves it. */
  @Transform(optionalText)
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] }, { message: 'BASE_URL must be the public address of the site, e.g. https://example.org' })
  BASE_URL: string;

  /** Signs cookies and links. 32 characters at least; changing it signs everybody out. */
  @MinLength(32, { message: 'SESSION_SECRET must have at least 32 characters' })
  SESSION_SECRET: string;

  /** e.g. `smtp://user:password@mail.example.org:587`. Without it (demo only) mails stay on the outbox page. */
  @Transform(optionalText)
  @ValidateIf((config: Config) => inProduction(config) || config.SMTP_URL !== undefined)
  @Matches(/^smtps?:\/\//, { message: 'SMTP_URL must begin with smtp:// or smtps://' })
  SMTP_URL?: string;

  @IsEmail({}, { message: 'MAIL_FROM must be the e-mail address mails come from' })
  MAIL_FROM: string;

  @Transform(({ value }) => value || 'info')
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], { message: 'LOG_LEVEL is not a level' })
  LOG_LEVEL: string;

  /** Where migrated data files (communes, providers…) are read from. */
  @Transform(({ value }) => value || 'data')
  @IsString()
  DATA_DIR: string;

  /** Opens /metrics to whoever sends it (`Authorization: Bearer …`). Without it there is no /metrics. */
  @Transform(optionalText)
  @IsOptional()
  @Matches(/^\S{20,}$/, { message: 'METRICS_TOKEN must have at least 20 characters, none of them a space' })
  METRICS_TOKEN?: string;

  /** How long a server asked to stop goes on serving, not ready, so that a balancer has time to see it. */
  @Transform(({ value }) => Number(value ?? 0))
  @IsInt({ message: 'DRAIN_SECONDS must be a whole number' })
  @Min(0)
  @Max(60)
  DRAIN_SECONDS: number;

  get secure(): boolean {
    return this.BASE_URL.startsWith('https:');
  }
}

/** Thrown at boot; the message names every setting that is missing or wrong. */
export class ConfigError extends Error {}

/** The environment variables that are read; `.env.example` explains each. */
export const SETTINGS = ['PORT', 'HOST', 'DATABASE_URL', 'SQLITE_FILE', 'BASE_URL', 'SESSION_SECRET', 'SMTP_URL', 'MAIL_FROM', 'LOG_LEVEL', 'DATA_DIR', 'METRICS_TOKEN', 'DRAIN_SECONDS'] as const;

const DEMO_DEFAULTS = (env: NodeJS.ProcessEnv): Record<string, string> => ({
  SQLITE_FILE: 'var/marelle.sqlite',
  BASE_URL: `http://127.0.0.1:${env['PORT'] || 3000}`,
  SESSION_SECRET: randomBytes(32).toString('hex'),
  MAIL_FROM: 'ne-pas-repondre@marelle.example',
});

/**
 * Reads and checks the settings. Production invents nothing; the demo and the tests have defaults.
 * @throws ConfigError naming each bad setting.
 */
export function readConfig(mode: Mode, env: NodeJS.ProcessEnv = process.env): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const defaults = mode === 'production' ? {} : DEMO_DEFAULTS(env);
  const values = Object.fromEntries(SETTINGS.map((name) => [name, set[name] ?? defaults[name as keyof typeof defaults]]));
  const config = plainToInstance(Config, { ...values, mode });
  const errors = validateSync(config, { forbidUnknownValues: false });
  if (errors.length > 0) {
    const lines = errors.map((error) => `  ${error.property}: ${Object.values(error.constraints ?? {}).join('; ')}`);
    throw new ConfigError(`Marelle cannot start: ${errors.length} setting(s) to mend\n${lines.join('\n')}`);
  }
  return config;
}
