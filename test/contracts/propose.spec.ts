import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { canonicalJson } from '../../src/commissions/matching/instance/canonical-json.js';
import { printedProposal, propose } from '../../src/commissions/matching/propose.js';
import { PlayedSession, type WrittenSession } from '../support/sessions/played-session.js';
import { randomSession } from '../support/sessions/random-session.js';
import { Build } from '../support/build.js';

const INSTANCE = {
  slots: ['mon-am', 'mon-pm'],
  establishments: {
    A: { capacity: { babies: 1 }, order: ['c2', 'c1'] },
    B: { capacity: { babies: { 'mon-pm': 1 } }, points: { c1: 2, c2: 2 } },
  },
  children: { c1: { section: 'babies', slots: ['mon-am'] }, c2: { section: 'babies', slots: ['mon-am', 'mon-pm'] } },
  families: {
    f1: { children: ['c1'], wishes: [['A'], [{ at: 'B', slots: ['mon-pm'] }]] },
    f2: { children: ['c2'], wishes: [['A']] },
  },
};

describe('npm run propose', () => {
  let build: Build;

  beforeAll(() => {
    build = new Build();
  });
  afterAll(() => build.remove());

  const run = (words: readonly string[], input: string | Buffer = '') => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/commissions/matching/command.js', ...words], {
      cwd: build.folder,
      input,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  it('prints one JSON object, the same bytes from a file and from standard input, whatever the order of keys', () => {
    const expected = {
      status: 0,
      stdout: `${canonicalJson(printedProposal(INSTANCE, propose(INSTANCE)))}\n`,
      stderr: '',
    };
    writeFileSync(join(build.folder, 'instance.json'), JSON.stringify(INSTANCE));
    expect(run(['instance.json'])).toEqual(expected);
    expect(
      run(['-'], `\uFEFF${JSON.stringify(Object.fromEntries(Object.entries(INSTANCE).reverse()), null, 2)}`),
    ).toEqual(expected);
    expect(JSON.parse(expected.stdout)).toMatchObject({ assignments: { c1: 'B', c2: 'A' }, claims: [], fair: true });
  });

  it('takes the sections in which a child is expected later, and counts them nowhere; a malformed path is told in one line', () => {
    const having = (path: unknown) =>
      JSON.stringify({ ...INSTANCE, children: { ...INSTANCE.children, c1: { ...INSTANCE.children.c1, path } } });
    expect(run(['-'], having([{ section: 'toddlers', from: '2027-09-01' }]))).toEqual(
      run(['-'], JSON.stringify(INSTANCE)),
    );
    expect(run(['-'], having([{ section: 'toddlers', from: 'next year' }]))).toEqual({
      status: 2,
      stdout: '',
      stderr: 'children.c1.path[0].from: must be a day such as "2027-09-01", not "next year"\n',
    });
  });

  it('reads the audit file of a session as it was downloaded', () => {
    const audit = { engine: 'marelle-engine/2', instanceHash: 'x', instance: INSTANCE, told: [] };
    expect(run(['-'], JSON.stringify(audit)).stdout).toBe(run(['-'], JSON.stringify(INSTANCE)).stdout);
  });

  describe('npm run verify-session', () => {
    const verifying = (file: unknown) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['dist/commissions/verify-session/command.js', '-'],
        { cwd: build.folder, input: JSON.stringify(file), encoding: 'utf8' },
      );
      return { status, stdout, stderr };
    };
    const saying = (pattern: RegExp) => expect.stringMatching(pattern);

    it('holds an audit file against the facts: 0 all is so, 1 with each false statement, 2 no audit file', () => {
      const file = JSON.parse(randomSession(1));
      expect(verifying(file)).toEqual({ status: 0, stdout: saying(/^\d+ statements, 0 false\n$/), stderr: '' });
      file.told[0].explanation.wouldHaveTaken.push('Z');
      expect(verifying(file)).toEqual({
        status: 1,
        // Numbers are drawn: the first case that is told is not number 1.
        stdout: saying(
          new RegExp(`^case ${file.told[0].number}: would have taken: told .*\\n\\d+ statements, 1 false\\n$`),
        ),
        stderr: '',
      });
      expect(verifying({})).toEqual({ status: 2, stdout: '', stderr: 'audit file: session is missing\n' });
    });

    it('counts apart what a file of an earlier version gives it no record to judge: 3, or 1 where something is false', () => {
      const written = JSON.parse(readFileSync('test/truth/sessions/01-override.json', 'utf8')) as WrittenSession;
      const whole = JSON.parse(new PlayedSession(written).auditFile());
      const { record: _, first: __, ownPoints: ___, ...rest } = whole;
      const older = { ...rest, proposal: { fair: true } };
      const left = ', 4 not judged: this file has no record of what the session did';
      expect(verifying(older)).toEqual({
        status: 3,
        stdout: saying(new RegExp(`^\\d+ statements, 0 false${left}\\n$`)),
        stderr: '',
      });
      // The proposal was fair: no child was kept waiting because nobody could be content.
      for (const one of whole.told) if (String(one.number) === written.planted.case) one.reason = 'no_even_share';
      const told = `case ${written.planted.case}: reason no_even_share: told true, found false\n`;
      expect(verifying(whole)).toEqual({
        status: 1,
        stdout: saying(new RegExp(`^${told}\\d+ statements, 1 false\\n$`)),
        stderr: '',
      });
      expect(verifying(older)).toEqual({
        status: 1,
        stdout: saying(new RegExp(`^${told}\\d+ statements, 1 false, 3 not judged: `)),
        stderr: '',
      });
    });
  });

  it.each<[string, string[], string, string]>([
    [
      'a field that is wrong',
      ['-'],
      JSON.stringify({ ...INSTANCE, slots: 'mon-am' }),
      'slots: must be a list, not "mon-am"\n',
    ],
    ['no JSON', ['-'], '{\n"slots": [,]\n}', 'instance: is not JSON: '],
    ['nothing', ['-'], ' \n', 'instance: is empty\n'],
    ['a file that is not there', ['absent.json'], '', 'absent.json: cannot be read (ENOENT)\n'],
    ['a folder', ['dist'], '', 'dist: cannot be read (EISDIR)\n'],
    ['no file', [], '', 'usage: '],
    ['two files', ['a.json', 'b.json'], '', 'usage: '],
  ])('%s: exit code 2, and one line on standard error', (_, words, input, line) => {
    const { status, stdout, stderr } = run(words, input);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(line)).toBe(true);
    expect(stderr.indexOf('\n')).toBe(stderr.length - 1);
  });
});
