import { describe, expect, it } from '../../../../test/support/runner.js';
import { isFromOurPages } from './same-origin.js';

const OWN = 'https://petite-enfance.exemple.fr';

describe('a form comes from our pages', () => {
  it.each([
    ['a page of ours', { 'sec-fetch-site': 'same-origin', origin: OWN }, true],
    ['a page of ours that says no referrer', { 'sec-fetch-site': 'same-origin', origin: 'null' }, true],
    [
      'a page of ours under another name of this machine',
      { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' },
      true,
    ],
    ['the person, who reloads', { 'sec-fetch-site': 'none' }, true],
    ['a sibling host', { 'sec-fetch-site': 'same-site', origin: 'https://blog.exemple.fr' }, false],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
    ['another site that hides its name', { 'sec-fetch-site': 'cross-site', origin: 'null' }, false],
    ['an older browser', { origin: OWN }, true],
    ['an older browser on another name', { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, true],
    [
      'an older browser on a sibling host',
      { origin: 'https://blog.exemple.fr', host: 'petite-enfance.exemple.fr' },
      false,
    ],
    ['an older browser elsewhere', { origin: 'https://evil.example', host: 'petite-enfance.exemple.fr' }, false],
    ['nonsense', { origin: 'nonsense', host: 'petite-enfance.exemple.fr' }, false],
    ['an old browser that says nothing: the token decides', {}, true],
  ])('%s', (_, headers, ours) => expect(isFromOurPages({ headers }, OWN)).toBe(ours));
});
