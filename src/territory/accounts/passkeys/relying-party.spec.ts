import { expect, it } from '../../../../test/support/runner.js';
import { relyingPartyOf } from './relying-party.js';

it.each([
  [
    'https://petite-enfance.exemple.fr',
    { id: 'petite-enfance.exemple.fr', origin: 'https://petite-enfance.exemple.fr' },
  ],
  ['https://exemple.fr:8443/guichet', { id: 'exemple.fr', origin: 'https://exemple.fr:8443' }],
  ['http://localhost:3000', { id: 'localhost', origin: 'http://localhost:3000' }],
  ['http://exemple.fr', null],
  ['https://192.0.2.7', null],
  ['http://127.0.0.1:3000', null],
  ['https://[2001:db8::1]', null],
])('a passkey of %s is for %j', (baseUrl, party) => expect(relyingPartyOf(baseUrl)).toEqual(party));
