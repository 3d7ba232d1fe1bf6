/**
 * The folder of the views, messages, PDF templates and programs of threads: `src/` in tests, `dist/` once built. A
 * chunk of the build lies one folder deep, as this file does (scripts/bundle.js), so it is the folder above.
 */
export const SOURCE_ROOT = import.meta.dirname.replace(/[/\\][^/\\]+$/, '');
