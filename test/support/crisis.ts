import { TemporaryOffer } from '../../src/commissions/crisis/persistence/crisis.entities.js';
import type { ChildForm } from '../../src/dossier/dossier/index.js';
import type { Day } from '../../src/foundation/kernel/time.js';
import { slotsToMask, type SlotMask } from '../../src/foundation/kernel/week-schedule.js';
import { Offers, PresentChildren } from '../../src/places/placement/index.js';
import { Placement } from '../../src/places/placement/persistence/placement.entities.js';
import type { Browser } from './browser.js';
import { emptySeats, givePlaces } from './commission.js';
import { dayFields, type Page } from './page.js';
import { familyOf, signedIn } from './people.js';
import { directorOf, PlacementWorld } from './placement-world.js';

export const HOME = 'ma-71306';
export const HOME_BABIES = `${HOME}:babies`;
/** A neighbour in another commune, with a director of its own. */
export const NEIGHBOUR = 'ma-71040';
export const NEIGHBOUR_BABIES = `${NEIGHBOUR}:babies`;
export const TUESDAYS: SlotMask = slotsToMask(['tue-am', 'tue-pm']);
const BIRTH: Day = '2026-03-10';

/** A family whose child is there. */
export interface PlacedFamily {
  readonly requestId: string;
  readonly dossierId: string;
  readonly placementId: string;
}

/** A nursery full of babies that closes from one day to the next, on Monday 11 January 2027. */
export class CrisisWorld {
  director: Browser;

  constructor(readonly world: PlacementWorld) {}

  /** Everybody's places are free again, and no closure is left. */
  async begin(): Promise<void> {
    const { app, clock } = this.world;
    clock.travelTo('2026-11-25T09:00:00.000Z');
    await emptySeats(app);
    await this.world.run(async (tx) => {
      for (const table of [
        'temporary_offer',
        'closure_neighbour',
        'closure_family',
        'closure_proposal',
        'closing_period',
        'sudden_closure',
        'present_child',
      ])
        await tx.write(`DELETE FROM ${table}`);
    });
    for (const section of [HOME_BABIES, NEIGHBOUR_BABIES]) await givePlaces(app, section, 4);
  }

  /** A baby that is there since December, on Tuesdays unless told otherwise. */
  async placedBaby(child: Partial<ChildForm> = {}, slots: SlotMask = TUESDAYS): Promise<PlacedFamily> {
    const request = await this.world.listed({ birthDate: BIRTH, ...child });
    const offer = await this.world.admit(request, { from: '2026-12-07', to: '2027-06-30', slots });
    const family = { kind: 'family' as const, dossierId: offer.dossierId, draftId: null };
    await this.world.run((tx) => this.world.app.get(Offers).acceptOffer(tx, family, offer.id));
    const { id } = (await this.world.reader.findOne(Placement, { offerId: offer.id }))!;
    return { ...request, placementId: id };
  }

  /** A baby whom the director entered without a dossier, there on Tuesdays. */
  async enteredBaby(
    firstName: string,
    surname: string,
    parent: { name: string | null; phone: string } | null = null,
  ): Promise<void> {
    const entry = { firstName, surname, birthDate: BIRTH, sectionId: HOME_BABIES, slots: TUESDAYS, parent };
    const days = { since: '2026-11-03', to: '2027-06-30' };
    const context = { providerId: HOME, line: null, derogation: null };
    const { fate } = await this.world.run((tx) =>
      this.world.app.get(PresentChildren).enterChild(tx, directorOf(HOME), { ...entry, ...days }, context),
    );
    if (fate !== 'placed') throw new Error(`${firstName} ${surname} was not placed: ${fate}`);
  }

  /** The morning of the closure. Whoever was signed in signs in again. */
  async morning(at = '2027-01-11T07:00:00.000Z'): Promise<void> {
    this.world.clock.travelTo(at);
    this.director = await this.signedIn('director');
  }

  signedIn(name: string): Promise<Browser> {
    return signedIn(this.world.app, name);
  }

  familyOf(family: PlacedFamily): Promise<Browser> {
    return familyOf(this.world.app, family, BIRTH);
  }

  /** Declares the closure of the home as the director does. */
  async declare(fields: Record<string, string | string[]> = {}): Promise<Page> {
    const list = await this.director.opens('/fermetures');
    const form = await this.director.opens(list.linkTo(`/declarer/${HOME}`).href);
    return this.director.presses(form.button('Voir qui est concerné'), {
      ...dayFields('from', '2027-01-11'),
      ...dayFields('returnOn', '2027-01-25'),
      reason: 'premises',
      ...fields,
    });
  }

  /** Tells the families, from the page of the closure. */
  async tell(closure: Page): Promise<Page> {
    const preview = await this.director.opens(closure.linkTo('/prevenir').href);
    return this.director.presses(preview.button('Prévenir'));
  }

  async changeReturn(closure: Page, returnOn: Day): Promise<Page> {
    const form = await this.director.opens(closure.linkTo('/retour').href);
    return this.director.presses(form.button('Enregistrer'), dayFields('returnOn', returnOn));
  }

  async cancel(closure: Page): Promise<Page> {
    const form = await this.director.opens(closure.linkTo('/annuler').href);
    return this.director.presses(form.button('Annuler la fermeture'));
  }

  /** The places at home as the database keeps them. */
  homePlaces(): Promise<Placement[]> {
    return this.world.reader.find(Placement, { where: { state: 'held' }, order: { id: 'ASC' } });
  }

  offers(): Promise<TemporaryOffer[]> {
    return this.world.reader.find(TemporaryOffer, { order: { id: 'ASC' } });
  }

  /** Asks the neighbour for seats, and its director lends this many babies' seats. */
  async neighbourLends(closure: Page, seats: number): Promise<Page> {
    const ask = await this.director.opens(closure.linkTo('/voisins').href);
    if (ask.hasForm('/voisins') && ask.form('/voisins').has('establishments'))
      await this.director.presses(ask.button('Demander des places'), { establishments: [NEIGHBOUR] });
    const neighbour = await this.signedIn('otherDirector');
    const list = await neighbour.opens('/fermetures');
    const save = (await neighbour.opens(list.linkTo(`/prets/${NEIGHBOUR}`).href)).button('Enregistrer la réponse');
    const sections = [save.form.fields['section'] ?? []].flat();
    return neighbour.presses(save, { seats: sections.map((id) => (id === NEIGHBOUR_BABIES ? String(seats) : '0')) });
  }

  async compute(closure: Page): Promise<Page> {
    const proposal = await this.director.opens(closure.linkTo('/proposition').href);
    return this.director.presses(proposal.form('/calculer'));
  }

  /** Reads the proposal and sends it. */
  async send(proposal: Page): Promise<Page> {
    return this.director.presses(proposal.form('/envoyer'));
  }

  /** A closure that was told, with seats lent by the neighbour, and propositions sent. */
  async sent(seats: number): Promise<Page> {
    const closure = await this.tell(await this.declare());
    await this.neighbourLends(closure, seats);
    return this.send(await this.compute(closure));
  }

  /** A family answers on its page. */
  async answers(family: PlacedFamily, button: string): Promise<Page> {
    const browser = await this.familyOf(family);
    const overview = await browser.opens('/mon-dossier');
    const places = await browser.opens(overview.linkTo('/accueil-temporaire').href);
    return browser.presses(places.button(button));
  }
}
