import { expect, it } from '../../../../test/support/runner.js';
import type { Proposals } from '../../admission/index.js';
import { NeededFirst, type Tx } from '../../../foundation/platform/database/index.js';
import { spansOf } from '../domain/periods.js';
import { staysOf, type Candidate, type SessionInput, type SessionInstance } from '../domain/session-instance.js';
import { USUAL_RULES } from '../domain/sitting-rules.js';
import { SessionInstances } from './session-instances.js';

const candidates: Candidate[] = Array.from({ length: 2000 }, (_, index) => ({
  id: `child ${index}`,
  family: `family ${index}`,
  choices: Array.from({ length: 16 }, (_, week) => ({
    at: 'a',
    section: 'babies',
    slots: 1 + ((index + week) % 1000),
    stay: { from: '2027-03-01', to: '2027-08-31' },
  })),
  others: [],
  points: { a: index },
  traits: [],
  current: null,
}));

function inputOf(places: number): SessionInput {
  const spans = spansOf(staysOf(candidates), '2027-03-01');
  return {
    candidates,
    tieBreak: candidates.map(({ id }) => id),
    places: [{ at: 'a', section: 'babies', free: spans.map(() => new Map([['mon-am', places]] as const)) }],
    spans,
    rules: USUAL_RULES,
  };
}

it('an instance is laid out before the unit runs again, others are answered meanwhile, and it is found while all is the same', async () => {
  const readied: unknown[] = [];
  const proposals = {
    prepareProposal: (_: string, made: SessionInstance) => {
      readied.push(made.instance);
      return Promise.resolve();
    },
  };
  const instances = new SessionInstances(proposals as unknown as Proposals);
  const first = { mayNeedFirst: true } as Tx;
  const needed = await instances.readInstance(first, 'session', inputOf(3)).catch((error: unknown) => error);
  expect(needed).toBeInstanceOf(NeededFirst);
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  });
  await (needed as NeededFirst).make();
  clearInterval(timer);
  expect(turns).toBeGreaterThan(1);
  const { instance } = await instances.readInstance(first, 'session', inputOf(3));
  expect(readied).toEqual([instance]);
  expect((await instances.readInstance(first, 'session', inputOf(3))).instance).toBe(instance);
  // A place more: another instance, which a unit that has waited often enough lays out for itself.
  await expect(instances.readInstance(first, 'session', inputOf(4))).rejects.toBeInstanceOf(NeededFirst);
  const other = await instances.readInstance({ mayNeedFirst: false } as Tx, 'session', inputOf(4));
  expect(other.instance.establishments['a']!.capacity).toEqual({ babies: { 'mon-am@2027-03-01': 4 } });
});
