import { describe, expect, it } from '../../../../test/support/runner.js';
import { doubtBirth, isExpected, keptDueDate, mayTellBirth } from './births.js';
import { REQUEST_STATES } from './request-states.js';

describe('the birth of a child who was expected', () => {
  it.each([
    ['on the day it was due', '2027-03-10', null],
    ['nine days later', '2027-03-19', null],
    ['eighteen weeks early', '2026-11-04', null],
    ['nineteen weeks early', '2026-10-28', 'far'],
    ['five weeks late', '2027-04-14', 'far'],
    ['tomorrow', '2027-04-21', 'future'],
  ])('%s', (_name, birth, doubt) => expect(doubtBirth(birth, '2027-03-10', '2027-04-20')).toBe(doubt));

  it('may be told in every state in which somebody counts on the date', () => {
    const may = REQUEST_STATES.filter((state) => mayTellBirth({ dueDate: '2027-03-10', state }));
    expect(may.join(' ')).toBe(
      'submitted in_triage incomplete oriented before_commission waiting_list offered partly_placed placed',
    );
    expect(mayTellBirth({ dueDate: null, state: 'submitted' })).toBe(false);
  });

  it('ends the expectation, and the date on which the child was due is kept', () => {
    expect(isExpected({ birthDate: null, dueDate: '2027-03-10' })).toBe(true);
    expect(isExpected({ birthDate: '2027-03-12', dueDate: '2027-03-10' })).toBe(false);
    expect(isExpected({ birthDate: null, dueDate: null })).toBe(false);
    expect(keptDueDate('2027-03-10', '2027-03-12')).toBe('2027-03-10');
    expect(keptDueDate('2027-03-10', '2024-05-02')).toBeNull();
    expect(keptDueDate(null, '2027-03-12')).toBeNull();
  });
});
