import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Forgetting } from '../../src/dossier/dossier/index.js';
import { slotsToMask } from '../../src/foundation/kernel/week-schedule.js';
import { OtherDaysAsked } from '../../src/places/other-days/index.js';
import { Offers } from '../../src/places/placement/index.js';
import { Placement } from '../../src/places/placement/persistence/placement.entities.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { emptySeats, givePlaces } from '../support/commission.js';
import { outboxOf } from '../support/kept.js';
import { dayFields, expectRefusal } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';
import { PlacementWorld } from '../support/placement-world.js';

const MA = 'ma-71306';
const BABIES = `${MA}:babies`;
const BIRTH = '2026-01-10';
const MONDAY = ['mon-am', 'mon-pm'] as const;
const TUESDAY = ['tue-am', 'tue-pm'] as const;
const FROM = '2027-02-01';
const WISH = { slots: [...TUESDAY], ...dayFields('from', FROM) };

describe.each(DATABASES)('a family whose child has a place asks for other days (%s)', (kind) => {
  let world: PlacementWorld;
  let director: Browser;
  let desk: Browser;

  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
  });
  beforeEach(async () => {
    world.clock.travelTo('2026-11-25T09:00:00.000Z');
    await emptySeats(world.app);
    await givePlaces(world.app, BABIES, 4);
    director = await signedIn(world.app, 'director');
    desk = await signedIn(world.app, 'agent');
  });
  afterAll(() => world.close());

  /** A baby that comes on Mondays until the end of June. */
  const running = async () => {
    const request = await world.listed({ birthDate: BIRTH });
    const slots = slotsToMask([...MONDAY]);
    const offer = await world.admit(request, { from: '2026-12-07', to: '2027-06-30', slots });
    const { dossierId, requestId } = offer;
    const family = { kind: 'family', dossierId, draftId: null } as const;
    await world.run((tx) => world.app.get(Offers).acceptOffer(tx, family, offer.id));
    const placement = (await world.reader.findOne(Placement, { offerId: offer.id }))!;
    const parent = await familyOf(world.app, { dossierId }, BIRTH);
    return {
      dossierId,
      requestId,
      parent,
      here: `/mon-dossier/demandes/${requestId}/autres-jours`,
      atDesk: `/rpe/demandes/${requestId}/autres-jours`,
      child: `/eaje/${MA}/accueils/${placement.id}`,
    };
  };
  type Running = Awaited<ReturnType<typeof running>>;
  const asks = async ({ parent, here }: Running, wish: Record<string, string | string[]> = WISH) =>
    parent.presses((await parent.opens(here)).button('Demander ces jours'), wish);
  const yearOf = async (): Promise<string> => (await director.opens(`/eaje/${MA}/annee`)).text;
  const ASKED = 'demande d’autres jours';

  it('the director reads it in the year ahead; changing the days of the place grants it', async () => {
    const child = await running();
    const overview = await child.parent.opens('/mon-dossier');
    expect(overview.hasLinkTo(child.here)).toBe(true);
    const page = await child.parent.opens(child.here);
    expect(page.text).toMatch(/a une place (?:à|au) .* : lundi\./);
    expect(page.form('/autres-jours').fields['slots']).toEqual([...MONDAY]);
    expect((await asks(child)).text).toContain('Votre demande est envoyée à l’établissement.');

    expect(await yearOf()).toContain(`01/02/2027 ${ASKED} : mardi`);
    const [mail] = await outboxOf(world.app, { kind: 'other-days' });
    expect(mail!.body).toContain(child.child);
    const shown = await director.opens(child.child);
    expect(shown.text).toContain('Autres jours demandés mardi, à partir du 1er février 2027');
    // Its form holds what is asked for, so that one press grants it.
    const done = await director.presses(shown.form('/jours'));
    expect(done.text).toContain('Les jours sont changés');
    expect(await yearOf()).not.toContain(ASKED);
    expect((await child.parent.opens(child.here)).text).toContain('Obtenu');
  });

  it('the director cannot give them: the family is told, and its place stays', async () => {
    const child = await running();
    await asks(child);
    const [page, old] = [await director.opens(child.child), await director.opens(child.child)];
    const done = await director.presses(page.button('Ce n’est pas possible'));
    expect(done.text).toContain('La famille est prévenue que ce n’est pas possible.');
    const told = await outboxOf(world.app, { kind: 'other-days-declined', dossierId: child.dossierId });
    expect(told.map(({ body }) => body)).toEqual([expect.stringContaining('mardi')]);
    expect((await child.parent.opens(child.here)).text).toContain('Pas possible');
    expect(await yearOf()).not.toContain(ASKED);
    expect((await director.presses(old.button('Ce n’est pas possible'))).status).toBe(409);
    expect(await outboxOf(world.app, { kind: 'other-days-declined', dossierId: child.dossierId })).toHaveLength(1);
  });

  it('it is taken back, or asked anew: one waits at a time', async () => {
    const child = await running();
    await asks(child);
    await asks(child, { ...WISH, slots: [...MONDAY, ...TUESDAY] });
    const year = await yearOf();
    expect(year).toContain(`${ASKED} : lundi, mardi`);
    expect(year.split(ASKED)).toHaveLength(2);
    const page = await child.parent.opens(child.here);
    const done = await child.parent.presses(page.button('Ne plus demander ces jours'));
    expect(done.text).toContain('Ces jours ne sont plus demandés.');
    expect(await yearOf()).not.toContain(ASKED);
    expect((await child.parent.presses(page.button('Ne plus demander ces jours'))).status).toBe(409);
  });

  it('the desk notes what a family says on the telephone', async () => {
    const child = await running();
    expect((await desk.opens(`/rpe/demandes/${child.requestId}`)).hasLinkTo(child.atDesk)).toBe(true);
    const page = await desk.opens(child.atDesk);
    expectRefusal(await desk.presses(page.button('Demander ces jours'), WISH), 'Dites qui');
    const told = { ...WISH, toldBy: 'adult1', knownBy: 'phone' };
    expect((await desk.presses(page.button('Demander ces jours'), told)).text).toContain('La demande est notée');
    expect(await yearOf()).toContain(`${ASKED} : mardi`);
  });

  it('what cannot be asked for is refused with a sentence, and what was ticked is kept', async () => {
    const child = await running();
    const same = await asks(child, { ...WISH, slots: [...MONDAY] });
    expectRefusal(same, 'Ce sont déjà les demi-journées de l’accueil');
    expectRefusal(await asks(child, { ...WISH, slots: [] }), 'Cochez au moins une demi-journée.');
    const late = await asks(child, { ...WISH, ...dayFields('from', '2030-02-01') });
    expectRefusal(late, 'Choisissez un jour à venir, jusqu’au');
    expect(late.form('/autres-jours').fields['slots']).toEqual([...TUESDAY]);
    expectRefusal(await asks(child, { ...WISH, fromMonth: '13' }), 'Écrivez le jour à partir duquel');
    const closed = await child.parent.sends(child.here, { ...WISH, slots: 'sat-am' });
    expectRefusal(closed, 'La section n’accueille pas d’enfants sur une de ces demi-journées.');
    expectRefusal(await child.parent.sends(child.here, { ...WISH, slots: 'never' }), 'Cochez des demi-journées');
  });

  it('is nobody else’s: another family, another director, a director at the desk’s page', async () => {
    const [child, other] = [await running(), await running()];
    await asks(child);
    expect((await other.parent.opens(child.here)).status).toBe(404);
    expect((await other.parent.sends(child.here, WISH)).status).toBe(404);
    expect((await other.parent.sends(`${child.here}/retirer`, {})).status).toBe(404);
    const elsewhere = await signedIn(world.app, 'otherDirector');
    expect((await elsewhere.sends(`${child.child}/jours/refus`, {})).status).toBe(404);
    expect((await director.opens(child.atDesk)).status).toBe(404);
    const waiting = await world.listed({ birthDate: BIRTH });
    expect((await desk.opens(`/rpe/demandes/${waiting.requestId}/autres-jours`)).status).toBe(404);
    expect(await yearOf()).toContain(ASKED);
  });

  it('the family finds it in what is kept about it, and it is forgotten with the family', async () => {
    const child = await running();
    await asks(child);
    expect((await child.parent.get('/mon-dossier/mes-donnees')).bytes.toString()).toContain('"otherDays"');
    // Nobody is forgotten while a place is held: what is asked here is what happens once it is not.
    const { forgotten } = world.app.get(Forgetting);
    await world.run(async (tx) => {
      for (const forget of forgotten.all) await forget(tx, child.dossierId, [child.requestId]);
    });
    expect(await world.app.get(OtherDaysAsked).listOf([child.requestId])).toEqual(new Map());
  });
});
