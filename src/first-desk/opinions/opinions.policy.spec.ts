import { whoMay } from '../../../test/support/actors.js';
import { describe, expect, it } from '../../../test/support/runner.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { answersOpinion, desksAsking, mayAskOpinions, readsOwnOpinions } from './opinions.policy.js';

const REQUEST = { deskId: 'own', dossierId: 'own' };
const EXPERT: Actor = { kind: 'expert', opinionId: 'own' };

describe('who has to do with the opinions of others', () => {
  it.each<[string, Parameters<typeof whoMay>[0], string[]]>([
    ['asks and reads the answers', (actor) => mayAskOpinions(actor, REQUEST), ['agent']],
    ['sees what a desk has asked', (actor) => desksAsking(actor).includes('own'), ['agent']],
    ['reads that it was asked', (actor) => readsOwnOpinions(actor, REQUEST), ['family']],
    ['answers', (actor) => answersOpinion(actor, 'own'), ['expert']],
  ])('%s', (_, policy, expected) => expect(whoMay(policy)).toEqual(expected));

  it('lets a person answer its own question, and do nothing else', () => {
    expect(answersOpinion(EXPERT, 'own')).toBe(true);
    expect(answersOpinion(EXPERT, 'other')).toBe(false);
    expect([mayAskOpinions(EXPERT, REQUEST), readsOwnOpinions(EXPERT, REQUEST), desksAsking(EXPERT)]).toEqual([
      false,
      false,
      [],
    ]);
  });
});
