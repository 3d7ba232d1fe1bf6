import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { AdaptationStep } from '../../src/commissions/adaptation/persistence/adaptation-step.entity.js';
import { Forgetting } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { FamilyExports } from '../../src/family/family/family-exports.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, seedCommissions } from '../support/commission.js';
import { dayFields, expectRefusal, type FieldValues } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { COORDINATOR } from '../support/placement-world.js';

const TODAY = '2026-11-24';

describe.each(DATABASES)('the adaptation of a place is followed (%s)', (kind) => {
  let test: TestApp;
  let agent: Browser;
  let director: Browser;
  let family: Awaited<ReturnType<typeof anOrientedRequest>>;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  beforeEach(async () => {
    await itIs(TODAY);
    family = await anOrientedRequest(test.app, {
      wishes: ['ma-71306', 'ma-71040'],
      child: { adaptationNeed: true, birthDate: '2026-02-10' },
    });
  });
  afterAll(() => test.close());

  const itIs = async (day: string) => {
    clockOf(test.app).travelTo(`${day}T09:00:00.000Z`);
    agent = await signedIn(test.app, 'agent');
    director = await signedIn(test.app, 'director');
  };
  const atDesk = () => `/rpe/demandes/${family.requestId}/adaptation`;
  const atNursery = () => `/eaje/demandes/${family.requestId}/adaptation`;
  const kept = () => test.app.get(Reader).find(AdaptationStep, { where: { requestId: family.requestId } });
  const records = async (who: Browser, page: string, filled: FieldValues) =>
    who.presses((await who.opens(page)).button('Enregistrer l’étape'), filled);
  const theContact = { details: ['pmi', 'family'], ...dayFields('on', '2026-11-23') };
  const change = (needed: boolean) =>
    test.app.get(UnitOfWork).run((tx) => tx.update(ChildRequest, { id: family.requestId }, { adaptationNeed: needed }));

  it('the desk is led to it, notes a contact, and comes back to it on its day until the next step', async () => {
    const request = () => agent.opens(`/rpe/demandes/${family.requestId}`);
    expect((await request()).text).toContain('aucun contact n’est encore noté');
    expect((await request()).link('Suivre l’adaptation').href).toBe(atDesk());
    expect((await agent.opens(atDesk())).link('Noter un contact').href).toBe(`${atDesk()}/contact`);
    const after = await records(agent, `${atDesk()}/contact`, { ...theContact, ...dayFields('back', '2026-12-01') });
    expect(after.text).toContain('Contact pris le 23 novembre 2026 : la famille et la PMI');
    expect(after.text).toContain('À revoir le 1er décembre 2026.');
    expect((await request()).text).toContain('Accueil adapté : contact pris le 23 novembre 2026.');
    // Not of this week.
    expect((await agent.opens('/personnel')).hasLinkTo(atDesk())).toBe(false);
    await itIs('2026-12-01');
    const day = await agent.opens('/personnel');
    expect([day.hasLinkTo(atDesk()), day.text.includes('Après le contact : où en est-on ?')]).toEqual([true, true]);
    expect((await director.opens('/personnel')).hasLinkTo(/adaptation$/)).toBe(false);
    await records(agent, `${atDesk()}/project`, { details: 'nursery', ...dayFields('on', '2026-12-01') });
    expect((await agent.opens('/personnel')).hasLinkTo(atDesk())).toBe(false);
  });

  it('a director of a wished nursery notes the place, reads the desk, and never another nursery', async () => {
    await records(agent, `${atDesk()}/contact`, theContact);
    const file = await director.opens(`/eaje/demandes/${family.requestId}`);
    expect(file.link('Suivre l’adaptation de l’accueil (une étape notée)').href).toBe(atNursery());
    const after = await records(director, `${atNursery()}/place`, {
      details: ['room', 'training'],
      ...dayFields('on', TODAY),
      ...dayFields('back', TODAY),
    });
    expect(after.text).toContain('Contact pris le 23 novembre 2026');
    expect(after.text).toContain('Place adaptée le 24 novembre 2026 : une formation de l’équipe et l’espace');
    expect((await director.opens('/personnel')).hasLinkTo(atNursery())).toBe(true);
    const desk = await agent.opens(atDesk());
    expect(desk.text).toContain('Place adaptée le 24 novembre 2026');
    // What comes back to the director does not come back to the desk.
    expect((await agent.opens('/personnel')).hasLinkTo(atDesk())).toBe(false);
    const other = await (await signedIn(test.app, 'otherDirector')).opens(atNursery());
    expect([other.status, other.text.includes('Contact pris'), other.text.includes('Place adaptée le')]).toEqual([
      200,
      true,
      false,
    ]);
  });

  it('a step that was sent twice is one, and only those who noted it take it back', async () => {
    await records(agent, `${atDesk()}/contact`, theContact);
    await records(agent, `${atDesk()}/contact`, { ...theContact, details: ['family', 'pmi'] });
    const [{ id }, ...more] = (await kept()) as [AdaptationStep];
    expect(more).toEqual([]);
    expect((await director.opens(atNursery())).hasForm('/retirer')).toBe(false);
    expect((await director.post(`${atNursery()}/etapes/${id}/retirer`, {})).status).toBe(404);
    const after = await agent.presses((await agent.opens(atDesk())).button('Retirer'));
    expect(after.text).toContain('L’étape est retirée.');
    expect(await kept()).toEqual([]);
  });

  it.each<[string, FieldValues, string]>([
    ['contact', dayFields('on', TODAY), 'Cochez qui a été joint.'],
    ['place', dayFields('on', TODAY), 'Cochez ce que l’établissement change.'],
    ['contact', { details: 'room', ...dayFields('on', TODAY) }, 'Cochez qui a été joint.'],
    ['contact', { details: 'pmi', ...dayFields('on', '2026-11-25') }, 'Ce jour n’est pas encore venu'],
    ['contact', { details: 'pmi', onDay: '', onMonth: '', onYear: '' }, 'Donnez le jour de cette étape'],
    ['contact', { details: 'pmi', ...dayFields('back', '2026-11-23') }, 'Ce jour est passé'],
    ['contact', { details: 'pmi', ...dayFields('back', '2028-11-23') }, 'Ce jour est trop loin'],
    ['contact', { details: 'pmi', backDay: '3' }, 'Donnez le jour où revenir, en entier'],
  ])('%s with %j is refused with a sentence, and nothing is stored', async (step, filled, said) => {
    const refused = await agent.sends(`${atDesk()}/${step}`, { ...dayFields('on', TODAY), ...filled });
    expectRefusal(refused, said);
    expect(Object.values(refused.errors).join(' ')).toContain(said);
    expect(await kept()).toEqual([]);
  });

  it('what was ticked and typed stands in the form that is refused', async () => {
    const refused = await records(agent, `${atDesk()}/contact`, { details: ['pmi'], ...dayFields('on', '2026-11-25') });
    const form = refused.forms.find((one) => one.has('onDay'))!;
    expect([form.value('details'), form.value('onDay')]).toEqual(['pmi', '25']);
  });

  it('is for nobody who neither triages nor directs a wished nursery', async () => {
    await records(agent, `${atDesk()}/contact`, theContact);
    const elsewhere = await anOrientedRequest(test.app, { wishes: ['ma-71040'], child: { adaptationNeed: true } });
    const notWished = `/eaje/demandes/${elsewhere.requestId}/adaptation`;
    expect((await director.get(notWished)).status).toBe(404);
    expect((await director.post(`${notWished}/place`, { details: 'room', ...dayFields('on', TODAY) })).status).toBe(
      404,
    );
    expect((await director.get(atDesk())).status).toBe(404);
    expect((await agent.get(atNursery())).status).toBe(404);
    for (const role of ['otherAgent', 'coordinator', 'member'] as const) {
      const other = await signedIn(test.app, role);
      for (const path of [atDesk(), `${atDesk()}/contact`, atNursery()])
        expect([role, path, (await other.get(path)).status]).toEqual([role, path, 404]);
      expect((await other.post(`${atDesk()}/contact`, theContact)).status).toBe(404);
    }
    expect(await kept()).toHaveLength(1);
  });

  it('without the need there is no page; once the need is no longer said, steps are read and none is added', async () => {
    await change(false);
    expect((await agent.get(atDesk())).status).toBe(404);
    const file = await director.opens(`/eaje/demandes/${family.requestId}`);
    expect(file.text).not.toContain('Suivre l’adaptation');
    await change(true);
    await records(agent, `${atDesk()}/contact`, theContact);
    await change(false);
    expect((await agent.opens(atDesk())).text).toContain('Contact pris');
    expectRefusal(await agent.sends(`${atDesk()}/project`, theContact), 'ne dit plus que son enfant');
    expect(await kept()).toHaveLength(1);
  });

  it('the family has it in its copy, and it goes with the family', async () => {
    await records(agent, `${atDesk()}/contact`, theContact);
    const copy = await test.app
      .get(FamilyExports)
      .exportEverything({ kind: 'family', dossierId: family.dossierId, draftId: null });
    expect(JSON.stringify(copy)).toContain('"step":"contact"');
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(Forgetting).eraseDossier(tx, COORDINATOR, family.dossierId, () => null));
    expect(await kept()).toEqual([]);
  });
});
