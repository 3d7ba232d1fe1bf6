import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Written into dist/ when a build has ended. */
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

export const isBuilt = () => existsSync(join('dist', BUILD_ENDED));

/** Whether a build has ended since the last source was written. */
export const isCurrent = () => {
  if (!isBuilt()) return false;
  const endedAt = statSync(join('dist', BUILD_ENDED)).mtimeMs;
  return sourceFiles().every((file) => statSync(file).mtimeMs <= endedAt);
};
