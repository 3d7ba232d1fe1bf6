/**
 * Builds when dist/ is missing, so that a command that runs from dist/ works right after the installation. With
 * `--current` it also builds when a source is newer than the build, so that tests run what is written. `npm run import`
 * does not use `--current`, because a server may be running from dist/.
 */
import { execSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BUILT = ['dist/main.js', 'dist/matching/command.js', 'dist/public/manifest.json'];

const isStale = () => {
  const builtAt = Math.min(...BUILT.map((file) => statSync(file).mtimeMs));
  return ['src', 'scripts'].some((folder) =>
    readdirSync(folder, { recursive: true }).some((file) => statSync(join(folder, file)).mtimeMs > builtAt),
  );
};

if (!BUILT.every((file) => existsSync(file)) || (process.argv.includes('--current') && isStale())) {
  // What the build prints goes to standard error, because standard output belongs to the command.
  execSync('npm run -s build', { stdio: ['inherit', process.stderr, 'inherit'] });
}
