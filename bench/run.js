/**
 * `npm run bench [-- NAME…] [--quick]`, a name or how several begin (`engine`): prints each figure as text and, last,
 * all of them as one line of JSON. Ratios are taken within this run.
 */
import { benchDeposits, benchSlowDisk } from './deposits.js';
import { benchDoors } from './doors.js';
import { benchEverything, benchHalfDays, benchUnitSeats } from './engine.js';
import { benchGrowth } from './growth.js';
import { benchProviders } from './providers.js';
import { benchPublic } from './public.js';
import { benchQueue } from './queue.js';
import { benchServing } from './serving.js';
import { benchSession } from './session.js';
import { benchSitting } from './sitting.js';
import { benchSoak } from './soak.js';

const quick = process.argv.includes('--quick');
const names = process.argv.slice(2).filter((name) => !name.startsWith('--'));
const BENCHES = {
  deposits: () => benchDeposits(quick ? { seconds: 2, rounds: 1 } : {}),
  'slow-disk': () => benchSlowDisk(quick ? { seconds: 2, rounds: 1 } : {}),
  doors: () => benchDoors(quick ? { fields: 6 } : {}),
  growth: () => benchGrowth(quick ? { few: 200, many: 2000, rounds: 2 } : {}),
  queue: () => benchQueue(quick ? { jobs: 1000, rounds: 1, paced: 50 } : {}),
  soak: () => benchSoak(quick ? { seconds: 8, capacitySeconds: 2 } : {}),
  'engine-unit-seats': () => benchUnitSeats(quick ? { children: 5000, establishments: 100, rounds: 5 } : {}),
  'engine-half-days': () =>
    benchHalfDays(
      quick
        ? {
            sizes: [
              [1000, 25, 2],
              [5000, 112, 10],
            ],
            rounds: 5,
          }
        : {},
    ),
  'engine-everything': () => benchEverything(quick ? { children: 1000, establishments: 25 } : {}),
  session: () => benchSession(quick ? { candidates: 200, rounds: 2 } : {}),
  sitting: () => benchSitting(quick ? { sizes: [200], decisions: 6 } : {}),
  public: () => benchPublic(quick ? { seconds: 1, rounds: 1, pages: ['/', '/modes-d-accueil'] } : {}),
  providers: () => benchProviders(quick ? { others: 500, rounds: 2 } : {}),
  serving: () => benchServing(quick ? { views: 400 } : {}),
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
  const result = await bench();
  results.push(result);
  console.log(
    `${name}: ${Object.entries(result)
      .filter(([key]) => key !== 'name')
      .map(([key, value]) => `${key} ${JSON.stringify(value)}`)
      .join(', ')}`,
  );
}
console.log(JSON.stringify(results));
process.exit(results.some((result) => result.failed > 0) ? 1 : 0);
