import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Hash of the built assets, from `<root>/public/manifest.json`; `dev` when they have not been built (tests). */
export function assetVersion(root: string): string {
  const manifest = join(root, 'public', 'manifest.json');
  if (!existsSync(manifest)) return 'dev';
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

/** `app.css` → `/assets/app.css?v=<version>`. File names never change, so caches rely on the version in the address. */
export function assetUrls(root: string): (name: string) => string {
  const version = assetVersion(root);
  return (name) => `/assets/${name}?v=${version}`;
}
