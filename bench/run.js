/**
 * `npm run bench [-- NAME…] [--quick]`, a name or how several begin (`engine`): prints each figure as text and, last,
 * all of them as one line of JSON. Ratios are taken within this run.
 */
import { benchDeposits, benchSlowDisk } from './deposits.js';
import { benchDoors } from './doors.js';
import { benchEverything, benchHalfDays, benchUnitSeats } from './engine.js';
import { benchGrowth } from './growth.js';
import { benchObservatory } from './observatory.js';
import { benchProviders } from './providers.js';
import { benchPublic } from './public.js';
import { benchQueue } from './queue.js';
import { benchServing } from './serving.js';
import { benchSession, benchWaiting } from './session.js';
import { benchSitting } from './sitting.js';
import { benchSoak } from './soak.js';
import { benchYear } from './year.js';
import { benchZones } from './zones.js';

const quick = process.argv.includes('--quick');
const names = process.argv.slice(2).filter((name) => !name.startsWith('--'));
const BENCHES = {
  deposits: () => benchDeposits(quick ? { seconds: 2, warmSeconds: 1, rounds: 1 } : {}),
  'slow-disk': () => benchSlowDisk(quick ? { seconds: 2, warmSeconds: 1, rounds: 1 } : {}),
  doors: () => benchDoors(quick ? { fields: 1, usualTries: 3 } : {}),
  growth: () => benchGrowth(quick ? { few: 50, many: 500, rounds: 1, warmRounds: 1 } : {}),
  observatory: () => benchObservatory(quick ? { few: 50, many: 500, rounds: 1 } : {}),
  queue: () => benchQueue(quick ? { jobs: 200, rounds: 1, paced: 10 } : {}),
  soak: () => benchSoak(quick ? { seconds: 3, warmSeconds: 1, capacitySeconds: 1 } : {}),
  'engine-unit-seats': () =>
    benchUnitSeats(quick ? { children: 1000, establishments: 25, rounds: 3, warmMillis: 100 } : {}),
  'engine-half-days': () =>
    benchHalfDays(
      quick
        ? {
            sizes: [
              [500, 12, 2],
              [1000, 25, 10],
            ],
            rounds: 3,
            warmMillis: 100,
          }
        : {},
    ),
  'engine-everything': () => benchEverything(quick ? { children: 500, establishments: 12 } : {}),
  session: () => benchSession(quick ? { candidates: 50, rounds: 1 } : {}),
  'session-waiting': () => benchWaiting(quick ? { candidates: 50, rounds: 1 } : {}),
  sitting: () => benchSitting(quick ? { sizes: [50], decisions: 2, followers: 3 } : {}),
  public: () => benchPublic(quick ? { seconds: 1, rounds: 1, pages: ['/', '/modes-d-accueil'] } : {}),
  providers: () => benchProviders(quick ? { others: 500, rounds: 1, warmRounds: 1 } : {}),
  year: () => benchYear(quick ? { children: 6, drafts: 2, rounds: 1, warmRounds: 1 } : {}),
  zones: () => benchZones(quick ? { candidates: 50, rounds: 1 } : {}),
  serving: () => benchServing(quick ? { views: 100, starts: 1 } : {}),
};

/** An hour long: run when asked for by name. */
const ON_REQUEST = quick ? [] : ['soak'];

const results = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (
    names.length > 0
      ? !names.some((asked) => name === asked || name.startsWith(`${asked}-`))
      : ON_REQUEST.includes(name)
  )
    continue;
  const began = performance.now();
  const result = await bench();
  const seconds = Math.round((performance.now() - began) / 1000);
  results.push(result);
  console.log(
    `${name} (${seconds} s): ${Object.entries(result)
      .filter(([key]) => key !== 'name')
      .map(([key, value]) => `${key} ${JSON.stringify(value)}`)
      .join(', ')}`,
  );
}
console.log(JSON.stringify(results));
process.exit(results.some((result) => result.failed > 0) ? 1 : 0);
