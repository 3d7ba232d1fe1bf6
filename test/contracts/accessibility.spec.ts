import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { APPLICABLE, CONFORMITY, SELF_EVALUATION } from '../../src/family/family/domain/self-evaluation.js';
import { startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';

/** How many criteria each of the thirteen topics of the RGAA 4.1 has. */
const CRITERIA = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];
/** What a line of the grid may have been looked at on. */
const LOOKED_AT = /^(every state|sample), (2026-1[12]-\d\d)$|^none yet, /;
const STATUSES = ['respected', 'not respected', 'not checked', 'not applicable'];

const document = readFileSync('docs/accessibility.md', 'utf8');
const grid = [...document.matchAll(/^\| (\d+\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| (.+) \|$/gm)].map(
  ([, number = '', title = '', status = '', seen = '', evidence = '']) => ({ number, title, status, seen, evidence }),
);
const having = (status: string): string[] => grid.filter((row) => row.status === status).map(({ number }) => number);

const STATES = {
  full: { fr: 'totalement conforme', en: 'fully compliant' },
  partial: { fr: 'partiellement conforme', en: 'partially compliant' },
  none: { fr: 'non conforme', en: 'not compliant' },
};

describe('the self-evaluation of docs/accessibility.md', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp('sqlite');
  });
  afterAll(() => test.close());

  it('has each of the 106 criteria once, in their order, with a status and its evidence', () => {
    const criteria = CRITERIA.flatMap((count, topic) =>
      Array.from({ length: count }, (_, index) => `${topic + 1}.${index + 1}`),
    );
    expect(criteria).toHaveLength(SELF_EVALUATION.criteria);
    expect(grid.map(({ number }) => number)).toEqual(criteria);
    for (const { number, status } of grid)
      expect([number, STATUSES]).toEqual([number, expect.arrayContaining([status])]);
    expect(grid.filter(({ evidence }) => evidence.trim() === '')).toEqual([]);
  });

  it('names for each criterion the pages and the day, and nothing as seen that was not', () => {
    for (const { number, status, seen, evidence } of grid) {
      expect([number, seen]).toEqual([number, expect.stringMatching(LOOKED_AT)]);
      const day = seen.split(', ')[1]!;
      expect([number, [day, SELF_EVALUATION.day].sort()[0]]).toEqual([number, day]);
      expect([number, seen.startsWith('none')]).toEqual([number, status === 'not checked']);
      // A program that walks the site sees every state; what only people have read is the sample.
      if (evidence.includes('npm run test:browser')) expect([number, seen]).toEqual([number, `every state, ${day}`]);
    }
  });

  it('counts what its grid says, and says by when the rest is mended', () => {
    for (const status of STATUSES) expect(document).toContain(`| ${status} | ${having(status).length} |\n`);
    for (const number of [...having('not respected'), ...having('not checked')])
      expect(document).toMatch(
        new RegExp(`^\\| ${number.replace('.', '\\.')} \\| .+ \\| ${SELF_EVALUATION.mendedBy} \\|$`, 'm'),
      );
    expect(document).toContain(`made on ${SELF_EVALUATION.day}`);
  });

  it('names only test files that are there', () => {
    const named = [...document.matchAll(/`((?:test|src|docs)\/[\w./-]+\.(?:js|ts|md))`/g)].map(([, file]) => file!);
    expect(named.length).toBeGreaterThan(5);
    for (const file of named) expect(readFileSync(file, 'utf8').length).toBeGreaterThan(0);
  });

  it.each(['fr', 'en'])('is what the page says: %s', async (language) => {
    expect(having('respected')).toHaveLength(SELF_EVALUATION.respected);
    expect(having('not respected')).toEqual(SELF_EVALUATION.notRespected);
    expect(having('not checked')).toEqual(SELF_EVALUATION.notChecked);
    const { text } = await new Browser(test.app, language).opens('/accessibilite');
    for (const count of [SELF_EVALUATION.criteria, APPLICABLE, SELF_EVALUATION.respected])
      expect(text).toContain(` ${count} `);
    const rest = [...SELF_EVALUATION.notRespected, ...SELF_EVALUATION.notChecked];
    for (const number of rest) expect(text).toMatch(new RegExp(`\\((critère|criterion) ${number}\\)`));
    const state = STATES[CONFORMITY][language as 'fr' | 'en'];
    expect(text).toContain(`${language === 'fr' ? 'Ce site est' : 'This site is'} ${state} `);
    // In the footer of every page, as the law asks.
    expect((await new Browser(test.app, language).opens('/')).text).toMatch(
      new RegExp(`${language === 'fr' ? 'Accessibilité : ' : 'Accessibility: '}${state}`.replace(' :', '\\s:')),
    );
  });
});
