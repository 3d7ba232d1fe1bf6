import { describe, expect, it } from '../../../test/support/runner.js';
import { isPersonName, isRefusedName } from './person-name.js';

describe('the name of a person', () => {
  it.each([
    'Zoé',
    'Jean-Baptiste',
    'N’Guessan',
    "d'Almeida",
    'J. Martin',
    'Ángela María',
    'Łukasz',
    'محمد',
    'Øystein Ó Sé',
    'Li (Anna)',
    '',
  ])('%s may be one', (name) => expect(isPersonName(name)).toBe(true));

  it.each([
    ['an address behind words', 'Zoe. Payez 49 EUR sur www.evil.example'],
    ['a domain', 'evil.fr'],
    ['a domain with a full-width point', 'evil．fr'],
    ['a domain with an ideographic point', 'evil。fr'],
    ['full-width slashes', 'evil／fr'],
    ['a mail address', 'zoe@evil'],
    ['a full-width sign of mail', 'zoe＠evil'],
    ['a scheme', 'tel:'],
    ['a path', 'a/b'],
    ['digits', 'Zoe 49'],
    ['digits of another script', 'Zoe ٤٩'],
    ['digits in circles', 'Zoe ④'],
    ['a line feed', 'Zoe\nPayez'],
    ['a mark that turns the text', 'Zoe\u202Elive'],
    ['an isolate', 'Zoe\u2066'],
    ['a tag', '<b>'],
  ])('%s is none', (_, name) => expect(isPersonName(name)).toBe(false));
});

describe('a name that somebody typed', () => {
  it.each([
    ['is refused where it is none', 'evil.fr', null, true],
    ['is taken where it is one', 'Zoé', 'evil.fr', false],
    ['is taken where it was held before', 'Durand 2', 'Durand 2', false],
    ['is refused where another was held', 'Durand 3', 'Durand 2', true],
    ['may be left out', undefined, 'Durand 2', false],
  ])('%s', (_, typed, held, refused) => expect(isRefusedName(typed, held)).toBe(refused));
});
