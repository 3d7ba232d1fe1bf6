import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Dossier } from '../../src/dossier/persistence/dossier.entities.js';
import { DATABASES } from '../support/app.js';
import { CrisisWorld, HOME, HOME_BABIES } from '../support/crisis.js';
import { outboxOf } from '../support/kept.js';
import { expectRefusal, type Page } from '../support/page.js';
import { PlacementWorld } from '../support/placement-world.js';

describe.each(DATABASES)('a nursery closes from one day to the next (%s)', (kind) => {
  let world: PlacementWorld;
  let crisis: CrisisWorld;

  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
    crisis = new CrisisWorld(world);
  });
  beforeEach(() => crisis.begin());
  afterAll(() => world.close());
  afterEach(async () => expect(await world.inconsistencies()).toEqual([]));

  const toldOf = async (dossierId: string, kindOf: string) =>
    (await outboxOf(world.app, { dossierId, kind: kindOf })).length;
  const reread = (closure: Page): Promise<Page> => crisis.director.opens(closure.url);

  describe('families are told', () => {
    it('whom it concerns is shown before anything is sent, and each family is told once, in its language', async () => {
      const french = await crisis.placedBaby();
      const english = await crisis.placedBaby();
      await world.run((tx) => tx.update(Dossier, { id: english.dossierId }, { language: 'en' }));
      await crisis.morning();
      const closure = await crisis.declare();
      expect(closure.table('Enfants concernés')).toHaveLength(2);
      expect(await toldOf(french.dossierId, 'closure-told')).toBe(0);
      const preview = await crisis.director.opens(closure.linkTo('/prevenir').href);
      expect(preview.text).toContain('pas d’accueil à partir du 11 janvier 2027');
      expect(preview.text).toContain('no childcare from 11 January 2027');
      const told = await crisis.tell(closure);
      expect(told.table('Enfants concernés').map((row) => row[3])).toEqual(['Prévenue', 'Prévenue']);
      const [letter] = await outboxOf(world.app, { dossierId: french.dossierId, kind: 'closure-told' });
      expect(letter!.body).toContain('Retour prévu le 25 janvier 2027.');
      expect(letter!.body).toContain('Locaux inutilisables');
      const [other] = await outboxOf(world.app, { dossierId: english.dossierId, kind: 'closure-told' });
      expect(other!.body).toContain('Return planned on 25 January 2027.');
      expect(told.links.some(({ href }) => href.endsWith('/prevenir'))).toBe(false);
    });

    it('a family of two is told once; a child who arrives later is told then, and nobody again', async () => {
      const first = await crisis.placedBaby();
      await crisis.morning();
      const closure = await crisis.tell(await crisis.declare());
      world.clock.travelTo('2026-11-25T09:00:00.000Z');
      const later = await crisis.placedBaby();
      await crisis.morning();
      const again = await crisis.tell(await reread(closure));
      expect(again.text).toContain('2 familles prévenues');
      expect([await toldOf(first.dossierId, 'closure-told'), await toldOf(later.dossierId, 'closure-told')]).toEqual([
        1, 1,
      ]);
    });

    it('an old page tells nobody a second time', async () => {
      const family = await crisis.placedBaby();
      await crisis.morning();
      const closure = await crisis.declare();
      const left = await crisis.director.opens(closure.linkTo('/prevenir').href);
      await crisis.tell(closure);
      expectRefusal(await crisis.director.presses(left.button('Prévenir')), 'a changé pendant que vous la lisiez', 409);
      expect(await toldOf(family.dossierId, 'closure-told')).toBe(1);
    });
  });

  describe('the return, and a closure that does not take place', () => {
    it('another day of return is told once, and the days follow on every page', async () => {
      const family = await crisis.placedBaby();
      await crisis.morning();
      const closure = await crisis.tell(await crisis.declare());
      const moved = await crisis.changeReturn(closure, '2027-01-18');
      expect(moved.text).toContain('retour le 18 janvier 2027');
      expect(await toldOf(family.dossierId, 'closure-moved')).toBe(1);
      const week = await crisis.director.opens(`/eaje/${HOME}/semaine?du=2027-01-11`);
      expect(week.text).toContain('Fermeture soudaine');
    });

    it('cancelled, everything is as before and families are told once', async () => {
      const family = await crisis.placedBaby();
      await crisis.morning();
      const before = await crisis.homePlaces();
      const closure = await crisis.tell(await crisis.declare());
      const off = await crisis.cancel(closure);
      expect(off.text).toContain('Annulée');
      expect(await toldOf(family.dossierId, 'closure-off')).toBe(1);
      expect(await crisis.homePlaces()).toEqual(before);
      const week = await crisis.director.opens(`/eaje/${HOME}/semaine?du=2027-01-11`);
      expect(week.text).not.toContain('Fermeture soudaine');
      expect(off.links.some(({ href }) => href.endsWith('/annuler'))).toBe(false);
    });

    it('before anybody was told, it is cancelled without a message', async () => {
      const family = await crisis.placedBaby();
      await crisis.morning();
      await crisis.cancel(await crisis.declare());
      expect(await toldOf(family.dossierId, 'closure-off')).toBe(0);
    });
  });

  describe('what is refused', () => {
    it('days and sections that cannot be, each at its field with what was typed', async () => {
      await crisis.morning();
      expectRefusal(await crisis.declare({ fromYear: '2028' }), 'Choisissez un premier jour');
      expectRefusal(await crisis.declare({ returnOnDay: '9' }), 'Choisissez un jour de retour');
      expectRefusal(await crisis.declare({ sections: [] }), 'Cochez au moins une section.');
      expectRefusal(await crisis.declare({ returnOnDay: '32' }), 'Indiquez le jour du retour');
    });

    it('a section that is closed already on one of the days', async () => {
      await crisis.morning();
      await crisis.declare({ sections: [HOME_BABIES] });
      expectRefusal(await crisis.declare(), 'déjà fermée ces jours-là');
    });

    it('somebody else’s closure is not found', async () => {
      await crisis.placedBaby();
      await crisis.morning();
      const { url } = await crisis.declare();
      for (const [name, status] of [
        ['otherDirector', 404],
        ['otherAgent', 404],
        ['member', 404],
        ['agent', 200],
        ['coordinator', 200],
      ] as const)
        expect([name, (await (await crisis.signedIn(name)).get(url)).status]).toEqual([name, status]);
      const agent = await crisis.signedIn('agent');
      expect((await agent.get(`${url}/prevenir`)).status).toBe(404);
    });

    it('the coordinator leads it without the names of the children', async () => {
      const { requestId } = await crisis.placedBaby();
      const { surname } = await world.request(requestId);
      await crisis.morning();
      const closure = await crisis.declare();
      expect(closure.source).toContain(surname);
      const seen = await (await crisis.signedIn('coordinator')).opens(closure.url);
      expect([seen.source.includes(surname!), seen.hasLinkTo('/prevenir')]).toEqual([false, true]);
    });
  });
});
