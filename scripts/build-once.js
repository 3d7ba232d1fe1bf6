/** Builds only when dist/ is missing: a command that runs from dist/ works on a machine that has just been installed. */
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (!existsSync('dist/main.js') || !existsSync('dist/public/manifest.json')) execSync('npm run -s build', { stdio: 'inherit' });
