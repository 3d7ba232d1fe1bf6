/**
 * Binds what each program loads into a few files, in place: `dist/main.js` and the others keep their names and import
 * chunks of `dist/chunks/`. A process that starts reads a dozen files instead of three thousand (docs/decisions/0118).
 * Every other file of dist/ stays as the compiler wrote it.
 */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';

const dist = resolve(import.meta.dirname, '../dist');
const PROGRAMS = ['main', 'worker', 'operate', 'backup', 'restore', 'import', 'audit-verify', 'demo'];
const COMMANDS = ['matching', 'reporting', 'verify-session'].map((feature) => `${feature}/command`);

/**
 * Packages with machine code, or that read files beside their own, stay where they are installed. So does `typeorm`:
 * `@nestjs/typeorm` asks for it by name, and two copies would not know each other's classes.
 */
const LEFT_INSTALLED = [
  '@expo-google-fonts/atkinson-hyperlegible',
  '@myriaddreamin/typst-ts-node-compiler',
  '@node-rs/argon2',
  'better-sqlite3',
  'bullmq',
  'govuk-frontend',
  'highs',
  'ioredis',
  'pg',
  'pino',
  'typeorm',
];
const isOf = (name) => (id) => id === name || id.startsWith(`${name}/`);
const isLeftInstalled = (id) => LEFT_INSTALLED.some((name) => isOf(name)(id));

const threads = readdirSync(dist, { recursive: true }).filter((file) => file.endsWith('-thread.js'));
const programs = [...PROGRAMS, ...COMMANDS, ...threads.map((file) => file.replace(/\.js$/, ''))];

const bundle = await rolldown({
  cwd: dist,
  input: Object.fromEntries(programs.map((name) => [name, join(dist, `${name}.js`)])),
  platform: 'node',
  external: isLeftInstalled,
  // A package that is asked for inside a `try` and is not installed stays a question to be asked at run time.
  onLog: (level, log, report) => (log.code === 'UNRESOLVED_IMPORT' ? undefined : report(level, log)),
});
const { output } = await bundle.write({
  dir: dist,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  // Nest and the logs name classes.
  keepNames: true,
  // One letter beyond Latin-1 makes V8 keep a whole file at two bytes a letter: twenty megabytes of a server.
  minify: { compress: false, mangle: false, codegen: { asciiOnly: true, removeWhitespace: false } },
  comments: { legal: false, annotation: false, jsdoc: false },
});
await bundle.close();

// A tagged template keeps its letters as they are: a regular expression's `source` serves as well as `String.raw`.
const wide = output.filter(({ code }) => /[^\0-\xff]/.test(code ?? ''));
if (wide.length > 0) throw new Error(`Letters beyond Latin-1 in ${wide.map(({ fileName }) => fileName).join(', ')}`);
