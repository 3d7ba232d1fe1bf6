import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { randomBytes } from 'node:crypto';
import { Config, SETTINGS } from './config.js';
import { isTrust } from './proxy-trust.js';
import type { Mode } from './sending-settings.js';

/** Thrown at start. The message names every setting that is missing or wrong. */
export class ConfigError extends Error {}

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
