import { readFileSync } from 'node:fs';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { NEEDED_DAYS } from './eaje-words.js';

describe('a day that a director has to give', () => {
  it.each(['fr', 'en'])('has a sentence when it is missing, and when it is no day (%s)', (language) => {
    const file = new URL(`eaje.messages.${language}.json`, import.meta.url);
    const { eaje } = JSON.parse(readFileSync(file, 'utf8')) as { eaje: { errors: Record<string, string> } };
    const wanted = NEEDED_DAYS.flatMap((field) => [`${field}Missing`, `${field}NotADay`]);
    expect(wanted.filter((key) => !eaje.errors[key])).toEqual([]);
  });
});
