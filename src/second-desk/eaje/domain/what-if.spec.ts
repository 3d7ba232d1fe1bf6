import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import { slotsToMask, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { findLacks } from './draft-lacks.js';
import { declarationsOf, type DraftMove, type NumberedMove } from './draft-moves.js';
import { findOverAuthorised } from './over-authorised.js';
import { freeSeats, halfDayKeys, tryMoves, type SeatCount, type Stay, type YearFacts } from './what-if.js';

const MONDAY = '2026-11-30';
const LAST = addDays(MONDAY, 20);
const WEEK: Slot[] = ['mon-am', 'mon-pm', 'fri-am', 'fri-pm'];
const slots = slotsToMask(WEEK);

const aStay = (given: Partial<Stay>): Stay => ({
  id: 'a',
  place: given.id ?? 'a',
  sectionId: 'babies',
  from: '2026-09-01',
  to: '2027-07-31',
  pathTo: null,
  slots,
  birth: '2026-01-01',
  ...given,
});

/** Two sections with two places each; who holds them is counted from the stays. */
function factsOf(stays: readonly Stay[], places = 2): YearFacts {
  const year = { monday: MONDAY, lastDay: LAST };
  const seatsOf = (sectionId: string): Map<string, SeatCount> => {
    const seats = new Map<string, SeatCount>();
    for (const key of halfDayKeys(year, { slots, from: MONDAY, to: LAST }))
      seats.set(key, { places, held: 0, kept: 0 });
    for (const stay of stays.filter((one) => one.sectionId === sectionId))
      for (const key of halfDayKeys(year, stay)) seats.set(key, { ...seats.get(key)!, held: seats.get(key)!.held + 1 });
    return seats;
  };
  const capacities = [{ from: '2026-01-01', to: null, seats: Object.fromEntries(WEEK.map((slot) => [slot, places])) }];
  return {
    ...year,
    today: '2026-12-01',
    stays,
    sections: ['babies', 'toddlers'].map((id) => ({ id, closedFrom: null, capacities, seats: seatsOf(id) })),
    stepsOf: () => [],
    offeredSteps: [],
    heldUntil: (_section, _birth, _from, last) => last,
    suits: (_section, birth, day) => day >= addDays(birth, 365),
    isOpen: (_section, day) => day !== '2026-12-06',
    isOff: () => false,
  };
}
const numbered = (moves: readonly DraftMove[]): NumberedMove[] =>
  moves.map((move, index) => ({ ...move, number: index + 1 }));
const tryOn = (stays: readonly Stay[], ...moves: DraftMove[]) => {
  const facts = factsOf(stays);
  const tried = tryMoves(facts, numbered(moves));
  const free = (section: string, key: string): number | undefined => freeSeats(tried.seats.get(section)!).get(key);
  return { facts, tried, free, lacks: findLacks(facts, tried) };
};
const move = (from: Day, placementId = 'a'): DraftMove => ({
  kind: 'section',
  placementId,
  sectionId: 'toddlers',
  from,
});

/** Five babies more from a Monday on. */
const CROWD: Extract<DraftMove, { kind: 'children' }> = {
  kind: 'children',
  sectionId: 'babies',
  slots,
  from: '2026-12-07',
  count: 5,
};

describe('a draft on the year ahead', () => {
  it('moves a child on its day: its seat comes free in one section and is taken in the other', () => {
    const { free } = tryOn([aStay({})], move('2026-12-07'));
    expect(['2026-12-04/0', '2026-12-07/0'].map((key) => [free('babies', key), free('toddlers', key)])).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  it('keeps a child whose next section is only expected in its own until the day of the move', () => {
    const stays = [aStay({ to: '2026-12-03', pathTo: '2027-07-31' })];
    const { free } = tryOn(stays, move('2026-12-11'));
    expect([free('babies', '2026-12-07/0'), free('babies', '2026-12-11/0')]).toEqual([1, 2]);
    expect([free('toddlers', '2026-12-07/0'), free('toddlers', '2026-12-11/0')]).toEqual([2, 1]);
  });

  it('lets a child leave with every later part of its place', () => {
    const stays = [
      aStay({ to: '2026-12-10' }),
      aStay({ id: 'b', place: 'a', sectionId: 'toddlers', from: '2026-12-11' }),
    ];
    const { free } = tryOn(stays, { kind: 'leave', placementId: 'a', lastDay: '2026-12-04' });
    expect([free('babies', '2026-12-04/1'), free('babies', '2026-12-07/0'), free('toddlers', '2026-12-11/0')]).toEqual([
      1, 2, 2,
    ]);
  });

  it('says when more children come than there are seats, and on which half-day first', () => {
    const { free, lacks } = tryOn([aStay({})], {
      kind: 'children',
      sectionId: 'babies',
      count: 3,
      slots: slotsToMask(['fri-am', 'wed-am']),
      from: '2026-12-05',
    });
    expect(free('babies', '2026-12-11/0')).toBe(-2);
    expect(lacks.overfull).toEqual([{ sectionId: 'babies', count: 2, first: '2026-12-11/0', most: 2 }]);
    // No seat was ever declared on a Wednesday.
    expect(lacks.unseated.get(1)).toEqual({ count: 4, first: '2026-12-09/0', closed: true });
  });

  it('closes half-days for a while and names the children who hold them', () => {
    const close = { kind: 'close', slots: slotsToMask(['fri-pm']), from: '2026-12-02', to: '2026-12-11' } as const;
    const { free, lacks } = tryOn([aStay({})], close);
    expect(['2026-12-04/0', '2026-12-04/1', '2026-12-18/1'].map((key) => free('toddlers', key))).toEqual([
      2,
      undefined,
      2,
    ]);
    expect(lacks.broken.map(({ stay, count, first }) => [stay.id, count, first])).toEqual([['a', 2, '2026-12-04/1']]);
  });

  it('changes seats until the next change, and opens half-days that were closed', () => {
    const { free } = tryOn(
      [],
      { kind: 'seats', sectionId: 'babies', slots: slotsToMask(['tue-am', 'mon-am']), places: 5, from: '2026-12-07' },
      { kind: 'seats', sectionId: 'babies', slots: slotsToMask(['mon-am']), places: 0, from: '2026-12-14' },
    );
    expect(['2026-12-07/0', '2026-12-08/0', '2026-12-14/0', '2026-12-15/0'].map((key) => free('babies', key))).toEqual([
      5,
      5,
      undefined,
      5,
    ]);
  });

  it('counts two joined sections together', () => {
    const { free, lacks } = tryOn([aStay({}), aStay({ id: 'b' }), aStay({ id: 'c', sectionId: 'toddlers' })], {
      kind: 'join',
      sectionId: 'babies',
      intoId: 'toddlers',
      from: '2026-12-07',
    });
    expect([
      free('babies', '2026-12-07/0'),
      free('toddlers', '2026-12-07/0'),
      free('toddlers', '2026-12-04/0'),
    ]).toEqual([undefined, 1, 1]);
    expect(lacks.broken).toEqual([]);
  });

  it('declares a joined section: its places at each change of either, and then none of its own', () => {
    const join = { kind: 'join', sectionId: 'babies', intoId: 'toddlers', from: '2026-12-07' } as const;
    const place = (from: Day, to: Day | null, places: number) => ({ from, to, seats: { 'mon-am': places } });
    const sections = [
      {
        id: 'babies',
        closedFrom: null,
        capacities: [place('2026-01-01', '2027-01-31', 2), place('2027-02-01', null, 3)],
      },
      {
        id: 'toddlers',
        closedFrom: '2027-09-01',
        capacities: [place('2026-01-01', '2027-03-31', 4), place('2027-05-01', null, 5)],
      },
    ];
    expect(declarationsOf(sections, [join])).toEqual([
      {
        move: join,
        places: [
          { sectionId: 'toddlers', from: '2026-12-07', seats: { 'mon-am': 6 } },
          { sectionId: 'toddlers', from: '2027-02-01', seats: { 'mon-am': 7 } },
          { sectionId: 'toddlers', from: '2027-04-01', seats: { 'mon-am': 3 } },
          { sectionId: 'toddlers', from: '2027-05-01', seats: { 'mon-am': 8 } },
        ],
        givenUp: [
          { sectionId: 'babies', from: '2026-12-07', seats: {} },
          { sectionId: 'babies', from: '2027-02-01', seats: {} },
        ],
      },
    ]);
  });

  it('knows from which day on more children may come at once, whatever the order in which that was written', () => {
    const { tried } = tryOn(
      [],
      { kind: 'overbooking', allowed: false, from: '2027-06-01' },
      { kind: 'overbooking', allowed: true, from: '2027-02-01' },
      { kind: 'overbooking', allowed: true },
      { kind: 'overbooking', allowed: true, from: '2026-11-30' },
    );
    expect(tried.overbooking).toEqual([
      { allowed: true, from: '2026-12-01' },
      { allowed: true, from: '2027-02-01' },
      { allowed: false, from: '2027-06-01' },
    ]);
    expect([...tried.stale]).toEqual([[4, { code: 'yearDraft.past', facts: { day: '2026-11-30' } }]]);
  });

  it.each([
    ['a child who is gone', move('2026-12-07', 'z'), 'yearDraft.gone'],
    ['a day that is past', move('2026-11-30'), 'yearDraft.past'],
    ['a day after the child has left', move('2027-08-01'), 'yearDraft.outside'],
    [
      'a departure before the first day',
      { kind: 'leave', placementId: 'b', lastDay: '2026-12-20' },
      'yearDraft.outside',
    ],
    ['the section that it is in', { ...move('2026-12-07'), sectionId: 'babies' }, 'yearDraft.sameSection'],
    ['a section that is no more', { ...move('2026-12-07'), sectionId: 'older' }, 'yearDraft.noSection'],
    ['a second move of the same child', [move('2026-12-07'), { ...move('2026-12-14') }], 'yearDraft.outside'],
  ] as const)('says that a move no longer applies: %s', (_, moves, code) => {
    const stays = [aStay({}), aStay({ id: 'b', from: '2027-01-04' })];
    const { tried, facts } = tryOn(stays, ...([moves].flat() as DraftMove[]));
    expect([...tried.stale.values()].map((refusal) => refusal.code)).toEqual([code]);
    if (!Array.isArray(moves)) expect(tried.seats).toEqual(new Map(facts.sections.map(({ id, seats }) => [id, seats])));
  });

  it.each([
    ['too young', move('2026-12-07'), 'placement.age'],
    ['on a day on which nobody comes', { ...move('2026-12-06', 'b') }, 'yearDraft.closedDay'],
    ['as it should be', move('2026-12-07', 'b'), undefined],
  ])('shows a move that would be refused: %s', (_, tried, code) => {
    const result = tryOn([aStay({}), aStay({ id: 'b', birth: '2025-01-01' })], tried);
    expect(result.tried.doubts.get(1)?.code).toBe(code);
  });

  it.each<[string, readonly DraftMove[], number]>([
    ['a move of five to two places', [CROWD], 3],
    ['two moves to one section, counted once', [CROWD, { ...CROWD, count: 1 }], 4],
    ['a child who moves to a full section', [{ ...CROWD, sectionId: 'toddlers', count: 2 }, move('2026-12-07')], 1],
    ['a move that finds places', [{ ...CROWD, count: 1 }], 0],
  ])('counts the children without a seat, not the moves: %s', (_, moves, expected) => {
    const { lacks } = tryOn(moves.length === 2 && moves[1]!.kind === 'section' ? [aStay({})] : [], ...moves);
    expect(lacks.childrenUnseated).toBe(expected);
  });

  it('counts no half-day of a day on which nobody comes', () => {
    const tried = tryMoves(factsOf([]), numbered([CROWD]));
    const [open, off] = [factsOf([]), { ...factsOf([]), isOff: (_: string, day: Day) => day === '2026-12-11' }].map(
      (facts) => findLacks(facts, tried),
    );
    expect(open!.overfull).toMatchObject([{ count: 8, most: 3 }]);
    expect(off!.overfull).toMatchObject([{ count: 6, most: 3 }]);
    expect([open!, off!].map(({ unseated }) => unseated.get(1)?.count)).toEqual([8, 6]);
  });

  it('says when the moves alone go over what is authorised', () => {
    const facts = factsOf([]);
    const more = {
      kind: 'seats',
      sectionId: 'babies',
      slots: slotsToMask(['fri-am']),
      places: 9,
      from: '2026-12-08',
    } as const;
    const judge = (sections: readonly Partial<Record<Slot, number>>[]) =>
      sections.reduce((sum, seats) => sum + (seats['fri-am'] ?? 0), 0) > 6 ? { code: 'over' } : null;
    expect(findOverAuthorised(facts, tryMoves(facts, numbered([more])), judge)?.monday).toBe('2026-12-07');
    expect(findOverAuthorised(facts, tryMoves(facts, []), judge)).toBeNull();
    expect(findOverAuthorised(factsOf([], 4), tryMoves(factsOf([], 4), numbered([more])), judge)).toBeNull();
  });

  it('holds what the stays hold, whatever moves and leaves', () => {
    const day = fc.integer({ min: -3, max: 24 }).map((days) => addDays(MONDAY, days));
    const stay = fc.record({
      from: day,
      long: fc.integer({ min: 0, max: 30 }),
      expected: fc.integer({ min: 0, max: 20 }),
    });
    const acted = fc.oneof(
      fc.record({
        kind: fc.constant('section' as const),
        who: fc.nat(3),
        from: day,
        to: fc.constantFrom('babies', 'toddlers'),
      }),
      fc.record({ kind: fc.constant('leave' as const), who: fc.nat(3), from: day, to: fc.constant('') }),
    );
    fc.assert(
      fc.property(fc.array(stay, { maxLength: 4 }), fc.array(acted, { maxLength: 5 }), (given, acts) => {
        const stays = given.map(({ from, long, expected }, index) =>
          aStay({
            id: `${index}`,
            place: `${index}`,
            sectionId: index % 2 ? 'toddlers' : 'babies',
            from,
            to: addDays(from, long),
            pathTo: expected > 0 ? addDays(from, long + expected) : null,
          }),
        );
        const moves = acts.map(({ kind, who, from, to }): DraftMove =>
          kind === 'leave'
            ? { kind, placementId: `${who}`, lastDay: from }
            : { kind, placementId: `${who}`, sectionId: to, from },
        );
        const tried = tryMoves(factsOf(stays), numbered(moves));
        const again = factsOf(tried.stays);
        for (const { id, seats } of again.sections)
          for (const [key, { held }] of tried.seats.get(id)!)
            expect([id, key, held]).toEqual([id, key, seats.get(key)?.held ?? 0]);
      }),
    );
  });
});
