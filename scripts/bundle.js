/**
 * Binds what each program loads into a few files, in place: `dist/main.js` and the others keep their names and import
 * chunks of `dist/chunks/`. A process that starts reads a dozen files instead of three thousand (docs/decisions/0118).
 * Every other file of dist/ stays as the compiler wrote it. Says last that the build has ended.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { BUILD_ENDED } from './built.js';

const dist = resolve(import.meta.dirname, '../dist');
const PROGRAMS = [
  'main',
  'worker',
  ...['operate', 'backup', 'restore', 'import', 'audit-verify', 'demo'].map((name) => `commands/${name}`),
];
const COMMANDS = ['commissions/matching', 'commissions/verify-session', 'reporting/reporting'].map(
  (feature) => `${feature}/command`,
);

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
await bundle.write({
  dir: dist,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  // Nest and the logs name classes.
  keepNames: true,
});
await bundle.close();
writeFileSync(join(dist, BUILD_ENDED), '');
