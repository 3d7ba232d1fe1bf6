/**
 * The year ahead of a nursery of 60 children whose directors keep 20 drafts, each page next to the nursery's week page in
 * the same run. Processor time is judged: a busy machine does not lengthen it.
 */
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, operate, productionEnv, startServer } from '../test/chaos/server.js';
import { processorMillis } from './processor-millis.js';
import { StaffClient } from './staff-client.js';

const NURSERY = '/eaje/ma-71306';
const WANTED_RATIO = 3;
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'].flatMap((day) => [`${day}-am`, `${day}-pm`]);

const dayOf = (daysAhead) => new Date(Date.now() + daysAhead * 86_400_000).toISOString().slice(0, 10);
const dayFields = (name, day) => {
  const [year, month, date] = day.split('-');
  return { [`${name}Day`]: date, [`${name}Month`]: month, [`${name}Year`]: year };
};

function formOf(client, fields) {
  const body = new URLSearchParams({ _csrf: client.token });
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
  return body;
}

/** Sends a form whose fields may have several values. */
async function send(client, path, fields) {
  const answer = await client.request(path, { method: 'POST', body: formOf(client, fields) });
  if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}`);
  return answer.headers.get('location');
}

/** The nursery has as many places as children, a third of them in each section. */
function makeRoom(sqlite, children) {
  const database = new Database(sqlite);
  const seats = Object.fromEntries(WEEK.map((slot) => [slot, Math.ceil(children / AGES.length)]));
  database.prepare("UPDATE provider SET authorised_capacity = ? WHERE id = 'ma-71306'").run(children);
  database.prepare("UPDATE capacity SET seats = ? WHERE section_id LIKE 'ma-71306:%'").run(JSON.stringify(seats));
  database.close();
}

/** Days since birth of a child of each section. */
const AGES = [200, 500, 900];

/** Enters children of all ages, each in a section that has room for it. */
async function enterChildren(client, children) {
  let full = 0;
  for (let nth = 0; nth < children; nth += 1) {
    const entered = await client.request(`${NURSERY}/presents`, {
      method: 'POST',
      body: formOf(client, {
        firstName: `Enfant ${nth}`,
        surname: `Numéro ${nth}`,
        ...dayFields('birth', dayOf(-AGES[full])),
        ...dayFields('from', dayOf(0)),
        ...dayFields('to', dayOf(180 + nth)),
        slots: WEEK,
      }),
    });
    if (entered.status === 303) continue;
    nth -= 1;
    full += 1;
    if (full === AGES.length) throw new Error(`No room for ${children} children`);
  }
}

/** @returns the address of the last draft */
async function keepDrafts(client, drafts) {
  let draft = '';
  for (let nth = 0; nth < drafts; nth += 1) {
    draft = await send(client, `${NURSERY}/annee/essais`, { name: `Essai ${nth}` });
    await send(client, `${draft}/ajouter/close`, { slots: 'fri-pm', ...dayFields('from', dayOf(30 + nth)) });
    for (const slot of ['mon-am', 'wed-am', 'thu-pm'])
      await send(client, `${draft}/ajouter/children`, {
        count: '3',
        section: 'ma-71306:babies',
        slots: slot,
        ...dayFields('from', dayOf(60)),
      });
  }
  return draft;
}

export async function benchYear({ children = 60, drafts = 20, rounds = 30, warmRounds = 5 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-year-'));
  const env = productionEnv({ port: await freePort(), sqlite: join(folder, 'marelle.sqlite') });
  operate(env, 'seed');
  makeRoom(join(folder, 'marelle.sqlite'), children);
  const account = ['account', 'd@marelle.example', 'Directrice', 'eaje_director=ma-71306'];
  const password = operate(env, ...account)
    .split(' ')
    .at(-1);
  const server = await startServer(env);
  try {
    const client = new StaffClient(env.BASE_URL);
    await client.signIn('d@marelle.example', password);
    await enterChildren(client, children);
    const draft = await keepDrafts(client, drafts);
    const pages = { week: `${NURSERY}/semaine`, year: `${NURSERY}/annee`, draft, compared: `${NURSERY}/annee/essais` };
    const spent = Object.fromEntries(Object.keys(pages).map((name) => [name, 0]));
    for (let round = -warmRounds; round < rounds; round += 1)
      for (const [name, path] of Object.entries(pages)) {
        const before = processorMillis(server.child.pid);
        for (let time = 0; time < 5; time += 1) await client.text(path);
        if (round >= 0) spent[name] += processorMillis(server.child.pid) - before;
      }
    const millis = Object.fromEntries(Object.entries(spent).map(([name, sum]) => [name, Math.round(sum / rounds) / 5]));
    const ratios = Object.fromEntries(
      Object.entries(spent).map(([name, sum]) => [name, Number((sum / spent.week).toFixed(2))]),
    );
    return { name: 'year', children, drafts, millis, ratios, wantedRatio: WANTED_RATIO, failed: 0 };
  } finally {
    server.child.kill('SIGTERM');
    await server.exited;
    rmSync(folder, { recursive: true, force: true });
  }
}
