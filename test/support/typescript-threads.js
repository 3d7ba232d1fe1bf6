/**
 * Threads of tests run from sources: `./one.js` that is not there is `./one.ts`, and types are taken out as it is
 * loaded.
 */
import { existsSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transformSync } from '@swc/core';

/**
 * What a thread is given. Whoever imports it has loaded the compiler into the process, where it has to stay: a second
 * thread cannot load it again after the first has ended.
 */
export const TYPESCRIPT_FLAGS = ['--import', import.meta.url];

const asTypeScript = (url) => url.replace(/\.js$/, '.ts');

export function resolve(specifier, context, next) {
  const url = /^(\.|file:)/.test(specifier) ? new URL(specifier, context.parentURL).href : null;
  if (url?.endsWith('.js') && !existsSync(fileURLToPath(url)) && existsSync(fileURLToPath(asTypeScript(url))))
    return { url: asTypeScript(url), format: 'module', shortCircuit: true };
  return next(specifier, context);
}

export function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const source = readFileSync(fileURLToPath(url), 'utf8');
  const { code } = transformSync(source, {
    filename: fileURLToPath(url),
    module: { type: 'es6' },
    jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
  });
  return { format: 'module', source: code, shortCircuit: true };
}

if (!isMainThread && !globalThis.marelleLoads) {
  globalThis.marelleLoads = true;
  register(import.meta.url);
}
