import { IntlMessageFormat } from 'intl-messageformat';
import { resolve } from 'node:path';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { LANGUAGES } from '../../kernel/language.js';
import { Catalogue } from './catalogue.js';
import type { MessageArgs } from './message-args.js';
import { shapeOf } from './message-shape.js';
import { sentenceOf } from './sentence.js';

const catalogue = Catalogue.load(resolve('src'), { strict: true });

/** Numbers of each plural, then each case of its selects, empty and absent values. */
function situationsOf(message: string, lang: (typeof LANGUAGES)[number]): MessageArgs[] {
  const shape = [...shapeOf(message, lang)];
  const most = Math.max(0, ...shape.map(([, { cases }]) => cases.size));
  const numbers = [0, 1, 2, 11, 1234.5];
  return Array.from({ length: Math.max(most, numbers.length, 3) }, (_, index) =>
    Object.fromEntries(
      shape.map(([name, { cases, counted }]) => [
        name,
        counted
          ? numbers[index % numbers.length]
          : cases.size > 0
            ? // Said where a message falls back on it, and begins with a consonant: nothing before it changes.
              [...cases][index % cases.size]!.replace(/^other$/, 'Lina')
            : ['Lina', 12, '', null, undefined, false][index % 6],
      ]),
    ),
  );
}

describe('A sentence', () => {
  it.each(LANGUAGES)('says each message of the catalogue as ICU does, in %s', (lang) => {
    const messages = catalogue.keys(lang).map((key) => catalogue.message(lang, key)!);
    const spoken = messages.filter((message) => message.includes('{'));
    for (const message of spoken) {
      const [ours, theirs] = [
        sentenceOf(message, lang),
        new IntlMessageFormat(message, lang, undefined, { ignoreTag: true }),
      ];
      for (const values of situationsOf(message, lang)) expect(ours(values)).toBe(String(theirs.format(values)));
    }
    expect(spoken.length).toBeGreaterThan(1000);
  });

  it.each<[string, MessageArgs]>([
    ['{n, plural, offset:1 =0 {nobody} one {# other} other {# others}}', { n: 2 }],
    ['{n, plural, offset:1 =0 {nobody} one {# other} other {# others}}', { n: 0 }],
    ['{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}', { n: 22 }],
    ['{n, plural, other {{x, select, a {# of a} other {#}}}}', { n: 3, x: 'a' }],
    ['{x, select, toString {own} other {other}}', { x: 'constructor' }],
    ['{n, number} and {d, date, short}', { n: 1234, d: 0 }],
  ])('says %s as ICU does', (message, values) => {
    const theirs = new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true });
    expect(sentenceOf(message, 'en')(values)).toBe(String(theirs.format(values)));
  });

  it('is refused without one of its values', () => {
    expect(() => sentenceOf('A {x}', 'en')({})).toThrow('"x" was not provided');
    expect(() => sentenceOf('A {x}', 'en')(undefined)).toThrow('"x" was not provided');
  });
});
