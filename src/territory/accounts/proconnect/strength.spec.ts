import { expect, it } from '../../../../test/support/runner.js';
import { provesTwoFactors } from './strength.js';

const ACCEPTED = ['eidas2', 'eidas3'];

it.each<[string | undefined, string[], boolean]>([
  ['eidas2', [], true],
  ['eidas3', ['pwd'], true],
  ['eidas1', ['pwd'], false],
  ['eidas1', ['pwd', 'mfa'], true],
  ['eidas1', ['otp'], false],
  [undefined, ['pwd', 'otp', 'mfa'], true],
  [undefined, [], false],
  ['eidas', [], false],
  ['eidas2 eidas1', [], false],
])('acr %s and amr %j prove two factors: %s', (acr, amr, proved) =>
  expect(provesTwoFactors({ acr, amr }, ACCEPTED)).toBe(proved),
);
