import { rmSync } from 'node:fs';
import pg from 'pg';

/** Removes the templates that the workers of this run made. */
export default async function teardown() {
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
