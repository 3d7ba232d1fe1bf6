/**
 * An offer tried out on all requests that wait, from the button to the result on its page, beside one preparation of a
 * session of as many requests on the same server.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { sessionWorld } from './session-world.js';
import { prepared } from './session.js';

/** A scenario may take so many times as long as one preparation of the same size. */
const WANTED_RATIO = 3;
const LOOKED_EVERY_MILLIS = 20;
const MOST_LOOKS = 15_000;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function played({ client }, name) {
  await client.text('/zones/scenarios/nouveau');
  const began = performance.now();
  const answer = await client.request('/zones/scenarios', {
    method: 'POST',
    body: new URLSearchParams({
      ...{ name, kind: 'micro_creche', commune: '71306', places: '12', ageFrom: '2', ageTo: '36', radius: '10' },
      _csrf: client.token,
    }),
  });
  if (answer.status !== 303) throw new Error(`Trying out answered ${answer.status}`);
  const page = answer.headers.get('location');
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    if (/Calculé avec les demandes/.test(await client.text(page))) return performance.now() - began;
    await after(LOOKED_EVERY_MILLIS);
  }
  throw new Error('The scenario was not computed');
}

export async function benchZones({ candidates = 2000, rounds = 5, adminUrl = process.env.TEST_DATABASE_URL } = {}) {
  const result = { name: 'zones', candidates, wantedRatio: WANTED_RATIO, failed: 0 };
  for (const kind of ['sqlite', ...(adminUrl ? ['postgres'] : [])]) {
    const folder = mkdtempSync(join(tmpdir(), 'marelle-zones-'));
    const session = await sessionWorld(folder, kind, candidates, adminUrl);
    try {
      const [preparations, plays] = [[], []];
      await prepared(session);
      await played(session, 'warm');
      for (let round = 0; round < rounds; round += 1) {
        await session.changeCase();
        preparations.push((await prepared(session)).prepare);
        plays.push(await played(session, `round ${round}`));
      }
      const [preparationMillis, scenarioMillis] = [median(preparations), median(plays)].map(Math.round);
      result[kind] = {
        preparationMillis,
        scenarioMillis,
        ratio: Math.round((100 * scenarioMillis) / preparationMillis) / 100,
      };
    } finally {
      const longestStallMillis = await session.stop();
      Object.assign(result[kind] ?? {}, { longestStallMillis });
      rmSync(folder, { recursive: true, force: true });
    }
  }
  if (!adminUrl) result.postgres = 'NOT MEASURED: TEST_DATABASE_URL names no server';
  return result;
}
