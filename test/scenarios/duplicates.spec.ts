import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChildRequest, DossierIntake, PossibleDuplicate, Wish, type ChildForm, type DossierForm } from '../../src/dossier/index.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { aChild, aForm, wishFor } from '../support/forms.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

describe.each(DATABASES)('possible duplicates (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let agent: Browser;
  let other: Browser;

  const deposit = async (adult: Partial<DossierForm['adults'][number]>, child: Partial<ChildForm>): Promise<string> => {
    const form = aForm({ adults: [{ ...aForm().adults[0]!, ...adult }], children: [aChild(child)] });
    const intake = await test.app.get(UnitOfWork).run((tx) =>
      test.app.get(DossierIntake).submit(tx, { kind: 'client', clientId: 'test', name: 'test' }, form, { origin: 'parent' }));
    return intake.children[0]!.requestId;
  };
  const pairOf = async (secondId: string): Promise<PossibleDuplicate> => (await reader.findOne(PossibleDuplicate, { secondId }))!;

  beforeAll(async () => {
    test = await startApp(kind);
    reader = test.app.get(Reader);
    await seedWorld(test.app);
    const signedIn = async (who: string): Promise<Browser> => {
      const browser = new Browser(test.app);
      await browser.signIn(STAFF[who]!.email, PASSWORD);
      return browser;
    };
    [agent, other] = [await signedIn('agent'), await signedIn('otherAgent')];
  });
  afterAll(() => test.close());

  it('are listed by likeness, compared side by side, and joined by a person', async () => {
    const first = await deposit({ surname: 'Leroy', phone: '0601010101', email: 'a@exemple.fr' }, { surname: 'Leroy', firstName: 'Romy', wishes: [wishFor('ma-71306')] });
    const second = await deposit({ surname: 'Leroy', phone: '0601010101', email: null }, { surname: 'Leroy', firstName: 'Rmy', wishes: [wishFor('ma-71040')] });
    const pair = await pairOf(second);
    expect(pair).toMatchObject({ firstId: first, state: 'open' });
    const list = await agent.get('/rpe/doublons');
    expect(textOf(list.html)).toMatch(/Romy Leroy et Rmy Leroy le nom, le prénom, à une faute près, la date de naissance/);
    const compared = await agent.get(`/rpe/doublons/${pair.id}`);
    expect(textOf(compared.html)).toContain('Pareil : le nom, le prénom, à une faute près, la date de naissance, le téléphone et le parent');
    expect((await agent.get(`/rpe/demandes/${first}`)).html).toContain(`/rpe/doublons/${pair.id}`);

    const joined = await agent.post(`/rpe/doublons/${pair.id}/joindre`);
    expect([joined.url, textOf(joined.html).includes('Les deux demandes sont jointes.')]).toEqual([`/rpe/demandes/${first}`, true]);
    expect(await reader.findOne(ChildRequest, { id: second })).toMatchObject({ state: 'withdrawn', joinedIntoId: first });
    const wishes = await reader.find(Wish, { where: { requestId: first }, order: { rank: 'ASC' } });
    expect(wishes.map(({ providerId }) => providerId)).toEqual(['ma-71306', 'ma-71040']);
    expect(textOf((await agent.get('/rpe?text=leroy')).html)).not.toContain('Rmy');

    const again = await agent.post(`/rpe/doublons/${pair.id}/ecarter`);
    expect([again.status, textOf(again.html)]).toEqual([422, expect.stringContaining('Ce doublon possible a déjà été examiné.')]);
  });

  it('are set aside when they are two children', async () => {
    await deposit({ surname: 'Petit', phone: '0602020202', email: null }, { surname: 'Petit', firstName: 'Lou' });
    const second = await deposit({ surname: 'Petit', phone: '0602020202', email: null }, { surname: 'Petit', firstName: 'Loup' });
    const pair = await pairOf(second);
    const answer = await agent.post(`/rpe/doublons/${pair.id}/ecarter`);
    expect([answer.url, textOf(answer.html).includes('Ce doublon est écarté.')]).toEqual(['/rpe/doublons', true]);
    expect(answer.html).not.toContain(pair.id);
    expect(await reader.findOne(ChildRequest, { id: second })).toMatchObject({ state: 'submitted', joinedIntoId: null });
  });

  it('show nothing to another desk, even one that follows one of the two', async () => {
    await deposit({ surname: 'Grand', phone: '0603030303', email: null }, { surname: 'Grand', firstName: 'Nils' });
    const here = await deposit({ surname: 'Grand', phone: '0603030303', email: null }, { surname: 'Grand', firstName: 'Nls' });
    const elsewhere = await deposit({ surname: 'Grand', phone: '0699999999', email: null, communeCode: '71356' }, { surname: 'Grand', firstName: 'Nils' });
    const pairs = [await pairOf(here), await pairOf(elsewhere)];
    expect(textOf((await other.get('/rpe/doublons')).html)).not.toContain('Grand');
    for (const { id } of pairs) {
      for (const path of [`/rpe/doublons/${id}`]) expect((await other.get(path)).status).toBe(404);
      for (const path of [`/rpe/doublons/${id}/joindre`, `/rpe/doublons/${id}/ecarter`]) expect((await other.post(path)).status).toBe(404);
    }
    expect(await reader.findOne(PossibleDuplicate, { id: pairs[0]!.id })).toMatchObject({ state: 'open' });
    expect((await agent.post(`/rpe/doublons/${pairs[0]!.id}/joindre`, { intrus: 'x' })).status).toBe(422);
  });

  it('are found through a rare key, however many children share the name', async () => {
    const known = await deposit({ surname: 'Martin', phone: '0604040404', email: null }, { surname: 'Martin', firstName: 'Ada', birthDate: '2025-01-09' });
    await Promise.all(Array.from({ length: 240 }, (_, index) =>
      deposit({ surname: 'Martin', firstName: `Parent${index}`, phone: `07${String(10_000_000 + index)}`, email: null }, { surname: 'Martin', firstName: `Xy${'abcdefghijklmnop'[index % 16]}${index}`, birthDate: null, dueDate: null })));
    const byPhone = await deposit({ surname: 'Martin', phone: '0604040404', email: null }, { surname: 'Martin', firstName: 'Ada', birthDate: '2025-01-19' });
    expect(await pairOf(byPhone)).toMatchObject({ firstId: known });
    const byNames = await deposit({ surname: 'Martin', firstName: null, phone: '0605050505', email: null }, { surname: 'Martin', firstName: 'Ada', birthDate: null, dueDate: null });
    const found = await reader.find(PossibleDuplicate, { where: { secondId: byNames } });
    expect(found.map(({ firstId }) => firstId)).toContain(known);
  });

  it('join by themselves when they are certain, even deposited at the same moment', async () => {
    const same = () => deposit({ surname: 'Noir', phone: '0606060606', email: null }, { surname: 'Noir', firstName: 'Ines', birthDate: '2025-03-03' });
    const ids = await Promise.all([same(), same(), same(), same()]);
    expect(new Set(ids).size).toBe(1);
  });
});
