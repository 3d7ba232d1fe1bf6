/**
 * A sudden closure of 60 children and 12 neighbours, pressed by a program that is killed with SIGKILL again and again.
 * After each kill: the seats held are those of places and open offers, no place at home has changed, no child has two
 * temporary places, no family was told twice. At the end everything is as before. Usage: npm run drill:crisis --
 * [--kills 12]; PostgreSQL when DATABASE_URL names an empty database.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import pg from 'pg';
import { freePort, openDesk, productionEnv } from './server.js';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '12' } } });
const kills = Number(values.kills);
const folder = mkdtempSync(join(tmpdir(), 'marelle-crisis-'));
const databaseUrl = process.env.DATABASE_URL;
const env = productionEnv({ port: await freePort(), sqlite: join(folder, 'marelle.sqlite'), databaseUrl });

openDesk(env);
execFileSync(process.execPath, ['test/chaos/crisis-steps.js', 'prepare'], {
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
});

async function rows(sql) {
  if (!databaseUrl) {
    const database = new Database(env.SQLITE_FILE, { readonly: true });
    const list = database.prepare(sql).all();
    database.close();
    return list;
  }
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows: list } = await client.query(sql);
  await client.end();
  return list;
}

const HOME = 'SELECT id, section_id, slots, "from", "to", state FROM placement ORDER BY id';
/** Half-days on which `held` is not what places, temporary places and open offers hold, or more than there are. */
const LEDGER = `WITH holder AS (
    SELECT section_id, "from", "to", slots FROM placement
    UNION ALL SELECT section_id, "from", "to", slots FROM temporary_place
    UNION ALL SELECT section_id, "from", "to", slots FROM offer WHERE state = 'open')
  SELECT l.section_id FROM seat_ledger l LEFT JOIN holder h ON h.section_id = l.section_id
    AND l.day BETWEEN h."from" AND h."to" AND (h.slots & (CAST(1 AS INTEGER) << ((l.weekday - 1) * 2 + l.half))) <> 0
  GROUP BY l.section_id, l.day, l.half, l.places, l.held HAVING l.held <> COUNT(h.section_id) OR l.held > l.places`;
const TWO_SEATS = `SELECT child_id FROM temporary_place WHERE "from" <= "to" GROUP BY child_id HAVING COUNT(*) > 1`;
/** Another day of return is told twice in all: once for each change. */
const TOLD_TWICE = `SELECT dossier_id, kind FROM message WHERE kind LIKE 'closure-%' AND dossier_id IS NOT NULL
  GROUP BY dossier_id, kind HAVING COUNT(*) > (CASE WHEN kind = 'closure-moved' THEN 2 ELSE 1 END)`;
/** A unit writes all its messages or none: whoever is told of, is all told. */
const HALF_TOLD = `SELECT f.closure_id FROM closure_family f
  WHERE (SELECT COUNT(*) FROM message m WHERE m.dossier_id = f.dossier_id AND m.kind = 'closure-told') <> 1`;
const HALF_SENT = `SELECT id FROM temporary_offer WHERE (state IN ('sent', 'accepted')) <>
  (place_id IS NOT NULL AND state IN ('sent', 'accepted'))`;

const before = JSON.stringify(await rows(HOME));
const wrong = [];
async function examine(moment) {
  const found = {
    ledger: (await rows(LEDGER)).length,
    twoSeats: (await rows(TWO_SEATS)).length,
    toldTwice: (await rows(TOLD_TWICE)).length,
    halfTold: (await rows(HALF_TOLD)).length,
    halfSent: (await rows(HALF_SENT)).length,
    homeChanged: JSON.stringify(await rows(HOME)) === before ? 0 : 1,
  };
  if (Object.values(found).some((count) => count > 0)) wrong.push({ moment, ...found });
}

/** Runs the presses, and kills the program in the middle of one. @returns whether it came to its end */
function run(presses) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['test/chaos/crisis-steps.js'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
      if (presses !== null && said.split('pressed').length > presses)
        setTimeout(() => child.kill('SIGKILL'), Math.random() * 25);
    });
    child.on('exit', () => resolve(said.includes('done')));
  });
}

let killed = 0;
let isOver = false;
const states = new Set();
for (; killed < kills && !isOver; killed += 1) {
  isOver = await run(Math.floor(Math.random() * 12));
  await examine(`kill ${killed + 1}`);
  const [closure] = await rows('SELECT state FROM sudden_closure');
  const offers = await rows('SELECT DISTINCT state FROM temporary_offer');
  states.add([closure?.state ?? 'none', ...offers.map(({ state }) => state).sort()].join(' '));
}
if (!isOver) isOver = await run(null);
await examine('the end');
const [{ n: held }] = await rows(`SELECT COUNT(*) AS n FROM temporary_place WHERE "from" <= "to"`);
const [{ n: families }] = await rows('SELECT COUNT(*) AS n FROM closure_family');
const [{ n: neighbours }] = await rows('SELECT COUNT(*) AS n FROM closure_neighbour');
const [{ n: offered }] = await rows('SELECT COUNT(*) AS n FROM temporary_offer');
const [{ n: off }] = await rows(`SELECT COUNT(*) AS n FROM message WHERE kind = 'closure-off'`);
rmSync(folder, { recursive: true, force: true });

const result = {
  database: databaseUrl ? 'postgres' : 'sqlite',
  killed,
  moments: states.size,
  families: Number(families),
  neighbours: Number(neighbours),
  offered: Number(offered),
  toldOff: Number(off),
  heldAtTheEnd: Number(held),
  wrong,
};
console.log(JSON.stringify(result));
const isWhole =
  isOver && Number(families) === 60 && Number(neighbours) === 12 && Number(off) === 60 && Number(offered) > 0;
process.exit(isWhole && wrong.length === 0 && Number(held) === 0 ? 0 : 1);
