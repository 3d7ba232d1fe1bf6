import fc from 'fast-check';
import type { Day } from '../../../src/foundation/kernel/time.js';

/** Something that people or time do. `nth` chooses among what exists at that moment, modulo its number. */
export type Command =
  | {
      readonly do: 'plan';
      readonly body: number;
      readonly inDays: number;
      readonly hour: number;
      readonly room: number;
      readonly reoffer: boolean;
    }
  | { readonly do: 'move'; readonly nth: number; readonly inDays: number; readonly hour: number }
  | { readonly do: 'pause'; readonly nth: number; readonly inDays: number; readonly hour: number }
  | { readonly do: 'cancel' | 'call' | 'places' | 'forward' | 'close'; readonly nth: number }
  | { readonly do: 'list'; readonly nth: number; readonly family: number }
  | {
      readonly do: 'amend';
      readonly nth: number;
      readonly candidate: number;
      readonly kind: 'wait' | 'refuse' | 'defer';
    }
  | { readonly do: 'revoke' | 'withdraw'; readonly family: number }
  /** `keep`: the family also stays in the running for better wishes. */
  | { readonly do: 'accept'; readonly family: number; readonly keep: boolean }
  | { readonly do: 'decline' | 'giveUp'; readonly family: number; readonly choice: 'wait' | 'withdraw' }
  | { readonly do: 'pass'; readonly hours: number; readonly jobs: boolean }
  | { readonly do: 'overSummerTime' };

const nth = fc.nat({ max: 5 });
const family = fc.nat({ max: 4 });
const hour = fc.constantFrom(9, 10, 14, 18);
const inDays = fc.integer({ min: 10, max: 45 });

/** Weighted so that within twenty commands a session makes offers and they are answered. */
export const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('plan' as const),
      body: nth,
      inDays,
      hour,
      room: fc.nat({ max: 1 }),
      reoffer: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), nth, inDays, hour }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('pause' as const), nth, inDays: fc.integer({ min: 0, max: 20 }), hour }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'call' as const, 'places' as const), nth }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('list' as const), nth, family }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constant('forward' as const), nth }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('amend' as const),
      nth,
      candidate: nth,
      kind: fc.constantFrom('wait' as const, 'refuse' as const, 'defer' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('close' as const), nth }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('accept' as const), family, keep: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('revoke' as const, 'revoke' as const, 'withdraw' as const), family }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('decline' as const),
      family,
      choice: fc.constantFrom('wait' as const, 'withdraw' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('giveUp' as const),
      family,
      choice: fc.constantFrom('wait' as const, 'withdraw' as const),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      hours: fc.integer({ min: 1, max: 24 * 12 }),
      jobs: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('overSummerTime' as const) }) },
);

/**
 * How far the first session of each body has come when a sequence begins. `looking`: a placed child looks for a better
 * place at a second session. `better`: that place is offered.
 */
export type Prelude = 'nothing' | 'planned' | 'listed' | 'open' | 'closed' | 'looking' | 'better';

export interface Sequence {
  /** The morning on which it begins, weeks before the clocks change in spring or in autumn. */
  readonly from: Day;
  readonly prelude: Prelude;
  readonly commands: Command[];
}

export const sequence: fc.Arbitrary<Sequence> = fc.record({
  from: fc.constantFrom('2027-02-15', '2027-03-08', '2027-09-20', '2027-10-11', '2028-02-28'),
  prelude: fc.constantFrom<Prelude>('nothing', 'planned', 'listed', 'open', 'closed', 'looking', 'better'),
  commands: fc.array(command, { minLength: 8, maxLength: 26, size: 'max' }),
});
