import { describe, expect, it } from '../../../../test/support/runner.js';
import { consultationsOf } from './consultations.js';

const on = (day: string, ...roles: string[]) => ({ day, roles });

describe('what a family is told of who read its dossier', () => {
  it.each([
    ['nothing', [], []],
    [
      'each function once a day',
      [on('2026-11-03', 'rpe_agent'), on('2026-11-03', 'rpe_agent')],
      ['2026-11-03 rpe_agent'],
    ],
    [
      'two functions of one day, and one of two days',
      [on('2026-11-03', 'rpe_agent'), on('2026-11-03', 'eaje_director'), on('2026-11-02', 'rpe_agent')],
      ['2026-11-03 rpe_agent', '2026-11-03 eaje_director', '2026-11-02 rpe_agent'],
    ],
    [
      'the first function of a person with two',
      [on('2026-11-03', 'rpe_agent', 'coordinator')],
      ['2026-11-03 rpe_agent'],
    ],
    ['that it was somebody, when the account holds no function any more', [on('2026-11-03')], ['2026-11-03 other']],
  ])('is %s', (_, readings, told) => {
    expect(consultationsOf(readings).map(({ day, role }) => `${day} ${role}`)).toEqual(told);
  });
});
