/**
 * The same pages with 2 000 and with 200 000 requests: the inbox, filtered, searched and paged; every other list of
 * staff that grows with requests, in each of its orders; and the report. Both servers run at once and are asked in turn,
 * so that what the machine does besides weighs on both.
 */
import Database from 'better-sqlite3';
import pg from 'pg';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, openDesk, operate, productionEnv, startServer } from '../test/chaos/server.js';
import { generateDossiers, openBulk } from '../test/support/population/index.js';
import { StaffClient } from './staff-client.js';

const REQUESTS_PER_FAMILY = 1.15;
const REPORT = '/rapport';

/** Beginnings of names, a name as it is heard, a telephone whole and begun, a day of birth, an address begun. */
const SEARCHED = [
  ...['mar', 'martin', 'l', 'zzz', 'Martain', 'Goutier'],
  ...['06 12 34 56 78', '0612', '27/03/2026', 'laura@'],
];

const inboxPages = (clients) => [
  '/rpe',
  '/rpe?state=submitted',
  '/rpe?state=waiting_list',
  '/rpe?state=incomplete&owner=family',
  '/rpe?commune=71306',
  '/rpe?commune=71040&state=in_triage',
  '/rpe?owner=desk',
  '/rpe?establishment=ma-71306',
  '/rpe?establishment=ma-71306&state=waiting_list',
  ...SEARCHED.map((text) => ({ path: '/rpe/recherche', form: { text } })),
  '/rpe?dueBy=2026-11-24',
  ...clients,
];

/** The other orders and filters of the inbox, and the other lists, each with the second page where it has one. */
const listPages = async (client) => {
  const lists = [
    ...['received', 'latest', 'wanted', 'born'].map((order) => `/rpe?order=${order}`),
    ...['mine', 'none'].map((agent) => `/rpe?agent=${agent}`),
    '/rpe?nextAct=take_up',
    '/rpe?mark=question',
    '/rpe?state=waiting_list&order=born',
    ...['ended', 'expired', 'declined', 'open'].map((state) => `/rpe/propositions?etat=${state}`),
    ...['made', 'due'].map((order) => `/rpe/propositions?etat=ended&ordre=${order}`),
    '/rpe/propositions?etat=ended&structure=ma-71306',
    '/rpe/propositions?etat=ended&commune=71306',
    '/rpe/propositions?echeance=2026-11-24',
    '/commissions/propositions?etat=ended',
    ...['', '?ordre=latest', '?statut=pending', '?statut=pending&ordre=latest', '?cause=desk', '?commune=71306'].map(
      (filters) => `/rapport/familles${filters}`,
    ),
    ...['', '?ordre=oldest', '?ordre=callBack', '?reponse=owed'].map((filters) => `/rpe/sollicitations${filters}`),
    '/rpe/doublons',
    '/assistantes-maternelles',
    '/assistantes-maternelles?ordre=confirmed',
  ];
  const following = [];
  for (const path of lists) {
    const link = /href="([^"]*)" rel="next"/.exec(await client.text(path))?.[1];
    if (link) following.push(link.replaceAll('&amp;', '&'));
  }
  return [...lists, ...following];
};

