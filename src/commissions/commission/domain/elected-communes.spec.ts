import { describe, expect, it } from '../../../../test/support/runner.js';
import { electedFor, type ElectedSeat } from './elected-communes.js';

describe('the communes for which somebody is elected', () => {
  it.each<[string, ElectedSeat[], string[]]>([
    ['nobody', [], []],
    [
      'sent by a commune to a body of several',
      [{ role: 'elected', personKey: 'elected:71040', bodyCommunes: ['71040', '71499'] }],
      ['71040'],
    ],
    [
      'the chair of a municipal body',
      [{ role: 'chair', personKey: 'chair:montceau', bodyCommunes: ['71306', '71306'] }],
      ['71306'],
    ],
    [
      'the chair of a body of several communes',
      [{ role: 'chair', personKey: 'chair:all', bodyCommunes: ['71040', '71499'] }],
      [],
    ],
    ['a doctor of a municipal body', [{ role: 'pmi', personKey: 'pmi', bodyCommunes: ['71306'] }], []],
    [
      'twice for the same',
      [
        { role: 'elected', personKey: 'elected:71306', bodyCommunes: ['71306'] },
        { role: 'elected', personKey: 'elected:71306', bodyCommunes: ['71306', '71040'] },
      ],
      ['71306'],
    ],
  ])('%s', (_, seats, expected) => expect(electedFor(seats)).toEqual(expected));
});
