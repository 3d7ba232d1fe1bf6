/** A session whose agenda is fixed, of so many requests of made-up families, on a database and a server of its own. */
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { freePort, openDesk, operate, productionEnv, startServer } from '../test/chaos/server.js';
import { Chance } from '../test/support/population/chance.js';
import { generateDossiers, openBulk } from '../test/support/population/index.js';
import { hash } from '@node-rs/argon2';
import { CHOSEN, StaffClient } from './staff-client.js';
import { copyOf } from './writes-alone.js';

const ENTRY = '2027-03-01';
const DAY = { start: '08:00', end: '17:30' };
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];
/** What freezing keeps of a family: all that a grid may count. */
const FACTS = {
  answers: { resident: { value: true, by: 'declared' } },
  numbers: {},
  opinions: {},
  siblingAt: [],
  communeCode: '71306',
};
const dayAfter = (day) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
const monthsFrom = (day, months) =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 10);

/** The last day on which half of the families that wait would still take a place: two months after the entry. */
const WAITS_UNTIL = monthsFrom(ENTRY, 2);
/** The days on which seats come free: half of them are held at the entry, then a quarter, then none. */
const LEAVING = [monthsFrom(ENTRY, 1), monthsFrom(ENTRY, 2)];

/** @param waits whether half of the families would take a place until two months after the wanted day */
function snapshotOf(chance, establishments, waits) {
  const wishes = [...new Set(Array.from({ length: 1 + chance.below(6) }, () => chance.oneOf(establishments)))];
  const days = WEEKDAYS.filter(() => chance.next() < 0.7);
  const week = Object.fromEntries((days.length > 0 ? days : ['mon']).map((day) => [day, DAY]));
  // Drawn whether they can wait or not: the families are the same.
  const mayWait = chance.next() < 0.5;
  return {
    birth: monthsFrom('2027-02-01', -chance.below(30)),
    born: true,
    communeCode: '71306',
    week,
    wantedFrom: chance.next() < 0.3 ? monthsFrom(ENTRY, chance.below(12)) : ENTRY,
    ...(chance.next() < 0.2 ? { fewestDays: 2 } : {}),
    requestedAt: new Date(Date.UTC(2026, 0, 1) + chance.below(300) * 86_400_000).toISOString(),
    wishes: wishes.map((providerId, index) => ({ providerId, rank: index + 1 })),
    facts: FACTS,
    ...(waits && mayWait ? { waits: { from: ENTRY, until: WAITS_UNTIL, first: 'place' } } : {}),
  };
}

/** Half of the seats are held, and come free on two days. */
async function holdSeats(bulk, establishmentIds) {
  const sections = await bulk.rows(`SELECT c.section_id, c.seats FROM capacity c JOIN section s ON s.id = c.section_id
    WHERE c."to" IS NULL AND s.provider_id IN (${establishmentIds.map((id) => `'${id}'`).join(', ')})`);
  const rows = [];
  for (let day = ENTRY; day < LEAVING[1]; day = dayAfter(day))
    for (const { section_id, seats } of sections)
      for (const half of [0, 1]) {
        const weekday = new Date(day).getUTCDay() || 7;
        const places =
          JSON.parse(seats)[`${['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][weekday - 1]}-${half ? 'pm' : 'am'}`];
        if (!places) continue;
        const held = Math.ceil(places / (day < LEAVING[0] ? 2 : 4));
        rows.push({ section_id, day, half, weekday, places, held, beyond: 0 });
      }
  await bulk.rows(`DELETE FROM seat_ledger WHERE day >= '${ENTRY}' AND day < '${LEAVING[1]}' RETURNING day`);
  await bulk.insert(new Map([['seat_ledger', rows]]));
}

/** Requests of made-up families, put before the commission: some ask for two children. */
async function requestsBefore(bulk, count) {
  await generateDossiers(bulk, count);
  return bulk.rows(`UPDATE child_request SET state = 'before_commission', next_act = 'session',
    next_act_due = '2027-01-14', next_act_owner = 'commission'
    WHERE id IN (SELECT id FROM child_request ORDER BY dossier_id, id LIMIT ${count}) RETURNING id, dossier_id`);
}

function candidacies(chance, sessionId, requests, establishments, waits) {
  return requests.map(({ id: requestId, dossier_id: dossierId }, index) => ({
    id: randomUUID(),
    session_id: sessionId,
    request_id: requestId,
    dossier_id: dossierId,
    state: 'frozen',
    version: 1,
    agenda_number: index + 1,
    snapshot: JSON.stringify(snapshotOf(chance, establishments, waits)),
    points: 10 * chance.below(60),
    lines: JSON.stringify([{ code: 'resident', value: true, points: 100, proof: 'declared' }]),
  }));
}

