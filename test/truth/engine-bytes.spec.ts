import { createHash } from 'node:crypto';
import { describe, expect, it } from '../support/runner.js';
import { canonicalJson } from '../../src/commissions/matching/instance/canonical-json.js';
import { compile, match, placesOfMatching } from '../../src/commissions/matching/deferred-acceptance/match.js';
import type { Instance, Lock } from '../../src/commissions/matching/instance/instance.js';
import { ENGINE } from '../../src/commissions/matching/propose.js';
import { mediumInstance, numbersFrom, type MediumShape } from '../support/engine/medium.js';

const SEEDS = 25;
const SHAPES: Record<string, MediumShape> = {
  'skipping queues': { children: 30, establishments: 4, strict: 0, reserves: 0 },
  'strict queues': { children: 30, establishments: 4, strict: 1000, reserves: 0 },
  reserves: { children: 30, establishments: 4, strict: 0, reserves: 1000 },
  'all of it': { children: 40, establishments: 5, strict: 400, reserves: 400 },
};

/** As members might have begun to decide: some children fixed at a wish of theirs, some nowhere. */
function begun(instance: Instance, seed: number): Instance {
  const number = numbersFrom(seed);
  const locks = Object.values(instance.families)
    .filter(() => number() < 0.15)
    .map(({ children: [child], wishes }): [string, Lock] => [
      child!,
      number() < 0.5 ? null : wishes[Math.floor(number() * wishes.length)]![0]!,
    ]);
  return { ...instance, locks: Object.fromEntries(locks) };
}

/** `/3` differs from `/2` in the exact search alone, where its budget of steps is spent. */
const DEFERRED_ACCEPTANCE_2 = {
  'skipping queues': '31808e5179fad647c18ea32c8086ee43de652e6ce2edc5f22f8c57457dccb448',
  'strict queues': '831054f5531cd7efdb04e6c4945a12385508b4d94c08641cccbd55bd1d6ee71f',
  reserves: '16cfd7c84b67328ba330cdc4e5c994c71affd1e8ca357bbe46d27121e7baa3f8',
  'all of it': '2e4300d3a5d6661c19c40edb12de23252c4540b66f06904911a6b395f0c78208',
};

/**
 * What deferred acceptance gave under each name of the engine; of one shape, with and without locks. A session's audit
 * file is replayed years later to the same bytes.
 */
const GIVEN: Record<string, Record<string, string>> = {
  'marelle-engine/2': DEFERRED_ACCEPTANCE_2,
  'marelle-engine/3': DEFERRED_ACCEPTANCE_2,
};

describe(`what ${ENGINE} has given it gives again: another proposal for the same instance is another engine, with another name`, () => {
  const counted = { evictions: 0, recalls: 0, lockOuts: 0 };

  it.each(Object.entries(SHAPES))('%s', (name, shape) => {
    const digest = createHash('sha256');
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const instance = mediumInstance(seed, shape);
      for (const one of [instance, begun(instance, seed)]) {
        const problem = compile(one);
        const { held, stats } = match(problem);
        digest.update(canonicalJson({ places: placesOfMatching(problem, held), stats }));
        for (const what of ['evictions', 'recalls', 'lockOuts'] as const) counted[what] += stats[what];
      }
    }
    expect(digest.digest('hex')).toBe(GIVEN[ENGINE]?.[name]);
  });

  it('and these instances put families out, call them back and end rounds that would not end', () => {
    for (const [what, count] of Object.entries(counted)) expect([what, count > 10]).toEqual([what, true]);
  });
});
