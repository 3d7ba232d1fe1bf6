import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folder of the views, messages, PDF templates and programs of threads: `src/` in tests, `dist/` once built. A
 * chunk of the build lies one folder deep, as this file does (scripts/bundle.js), so it is the folder above.
 */
export const SOURCE_ROOT = import.meta.dirname.replace(/[/\\][^/\\]+$/, '');

const subfolders = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() || entry.isSymbolicLink() ? [entry.name] : [],
  );

/** The wing of each feature, by root: it does not change while a process runs. */
const wings = new Map<string, ReadonlyMap<string, string>>();

function wingsOf(root: string): ReadonlyMap<string, string> {
  const known = wings.get(root);
  if (known) return known;
  const found = new Map(
    subfolders(root).flatMap((wing) => subfolders(join(root, wing)).map((feature) => [feature, wing] as const)),
  );
  wings.set(root, found);
  return found;
}

/** Where a feature or a room of it lies: `commission/sitting` is `<root>/commissions/commission/sitting`. */
export function folderOf(root: string, path: string): string {
  const [feature = ''] = path.split('/');
  return join(root, wingsOf(root).get(feature) ?? '', path);
}
