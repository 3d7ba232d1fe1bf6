import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES } from '../support/app.js';
import { EXAMPLES, sequence } from '../support/placements/commands.js';
import { CalledMethods } from '../support/placements/public-methods.js';
import { factsNotReplayed } from '../support/replayed-facts.js';
import { PlacementDrill } from '../support/placements/world.js';

/** The same few each time, or as many others as asked for: `npm run drill:placements -- --sequences 5000 --seed 7`. */
const ASKED = process.env['SEQUENCES'];
const SEED = Number(process.env['SEED'] ?? 1913);
/** All of them reach every act. PostgreSQL runs as many where it runs alone, as in the second half of the gate. */
const ENOUGH = 30;
const FEW = { sqlite: ENOUGH, postgres: DATABASES.includes('sqlite') ? 8 : ENOUGH };

const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);
const listed = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

describe('whatever is done to places and offers', () => {
  const called = new CalledMethods('placements');

  describe.each(DATABASES)('(%s)', (kind) => {
    const runs = Number(ASKED ?? FEW[kind]);
    let world: PlacementDrill;

    beforeAll(async () => {
      world = await PlacementDrill.open(kind);
      await called.watch(world.app);
    });
    afterAll(() => world.close());

    it(
      'a child has one seat, a seat one child, every answer is kept and a refusal changes nothing',
      async () => {
        const began = performance.now();
        let sequences = 0;
        try {
          await fc.assert(
            fc.asyncProperty(sequence, async (one) => {
              if (kind === 'postgres' && ++sequences % 100 === 0) await world.vacuum();
              expect(await world.begin(one)).toEqual([]);
              for (const command of one.commands) expect(await world.obey(command)).toEqual([]);
              expect(await factsNotReplayed(world.reader)).toEqual([]);
            }),
            { numRuns: runs, seed: SEED, examples: EXAMPLES },
          );
        } finally {
          if (ASKED) {
            const [accepted, refused] = [total(world.accepted), total(world.refused)];
            process.stdout.write(
              `${kind}: ${runs} sequences, seed ${SEED}, ${accepted + refused} acts in ` +
                `${Math.round((performance.now() - began) / 1000)} s\n` +
                `  done ${accepted}: ${listed(world.accepted)}\n  refused ${refused}: ${listed(world.refused)}\n`,
            );
          }
        }
      },
      3_600_000 * 6,
    );
  });

  it('no act is forgotten: each public method that writes was called, and did what it says', () => {
    expect(called.never()).toEqual([]);
  });
});
