import { describe, expect, it } from '../../../test/support/runner.js';
import { LANGUAGES, preferredLanguage } from './language.js';

describe('The language a browser likes best', () => {
  it.each([
    ['en-GB,en;q=0.9', 'en'],
    ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
    ['de-DE,de;q=0.9,en;q=0.5,fr;q=0.4', 'en'],
    ['en;q=0.2, fr;q=0.7', 'fr'],
    ['EN', 'en'],
    ['en;q=0, fr;q=0.1', 'fr'],
    ['ar,tr;q=0.9', null],
    ['*', null],
    ['en;q=lots', null],
    ['', null],
    [undefined, null],
    ['de;q=0.9, fr  x ; q=0.1,en ; q=0.2', 'en'],
  ])('%p → %p', (header, language) => {
    expect(preferredLanguage(header, LANGUAGES)).toBe(language);
  });

  it('is never one that is not spoken here', () => {
    expect(preferredLanguage('en-GB,en;q=0.9,fr;q=0.1', ['fr'])).toBe('fr');
  });

  // Anybody sends this header with any request: its time grows with its length, not with the square of it.
  it('is found in one pass', async () => {
    expect(preferredLanguage(`fr${' '.repeat(500_000)}x,en`, LANGUAGES)).toBe('en');
    await new Promise((resolve) => setTimeout(resolve));
  }, 10_000);
});
