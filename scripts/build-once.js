/**
 * Builds when dist/ is missing: a command that runs from dist/ works on a machine that has just been installed. With
 * `--current`, also when a source is younger than the build: what is tested is what is written. (`npm run import` does
 * not ask for it: a server may be running from dist/.)
 */
import { execSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BUILT = ['dist/main.js', 'dist/matching/command.js', 'dist/public/manifest.json'];

const isStale = () => {
  const builtAt = Math.min(...BUILT.map((file) => statSync(file).mtimeMs));
  return readdirSync('src', { recursive: true }).some((file) => statSync(join('src', file)).mtimeMs > builtAt);
};

if (!BUILT.every((file) => existsSync(file)) || (process.argv.includes('--current') && isStale())) {
  // What it says goes to standard error: the output is the command's.
  execSync('npm run -s build', { stdio: ['inherit', process.stderr, 'inherit'] });
}
