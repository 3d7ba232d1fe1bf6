/**
 * Binds what each program loads into a few files, in place: `dist/main.js` and the others keep their names and load
 * chunks of `dist/chunks/`. A process that starts reads a dozen files instead of three thousand (docs/decisions/0118).
 * Every other file of dist/ stays as the compiler wrote it.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { compiledViews } from './compiled-views.js';

const dist = resolve(import.meta.dirname, '../dist');
const PROGRAMS = ['main', 'worker', 'operate', 'backup', 'restore', 'import', 'audit-verify', 'demo'];
const COMMANDS = ['matching', 'reporting', 'verify-session'].map((feature) => `${feature}/command`);

/**
 * Packages with machine code, or that read files beside their own, stay where they are installed. So does `pg`: TypeORM
 * asks for it by a name that it only knows at run time.
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
];
const isOf = (name) => (id) => id === name || id.startsWith(`${name}/`);
const isLeftInstalled = (id) => LEFT_INSTALLED.some((name) => isOf(name)(id));

const threads = readdirSync(dist, { recursive: true }).filter((file) => file.endsWith('-thread.js'));
const programs = [...PROGRAMS, ...COMMANDS, ...threads.map((file) => file.replace(/\.js$/, ''))];

/**
 * `@nestjs/typeorm` asks for `typeorm` by name, at run time, for two classes that version 1 leaves out. What it would find
 * is a second copy.
 */
const oneTypeorm = () =>
  "import * as typeorm from 'typeorm'; export const { Connection, AbstractRepository } = typeorm;";

/** Writes modules again as they are bound, each by the end of its path. */
const rewritten = Object.entries({
  '/@nestjs/typeorm/dist/common/typeorm-compat.js': oneTypeorm,
  '/platform/web/rendering/compiled-views.js': () => compiledViews(dist),
}).map(([path, write]) => ({ path, write, met: 0 }));
const REWRITE = {
  name: 'rewrite',
  load: (id) => {
    const found = rewritten.find(({ path }) => id.endsWith(path));
    if (found) found.met += 1;
    return found?.write() ?? null;
  },
};

const bundle = await rolldown({
  cwd: dist,
  input: Object.fromEntries(programs.map((name) => [name, join(dist, `${name}.js`)])),
  platform: 'node',
  external: isLeftInstalled,
  plugins: [REWRITE],
  // A package that is asked for inside a `try` and is not installed stays a question to be asked at run time.
  onLog: (level, log, report) => (log.code === 'UNRESOLVED_IMPORT' ? undefined : report(level, log)),
});
const { output } = await bundle.generate({
  format: 'cjs',
  // As the modules it is made of.
  strict: true,
  // Each chunk is one function, which load-program.ts calls.
  banner: '(function (exports, require, module, __filename, __dirname) {',
  footer: '})',
  entryFileNames: ({ name }) => `${name.replaceAll('/', '.')}-[hash].cjs`,
  chunkFileNames: '[name]-[hash].cjs',
  dynamicImportInCjs: false,
  // Nest and the logs name classes.
  keepNames: true,
  // One letter beyond Latin-1 makes V8 keep a whole file at two bytes a letter: twenty megabytes of a server.
  minify: { compress: false, mangle: false, codegen: { asciiOnly: true, removeWhitespace: false } },
  comments: { legal: false, annotation: false, jsdoc: false },
});
await bundle.close();

const missed = rewritten.filter(({ met }) => met !== 1).map(({ path }) => path);
if (missed.length > 0) throw new Error(`Not met once, so not written again: ${missed.join(', ')}`);

// A tagged template keeps its letters as they are: a regular expression's `source` serves as well as `String.raw`.
const wide = output.filter(({ code }) => /[^\0-\xff]/.test(code ?? ''));
if (wide.length > 0) throw new Error(`Letters beyond Latin-1 in ${wide.map(({ fileName }) => fileName).join(', ')}`);

mkdirSync(join(dist, 'chunks'));
for (const { name, fileName, isEntry, code } of output) {
  writeFileSync(join(dist, 'chunks', fileName), code, 'latin1');
  if (!isEntry) continue;
  const loader = relative(dirname(name), 'platform/programs/load-program.js');
  const found = loader.startsWith('.') ? loader : `./${loader}`;
  writeFileSync(join(dist, `${name}.js`), `import { loadProgram } from '${found}';\nloadProgram('${fileName}');\n`);
}
