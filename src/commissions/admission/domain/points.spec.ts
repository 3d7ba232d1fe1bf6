import { readFileSync } from 'node:fs';
import { describe, expect, it } from '../../../../test/support/runner.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { factsOf, type AnsweredFacts, type Opinion } from './facts.js';
import type { CriteriaGrid, GridLine } from './grid.js';
import { judgeGrid } from './judge-grid.js';
import { pointsAt, pointsOf } from './points.js';
import { transcribe, type SourceGrid } from './transcribe.js';

const { grids } = JSON.parse(readFileSync('data/criteria-grids.json', 'utf8')) as { grids: SourceGrid[] };
const published = (id: string): CriteriaGrid =>
  transcribe(
    grids.find((grid) => grid.id === id)!,
    { tieBreak: ['request_date', 'lot'], assumed: [] },
  );
const villiers = published('villiers-le-bel');

const NOTHING: AnsweredFacts = {
  resident: null,
  communeCode: null,
  loneParent: null,
  situations: [null],
  returns: [null],
  judgedOn: '2026-11-12',
  wantedFrom: null,
  familyQuotient: null,
  adaptationNeed: null,
  multipleBirth: null,
  currentCare: null,
  siblingAt: [],
  siblingReceived: null,
  declared: {},
  seniorityMonths: 0,
  missedCommissions: 0,
  earlierRefusals: 0,
  declinedOffers: 0,
  unansweredOffers: 0,
  noShows: 0,
  seen: {},
  opinions: {},
};
const opinion = (points: number | null): Opinion => ({ points, expert: 'pmi', on: '2026-11-12' });
const facts = (answers: Partial<AnsweredFacts>) => factsOf({ ...NOTHING, ...answers });

describe('points under the Villiers-le-Bel grid', () => {
  it.each<[string, Partial<AnsweredFacts>, number, Record<string, number>]>([
    ['nothing answered: nothing counted', {}, 0, {}],
    ['resident of the territory', { resident: true }, 100, { resident: 100 }],
    ['from outside', { resident: false }, 0, {}],
    [
      'two parents at work',
      { loneParent: false, situations: ['working', 'working'] },
      100,
      { both_parents_work_or_train: 100 },
    ],
    [
      'work and studies count alike',
      { loneParent: false, situations: ['working', 'studying'] },
      100,
      { both_parents_work_or_train: 100 },
    ],
    [
      'two adults are two parents when nobody says otherwise',
      { situations: ['working', 'working'] },
      100,
      { both_parents_work_or_train: 100 },
    ],
    ['one at work, one seeking', { loneParent: false, situations: ['working', 'job_seeking'] }, 40, { one_works: 40 }],
    ['one at work, the other not described', { loneParent: false, situations: ['working'] }, 40, { one_works: 40 }],
    ['neither', { loneParent: false, situations: ['none', 'parental_leave'] }, 20, { neither_works: 20 }],
    [
      'a lone parent at work is not counted twice',
      { loneParent: true, situations: ['working'] },
      100,
      { lone_parent_working: 100 },
    ],
    [
      'a lone parent without work',
      { loneParent: true, situations: ['job_seeking'] },
      40,
      { lone_parent_not_working: 40 },
    ],
    ['a lone parent whose situation is not said', { loneParent: true, situations: [null] }, 0, {}],
    ['adaptation need', { adaptationNeed: true }, 30, { child_handicap: 30 }],
    [
      'facts asked for their points',
      { declared: { relative_handicap: true, priority_trade_in_town: true } },
      50,
      { relative_handicap: 20, priority_trade_in_town: 30 },
    ],
    ['vulnerability is not the family’s to declare', { declared: { vulnerability: true } }, 0, {}],
    [
      'additive',
      { resident: true, multipleBirth: true, loneParent: true, situations: ['working'] },
      230,
      { resident: 100, lone_parent_working: 100, multiple_birth: 30 },
    ],
  ])('%s', (_, answers, total, lines) => {
    const points = pointsOf(villiers, facts(answers));
    expect(points.total).toBe(total);
    expect(
      Object.fromEntries(points.lines.filter((line) => line.points !== 0).map((line) => [line.code, line.points])),
    ).toEqual(lines);
  });

  it('says what nobody declared, what was declared, and of what the proof was seen', () => {
    const { lines } = pointsOf(villiers, facts({ resident: true, multipleBirth: false }));
    const proofOf = (code: string) => lines.find((line) => line.code === code)?.proof;
    expect([proofOf('resident'), proofOf('multiple_birth'), proofOf('activity'), proofOf('vulnerability')]).toEqual([
      'declared',
      'declared',
      'not_declared',
      'not_declared',
    ]);
    expect(pointsOf(villiers, facts({ resident: true, seen: { resident: '2026-11-20' } })).lines[0]).toEqual({
      code: 'resident',
      value: true,
      points: 100,
      proof: 'seen',
      on: '2026-11-20',
    });
  });

  it('an expert’s word counts as seen', () => {
    expect(
      pointsOf(villiers, facts({ opinions: { vulnerability: opinion(null) } })).lines.find(
        ({ code }) => code === 'vulnerability',
      ),
    ).toEqual({ code: 'vulnerability', value: true, points: 40, proof: 'seen', expert: 'pmi', on: '2026-11-12' });
  });
});

