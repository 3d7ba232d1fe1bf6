import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { addDays } from '../../src/foundation/kernel/time.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, seedCommissions, stateOf } from '../support/commission.js';
import { TOLD } from '../support/forms.js';
import { runDueJobs, solutionsOf } from '../support/kept.js';
import { dayFields, expectRefusal } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';

const TODAY = '2026-11-24';
const BIRTH = '2026-03-11';

describe.each(DATABASES)('a solution that a family has found (%s)', (kind) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  beforeEach(() => clockOf(test.app).travelTo(`${TODAY}T09:00:00.000Z`));
  afterAll(() => test.close());

  type Family = Awaited<ReturnType<typeof anOrientedRequest>>;
  const aFamily = async (): Promise<{ family: Family; parent: Browser; page: string }> => {
    const family = await anOrientedRequest(test.app, { child: { birthDate: BIRTH } });
    const parent = await familyOf(test.app, family, BIRTH);
    return { family, parent, page: `/mon-dossier/demandes/${family.requestId}/solution` };
  };
  const NURSERY = { kind: 'nursery', nurseryId: 'ma-71040', ...dayFields('from', '2026-12-01') };
  const ENDS = dayFields('to', '2027-07-31');

  it('may be a nursery, and has an end', async () => {
    const { family, parent, page } = await aFamily();
    const form = await parent.opens(page);
    const early = await parent.presses(form.button('Enregistrer'), {
      ...NURSERY,
      ...dayFields('to', '2026-11-30'),
      suffices: 'yes',
    });
    expectRefusal(early, 'après la date de début');
    expect(early.form('/solution').value('nurseryId')).toBe('ma-71040');
    const told = await parent.presses(form.button('Enregistrer'), { ...NURSERY, ...ENDS, suffices: 'yes' });
    expect(told.text).toContain('Multi-accueil de Blanzy, du 1er décembre 2026 au 31 juillet 2027');
    expect(await stateOf(test.app, family.requestId)).toBe('solved_elsewhere');
    expect(await solutionsOf(test.app, family.requestId)).toMatchObject([
      { kind: 'elsewhere', providerId: 'ma-71040', from: '2026-12-01', to: '2027-07-31' },
    ]);
    // Without a name, a nursery is still a nursery.
    const { parent: other, page: there } = await aFamily();
    const unnamed = { ...NURSERY, nurseryId: '', suffices: 'yes' };
    const shown = await other.presses((await other.opens(there)).button('Enregistrer'), unnamed);
    expect(shown.text).toContain('Une crèche, à partir du 1er décembre 2026');
  });

  it('can be corrected by the family that told it, and by no other', async () => {
    const { family, parent, page } = await aFamily();
    await parent.presses((await parent.opens(page)).button('Enregistrer'), { ...NURSERY, suffices: 'yes' });
    const form = await parent.opens((await parent.opens('/mon-dossier')).linkTo(/\/solution\/[^/]+$/).href);
    expect([form.form(form.url).value('kind'), form.form(form.url).value('nurseryId')]).toEqual([
      'nursery',
      'ma-71040',
    ]);
    const corrected = await parent.presses(form.button('Enregistrer'), { ...dayFields('from', '2027-01-04'), ...ENDS });
    expect(corrected.text).toContain('Multi-accueil de Blanzy, du 4 janvier 2027 au 31 juillet 2027');
    expect(await stateOf(test.app, family.requestId)).toBe('solved_elsewhere');
    const stranger = await aFamily();
    expect((await stranger.parent.opens(form.url)).status).toBe(404);
  });

  it('is not corrected by the family where its desk noted it', async () => {
    const { family, parent } = await aFamily();
    const agent = await signedIn(test.app, 'agent');
    const noted = { ...TOLD, kind: 'home_care', days: [], ...dayFields('from', '2026-12-01'), suffices: 'yes' };
    await agent.presses((await agent.opens(`/rpe/demandes/${family.requestId}/solution`)).button('Enregistrer'), noted);
    const [line] = await solutionsOf(test.app, family.requestId);
    const there = `/mon-dossier/demandes/${family.requestId}/solution/${line!.id}`;
    expect((await parent.opens('/mon-dossier')).hasLinkTo(there)).toBe(false);
    expect((await parent.opens(there)).status).toBe(404);
  });

  it('ends by itself after its last day', async () => {
    const { family, parent, page } = await aFamily();
    await parent.presses((await parent.opens(page)).button('Enregistrer'), { ...NURSERY, ...ENDS, suffices: 'yes' });
    clockOf(test.app).travelTo(`${addDays('2027-07-31', 2)}T09:00:00.000Z`);
    await runDueJobs(test.app);
    const [line] = await solutionsOf(test.app, family.requestId);
    expect(line!.endedAt).not.toBeNull();
  });

  it('lets the family erase its data, and nothing says afterwards why its wishes were not obtained', async () => {
    const { parent, page } = await aFamily();
    await parent.presses((await parent.opens(page)).button('Enregistrer'), { ...NURSERY, suffices: 'yes' });
    const follow = await parent.opens('/mon-dossier');
    expect(follow.text).toContain('Une solution est trouvée. Nous ne cherchons plus.');
    for (const gone of ['Pourquoi vous n’avez pas obtenu', 'Ensuite', 'Commission'])
      expect(follow.text).not.toContain(gone);
    const erasure = await parent.opens('/mon-dossier/effacement');
    expect(erasure.text).not.toContain('Un accueil est en cours ou prévu');
  });
});
