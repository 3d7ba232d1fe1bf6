/**
 * The rounds of the proposal engine, warm, on one thread, without checker and exact search: unit seats against a plain
 * C program that finds the same matching, half-days against one pass over the wish lists and against themselves at
 * another size. Everything at once goes through the whole proposal. Milliseconds are processor time: what else the
 * machine does does not count.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, match, placesOfMatching } from '../dist/commissions/matching/deferred-acceptance/match.js';
import { check } from '../dist/commissions/matching/fairness-check/check.js';
import { propose } from '../dist/commissions/matching/propose.js';
import { territory } from './engine-instances.js';

const WARM_RUNS = 5;

function timed(run) {
  const began = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(began);
  return { result, millis: (user + system) / 1000 };
}

/**
 * Median milliseconds of so many runs of each, after those that warm. Several are run in turn: what is compared meets
 * the same machine, and none finds its own numbers still lying in the processor's cache because nothing else ran in
 * between.
 */
function medians({ rounds, warmMillis }, runs) {
  const until = performance.now() + warmMillis * runs.length;
  for (let warm = 0; warm < WARM_RUNS || performance.now() < until; warm += 1) for (const run of runs) run();
  const turns = Array.from({ length: rounds }, () => runs.map((run) => timed(run).millis));
  return runs.map((_, index) => turns.map((turn) => turn[index]).sort((a, b) => a - b)[Math.floor(rounds / 2)]);
}

const shown = (number, digits = 1) => Number(number.toFixed(digits));

/** One pass over the wish lists, looking at each unit's places: what no engine can do without. */
function passOver({ wishFrom, entryFrom, entryUnit, priority, places, halfDays }) {
  const slots = halfDays.names.length;
  let sum = 0;
  for (let family = 0; family < wishFrom.length - 1; family += 1) {
    for (let wish = wishFrom[family]; wish < wishFrom[family + 1]; wish += 1) {
      for (let entry = entryFrom[wish]; entry < entryFrom[wish + 1]; entry += 1)
        sum = (sum + priority[entry] * places[entryUnit[entry] * slots]) | 0;
    }
  }
  return sum;
}

/**
 * Families as their ids come, which is how the C program is handed them: how the engine lays them out is its own
 * affair, and counts as compiling.
 */
function byId({ familyIds, wishFrom, entryUnit, priority, places }) {
  const families = [...familyIds.keys()].sort((a, b) => (familyIds[a] < familyIds[b] ? -1 : 1));
  const wishes = families.flatMap((family) =>
    Array.from({ length: wishFrom[family + 1] - wishFrom[family] }, (_, index) => wishFrom[family] + index),
  );
  const from = [0];
  for (const family of families) from.push(from.at(-1) + wishFrom[family + 1] - wishFrom[family]);
  const lists = [
    [families.length, places.length, wishes.length],
    from,
    wishes.map((wish) => entryUnit[wish]),
    wishes.map((wish) => priority[wish]),
    places,
  ];
  return { families, from, numbers: Buffer.concat(lists.map((list) => Buffer.from(Int32Array.from(list).buffer))) };
}

/** A number that changes with any family's wish; bench/rounds.c computes the same. */
const checksum = ({ families, from }, { wishFrom }, held) =>
  families.reduce(
    (sum, family, index) =>
      (Math.imul(sum, 31) + (held[family] === -1 ? -1 : held[family] - wishFrom[family] + from[index])) >>> 0,
    0,
  );

/**
 * @returns {{ millis: number, laidOut: number, sum: number } | null} `laidOut`: its families lying in the order of the
 * rounds, as the engine's do; null where nothing compiles C
 */
function plainRounds({ numbers }) {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-rounds-'));
  const [program, file] = [join(folder, 'rounds'), join(folder, 'numbers')];
  try {
    execFileSync('cc', ['-O2', '-o', program, 'bench/rounds.c'], { stdio: 'pipe' });
    writeFileSync(file, numbers);
    const [millis, laidOut, sum] = execFileSync(program, [file], { encoding: 'utf8' }).split(' ').map(Number);
    return { millis, laidOut, sum };
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nothing keeps the instance: it is not what the rounds walk in. */
function compiled(size) {
  const instance = territory(size);
  const { result: problem, millis } = timed(() => compile(instance));
  return { problem, compileMillis: Math.round(millis) };
}

function measured(sizes, turns) {
  const all = sizes.map(compiled);
  const matched = medians(
    turns,
    all.map(
      ({ problem }) =>
        () =>
          match(problem),
    ),
  );
  const floors = medians(
    turns,
    all.map(
      ({ problem }) =>
        () =>
          passOver(problem),
    ),
  );
  return all.map((one, index) => ({ ...one, millis: matched[index], floorMillis: floors[index] }));
}

export function benchUnitSeats({ children = 100_000, establishments = 2000, rounds = 15, warmMillis = 1500 } = {}) {
  const [{ problem, compileMillis, millis, floorMillis }] = measured([{ children, establishments, unitSeats: true }], {
    rounds,
    warmMillis,
  });
  const lists = byId(problem);
  const plain = plainRounds(lists);
  const figures = {
    name: 'engine-unit-seats',
    children,
    establishments,
    millis: shown(millis),
    compileMillis,
    floorMillis: shown(floorMillis),
    wanted: 2.5,
  };
  if (plain === null) return { ...figures, ratio: 'NOT MEASURED: no C compiler (cc)', failed: 0 };
  const sameMatching = plain.sum === checksum(lists, problem, match(problem).held);
  return {
    ...figures,
    cMillis: shown(plain.millis),
    cLaidOutMillis: shown(plain.laidOut),
    ratio: shown(millis / plain.millis, 2),
    sameMatching,
    failed: Number(!sameMatching),
  };
}

export function benchHalfDays({
  sizes = [
    [20_000, 450, 40],
    [100_000, 2000, 300],
  ],
  rounds = 15,
  warmMillis = 1500,
} = {}) {
  const all = measured(
    sizes.map(([children, establishments]) => ({ children, establishments })),
    { rounds, warmMillis },
  );
  const results = sizes.map(([children, establishments, wantedMillis], index) => {
    const { compileMillis, millis, floorMillis } = all[index];
    return {
      children,
      establishments,
      millis: shown(millis, 2),
      wantedMillis,
      compileMillis,
      floorMillis: shown(floorMillis, 2),
      timesFloor: shown(millis / floorMillis),
    };
  });
  const [few, many] = results;
  return {
    name: 'engine-half-days',
    sizes: results,
    wanted: 1.6,
    ratio: shown(many.millis / few.millis / (many.children / few.children), 2),
    failed: 0,
  };
}

/** Half-days, sections, bonuses, brothers and sisters, seats held already and reserves at once. */
export function benchEverything({ children = 20_000, establishments = 450 } = {}) {
  const instance = territory({ children, establishments, siblings: 0.08, transfers: 0.05, reserves: 0.1 });
  const problem = compile(instance);
  const {
    result: { held },
    millis: matching,
  } = timed(() => match(problem));
  const { millis: checking } = timed(() => check(instance, placesOfMatching(problem, held)));
  const {
    result: { claims, proven, fair, stats },
    millis,
  } = timed(() => propose(instance));
  return {
    name: 'engine-everything',
    children,
    establishments,
    claims: claims.length,
    wantedClaims: 10,
    fair,
    proven,
    claimsBeforeSearch: stats.claimsBeforeSearch,
    searchSteps: stats.searchSteps,
    matchMillis: Math.round(matching),
    checkMillis: Math.round(checking),
    proposeSeconds: shown(millis / 1000),
    failed: 0,
  };
}
