import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { canonicalJson, canonicalParts } from './canonical-json.js';

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, reversed(one)]),
  );
};

describe('canonical JSON', () => {
  it.each<[string, unknown, string]>([
    ['keys by code units', { b: 1, a: 2, B: 3, é: 4 }, '{"B":3,"a":2,"b":1,"é":4}'],
    ['names that look like numbers too', { 10: 'ten', 9: 'nine', a: 0 }, '{"10":"ten","9":"nine","a":0}'],
    ['at every depth', { a: [{ d: 1, c: [{ f: 1, e: null }] }] }, '{"a":[{"c":[{"e":null,"f":1}],"d":1}]}'],
    ['lists keep their order', [3, 1, 2], '[3,1,2]'],
    ['what is not there is left out', { a: undefined, b: 1 }, '{"b":1}'],
    ['texts are escaped', { 'a"b': 'c\n' }, '{"a\\"b":"c\\n"}'],
  ])('%s', (_, value, expected) => expect(canonicalJson(value)).toBe(expected));

  it('is JSON of the same value, in the same bytes whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
        for (const levels of [0, 1, 2, 3])
          expect([...canonicalParts(reversed(value), levels)].join('')).toBe(canonicalJson(value));
      }),
    );
  });

  it('is written in parts, of which none is large', () => {
    const families = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}`, { wishes: [['A']] }]));
    const parts = [...canonicalParts({ slots: ['mon-am'], families, none: {} })];
    expect(parts.join('')).toBe(canonicalJson({ families, none: {}, slots: ['mon-am'] }));
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(30);
  });
});
