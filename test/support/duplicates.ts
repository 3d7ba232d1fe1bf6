import { DossierIntake, type ChildForm, type DossierForm, type Origin } from '../../src/dossier/dossier/index.js';
import { PossibleDuplicate } from '../../src/dossier/dossier/persistence/duplicate.entities.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import type { TestApp } from './app.js';
import { Browser } from './browser.js';
import { aChild, aForm } from './forms.js';
import { PASSWORD, STAFF } from './seed.js';

/** Families that deposit dossiers, and agents who judge duplicates. */
export function duplicatesWorld(test: Pick<TestApp, 'app'>) {
  const reader = test.app.get(Reader);
  return {
    reader,
    /** @returns the id of the request */
    deposit: async (
      adult: Partial<DossierForm['adults'][number]>,
      child: Partial<ChildForm>,
      origin: Origin = 'counter',
    ): Promise<string> => {
      const form = aForm({ adults: [{ ...aForm().adults[0]!, ...adult }], children: [aChild(child)] });
      const intake = await test.app
        .get(UnitOfWork)
        .run((tx) =>
          test.app
            .get(DossierIntake)
            .submitForm(tx, { kind: 'client', clientId: 'test', name: 'test' }, form, { origin }),
        );
      return intake.children[0]!.requestId;
    },
    pairOf: async (secondId: string): Promise<PossibleDuplicate> =>
      (await reader.findOne(PossibleDuplicate, { secondId }))!,
    signedIn: async (who: string): Promise<Browser> => {
      const browser = new Browser(test.app);
      await browser.signIn(STAFF[who]!.email, PASSWORD);
      return browser;
    },
  };
}
