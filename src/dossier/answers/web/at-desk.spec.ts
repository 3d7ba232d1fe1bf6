import { describe, expect, it } from '@jest/globals';
import { Catalogue } from '../../../platform/i18n/index.js';

const catalogue = Catalogue.load('src');
/** The parts of the catalogue that the pages of questions show. */
const ASKED = [
  'adult',
  'household',
  'child',
  'need',
  'wishes',
  'facts',
  'consents',
  'errors',
  'choice',
  'told',
  'late',
];
const TO_THE_FAMILY = {
  fr: /(?<!\p{L})(vous|votre|vos|je|nous|notre|nos|mon|mes)(?!\p{L})/iu,
  en: /\b(you|your|yours|I|my|we|us|our)\b/,
} as const;

describe('the questions of the form, at a desk that answers for a family', () => {
  it.each(['fr', 'en'] as const)('speak of the family and not to it (%s)', (lang) => {
    const { messages } = catalogue.translator(lang).inVoice('atDesk');
    const spoken = [...messages].filter(
      ([key, message]) => ASKED.some((part) => key.startsWith(`dossier.${part}.`)) && TO_THE_FAMILY[lang].test(message),
    );
    expect(spoken).toEqual([]);
  });

  it('speak to the family in its own form', () => {
    expect(catalogue.translator('fr').t('dossier.adult.who')).toBe('Qui êtes-vous\u00a0?');
  });
});
