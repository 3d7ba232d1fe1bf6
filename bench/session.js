/**
 * A session of so many candidates, from its fixed agenda to the ranked proposal with its explanations on the screen:
 * the button that prepares it and the page that shows it, through HTTP on a server of its own, again and again.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sessionWorld } from './session-world.js';

const WANTED_MILLIS = 1000;
const WANTED_WAITING_RATIO = 2;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Prepares the session and shows its screen. */
export async function prepared({ id, client }) {
  const version = /name="version" value="(\d+)"/.exec(await client.text(`/commissions/${id}`))[1];
  const began = performance.now();
  const answer = await client.request(`/commissions/${id}/etape`, {
    method: 'POST',
    body: new URLSearchParams({ step: 'prepare', version, _csrf: client.token }),
  });
  if (answer.status !== 303) throw new Error(`Preparing answered ${answer.status}`);
  const ready = performance.now();
  const page = await client.text(`/commissions/${id}/seance`);
  const shown = performance.now();
  return { all: shown - began, prepare: ready - began, screen: shown - ready, page };
}

/**
 * One case has changed before each round, so that the proposal is computed anew; then it is prepared once more with
 * nothing changed. The first of all, of a server that has just started, is told apart.
 */
async function timed(session, rounds) {
  const first = await prepared(session);
  const [anew, again] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    await session.changeCase();
    anew.push(await prepared(session));
    again.push(await prepared(session));
  }
  const of = (times, part) => Math.round(median(times.map((one) => one[part])));
  return {
    firstMillis: Math.round(first.all),
    millis: of(anew, 'all'),
    prepareMillis: of(anew, 'prepare'),
    screenMillis: of(anew, 'screen'),
    unchangedMillis: of(again, 'all'),
    pageKilobytes: Math.round(first.page.length / 1024),
  };
}

/** What is measured of a session of its own. */
async function measured(kind, candidates, adminUrl, rounds, options) {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-session-'));
  const session = await sessionWorld(folder, kind, candidates, adminUrl, 0, options);
  let times = null;
  try {
    times = await timed(session, rounds);
  } finally {
    const longestStallMillis = await session.stop();
    if (times) Object.assign(times, { longestStallMillis });
    rmSync(folder, { recursive: true, force: true });
  }
  return times;
}

export async function benchSession({ candidates = 2000, rounds = 7, adminUrl = process.env.TEST_DATABASE_URL } = {}) {
  const result = { name: 'session', candidates, wantedMillis: WANTED_MILLIS, failed: 0 };
  for (const kind of ['sqlite', ...(adminUrl ? ['postgres'] : [])])
    result[kind] = await measured(kind, candidates, adminUrl, rounds);
  if (!adminUrl) result.postgres = 'NOT MEASURED: TEST_DATABASE_URL names no server';
  return result;
}

/** The same session whose seats come free within two months: nobody can wait for them, then half of the families can. */
export async function benchWaiting({ candidates = 2000, rounds = 7, adminUrl = process.env.TEST_DATABASE_URL } = {}) {
  const result = { name: 'session-waiting', candidates, wantedRatio: WANTED_WAITING_RATIO, failed: 0 };
  for (const kind of ['sqlite', ...(adminUrl ? ['postgres'] : [])]) {
    const nobody = await measured(kind, candidates, adminUrl, rounds, { freeing: true });
    const half = await measured(kind, candidates, adminUrl, rounds, { freeing: true, waits: true });
    const ratio = (part) => Math.round((half[part] / nobody[part]) * 100) / 100;
    result[kind] = { ratio: ratio('millis'), prepareRatio: ratio('prepareMillis'), nobody, half };
  }
  if (!adminUrl) result.postgres = 'NOT MEASURED: TEST_DATABASE_URL names no server';
  return result;
}
