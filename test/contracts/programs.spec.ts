import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '../support/runner.js';
import { reachedFrom, startedPrograms } from '../support/started-programs.js';

/** What is there on every machine with Node, or was installed by npm; `git` is where a clone is. */
const THERE = ['node', 'npm', 'sh', 'git'];
/** What the product starts for a site on PostgreSQL. On SQLite, nothing leads there. */
const OF_POSTGRES: Readonly<Record<string, readonly string[]>> = {
  'src/foundation/platform/backup/postgres-copy.ts': ['pg_dump', 'pg_restore'],
};
/** Started before and after the suites, or in each of them (jest.config.js). */
const BESIDE = ['templates.teardown.js', 'held-process.js', 'reach.js'].map((name) => join('test/support', name));

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => /(?<!\.d)\.ts$/.test(file));

const started = (text: string, more: Readonly<Record<string, string>> = {}) =>
  startedPrograms(new Map([['test/a.ts', text], ...Object.entries(more)])).map(
    ({ file, line, program }) => `${file}:${line} ${program}`,
  );

describe('the suites', () => {
  const suites = ['src', 'test'].flatMap(filesIn).filter((file) => file.endsWith('.spec.ts'));
  const texts = reachedFrom([...suites, ...filesIn('src'), ...BESIDE]);

  it('start Node, npm, a shell and git, and no other program: drills may', () => {
    const other = startedPrograms(texts)
      .filter(({ file, program }) => !(program && [...THERE, ...(OF_POSTGRES[file] ?? [])].includes(program)))
      .map(({ file, line, program }) => `${file}:${line} starts ${program ?? 'what the code does not tell'}`);
    expect(other).toEqual([]);
  });

  it('start no browser', () => {
    expect(
      [...texts].filter(([, text]) => /^import .* from 'playwright-core'/m.test(text)).map(([file]) => file),
    ).toEqual([]);
  });

  it('are looked at with all that they import and with the scripts that they name', () => {
    for (const file of [
      'test/support/build.ts',
      'scripts/build-once.js',
      'test/isolation/second-writer.js',
      'src/foundation/platform/backup/postgres-program.ts',
    ])
      expect(texts.has(file)).toBe(true);
    expect([...texts.keys()].filter((file) => /^test\/(chaos|browser)\//.test(file))).toEqual([]);
  });
});

describe('a program that is started', () => {
  const AS_MODULE = `import * as processes from 'node:child_process';\n`;
  const NAMED = `import { exec, execFile, execFileSync, execSync, fork, spawn, spawnSync } from 'node:child_process';\n`;

  it.each<[string, string, string[]]>([
    ['by its name', `${NAMED}spawn('openssl', ['version']);`, ['test/a.ts:2 openssl']],
    ['and waited for', `${NAMED}const a = 1;\nspawnSync(\n  'gcc', []);`, ['test/a.ts:3 gcc']],
    [
      'with its output',
      `${NAMED}execFile('java', done);\nexecFileSync("chromium");`,
      ['test/a.ts:2 java', 'test/a.ts:3 chromium'],
    ],
    [
      'by a shell',
      `${NAMED}exec('LANG=C caddy run && redis-server');`,
      ['test/a.ts:2 caddy', 'test/a.ts:2 redis-server'],
    ],
    ['by a shell, with words put in', `${NAMED}execSync(\`pdfinfo \${file}\`);`, ['test/a.ts:2 pdfinfo']],
    [
      'by a shell that is asked for',
      `${NAMED}spawn('cat a | pdftotext', { shell: true });`,
      ['test/a.ts:2 cat', 'test/a.ts:2 pdftotext'],
    ],
    [
      'by a script for sh',
      `${NAMED}spawn('sh', ['-c', 'ulimit -f 1; pg_dump x']);`,
      ['test/a.ts:2 sh', 'test/a.ts:2 pg_dump'],
    ],
    ['by the whole module', `${AS_MODULE}processes.spawnSync('pg_dump');`, ['test/a.ts:2 pg_dump']],
    ['under another name', `import { spawn as start } from 'child_process';\nstart('gcc');`, ['test/a.ts:2 gcc']],
    [
      'as the running Node',
      `${NAMED}spawn(process.execPath, []);\nfork('a.js');`,
      ['test/a.ts:2 node', 'test/a.ts:3 node'],
    ],
    ['from what npm installed', `${NAMED}execFile(join(ROOT, 'node_modules/.bin', name));`, ['test/a.ts:2 npm']],
    [
      'by a name that is kept',
      `${NAMED}const tool = slow ? 'java' : process.execPath;\nspawn(tool);`,
      ['test/a.ts:3 java', 'test/a.ts:3 node'],
    ],
    [
      'as the first of words',
      `${NAMED}const usual = [process.execPath];
const [tool, ...words] = a ? usual : ['gcc'];
spawn(tool!, words);`,
      ['test/a.ts:4 node', 'test/a.ts:4 gcc'],
    ],
    [
      'by a function around it',
      `${NAMED}const run = (tool: string) => spawnSync(tool);\nrun('java');`,
      ['test/a.ts:3 java'],
    ],
    ['by what nobody can tell', `${NAMED}spawn(settings.tool);`, ['test/a.ts:2 null']],
    ['by a function that is handed on', `${NAMED}const run = promisify(execFile);`, ['test/a.ts:2 null']],
    ['by a module that is read later', `const { spawn } = await import('node:child_process');`, ['test/a.ts:1 null']],
    ['by nobody: a pattern', `${NAMED}/a/.exec('openssl');`, []],
  ])('is found %s', (_, text, found) => expect(started(text)).toEqual(found));

  it('is found where a function of another file is given its name', () => {
    const around = `${NAMED}export function startProgram(words: string[], name: string) {
  return spawn(name, words);
}`;
    const text = `import { startProgram } from './b.js';\nstartProgram([], 'pg_dump');`;
    expect(started(text, { 'test/b.ts': around })).toEqual(['test/a.ts:2 pg_dump']);
  });
});
