import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';

describe('the figures of the house', () => {
  let copy: string;
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'marelle-figures-of-the-house-'));
    for (const name of ['src', 'scripts']) cpSync(name, join(copy, name), { recursive: true });
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));
  const count = () => {
    const { status, stdout } = spawnSync(process.execPath, ['scripts/house-figures.js'], {
      cwd: copy,
      encoding: 'utf8',
    });
    return { status, failures: stdout.split('\n').filter((line) => line.startsWith('FAIL')) };
  };

  it('are what is written down', () => expect(count()).toEqual({ status: 0, failures: [] }));

  it('refuse one file more that names a feature', () => {
    writeFileSync(join(copy, 'src/planted.ts'), `export * from './places/other-days/index.js';\n`);
    const { status, failures } = count();
    expect([status, failures]).toEqual([
      1,
      [expect.stringMatching(/files outside of it that name it: \d+, where \d+/)],
    ]);
  });
});
