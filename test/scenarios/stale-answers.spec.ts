import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DossierIntake, Drafts, TriageActs } from '../../src/dossier/dossier/index.js';
import { Adult, ChildRequest, Dossier, Draft } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import { aChild, aForm, TOLD } from '../support/forms.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

describe.each(DATABASES)('answers of somebody who looked at other ones (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let agent: Browser;
  let colleague: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
    reader = test.app.get(Reader);
    [agent, colleague] = [new Browser(test.app), new Browser(test.app)];
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
    await colleague.signIn(STAFF['colleague']!.email, PASSWORD);
  });
  afterAll(() => test.close());

  async function siblings(surname: string): Promise<[string, string]> {
    const form = aForm({
      adults: [{ ...aForm().adults[0]!, surname, phone: null, email: `${surname.toLowerCase()}@exemple.fr` }],
      children: [
        aChild({ surname, firstName: 'Aînée', birthDate: '2024-05-01' }),
        aChild({ surname, firstName: 'Cadette', birthDate: '2026-01-07' }),
      ],
    });
    const intake = await test.app
      .get(UnitOfWork)
      .run((tx) =>
        test.app
          .get(DossierIntake)
          .submitForm(tx, { kind: 'client', clientId: 'test', name: 'test' }, form, { origin: 'counter' }),
      );
    return [intake.children[0]!.requestId, intake.children[1]!.requestId];
  }
  const page = (id: string) => `/rpe/demandes/${id}/repondre/responsable/1`;
  const answers = (surname: string, addressLine: string) => ({
    ...TOLD,
    firstName: 'Laura',
    surname,
    email: `${surname.toLowerCase()}@exemple.fr`,
    addressLine,
    postalCode: '71300',
    communeCode: '71306',
    situation: 'working',
  });
  const addressOf = async (requestId: string) => {
    const { dossierId } = (await reader.findOne(ChildRequest, { id: requestId }))!;
    return (await reader.findOne(Adult, { dossierId }))!.details.addressLine;
  };

  it('are not written over the family’s, even through its other child’s page: a sentence says so, the input is kept', async () => {
    const [elder, younger] = await siblings('Perime');
    const seen = hiddenValue((await agent.get(page(elder))).html, 'version')!;
    await colleague.get(page(younger));
    const first = await colleague.post(page(younger), {
      ...answers('Perime', '1 rue de la Collègue'),
      version: hiddenValue((await colleague.get(page(younger))).html, 'version')!,
    });
    expect(first.status).toBe(200);
    const second = await agent.post(page(elder), { ...answers('Perime', '2 rue de l’Agent'), version: seen });
    expect([second.status, textOf(second.html), second.html]).toEqual([
      409,
      expect.stringContaining('Collègue du RPE'),
      expect.stringContaining('2 rue de l’Agent'),
    ]);
    expect(await addressOf(elder)).toBe('1 rue de la Collègue');
  });

  it('of the household alone are seen as changed on the pages of every child', async () => {
    const [elder, younger] = await siblings('Foyer');
    const account = {
      kind: 'staff' as const,
      accountId: newId(),
      name: 'Agent',
      grants: [{ role: 'rpe_agent' as const, deskId: 'rpe' }],
    };
    const before = (await reader.findOne(ChildRequest, { id: younger }))!;
    const dossier = (await reader.findOne(Dossier, { id: before.dossierId }))!;
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        test.app
          .get(TriageActs)
          .writeAnswers(tx, account, elder, { household: { ...dossier.household, dependentChildren: 3 } }),
      );
    expect([
      (await reader.findOne(ChildRequest, { id: younger }))!.version,
      (await reader.findOne(Dossier, { id: dossier.id }))!.version,
    ]).toEqual([before.version + 1, dossier.version + 1]);
  });

  it('are still refused after a form that did not fit: the page that comes back was seen as it was', async () => {
    const [elder] = await siblings('Revenu');
    const seen = hiddenValue((await agent.get(page(elder))).html, 'version')!;
    await colleague.post(page(elder), {
      ...answers('Revenu', '1 rue de la Collègue'),
      version: hiddenValue((await colleague.get(page(elder))).html, 'version')!,
    });
    const wrong = await agent.post(page(elder), {
      ...answers('Revenu', '2 rue de l’Agent'),
      postalCode: 'x',
      version: seen,
    });
    expect([wrong.status, hiddenValue(wrong.html, 'version')]).toEqual([422, seen]);
    const again = await agent.post(page(elder), {
      ...answers('Revenu', '2 rue de l’Agent'),
      version: hiddenValue(wrong.html, 'version')!,
    });
    expect([again.status, await addressOf(elder)]).toEqual([409, '1 rue de la Collègue']);
    // Garbled or missing, it never becomes the version of now.
    for (const version of ['hier', '']) {
      const garbled = await agent.post(page(elder), { ...answers('Revenu', '2 rue de l’Agent'), version });
      expect([garbled.status, hiddenValue(garbled.html, 'version') ?? '']).toEqual([422, version]);
    }
  });

  // @asvs 2.3.1
  it('of a draft that changed after it was judged are not sent', async () => {
    const account = {
      kind: 'staff' as const,
      accountId: newId(),
      name: 'Agent',
      grants: [{ role: 'rpe_agent' as const, deskId: 'rpe' }],
    };
    const [drafts, unit] = [test.app.get(Drafts), test.app.get(UnitOfWork)];
    const judged = await drafts.startDraft(account);
    await drafts.saveDraft(
      { ...judged, holder: account },
      () => aForm({ adults: [{ ...aForm().adults[0]!, surname: null }] }),
      'responsable',
    );
    await expect(unit.run((tx) => drafts.sendDraft(tx, account, judged, 'fr'))).rejects.toMatchObject({
      refusal: { code: 'draft.changed' },
    });
    expect((await reader.findOne(Draft, { id: judged.id }))!.dossierId).toBeNull();
  });
});
