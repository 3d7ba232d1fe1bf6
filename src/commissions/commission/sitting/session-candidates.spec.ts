import { expect, it, jest } from '../../../../test/support/runner.js';
import type { Paths } from '../../../places/placement/index.js';
import type { Supply } from '../../../offer/supply/index.js';
import type { Body, Candidacy } from '../persistence/commission.entities.js';
import { everyDay } from '../../../foundation/kernel/week-schedule.js';
import type { GivenDays } from './given-days.js';
import { SessionCandidates } from './session-candidates.js';

const [BABIES, OLDER] = [
  { id: 'a:babies', code: 'babies', providerId: 'a' },
  { id: 'b:older', code: 'older', providerId: 'b' },
];
const WEEK = { mon: { start: '08:00', end: '17:00' } };

const caseOf = (id: number, birth: string, wantedFrom: string): Candidacy =>
  ({
    id: String(id),
    dossierId: `family ${id}`,
    points: 10,
    lines: [],
    snapshot: { birth, wantedFrom, week: WEEK, wishes: [{ providerId: 'a', rank: 1 }] },
  }) as unknown as Candidacy;

it('the path of children who are born and enter on the same days is worked out once, however many they are', async () => {
  const path = jest.fn((sectionId: string, _birth: string, from: string) => [
    { sectionId, from, to: '2028-08-31' },
    { sectionId: OLDER.id, from: '2028-09-01', to: '2029-08-31' },
  ]);
  const sections = { a: [BABIES], b: [OLDER] } as Record<string, (typeof BABIES)[]>;
  const supply = {
    providers: () => ['a', 'b'].map((id) => ({ id, kind: 'establishment' })),
    hoursOf: () => [],
    sectionsOf: (at: string) => sections[at]!,
    sectionsForChild: (at: string) => sections[at]!,
    section: (id: string) => [BABIES, OLDER].find((one) => one.id === id),
    openingOf: () => everyDay({ start: '07:30', end: '18:30' }),
  };
  const cases = [
    ...Array.from({ length: 50 }, (_, index) => caseOf(index, '2027-01-10', '2027-08-01')),
    ...Array.from({ length: 50 }, (_, index) => caseOf(50 + index, '2027-01-10', '2027-10-01')),
    caseOf(100, '2027-02-10', '2027-10-01'),
  ];
  const givenDays = { of: () => () => [] } as unknown as GivenDays;
  const laidOut = new SessionCandidates(supply as unknown as Supply, { planPath: path } as unknown as Paths, givenDays);
  const ofAll = (those: readonly Candidacy[]) =>
    laidOut.ofAll({ entryFrom: '2027-09-01' }, { establishmentIds: ['a', 'b'] } as Body, those);
  const candidates = await ofAll(cases);
  expect(candidates).toHaveLength(101);
  expect([candidates[0]!.choices, candidates[99]!.choices].map(([first]) => first)).toEqual(
    ['2027-09-01', '2027-10-01'].map((from) => ({
      at: 'a',
      section: 'babies',
      slots: 3,
      stay: { from, to: '2028-08-31' },
      path: [{ section: 'older', from: '2028-09-01' }],
    })),
  );
  // Two sections; two days of entry for the children of one birth, and one for the other child.
  expect(path).toHaveBeenCalledTimes(6);
  // A unit of work that runs again reads equal cases: what was laid out for them is found. One point more, and it is not.
  expect(await ofAll(structuredClone(cases))).toBe(candidates);
  const changed = await ofAll(cases.map((one) => (one.id === '100' ? { ...one, points: 11 } : one)));
  expect(changed.at(-1)!.points).toEqual({ a: 11, b: 11 });
  // The others are as they were: what was made of them serves again.
  expect(changed.slice(0, -1).every((one, index) => one === candidates[index])).toBe(true);
});
