import { describe, expect, it } from '../../../../test/support/runner.js';
import type { Place } from '../../matching/index.js';
import { isPart, reopenedWeeks } from './reopened-cases.js';

const at = (...days: readonly string[]): Place => ({
  at: 'A',
  section: 'babies',
  slots: days.flatMap((day) => [`${day}-am@2027-03-01`, `${day}-pm@2027-03-01`]),
});

it.each<[string, Place, Place[], boolean]>([
  ['a whole week', at('mon', 'tue'), [at('mon', 'tue'), at('mon')], false],
  ['a part of a week', at('mon'), [at('mon', 'tue'), at('mon')], true],
  ['as many half-days on other days', at('tue'), [at('mon'), at('tue')], false],
])('%s is a part of what a child would rather have, or not', (_, place, choices, isSo) =>
  expect(isPart(place, choices)).toBe(isSo),
);

describe('admissions to a part of a week that are decided again', () => {
  const held = new Map([
    ['1', at('mon')],
    ['2', at('tue')],
  ]);

  it('are those of children who are then proposed more', () => {
    expect(reopenedWeeks(held, () => ({ '1': at('mon', 'wed'), '2': at('tue', 'wed') }))).toEqual(['1', '2']);
  });

  it.each<[string, Place | null]>([
    ['as much', at('tue')],
    ['less', null],
  ])('are not those of a child who would be proposed %s: it keeps what members gave it', (_, place) => {
    const asked: (readonly string[])[] = [];
    const found = reopenedWeeks(held, (open) => {
      asked.push(open);
      return { '1': at('mon', 'wed'), '2': open.includes('2') ? place : at('tue') };
    });
    expect([found, asked]).toEqual([['1'], [['1', '2'], ['1']]]);
  });

  it('are none where what one would gain is what the other gives up', () => {
    const found = reopenedWeeks(held, (open) => ({
      '1': open.includes('2') ? at('mon', 'tue') : at('mon'),
      '2': null,
    }));
    expect(found).toEqual([]);
  });

  it('are not looked for where nobody has a part of a week', () => {
    expect(
      reopenedWeeks(new Map(), () => {
        throw new Error('nothing is computed');
      }),
    ).toEqual([]);
  });
});
