import { describe, expect, it } from '../../../../test/support/runner.js';
import { wayTo, type MemberContacts, type MemberWay } from './member-way.js';

const NOBODY: MemberContacts = {
  label: 'Direction, Les Lutins',
  email: null,
  address: null,
  accountEmail: null,
  seat: null,
};
const mail = (recipient: string): MemberWay => ({ channel: 'email', recipient });
const letter = (address: string): MemberWay => ({ channel: 'letter', recipient: `Direction, Les Lutins\n${address}` });

describe('how a member is written to', () => {
  it.each<[string, Partial<MemberContacts>, MemberWay | null]>([
    ['nothing is known', {}, null],
    [
      'their own mail, whatever else is known',
      { email: 'a@x.fr', accountEmail: 'b@x.fr', address: '1 rue' },
      mail('a@x.fr'),
    ],
    ['the mail of their account', { accountEmail: 'b@x.fr', seat: { email: 'c@x.fr', address: null } }, mail('b@x.fr')],
    [
      'the mail of the establishment',
      { seat: { email: 'c@x.fr', address: '2 rue' }, address: '1 rue' },
      mail('c@x.fr'),
    ],
    ['their own postal address', { address: '1 rue', seat: { email: null, address: '2 rue' } }, letter('1 rue')],
    ['the postal address of the establishment', { seat: { email: '', address: '2 rue' } }, letter('2 rue')],
    ['an establishment that says nothing', { seat: { email: '', address: '' } }, null],
  ])('%s', (_, known, way) => expect(wayTo({ ...NOBODY, ...known })).toEqual(way));
});