async function administer(url, statement) {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** These families did not all ask in the same minute: the report has counted them before the session sits. What it does at night waits. */
async function counted(env) {
  const bulk = await openBulk(env);
  const due = (now) =>
    `SELECT COUNT(*) AS n FROM job WHERE type LIKE 'reporting.%' AND state = 'waiting' AND run_at <= '${now}'`;
  const left = async () => Number((await bulk.rows(due(new Date().toISOString())))[0].n);
  for (let tries = 0; (await left()) > 0; tries += 1) {
    if (tries > 600) throw new Error('The report did not count the families within five minutes');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await bulk.close();
}

/** Coordinators with one password: starting the program for each of them would take longer than what is measured. */
async function coordinators(env, bulk, count) {
  const [first] = operate(env, 'account', 'coordinator@marelle.example', 'Coordinatrice', 'coordinator').split(' ');
  const others = Array.from({ length: count - 1 }, (_, index) => `coordinator.${index + 1}@marelle.example`);
  const [row] = await bulk.rows(`UPDATE staff_account SET password_hash = '${await hash(CHOSEN)}' RETURNING *`);
  if (others.length > 0)
    await bulk.insert(new Map([['staff_account', others.map((email) => ({ ...row, id: randomUUID(), email }))]]));
  return [first, ...others].map((email) => ({ email, password: CHOSEN }));
}

/**
 * @param people how many coordinators sign in beside the first
 * @param options `freeing`: half of the seats are held and come free within two months; `waits`: half of the families
 * would wait so long
 */
export async function sessionWorld(
  folder,
  kind,
  candidates,
  adminUrl,
  people = 0,
  { freeing = false, waits = false } = {},
) {
  const name = `marelle_session_${process.pid}`;
  const databaseUrl = kind === 'postgres' ? Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href : undefined;
  if (databaseUrl) await administer(adminUrl, `CREATE DATABASE ${name}`);
  const env = productionEnv({ port: await freePort(), sqlite: join(folder, 'session.sqlite'), databaseUrl });
  openDesk(env);
  const bulk = await openBulk(env);
  const [{ id: gridId }] = await bulk.rows('SELECT id FROM criteria_grid');
  const [body] = await bulk.rows(`SELECT id, establishment_ids FROM body WHERE id = 'intercommunale'`);
  const id = randomUUID();
  const session = {
    id,
    body_id: body.id,
    state: 'frozen',
    starts_at: '2027-01-14T13:00:00.000Z',
    room: 'Salle du conseil',
    entry_from: ENTRY,
    reoffer_allowed: true,
    grid_id: gridId,
    frozen_at: '2027-01-09T17:00:00.000Z',
    version: 1,
  };
  await bulk.insert(
    new Map([
      ['commission_session', [session]],
      [
        'candidacy',
        candidacies(
          new Chance(1),
          id,
          await requestsBefore(bulk, candidates),
          JSON.parse(body.establishment_ids),
          waits,
        ),
      ],
    ]),
  );
  if (freeing) await holdSeats(bulk, JSON.parse(body.establishment_ids));
  const accounts = await coordinators(env, bulk, 1 + people);
  await bulk.close();
  const delayFile = join(folder, 'loop-delay');
  const server = await startServer({
    ...env,
    LOOP_DELAY_FILE: delayFile,
    NODE_OPTIONS: `--import=${new URL('loop-delay.js', import.meta.url)}`,
  });
  const clients = [];
  for (const { email, password } of accounts) {
    const client = new StaffClient(env.BASE_URL);
    await client.signIn(email, password);
    clients.push(client);
  }
  await counted(env);
  const changes = await openBulk(env);
  server.child.kill('SIGCONT');
  return {
    id,
    /** Gives one case a point more: what is prepared next is another instance. */
    changeCase: () =>
      changes.rows(
        `UPDATE candidacy SET points = points + 1 WHERE agenda_number = ${Math.ceil(candidates / 2)} RETURNING id`,
      ),
    /** Another program touches one case: the next reader of the screen finds it changed, and has it written anew. */
    touchCase: () =>
      changes.rows(
        `UPDATE candidacy SET version = version + 1 WHERE agenda_number = ${Math.ceil(candidates / 2)} RETURNING id`,
      ),
    /** The database as it is now, for what is written next to be written once more by itself. */
    copyNow: () => copyOf(env, (statement) => administer(adminUrl, statement)),
    client: clients[0],
    others: clients.slice(1),
    pid: server.child.pid,
    /** @returns for how many milliseconds the server's event loop stood still at the longest */
    stop: async () => {
      server.child.kill('SIGTERM');
      await server.exited;
      await changes.close();
      const longestStall = Number(readFileSync(delayFile, 'utf8'));
      if (databaseUrl) await administer(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      return longestStall;
    },
  };
}
