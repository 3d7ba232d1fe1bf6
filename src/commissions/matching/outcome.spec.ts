import fc from 'fast-check';
import { expect, it } from '../../../test/support/runner.js';
import { anyInstance, runs } from '../../../test/support/engine/generate.js';
import type { Explanations } from './explanations/explanations.js';
import { Outcome } from './outcome.js';
import { propose } from './propose.js';

const told = (explanations: Explanations, family: string): object => ({
  misses: explanations.misses(family),
  obtained: explanations.obtainedBy(family),
  wouldHaveTaken: explanations.wouldHaveTaken(family),
});

it('says of a few families what it says of them among all', () => {
  fc.assert(
    fc.property(anyInstance, fc.integer({ min: 0, max: 2 }), (instance, spared) => {
      const families = Object.keys(instance.families);
      const elsewhere = Object.keys(instance.establishments).map((at) => [at]);
      const outcome = new Outcome(
        instance,
        Object.fromEntries(families.map((id) => [id, elsewhere])),
        propose(instance),
      );
      const whole = outcome.explained(families).explanations;
      const few = families.filter((_, index) => index % 3 === spared);
      const part = outcome.explained(few).explanations;
      for (const family of few) expect(told(part, family)).toEqual(told(whole, family));
    }),
    runs(300),
  );
});
