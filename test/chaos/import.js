/**
 * An agent imports a waiting list from the page while the process that takes its lines is killed with SIGKILL again and
 * again, and goes on each time with the page's own button: once with the server's own jobs on SQLite, once with two
 * workers on Redis and PostgreSQL. At the end every line came to what it comes to when nobody is killed, and every
 * table has as many rows. Usage: npm run chaos:import -- [--rows 2000] [--kills 20]; PostgreSQL and Redis when
 * redis-server is there and TEST_DATABASE_URL names a server.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { StaffClient } from '../../bench/staff-client.js';
import { Chance } from '../support/population/chance.js';
import { adult, child, surname } from '../support/population/people.js';
import { hasRedis } from '../support/services.js';
import { operate } from './server.js';
import { redisWorld, sqliteWorld } from './worlds.js';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '2000' }, kills: { type: 'string', default: '20' } },
});
const [rows, kills] = [Number(values.rows), Number(values.kills)];
const LONGEST_MINUTES = 20;
const WRITTEN = [
  'dossier',
  'sealed_form',
  'adult',
  'child_request',
  'wish',
  'request_history',
  'duplicate_key',
  'possible_duplicate',
  'enquiry',
  'import_row',
  'import_known_line',
];

const COLUMNS =
  `Nom enfant;Prénom;Date de naissance;Responsable 1;Responsable 2;Tél;Courriel;Commune;Date ` +
  `d'entrée souhaitée;Jours;Horaires;Situation;Date de la demande;Observations`;
const COMMUNES = ['Montceau-les-Mines', 'Blanzy', 'Saint-Vallier', 'Sanvignes-les-Mines'];
const written = (day) => day.split('-').reverse().join('/');

/** A list as an establishment keeps it: now and then a line again, one without a date, one that says nothing. */
function waitingList() {
  const chance = new Chance(7);
  const now = Date.now();
  const lines = [];
  while (lines.length < rows) {
    const index = lines.length;
    if (index % 50 === 49) lines.push(lines[index - 10]);
    else if (index % 70 === 69) lines.push(COLUMNS.replace(/[^;]/g, ''));
    else {
      const name = surname(chance);
      const { firstName, phone, email } = adult(chance, index, 0, name, {});
      const one = child(chance, name, now, []);
      const born = index % 60 === 59 ? 'bientôt' : written(one.birthDate ?? one.dueDate);
      lines.push(
        [
          name,
          one.firstName ?? '',
          born,
          `${firstName} ${name}`,
          '',
          phone,
          email,
          chance.oneOf(COMMUNES),
          written(one.need.wantedFrom),
          'lundi, mardi',
          '8h-18h',
          '2 emplois',
          '01/10/2026',
          '',
        ].join(';'),
      );
    }
  }
  return Buffer.from([COLUMNS, ...lines].join('\r\n'));
}

async function imported(world, deaths) {
  const { env, server, takers } = world;
  const password = operate(env, 'account', 'agent@marelle.example', 'Agent', 'rpe_agent=rpe').split(' ').at(-1);
  const processes = new Set([server, ...takers]);
  for (const one of processes) await one.start();
  try {
    const agent = new StaffClient(env.BASE_URL);
    await agent.signIn('agent@marelle.example', password);
    const began = performance.now();
    const preview = await agent.uploaded('/rpe/imports', 'list', 'montceau.csv', waitingList());
    const previewMillis = Math.round(performance.now() - began);
    const [page] = /\/rpe\/imports\/[0-9a-f-]{36}/.exec(preview);
    await agent.sent(`${page}/importer`, {});
    const started = performance.now();
    const batch = async () => (await world.rows('SELECT state, taken FROM import_batch'))[0];
    let died = 0;
    for (let state = 'running'; state === 'running'; { state } = await batch()) {
      if (performance.now() - started > LONGEST_MINUTES * 60_000)
        throw new Error(`Not done after ${LONGEST_MINUTES} minutes: ${JSON.stringify(await batch())}`);
      await wait(100 + Math.random() * 500);
      if (died === deaths) continue;
      const one = takers[died % takers.length];
      await one.die();
      died += 1;
      await one.start();
      await agent.sent(`${page}/relancer`, {});
    }
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    const lines = await world.rows('SELECT line, outcome FROM import_row ORDER BY line');
    const counts = {};
    for (const table of WRITTEN) counts[table] = Number((await world.rows(`SELECT COUNT(*) AS n FROM ${table}`))[0].n);
    return { previewMillis, seconds, died, lines: lines.map(({ line, outcome }) => `${line} ${outcome}`), counts };
  } finally {
    for (const one of processes) await one.die('SIGTERM');
    await world.remove();
  }
}

const quiet = await imported(await sqliteWorld(), 0);
const runs = { sqlite: await imported(await sqliteWorld(), kills) };
if (hasRedis() && process.env.TEST_DATABASE_URL)
  runs.redis = await imported(await redisWorld('marelle_chaos_import'), kills);

let good =
  new Set(quiet.lines).size === quiet.lines.length && quiet.counts.import_row + quiet.counts.import_known_line === rows;
const { lines: _, ...said } = quiet;
console.log(JSON.stringify({ queue: 'sqlite, nobody killed', rows, ...said }));
for (const [queue, { lines, counts, previewMillis, seconds, died }] of Object.entries(runs)) {
  const differing = [...quiet.lines, ...lines].filter((line) => quiet.lines.includes(line) !== lines.includes(line));
  const tables = WRITTEN.filter((table) => counts[table] !== quiet.counts[table]);
  console.log(
    JSON.stringify({
      queue,
      rows,
      kills: died,
      previewMillis,
      seconds,
      differingLines: differing.slice(0, 5),
      differingTables: tables,
    }),
  );
  good &&= differing.length === 0 && tables.length === 0 && died > 0;
}
process.exit(good ? 0 : 1);
