import { describe, expect, it } from '../../../../../test/support/runner.js';
import { Catalogue } from '../../../../foundation/platform/i18n/index.js';

const catalogue = Catalogue.load('src');
/** The parts of the catalogue that pages show which a desk and a family read. */
const ASKED = [
  'conflict',
  'remove',
  'question',
  'tasks',
  'points',
  'check',
  'receipt',
  'copy',
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
/** What only a family is shown of them, and what is the agent's own. */
const NOT_AT_DESK = new Set([
  'dossier.receipt.follow',
  'dossier.receipt.toStaff',
  'dossier.receipt.sentTo',
  'dossier.receipt.notSent',
  'birth.stop.text',
  'birth.stop.later',
  'birth.notice.recorded',
  'birth.notice.later',
  'birth.notice.stopped',
]);
const isAtDesk = (key: string): boolean =>
  !NOT_AT_DESK.has(key) &&
  (key.startsWith('birth.') || ASKED.some((part) => key === `dossier.${part}` || key.startsWith(`dossier.${part}.`)));
const TO_THE_FAMILY = {
  fr: /(?<!\p{L})(vous|votre|vos|je|nous|notre|nos|mon|mes)(?!\p{L})/iu,
  en: /\b(you|your|yours|I|my|we|us|our)\b/,
} as const;

describe('the pages of a dossier, at a desk that fills it in for a family', () => {
  it.each(['fr', 'en'] as const)('speak of the family and not to it (%s)', (lang) => {
    const { messages } = catalogue.translator(lang).inVoice('atDesk');
    const spoken = [...messages].filter(([key, message]) => isAtDesk(key) && TO_THE_FAMILY[lang].test(message));
    expect(spoken).toEqual([]);
  });

  it('speak to the family in its own form', () => {
    expect(catalogue.translator('fr').t('dossier.adult.parentalAuthorityHint')).toContain('Avez-vous l’autorité');
    expect(catalogue.translator('fr').t('dossier.adult.who')).toBe('Qui êtes-vous\u00a0?');
  });
});
