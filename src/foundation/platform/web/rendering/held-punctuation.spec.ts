import { describe, expect, it } from '../../../../../test/support/runner.js';
import { holdPunctuation } from './held-punctuation.js';

describe('the spaces of French signs', () => {
  it.each([
    ['Le motif : absence', 'Le motif~: absence'],
    ['Continuer ? Oui ! Un ; deux', 'Continuer~? Oui~! Un~; deux'],
    ['<p>« bonjour » hier</p>', '<p>«~bonjour~» hier</p>'],
    ['<b>Mot</b> : suite', '<b>Mot</b>~: suite'],
    ['Sent at 10:30: see (a; b)', 'Sent at 10:30: see (a; b)'],
    ['a  b : c', 'a  b~: c'],
    ['', ''],
  ])('%j', (html, held) => expect(holdPunctuation(html)).toBe(held.replaceAll('~', '\u00a0')));

  it.each([
    '<input value="Ce soir ? « oui »">',
    '<a title="x : y" href="/a ? b">z</a>',
    '<textarea name="note">Pourquoi ?\n« ici » : là</textarea>',
    '<title>Erreur : nom</title>',
    '<script>const a = b ? c : d;</script>',
    '<style>a :hover { color: red }</style>',
  ])('stay as they are in %s', (html) => expect(holdPunctuation(html)).toBe(html));

  it.each([
    ['an attribute', (many: string) => `<input value="${many}"><p>b : c</p>`],
    ['a text area', (many: string) => `<textarea>${many}</textarea><p>b : c</p>`],
    ['a paragraph', (many: string) => `<p>${many}</p>`],
    ['a text with signs of tags', (many: string) => `<p>${many.replaceAll(':', '>')} : c</p>`],
  ])('are found in time that grows with the page, whatever somebody put into %s', (_, pageOf) => {
    // Time that grew with the square would be minutes.
    expect(holdPunctuation(pageOf(' :'.repeat(500_000)))).toContain('\u00a0:');
  });
});
