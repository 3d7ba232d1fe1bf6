import { describe, expect, it } from '../../../../test/support/runner.js';
import { staysBeyond, type ClosingDays, type StayPart } from './stays-beyond.js';

const part = (more: Partial<StayPart> = {}): StayPart => ({
  id: 'p',
  childId: 'child',
  offerId: 'offer',
  sectionId: 'babies',
  from: '2026-09-01',
  to: '2027-08-31',
  last: '2027-08-31',
  ...more,
});
const section = (day: string, sectionId = 'babies'): ClosingDays => ({
  establishment: null,
  sections: new Map([[sectionId, day]]),
});
const establishment = (day: string): ClosingDays => ({ establishment: day, sections: new Map() });
const path = part({ last: '2029-08-31' });
const [first, next] = [
  part(),
  part({ id: 'next', sectionId: 'older', from: '2027-09-01', to: '2028-08-31', last: '2028-08-31' }),
];

describe('the stays that go beyond a closing', () => {
  it.each<[string, StayPart[], ClosingDays, { ending?: [string, string][]; toCome?: string[] }]>([
    ['ends before it', [part()], section('2027-09-01'), {}],
    ['ends on its day', [part()], section('2027-08-31'), { ending: [['p', '2027-08-30']] }],
    ['goes on', [part()], section('2027-03-01'), { ending: [['p', '2027-02-28']] }],
    ['is in another section', [part()], section('2027-03-01', 'older'), {}],
    ['begins on its day', [part()], section('2026-09-01'), { toCome: ['p'] }],
    ['only its expected sections go beyond, and its section closes', [path], section('2028-03-01'), {}],
    [
      'only its expected sections go beyond, and all closes',
      [path],
      establishment('2028-03-01'),
      { ending: [['p', '2028-02-29']] },
    ],
    [
      'the earlier of two closings counts',
      [part()],
      { ...section('2027-03-01'), establishment: '2027-02-01' },
      { ending: [['p', '2027-01-31']] },
    ],
    ['moves by then, and its new section goes on', [first, next], section('2027-10-01'), {}],
    [
      'moves by then into what closes',
      [first, next],
      section('2027-10-01', 'older'),
      { ending: [['next', '2027-09-30']] },
    ],
    ['would move into what has closed', [first, next], section('2027-09-01', 'older'), { toCome: ['next'] }],
    [
      'has several parts, and all closes during the first',
      [first, next],
      establishment('2027-03-01'),
      { ending: [['p', '2027-02-28']] },
    ],
    [
      'has several parts, and all closes during the last',
      [first, next],
      establishment('2027-10-01'),
      { ending: [['next', '2027-09-30']] },
    ],
    [
      'of two children',
      [part(), part({ id: 'q', childId: 'other' })],
      section('2027-03-01'),
      {
        ending: [
          ['p', '2027-02-28'],
          ['q', '2027-02-28'],
        ],
      },
    ],
  ])('a stay that %s', (_, parts, closings, { ending = [], toCome = [] }) => {
    const found = staysBeyond(parts, closings);
    expect(found.ending.map(({ part: { id }, lastDay }) => [id, lastDay])).toEqual(ending);
    expect(found.toCome.map(({ part: { id } }) => id)).toEqual(toCome);
  });
});