/** A grid of these lines alone. */
const aGrid = (items: GridLine[], rest: Partial<CriteriaGrid> = {}): CriteriaGrid => ({
  id: 'test',
  source: 'test',
  items,
  tieBreak: ['request_date', 'lot'],
  assumed: [],
  ...rest,
});

const INCOME: GridLine = {
  code: 'income',
  bands: [
    [null, 500, 40],
    [501, 1000, 20],
    [1001, null, 0],
  ],
};
const WAITING: GridLine = { code: 'seniority', perUnit: 2, cap: 24 };
const OPINION: GridLine = { code: 'vulnerability_expert', range: [10, 100], by: ['pmi'] };

describe('each shape of a line', () => {
  it.each<[string, GridLine, Partial<AnsweredFacts>, number, boolean | number | null]>([
    ['a band, up to its limit', INCOME, { familyQuotient: 500 }, 40, 500],
    ['cents do not fall between two bands', INCOME, { familyQuotient: 500.9 }, 40, 500.9],
    ['the next band', INCOME, { familyQuotient: 501 }, 20, 501],
    ['a band without an upper limit', INCOME, { familyQuotient: 4000 }, 0, 4000],
    ['a number nobody gave', INCOME, {}, 0, null],
    [
      'outside every band',
      {
        code: 'earlier_refusals',
        bands: [
          [1, 1, 2],
          [2, null, 3],
        ],
      },
      { earlierRefusals: 0 },
      0,
      0,
    ],
    [
      'inside one',
      {
        code: 'earlier_refusals',
        bands: [
          [1, 1, 2],
          [2, null, 3],
        ],
      },
      { earlierRefusals: 5 },
      3,
      5,
    ],
    ['per unit', WAITING, { seniorityMonths: 7 }, 14, 7],
    ['per unit, up to the cap', WAITING, { seniorityMonths: 40 }, 24, 40],
    ['per unit, none yet', WAITING, { seniorityMonths: 0 }, 0, 0],
    ['per missed commission', { code: 'missed_commissions', perUnit: 10, cap: null }, { missedCommissions: 3 }, 30, 3],
    [
      'points taken away per unit, down to the cap',
      { code: 'declined_offers', perUnit: -20, cap: 30 },
      { declinedOffers: 2 },
      -30,
      2,
    ],
    ['points taken away at once', { code: 'offer_refused', points: -20 }, { declinedOffers: 1 }, -20, true],
    ['nothing to take away', { code: 'offer_refused', points: -20 }, {}, 0, false],
    ['an expert’s points', OPINION, { opinions: { vulnerability_expert: opinion(60) } }, 60, 60],
    ['an opinion given under a wider range', OPINION, { opinions: { vulnerability_expert: opinion(150) } }, 100, 150],
    ['an opinion given without points', OPINION, { opinions: { vulnerability_expert: opinion(null) } }, 10, true],
    ['no opinion', OPINION, {}, 0, null],
    ['a criterion whose points are not written', { code: 'resident', points: null }, { resident: true }, 0, true],
    ['no childcare today', { code: 'no_or_unsuitable_care', points: 30 }, { currentCare: 'none' }, 30, true],
    ['twins', { code: 'twins_or_sibling_present', points: 20 }, { multipleBirth: true }, 20, true],
    [
      'or a sibling present',
      { code: 'twins_or_sibling_present', points: 20 },
      { multipleBirth: false, siblingAt: ['a'] },
      20,
      true,
    ],
    [
      'no twins, and no sibling named',
      { code: 'twins_or_sibling_present', points: 20 },
      { multipleBirth: false },
      0,
      null,
    ],
    [
      'no twins, and no sibling anywhere',
      { code: 'twins_or_sibling_present', points: 20 },
      { multipleBirth: false, siblingReceived: false },
      0,
      false,
    ],
    [
      'insertion path of one of two',
      { code: 'insertion_path', points: 20 },
      { situations: ['none', 'insertion'] },
      20,
      true,
    ],
    [
      'one works, the other seeks',
      { code: 'one_works_other_seeks', points: 20 },
      { situations: ['working', 'job_seeking'] },
      20,
      true,
    ],
    [
      'one works, the other says nothing',
      { code: 'one_works_other_seeks', points: 20 },
      { situations: ['working', null] },
      0,
      null,
    ],
    ['nobody works', { code: 'one_works_other_seeks', points: 20 }, { situations: ['none', 'job_seeking'] }, 0, false],
    [
      'one works, the other is inactive',
      { code: 'one_works_other_inactive', points: 10 },
      { situations: ['parental_leave', 'studying'] },
      10,
      true,
    ],
    [
      'a lone parent who seeks',
      { code: 'lone_parent_seeking', points: 4 },
      { loneParent: true, situations: ['job_seeking'] },
      4,
      true,
    ],
  ])('%s', (_, line, answers, points, value) => {
    const [counted] = pointsOf(aGrid([line]), facts(answers)).lines;
    expect([counted!.points, counted!.value]).toEqual([points, value]);
  });

  it('asks proof of what gives points on the family’s word, once it was not seen', () => {
    const grid = aGrid([{ code: 'relative_handicap', points: 20, proof: true }]);
    const declared = { relative_handicap: true };
    expect(pointsOf(grid, facts({ declared })).lines[0]!.toProve).toBe(true);
    expect(pointsOf(grid, facts({ declared, seen: { relative_handicap: '2026-11-20' } })).lines[0]).toEqual({
      code: 'relative_handicap',
      value: true,
      points: 20,
      proof: 'seen',
      on: '2026-11-20',
    });
    expect(pointsOf(grid, facts({ declared: { relative_handicap: false } })).lines[0]!.toProve).toBeUndefined();
  });
});

