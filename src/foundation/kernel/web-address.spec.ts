import { describe, expect, it } from '../../../test/support/runner.js';
import { findAddress } from './web-address.js';

describe('an address in a text', () => {
  it.each([
    ['Écrivez sur evil.fr maintenant', 'evil.fr'],
    ['www.evil', 'www.evil'],
    ['https://evil', 'https://evil'],
    ['HTTPS://EVIL.FR', 'HTTPS://EVIL.FR'],
    ['voir //evil', '//evil'],
    ['voir \\\\evil', '\\\\evil'],
    ['ｅｖｉｌ．ｆｒ', 'evil.fr'],
    ['evil。fr', 'evil.fr'],
    ['evil｡fr', 'evil.fr'],
    ['evil․fr', 'evil.fr'],
    ['evil\u200b.\u200dfr', 'evil.fr'],
    ['e\u00advil.fr', 'evil.fr'],
    ['éçole.фр', 'éçole.фр'],
    ['xn--80ak6aa92e.com', 'xn--80ak6aa92e.com'],
    ['tel:3949', 'tel:3949'],
    ['ｔｅｌ：3949', 'tel:3949'],
    ['mailto:moi', 'mailto:moi'],
    ['sms:+33600000000', 'sms:+33600000000'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['moi@evil', 'moi@evil'],
    ['sur 192.0.2.1', '192.0.2.1'],
  ])('is found in «%s»', (text, found) => expect(findAddress(text)).toBe(found));

  it.each([
    'Répondez avant le 30 septembre. Sans réponse, la place est proposée à une autre famille.',
    'Suivre ma demande : ',
    'Track my application: ',
    'Une question ? 03 85 00 00 00, ou 03.85.00.00.00',
    'Le mardi de 8 h 30 à 12 h, et/ou le jeudi.',
    'Between 8:30 and 12:00, at 9 a.m. or later.',
    'P. ex. une attestation ; c.-à-d. un papier…',
    'Attendez…Puis répondez',
    '3 < 4 & 5 > 2',
    '1. Apportez la pièce.',
    'Montant : 12.50 euros',
  ])('is not seen in «%s»', (text) => expect(findAddress(text)).toBeNull());
});
