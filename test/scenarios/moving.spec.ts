import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { anOrientedRequest, clockOf, seedCommissions } from '../support/commission.js';
import { TOLD } from '../support/forms.js';
import { requestOf } from '../support/kept.js';
import { expectRefusal } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';

const BIRTH = '2026-03-11';
const READ = 'Lisez ce qui change avec cette commune, puis enregistrez de nouveau.';

describe.each(DATABASES)('a family that moves to another commune (%s)', (kind) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo('2026-11-24T09:00:00.000Z');
  });
  afterAll(() => test.close());

  it('reads before it is saved which desk, points and wishes change', async () => {
    const family = await anOrientedRequest(test.app, { child: { birthDate: BIRTH } });
    const parent = await familyOf(test.app, family, BIRTH);
    const here = `/mon-dossier/demandes/${family.requestId}/reponses/responsable/1`;
    const away = { communeCode: 'elsewhere', communeName: 'Autun', postalCode: '71400' };
    const told = await parent.presses((await parent.opens(here)).form('/responsable/1'), away);
    expectRefusal(told, READ);
    expect(told.text).toContain('Vous habitez maintenant : Autun.');
    expect(told.text).toMatch(/Vo(tre guichet reste|tre dossier passe à un autre guichet)/);
    expect(told.text).toMatch(/Vos points aujourd’hui passent de \d+ à \d+/);
    expect(told.text).toContain('Vos vœux restent les mêmes : ');
    expect((await requestOf(test.app, family.requestId)).communeCode).toBe('71306');
    const saved = await parent.presses(told.form('/responsable/1'));
    expect(saved.text).not.toContain(READ);
    expect((await requestOf(test.app, family.requestId)).communeCode).toBeNull();
  });

  it('is told so by the agent who notes it', async () => {
    const { requestId } = await anOrientedRequest(test.app, { child: { birthDate: BIRTH } });
    const agent = await signedIn(test.app, 'agent');
    const page = (await agent.opens(`/rpe/demandes/${requestId}/repondre/responsable/1`)).form('/responsable/1');
    const told = await agent.presses(page, { ...TOLD, communeCode: '71040', postalCode: '71450' });
    expectRefusal(told, READ);
    expect(told.text).toContain('La famille habite maintenant : Blanzy.');
    await agent.presses(told.form('/responsable/1'));
    expect((await requestOf(test.app, requestId)).communeCode).toBe('71040');
  });

  it('is told nothing where the commune stays, or was not known', async () => {
    const family = await anOrientedRequest(test.app, { child: { birthDate: BIRTH } });
    const parent = await familyOf(test.app, family, BIRTH);
    const here = `/mon-dossier/demandes/${family.requestId}/reponses/responsable/1`;
    const saved = await parent.presses((await parent.opens(here)).form('/responsable/1'), {
      addressLine: '4 rue Neuve',
    });
    expect(saved.text).not.toContain(READ);
  });
});
