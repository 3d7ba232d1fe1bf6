import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '../support/runner.js';

/** Macros of `platform/forms.njk` that show a field. */
const FIELD =
  /\{\{\s*(?:text|email|phone|password|number|time|day|file)Field\(|\{\{\s*(?:textArea|select|radios|yesNo|checkbox(?:es)?|weekSchedule)\(/g;
/** A list without an empty choice always has an answer. */
const ANSWERED = /\{\{\s*select\((?:(?!\{\{).)*placeholder=false/g;
/** Fields that a view writes by hand. */
const BY_HAND = /<(?:input|select|textarea)\b(?![^>]*type="hidden")/g;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

interface ShownForm {
  readonly where: string;
  readonly source: string;
}

/** The forms of a view that write something. A filter requires nothing, and the name of its fields says so. */
export function formsIn(view: string, source: string): ShownForm[] {
  return [...source.matchAll(/<form\b[^>]*method="post"[\s\S]*?<\/form>/g)]
    .filter(([form]) => !/^<form class="app-(?:filters|work__search)"/.test(form))
    .map(({ 0: form, index }) => ({ where: `${view}:${source.slice(0, index).split('\n').length}`, source: form }));
}

/** Whether a form says which of its fields are required. One field alone needs no such sentence (RGAA 11.10). */
export function saysRequired({ source }: ShownForm): boolean {
  const fields = count(source, FIELD) - count(source, ANSWERED) + count(source, BY_HAND);
  return fields < 2 || /optional=|allRequired\(|requiredNote\(/.test(source);
}

const form = (fields: string): ShownForm =>
  formsIn('a', `<p></p>\n<form method="post" novalidate>${fields}</form>`)[0]!;

describe('every form says which of its fields are required (RGAA 11.10)', () => {
  const views = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.njk'))
    .map((path) => `src/${path}`);
  const forms = views.flatMap((view) => formsIn(view, readFileSync(view, 'utf8')));

  it('by a sentence at its head, or by the optional ones', () => {
    expect(forms.length).toBeGreaterThan(150);
    expect(forms.filter((one) => !saysRequired(one)).map(({ where }) => where)).toEqual([]);
  });

  it.each([
    ['two fields', "{{ textField(form, 'a', t('a')) }}{{ dayField(form, 'b', t('b')) }}", false],
    ['a field and one written by hand', "{{ textField(form, 'a', t('a')) }}<select name=\"b\"></select>", false],
    ['a field and boxes', "{{ textArea(form, 'a', t('a')) }}{{ checkboxes(form, 'b', t('b'), items) }}", false],
    ['two fields and the sentence', "{{ allRequired() }}{{ textField(form, 'a') }}{{ radios(form, 'b') }}", true],
    ['its own words', "{{ requiredNote(t('c')) }}{{ textField(form, 'a') }}{{ radios(form, 'b') }}", true],
    ['an optional field', "{{ textField(form, 'a') }}{{ textField(form, 'b', optional=true) }}", true],
    ['one field', '{{ hiddenField(\'v\', 1) }}<input type="hidden" name="w">{{ textField(form, \'a\') }}', true],
    [
      'a list that always has an answer',
      "{{ select(form, 'a', b, c, placeholder=false) }}{{ fileField(form, 'd') }}",
      true,
    ],
  ])('%s', (_, fields, says) => expect(saysRequired(form(fields))).toBe(says));
});
