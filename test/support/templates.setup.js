import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Gives the templates of this run their names (`templates.ts`); workers inherit both. Returns nothing made yet. */
export function setup() {
  process.env.TEST_TEMPLATES = `marelle_template_${randomBytes(6).toString('hex')}`;
  process.env.TEST_TEMPLATES_FOLDER = join(tmpdir(), process.env.TEST_TEMPLATES);
}

/** Removes the templates that the workers of this run made. */
export async function teardown() {
  rmSync(process.env.TEST_TEMPLATES_FOLDER, { recursive: true, force: true });
  if (!process.env.TEST_DATABASE_URL) return;
  const client = new pg.Client(process.env.TEST_DATABASE_URL);
  await client.connect();
  const { rows } = await client.query('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [
    process.env.TEST_TEMPLATES,
  ]);
  for (const { datname } of rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
  await client.end();
}
