import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FigureRow } from '../../reporting/index.js';
import { REPORT_TABLES, type NamedFacts, type ReportFacts, type ReportTable } from './report-facts.js';
import {
  largestOf,
  shownEnquiries,
  shownFacts,
  shownGrades,
  shownPeriod,
  type ReportKeys,
  type ShownList,
} from './shown-facts.js';

const KEYS: ReportKeys = {
  statuses: ['with', 'partly', 'without', 'pending'],
  communes: ['71040', '71306'],
  causes: ['desk', 'noOffer'],
  ages: ['one', 'two'],
  wishes: ['1', '2'],
  answers: ['accepted', 'declined', 'expired', 'open'],
};
const row = (counts: FigureRow['counts'], member = ''): FigureRow => ({ member, counts, delays: {} });
const factsWith = (
  tables: Partial<Record<ReportTable, FigureRow[]>>,
  over: Partial<ReportFacts> = {},
): ReportFacts => ({
  from: '2026-05-01',
  to: '2026-10-31',
  asKnown: '2026-11-03T09:00:00.000Z',
  horizonWeeks: 8,
  without: [],
  before: { without: 20 },
  ...over,
  tables: {
    ...(Object.fromEntries(REPORT_TABLES.map((table) => [table, []])) as unknown as ReportFacts['tables']),
    ...tables,
  },
});
const listed = ({ rows, total }: ShownList): unknown => [...rows.map(({ key, count }) => [key, count]), total];

describe('what a report prints', () => {
  it('shows each status that is not small, and never their sum', () => {
    const { status, statusBefore } = shownFacts(
      factsWith({ status: [row({ with: 30, partly: 4, without: 5 })] }),
      KEYS,
    );
    expect(status).toEqual({ with: 30, partly: null, without: 5, pending: null });
    expect(statusBefore).toEqual({ with: null, partly: null, without: 20, pending: null });
  });

  it('lists every commune and the families from outside, and hides a second count that would tell a small one', () => {
    const communes = [row({ without: 12, with: 9 }, '71040'), row({ without: 3 }, '71306')];
    const { withoutByCommune } = shownFacts(
      factsWith({ 'status-by-commune': communes, status: [row({ without: 15 })] }),
      KEYS,
    );
    expect(listed(withoutByCommune)).toEqual([['71040', null], ['71306', null], ['', null], 15]);
  });

  it('counts those who refused no offer beside those who did', () => {
    const facts = factsWith({ status: [row({ without: 31 })], refused: [row({ amongWishes: 9, outsideWishes: 6 })] });
    expect(listed(shownFacts(facts, KEYS).refused)).toEqual([
      ['amongWishes', 9],
      ['outsideWishes', 6],
      ['none', 16],
      31,
    ]);
  });

  it('does not tell who came and left when the stock of a day is small', () => {
    const flows = { entered: [row({ time: 12 })], left: [row({ accept: 8 })], status: [row({ without: 24 })] };
    expect(shownFacts(factsWith(flows), KEYS).flows).not.toBeNull();
    expect(shownFacts(factsWith(flows, { before: { without: 3 } }), KEYS).flows).toBeNull();
  });

  it('does not tell why offers were declined when their number is hidden', () => {
    const declined = [row({ hours: 6 })];
    const few = factsWith({ offers: [row({ accepted: 3, declined: 6, expired: 9, open: 8 })], declined });
    expect(listed(shownFacts(few, KEYS).offers)).toEqual([
      ['accepted', null],
      ['declined', null],
      ['expired', 9],
      ['open', 8],
      26,
    ]);
    expect(shownFacts(few, KEYS).declined).toBeNull();
    const many = factsWith({ offers: [row({ accepted: 30, declined: 6, expired: 9, open: 8 })], declined });
    expect(shownFacts(many, KEYS).declined).not.toBeNull();
  });

  it('prints a delay that five requests had, with its median and ninth decile', () => {
    const stages = (n: number): FigureRow[] => [
      { member: '', counts: {}, delays: { 'offered-placed': { n, median: 6, p90: 9 } } },
    ];
    expect(shownFacts(factsWith({ stages: stages(4) }), KEYS).delays).toEqual({});
    expect(shownFacts(factsWith({ stages: stages(5) }), KEYS).delays).toEqual({
      'offered-placed': { n: 5, median: 6, p90: 9 },
    });
  });

  it('prints the delay to the first answer beside those of the stages, and none in a report that kept none', () => {
    const answer = [{ member: '', counts: {}, delays: { 'submitted-answered': { n: 23, median: 28, p90: 28 } } }];
    expect(shownFacts(factsWith({ answer }), KEYS).delays).toEqual({
      'submitted-answered': { n: 23, median: 28, p90: 28 },
    });
    const { answer: _, ...tables } = factsWith({}).tables;
    expect(shownFacts({ ...factsWith({}), tables }, KEYS).delays).toEqual({});
  });

  it('never leaves one count alone hidden beside its total, whatever the counts', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 2, maxLength: 6 }), (values) => {
        const counts = Object.fromEntries(values.map((value, index) => [`cause${index}`, value]));
        const { because } = shownFacts(factsWith({ because: [row(counts)] }), KEYS);
        const hidden = because.rows.filter(({ count }) => count === null);
        expect(because.rows.every(({ count }) => count === null || count >= 5)).toBe(true);
        if (because.total !== null) expect(hidden).not.toHaveLength(1);
      }),
    );
  });
});

