import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Supply } from '../../src/offer/supply/index.js';
import { ProviderChange } from '../../src/offer/supply/persistence/supply.entities.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { aChild } from '../support/forms.js';
import { recordedOf } from '../support/kept.js';
import { dayFields, expectRefusal, type FieldValues, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { PlacementWorld } from '../support/placement-world.js';

const [NOW, THEN] = ['2026-11-25T09:00:00.000Z', '2027-09-01'];
const NURSERY = 'ma-71306';
const PAGE = `/offre/${NURSERY}`;
const TAKE_BACK = 'Annuler ce changement du 1er septembre 2027';

describe.each(DATABASES)('a change to come of a provider is taken back (%s)', (kind) => {
  let world: PlacementWorld;
  let coordinator: Browser;
  let director: Browser;
  const provider = () => world.app.get(Supply).provider(NURSERY)!;
  const fills = async (who: Browser, url: string, filled: FieldValues): Promise<Page> =>
    who.presses((await who.opens(url)).button('Enregistrer'), filled);
  const asked = async (who: Browser): Promise<Page> => who.opens((await who.opens(PAGE)).link(TAKE_BACK).href);
  const rows = () => world.reader.find(ProviderChange, { where: { providerId: NURSERY }, order: { id: 'ASC' } });

  beforeAll(async () => {
    world = await PlacementWorld.open(kind, NOW);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    world.clock.travelTo(NOW);
    coordinator = await signedIn(world.app, 'coordinator');
    director = await signedIn(world.app, 'director');
  });

  it('after a page that says what will not happen; the history keeps both, and its day brings nothing', async () => {
    const { name } = provider();
    await fills(coordinator, `${PAGE}/identite`, { name: 'Les Farfadets', ...dayFields('from', THEN) });
    expect((await coordinator.opens(PAGE)).text).toContain(
      'Un changement est prévu, le 1er septembre 2027 : voyez l’historique',
    );
    const page = await asked(coordinator);
    expect(page.text).toContain(`Nom : Les Farfadets (avant : ${name})`);
    const done = await coordinator.presses(page.button('Annuler ce changement'));
    expect(done.text).toContain('Le changement à venir est annulé');
    expect(done.text).not.toContain('changement est prévu');
    expect(done.text).toContain('Changement à venir annulé');
    expect(done.links.some(({ text }) => text === TAKE_BACK)).toBe(false);
    expect((await rows()).slice(-2)).toMatchObject([
      { act: 'identity', pending: false, takenBackAt: expect.any(String) },
      { act: 'take_back', facts: { name: { before: 'Les Farfadets', after: name } } },
    ]);
    expect(await recordedOf(world.app, NURSERY, 'provider.take_back')).toHaveLength(1);
    // Pressed twice, it is done once.
    expectRefusal(await coordinator.presses(page.button('Annuler ce changement')), 'n’est plus à venir');
    world.clock.travelTo(`${THEN}T09:00:00.000Z`);
    expect(provider().name).toBe(name);
    const later = await signedIn(world.app, 'coordinator');
    await fills(later, `${PAGE}/coordonnees`, { phone: '03 85 00 00 09' });
    expect((await later.opens(PAGE)).heading).toBe(name);
  });

  it('two at once: whoever saw the page before another change reads it again, and sends it again', async () => {
    await fills(director, `${PAGE}/coordonnees`, { webPage: 'https://lutins.example', ...dayFields('from', THEN) });
    const page = await asked(director);
    await fills(coordinator, `${PAGE}/fonctionnement`, { accessibility: 'Une marche.' });
    const late = await director.presses(page.button('Annuler ce changement'));
    expectRefusal(late, 'Quelqu’un d’autre vient de modifier cette fiche', 409);
    expect((await director.presses(late.button('Annuler ce changement'))).text).toContain('est annulé');
  });

  it('not by who may not make it: a director does not settle a name, another desk finds nothing', async () => {
    await fills(coordinator, `${PAGE}/identite`, { name: 'Les Elfes', ...dayFields('from', THEN) });
    const { href } = (await coordinator.opens(PAGE)).link(TAKE_BACK);
    expect((await director.opens(PAGE)).links.some(({ text }) => text === TAKE_BACK)).toBe(false);
    for (const name of ['director', 'otherDirector', 'otherAgent', 'administrator']) {
      const other = await signedIn(world.app, name);
      expect([name, (await other.opens(href)).status]).toEqual([name, 404]);
      expect([name, (await other.sends(href, { version: '1' })).status]).toEqual([name, 404]);
    }
    await coordinator.presses((await asked(coordinator)).button('Annuler ce changement'));
  });

  it('not while a promise counts on it: the refusal names who is in the way', async () => {
    const section = `${PAGE}/sections/babies`;
    await fills(director, section, { ageFrom: '2', ageTo: '36', ...dayFields('from', THEN) });
    const older = { birthDate: '2025-03-01', need: { ...aChild().need, wantedFrom: THEN } };
    const family = await world.listed(older);
    await world.admit(family, { sectionId: `${NURSERY}:babies`, from: THEN, to: '2027-12-31' });
    const refused = await director.presses((await asked(director)).button('Annuler ce changement'));
    expectRefusal(refused, 'Une place est proposée et attend sa réponse');
    expect((await rows()).at(-1)).toMatchObject({ act: 'section_ages', pending: true, takenBackAt: null });
  });
});
