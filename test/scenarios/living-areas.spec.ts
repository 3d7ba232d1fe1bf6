import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Territory } from '../../src/territory/territory/index.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { wishFor } from '../support/forms.js';
import { expectRefusal, type Page } from '../support/page.js';
import { PlacementWorld } from '../support/placement-world.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const DAY = { fromDay: '1', fromMonth: '1', fromYear: '2027' };

describe.each(DATABASES)('living areas (%s)', (kind) => {
  let world: PlacementWorld;
  let coordinator: Browser;
  const signedIn = async (key: string): Promise<Browser> => {
    const browser = new Browser(world.app);
    await browser.signIn(STAFF[key]!.email, PASSWORD);
    return browser;
  };
  /** Blanzy and Montceau in the first area, Génelard in the second. */
  const areas = (): string[] =>
    world.app
      .get(Territory)
      .communes()
      .map(({ code }) => `${code}=${['71040', '71306'].includes(code) ? 1 : code === '71212' ? 2 : 0}`);
  const draws = async (filled: Record<string, string | string[]>): Promise<Page> => {
    await coordinator.opens('/zones/bassins/nouveau');
    // Each commune has a list of its own under one name, which the page's parser takes for one list.
    return coordinator.sends('/zones/bassins', {
      ...{ name: 'Deux bassins', area1: 'Nord', area2: 'Sud', area3: '', area4: '', area5: '', area6: '' },
      'areas[]': areas(),
      ...DAY,
      ...filled,
    });
  };

  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
    for (const providerId of ['ma-71306', 'ma-71040', 'ma-71486'])
      await world.oriented({ wishes: [wishFor(providerId)] });
    await world.runJobs();
  });
  beforeEach(async () => {
    coordinator = await signedIn('coordinator');
  });
  afterAll(() => world.close());

  it('are drawn, compared with those of today, changed and thrown away', async () => {
    const drawn = await draws({});
    expect(drawn.text).toContain('L’hypothèse est enregistrée.');
    expect(drawn.table('Deux bassins, à partir du 1er janvier 2027').map(([name]) => name)).toEqual([
      expect.stringContaining('Nord'),
      expect.stringContaining('Sud'),
    ]);
    expect(drawn.text).toContain('Bassins d’aujourd’hui');
    // Two of three children of Montceau wish for Montceau or Blanzy first.
    expect(drawn.table('Deux bassins')[0]!.at(-2)).toBe('66,7 %');
    const link = drawn.links.find(({ text }) => text === 'Modifier « Deux bassins »')!;
    const edit = await coordinator.opens(link.href);
    const changed = await coordinator.presses(edit.button('Enregistrer'), { area1: 'Bourbince' });
    expect(changed.table('Deux bassins')[0]![0]).toContain('Bourbince');
    expectRefusal(
      await coordinator.presses(edit.button('Enregistrer'), { area1: 'Ancien' }),
      'Quelqu’un a modifié',
      409,
    );
    await coordinator.presses((await coordinator.opens(link.href)).button('Jeter cette hypothèse'));
    expect((await coordinator.opens('/zones/bassins')).text).not.toContain('Deux bassins');
  });

  it('are refused without a day, without a name, or with a commune in an area that has none', async () => {
    expectRefusal(await draws({ fromDay: '' }), 'Écrivez le jour à partir duquel');
    expectRefusal(await draws({ area2: '' }), 'Nommez ce bassin');
    const kept = await draws({ name: '' });
    expectRefusal(kept, 'Écrivez le nom de l’hypothèse');
    expect(kept.button('Enregistrer').form.value('areas[]')).toContain('71212=2');
    expectRefusal(
      await draws({ 'areas[]': areas().map((one) => one.replace(/=\d/, '=0')) }),
      'Mettez au moins une commune',
    );
  });

  it('are helped by flows, of which the file shows no small count', async () => {
    const page = await coordinator.opens('/zones/bassins');
    const [row] = page.table('Premiers vœux, par commune de résidence');
    expect(row!.slice(1)).toEqual(['1', '1', '1']);
    const csv = await coordinator.get('/zones/bassins/flux.csv');
    const lines = parse(csv.bytes, { delimiter: ';', bom: true }) as string[][];
    expect(new Set(lines.slice(1).map((line) => line[3]))).toEqual(new Set(['moins de 5']));
  });

  it('are drawn by the coordinator alone; equity is read by who reads indicators', async () => {
    const agent = await signedIn('agent');
    expect((await agent.opens('/zones/bassins')).text).not.toContain('Dessiner');
    expect((await agent.get('/zones/bassins/nouveau')).status).toBe(404);
    expect((await agent.opens('/zones/equite')).text).toContain('Aucune demande n’a encore six mois');
    world.clock.travelTo('2027-06-25T09:00:00.000Z');
    const later = await (await signedIn('coordinator')).opens('/zones/equite');
    expect(later.text).toContain('Sur 3 demandes déposées');
    expect(later.text).toContain('Aucune n’a eu de solution : les groupes sont à égalité');
    expect(later.text).toContain('Aucune demande de ces mois ne vient d’une liste reprise');
    expect(later.text).toMatch(
      /Sans comparaison : .*pas deux groupes de dix demandes \(réponse connue pour \d sur 3\)/,
    );
    world.clock.travelTo('2026-11-25T09:00:00.000Z');
  });
});
