import { describe, expect, it } from '../../../test/support/runner.js';
import { SYSTEM, type Actor, type Grant } from '../../foundation/platform/security/index.js';
import { answersWeek, mayNoteWeek, mayProposeWeek } from './shorter-week.policy.js';

const person = (...grants: Grant[]): Actor => ({ kind: 'staff', accountId: 'a', name: 'A', grants });
const directorOf = (establishmentId: string): Actor => person({ role: 'eaje_director', establishmentId });
const agentOf = (deskId: string): Actor => person({ role: 'rpe_agent', deskId });
const familyOf = (dossierId: string): Actor => ({ kind: 'family', dossierId, draftId: null });
const REQUEST = { deskId: 'rpe', dossierId: 'd' };
const WISHES = [{ providerId: 'north' }, { providerId: null }];

describe('who proposes fewer days for the north', () => {
  it.each<[string, Actor, string, boolean]>([
    ['its director', directorOf('north'), 'north', true],
    ['not for another establishment of hers', directorOf('south'), 'south', false],
    ['not the director of another one', directorOf('south'), 'north', false],
    ['not an agent', agentOf('rpe'), 'north', false],
    ['not a coordinator', person({ role: 'coordinator' }), 'north', false],
    ['not a family', familyOf('d'), 'north', false],
  ])('%s', (_, actor, providerId, expected) => expect(mayProposeWeek(actor, providerId, WISHES)).toBe(expected));
});

describe('who answers', () => {
  it.each<[string, Actor, [own: boolean, noted: boolean]]>([
    ['the family', familyOf('d'), [true, false]],
    ['not another family', familyOf('e'), [false, false]],
    ['an agent of its desk notes it', agentOf('rpe'), [false, true]],
    ['not an agent of another desk', agentOf('elsewhere'), [false, false]],
    ['not the director', directorOf('north'), [false, false]],
    ['not the system', SYSTEM, [false, false]],
  ])('%s', (_, actor, expected) =>
    expect([answersWeek(actor, REQUEST), mayNoteWeek(actor, REQUEST)]).toEqual(expected),
  );
});
