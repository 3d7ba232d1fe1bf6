import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import type { PublishedCell, PublishedTable } from '../../disclosure/index.js';
import type { NamedFacts, PeriodFacts } from './report-facts.js';
import {
  largestOf,
  shownEnquiries,
  shownFacts,
  shownGrades,
  shownPeriod,
  type ShownFacts,
  type ShownList,
  type ToldPeriod,
} from './shown-facts.js';

type Cells = Readonly<Record<string, PublishedCell>>;

/** A table of one row, as it may be told. */
const columns = (id: string, cells: Cells, sum?: PublishedCell): PublishedTable => ({
  id,
  counts: id,
  dimension: 'all',
  members: [''],
  categories: Object.keys(cells),
  cells: [Object.values(cells)],
  ...(sum === undefined ? {} : { sum }),
});
/** A table of one column. */
const members = (id: string, category: string, cells: Cells): PublishedTable => ({
  id,
  counts: id,
  dimension: 'commune',
  members: Object.keys(cells),
  categories: [category],
  cells: Object.values(cells).map((cell) => [cell]),
});
const toldOf = (tables: readonly PublishedTable[], halves: readonly ToldPeriod[] = []): ToldPeriod => ({
  tables,
  before: { without: 20 },
  halves,
});
const factsWith = (tables: PeriodFacts['tables'] = {}): PeriodFacts => ({
  from: '2026-05-01',
  to: '2026-10-31',
  before: { without: 20 },
  tables,
});
const show = (...tables: PublishedTable[]): ShownFacts => shownFacts(factsWith(), toldOf(tables));
const listed = ({ rows, total }: ShownList): unknown => [...rows.map(({ key, count }) => [key, count]), total];

