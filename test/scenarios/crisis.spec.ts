import { parse } from 'csv-parse/sync';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '../support/runner.js';
import { Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { ClosingPeriod } from '../../src/offer/supply/persistence/supply.entities.js';
import { DATABASES } from '../support/app.js';
import { Closures } from '../../src/commissions/crisis/closures.js';
import { SuddenClosure } from '../../src/commissions/crisis/persistence/crisis.entities.js';
import { TemporaryOffers } from '../../src/commissions/crisis/temporary-offers.js';
import { PlacementEnds, TemporaryPlaces } from '../../src/places/placement/index.js';
import { givePlaces } from '../support/commission.js';
import { CrisisWorld, HOME, HOME_BABIES, NEIGHBOUR, NEIGHBOUR_BABIES, TUESDAYS } from '../support/crisis.js';
import { outboxOf } from '../support/kept.js';
import { expectRefusal, textOf, type Page } from '../support/page.js';
import { directorOf, PlacementWorld } from '../support/placement-world.js';

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

    it('a child who arrives later is told then, and nobody again', async () => {
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
      // Its days end with it, and not from the list of closings.
      const [row] = await world.reader.find(ClosingPeriod, { where: { providerId: HOME } });
      expect(week.source).not.toContain(`fermetures/${row!.id}/retirer`);
      for (const list of [`/eaje/${HOME}/semaine`, `/offre/${HOME}`]) {
        const taken = await crisis.director.post(`${list}/fermetures/${row!.id}/retirer`, { version: '1' });
        expect([taken.status, textOf(taken.html)]).toEqual([
          422,
          expect.stringContaining('suivent une fermeture soudaine'),
        ]);
      }
      expect(await world.reader.find(ClosingPeriod, { where: { providerId: HOME } })).toHaveLength(1);
    });

    it('of one section shows on its director’s week and year, closes there once told, and leaves when cancelled', async () => {
      await crisis.placedBaby();
      await crisis.morning();
      const week = () => crisis.director.opens(`/eaje/${HOME}/semaine?du=2027-01-11`);
      const year = () => crisis.director.opens(`/eaje/${HOME}/annee`);
      /** The Monday mornings of a week in the file of the year, by section. */
      const mondays = async (): Promise<(string | undefined)[]> => {
        const { bytes } = await crisis.director.get(`/eaje/${HOME}/annee.csv?du=2027-01-11`);
        const rows = parse(bytes.toString('utf8'), { bom: true, delimiter: ';', columns: false }) as string[][];
        return ['Bébés', 'Moyens'].map((name) => rows.find(([section]) => section === name)![2]);
      };
      const [babies, toddlers] = await mondays();
      expect([babies, toddlers]).not.toContain('');
      const declared = await crisis.declare({ sections: [HOME_BABIES] });
      for (const page of [await week(), await year()])
        expect(page.text).toMatch(/Fermeture soudaine Bébés, à partir du 11 janvier 2027 : .* pas encore prévenues/);
      expect(await mondays()).toEqual([babies, toddlers]);

      const closure = await crisis.tell(declared);
      expect(await mondays()).toEqual(['', toddlers]);
      for (const page of [await week(), await year()]) {
        expect(page.text).toContain('Retour le 25 janvier 2027.');
        expect(page.text).not.toContain('pas encore prévenues');
        expect((await crisis.director.opens(page.link('Voir la fermeture').href)).url).toBe(closure.url);
      }
      const closed = (await week()).sentences('[class*="closed"]').length;
      // The week after the return is open again, and other weeks do not tell of it.
      const after = await crisis.director.opens(`/eaje/${HOME}/semaine?du=2027-01-25`);
      expect(after.text).not.toContain('Fermeture soudaine');
      expect(closed).toBeGreaterThan(after.sentences('[class*="closed"]').length);

      await crisis.cancel(closure);
      expect(await mondays()).toEqual([babies, toddlers]);
      for (const page of [await week(), await year()]) expect(page.text).not.toContain('Fermeture soudaine');
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

    it('where no family is concerned, it begins and says that no message was sent', async () => {
      await crisis.morning();
      const preview = await crisis.director.opens((await crisis.declare()).linkTo('/prevenir').href);
      const begun = await crisis.director.presses(preview.button('Confirmer la fermeture'));
      expect(begun.text).toContain('aucun message n’est parti');
    });

    it('before anybody was told, it is cancelled without a message', async () => {
      const family = await crisis.placedBaby();
      await crisis.morning();
      await crisis.cancel(await crisis.declare());
      expect(await toldOf(family.dossierId, 'closure-off')).toBe(0);
    });
  });

  describe('places elsewhere', () => {
    const TUESDAY = '2027-01-12';
    const lentOn = (day: string): Promise<number> => world.heldOn(NEIGHBOUR_BABIES, day);

    it('only seats that the neighbour lends are proposed, and nothing is sent before a person presses', async () => {
      const families = [await crisis.placedBaby(), await crisis.placedBaby(), await crisis.placedBaby()];
      await crisis.morning();
      const closure = await crisis.tell(await crisis.declare());
      expectRefusal(await crisis.compute(closure), 'Aucun voisin n’a encore prêté de place');
      expect((await crisis.neighbourLends(closure, 2)).text).toContain('Oui');
      const proposal = await crisis.compute(closure);
      expect(proposal.text).toContain('Vérifié : personne ne pourrait dire qu’une place lui revenait.');
      const lines = proposal.table('Enfants à qui proposer');
      expect(lines.map((row) => row[0])).toEqual(['1', '2', '3']);
      expect(lines.map((row) => row[3]!.includes('Bébés'))).toEqual([true, true, false]);
      expect([await lentOn(TUESDAY), (await outboxOf(world.app, { kind: 'closure-place' })).length]).toEqual([0, 0]);
      const sent = await crisis.send(proposal);
      expect(await lentOn(TUESDAY)).toBe(2);
      expect(await lentOn('2027-01-26')).toBe(0);
      expect(await outboxOf(world.app, { kind: 'closure-place' })).toHaveLength(2);
      expect(sent.text).toContain('2 réponses attendues');
      expect(families).toHaveLength(3);
    });

    it('a family accepts on its page, the neighbour then reads who comes, and the place at home is untouched', async () => {
      const family = await crisis.placedBaby();
      const { firstName, surname } = await world.request(family.requestId);
      await crisis.morning();
      const before = await crisis.homePlaces();
      const closure = await crisis.sent(2);
      const neighbour = await crisis.signedIn('otherDirector');
      const page = `${closure.url}/prets/${NEIGHBOUR}`;
      expect((await neighbour.opens(page)).source).not.toContain(surname);
      const answered = await crisis.answers(family, 'J’accepte cette place');
      expect(answered.text).toContain('Vous avez accepté cette place');
      expect((await neighbour.opens(page)).text).toContain(`${firstName} ${surname}`);
      expect(await crisis.homePlaces()).toEqual(before);
      expect([await lentOn(TUESDAY), await world.heldOn(HOME_BABIES, TUESDAY)]).toEqual([1, 1]);
      const week = await neighbour.opens(`/eaje/${NEIGHBOUR}/semaine?du=2027-01-11`);
      expect(week.status).toBe(200);
    });

    it('a family reads it in the copy of what is kept about it', async () => {
      const family = await crisis.placedBaby();
      await crisis.morning();
      await crisis.sent(1);
      await crisis.answers(family, 'J’accepte cette place');
      const copy = await (await crisis.familyOf(family)).get('/mon-dossier/mes-donnees');
      const kept = JSON.parse(copy.bytes.toString()) as { temporaryPlaces: { offer: { state: string } }[] };
      expect(kept.temporaryPlaces.map(({ offer }) => offer.state)).toEqual(['accepted']);
    });

    it('a family that has another way gives the seat back at once', async () => {
      const family = await crisis.placedBaby();
      await crisis.morning();
      const closure = await crisis.sent(1);
      await crisis.answers(family, 'J’ai une autre solution');
      expect(await lentOn(TUESDAY)).toBe(0);
      expect((await reread(closure)).text).toContain('Autre solution trouvée');
    });

    it('is reminded once; without an answer the seat comes free, the family is to be called, and the answer is noted', async () => {
      const family = await crisis.placedBaby();
      await crisis.morning();
      const closure = await crisis.sent(1);
      await crisis.morning('2027-01-11T19:30:00.000Z');
      await world.runJobs();
      expect(await toldOf(family.dossierId, 'closure-place-reminder')).toBe(1);
      await crisis.morning('2027-01-12T07:30:00.000Z');
      const late = await (await crisis.familyOf(family)).opens('/mon-dossier/accueil-temporaire');
      expect(late.text).toContain('Délai passé');
      await world.runJobs();
      expect(await lentOn(TUESDAY)).toBe(0);
      const child = await crisis.director.opens((await reread(closure)).linkTo(/\/enfants\//).href);
      const noted = await crisis.director.presses(child.form('/reponse'), { answer: 'accepted' });
      expect(noted.text).toContain('Acceptée');
      expect(await lentOn(TUESDAY)).toBe(1);
    });

    it('a line is changed or left out by hand, and a new computation keeps it', async () => {
      await crisis.placedBaby();
      await crisis.placedBaby();
      await crisis.morning();
      const closure = await crisis.tell(await crisis.declare());
      await crisis.neighbourLends(closure, 1);
      const first = await crisis.compute(closure);
      const served = await crisis.director.opens(first.linkTo(/\/enfants\//).href);
      await crisis.director.presses(served.form('/choix'), { section: 'none' });
      const second = await crisis.compute(await reread(closure));
      expect(second.table('Enfants à qui proposer').map((row) => row[3]!.includes('Bébés'))).toEqual([false, true]);
    });

    it('earlier or later, the places follow the return; a later one whose seats are gone is shown', async () => {
      const family = await crisis.placedBaby();
      await crisis.morning();
      const closure = await crisis.sent(1);
      await crisis.answers(family, 'J’accepte cette place');
      const earlier = await crisis.changeReturn(await reread(closure), '2027-01-18');
      expect([await lentOn(TUESDAY), await lentOn('2027-01-19')]).toEqual([1, 0]);
      const later = await crisis.changeReturn(earlier, '2027-02-01');
      expect([await lentOn('2027-01-19'), await lentOn('2027-01-26'), await lentOn('2027-02-02')]).toEqual([1, 1, 0]);
      await givePlaces(world.app, NEIGHBOUR_BABIES, 1);
      const placedThere = { sectionId: NEIGHBOUR_BABIES, from: '2027-02-02', to: '2027-02-28', slots: TUESDAYS };
      await world.admit(await world.listed({ birthDate: '2026-03-10' }), placedThere);
      const latest = await crisis.changeReturn(later, '2027-02-08');
      expect(latest.text).toContain('jusqu’au 31 janvier 2027 seulement');
    });

    it('cancelled, what was offered and taken is taken back, and each family is told once', async () => {
      const [taken, asked] = [await crisis.placedBaby(), await crisis.placedBaby()];
      await crisis.morning();
      const closure = await crisis.sent(2);
      await crisis.answers(taken, 'J’accepte cette place');
      const askedOff = async () => (await outboxOf(world.app, { kind: 'closure-ask-off' })).length;
      const before = await askedOff();
      await crisis.cancel(await reread(closure));
      expect((await askedOff()) - before).toBe(1);
      expect(await lentOn(TUESDAY)).toBe(0);
      for (const { dossierId } of [taken, asked]) expect(await toldOf(dossierId, 'closure-off')).toBe(1);
      const page = await (await crisis.familyOf(asked)).opens('/mon-dossier/accueil-temporaire');
      expect(page.text).toContain('Aucune place temporaire ne vous est proposée');
    });

    it('a neighbour whom no message reaches is to be called', async () => {
      await crisis.placedBaby();
      await crisis.morning();
      const ask = await crisis.director.opens((await crisis.tell(await crisis.declare())).linkTo('/voisins').href);
      const [unreached] = [...ask.form('/voisins').choices('establishments')!.values()].filter(
        (id) => id !== NEIGHBOUR,
      );
      const asked = await crisis.director.presses(ask.button('Demander des places'), {
        establishments: [NEIGHBOUR, unreached!],
      });
      const called = asked.table('Voisins déjà sollicités').map((row) => row[1]!.includes('appelez le'));
      expect(called.sort()).toEqual([false, true]);
    });

    it('cancelled while somebody notes a late answer, no seat stays held', async () => {
      const family = await crisis.placedBaby();
      await crisis.morning();
      await crisis.sent(1);
      await crisis.morning('2027-01-12T07:30:00.000Z');
      await world.runJobs();
      const [offer] = await crisis.offers();
      const { id, version } = (await world.reader.findOne(SuddenClosure, { id: offer!.closureId }))!;
      const places = world.app.get(TemporaryPlaces);
      const hold = places.holdPlaces.bind(places);
      // The closure is cancelled after the answer was judged and before its seat is held.
      const judged = new Promise<void>((resolve) => {
        jest.spyOn(places, 'holdPlaces').mockImplementationOnce(async (...given) => {
          resolve();
          await setTimeout(400);
          return hold(...given);
        });
      });
      const answer = world.app.get(TemporaryOffers).answerByPhone(directorOf(HOME), id, offer!.childId, 'accepted');
      await judged;
      await Promise.all([answer, world.app.get(Closures).cancelClosure(directorOf(HOME), id, version)]);
      const [after] = await crisis.offers();
      expect([family.requestId, after!.state, await lentOn(TUESDAY)]).toEqual([offer!.requestId, 'withdrawn', 0]);
    });

    it('a child that leaves its nursery leaves the temporary place too', async () => {
      const family = await crisis.placedBaby();
      await crisis.morning();
      await crisis.sent(1);
      await crisis.answers(family, 'J’accepte cette place');
      await world.run((tx) =>
        world.app.get(PlacementEnds).recordDeparture(tx, directorOf(HOME), family.placementId, '2027-01-13'),
      );
      expect([await lentOn(TUESDAY), await lentOn('2027-01-19')]).toEqual([1, 0]);
    });

    it('another family finds nothing of it', async () => {
      const [own, stranger] = [await crisis.placedBaby(), await crisis.placedBaby()];
      await crisis.morning();
      await crisis.sent(2);
      const [offer] = (await crisis.offers()).filter(({ dossierId }) => dossierId === own.dossierId);
      const browser = await crisis.familyOf(stranger);
      const answer = await browser.sends(`/mon-dossier/accueil-temporaire/${offer!.id}`, { answer: 'accepted' });
      expect(answer.status).toBe(404);
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

    it('a child entered without a dossier is named to those who call: its director and the first desk', async () => {
      await crisis.enteredBaby('Nour', 'Beltrami');
      await crisis.morning();
      const closure = await crisis.declare();
      const seenBy = async (name: string) => (await (await crisis.signedIn(name)).opens(closure.url)).text;
      expect(closure.text).toContain('Nour Beltrami');
      expect(await seenBy('agent')).toContain('Nour Beltrami');
      expect(await seenBy('coordinator')).not.toContain('Beltrami');
      const preview = await crisis.director.opens(closure.linkTo('/prevenir').href);
      expect(preview.text).toContain('Nour Beltrami – Bébés');
      const id = closure.url.split('/').at(-1)!;
      const shown = await world.reader.find(AuditEvent, { where: { subjectKind: 'closure', subjectId: id } });
      expect(shown.filter(({ action, facts }) => action === 'list.read' && facts?.['count'] === 1)).toHaveLength(4);
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
