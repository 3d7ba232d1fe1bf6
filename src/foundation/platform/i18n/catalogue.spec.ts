import { describe, expect, it } from '../../../../test/support/runner.js';
import { Catalogue } from './catalogue.js';
import type { Language } from '../../kernel/language.js';
import type { MessageTree } from './message-files.js';

const file = (tree: MessageTree, path = 'a.messages.fr.json', lang: Language = 'fr') => ({ path, lang, tree });
const catalogue = (tree: MessageTree, options = {}) => new Catalogue([file(tree)], options);

describe('Catalogue', () => {
  it('fills plurals and selects in', () => {
    const { t } = catalogue({ a: { b: '{count, plural, one {# place} other {# places}}' } }).translator('fr');
    expect([t('a.b', { count: 1 }), t('a.b', { count: 2 })]).toEqual(['1 place', '2 places']);
  });

  it('merges files of one namespace, and refuses the same key twice', () => {
    const merged = new Catalogue([file({ a: { b: 'B' } }), file({ a: { c: 'C' } }, 'b.messages.fr.json')]);
    expect(merged.keys('fr')).toEqual(['a.b', 'a.c']);
    expect(() => new Catalogue([file({ a: { b: 'B' } }), file({ a: { b: 'C' } }, 'b.messages.fr.json')])).toThrow(
      'b.messages.fr.json',
    );
  });

  it('throws on a missing key when strict, reports it and shows the key otherwise', () => {
    expect(() => catalogue({ a: 'A' }, { strict: true }).translator('fr').t('nope')).toThrow('nope');
    const problems: string[] = [];
    const { t } = catalogue({ a: 'A {x}' }, { report: (problem: string) => problems.push(problem) }).translator('fr');
    expect(t('nope')).toBe('nope');
    expect(t('a')).toBe('a');
    expect(problems).toHaveLength(2);
  });

  it('speaks as many languages as there are files', () => {
    const both = new Catalogue([file({ a: 'oui' }), file({ a: 'yes' }, 'a.messages.en.json', 'en')]);
    expect(both.languages).toEqual(['fr', 'en']);
    expect(both.translator('en').t('a')).toBe('yes');
    expect(() => catalogue({ a: 'oui' }).translator('en')).toThrow('en');
  });
});
