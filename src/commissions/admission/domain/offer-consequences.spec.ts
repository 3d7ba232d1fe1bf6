import { readFileSync } from 'node:fs';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { factsOf, type AnsweredFacts } from './facts.js';
import type { CriteriaGrid, GridLine } from './grid.js';
import { offerConsequences } from './offer-consequences.js';
import { pointsOf } from './points.js';
import { transcribe, type SourceGrid } from './transcribe.js';

const { grids } = JSON.parse(readFileSync('data/criteria-grids.json', 'utf8')) as { grids: SourceGrid[] };
const published = (id: string): CriteriaGrid =>
  transcribe(
    grids.find((grid) => grid.id === id)!,
    { tieBreak: ['request_date', 'lot'], assumed: [] },
  );
const aGrid = (...items: GridLine[]): CriteriaGrid => ({
  id: 'test',
  source: 'test',
  items,
  tieBreak: ['lot'],
  assumed: [],
});
const past = (more: Partial<AnsweredFacts> = {}): AnsweredFacts => ({
  resident: true,
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
  seniorityMonths: 3,
  missedCommissions: 2,
  earlierRefusals: 2,
  declinedOffers: 0,
  unansweredOffers: 0,
  noShows: 0,
  seen: {},
  opinions: {},
  ...more,
});
const perRefusal: GridLine = { code: 'declined_offers', perUnit: -20, cap: 30 };
const resident: GridLine = { code: 'resident', points: 100 };

describe('what refusing a place changes', () => {
  it.each<[string, CriteriaGrid, Partial<AnsweredFacts>, [declined: number, unanswered: number, noShow: number]]>([
    ['Pessac takes points away at the first refusal', published('pessac'), {}, [-20, 0, 0]],
    ['Pessac: and no more at the next', published('pessac'), { declinedOffers: 1 }, [0, 0, 0]],
    ['Villiers-le-Bel counts nothing of it', published('villiers-le-bel'), {}, [0, 0, 0]],
    [
      'the municipal grid counts sessions without a place, not what families refuse',
      published('municipal-dsp'),
      {},
      [0, 0, 0],
    ],
    ['each refusal', aGrid(resident, perRefusal), {}, [-20, 0, 0]],
    ['each refusal, up to the cap', aGrid(resident, perRefusal), { declinedOffers: 1 }, [-10, 0, 0]],
    [
      'an offer left unanswered',
      aGrid(resident, { code: 'unanswered_offers', perUnit: -15, cap: null }),
      {},
      [0, -15, 0],
    ],
    [
      'a child who never came, by bands',
      aGrid(resident, {
        code: 'no_shows',
        bands: [
          [1, 1, -30],
          [2, null, -50],
        ],
      }),
      { noShows: 1 },
      [0, 0, -20],
    ],
    [
      'each on its own',
      aGrid(
        resident,
        perRefusal,
        { code: 'unanswered_offers', perUnit: -10, cap: null },
        { code: 'no_shows', perUnit: -40, cap: null },
      ),
      {},
      [-20, -10, -40],
    ],
  ])('%s', (_, grid, more, [declined, unanswered, noShow]) => {
    expect(offerConsequences(grid, factsOf(past(more)))).toEqual({ declined, unanswered, no_show: noShow });
  });

  it('is what the next session counts, on a line of its own', () => {
    const grid = aGrid(
      resident,
      perRefusal,
      { code: 'unanswered_offers', perUnit: -10, cap: null },
      { code: 'no_shows', perUnit: -40, cap: null },
    );
    const before = factsOf(past());
    for (const [event, more] of [
      ['declined', { declinedOffers: 1 }],
      ['unanswered', { unansweredOffers: 1 }],
      ['no_show', { noShows: 1 }],
    ] as const) {
      expect(pointsOf(grid, factsOf(past(more))).total - pointsOf(grid, before).total).toBe(
        offerConsequences(grid, before)[event],
      );
    }
    expect(
      pointsOf(grid, factsOf(past({ unansweredOffers: 1 }))).lines.find(({ code }) => code === 'unanswered_offers'),
    ).toMatchObject({ value: 1, points: -10, proof: 'recorded' });
  });
});