describe('what a report prints', () => {
  it('shows the statuses of both evenings as they are told', () => {
    const { status, statusBefore } = show(columns('status', { with: 30, partly: 'small', without: 'secondary' }));
    expect(status).toEqual({ with: 30, partly: null, without: null });
    expect(statusBefore).toEqual({ without: 20 });
  });

  it('lists the families without a solution by commune, by cause and by refused offer, with their sum', () => {
    const { withoutByCommune, because, refused } = show(
      columns('status', { without: 31 }),
      members('status-by-commune', 'without', { '71040': 12, '71306': 'small', '': 'secondary' }),
      columns('because', { desk: 25, noOffer: 6 }),
      columns('refused', { amongWishes: 9, outsideWishes: 6, none: 16 }),
    );
    expect(listed(withoutByCommune)).toEqual([['71040', 12], ['71306', null], ['', null], 31]);
    expect(listed(because)).toEqual([['desk', 25], ['noOffer', 6], 31]);
    expect(listed(refused)).toEqual([['amongWishes', 9], ['outsideWishes', 6], ['none', 16], 31]);
  });

  it('tells who came and left, unless neither sum is told', () => {
    const flows = (entered: PublishedCell, left: PublishedCell): ShownFacts['flows'] =>
      show(columns('entered', { time: 12, '*': 'small' }, entered), columns('left', { accept: 8 }, left)).flows;
    expect(listed(flows(15, 'small')!.entered)).toEqual([['time', 12], ['*', null], 15]);
    expect(flows('secondary', 'small')).toBeNull();
  });

  it('does not tell why offers were declined when their number is hidden', () => {
    const declined = columns('declined', { hours: 6, '*': 'small' });
    const offers = (cell: PublishedCell): PublishedTable => columns('offers', { accepted: 30, declined: cell }, 38);
    expect(show(offers('secondary'), declined).declined).toBeNull();
    expect(listed(show(offers(8), declined).declined!)).toEqual([['hours', 6], ['*', null], 8]);
  });

  it('tells nothing of a table that was not kept', () =>
    expect([show().arrivals, listed(show().wish)]).toEqual([null, [null]]));

  it('prints a delay that five requests had, with its median and ninth decile', () => {
    const delays = (n: number): ShownFacts['delays'] =>
      shownFacts(
        factsWith({
          stages: [{ member: '', counts: {}, delays: { 'offered-placed': { n, median: 6, p90: 9 } } }],
          answer: [{ member: '', counts: {}, delays: { 'submitted-answered': { n: 23, median: 28, p90: 28 } } }],
        }),
        toldOf([]),
      ).delays;
    const answer = { 'submitted-answered': { n: 23, median: 28, p90: 28 } };
    expect(delays(4)).toEqual(answer);
    expect(delays(5)).toEqual({ 'offered-placed': { n: 5, median: 6, p90: 9 }, ...answer });
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
    ['none where the sum is hidden', list([null, null], null), null],
    ['none where nothing is shown', list([null, null], 9), null],
  ])('is %s', (_, counts, expected) => expect(largestOf(counts)).toEqual(expected));

  it('is never one that another count exceeds, whatever the counts and whichever are hidden', () => {
    const counts = fc.array(fc.record({ count: fc.nat(40), isHidden: fc.boolean() }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(counts, (values) => {
        const largest = largestOf({
          rows: values.map(({ count, isHidden }, index) => ({ key: String(index), count: isHidden ? null : count })),
          total: values.reduce((sum, { count }) => sum + count, 0),
        });
        if (largest) expect(largest.count).toBe(Math.max(...values.map(({ count }) => count)));
      }),
    );
  });
});

describe('what the report of a year prints', () => {
  const named = (over: Partial<NamedFacts> = {}, tables: PeriodFacts['tables'] = {}): NamedFacts => ({
    ...factsWith(tables),
    halves: [],
    answers: null,
    sessions: null as unknown as NamedFacts['sessions'],
    enquiries: 9,
    ...over,
  });
  const received = (cells: Cells, total: PublishedCell): PublishedTable[] => [
    members('received-by-commune', '', cells),
    columns('received', { '': total }),
  ];
  const year = (own: PublishedTable[], ...halves: PublishedTable[][]): ShownFacts =>
    shownPeriod(
      named({ halves: halves.map(() => named()) }),
      toldOf(
        own,
        halves.map((tables) => toldOf(tables)),
      ),
    );

  it('is the sum of its half-years where both are told, and says nothing that they do not', () => {
    const halves = [
      received({ '71040': 'secondary', '71306': 'small', '': 8 }, 20),
      received({ '71040': 12, '71306': 8, '': 5 }, 25),
    ];
    // 71306 had three in the first half: the year does not tell 11, from which it could be computed.
    expect(listed(year(received({ '71040': 21, '71306': 11, '': 13 }, 45), ...halves).received)).toEqual([
      ['71040', null],
      ['71306', null],
      ['', 13],
      45,
    ]);
  });

  it('counts among the others what is rare in one of its half-years', () => {
    const declined = (cells: Cells, count: number): PublishedTable[] => [
      columns('declined', cells),
      columns('offers', { declined: count }, count),
    ];
    const { declined: told } = year([], declined({ days: 9, hours: 6, '*': 5 }, 20), declined({ days: 7, '*': 8 }, 15));
    expect(listed(told!)).toEqual([['days', 16], ['*', 19], 35]);
  });

  it('tells its last evening as the second half-year does, whatever else could be told of the year', () => {
    const evening = (because: Cells): PublishedTable[] => [
      columns('status', { without: 31 }),
      columns('because', because),
    ];
    const told = year(evening({ desk: 25, noOffer: 6 }), [], evening({ desk: 'secondary', noOffer: 'secondary' }));
    expect(told.status['without']).toBe(31);
    expect(listed(told.because)).toEqual([['desk', null], ['noOffer', null], 31]);
    expect(told.statusBefore).toEqual({ without: 20 });
  });

  it('tells a delay only where both half-years do', () => {
    const stages = (n: number): PeriodFacts['tables'] => ({
      stages: [{ member: '', counts: {}, delays: { 'offered-placed': { n, median: 6, p90: 9 } } }],
    });
    const delays = (first: number, second: number): object =>
      shownPeriod(
        named({ halves: [named({}, stages(first)), named({}, stages(second))] }, stages(first + second)),
        toldOf([], [toldOf([]), toldOf([])]),
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
    const first = named({ enquiries: 3, answers: answers(12, 2) });
    const second = named({ enquiries: 30, answers: answers(10, 6) });
    const whole = named({ halves: [first, second], enquiries: 33 });
    expect(shownEnquiries(whole)).toBeNull();
    expect(listed(shownGrades(whole, 'simple', ['yes', 'no']))).toEqual([['yes', null], ['no', null], 30]);
  });
});
