import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { EMPTY_NEED, type WishForm } from '../../src/dossier/dossier/index.js';
import { seedGrid } from '../../src/commissions/admission/index.js';
import { Supply } from '../../src/offer/supply/index.js';
import { inventChildrenCounts } from '../../src/reporting/zones/index.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { emptySeats, givePlaces } from '../support/commission.js';
import { wishFor } from '../support/forms.js';
import { aChildminder, everyHalfDay } from '../support/minders.js';
import { expectRefusal, type Page } from '../support/page.js';
import { placeChild } from '../support/placed-child.js';
import { PlacementWorld } from '../support/placement-world.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const DAY = { start: '08:00', end: '18:00' };
/** Of families that accept no care that they do not wish for. */
const need = {
  ...EMPTY_NEED,
  kind: 'regular' as const,
  wantedFrom: '2026-12-01',
  week: { mon: DAY, tue: DAY },
  acceptsMam: false,
  acceptsChildminder: false,
};
const MAM: WishForm = { mode: 'mam', providerId: null, communeCode: null };
const SCENARIO = {
  name: 'MAM de Montceau',
  kind: 'mam',
  commune: '71306',
  places: '1',
  ageFrom: '2',
  ageTo: '36',
  radius: '10',
};

describe.each(DATABASES)('need and offer of the communes (%s)', (kind) => {
  let world: PlacementWorld;
  let coordinator: Browser;
  const signedIn = async (key: string): Promise<Browser> => {
    const browser = new Browser(world.app);
    await browser.signIn(STAFF[key]!.email, PASSWORD);
    return browser;
  };
  const rowOf = (page: Page, caption: string, name: string): string[] =>
    page.table(caption).find(([first]) => first === name)!;
  const tries = async (filled: Record<string, string>): Promise<Page> => {
    const form = await coordinator.opens('/zones/scenarios/nouveau');
    return coordinator.presses(form.button('Essayer'), { ...SCENARIO, ...filled });
  };

  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
    const supply = world.app.get(Supply);
    const sections = supply.establishments().flatMap(({ id }) => supply.sectionsOf(id).map((section) => section.id));
    await emptySeats(world.app);
    for (const id of sections) await givePlaces(world.app, id, 0);
    await world.run(async (tx) => {
      await seedGrid(tx, 'data', world.clock.now());
      await inventChildrenCounts(tx, 'data', world.clock.now());
    });
  });
  beforeEach(async () => {
    coordinator = await signedIn('coordinator');
  });
  afterAll(() => world.close());

  it('are measured where families live: what they want against what is free near them', async () => {
    for (let family = 0; family < 3; family += 1) await world.oriented({ need });
    await world.runJobs();
    const before = await coordinator.opens('/zones');
    expect(before.text).toContain('3 familles sont sans solution : 12 demi-journées demandées');
    const caption = 'Tension et zones blanches, dans un rayon de 10 km';
    expect(rowOf(before, caption, 'Montceau-les-Mines').slice(1, 6)).toEqual(['3', '12', '0', '0', 'rien de libre']);
    expect(rowOf(before, caption, 'Montceau-les-Mines').at(-1)).toContain('zone blanche');
    await aChildminder(world.app, 'Line Libre', { free: everyHalfDay(1) });
    const after = await coordinator.opens('/zones');
    expect(rowOf(after, caption, 'Montceau-les-Mines').slice(1, 6)).toEqual(['3', '12', '10', '10', '1,2']);
    expect(rowOf(after, caption, 'Montceau-les-Mines').at(-1)).toBe('non');
  });

  it('say the source and the year of the children that they are measured with, which a coordinator replaces', async () => {
    expect((await coordinator.opens('/zones')).text).toContain('Nombres inventés pour la démonstration');
    const page = await coordinator.opens('/zones/enfants');
    const keeps = (filled: Record<string, string>): Promise<Page> =>
      coordinator.presses(page.button('Enregistrer'), {
        year: '2025',
        source: 'Insee, recensement',
        lines: '71306;400\n71040;160',
        ...filled,
      });
    expectRefusal(await keeps({ year: '25' }), 'Écrivez l’année');
    expectRefusal(await keeps({ lines: '71306;400\nBlanzy;160' }), 'La ligne 2 n’est pas un code Insee');
    expectRefusal(await keeps({ lines: '75056;3' }), 'La ligne 1 nomme une commune qui n’est pas du territoire.');
    await keeps({});
    const zones = await coordinator.opens('/zones');
    expect(zones.text).toMatch(/Insee, recensement ?, 2025/);
    const offer = 'Places pour 100 enfants de moins de trois ans et besoin non exprimé';
    expect(rowOf(zones, offer, 'Blanzy')[1]).toBe('160');
  });

  it('have places that are free, by nursery and commune, on a page and in files that tell the same', async () => {
    await givePlaces(world.app, 'ma-71306:babies', 2);
    await givePlaces(world.app, 'ma-71040:babies', 1);
    const page = await coordinator.opens('/zones/lieux');
    expect(rowOf(page, 'Places libres, par commune', 'Montceau-les-Mines').slice(1)).toEqual(['20', '2']);
    const csv = (await coordinator.get(page.link('Télécharger en CSV').href)).bytes.toString();
    expect(csv).toContain('Places libres;Commune;71306;Montceau-les-Mines;Demi-journées libres;20;');
    expect(csv).toMatch(
      /Places libres;Territoire;;Territoire;Places libres toute la semaine;3;places;"Places qui restent/,
    );
    const json = JSON.parse((await coordinator.get('/zones/lieux.json')).bytes.toString()) as {
      figures: { free: { commune: object; whole: object } };
    };
    expect(json.figures.free.whole).toEqual({ halfDays: 30, whole: 3 });
    expect(json.figures.free.commune).toMatchObject({ 71040: { halfDays: 10, whole: 1 } });
    for (const id of ['ma-71306:babies', 'ma-71040:babies']) await givePlaces(world.app, id, 0);
  });

  it('have places that stand empty although a family waits, unless a child is expected from another section', async () => {
    const caption = 'Mois de place vides dans l’année qui vient alors que des familles attendent, par lieu d’accueil';
    const months = async (): Promise<string[]> =>
      rowOf(await coordinator.opens('/zones/lieux'), caption, 'Multi-accueil de Montceau-les-Mines').slice(1, 4);
    await givePlaces(world.app, 'ma-71306:toddlers', 1);
    await world.oriented({ need, birthDate: '2025-10-15' });
    expect(await months()).toEqual(['12', '0', '0']);
    await givePlaces(world.app, 'ma-71306:babies', 1);
    const stay = {
      sectionId: 'ma-71306:babies',
      from: '2026-11-25',
      to: '2027-08-31',
      pathTo: '2028-08-31',
      slots: 0b11,
    };
    await placeChild(world.app, stay, '2025-10-01');
    // From September on it is expected among the toddlers, and who waits could not stay.
    expect(await months()).toEqual(['9', '9', '9']);
    await emptySeats(world.app);
    for (const id of ['ma-71306:babies', 'ma-71306:toddlers']) await givePlaces(world.app, id, 0);
  });

  it('have figures with their words in each language: a missing one would be no answer', async () => {
    for (const language of ['fr', 'en']) {
      const reader = new Browser(world.app, language);
      await reader.signIn(STAFF['coordinator']!.email, PASSWORD);
      expect((await reader.get('/zones/lieux')).html).toContain(`<html lang="${language}"`);
      for (const kind of ['csv', 'xlsx', 'json']) expect((await reader.get(`/zones/lieux.${kind}`)).status).toBe(200);
    }
  });

  it('would change with an offer: tried on those who wait, beside others, and thrown away', async () => {
    for (let family = 0; family < 2; family += 1)
      await world.oriented({ need, wishes: [wishFor('ma-71306'), MAM], birthDate: '2026-03-11' });
    const shown = await tries({});
    expect(shown.text).toContain('Le calcul se fait en arrière-plan');
    await world.runJobs();
    const done = await coordinator.opens(shown.url);
    expect(done.text).toContain('Un enfant sans place dans le calcul y serait accueilli.');
    expect(
      rowOf(done, 'Enfants accueillis qui n’avaient pas de place dans le calcul, par commune', 'Montceau-les-Mines'),
    ).toEqual(['Montceau-les-Mines', '1', '1']);
    await tries({ name: 'Grande MAM', places: '8' });
    await world.runJobs();
    const list = await coordinator.opens('/zones/scenarios');
    expect(list.table('Scénarios, côte à côte').map(([name, , served]) => [name, served])).toEqual([
      ['Grande MAM', '2'],
      ['MAM de Montceau', '1'],
    ]);
    await coordinator.presses(done.button('Jeter ce scénario'));
    expect((await coordinator.opens('/zones/scenarios')).text).not.toContain('MAM de Montceau');
    expect((await coordinator.opens(shown.url)).status).toBe(404);
  });

  it('would change for nobody too far away, too old, or who does not want that kind', async () => {
    const servedBy = async (filled: Record<string, string>): Promise<string> => {
      const shown = await tries(filled);
      await world.runJobs();
      return (await coordinator.opens(shown.url)).text;
    };
    const nobody =
      /Aucun enfant sans place dans le calcul n’y serait accueilli\. Pour aucun enfant .* ce ne serait un vœu/;
    expect(await servedBy({ name: 'Trop loin', commune: '71212', radius: '5' })).toMatch(nobody);
    expect(await servedBy({ name: 'Trop grands', ageFrom: '20', ageTo: '36' })).toMatch(nobody);
    expect(await servedBy({ name: 'Pas demandées', kind: 'childminders' })).toMatch(nobody);
  });

  it('would change at least for who said yes, and at most for who has not said no too', async () => {
    const waits = async (acceptsChildminder: boolean | null): Promise<void> => {
      await world.oriented({ need: { ...need, acceptsChildminder }, birthDate: '2026-03-11' });
    };
    await waits(true);
    for (const answer of [null, null, false]) await waits(answer);
    const shown = await tries({ name: 'Qui dirait oui', kind: 'childminders', places: '8' });
    await world.runJobs();
    const done = await coordinator.opens(shown.url);
    expect(done.text).toContain('De 1 à 3 enfants sans place dans le calcul y seraient accueillis.');
    expect(done.text).toContain('Les familles de 2 autres enfants n’ont pas dit si elles l’accepteraient');
  });

  it('would change with other hours: the requests that they cover wholly are counted', async () => {
    const early = { ...need, week: { mon: { start: '06:00', end: '16:00' } } };
    await world.oriented({ need: early, wishes: [wishFor('ma-71040')] });
    const shown = await tries({
      name: 'Tôt',
      kind: 'hours',
      establishment: 'ma-71040',
      opens: '6:00',
      closes: '18:30',
    });
    await world.runJobs();
    expect((await coordinator.opens(shown.url)).text).toContain('Une demande de plus serait entièrement couverte');
  });

  it('refuse an offer that cannot be, at its field, with the input kept', async () => {
    expectRefusal(await tries({ name: 'Trop', places: '21' }), 'Écrivez un nombre de places de 1 à 20.');
    expectRefusal(await tries({ name: 'Grande MAM' }), 'Un scénario porte déjà ce nom.');
    const hours = await tries({
      name: 'Nuit',
      kind: 'hours',
      establishment: 'ma-71040',
      opens: '8:00',
      closes: '7:00',
    });
    expectRefusal(hours, 'Écrivez l’heure de fermeture, après l’ouverture');
    expect(hours.button('Essayer').form.value('opens')).toBe('8:00');
  });

  it('are read by who reads indicators, changed by the coordinator, and nobody else’s', async () => {
    const agent = await signedIn('agent');
    expect((await agent.opens('/zones')).text).not.toContain('Nombre d’enfants');
    expect((await agent.opens('/zones/scenarios')).status).toBe(200);
    for (const url of ['/zones/enfants', '/zones/scenarios/nouveau']) expect((await agent.get(url)).status).toBe(404);
    for (const key of ['director', 'administrator'])
      expect((await (await signedIn(key)).get('/zones')).status).toBe(404);
  });
});
