import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig, SETTINGS } from './config.js';

const COMPLETE = {
  SQLITE_FILE: 'var/x.sqlite', BASE_URL: 'https://petite-enfance.example.org', SESSION_SECRET: 'x'.repeat(32), SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'a@example.org',
};

describe('the settings', () => {
  it('of production are invented by nobody: each that is missing is named', () => {
    expect(() => readConfig('production', {})).toThrow(ConfigError);
    for (const name of Object.keys(COMPLETE)) {
      const rest = Object.fromEntries(Object.entries(COMPLETE).filter(([key]) => key !== name));
      expect(() => readConfig('production', rest)).toThrow(new RegExp(name));
    }
    expect(readConfig('production', COMPLETE).PORT).toBe(3000);
  });

  it.each([
    ['PORT', 'eighty'], ['PORT', '70000'], ['SESSION_SECRET', 'short'], ['DATABASE_URL', 'mysql://x'], ['SMTP_URL', 'http://x'], ['BASE_URL', 'here'], ['MAIL_FROM', 'nobody'], ['LOG_LEVEL', 'loud'], ['METRICS_TOKEN', 'short'], ['DRAIN_SECONDS', 'long'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => readConfig('production', { ...COMPLETE, [name]: value })).toThrow(new RegExp(name));
  });

  it('are all in .env.example, and no other', () => {
    const named = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]!);
    expect(named.sort()).toEqual([...SETTINGS].sort());
  });
});
