import { mkdtempSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '../../../../../test/support/runner.js';
import { Catalogue } from '../../i18n/index.js';
import { createEnvironment, pageLinks, renderView } from './index.js';

const src = resolve('src');
const root = mkdtempSync(join(tmpdir(), 'marelle-views-'));
mkdirSync(join(root, 'foundation'));
symlinkSync(join(src, 'foundation/platform'), join(root, 'foundation/platform'));
mkdirSync(join(root, 'samples/sample/web/views'), { recursive: true });
const environment = createEnvironment(root, Catalogue.load(src, { strict: true }), () => 2027);

const layout = { title: 'Titre', lang: 'fr', csrfToken: 'token', nav: [], account: null, notice: null, demo: true };
let views = 0;
/** Renders the body of a page that imports every macro. */
function render(content: string, model: object = {}): string {
  const name = `page${(views += 1)}`;
  writeFileSync(
    join(root, `samples/sample/web/views/${name}.njk`),
    `{% extends "platform/layout.njk" %}{% import "platform/forms.njk" as f %}{% import ` +
      `"platform/components.njk" as c %}{% block content %}${content}{% endblock %}`,
  );
  return renderView(environment, `sample/${name}`, 'fr', { ...layout, ...model });
}

const ENGLISH = [
  '>Error',
  'Error:',
  '>Back',
  'Skip to',
  '>Day',
  '>Month',
  '>Year',
  'Previous',
  'There is a problem',
  'aria-label="Page"',
  'Pagination',
];
const errors = (...fields: string[]) => fields.map((field) => ({ field, message: `Corrigez ${field}` }));

const EVERY_FIELD = `
  {{ f.errorSummary(form) }}
  {{ f.textField(form, 'name', 'Nom') }}{{ f.emailField(form, 'email', 'Courriel') }}{{ f.phoneField(form, 'phone', 'Téléphone') }}
  {{ f.numberField(form, 'count', 'Nombre') }}{{ f.textArea(form, 'text', 'Texte') }}{{ f.timeField(form, 'time', 'Heure') }}
  {{ f.dayField(form, 'birth', 'Naissance') }}{{ f.yesNo(form, 'agree', 'D’accord ?') }}
  {{ f.radios(form, 'one', 'Un', [{ value: 'a', text: 'A' }]) }}{{ f.select(form, 'pick', 'Choix', [{ value: 'a', text: 'A' }]) }}
  {{ f.checkboxes(form, 'many', 'Plusieurs', [{ value: 'a', text: 'A' }, { value: 'b', text: 'B' }]) }}
  {{ f.checkbox(form, 'consent', 'Accord') }}
  {{ f.passwordField(form, 'secret', 'Mot de passe') }}{{ f.weekSchedule(form, 'week') }}{{ f.submit('Continuer') }}`;
const FIELDS = [
  'name',
  'email',
  'phone',
  'count',
  'text',
  'time',
  'birth',
  'birthMonth',
  'agree',
  'one',
  'pick',
  'many',
  'consent',
  'secret',
  'week',
  'days',
  'monStart',
  'sunEnd',
  'commonStart',
];

describe('Views', () => {
  it('shows no English default of the component library', () => {
    const html = render(`${EVERY_FIELD}{{ c.backLink('/') }}{{ c.pagination(pages) }}`, {
      form: { values: {}, errors: errors(...FIELDS) },
      pages: pageLinks(3, 9, (number) => `?page=${number}`),
    });
    expect(ENGLISH.filter((text) => html.includes(text))).toEqual([]);
  });

  it('links each error to the control it is about, and says so in the title', () => {
    const html = render(EVERY_FIELD, { form: { values: {}, errors: errors(...FIELDS) } });
    expect(html).toMatch(/<title>Erreur : Titre/);
    for (const field of FIELDS) {
      expect(html).toContain(`href="#${field}"`);
      expect(html).toContain(`id="${field}"`);
    }
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows what is expected before any error, beside a hint that says something else', () => {
    const html = render(
      `{{ f.dayField(form, 'a', 'A', hint='Le premier jour') }}{{ f.dayField(form, 'b', 'B', hint='Par exemple 2 4 2027.') }}` +
        `{{ f.dayField(form, 'c', 'C') }}{{ f.phoneField(form, 'd', 'D', hint='Celui du guichet.') }}{{ f.emailField(form, 'e', 'E') }}`,
      { form: { values: {}, errors: [] } },
    );
    const hints = [...html.matchAll(/class="govuk-hint">\s*([^<]+?)\s*</g)].map(([, hint]) =>
      hint!.replaceAll('\u00a0', ' '),
    );
    expect(hints).toEqual([
      'Le premier jour. Par exemple 27 3 2027',
      'Par exemple 2 4 2027.',
      'Par exemple 27 3 2027',
      'Celui du guichet. Par exemple 06 12 34 56 78',
      'Par exemple : prenom.nom@exemple.fr',
    ]);
  });

  it('breaks no line within a word of a command, and shows it as text', () => {
    const html = render('<p>{{ said | wholeWords }}</p>', { said: 'Lancer : npm run backup -- --key <b>' });
    const whole = (word: string): string => `<span class="app-whole">${word}</span>`;
    expect(html).toContain(`<p>Lancer\u00a0: npm run backup ${whole('--')} ${whole('--key')} &lt;b&gt;</p>`);
  });

  it('shows what was typed, as text', () => {
    const html = render(EVERY_FIELD, {
      form: {
        values: { name: '<script>', birthDay: '31', many: 'b', agree: false, commonStart: '8h', days: ['tue'] },
        errors: [],
      },
    });
    expect(html).toContain('value="&lt;script&gt;"');
    expect(html).toContain('value="31"');
    expect(html).toMatch(/value="b" checked/);
    expect(html).toMatch(/value="no" checked/);
    expect(html).toMatch(/value="tue" checked/);
    expect(html).toContain('value="8h"');
  });

  it('never gives a password back', () => {
    expect(render(EVERY_FIELD, { form: { values: { secret: 'hunter2' }, errors: [] } })).not.toContain('hunter2');
  });

  it('keeps to the content security policy: nothing inline', () => {
    const html = render(EVERY_FIELD, {
      form: { values: {}, errors: errors(...FIELDS) },
      account: { name: 'Anne', roles: [], signOutHref: '/sortir' },
    });
    expect(html).not.toMatch(/ style=|<script>| on[a-z]+=/);
  });

  it('formats in the language of the page', () => {
    expect(render("{{ '2027-03-01' | day }} {{ none | day }}{{ 'mon' | weekday | capitalised }}")).toContain(
      '1er mars 2027 Lundi',
    );
  });

  it('says which view is missing', () => {
    expect(() => renderView(environment, 'sample/nothing', 'fr', {})).toThrow('sample/nothing.njk');
  });
});

describe('words that people of the territory wrote', () => {
  it.each<[string, string, string[], string]>([
    ['are marked', 'Rule: Fratrie, 10 points', ['Fratrie'], 'Rule: <span lang="fr">Fratrie</span>, 10 points'],
    [
      'the longest of two that begin alike',
      'Lieu de vie',
      ['Lieu', 'Lieu de vie'],
      '<span lang="fr">Lieu de vie</span>',
    ],
    [
      'never inside of what marks them',
      'span fr',
      ['span', 'fr', 'lang'],
      '<span lang="fr">span</span> <span lang="fr">fr</span>',
    ],
    ['never inside of what escapes them', '"quot"', ['quot'], '&quot;<span lang="fr">quot</span>&quot;'],
    ['signs and all', 'a (b+) c', ['(b+)'], 'a <span lang="fr">(b+)</span> c'],
    ['and nothing of theirs is HTML', 'x <b>y</b>', ['<b>y</b>'], 'x <span lang="fr">&lt;b&gt;y&lt;/b&gt;</span>'],
    ['or nobody wrote any', 'x < y', [''], 'x &lt; y'],
  ])('%s', (_, text, quotes, html) => {
    expect(render('[{{ text | quoting(quotes) }}]', { text, quotes })).toContain(`[${html}]`);
  });
});
