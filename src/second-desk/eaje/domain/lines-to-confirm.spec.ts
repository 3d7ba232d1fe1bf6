import { describe, expect, it } from '../../../../test/support/runner.js';
import { linesToConfirm, type ChildPlace } from './lines-to-confirm.js';

const SECTIONS = [
  { id: 'babies', ageFromMonths: 2, ageToMonths: 18 },
  { id: 'toddlers', ageFromMonths: 15, ageToMonths: 30 },
  { id: 'older', ageFromMonths: 28, ageToMonths: 48 },
];
const place = (more: Partial<ChildPlace> = {}): ChildPlace => ({
  id: 'p',
  sectionId: 'babies',
  birth: '2026-06-01',
  from: '2026-09-01',
  to: '2029-08-31',
  next: null,
  ...more,
});
const ENTRY = '2027-09-01';

describe('what a director confirms before a session', () => {
  it.each<[string, Partial<ChildPlace>, object | null]>([
    ['a child of its section who stays', {}, null],
    ['a place that ends before the entries', { to: '2027-08-31' }, { kind: 'departure', until: '2028-08-31' }],
    ['on the last day that counts', { to: '2027-10-02' }, { kind: 'departure', until: '2028-10-02' }],
    ['on the day after', { to: '2027-10-03' }, null],
    [
      'a child past the age of its section',
      { birth: '2026-02-28' },
      { kind: 'section', nextSectionId: 'toddlers', on: ENTRY },
    ],
    [
      'on the day it reaches that age',
      { birth: '2026-03-01' },
      { kind: 'section', nextSectionId: 'toddlers', on: ENTRY },
    ],
    ['a day too young', { birth: '2026-03-02' }, null],
    [
      'a move of its path before the entries',
      { next: { sectionId: 'toddlers', from: '2027-09-01', to: '2028-08-31' } },
      { kind: 'path', next: { sectionId: 'toddlers' } },
    ],
    [
      'a child expected in its own section for longer',
      { next: { sectionId: 'babies', from: '2027-09-01', to: '2028-08-31' } },
      null,
    ],
    [
      'a move of its path a year later',
      { birth: '2026-02-28', next: { sectionId: 'toddlers', from: '2028-09-01', to: '2029-08-31' } },
      null,
    ],
    ['who leaves has no section to change to', { birth: '2026-02-28', to: '2027-09-15' }, { kind: 'departure' }],
    ['past the age of every section', { birth: '2023-01-01' }, null],
    ['of an unknown age', { birth: null }, null],
    ['who has not come yet', { birth: '2026-02-28', from: ENTRY }, null],
    ['of a section that is not the establishment’s', { birth: '2026-02-28', sectionId: 'elsewhere' }, null],
  ])('%s', (_, more, line) => {
    expect(linesToConfirm([place(more)], SECTIONS, ENTRY)).toMatchObject(line ? [line] : []);
  });

  it('the eldest first; of unknown age last', () => {
    const places = [
      place({ id: 'a', birth: '2026-02-01' }),
      place({ id: 'b', birth: '2024-12-01', sectionId: 'toddlers' }),
      place({ id: 'c', birth: null, to: '2027-08-01' }),
    ];
    expect(linesToConfirm(places, SECTIONS, ENTRY).map((line) => line.place.id)).toEqual(['b', 'a', 'c']);
  });
});
