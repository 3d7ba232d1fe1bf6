import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { catalogueProblems, type Source } from './catalogue-checks.js';
import { Catalogue } from './catalogue.js';
import { listFiles, type MessageTree } from './message-files.js';

const root = resolve('src');
const sources: Source[] = listFiles(root)
  .filter((path) => /\.(njk|ts)$/.test(path) && !path.endsWith('.spec.ts'))
  .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));

const problemsOf = (fr: MessageTree, en: MessageTree, text = "t('p.a')"): string[] =>
  catalogueProblems(
    new Catalogue([
      { path: 'x.fr', lang: 'fr', tree: { p: fr } },
      { path: 'x.en', lang: 'en', tree: { p: en } },
    ]),
    [{ path: 'page.njk', text }],
  );

describe('The catalogue and its uses', () => {
  it('are sound: every key in every language, every key used, the same arguments', () => {
    expect(catalogueProblems(Catalogue.load(root, { strict: true }), sources)).toEqual([]);
  });
});

describe('What the checks find', () => {
  it.each<[string, MessageTree, MessageTree, string[]]>([
    ['nothing wrong', { a: 'Une {x}' }, { a: 'One {x}' }, []],
    [
      'plurals that differ by language',
      { a: '{n, plural, one {#} other {#}}' },
      { a: '{n, plural, =0 {no} one {#} other {#}}' },
      [],
    ],
    ['a language that need not select', { a: '{x, select, am {matin} other {soir}}' }, { a: '{x}' }, []],
    ['a missing key', { a: 'Une', b: { c: 'Deux' } }, { a: 'One' }, ['p.b.c: missing in en', 'p.b.c: used nowhere']],
    ['a key that French lacks', { a: 'Une' }, { a: 'One', b: 'Two' }, ['p.b: missing in fr', 'p.b: used nowhere']],
    ['another argument', { a: 'Une {x}' }, { a: 'One {y}' }, ['p.a: arguments in en: y; in fr: x']],
    [
      'an argument inside a case',
      { a: '{n, plural, one {# {x}} other {#}}' },
      { a: '{n, plural, one {#} other {#}}' },
      ['p.a: arguments in en: n; in fr: n, x'],
    ],
    [
      'a case too few',
      { a: '{x, select, am {matin} pm {soir} other {}}' },
      { a: '{x, select, am {morning} other {}}' },
      ['p.a: cases of {x} in en: am, other; in fr: am, pm, other'],
    ],
    [
      'a zero said as one',
      { a: '{n, plural, one {une} other {#}}' },
      { a: '{n, plural, one {one} other {#}}' },
      ['p.a: {n} says one for zero in fr'],
    ],
    ['a zero of its own', { a: '{n, plural, =0 {aucune} one {une} other {#}}' }, { a: '{n}' }, []],
    ['one and no other number', { a: '{n, plural, =1 {une} other {#}}' }, { a: '{n}' }, []],
    [
      'a zero that takes the singular beside its number',
      { a: '{n, plural, one {# place} other {# places}}' },
      { a: '{n}' },
      [],
    ],
    [
      'a zero said as one inside a case',
      { a: '{x, select, am {} other {{n, plural, one {une} other {#}}}}' },
      { a: '{x}{n}' },
      ['p.a: {n} says one for zero in fr'],
    ],
    ['a straight apostrophe', { a: 'L’une' }, { a: "It's" }, ['p.a: straight apostrophe in en']],
  ])('%s', (_, fr, en, problems) => {
    expect(problemsOf(fr, en)).toEqual(problems);
  });

  it.each<[string, string, string[]]>([
    ['a refusal with its sentence', "refuse('room.full', { seats })", []],
    [
      'a refusal without a sentence',
      "refuse(\n  late ? 'room.full' : 'room.closed',\n)",
      ['refusal.room.closed: refused by room.ts, without a sentence'],
    ],
    [
      'refusals composed of nothing that is said',
      "refuse('room.full'); refuse(`door.${why}`)",
      ['refusal.door.: refused by room.ts, without a sentence'],
    ],
    [
      'a refusal whose code comes from elsewhere',
      "refuse(code, { by: 'room.full' })",
      ['room.ts refuses by code: say the code where the refusal is made'],
    ],
    [
      'a sentence that no refusal says',
      "this.session.refuse(tx, 'room-full')",
      ['refusal.room.full: no refusal says it'],
    ],
  ])('%s', (_, text, problems) => {
    const tree = { room: { full: 'Plein' } };
    const catalogue = new Catalogue([
      { path: 'x.fr', lang: 'fr', tree: { refusal: tree } },
      { path: 'x.en', lang: 'en', tree: { refusal: tree } },
    ]);
    expect(catalogueProblems(catalogue, [{ path: 'room.ts', text }])).toEqual(problems);
  });

  it('what cannot be read', () => {
    expect(problemsOf({ a: 'Une {x' }, { a: 'One' })).toEqual([expect.stringContaining('p.a: cannot be read in fr')]);
  });

  it('what a page asks for and does not get', () => {
    expect(problemsOf({ a: 'Une' }, { a: 'One' }, "t('p.a') t('b.c', { x: 1 }) t('q.' + code)")).toEqual([
      'b.c: asked for by page.njk, in no catalogue',
      'q.: composed by page.njk, begins no message',
    ]);
  });
});
