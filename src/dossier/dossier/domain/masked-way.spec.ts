import { describe, expect, it } from '../../../../test/support/runner.js';
import { maskedWay } from './masked-way.js';

describe('where a link was sent', () => {
  it.each([
    ['email', 'laura.ferreira@exemple.fr', 'l…a@exemple.fr'],
    ['email', 'ab@exemple.fr', 'a…@exemple.fr'],
    ['email', 'a@exemple.fr', 'a…@exemple.fr'],
    ['email', 'nulle part', '…'],
    ['sms', '0612345678', '06 … 78'],
    ['letter', 'Laura Ferreira\n3 rue des Écoles\n71300 Montceau-les-Mines', '71300 Montceau-les-Mines'],
    ['phone', '', null],
  ] as const)('%s %s', (channel, recipient, masked) => expect(maskedWay({ channel, recipient })).toBe(masked));
});
