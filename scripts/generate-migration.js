/**
 * Writes the next migration for both databases: the difference between the entities and the existing migrations.
 * Usage: npm run build && node scripts/generate-migration.js <name>. DATABASE_URL names an empty database on a
 * PostgreSQL server.
 */
import { rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAndMigrate } from '../dist/foundation/platform/database/data-sources.js';
import { dataSourceOptions } from '../dist/foundation/platform/database/index.js';
import { ENTITIES } from '../dist/entities.js';

const name = process.argv[2];
if (!name || !/^[a-z][a-z-]*$/.test(name))
  throw new Error('Give the migration a name in lower case, e.g. first-schema');
const postgresUrl = process.env.DATABASE_URL;
if (!postgresUrl) throw new Error('DATABASE_URL must name an empty PostgreSQL database');

async function difference(config) {
  const source = await openAndMigrate(dataSourceOptions(config, ENTITIES, 'writer'));
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  const queries = upQueries.map(({ query }) => query);
  const isFirst = source.migrations.length === 0 && source.options.type !== 'postgres';
  const statements = isFirst ? await asCreated(source, queries) : queries;
  await source.destroy();
  return statements;
}

/**
 * The statements that create the tables of an empty SQLite database in their final form. SQLite cannot add a foreign
 * key to a table, so TypeORM rebuilds each table for it. The statements are run, and SQLite then says how the tables
 * are defined.
 */
async function asCreated(source, queries) {
  for (const query of queries) await source.query(query);
  const rows = await source.query(
    `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND tbl_name <> 'migrations'
      ORDER BY type DESC, rowid`,
  );
  return rows.map(({ sql }) => sql);
}

const file = join(tmpdir(), `marelle-migration-${process.pid}.sqlite`);
const sqlite = await difference({ SQLITE_FILE: file });
rmSync(file, { force: true });
const postgres = await difference({ DATABASE_URL: postgresUrl });

const stamp = Date.now();
const className = name.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase()) + stamp;
const list = (queries) => queries.map((query) => `  ${JSON.stringify(query)},`).join('\n');
const target = `src/foundation/platform/database/migrations/${stamp}-${name}.ts`;
writeFileSync(
  target,
  `import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
${list(sqlite)}
];

const POSTGRES = [
${list(postgres)}
];

export const ${className} = migration('${className}', { sqlite: SQLITE, postgres: POSTGRES });
`,
);
const index = 'src/foundation/platform/database/migrations/index.ts';
const text = readFileSync(index, 'utf8')
  .replace(
    /(import type \{ MigrationInterface \} from 'typeorm';\n)/,
    `$1import { ${className} } from './${stamp}-${name}.js';\n`,
  )
  .replace(
    /\[([^\]]*)\];\s*$/,
    (_, inside) =>
      `[${[
        ...inside
          .split(',')
          .map((one) => one.trim())
          .filter(Boolean),
        className,
      ].join(', ')}];\n`,
  );
writeFileSync(index, text);
console.log(`${target}: ${sqlite.length} statements for SQLite, ${postgres.length} for PostgreSQL`);
