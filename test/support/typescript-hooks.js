/**
 * How a module is found and read: `./one.js` that is not there is `./one.ts`, and each source goes through the compiler of
 * the build with the settings of the build (.swcrc), so that decorators mean the same in both.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const asTypeScript = (url) => url.replace(/\.js(?=$|\?)/, '.ts');
const isThere = (url) => existsSync(fileURLToPath(url));

export function resolve(specifier, context, next) {
  const url = /^(\.|file:)/.test(specifier) ? new URL(specifier, context.parentURL).href : null;
  if (url && /\.js($|\?)/.test(url) && !isThere(url) && isThere(asTypeScript(url)))
    return { url: asTypeScript(url), format: 'module', shortCircuit: true };
  return next(specifier, context);
}

export function load(url, context, next) {
  if (!/\.ts($|\?)/.test(url)) return next(url, context);
  const filename = fileURLToPath(url);
  const { code } = transformSync(readFileSync(filename, 'utf8'), { filename, sourceMaps: 'inline' });
  return { format: 'module', source: code, shortCircuit: true };
}
