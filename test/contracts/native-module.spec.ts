import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '../support/runner.js';

const SCRIPT = resolve('scripts/native-module.js');
const NEEDED = ['better-sqlite3', 'bindings', 'file-uri-to-path'];
const SENTENCE =
  /^better-sqlite3 has no binding for Node v\d+\.\d+\.\d+ here: .*a C\+\+ compiler, make and python3.*\(Debian: g\+\+ make python3\)\.\n$/;

describe('the native module', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'marelle-native-'));
    mkdirSync(join(folder, 'node_modules'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const install = (isKept: (path: string) => boolean): void => {
    for (const name of NEEDED)
      cpSync(join('node_modules', name), join(folder, 'node_modules', name), { recursive: true, filter: isKept });
  };
  const checked = (cwd: string) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT], { cwd, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const refused = { status: 1, stdout: '', stderr: expect.stringMatching(SENTENCE) };

  it('is there, and nothing is said', () => expect(checked('.')).toEqual({ status: 0, stdout: '', stderr: '' }));

  it('without its binding: one sentence says what takes it', () => {
    install((path) => !path.endsWith('.node'));
    expect(checked(folder)).toEqual(refused);
  });

  it('with the binding of another Node: the same sentence', () => {
    install(() => true);
    const binding = join(folder, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node');
    writeFileSync(binding, 'built for another machine');
    expect(checked(folder)).toEqual(refused);
  });

  it('was not installed: the same sentence', () => expect(checked(folder)).toEqual(refused));

  it('is looked at before anything is built or tested', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    for (const name of ['demo', 'test']) expect(scripts[name]).toMatch(/^node scripts\/native-module\.js && /);
  });

  it('the README names what builds it, as the sentence does', () => {
    expect(readFileSync('README.md', 'utf8')).toMatch(
      /C\+\+ compiler, make and python3 \(Debian: `g\+\+ make python3`\)/,
    );
  });
});
