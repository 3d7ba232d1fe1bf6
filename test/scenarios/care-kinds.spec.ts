import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { AGREED_KINDS, CARE_KIND_NAMES, CARE_KINDS, WISHED_KINDS } from '../../src/foundation/kernel/care-kinds.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, seedCommissions, stateOf } from '../support/commission.js';
import { solutionsOf } from '../support/kept.js';
import { dayFields } from '../support/page.js';
import { textOfPdf } from '../support/pdf.js';
import { familyOf, signedIn } from '../support/people.js';

const BIRTH = '2026-03-02';
/** What a kind is called by the family and by its desk: its own words stand beside it, and a further kind needs no more. */
const CALLED: Readonly<Record<(typeof AGREED_KINDS)[number], string>> = {
  childminder: 'assistante maternelle',
  mam: 'maison d’assistantes maternelles',
  home_care: 'garde à domicile',
  shared_home_care: 'garde partagée à domicile',
};

describe.each(DATABASES)('every kind of care (%s)', (kind) => {
  let test: TestApp;
  let agent: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo('2026-11-24T09:00:00.000Z');
    agent = await signedIn(test.app, 'agent');
  });
  afterAll(() => test.close());

  it.each(WISHED_KINDS.filter((mode) => mode !== 'establishment'))(
    '%s is wished for, and its desk reads it',
    async (mode) => {
      const wishes = [{ mode, providerId: null, communeCode: null }];
      const { requestId } = await anOrientedRequest(test.app, { child: { birthDate: BIRTH, wishes } });
      expect((await agent.opens(`/rpe/demandes/${requestId}`)).text.toLowerCase()).toContain(CALLED[mode]);
    },
  );

  it.each(AGREED_KINDS)('%s is agreed to at the desk, and answers the request', async (agreed) => {
    const { requestId, dossierId } = await anOrientedRequest(test.app, { child: { birthDate: BIRTH } });
    const form = (await agent.opens(`/rpe/demandes/${requestId}/accord`)).button('Enregistrer');
    await agent.presses(form, {
      kind: agreed,
      providerLabel: 'Mme Roux',
      ...dayFields('from', '2026-11-02'),
      suffices: 'yes',
    });
    expect(await stateOf(test.app, requestId)).toBe('placed');
    expect(await solutionsOf(test.app, requestId)).toMatchObject([{ kind: agreed, providerLabel: 'Mme Roux' }]);
    expect((await agent.opens(`/rpe/demandes/${requestId}`)).text).toContain('Mme Roux');
    expect((await (await familyOf(test.app, { dossierId }, BIRTH)).opens('/mon-dossier')).text).toContain('Mme Roux');
  });

  it.each(AGREED_KINDS)('%s is found by the family itself', async (found) => {
    const { requestId, dossierId } = await anOrientedRequest(test.app, { child: { birthDate: BIRTH } });
    const parent = await familyOf(test.app, { dossierId }, BIRTH);
    const form = (await parent.opens(`/mon-dossier/demandes/${requestId}/solution`)).button('Enregistrer');
    await parent.presses(form, { kind: found, ...dayFields('from', '2026-11-02'), suffices: 'yes' });
    expect(await stateOf(test.app, requestId)).toBe('solved_elsewhere');
    expect((await parent.opens('/mon-dossier')).text.toLowerCase()).toContain(CALLED[found]);
  });

  it.each(CARE_KIND_NAMES)('%s can be entered in the directory', async (entered) => {
    const coordinator = await signedIn(test.app, 'coordinator');
    const { forms } = await coordinator.opens(`/offre/nouveau/${entered}`);
    const fields = forms.flatMap((form) => Object.keys(form.fields));
    expect([fields.includes('name'), fields.includes('capacity')]).toEqual([true, CARE_KINDS[entered].counted]);
  });

  it('those that families find without a provider stand in the booklet', async () => {
    const { bytes } = await new Browser(test.app).get('/livret-d-accueil.pdf');
    const told = (await textOfPdf(bytes)).toLowerCase();
    for (const name of AGREED_KINDS.filter((one) => CARE_KINDS[one].alwaysTold))
      expect(told).toContain(`la ${CALLED[name]}`.replace('la assistante', 'l’assistante'));
  });
});
