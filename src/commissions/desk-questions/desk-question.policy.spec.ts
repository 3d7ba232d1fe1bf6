import { describe, expect, it } from '../../../test/support/runner.js';
import type { Wish } from '../../dossier/dossier/index.js';
import { SYSTEM, type Actor, type Grant } from '../../foundation/platform/security/index.js';
import { asksFor, isAskable, mayAnswer } from './desk-question.policy.js';

const person = (...grants: Grant[]): Actor => ({ kind: 'staff', accountId: 'a', name: 'A', grants });
const directorOf = (establishmentId: string): Actor => person({ role: 'eaje_director', establishmentId });
const wishes = ['north', 'south'].map((providerId) => ({ providerId })) as unknown as Wish[];
const REQUEST = { deskId: 'rpe', dossierId: 'd' };

describe('who asks the desk about a request', () => {
  it.each<[string, Actor, string | null]>([
    ['the director of an establishment of its wishes', directorOf('south'), 'south'],
    ['not the director of another one', directorOf('west'), null],
    ['not an agent', person({ role: 'rpe_agent', deskId: 'rpe' }), null],
    ['not a coordinator', person({ role: 'coordinator' }), null],
    ['not the system', SYSTEM, null],
  ])('%s', (_, actor, expected) => expect(asksFor(actor, { wishes })).toBe(expected));

  it.each([
    ['oriented', true],
    ['waiting_list', true],
    ['placed', false],
    ['withdrawn', false],
  ] as const)('about a request that is %s: %s', (state, expected) => expect(isAskable({ state })).toBe(expected));
});

describe('who answers', () => {
  it.each<[string, Actor, boolean]>([
    ['an agent of its desk', person({ role: 'rpe_agent', deskId: 'rpe' }), true],
    ['not an agent of another desk', person({ role: 'rpe_agent', deskId: 'elsewhere' }), false],
    ['not a director', directorOf('south'), false],
    ['not a coordinator', person({ role: 'coordinator' }), false],
  ])('%s', (_, actor, expected) => expect(mayAnswer(actor, REQUEST)).toBe(expected));
});
