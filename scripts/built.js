import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Written into dist/ when a whole build has ended. */
export const BUILD_ENDED = 'build-ended';
/** What a build is made from. */
export const SOURCES = [
  'src',
  'scripts',
  'package.json',
  'package-lock.json',
  'nest-cli.json',
  'tsconfig.json',
  '.swcrc',
];

/** Every file that a build is made from, in a stable order. */
export const sourceFiles = () =>
  SOURCES.flatMap((name) =>
    statSync(name).isFile()
      ? [name]
      : readdirSync(name, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map(({ parentPath, name }) => join(parentPath, name)),
  ).sort();

/** Whether programs can be run from dist/. */
export const isBuilt = () => existsSync(join('dist', BUILD_ENDED));

/** Whether a whole build has ended since the last source was written. */
export const isCurrent = () => {
  const ended = join('dist', BUILD_ENDED);
  if (!existsSync(ended)) return false;
  const endedAt = statSync(ended).mtimeMs;
  return sourceFiles().every((file) => statSync(file).mtimeMs <= endedAt);
};
