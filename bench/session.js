/**
 * A session of so many candidates, from its fixed agenda to the ranked proposal with its explanations on the screen: the button that prepares it and the page that
 * shows it, through HTTP on a server of its own, again and again.
 */
import pg from 'pg';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { freePort, operate, productionEnv, startServer } from '../test/chaos/server.js';
import { Chance } from '../test/support/population/chance.js';
import { openBulk } from '../test/support/population/index.js';
import { StaffClient } from './staff-client.js';

const WANTED_MILLIS = 1000;
const ENTRY = '2027-03-01';
const DAY = { start: '08:00', end: '17:30' };
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];
const monthsFrom = (day, months) => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 10);

function snapshotOf(chance, establishments) {
  const wishes = [...new Set(Array.from({ length: 1 + chance.below(6) }, () => chance.oneOf(establishments)))];
  const days = WEEKDAYS.filter(() => chance.next() < 0.7);
  const week = Object.fromEntries((days.length > 0 ? days : ['mon']).map((day) => [day, DAY]));
  return {
    birth: monthsFrom('2027-02-01', -chance.below(30)), born: true, communeCode: '71306', week, wantedFrom: chance.next() < 0.3 ? monthsFrom(ENTRY, chance.below(12)) : ENTRY,
    ...(chance.next() < 0.2 ? { fewestDays: 2 } : {}), requestedAt: new Date(Date.UTC(2026, 0, 1) + chance.below(300) * 86_400_000).toISOString(),
    wishes: wishes.map((providerId, index) => ({ providerId, rank: index + 1 })),
  };
}

/** One family in twelve asks for two children. */
function candidacies(chance, sessionId, count, establishments) {
  let dossierId = '';
  return Array.from({ length: count }, (_, index) => {
    if (index === 0 || chance.next() >= 1 / 12) dossierId = randomUUID();
    return {
      id: randomUUID(), session_id: sessionId, request_id: randomUUID(), dossier_id: dossierId, state: 'frozen', version: 1, agenda_number: index + 1,
      snapshot: JSON.stringify(snapshotOf(chance, establishments)), points: 10 * chance.below(60), lines: JSON.stringify([{ code: 'resident', value: true, points: 100, proof: 'declared' }]),
    };
  });
}

async function administer(url, statement) {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** A session whose agenda is fixed, on a database and a server of its own. */
async function world(folder, kind, candidates, adminUrl) {
  const name = `marelle_session_${process.pid}`;
  const databaseUrl = kind === 'postgres' ? Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href : undefined;
  if (databaseUrl) await administer(adminUrl, `CREATE DATABASE ${name}`);
  const env = productionEnv({ port: await freePort(), sqlite: join(folder, 'session.sqlite'), databaseUrl });
  operate(env, 'seed');
  const bulk = await openBulk(env);
  const [{ id: gridId }] = await bulk.rows('SELECT id FROM criteria_grid');
  const [body] = await bulk.rows(`SELECT id, establishment_ids FROM body WHERE id = 'intercommunale'`);
  const id = randomUUID();
  const session = {
    id, body_id: body.id, state: 'frozen', starts_at: '2027-01-14T13:00:00.000Z', room: 'Salle du conseil', entry_from: ENTRY, reoffer_allowed: true, grid_id: gridId,
    frozen_at: '2027-01-09T17:00:00.000Z', version: 1,
  };
  await bulk.insert(new Map([['commission_session', [session]], ['candidacy', candidacies(new Chance(1), id, candidates, JSON.parse(body.establishment_ids))]]));
  await bulk.close();
  const password = operate(env, 'account', 'coordinator@marelle.example', 'Coordinatrice', 'coordinator').split(' ').at(-1);
  const server = await startServer(env);
  const client = new StaffClient(env.BASE_URL);
  await client.signIn('coordinator@marelle.example', password);
  return {
    id, client,
    stop: async () => {
      server.child.kill('SIGTERM');
      await server.exited;
      if (databaseUrl) await administer(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The proposal is computed anew at each round; the first of all, of a server that has just started, is told apart. */
async function timed({ id, client }, rounds) {
  const times = [];
  for (let round = 0; round <= rounds; round += 1) {
    const version = /name="version" value="(\d+)"/.exec(await client.text(`/commissions/${id}`))[1];
    const began = performance.now();
    const answer = await client.request(`/commissions/${id}/etape`, { method: 'POST', body: new URLSearchParams({ step: 'prepare', version, _csrf: client.token }) });
    if (answer.status !== 303) throw new Error(`Preparing answered ${answer.status}`);
    const prepared = performance.now();
    const page = await client.text(`/commissions/${id}/seance`);
    const shown = performance.now();
    times.push({ all: shown - began, prepare: prepared - began, screen: shown - prepared, page });
  }
  const [first, ...rest] = times;
  const of = (part) => Math.round(median(rest.map((one) => one[part])));
  return { firstMillis: Math.round(first.all), millis: of('all'), prepareMillis: of('prepare'), screenMillis: of('screen'), pageKilobytes: Math.round(first.page.length / 1024) };
}

export async function benchSession({ candidates = 2000, rounds = 7, adminUrl = process.env.TEST_DATABASE_URL } = {}) {
  const result = { name: 'session', candidates, wantedMillis: WANTED_MILLIS, failed: 0 };
  for (const kind of ['sqlite', ...(adminUrl ? ['postgres'] : [])]) {
    const folder = mkdtempSync(join(tmpdir(), 'marelle-session-'));
    const session = await world(folder, kind, candidates, adminUrl);
    try {
      result[kind] = await timed(session, rounds);
    } finally {
      await session.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  if (!adminUrl) result.postgres = 'NOT MEASURED: TEST_DATABASE_URL names no server';
  return result;
}
