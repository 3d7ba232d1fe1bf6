import { describe, expect, it } from '../../../test/support/runner.js';
import type { Grant } from '../../foundation/platform/security/index.js';
import { agentLacks, proposalLacks } from './agent-lacks.js';

const DESKS = [
  { id: 'val', name: 'Guichet du Val' },
  { id: 'mont', name: 'Guichet du Mont' },
];
const at = (deskId: string): Grant => ({ role: 'rpe_agent', deskId });

describe('the desks at which nobody works', () => {
  it.each<[string, Grant[], string[]]>([
    ['no account', [], ['val', 'mont']],
    ['an agent at each', [at('val'), at('mont')], []],
    ['one at one', [at('val')], ['mont']],
    ['other roles', [{ role: 'coordinator' }, { role: 'eaje_director', establishmentId: 'val' }], ['val', 'mont']],
  ])('%s', (_, grants, without) =>
    expect(agentLacks(DESKS, grants).map(({ subject }) => subject?.id)).toEqual(without),
  );
});

describe('rights that nobody has agreed to yet', () => {
  it.each([
    [0, []],
    [2, ['rights']],
  ])('%i: %j', (open, kinds) => expect(proposalLacks(open).map(({ kind }) => kind)).toEqual(kinds));
});
