/**
 * Lets a process of the tests, or a thread that one of them starts, run from sources (`typescript-hooks.js`). Whoever
 * imports it has loaded the compiler into the process, where it has to stay: a second thread cannot load it again after
 * the first has ended.
 */
import '@swc/core';
import { register } from 'node:module';

/** What a process or a thread is started with. */
export const TYPESCRIPT_FLAGS = ['--import', import.meta.url];

if (!globalThis.marelleLoads) {
  globalThis.marelleLoads = true;
  register('./typescript-hooks.js', import.meta.url);
}
