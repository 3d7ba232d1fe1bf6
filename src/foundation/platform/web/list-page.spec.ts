import { resolve } from 'node:path';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { Catalogue } from '../i18n/index.js';
import { listPageModel, numberFound, pageOfPlaces, pageOfRows, type ListPage } from './list-page.js';

const words = Catalogue.load(resolve('src')).translator('fr');
const rows = ['a', 'b', 'c', 'd'].map((id) => ({ id, day: `2027-01-0${id.charCodeAt(0) - 96}` }));
const place = (id: string) => ({ id, value: rows.find((row) => row.id === id)!.day });

describe('a page of a list that is read by places', () => {
  it.each([
    ['the only one', ['a', 'b'], {}, ['a', 'b'], null, null],
    ['the first of several', ['a', 'b', 'c'], {}, ['a', 'b'], null, 'b'],
    ['one in the middle', ['b', 'c', 'd'], { after: place('a') }, ['b', 'c'], 'b', 'c'],
    ['the last', ['c', 'd'], { after: place('b') }, ['c', 'd'], 'c', null],
    ['one read back', ['c', 'b', 'a'], { before: place('d') }, ['b', 'c'], 'b', 'c'],
    ['the first, read back', ['b', 'a'], { before: place('c') }, ['a', 'b'], null, 'b'],
  ] as const)('is %s', (_, read, from, shown, previous, next) => {
    const page = pageOfPlaces(
      read.map((id) => rows.find((row) => row.id === id)!),
      from,
      2,
      ({ id, day }) => ({ id, value: day }),
    );
    expect(page.rows.map(({ id }) => id)).toEqual(shown);
    expect(page.previous).toEqual(previous && place(previous));
    expect(page.next).toEqual(next && place(next));
  });
});

it.each([
  [undefined, 1, 'ab'],
  ['2', 2, 'cd'],
  ['9', 2, 'cd'],
  ['0', 1, 'ab'],
])('page %s of rows that are read whole is page %d: %s', (asked, number, shown) => {
  const page = pageOfRows(rows, asked, 2);
  expect([page.number, page.pages, page.rows.map(({ id }) => id).join('')]).toEqual([number, 2, shown]);
});

it.each([
  [0, 0, 'no'],
  [1000, 1000, 'no'],
  [1001, 1000, 'yes'],
])('%d rows are told as %d, and more: %s', (found, count, most) => expect(numberFound(found)).toEqual({ count, most }));

describe('a list page', () => {
  const model = (query: object, at: ListPage['at'] = { previous: null, next: null }) =>
    listPageModel(words, {
      path: '/liste',
      title: 'Liste',
      query,
      filters: [
        { name: 'etat', label: 'État', any: 'Tous', choices: [{ value: 'open', text: 'ouvert' }] },
        { name: 'avant-le', label: 'Avant le', takes: 'date', said: (day) => `avant le ${day}` },
      ],
      orders: [
        { value: 'name', text: 'nom' },
        { value: 'latest', text: 'les derniers', direction: 'descending' },
        { value: 'oldest', text: 'les premiers' },
      ],
      list: {
        caption: 'Liste',
        columns: [
          { text: 'Nom', width: 'name', by: ['name'] },
          { text: 'Jour', width: 'day', by: ['latest', 'oldest'] },
          { text: 'Reste', width: 'rest' },
        ],
        rows: [],
      },
      found: 'Un trouvé',
      at,
      views: { views: [], keep: null },
      files: { path: '/liste/fichier', found: 3 },
    }) as unknown as {
      active: { text: string; href: string }[];
      fields: { choices: { value: string }[] }[];
      list: { columns: { sort?: { href: string; direction?: string } }[] };
      titleShown: string[];
      previous: string | null;
      next: string | null;
      start: string | null;
      files: { links: { href: string }[] };
    };

  it('says each filter that is on, with the list without it', () => {
    const { active, titleShown, files } = model({ etat: 'open', 'avant-le': '2027-01-01', ordre: 'latest' });
    expect(active).toEqual([
      { text: 'ouvert', href: '/liste?avant-le=2027-01-01&ordre=latest' },
      { text: 'avant le 2027-01-01', href: '/liste?etat=open&ordre=latest' },
      { text: 'ordre\u00a0: les derniers', href: '/liste?etat=open&avant-le=2027-01-01' },
    ]);
    expect(titleShown).toEqual(active.map(({ text }) => text));
    expect(files.links.map(({ href }) => href)[0]).toBe(
      '/liste/fichier.csv?etat=open&avant-le=2027-01-01&ordre=latest',
    );
    expect(model({ ordre: 'name' }).active).toEqual([]);
  });

  it('says a choice that is offered no more, which still narrows it, and no order that it does not know', () => {
    const { active, titleShown } = model({ etat: 'gone', ordre: 'unknown' });
    expect(active).toEqual([{ text: 'État\u00a0: choix qui n’est plus proposé', href: '/liste?ordre=unknown' }]);
    expect(titleShown).toEqual([active[0]!.text]);
  });

  it('sends its usual order without a name, so that the plain list has one address', () => {
    const { fields } = model({});
    expect(fields.at(-1)!.choices.map(({ value }) => value)).toEqual(['', 'latest', 'oldest']);
  });

  it('has a title of its own where it is read back', () => {
    expect(model({ avant: '2027-01-01~a' }).titleShown).toEqual(['suite', 'vers le début']);
  });

  it.each([
    [{}, ['/liste', 'ascending'], ['/liste?ordre=latest', undefined]],
    [{ ordre: 'latest' }, ['/liste', undefined], ['/liste?ordre=oldest', 'descending']],
    [{ ordre: 'oldest' }, ['/liste', undefined], ['/liste?ordre=latest', 'ascending']],
  ])('in %j a column that is pressed goes from one of its orders to the next', (query, name, day) => {
    const sorts = model(query).list.columns.map(({ sort }) => [sort?.href, sort?.direction]);
    expect(sorts).toEqual([name, day, [undefined, undefined]]);
  });

  it('goes on by the place of a row or by number, and back to its start', () => {
    const places = model({ etat: 'open', apres: '2027-01-01~a' }, { previous: place('b'), next: null });
    expect([places.start, places.previous, places.next]).toEqual([
      '/liste?etat=open',
      '/liste?etat=open&avant=2027-01-02~b',
      null,
    ]);
    const numbers = model({ page: '2' }, { number: 2, pages: 3 });
    expect([numbers.start, numbers.previous, numbers.next]).toEqual(['/liste', '/liste?page=1', '/liste?page=3']);
  });
});
