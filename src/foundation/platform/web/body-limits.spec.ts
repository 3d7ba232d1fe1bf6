import { describe, expect, it } from '../../../../test/support/runner.js';
import { checkDocument, parseForm } from './body-limits.js';

const fields = (count: number): string => Array.from({ length: count }, (_, index) => `f${index}=${index}`).join('&');
const names = (count: number): string => Array.from({ length: count }, (_, index) => `"f${index}":${index}`).join(',');
const outcome = (work: () => unknown): string => {
  try {
    work();
    return 'taken';
  } catch (error) {
    return (error as Error).constructor.name;
  }
};

describe('the fields of a form', () => {
  // @asvs 15.3.7
  it.each([
    ['', {}],
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a=1&a=2', { a: ['1', '2'] }],
    ['a', { a: '' }],
    ['a=b+c%20d', { a: 'b c d' }],
    ['a+b=%2B+%2b', { 'a b': '+ +' }],
    ['%C3%A9=%E2%82%AC', { é: '€' }],
    ['a[b]=1', { 'a[b]': '1' }],
    ['%=%', { '%': '%' }],
  ])('%s', (text, read) => {
    expect(parseForm(Buffer.from(text), 300)).toEqual(read);
  });

  it.each([
    [300, 'taken'],
    [301, 'TooManyFields'],
    [28_000, 'TooManyFields'],
  ])('%i of them, where 300 are taken: %s', (count, expected) => {
    expect(outcome(() => parseForm(Buffer.from(fields(count)), 300))).toBe(expected);
  });

  // @asvs 15.3.6
  it.each([
    ['=1&'.repeat(100_000), 'TooManyFields'],
    ['&'.repeat(100_000), 'TooManyFields'],
    ['__proto__=1', 'BadRequestException'],
  ])('%.10s…: %s', (text, expected) => {
    expect(outcome(() => parseForm(Buffer.from(text), 300))).toBe(expected);
  });
});

describe('a document', () => {
  // @asvs 1.5.2
  it.each([
    ['300 names', `{${names(300)}}`, 'taken'],
    ['301 names', `{${names(301)}}`, 'TooManyFields'],
    ['28 000 names', `{${names(28_000)}}`, 'TooManyFields'],
    ['four objects of 200 names', `[${Array.from({ length: 4 }, () => `{${names(200)}}`).join(',')}]`, 'taken'],
    [
      'thirty objects of 200 names',
      `[${Array.from({ length: 30 }, () => `{${names(200)}}`).join(',')}]`,
      'TooManyFields',
    ],
    ['a list of 301 items', `[${'1,'.repeat(300)}1]`, 'TooManyFields'],
    ['a text of commas and brackets', JSON.stringify({ a: `${',[{"\\'.repeat(5000)}"` }), 'taken'],
    ['twenty levels', `${'['.repeat(19)}${']'.repeat(19)}`, 'taken'],
    ['a hundred thousand levels', '['.repeat(100_000), 'BadRequestException'],
    ['a hundred thousand ends', ']'.repeat(100_000), 'taken'],
    ['no document at all', '{"a', 'taken'],
    ['nothing', '', 'taken'],
  ])('of %s: %#', (_, text, expected) => {
    expect(outcome(() => checkDocument(Buffer.from(text), 300))).toBe(expected);
  });
});
