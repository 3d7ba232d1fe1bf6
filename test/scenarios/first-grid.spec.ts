import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { StaffAccounts } from '../../src/territory/accounts/index.js';
import { CriteriaGridRow } from '../../src/commissions/admission/persistence/admission.entities.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { recordedOf } from '../support/kept.js';
import { dayFields, expectRefusal } from '../support/page.js';

describe.each(DATABASES)('a territory without a grid (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  const rows = (): Promise<CriteriaGridRow[]> => test.app.get(Reader).find(CriteriaGridRow);

  beforeAll(async () => {
    test = await startApp(kind);
    const account = { email: 'claire@exemple.fr', name: 'Claire', grants: [{ role: 'coordinator' as const }] };
    const password = await test.app.get(StaffAccounts).createAccount(SYSTEM, account);
    coordinator = new Browser(test.app);
    await coordinator.signIn(account.email, password);
  });
  afterAll(() => test.close());

  it('writes its first one line by line, and puts it in force', async () => {
    const list = await coordinator.opens('/grilles');
    expect(list.text).toContain('n’a pas encore de grille');
    let editor = await coordinator.presses(list.button('Écrire la première grille'));
    expect(editor.text).toContain('Ajoutez au moins un critère');
    // The button pressed twice leads to the same draft.
    expect((await coordinator.presses(list.button('Écrire la première grille'))).url).toContain(
      editor.url.split('?')[0],
    );
    expect(await rows()).toHaveLength(1);
    editor = await coordinator.presses(editor.button('Enregistrer'), { source: 'Grille du bourg' });
    const adds = editor.forms.flatMap(({ buttons }) => buttons).find(({ sends }) => sends['act'] === 'add')!;
    editor = await coordinator.presses(adds, { add: 'flat:resident' });
    editor = await coordinator.presses(editor.button('Enregistrer'), { 'items.0.points': '20' });
    expect(editor.text).toContain('Rien ne manque');
    const id = (await rows())[0]!.id;
    const confirming = await coordinator.opens(`/grilles/${id}/en-vigueur`);
    const today = test.app.get(Clock).today();
    const inForce = await coordinator.presses(confirming.button('Mettre en vigueur'), {
      deliberation: '2026-41',
      ...dayFields('voted', today),
      ...dayFields('from', today),
    });
    expect(inForce.text).toContain('La version est enregistrée');
    expect(await rows()).toMatchObject([{ version: 1, status: 'in_force', deliberation: '2026-41' }]);
    expect(await recordedOf(test.app, id, 'grid.begin')).toHaveLength(1);
  });

  it('has one grid: another is a copy', async () => {
    expect((await coordinator.opens('/grilles')).hasForm('/grilles/nouvelle')).toBe(false);
    expectRefusal(await coordinator.sends('/grilles/nouvelle'), 'Ce territoire a déjà une grille');
    expect(await rows()).toHaveLength(1);
  });
});
