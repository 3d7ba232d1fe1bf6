import { describe, expect, it } from '../../../../test/support/runner.js';
import { smsLength, smsText } from './sms-text.js';

describe('a text message', () => {
  it.each([
    ['L’été, à Noël « où » ça…', 'L\'été, à Noel "où" ca...'],
    ['Bientôt – œuvre : 10 €', 'Bientot - oeuvre : 10 €'],
    ['https://a.example/suivre/x_Y-9?vers=offre', 'https://a.example/suivre/x_Y-9?vers=offre'],
    ['Здравствуйте', 'Здравствуйте'],
  ])('spells %s', (text, spelled) => expect(smsText(text)).toBe(spelled));

  it.each([
    ['a'.repeat(160), 'gsm7', 1],
    ['a'.repeat(161), 'gsm7', 2],
    ['a'.repeat(306), 'gsm7', 2],
    ['a'.repeat(307), 'gsm7', 3],
    ['€'.repeat(80), 'gsm7', 1],
    ['€'.repeat(81), 'gsm7', 2],
    [`${'a'.repeat(152)}€${'a'.repeat(151)}`, 'gsm7', 2],
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'gsm7', 3],
    ['ê'.repeat(70), 'ucs2', 1],
    ['ê'.repeat(71), 'ucs2', 2],
    ['ê'.repeat(135), 'ucs2', 3],
    ['🙂'.repeat(35), 'ucs2', 1],
    ['🙂'.repeat(36), 'ucs2', 2],
  ] as const)('is counted: %s', (text, alphabet, parts) => expect(smsLength(text)).toEqual({ alphabet, parts }));
});