describe('groups and caps', () => {
  const activity: GridLine = {
    group: 'activity',
    options: [{ code: 'both_parents_work_or_train', points: 40 }, { code: 'lone_parent', points: 30 }, WAITING],
  };

  it.each<[string, Partial<AnsweredFacts>, string, number]>([
    ['the one that holds', { loneParent: true, situations: ['none'] }, 'lone_parent', 30],
    ['the one that gives most', { loneParent: true, situations: ['none'], seniorityMonths: 20 }, 'lone_parent', 30],
    ['a number among them', { loneParent: false, situations: ['none', 'none'], seniorityMonths: 3 }, 'seniority', 6],
    ['none, and something is not said', {}, 'activity', 0],
  ])('a group gives %s', (_, answers, code, points) => {
    const { lines } = pointsOf(aGrid([activity]), facts(answers));
    expect(lines.map((line) => [line.code, line.points])).toEqual([[code, points]]);
  });

  it('a group that says no to each is declared; one that is open is not', () => {
    const group: GridLine = {
      group: 'lone_parent',
      options: [
        { code: 'lone_parent_working', points: 5 },
        { code: 'lone_parent_seeking', points: 4 },
      ],
    };
    expect(pointsOf(aGrid([group]), facts({ loneParent: false })).lines[0]).toEqual({
      code: 'lone_parent',
      value: false,
      points: 0,
      proof: 'declared',
    });
    expect(pointsOf(aGrid([group]), facts({ loneParent: true })).lines[0]).toEqual({
      code: 'lone_parent',
      value: null,
      points: 0,
      proof: 'not_declared',
    });
  });

  it('caps the group, sets of lines and the total, each said as a line', () => {
    const grid = aGrid(
      [
        {
          group: 'activity',
          cap: 25,
          options: [
            { code: 'neither_works', points: 40 },
            { code: 'one_works', points: 10 },
          ],
        },
        { code: 'resident', points: 50 },
        { code: 'adoption', points: 30 },
      ],
      { caps: [{ codes: ['activity', 'adoption'], max: 40 }], totalCap: 70 },
    );
    const points = pointsOf(
      grid,
      facts({ resident: true, situations: ['none', 'none'], declared: { adoption: true } }),
    );
    expect(points.lines.map((line) => [line.code, line.value, line.points])).toEqual([
      ['neither_works', true, 25],
      ['resident', true, 50],
      ['adoption', true, 30],
      ['cap', 40, -15],
      ['total_cap', 70, -20],
    ]);
    expect(points.total).toBe(70);
    expect(points.lines.reduce((sum, line) => sum + line.points, 0)).toBe(points.total);
  });
});

