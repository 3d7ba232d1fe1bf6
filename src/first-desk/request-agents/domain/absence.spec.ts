import { describe, expect, it } from '../../../../test/support/runner.js';
import { handedTo, judgeAbsence, type StandIn } from './absence.js';

const TODAY = '2026-12-02';

describe('an absence', () => {
  it.each([
    ['2026-12-02', '2026-12-02', null],
    ['2026-12-10', '2026-12-20', null],
    ['2026-11-20', '2026-12-04', null],
    ['2026-12-10', '2026-12-09', 'absence.reversed'],
    ['2026-11-01', '2026-12-01', 'absence.past'],
    ['2026-12-10', '2028-01-01', 'absence.tooLong'],
  ])('from %s to %s: %s', (from, to, refused) => expect(judgeAbsence({ from, to }, TODAY)?.code ?? null).toBe(refused));
});

describe('whose requests come to a person', () => {
  const away = (accountId: string, standInId: string, from = TODAY, to = '2026-12-10'): StandIn => ({
    accountId,
    standInId,
    from,
    to,
  });

  it.each([
    ['nobody is away', [], 'a', ['a']],
    ['one is away', [away('b', 'a')], 'a', ['a', 'b']],
    ['the other way round', [away('b', 'a')], 'b', ['b']],
    ['not yet', [away('b', 'a', '2026-12-03')], 'a', ['a']],
    ['no longer', [away('b', 'a', '2026-11-01', '2026-12-01')], 'a', ['a']],
    ['who stands in is away too', [away('c', 'b'), away('b', 'a')], 'a', ['a', 'b', 'c']],
    ['each for the other', [away('a', 'b'), away('b', 'a')], 'a', ['a', 'b']],
  ] as const)('%s', (_, absences, person, expected) => expect(handedTo(person, absences, TODAY)).toEqual(expected));
});
