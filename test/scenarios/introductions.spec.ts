import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Introduction } from '../../src/places/childminders/persistence/introduction.entity.js';
import { Adult } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Forgetting } from '../../src/dossier/dossier/index.js';
import { jobType } from '../../src/foundation/kernel/job-type.js';
import { Queue } from '../../src/foundation/platform/queue/index.js';
import { DATABASES } from '../support/app.js';
import { aChild } from '../support/forms.js';
import { Browser } from '../support/browser.js';
import { outboxOf, recordedOf, runDueJobs, solutionsOf } from '../support/kept.js';
import { aChildminder, everyHalfDay, pageOfMinder } from '../support/minders.js';
import { dayFields, expectRefusal, type Page } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';
import { PlacementWorld } from '../support/placement-world.js';

const EVERY_DAY = jobType('childminders.every-day');
const NOW = '2027-02-03T09:00:00.000Z';
const BIRTH = '2026-03-11';
const YES = 'Je suis intéressée';

describe.each(DATABASES)('families and childminders are put in touch (%s)', (kind) => {
  let world: PlacementWorld;
  let agent: Browser;
  let nth = 0;
  /** Two childminders with room, and a family oriented to a childminder. */
  let [one, other] = ['', ''];
  let family: { requestId: string; dossierId: string };

  const page = (): string => `/rpe/demandes/${family.requestId}/mises-en-relation`;
  const names = () => [`Anne Premier ${nth}`, `Zoé Seconde ${nth}`] as const;
  const proposes = async (...ids: string[]): Promise<Page> =>
    agent.presses((await agent.opens(page())).button('Leur demander'), { chosen: ids });
  const she = async (id: string): Promise<{ browser: Browser; shown: Page }> => {
    const browser = new Browser(world.app);
    return { browser, shown: await browser.opens(await pageOfMinder(world.app, id)) };
  };
  const saysYes = async (id: string): Promise<Page> => {
    const { browser, shown } = await she(id);
    return browser.presses(shown.button(YES));
  };
  const asFamily = (): Promise<Browser> => familyOf(world.app, family, BIRTH);
  const introduced = async (): Promise<void> => {
    await proposes(one, other);
    await saysYes(one);
    const parent = await asFamily();
    const choice = await parent.opens(`/mon-dossier/demandes/${family.requestId}/mises-en-relation`);
    await parent.presses(choice.button('Oui, échanger nos coordonnées'));
  };
  const morningOf = async (day: string): Promise<void> => {
    const at = `${day}T09:00:00.000Z`;
    world.clock.travelTo(at);
    await world.run((tx) => world.app.get(Queue).plan(tx, EVERY_DAY, {}, { at, key: EVERY_DAY }));
    await runDueJobs(world.app);
  };
  const rows = (): Promise<Introduction[]> =>
    world.reader.find(Introduction, { where: { requestId: family.requestId }, order: { id: 'ASC' } });
  const stateWith = async (id: string): Promise<string> =>
    (await rows()).find(({ providerId }) => providerId === id)!.state;

  beforeAll(async () => {
    world = await PlacementWorld.open(kind, NOW);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    world.clock.travelTo(NOW);
    nth += 1;
    agent = await signedIn(world.app, 'agent');
    one = await aChildminder(world.app, names()[0]);
    other = await aChildminder(world.app, names()[1]);
    family = await world.oriented({ birthDate: BIRTH }, ['childminder']);
  });

  it('the whole way: proposed to two, one is interested, the family says yes, they meet and agree; her places shrink', async () => {
    const asked = await proposes(one, other);
    expect(asked.text).toContain('La demande leur est envoyée');
    const [letter] = await outboxOf(world.app, { opens: `childminder:${one}`, kind: 'childminder-request' });
    expect(letter!.body).toContain('11 mois au début de l’accueil');
    expect(letter!.body).toContain('lundi, mardi, jeudi et vendredi, de');
    expect(letter!.body).not.toMatch(/Famille\d|Enfant\d/);
    const { browser, shown } = await she(one);
    expect(shown.text).not.toMatch(/Famille\d|Enfant\d|06 ?1000/);
    const thanked = await browser.presses(shown.button(YES));
    expect(thanked.text).toContain('La famille est prévenue');
    const parent = await asFamily();
    const overview = await parent.opens('/mon-dossier');
    const choice = await parent.opens(overview.link('Voir les assistantes maternelles').href);
    // Only the one who is interested is shown, and no number before the family has said yes.
    expect([choice.text.includes(names()[0]), choice.text.includes(names()[1])]).toEqual([true, false]);
    expect(choice.text).not.toContain('06 11 22 33 44');
    const chosen = await parent.presses(choice.button('Oui, échanger nos coordonnées'));
    expect(chosen.text).toContain('06 11 22 33 44');
    expect(chosen.text).toContain('Vos numéros sont échangés');
    expect((await she(one)).shown.text).toMatch(/Le numéro de la famille : 06 1\d/);
    const [told] = await outboxOf(world.app, { dossierId: family.dossierId, kind: 'introduction-made' });
    expect(told!.body).toContain(`Vous pouvez joindre ${names()[0]}`);
    const [toHer] = await outboxOf(world.app, { opens: `childminder:${one}`, kind: 'childminder-chosen' });
    expect(toHer!.body).not.toMatch(/06 1|Famille\d/);
    const met = await agent.opens((await agent.opens(page())).link('Noter la rencontre').href);
    expectRefusal(
      await agent.presses(met.button('Enregistrer'), dayFields('met', '2027-02-10')),
      'aujourd’hui ou avant',
    );
    await agent.presses(met.button('Enregistrer'), dayFields('met', '2027-02-02'));
    const agreement = await agent.opens((await agent.opens(page())).link('Noter l’accord').href);
    await agent.presses(agreement.button('Enregistrer'), { suffices: 'yes' });
    const [line] = await solutionsOf(world.app, family.requestId);
    expect([line!.providerId, await stateWith(one)]).toEqual([one, 'agreed']);
    const track = (await agent.opens(`/rpe/demandes/${family.requestId}`)).text;
    for (const said of [
      'Elle est intéressée, le',
      'mise en relation faite le',
      'Rencontre le 2 février 2027',
      'Accord noté le',
    ])
      expect(track).toContain(said);
    // The request is placed: the other is told no more, and her question is over.
    expect(await stateWith(other)).toBe('declined');
    const free = await new Browser(world.app).opens(`/modes-d-accueil/${one}`);
    world.clock.travelTo('2027-03-01T09:00:00.000Z');
    const later = await new Browser(world.app).opens(`/modes-d-accueil/${one}`);
    expect(free.text).toContain('2 places libres : lundi, mardi, mercredi, jeudi et vendredi');
    expect(later.text).toContain('1 place libre : lundi, mardi, jeudi et vendredi');
  });

  it('an agreement that ends gives her places back', async () => {
    await introduced();
    const agreement = await agent.opens(`/rpe/demandes/${family.requestId}/accord?avec=${one}`);
    await agent.presses(agreement.button('Enregistrer'), { suffices: 'yes' });
    const [line] = await solutionsOf(world.app, family.requestId);
    world.clock.travelTo('2027-03-10T09:00:00.000Z');
    const desk = await signedIn(world.app, 'agent');
    const read = async (): Promise<string> => (await desk.opens(`/assistantes-maternelles/${one}`)).text;
    expect(await read()).toContain('1 place libre : lundi, mardi, jeudi et vendredi');
    const end = await desk.opens(`/rpe/demandes/${family.requestId}/solutions/${line!.id}/fin`);
    await desk.presses(end.button('Terminer'), { ...dayFields('lastDay', '2027-03-09'), afterSolution: 'wait' });
    expect(await read()).toContain('2 places libres : lundi, mardi, mercredi, jeudi et vendredi');
  });

  it('a night is asked as a night; she says no with a reason: the desk reads it, and proposes another', async () => {
    const week = { mon: { start: '06:00', end: '14:00' }, fri: { start: '21:00', end: '06:30' } };
    family = await world.oriented({ birthDate: BIRTH, need: { ...aChild().need, week } }, ['childminder']);
    const asked = await proposes(one);
    const said = 'lundi, de 6 h à 14 h ; vendredi, de 21 h à 6 h 30 le lendemain';
    expect(asked.text).toContain(said);
    const [letter] = await outboxOf(world.app, { opens: `childminder:${one}`, kind: 'childminder-request' });
    expect(letter!.body.replaceAll('\u00a0', ' ')).toContain(said);
    const { browser, shown } = await she(one);
    const why = await browser.opens(shown.link('Je ne donne pas suite').href);
    expectRefusal(await browser.presses(why.button('Enregistrer')), 'Choisissez une raison');
    await browser.presses(why.button('Enregistrer'), { reason: 'days' });
    const desk = await agent.opens(page());
    expect(desk.text).toContain('de son côté : les jours ne conviennent pas');
    expect((await (await asFamily()).opens('/mon-dossier')).text).not.toContain(names()[0]);
    expect(desk.button('Leur demander').form.choices('chosen')!.has(names()[1])).toBe(true);
  });

  it('the family says no: she is told, and a page left open does nothing any more', async () => {
    await proposes(one);
    await saysYes(one);
    const parent = await asFamily();
    const choice = await parent.opens(`/mon-dossier/demandes/${family.requestId}/mises-en-relation`);
    const why = await parent.opens(choice.link('Ne pas donner suite').href);
    await parent.presses(why.button('Enregistrer'), { reason: 'distance' });
    expect(await outboxOf(world.app, { opens: `childminder:${one}`, kind: 'childminder-over' })).toHaveLength(1);
    expect((await parent.presses(choice.button('Oui, échanger nos coordonnées'))).status).toBe(404);
    expect(await stateWith(one)).toBe('declined');
  });

  it('ends when she closes, and the family that had chosen her is told', async () => {
    await introduced();
    const card = await agent.opens(`/assistantes-maternelles/${one}`);
    const close = await agent.opens(card.link('Elle ne travaille plus').href);
    await agent.presses(close.button('Fermer'), { reason: 'Retraite', ...dayFields('from', '2027-02-08') });
    await morningOf('2027-02-07');
    expect(await stateWith(one)).toBe('introduced');
    await morningOf('2027-02-08');
    expect([await stateWith(one), await stateWith(other)]).toEqual(['declined', 'proposed']);
    const [told] = await outboxOf(world.app, { dossierId: family.dossierId, kind: 'introduction-lost' });
    expect(told!.body).toContain(names()[0]);
    agent = await signedIn(world.app, 'agent');
    expect((await agent.opens(page())).text).toMatch(/Sans suite le .* : elle n’accueille plus d’enfants/);
  });

  it('a button pressed twice does it once, and numbers are "exchanged" only when both telephones exist', async () => {
    const reach = { phone: null, email: 'sans@exemple.fr' };
    await world.run((tx) => tx.update(Adult, { dossierId: family.dossierId }, reach));
    await proposes(one);
    const { browser, shown } = await she(one);
    await browser.presses(shown.button(YES));
    await browser.presses(shown.button(YES));
    expect(await outboxOf(world.app, { dossierId: family.dossierId, kind: 'introduction-interested' })).toHaveLength(1);
    const parent = await asFamily();
    const choice = await parent.opens(`/mon-dossier/demandes/${family.requestId}/mises-en-relation`);
    const chosen = await parent.presses(choice.button('Oui, échanger nos coordonnées'));
    await parent.presses(choice.button('Oui, échanger nos coordonnées'));
    const told = await outboxOf(world.app, { dossierId: family.dossierId, kind: 'introduction-made' });
    expect(told).toHaveLength(1);
    expect([chosen.text.includes('échangés'), told[0]!.body.includes('votre numéro')]).toEqual([false, false]);
    expect(chosen.text).toContain('Vous ne nous avez pas donné de numéro pour elle');
    expect((await she(one)).shown.text).toContain(reach.email);
  });

  it('she answers her own questions alone, a family its own, another desk none', async () => {
    await proposes(one);
    const [{ id }] = (await rows()) as [Introduction];
    await agent.presses((await agent.opens(`/assistantes-maternelles/${other}`)).button('Lui envoyer son lien'));
    const [hers, others] = [await pageOfMinder(world.app, one), await pageOfMinder(world.app, other)];
    const stranger = new Browser(world.app);
    expect((await stranger.opens(others)).text).not.toContain('Des familles cherchent');
    await stranger.opens(hers);
    expect((await stranger.sends(`${others}/mises-en-relation/${id}/oui`)).status).toBe(404);
    expect((await stranger.opens(`${others}/mises-en-relation/${id}/non`)).status).toBe(404);
    const neighbour = await world.oriented({ birthDate: '2026-05-05' });
    const elsewhere = await familyOf(world.app, neighbour, '2026-05-05');
    expect((await elsewhere.opens(`/mon-dossier/demandes/${family.requestId}/mises-en-relation`)).status).toBe(404);
    expect((await (await signedIn(world.app, 'otherAgent')).opens(page())).status).toBe(404);
    expect(await stateWith(one)).toBe('proposed');
    expect((await recordedOf(world.app, family.requestId, 'introduction.propose')).length).toBe(1);
  });

  it('three at most, of those who fit, and only once the request is oriented to a childminder', async () => {
    const baby = { fromMonths: 24, toMonths: 72, places: 3 };
    const [older, full] = [
      await aChildminder(world.app, `Grands ${nth}`, { agedPlaces: [baby] }),
      await aChildminder(world.app, `Pleine ${nth}`, { free: {} }),
    ];
    const [third, fourth] = [
      await aChildminder(world.app, `Troisième ${nth}`),
      await aChildminder(world.app, `Quatrième ${nth}`, { free: everyHalfDay(1) }),
    ];
    const choices = (await agent.opens(page())).button('Leur demander').form.choices('chosen')!;
    expect([older, full].filter((id) => [...choices.values()].includes(id))).toEqual([]);
    expectRefusal(await agent.presses((await agent.opens(page())).button('Leur demander')), 'Choisissez au moins une');
    expectRefusal(await proposes(one, other, third, fourth), '3 mises en relation au plus');
    await proposes(one, other, third);
    expect((await agent.opens(page())).text).toContain('Trois mises en relation sont en cours');
    const commission = await world.oriented({ birthDate: BIRTH });
    const url = `/rpe/demandes/${commission.requestId}/mises-en-relation`;
    const refused = await agent.presses((await agent.opens(url)).button('Leur demander'), { chosen: [one] });
    expectRefusal(refused, 'Orientez d’abord la demande');
  });

  it('goes with the family when it is forgotten, and with its data when it asks for them', async () => {
    await introduced();
    const parent = await asFamily();
    const { bytes } = await parent.get('/mon-dossier/mes-donnees');
    const data = JSON.parse(bytes.toString()) as { requests: { introductions: { childminder: string }[] }[] };
    expect(data.requests[0]!.introductions.map(({ childminder }) => childminder)).toEqual([names()[0]]);
    await world.run((tx) =>
      world.app
        .get(Forgetting)
        .eraseDossier(tx, { kind: 'family', dossierId: family.dossierId, draftId: null }, family.dossierId, () => null)
        .then(() => undefined),
    );
    expect(await rows()).toEqual([]);
    expect((await she(one)).shown.text).not.toContain('Le numéro de la famille');
  });
});
