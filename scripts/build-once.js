/**
 * Builds when dist/ is missing, so that a command that runs from dist/ works right after the installation. With
 * `--current` it also builds when a source is newer than the build, so that tests run what is written. `npm run import`
 * does not use `--current`, because a server may be running from dist/.
 */
import { execSync } from 'node:child_process';
import { isBuilt, isCurrent } from './built.js';

if (process.argv.includes('--current') ? !isCurrent() : !isBuilt()) {
  // What the build prints goes to standard error, because standard output belongs to the command.
  execSync('npm run -s build', { stdio: ['inherit', process.stderr, 'inherit'] });
}
