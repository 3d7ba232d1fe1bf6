import { describe, expect, it } from '../../../../test/support/runner.js';
import { orderNeighbours, type NeighbourFacts } from './neighbour-order.js';

const neighbour = (providerId: string, facts: Partial<NeighbourFacts>): NeighbourFacts => ({
  providerId,
  name: providerId,
  communeCode: 'elsewhere',
  livingAreaId: null,
  wishRank: null,
  opensLongEnough: true,
  ...facts,
});
const FAMILY = { communeCode: 'blanzy', livingAreaId: 'north' };
const HOME = { communeCode: 'montceau', livingAreaId: 'south' };
const order = (
  neighbours: NeighbourFacts[],
  family: typeof FAMILY | { communeCode: null; livingAreaId: null } = FAMILY,
) => orderNeighbours(neighbours, family, HOME).map(({ providerId }) => providerId);

describe('the neighbours that are tried for a child', () => {
  it('begin with those that its family named, in its order', () =>
    expect(
      order([
        neighbour('near', { communeCode: 'blanzy' }),
        neighbour('second', { wishRank: 2 }),
        neighbour('first', { wishRank: 1 }),
      ]),
    ).toEqual(['first', 'second', 'near']));

  it('then the commune of the family, that of the nursery, the living area of the family, the others', () =>
    expect(
      order([
        neighbour('far', {}),
        neighbour('area', { livingAreaId: 'north' }),
        neighbour('nursery', { communeCode: 'montceau' }),
        neighbour('home', { communeCode: 'blanzy' }),
      ]),
    ).toEqual(['home', 'nursery', 'area', 'far']));

  it('count from the nursery when nobody knows where the family lives', () =>
    expect(
      order(
        [
          neighbour('far', {}),
          neighbour('area', { livingAreaId: 'south' }),
          neighbour('nursery', { communeCode: 'montceau' }),
        ],
        { communeCode: null, livingAreaId: null },
      ),
    ).toEqual(['nursery', 'area', 'far']));

  it('prefer those that are open long enough among equals, and have one order', () =>
    expect(order([neighbour('b', {}), neighbour('short', { opensLongEnough: false }), neighbour('a', {})])).toEqual([
      'a',
      'b',
      'short',
    ]));
});
