import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { SLOTS } from '../../src/foundation/kernel/week-schedule.js';
import { seedGrid } from '../../src/commissions/admission/index.js';
import { DossierIntake, type ChildForm } from '../../src/dossier/dossier/index.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, planSession } from '../support/commission.js';
import { aChild, aForm, wishFor } from '../support/forms.js';
import { requestOf } from '../support/kept.js';
import { aChildminder, everyHalfDay } from '../support/minders.js';
import { signedIn } from '../support/people.js';
import { PlacementWorld } from '../support/placement-world.js';

const NOW = '2027-02-03T09:00:00.000Z';
const BIRTH = '2026-03-11';
const HOURS = { start: '08:00', end: '17:30' };

/** What an agent reads of a family without leaving its screen. */
describe.each(DATABASES)('one family, one screen (%s)', (kind) => {
  let world: PlacementWorld;
  let agent: Browser;

  beforeAll(async () => {
    world = await PlacementWorld.open(kind, NOW);
    agent = await signedIn(world.app, 'agent');
  });
  afterAll(() => world.close());

  it('its head says whose it is, how to reach them, what is next, by when and who does it', async () => {
    const { requestId } = await world.oriented({ birthDate: BIRTH });
    const { nextActDue } = await requestOf(world.app, requestId);
    const [head] = (await agent.opens(`/rpe/demandes/${requestId}`)).sentences('.app-request-head');
    expect(head).toMatch(/10 mois · entrée souhaitée le \d.* 2027 · dossier \w{4}-\w{4} · Orientée/);
    expect(head).toMatch(/Famille1 06 10 00 00 01/);
    expect(head).toContain('À faire : ');
    expect(head).toMatch(new RegExp(`Avant le ${Number(nextActDue!.slice(8))} .*2027. Responsable : Le guichet`));
  });

  it('its head tells the points so far once a grid is in force, and leads to what they are made of', async () => {
    const { requestId } = await world.oriented({ birthDate: BIRTH });
    const head = async () => (await agent.opens(`/rpe/demandes/${requestId}`)).sentences('.app-request-head')[0]!;
    expect(await head()).not.toContain('à ce jour');
    await world.app.get(UnitOfWork).run((tx) => seedGrid(tx, 'data', NOW));
    const counted = (await agent.opens(`/rpe/demandes/${requestId}/points`)).sentences('.govuk-body-l')[0]!;
    expect(await head()).toContain(` · ${/^[1-9]\d* points?/.exec(counted)![0]} à ce jour · Orientée`);
  });

  it('another child of the dossier stands beside it with its entry, its week and its next act', async () => {
    const second = { firstName: 'Ysé', need: { ...aChild().need, wantedFrom: '2027-09-01', week: { tue: HOURS } } };
    const { requestId, siblingIds } = await anOrientedRequest(world.app, { siblings: [second] });
    const page = await agent.opens(`/rpe/demandes/${requestId}`);
    const [beside] = page.sentences('.app-columns section').filter((text) => text.startsWith('Ysé'));
    for (const said of ['Orientée', 'entrée souhaitée le 1er septembre 2027', 'mardi : 8 h – 17 h 30', 'À faire : '])
      expect(beside).toContain(said);
    expect(page.links.some(({ href }) => href === `/rpe/demandes/${siblingIds[0]}`)).toBe(true);
  });

  it('childminders with a confirmed place are named before it is oriented to one, those with the whole week first', async () => {
    const tuesday = Object.fromEntries(SLOTS.filter((slot) => slot.startsWith('tue')).map((slot) => [slot, 1]));
    await aChildminder(world.app, 'Anne Mardi', { free: tuesday });
    await aChildminder(world.app, 'Zoé Toujours', { free: everyHalfDay(1) });
    await aChildminder(world.app, 'Lise Complète', { free: {} });
    const week = { mon: HOURS, tue: HOURS };
    const before = await world.oriented({ birthDate: BIRTH, need: { ...aChild().need, week } });
    const read = async (requestId: string) => {
      const page = await agent.opens(`/rpe/demandes/${requestId}`);
      return { page, named: page.sentences('.app-could .app-could__name').filter((name) => !/^\d/.test(name)) };
    };
    const { page, named } = await read(before.requestId);
    expect(named).toEqual(['Zoé Toujours', 'Anne Mardi']);
    expect(page.text).toContain('2 demi-journées libres sur 4 demandées');
    expect(page.text).toContain('2 ont une place confirmée, dont une pour toute la semaine demandée.');
    expect(page.text).toContain('Orientez la demande vers une assistante maternelle pour le leur demander.');
    const after = await world.oriented({ birthDate: BIRTH, need: { ...aChild().need, week } }, ['childminder']);
    expect((await read(after.requestId)).page.text).toContain('Demandez-leur sur la page des mises en relation.');
    // Those who are named are the first of those who can be asked.
    const choices = (await agent.opens(`/rpe/demandes/${after.requestId}/mises-en-relation`)).sentences(
      '.govuk-checkboxes__label',
    );
    expect(choices).toEqual(named);
  });

  it('a wish says when its nursery opens, or what of the week lies outside of it, and never both', async () => {
    const lines = async (week: object) => {
      const { requestId } = await world.oriented({ birthDate: BIRTH, need: { ...aChild().need, week } });
      return (await agent.opens(`/rpe/demandes/${requestId}`)).sentences('.app-could__one')[0]!;
    };
    expect(await lines({ mon: HOURS })).toContain('du lundi au vendredi, de 7 h 15 à 18 h 30');
    const early = await lines({ mon: { start: '05:30', end: '12:00' } });
    expect(early.match(/7 h 15/g)).toHaveLength(2);
  });

  it('the latest of what happened stands open, the rest is folded and all of it is there', async () => {
    const { requestId } = await world.oriented({ birthDate: BIRTH });
    for (const note of ['un', 'deux', 'trois', 'quatre']) {
      const page = await agent.opens(`/rpe/demandes/${requestId}`);
      await agent.presses(page.button('Appel : pas de réponse'), { callNote: `appel ${note}` });
    }
    const page = await agent.opens(`/rpe/demandes/${requestId}`);
    const [open, folded] = page.sentences('.app-timeline');
    expect(open).toContain('appel quatre');
    expect(open).not.toContain('appel un ');
    expect(folded).toContain('appel un');
    expect(page.text).toContain(
      `Ce qui s’est passé avant : ${page.sentences('details .app-timeline__item').length} lignes`,
    );
  });

  let taken = 0;
  const deposited = async (child: Partial<ChildForm>) => {
    taken += 1;
    const surname = `Prise${'abc'[taken]}`;
    const adult = { ...aForm().adults[0]!, surname, phone: `068800000${taken}`, email: `${surname}@exemple.fr` };
    const form = aForm({ adults: [adult], children: [aChild({ surname, ...child })] });
    const { children } = await world.run((tx) =>
      world.app.get(DossierIntake).submitForm(tx, { kind: 'import', accountId: null }, form, { origin: 'counter' }),
    );
    const id = children[0]!.requestId;
    return { id, page: await agent.opens(`/rpe/demandes/${id}`) };
  };
  const takenUp = async (child: Partial<ChildForm>) => {
    const { id, page } = await deposited(child);
    return { id, page: await agent.presses(page.form('/prendre-en-charge')) };
  };

  it('one press orients it and lists it for a session; where the session is not there, it is not oriented either', async () => {
    const session = await planSession(world.app, { day: '2027-03-02', time: '14:00', entryFrom: '2027-04-15' });
    const wishes = [wishFor('ma-71306')];
    const done = await takenUp({ wishes });
    const after = await agent.presses(done.page.form('/orienter'), { tracks: ['commission'], listedFor: session.id });
    expect(after.text).toContain('La demande est orientée et inscrite à la séance.');
    expect((await requestOf(world.app, done.id)).state).toBe('before_commission');
    const refused = await takenUp({ wishes });
    const { status } = await agent.post(`/rpe/demandes/${refused.id}/orienter`, {
      version: String((await requestOf(world.app, refused.id)).version),
      tracks: 'commission',
      listedFor: newId(),
    });
    expect([status, (await requestOf(world.app, refused.id)).state]).toEqual([404, 'in_triage']);
  });

  it('all that is missing is ticked to be asked, and one press asks it', async () => {
    const { id, page } = await deposited({ need: { ...aChild().need, week: null } });
    await agent.presses(page.form('/demander'));
    const { gaps, state } = await requestOf(world.app, id);
    expect([gaps, state]).toEqual([['need.week'], 'incomplete']);
  });
});