describe('the largest count of a list', () => {
  const list = (counts: readonly (number | null)[], total: number | null): ShownList => ({
    rows: counts.map((count, index) => ({ key: `cause ${index}`, count })),
    total,
  });

  it.each([
    ['the largest of those that are all shown', list([6, 9, 5], 20), { key: 'cause 1', count: 9 }],
    ['one that is larger than all the hidden ones together', list([19, null, null], 25), { key: 'cause 0', count: 19 }],
    ['none where a hidden one may be larger', list([null, 19, null], 45), null],
    ['none where a hidden one may be as large', list([null, 6, null], 12), null],
    [
      'one whose number is hidden, where it may be said in words',
      { ...list([null, 14, null], 31), greatest: 'cause 0' },
      { key: 'cause 0', count: null },
    ],
    ['none where the sum is hidden', list([null, null], null), null],
    ['none where nothing is shown', list([null, null], 9), null],
  ])('is %s', (_, counts, expected) => expect(largestOf(counts)).toEqual(expected));

  it('is never one that another count exceeds, whatever the counts', () => {
    const counts = fc.array(fc.nat(40), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(counts, (values) => {
        const keys = values.map((_, index) => String(index));
        const { because } = shownFacts(
          factsWith({ because: [row(Object.fromEntries(values.map((value, index) => [String(index), value])))] }),
          { ...KEYS, causes: keys },
        );
        const largest = largestOf(because);
        if (largest === null) return;
        expect(values[Number(largest.key)]).toBe(Math.max(...values));
        expect([null, Math.max(...values)]).toContain(largest.count);
      }),
    );
  });
});

describe('what the report of a year prints', () => {
  const half = (tables: Partial<Record<ReportTable, FigureRow[]>>, over: Partial<NamedFacts> = {}): NamedFacts => ({
    ...factsWith(tables),
    halves: [],
    answers: null,
    sessions: null as unknown as NamedFacts['sessions'],
    enquiries: 9,
    ...over,
  });
  const byCommune = (first: number, second: number): FigureRow[] => [
    row({ '': first }, '71040'),
    row({ '': second }, '71306'),
  ];
  const year = (first: NamedFacts, second: NamedFacts, own: Partial<Record<ReportTable, FigureRow[]>>): NamedFacts =>
    half(own, { halves: [first, second], enquiries: first.enquiries + second.enquiries });

  it('is the sum of its half-years where both are told', () => {
    const [first, second] = [
      half({ 'received-by-commune': byCommune(9, 3) }),
      half({ 'received-by-commune': byCommune(12, 8) }),
    ];
    const { received } = shownPeriod(year(first, second, { 'received-by-commune': byCommune(21, 11) }), KEYS);
    // 71306 had three in the first half: the year does not tell 11, from which it could be computed.
    expect(listed(received)).toEqual([['71040', null], ['71306', null], ['', null], 32]);
  });

  it('tells its levels as they are, since they are those of its last evening', () => {
    const status = [row({ without: 31, with: 12 })];
    expect(shownPeriod(year(half({}), half({ status }), { status }), KEYS).status['without']).toBe(31);
  });

  it('tells a delay only where both half-years do', () => {
    const stages = (n: number): FigureRow[] => [
      { member: '', counts: {}, delays: { 'offered-placed': { n, median: 6, p90: 9 } } },
    ];
    const delays = (first: number, second: number): object =>
      shownPeriod(
        year(half({ stages: stages(first) }), half({ stages: stages(second) }), { stages: stages(first + second) }),
        KEYS,
      ).delays;
    expect(delays(4, 9)).toEqual({});
    expect(delays(5, 9)).toEqual({ 'offered-placed': { n: 14, median: 6, p90: 9 } });
  });

  it('hides contacts and grades that one of its half-years hides', () => {
    const answers = (yes: number, no: number): NamedFacts['answers'] => ({
      from: '2026-01',
      to: '2026-03',
      asked: 20,
      answered: yes + no,
      grades: { simple: { yes, no } },
    });
    const first = half({}, { enquiries: 3, answers: answers(12, 2) });
    const second = half({}, { enquiries: 30, answers: answers(10, 6) });
    const whole = year(first, second, {});
    expect(shownEnquiries(whole)).toBeNull();
    expect(listed(shownGrades(whole, 'simple', ['yes', 'no']))).toEqual([['yes', null], ['no', null], 30]);
  });

  it('says nothing that its half-years do not, whatever the counts', () => {
    const counts = fc.array(fc.nat(12), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(counts, counts, ([a, b], [c, d]) => {
        const halves = [
          half({ 'received-by-commune': byCommune(a!, b!) }),
          half({ 'received-by-commune': byCommune(c!, d!) }),
        ];
        const own = { 'received-by-commune': byCommune(a! + c!, b! + d!) };
        const { received } = shownPeriod(year(halves[0]!, halves[1]!, own), KEYS);
        const told = halves.map((facts) => shownPeriod(facts, KEYS).received);
        received.rows.forEach(({ count }, index) => {
          const parts = told.map(({ rows }) => rows[index]!.count);
          expect(count).toBe(parts.includes(null) ? null : parts[0]! + parts[1]!);
        });
      }),
    );
  });
});
