import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { keyOf, Opening } from '../../src/foundation/platform/opening/index.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { givePlaces } from '../support/commission.js';
import { recordedOf } from '../support/kept.js';
import { dayFields, expectRefusal } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { PlacementWorld } from '../support/placement-world.js';

const HERE = '/eaje/ma-71306/presents';
const DECLARE = 'Je déclare qu’aucun enfant n’est là';
const LACK = 'present-children:ma-71306';

describe.each(DATABASES)('no child is there yet (%s)', (kind) => {
  let world: PlacementWorld;
  let director: Browser;
  const isMissing = async (): Promise<boolean> =>
    (await world.app.get(Opening).readStanding()).missing.some((lack) => keyOf(lack) === LACK);

  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
    await givePlaces(world.app, 'ma-71306:babies', 2);
    director = await signedIn(world.app, 'director');
  });
  afterAll(() => world.close());

  it('its director declares so, once, by name and day, and can take it back', async () => {
    expect(await isMissing()).toBe(true);
    const page = await director.opens(HERE);
    const said = await director.presses(page.button(DECLARE));
    expect(said.text).toContain('Déclaré par Directrice de Montceau, le 25 novembre 2026');
    expect([said.hasForm('/aucun'), await isMissing()]).toEqual([false, false]);
    // The button pressed twice on an old page says it once.
    await director.presses(page.button(DECLARE));
    expect(await recordedOf(world.app, 'ma-71306', 'present.nobody')).toHaveLength(1);
    const back = await director.presses(said.button('Retirer cette déclaration'));
    expect([back.text.includes('La déclaration est retirée'), await isMissing()]).toEqual([true, true]);
    expect(await recordedOf(world.app, 'ma-71306', 'present.nobody-back')).toHaveLength(1);
  });

  it('is no declaration for another director, nor for who reads no child', async () => {
    for (const name of ['otherDirector', 'coordinator', 'agent']) {
      const other = await signedIn(world.app, name);
      await other.opens('/offre');
      expect((await other.sends(`${HERE}/aucun`)).status).toBe(404);
    }
    expect(await isMissing()).toBe(true);
  });

  it('ends with the first child, and is refused while one is there', async () => {
    const page = await director.opens(HERE);
    await director.presses(page.button(DECLARE));
    const mia = { firstName: 'Mia', surname: 'Saule', slots: ['mon-am', 'fri-pm'] };
    const days = { ...dayFields('birth', '2026-07-01'), ...dayFields('from', '2026-10-01') };
    await director.presses((await director.opens(HERE)).button('Ajouter l’enfant'), { ...mia, ...days });
    const shown = await director.opens(HERE);
    expect([shown.text.includes('Déclaré par'), shown.hasForm('/aucun'), await isMissing()]).toEqual([
      false,
      false,
      false,
    ]);
    expectRefusal(await director.presses(page.button(DECLARE)), 'Des enfants ont une place dans votre établissement');
  });
});