/** A database of so many requests, and a server on it. */
async function world(folder, kind, requests, adminUrl) {
  const name = `marelle_growth_${requests}_${process.pid}`;
  const databaseUrl = kind === 'postgres' ? Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href : undefined;
  if (databaseUrl) await administer(adminUrl, `CREATE DATABASE ${name}`);
  const env = productionEnv({ port: await freePort(), sqlite: join(folder, `${requests}.sqlite`), databaseUrl });
  openDesk(env);
  const bulk = await openBulk(env);
  await generateDossiers(bulk, Math.round(requests / REQUESTS_PER_FAMILY), { now: new Date().toISOString() });
  await bulk.close();
  // Both desks at once: each account is a start of its own.
  const password = operate(
    env,
    'account',
    'desk@marelle.example',
    'Agent et coordinatrice',
    'rpe_agent=rpe',
    'coordinator',
  )
    .split(' ')
    .at(-1);
  const server = await startServer(env);
  const client = new StaffClient(env.BASE_URL);
  await client.signIn('desk@marelle.example', password);
  return {
    client,
    countOf: async (statement) =>
      databaseUrl ? (await administer(databaseUrl, statement))[0].n : countInFile(env.SQLITE_FILE, statement),
    stop: async () => {
      server.child.kill('SIGTERM');
      await server.exited;
      if (databaseUrl) await administer(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function administer(url, statement) {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}

function countInFile(path, statement) {
  const file = new Database(path, { readonly: true });
  const { n } = file.prepare(statement).get();
  file.close();
  return n;
}

const REBUILDS = "SELECT COUNT(*) AS n FROM job WHERE type = 'reporting.rebuild' AND state = 'waiting'";

/** The figures are written by jobs, planned before a server first answers: the report is read once none is left. */
async function figuresAreWritten(countOf) {
  for (let attempt = 0; attempt < 6000; attempt += 1) {
    if (Number(await countOf(REBUILDS)) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The figures were not written within ten minutes');
}

const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

/** @param page an address, or one with the form sent to it */
async function timed(client, page) {
  const began = performance.now();
  await (page.form ? client.sent(page.path, page.form) : client.text(page));
  return performance.now() - began;
}

/** The second and third pages of the whole inbox, as its own links say. */
async function laterPages(client) {
  const pages = [];
  for (let path = '/rpe'; pages.length < 2;) {
    // The switch of language leads to this very page: it is not the next one.
    const link = /href="((?![^"]*langue=)[^"]*after=[^"]*)"/
      .exec(await client.text(path))?.[1]
      ?.replaceAll('&amp;', '&');
    if (!link) return pages;
    pages.push(link);
    path = link;
  }
  return pages;
}

export async function compareGrowth(small, large, pathsOf, rounds, warmRounds = 2) {
  const times = { small: [], large: [] };
  const paths = { small: await pathsOf(small.client), large: await pathsOf(large.client) };
  for (let round = 0; round < rounds + warmRounds; round += 1) {
    for (let index = 0; index < paths.large.length; index += 1) {
      for (const [name, side] of Object.entries({ small, large })) {
        const page = paths[name][index % paths[name].length];
        const millis = await timed(side.client, page);
        // The first rounds warm both.
        if (round >= warmRounds) times[name].push({ millis, page });
      }
    }
  }
  const p95 = (name) =>
    percentile(
      times[name].map(({ millis }) => millis),
      0.95,
    );
  const slowest = [...times.large].sort((a, b) => b.millis - a.millis)[0];
  const median = (name, path) =>
    percentile(
      times[name].filter(({ page }) => page === path).map(({ millis }) => millis),
      0.5,
    );
  // Pages that both have: a place of a list is of one of them alone.
  const grown = paths.large
    .filter((path) => paths.small.includes(path))
    .map((path) => ({ path: path.path ?? path, growth: median('large', path) / median('small', path) }))
    .sort((a, b) => b.growth - a.growth);
  return {
    smallP95Millis: Number(p95('small').toFixed(1)),
    largeP95Millis: Number(p95('large').toFixed(1)),
    growth: Number((p95('large') / p95('small')).toFixed(2)),
    slowest: `${slowest.page.path ?? slowest.page} ${slowest.millis.toFixed(1)} ms`,
    mostGrown: grown.slice(0, 5).map(({ path, growth }) => `${path} × ${growth.toFixed(2)}`),
  };
}

export async function benchGrowth({
  few = 2000,
  many = 200_000,
  rounds = 20,
  warmRounds = 2,
  adminUrl = process.env.TEST_DATABASE_URL,
} = {}) {
  const result = {
    name: 'growth',
    few,
    many,
    wantedInboxGrowth: 1.5,
    wantedListsGrowth: 1.5,
    wantedReportGrowth: 2,
    failed: 0,
  };
  for (const kind of ['sqlite', ...(adminUrl ? ['postgres'] : [])]) {
    const folder = mkdtempSync(join(tmpdir(), 'marelle-growth-'));
    const small = await world(folder, kind, few, adminUrl);
    const large = await world(folder, kind, many, adminUrl);
    try {
      await figuresAreWritten(small.countOf);
      await figuresAreWritten(large.countOf);
      result[`${kind}Inbox`] = await compareGrowth(
        small,
        large,
        async (client) => inboxPages(await laterPages(client)),
        rounds,
        warmRounds,
      );
      result[`${kind}Lists`] = await compareGrowth(small, large, listPages, rounds, warmRounds);
      result[`${kind}Report`] = await compareGrowth(small, large, async () => [REPORT], rounds * 5, warmRounds);
    } finally {
      await small.stop();
      await large.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  if (!adminUrl) result.postgres = 'NOT MEASURED: TEST_DATABASE_URL names no server';
  return result;
}
