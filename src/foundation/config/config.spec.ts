import { readFileSync } from 'node:fs';
import { describe, expect, it } from '../../../test/support/runner.js';
import { SETTINGS } from './config.js';
import { ConfigError, readConfig } from './read-config.js';

const COMPLETE = {
  SQLITE_FILE: 'var/x.sqlite',
  BASE_URL: 'https://petite-enfance.example.org',
  SESSION_SECRET: 'x'.repeat(32),
  SMTP_URL: 'smtp://mail.example.org',
  MAIL_FROM: 'a@example.org',
  TRUST_PROXY: 'loopback',
};

const KEY = Buffer.alloc(32, 1).toString('base64');

describe('the settings', () => {
  // @asvs 13.2.3
  it('of production are invented by nobody: each that is missing is named', () => {
    expect(() => readConfig('production', {})).toThrow(ConfigError);
    for (const name of Object.keys(COMPLETE)) {
      const rest = Object.fromEntries(Object.entries(COMPLETE).filter(([key]) => key !== name));
      expect(() => readConfig('production', rest)).toThrow(new RegExp(name));
    }
    expect(readConfig('production', COMPLETE).PORT).toBe(3000);
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['WORKER_PORT', 'none'],
    ['WORKER_PORT', '70000'],
    ['SESSION_SECRET', 'short'],
    ['DATABASE_URL', 'mysql://x'],
    ['SMTP_URL', 'http://x'],
    ['BASE_URL', 'here'],
    ['MAIL_FROM', 'nobody'],
    ['LOG_LEVEL', 'loud'],
    ['METRICS_TOKEN', 'short'],
    ['DRAIN_SECONDS', 'long'],
    ['REDIS_URL', 'http://x'],
    ['BACKUP_RECIPIENTS', 'AGE-SECRET-KEY-1'],
    ['BACKUP_KEEP_DAILY', '0'],
    ['BACKUP_KEEP_WEEKLY', 'some'],
    ['BACKUP_KEEP_MONTHLY', '-1'],
    ['SIGN_IN_TRIES_PER_ACCOUNT', '0'],
    ['SESSIONS_PER_ACCOUNT', 'many'],
    ['SIGN_IN_AT_ONCE', '1.5'],
    ['BODY_FIELDS', 'many'],
    ['BODY_FIELDS', '0'],
    ['SECURITY_CONTACT', 'us'],
    ['SECURITY_CONTACT', 'http://example.org'],
    ['SECURITY_CONTACT', 'https://example.org/\nX: y'],
    ['FILES_KEYS', 'short'],
    ['FILE_MEGABYTES', '0'],
    ['FILE_MEGABYTES', 'many'],
    ['DRAFTS_AN_HOUR', '0'],
    ['DEPOSITS_AN_HOUR', 'none'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '2'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', 'loopback, everybody'],
    ['TRUST_PROXY', '0.0.0.0/0'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => readConfig('production', { ...COMPLETE, [name]: value })).toThrow(new RegExp(name));
  });

  it('put the queue on Redis with PostgreSQL only, and say why', () => {
    expect(() => readConfig('production', { ...COMPLETE, REDIS_URL: 'redis://127.0.0.1' })).toThrow(
      /REDIS_URL: needs DATABASE_URL/,
    );
    const both = {
      ...COMPLETE,
      REDIS_URL: 'redis://127.0.0.1',
      DATABASE_URL: 'postgres://127.0.0.1/guichet',
      FILES_KEYS: KEY,
      AUDIT_KEY: KEY,
      AUDIT_ANCHORS: '/mnt/elsewhere/anchors.log',
    };
    expect(readConfig('worker', both).redis).toEqual({ url: 'redis://127.0.0.1', prefix: 'marelle-guichet' });
    expect(readConfig('demo', { ...both, DATABASE_URL: '' }).redis).toBeNull();
  });

  it('seal the files of families with keys that all processes share, and tell nobody what they are', () => {
    const other = Buffer.alloc(32, 2).toString('base64');
    expect(readConfig('production', COMPLETE).FILES_KEYS).toEqual([]);
    expect(readConfig('production', { ...COMPLETE, FILES_KEYS: `${KEY}, ${other}` }).FILES_KEYS).toEqual([KEY, other]);
    const onPostgres = { ...COMPLETE, DATABASE_URL: 'postgres://127.0.0.1/guichet' };
    for (const mode of ['production', 'demo'] as const)
      expect(() => readConfig(mode, onPostgres)).toThrow(/FILES_KEYS: needed with DATABASE_URL/);
    expect(() => readConfig('production', { ...COMPLETE, FILES_KEYS: `${KEY}x` })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(KEY) }),
    );
  });

  it('anchor the journal outside the database, in production on PostgreSQL with a key that is outside too', () => {
    const onPostgres = { ...COMPLETE, DATABASE_URL: 'postgres://127.0.0.1/guichet', FILES_KEYS: KEY };
    const refused = /AUDIT_KEY, AUDIT_ANCHORS: needed with DATABASE_URL/;
    expect(() => readConfig('production', { ...onPostgres, AUDIT_ANCHORS: 'mailto:dpo@example.org' })).toThrow(refused);
    expect(() => readConfig('production', { ...onPostgres, AUDIT_KEY: KEY })).toThrow(refused);
    const placesOf = (settings: Record<string, string>): readonly string[] =>
      readConfig('production', { ...COMPLETE, ...settings }).anchorPlaces;
    expect(placesOf({})).toEqual([`${COMPLETE['SQLITE_FILE']}.audit-anchors`]);
    expect(placesOf({ BACKUP_DIR: '/mnt/backups' })).toEqual(['/mnt/backups/audit-anchors.log']);
    expect(placesOf({ AUDIT_ANCHORS: 'mailto:dpo@example.org  https://anchors.example.org/marelle' })).toEqual([
      'mailto:dpo@example.org',
      'https://anchors.example.org/marelle',
    ]);
    for (const bad of [{ AUDIT_ANCHORS: 'ftp://example.org' }, { AUDIT_KEY: 'short' }, { AUDIT_SEAL_MINUTES: '16' }])
      expect(() => readConfig('production', { ...COMPLETE, ...bad })).toThrow(/AUDIT_/);
  });

  it('name the proxies that are believed, and nobody without them on plain http', () => {
    expect(readConfig('production', { ...COMPLETE, TRUST_PROXY: '10.0.0.0/8, ::1' }).trustProxy).toEqual([
      '10.0.0.0/8',
      '::1',
    ]);
    expect(readConfig('production', { ...COMPLETE, TRUST_PROXY: 'none' }).trustProxy).toBe(false);
    expect(
      readConfig('production', { ...COMPLETE, BASE_URL: 'http://127.0.0.1:3000', TRUST_PROXY: '' }).trustProxy,
    ).toBe(false);
  });

  it('of a worker are those of production, and REDIS_URL', () => {
    expect(() => readConfig('worker', COMPLETE)).toThrow(/REDIS_URL/);
    expect(() => readConfig('worker', { REDIS_URL: 'redis://127.0.0.1' })).toThrow(/SMTP_URL/);
  });

  it('of text messages come together', () => {
    const sms = { SMS_URL: 'https://sms.example.org/send', SMS_TOKEN: 'a-token-of-theirs', SMS_FROM: 'Marelle' };
    expect(readConfig('production', { ...COMPLETE, ...sms }).SMS_FROM).toBe('Marelle');
    expect(() => readConfig('production', { ...COMPLETE, ...sms, SMS_TOKEN: '' })).toThrow(/SMS_TOKEN/);
    expect(() => readConfig('production', { ...COMPLETE, ...sms, SMS_FROM: 'Petite enfance du bassin' })).toThrow(
      /SMS_FROM/,
    );
    expect(() => readConfig('production', { ...COMPLETE, BASE_URL: `https://${'x'.repeat(60)}.example.org` })).toThrow(
      /BASE_URL/,
    );
  });

  it('are what .env.example proposes, where nobody says anything else', () => {
    const said = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(
      ([, name, value]) => [name!, value!.replace(/^"|"$/g, '')] as const,
    );
    const proposed = Object.fromEntries(said);
    const needed = Object.fromEntries(Object.entries(COMPLETE).map(([name, own]) => [name, proposed[name] || own]));
    expect(readConfig('production', { ...proposed, ...needed })).toEqual(readConfig('production', needed));
  });

  it('are all in .env.example, and no other', () => {
    const named = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]!);
    expect(named.sort()).toEqual([...SETTINGS].sort());
  });
});
