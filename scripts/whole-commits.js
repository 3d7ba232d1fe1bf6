/**
 * Checks out each of the last commits beside this folder and says which are not whole: format, rules and types of what it
 * changed, the house, and the suites that it changed, on SQLite. Usage: node scripts/whole-commits.js [N], ten by default.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { leaveNothingBehind } from './left-behind.js';

const count = Number(process.argv[2] ?? 10);
const git = (...words) => execFileSync('git', words, { encoding: 'utf8' }).trim();
const folder = mkdtempSync(join(tmpdir(), 'marelle-commits-'));
const copy = join(folder, 'copy');
leaveNothingBehind({ folders: [folder] });
git('clone', '--quiet', '--no-checkout', '.', copy);
symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));

const linesOf = (text) => text.split('\n').filter(Boolean);
let failed = 0;
for (const line of linesOf(git('log', '--no-merges', '--reverse', '--format=%h %s', `-${count}`))) {
  const [commit] = line.split(' ');
  git('-C', copy, 'checkout', '--quiet', '--force', commit);
  const files = linesOf(git('diff-tree', '--no-commit-id', '--name-only', '-r', '--diff-filter=d', commit));
  const code = files.filter((file) => /\.(c|m)?(ts|js)$/.test(file));
  const suites = files.filter((file) => file.endsWith('.spec.ts'));
  const commands = [
    ['npx', 'prettier', '--check', '--ignore-unknown', ...files],
    ...(code.length > 0 ? [['npx', 'eslint', '--no-warn-ignored', ...code]] : []),
    ['npm', 'run', '-s', 'lint:types'],
    ['npm', 'run', '-s', 'lint:house'],
    // Words that are missing or unused stop the build.
    ['npm', 'run', '-s', 'build'],
    ...(suites.length > 0 ? [['npm', 'run', '-s', 'suites', '--', ...suites]] : []),
  ];
  const broken = commands.find(([program, ...words]) => {
    const { status } = spawnSync(program, words, { cwd: copy, stdio: 'ignore' });
    return status !== 0;
  });
  if (broken) failed += 1;
  console.log(`${broken ? 'FAIL' : 'ok  '} ${line}${broken ? `\n     ${broken.join(' ').slice(0, 160)}` : ''}`);
}
if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
console.log(`${count - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
