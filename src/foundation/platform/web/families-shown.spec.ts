import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from '../../../../test/support/runner.js';
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
      families: [],
      facts: { etat: 'open', after: '2026-11-24~0190-a', count: 0 },
    });
  });

  const [first, second] = ['019aa6a2-0000-7000-8000-000000000001', '019aa6a2-0000-7000-8000-000000000002'];
  it.each<[string, object, readonly string[]]>([
    [
      'what it leads to, once',
      { rows: [[{ href: `/rpe/demandes/${first}?liste=x` }], [{ href: `/rpe/demandes/${first}` }]] },
      [first],
    ],
    [
      'the last that its path names',
      { rows: [{ cells: [{ href: `/fermetures/${first}/enfants/${second}#a` }] }] },
      [second],
    ],
    [
      'each of its links',
      { rows: [[{ links: [{ href: `/a/${first}` }, { href: `/a/${second}` }] }]] },
      [first, second],
    ],
    ['what it says itself', { rows: [{ families: [second], cells: [{ href: `/a/${first}` }] }] }, [second]],
    [
      'its words, where it leads nowhere',
      { rows: [['Lina'], ['Lina'], ['Noé', { href: '/rpe?id=1' }]] },
      ['["Lina"]', '["Noé",{"href":"/rpe?id=1"}]'],
    ],
  ])('tells the families of a line by %s', (_, table, families) => {
    expect(kept(ListsFamilies('inbox', ['table']), {}, { table })).toMatchObject({ families });
  });

  it('counts the lines of a list that names nobody', () => {
    const list = ListsFamilies('look', ['table'], { named: false });
    expect(kept(list, {}, { table: { rows: [['a'], ['b']] } })).toMatchObject({ families: [], facts: { count: 2 } });
  });

  it('is the child, where a page shows one', () => {
    expect(kept(ShowsFamily('placement', 'placementId'), { params: { placementId: 'p' } }, {})).toEqual({
      subject: { kind: 'placement', id: 'p' },
      single: true,
      families: [],
      facts: {},
    });
  });
});
