import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '../support/runner.js';

const FOLDER = 'docs/decisions';
const INDEX = readFileSync(join(FOLDER, 'README.md'), 'utf8');
const FILES = readdirSync(FOLDER).filter((name) => /^\d{4}-/.test(name));
const LINES = INDEX.split('\n').filter((line) => line.startsWith('- '));

/** The line of a decision in the index: struck out, with what took its place, where nothing of it is in force. */
function lineOf(file: string): string {
  const [first, , dated] = readFileSync(join(FOLDER, file), 'utf8').split('\n');
  const [, number, title] = /^# (\d{4}) – (.+)$/.exec(first!)!;
  const by = /Status: replaced by (\[\d{4}\]\([^)]+\))\.$/.exec(dated!)?.[1];
  return `- [${number}](${file}) ${by ? `~~${title}~~ → ${by}` : title}`;
}

describe('the index of decisions', () => {
  it('has each of them once, under its own title, and says which were replaced and by what', () => {
    expect([...LINES].sort()).toEqual(FILES.map(lineOf).sort());
  });
});
