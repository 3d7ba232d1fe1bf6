import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { FIGURE_TABLES } from '../../src/reporting/reporting/domain/figure-tables.js';
import { Build } from '../support/build.js';

/** WRITE_DOCS=1 writes the list of tables anew. The rest of the page is written by hand. */
const PAGE = 'docs/figures.md';
const LIST = '## The tables that are kept';

/** The example of the page: what it says can be read is read, and computed. */
const exampleOf = (page: string): string => /```json\n([^]*?)```/.exec(page)![1]!;

describe('npm run figures', () => {
  let build: Build;
  beforeAll(() => {
    build = new Build();
    build.link('data');
  });
  afterAll(() => build.remove());

  const run = (words: readonly string[], input = '') => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/reporting/reporting/command.js', ...words], {
      cwd: build.folder,
      input,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], SQLITE_FILE: join(build.folder, 'figures.sqlite') },
    });
    return { status, stdout, stderr };
  };

  it('computes the tables of a file, the same bytes from standard input', () => {
    const example = exampleOf(readFileSync(PAGE, 'utf8'));
    writeFileSync(join(build.folder, 'histories.json'), example);
    const computed = run(['--json', '2026-01', '2026-12', '--histories', 'histories.json']);
    expect(computed).toMatchObject({ status: 0, stderr: '' });
    expect(run(['--json', '2026-01', '2026-12', '--histories', '-'], `\uFEFF${example}`)).toEqual(computed);
    expect(Object.keys(JSON.parse(computed.stdout) as object)).toHaveLength(12);
    expect(JSON.parse(computed.stdout)).toMatchObject({
      '2026-01': { received: 1 },
      '2026-06': { offers: { accepted: 1 }, wishObtained: { '1': 1 } },
      '2026-07': { flows: { enteredWithout: { time: 1 } } },
    });
  });

  it('computes the tables of the database, with a row for each commune', () => {
    const env = { PATH: process.env['PATH'], SQLITE_FILE: join(build.folder, 'figures.sqlite') };
    execFileSync(process.execPath, ['dist/commands/operate.js', 'seed'], { cwd: build.folder, env });
    const { status, stdout, stderr } = run(['--json', '2026-11', '2026-11', '--as-known', '2026-11-30']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const tables = JSON.parse(stdout) as Record<string, { received: number; status: { byCommune: object } }>;
    expect(tables['2026-11']!.received).toBe(0);
    expect(Object.keys(tables['2026-11']!.status.byCommune)).toHaveLength(14);
  });

  it.each<[string, string[], string]>([
    ['no month', ['--json', '2026-13', '2027-01'], '2026-13: is no month such as 2026-11'],
    [
      'months in the wrong order',
      ['--json', '2026-07', '2026-06'],
      '2026-07 2026-06: the first month comes after the last',
    ],
    ['no such day', ['--json', '2026-01', '2026-02', '--as-known', '2026-02-30'], '--as-known 2026-02-30: is no day'],
    [
      'no file',
      ['--json', '2026-01', '2026-02', '--histories', 'nowhere.json'],
      'nowhere.json: cannot be read (ENOENT)',
    ],
    ['an unknown option', ['--json', '2026-01', '2026-02', '--fast'], "Unknown option '--fast'"],
    ['one month only', ['--json', '2026-01'], 'usage: npm run -s figures'],
    ['no form', ['2026-01', '2026-02'], 'usage: npm run -s figures'],
  ])('says in one line: %s', (_, words, said) => {
    const { status, stdout, stderr } = run(words);
    expect({ status, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ status: 2, stdout: '', lines: 1 });
    expect(stderr).toContain(said);
  });

  it.each<[string, string, string]>([
    ['no JSON', '{', 'histories: is not JSON'],
    ['a field that is wrong', exampleOf(readFileSync(PAGE, 'utf8')).replace('09:00:00Z', '09h00'), 'families[0].'],
  ])('names what is wrong in a file: %s', (_, input, said) => {
    const { status, stdout, stderr } = run(['--json', '2026-01', '2026-01', '--histories', '-'], input);
    expect({ status, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ status: 2, stdout: '', lines: 1 });
    expect(stderr).toContain(said);
  });
});

describe('docs/figures.md', () => {
  it('lists the tables that exist', () => {
    const { reporting } = JSON.parse(
      readFileSync('src/reporting/reporting/web/reporting.messages.en.json', 'utf8'),
    ) as { reporting: { counts: Record<string, string>; by: Record<string, string> } };
    const rows = FIGURE_TABLES.map(
      ({ id, counts, dimension, measure }) =>
        `| \`${id}\` | ${reporting.counts[counts]} | ${reporting.by[dimension]} | ${measure} |`,
    );
    const list = [LIST, '', '| table | what it counts | rows | measure |', '|---|---|---|---|', ...rows, ''].join('\n');
    const page = readFileSync(PAGE, 'utf8');
    const written = `${page.slice(0, page.indexOf(LIST))}${list}`;
    if (process.env['WRITE_DOCS'] === '1') writeFileSync(PAGE, written);
    expect(readFileSync(PAGE, 'utf8')).toBe(written);
  });
});