describe('bonuses of one establishment', () => {
  const grid = aGrid(
    [
      { code: 'resident', points: 50 },
      { code: 'sibling_present', bonus: 20 },
      { code: 'same_commune', bonus: 5 },
    ],
    { totalCap: 70 },
  );
  const places = [
    { id: 'a', communeCode: '71306' },
    { id: 'b', communeCode: '71040' },
  ];

  it('count there and nowhere else, within the cap of the total', () => {
    const points = pointsOf(grid, facts({ resident: true, communeCode: '71306', siblingAt: ['a', 'b'] }), places);
    expect(points.total).toBe(50);
    expect([pointsAt(points, 'a'), pointsAt(points, 'b'), pointsAt(points, 'c')]).toEqual([70, 70, 50]);
    expect(points.lines.filter(({ at }) => at === 'a').map((line) => [line.code, line.value, line.points])).toEqual([
      ['sibling_present', true, 20],
      ['same_commune', true, 5],
      ['total_cap', 70, -5],
    ]);
    expect(points.lines.filter(({ at }) => at === 'b').map((line) => [line.code, line.points])).toEqual([
      ['sibling_present', 20],
      ['same_commune', 0],
    ]);
  });

  it.each<[string, Parameters<typeof facts>[0], (boolean | null)[]]>([
    ['nobody said where the family lives, nor where a sibling goes', { resident: null }, [null, null]],
    ['outside the territory, no sibling', { resident: false, siblingReceived: false }, [false, false]],
    ['outside the territory, a sibling elsewhere', { resident: false, siblingAt: ['c'] }, [false, false]],
    ['in another commune', { resident: true, communeCode: '71040' }, [null, false]],
  ])('an answer that is missing is not a "no": %s', (_what, answers, values) => {
    const { lines } = pointsOf(grid, facts(answers), [places[0]!]);
    expect(lines.filter(({ at }) => at === 'a').map(({ value }) => value)).toEqual(values);
  });

  it('a total beyond its cap before any bonus gains nothing by one', () => {
    const full = aGrid(
      [
        { code: 'resident', points: 80 },
        { code: 'sibling_present', bonus: 20 },
      ],
      { totalCap: 70 },
    );
    const points = pointsOf(full, facts({ resident: true, siblingAt: ['a'] }), places);
    expect([points.total, pointsAt(points, 'a'), pointsAt(points, 'b')]).toEqual([70, 70, 70]);
  });
});

