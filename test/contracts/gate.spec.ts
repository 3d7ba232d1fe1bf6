import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '../support/runner.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'marelle-gate-spec-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs some lines in a process of their own, in the folder of the test, with what a file of the gate exports. */
function run(file: string, names: string, lines: string) {
  const program = `import { ${names} } from '${pathToFileURL(resolve(file)).href}';\n${lines}`;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, said: stdout.trimEnd().split('\n') };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('the steps of the gate', () => {
  const steps = (...given: object[]) =>
    run(
      '.ci/steps.js',
      'Steps',
      `const gate = new Steps('the gate', 'abc');
       await gate.run(${JSON.stringify(given)}, 2);
       await gate.tryAgain();
       gate.finish();`,
    );
  const lastRun = () => JSON.parse(readFileSync(join(folder, 'var/gate/last.json'), 'utf8')) as Record<string, unknown>;

  it('end with what passed and failed, and are written down with their seconds', () => {
    const { status, said } = steps(
      { name: 'format', command: 'true' },
      { name: 'pages', command: 'echo "12 passed, 0 failed"', by: 'counted' },
    );
    expect([status, said.at(-1)]).toEqual([0, '13 passed, 0 failed']);
    expect(lastRun()).toMatchObject({ by: 'the gate', commit: 'abc', passed: 13, failed: 0, steps: { format: 0 } });
  });

  it('go on after a failure, and tell it in the end with the command that shows it alone', () => {
    const pages = `printf "FAILED rpe /rpe: axe\\n  label: no name\\n3 passed, 1 failed\\n"; exit 1`;
    const { status, said } = steps(
      { name: 'types', command: 'echo "a.ts(1,1): error"; exit 2' },
      { name: 'pages', command: pages, by: 'counted' },
      { name: 'doors', command: 'true' },
    );
    expect(status).toBe(1);
    const told = said.slice(said.findIndex((line) => line.startsWith('== the whole')) + 1);
    expect(told.filter((line) => line.startsWith('FAIL')).sort()).toEqual(['FAIL pages: rpe /rpe: axe', 'FAIL types']);
    expect(told).toEqual(expect.arrayContaining(['     a.ts(1,1): error', '     label: no name']));
    expect(told.filter((line) => line.startsWith('     alone: '))).toHaveLength(2);
    expect(told.at(-1)).toBe('4 passed, 2 failed');
  });

  it('count what passes at the second try, say so, and say when it has done so three times', () => {
    const flaky = { name: 'a drill', command: 'test -e tried || { touch tried; exit 1; }', again: true };
    const tries = [1, 2, 3].map(() => {
      rmSync(join(folder, 'tried'), { force: true });
      return steps(flaky);
    });
    expect(tries.map(({ status, said }) => [status, said.at(-1)])).toEqual(tries.map(() => [0, '1 passed, 0 failed']));
    expect(tries.map(({ said }) => said.some((line) => line.startsWith('A FAULT TO MEND')))).toEqual([
      false,
      false,
      true,
    ]);
    expect(tries[0]!.said).toContain('passed at the second try: a drill, where the first said: a drill');
  });

  it('are red where a step counts nothing, and where nothing was run', () => {
    expect(steps({ name: 'pages', command: 'true', by: 'counted' }).said.at(-1)).toBe('0 passed, 1 failed');
    expect(steps().status).toBe(1);
  });
});

describe('what a run of all suites wrote down', () => {
  const BOTH = 'describe.each(DATABASES)("on %s", () => {});';
  beforeEach(() => {
    for (const name of ['offers', 'letters', 'both-at-once', 'words'])
      write(
        `test/scenarios/${name}.spec.ts`,
        name === 'words' ? 'it()' : `${BOTH}${name === 'both-at-once' ? 'await Promise.all([])' : ''}`,
      );
    write('src/places/offers.spec.ts', 'it()');
    write('test/contracts/worker.redis.spec.ts', 'it()');
    const ran = {
      offers: { 'src/places/offers.ts': [10, 20], 'src/places/domain/rules.ts': [5] },
      letters: { 'src/places/offers.ts': [10], 'src/places/web/page.ts': [7] },
      'both-at-once': {},
    };
    for (const [name, reach] of Object.entries(ran))
      write(`var/reach/test/scenarios/${name}.json`, JSON.stringify(reach));
  });
  const ask = (call: string) =>
    JSON.parse(
      run('scripts/reach.js', 'readReach, suitesForPostgres, suitesThatRun', `console.log(JSON.stringify(${call}))`)
        .said[0]!,
    ) as unknown;
  const forPostgres = (more = '') =>
    ask(`suitesForPostgres({ reach: readReach(), secondsOf: () => 1${more} })`) as string[];

  it('has each function that asks a database run on PostgreSQL, and what only PostgreSQL can lose', () => {
    expect(forPostgres()).toEqual([
      'test/contracts/worker.redis.spec.ts',
      'test/scenarios/both-at-once.spec.ts',
      'test/scenarios/offers.spec.ts',
    ]);
  });

  it('has a suite run there that was changed, whatever the others run', () => {
    expect(forPostgres(`, named: ['test/scenarios/letters.spec.ts']`)).toContain('test/scenarios/letters.spec.ts');
  });

  it('names the suites of a change, those first that run what few others do', () => {
    const found = ask(`suitesThatRun(['src/places/offers.ts'], readReach())`) as { suite: string }[];
    expect(found.map(({ suite }) => suite)).toEqual([
      'test/scenarios/offers.spec.ts',
      'test/scenarios/letters.spec.ts',
    ]);
  });
});
