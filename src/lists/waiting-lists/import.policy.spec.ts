import { describe, expect, it } from '../../../test/support/runner.js';
import { ACTORS, whoMay } from '../../../test/support/actors.js';
import { desksImportedForBy, mayImportFor, mayReadImport } from './import.policy.js';

describe('the policy of an imported list', () => {
  it('is imported and read by the agents of its desk', () => {
    expect(whoMay((actor) => mayImportFor(actor, 'own'))).toEqual(['agent']);
    expect(whoMay((actor) => mayReadImport(actor, { deskId: 'own' }))).toEqual(['agent']);
    expect(desksImportedForBy(ACTORS.agent)).toEqual(['own']);
    expect(desksImportedForBy(ACTORS.administrator)).toEqual([]);
  });
});
