import { describe, expect, it } from 'vitest';
import type { FastifyRequest } from 'fastify';
import { FAMILIES_SHOWN, familiesShown, ListsFamilies, ShowsFamily, type FamiliesShown } from './families-shown.js';

/** What the journal keeps of a page of a route that says this of itself. */
function kept(decorate: ClassDecorator, request: { params?: object; query?: object }, model: object): unknown {
  class Route {}
  decorate(Route);
  const shown = Reflect.getMetadata(FAMILIES_SHOWN, Route) as FamiliesShown;
  return familiesShown(
    shown,
    { params: {}, query: {}, ...request } as FastifyRequest,
    model as Record<string, unknown>,
  );
}

describe('what the journal keeps of a page that shows families', () => {
  it.each<[string, readonly string[], object, number]>([
    ['the lines of a table', ['table'], { table: { rows: [['a'], ['b']] } }, 2],
    ['of every table of a list', ['trays'], { trays: [{ table: { rows: [1, 2] } }, { table: { rows: [3] } }] }, 3],
    ['lines that are no table', ['rows'], { rows: [{ child: 'a' }, { child: 'b' }] }, 2],
    ['the children whom a line names', ['changes'], { changes: { rows: [{ children: ['a', 'b'] }, {}] } }, 3],
    [
      'a part of each of a list',
      ['campaigns.toReach'],
      { campaigns: [{ toReach: ['a'] }, { toReach: ['b', 'c'] }] },
      3,
    ],
    ['nothing where a page has no such part', ['table', 'ended'], { ended: null }, 0],
  ])('counts %s', (_, parts, model, count) => {
    expect(kept(ListsFamilies('inbox', parts), {}, model)).toMatchObject({ facts: { count } });
  });

  it('has the codes and days of the address that were named, and nothing that somebody typed', () => {
    const list = ListsFamilies('requests', [], { of: 'establishmentId', filter: ['etat', 'after', 'nom', 'page'] });
    const query = { etat: 'open', after: '2026-11-24~0190-a', nom: 'de la Tour', other: 'x', page: ['1'] };
    expect(kept(list, { params: { establishmentId: 'ma-71306' }, query }, {})).toEqual({
      subject: { kind: 'requests', id: 'ma-71306' },
      single: false,
      facts: { etat: 'open', after: '2026-11-24~0190-a', count: 0 },
    });
  });

  it('is the child, where a page shows one', () => {
    expect(kept(ShowsFamily('placement', 'placementId'), { params: { placementId: 'p' } }, {})).toEqual({
      subject: { kind: 'placement', id: 'p' },
      single: true,
      facts: {},
    });
  });
});
