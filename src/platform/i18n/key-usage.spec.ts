import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { Catalogue } from './catalogue.js';
import { DYNAMIC_PREFIXES } from './dynamic-prefixes.js';
import { listFiles } from './message-files.js';

const root = resolve(import.meta.dirname, '../..');
const catalogue = Catalogue.load(root, { strict: true });
const keys = new Set(catalogue.keys('fr'));
const sources = listFiles(root)
  .filter((path) => /\.(njk|ts)$/.test(path) && !path.endsWith('.spec.ts'))
  .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));

const LITERAL_USE = /\bt\(\s*(['"])([\w.-]+)\1\s*[,)]/g;
const COMPOSED_USE = /\bt\(\s*(?:'([\w.-]+)'\s*[+~]|`([\w.-]*)\$\{)/g;
const QUOTED = /['"`]([a-zA-Z][\w-]*(?:\.[\w-]+)+)['"`]/g;

const quoted = new Set(sources.flatMap(({ text }) => [...text.matchAll(QUOTED)].map((match) => match[1])));
const composed = (key: string): boolean => DYNAMIC_PREFIXES.some((prefix) => key.startsWith(prefix));

describe('The catalogue and its uses', () => {
  it('has every key that a page or a class asks for', () => {
    const missing = sources.flatMap(({ path, text }) =>
      [...text.matchAll(LITERAL_USE)].map((match) => match[2] ?? '').filter((key) => !keys.has(key)).map((key) => `${path}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  it('composes keys only under a declared prefix', () => {
    const undeclared = sources.flatMap(({ path, text }) =>
      [...text.matchAll(COMPOSED_USE)].map((match) => match[1] ?? match[2] ?? '').filter((prefix) => !composed(prefix)).map((prefix) => `${path}: ${prefix}`),
    );
    expect(undeclared).toEqual([]);
  });

  it('uses every key it has', () => {
    expect([...keys].filter((key) => !quoted.has(key) && !composed(key))).toEqual([]);
  });

  it('writes French apostrophes ’ (a straight one would quote the argument after it)', () => {
    expect([...keys].filter((key) => catalogue.message('fr', key)?.includes("'"))).toEqual([]);
  });

  it('has the same keys in every language', () => {
    for (const lang of catalogue.languages) expect(catalogue.keys(lang).sort()).toEqual([...keys].sort());
  });
});
