import { describe, expect, it } from '../../../../test/support/runner.js';
import { silenceFrom, suspensionsOf, type Suspension } from './silence.js';

const DEPOSITED = '2026-11-24';
const TODAY = '2027-01-10';
const asked = (from: string, to: string | null = null): Suspension => ({ from, to });

describe('The day from which silence counts as a decision', () => {
  it.each<[string, Suspension[], string, string | null]>([
    ['two months after the deposit', [], '2027-01-24', null],
    ['later by the days that an answer was awaited', [asked('2026-12-01', '2026-12-11')], '2027-02-03', null],
    ['by two waits', [asked('2026-12-01', '2026-12-11'), asked('2026-12-20', '2026-12-25')], '2027-02-08', null],
    [
      'by the days that two children waited on, once',
      [asked('2026-12-01', '2026-12-11'), asked('2026-12-05', '2026-12-15')],
      '2027-02-07',
      null,
    ],
    ['not at all by an answer of the same day', [asked('2026-12-01', '2026-12-01')], '2027-01-24', null],
    ['and stands still while one is awaited', [asked('2027-01-05')], '2027-01-29', '2027-01-05'],
    ['since the first of two that are awaited', [asked('2027-01-07'), asked('2027-01-05')], '2027-01-29', '2027-01-05'],
  ])('%s', (_, suspensions, from, since) => {
    expect(silenceFrom(DEPOSITED, 2, suspensions, TODAY)).toEqual({ from, since });
  });

  it('is read from the moves of a request', () => {
    const move = (action: string, from: string, to: string, at: string) => ({
      action,
      from,
      to,
      at: `${at}T09:00:00.000Z`,
    });
    expect(
      suspensionsOf([
        move('submit', 'draft', 'submitted', '2026-11-24'),
        move('askForCompletion', 'in_triage', 'incomplete', '2026-12-01'),
        move('amend', 'incomplete', 'incomplete', '2026-12-03'),
        move('complete', 'incomplete', 'in_triage', '2026-12-05'),
        move('askForCompletion', 'in_triage', 'incomplete', '2026-12-08'),
      ]),
    ).toEqual([asked('2026-12-01', '2026-12-05'), asked('2026-12-08')]);
  });
});