describe('the three published grids', () => {
  it.each<[string, string[]]>([
    ['villiers-le-bel', []],
    ['pessac', []],
    [
      'municipal-dsp',
      [
        'items.2.bands.0.from',
        'items.2.bands.1.from',
        'items.2.bands.2.from',
        'items.2.bands.3.from',
        'items.4.bands.0.from',
        'items.4.bands.1.from',
        'items.4.bands.2.from',
        'items.4.bands.3.from',
      ],
    ],
  ])('%s: what keeps it a draft', (id, faults) => {
    expect(judgeGrid(published(id)).map(({ at }) => at)).toEqual(faults);
    expect(judgeGrid(published(id)).every(({ code }) => code === 'bandUndefined')).toBe(true);
  });

  it('Pessac: a lone resident at work, twice kept waiting, who declined once, with an opinion of 60', () => {
    const points = pointsOf(
      published('pessac'),
      facts({
        resident: true,
        loneParent: true,
        situations: ['working'],
        missedCommissions: 2,
        declinedOffers: 1,
        opinions: { vulnerability_expert: opinion(60) },
        declared: { minor_parent: true },
        multipleBirth: false,
        siblingAt: ['a'],
        currentCare: 'none',
        adaptationNeed: false,
      }),
    );
    expect(
      Object.fromEntries(
        points.lines.filter(({ points: given }) => given !== 0).map((line) => [line.code, line.points]),
      ),
    ).toEqual({
      resident: 300,
      lone_parent: 30,
      twins_or_sibling_present: 20,
      vulnerability_expert: 60,
      minor_parent: 30,
      no_or_unsuitable_care: 30,
      missed_commissions: 20,
      offer_refused: -20,
    });
    expect(points.total).toBe(470);
  });

  it('the municipal grid: two at work, three sessions without a place', () => {
    const points = pointsOf(
      published('municipal-dsp'),
      facts({ loneParent: false, situations: ['working', 'working'], earlierRefusals: 3 }),
    );
    expect(points.lines.map((line) => [line.code, line.points])).toEqual([
      ['both_work', 4],
      ['lone_parent', 0],
      ['seniority', 4],
      ['earlier_refusals', 4],
      ['income', 0],
    ]);
  });
});

describe('activity on the day that the grid names', () => {
  const atSession: CriteriaGrid = { ...villiers, activityAt: 'today' };
  const atStart: CriteriaGrid = { ...villiers, activityAt: 'careStart' };
  const onLeave = (returnsOn: Day | null, wantedFrom: Day | null): Partial<AnsweredFacts> => ({
    loneParent: true,
    situations: ['maternity_leave'],
    returns: [returnsOn],
    judgedOn: '2027-06-10',
    wantedFrom,
  });

  // A lone mother on leave, judged on 10 June 2027: 100 points when she works, 40 when she does not.
  it.each<[string, Day | null, Day | null, today: number, careStart: number]>([
    ['back on the day care starts', '2027-09-01', '2027-09-01', 40, 100],
    ['back before care starts', '2027-08-20', '2027-09-01', 40, 100],
    ['back the day after', '2027-09-02', '2027-09-01', 40, 40],
    ['back on the day of the session', '2027-06-10', '2027-09-01', 100, 100],
    ['back the day after the session, care wanted since before it', '2027-06-11', '2027-03-01', 40, 40],
    ['back by the session, care wanted since before it', '2027-06-01', '2027-03-01', 100, 100],
    ['back later, no wanted day given', '2027-09-01', null, 40, 40],
    ['no date of return', null, '2027-09-01', 40, 40],
  ])('%s', (_, returnsOn, wantedFrom, today, careStart) => {
    const said = facts(onLeave(returnsOn, wantedFrom));
    expect([pointsOf(atSession, said).total, pointsOf(atStart, said).total]).toEqual([today, careStart]);
  });

  it('a version that names no day judges that of the session', () =>
    expect(pointsOf(villiers, facts(onLeave('2027-09-01', '2027-09-01')))).toEqual(
      pointsOf(atSession, facts(onLeave('2027-09-01', '2027-09-01'))),
    ));

  it('two parents, one of them back when care starts', () => {
    const said = facts({
      ...onLeave(null, '2027-09-01'),
      loneParent: false,
      situations: ['working', 'parental_leave'],
      returns: [null, '2027-09-01'],
    });
    expect([pointsOf(atSession, said).total, pointsOf(atStart, said).total]).toEqual([40, 100]);
  });

  it('says on which day, where a date of return was given', () => {
    const [, , line] = pointsOf(atStart, facts(onLeave('2027-09-01', '2027-09-01'))).lines;
    expect(line).toMatchObject({ code: 'lone_parent_working', points: 100, careStart: '2027-09-01' });
  });

  it('tells nothing of care’s start, in facts or lines, where no date of return was given', () => {
    const said = facts({ loneParent: true, situations: ['working'], wantedFrom: '2027-09-01' });
    expect(said).not.toHaveProperty('careStart');
    expect(pointsOf(atStart, said)).toEqual(pointsOf(villiers, said));
  });
});
