import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '../support/runner.js';

const PAGE = readFileSync('docs/adding-a-question.md', 'utf8');

describe('docs/adding-a-question.md', () => {
  it('names every source that the question of its example goes through, and no other', () => {
    const named = [...PAGE.matchAll(/^- `(src\/[^`]+)`/gm)].map(([, file]) => file!);
    const going = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .map((file) => join('src', file))
      .filter((file) => /\.(ts|njk)$/.test(file) && !/\.spec\.ts$|\/migrations\//.test(file))
      .filter((file) => /adaptationNeed|adaptation_need/.test(readFileSync(file, 'utf8')));
    expect(named.sort()).toEqual(going.sort());
  });
});
