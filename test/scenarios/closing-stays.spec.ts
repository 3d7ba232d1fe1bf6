import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Offers, PlacementEnds } from '../../src/places/placement/index.js';
import { Placement } from '../../src/places/placement/persistence/placement.entities.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { emptySeats, givePlaces, messagesTo } from '../support/commission.js';
import { dossierOf, outboxOf } from '../support/kept.js';
import { dayFields, expectRefusal, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { directorOf, PlacementWorld } from '../support/placement-world.js';
import { STAFF } from '../support/seed.js';

const NOW = '2026-11-25T09:00:00.000Z';
const AT = 'ma-71306';
const BABIES = `${AT}:babies`;
const HERE = `/offre/${AT}/accueils-a-la-fermeture`;
/** A stay of {@link PlacementWorld.admit} lasts from March 2027 to February 2028. */
const [CLOSING, LAST] = ['2027-06-01', '2027-05-31'];

describe.each(DATABASES)('the stays that go beyond a closing (%s)', (kind) => {
  let world: PlacementWorld;
  let coordinator: Browser;
  let director: Browser;

  const closes = async (path = '?section=babies'): Promise<void> => {
    const url = `/offre/${AT}/fermer${path}${path ? '&' : '?'}du=${CLOSING}`;
    const page = await coordinator.opens(url);
    const fields = { reason: 'Fin du bail', confirmed: 'yes', ...dayFields('from', CLOSING) };
    await coordinator.presses(page.button('Fermer'), fields);
  };
  const reopens = async (path = '?section=babies'): Promise<void> => {
    const page = await coordinator.opens(`/offre/${AT}/rouvrir${path}`);
    await coordinator.presses(page.button('Rouvrir'), { reason: 'Reprise', ...dayFields('from', '2026-11-25') });
  };
  /** A family whose child holds a place there from March on. */
  const placed = async (overrides: Parameters<PlacementWorld['admit']>[1] = {}) => {
    const family = await world.listed({ birthDate: '2026-10-01' });
    const offer = await world.admit(family, overrides);
    const actor = { kind: 'family', dossierId: family.dossierId, draftId: null } as const;
    await world.run((tx) => world.app.get(Offers).acceptOffer(tx, actor, offer.id));
    const { number } = await dossierOf(world.app, family.dossierId);
    const [message] = await outboxOf(world.app, { dossierId: family.dossierId });
    return { ...family, number, recipient: message!.recipient };
  };
  const placeOf = async (requestId: string): Promise<Placement> =>
    (await world.reader.find(Placement, { where: { requestId }, order: { from: 'ASC' } }))[0]!;
  const ends = async (browser: Browser, fields: Record<string, string | string[]> = {}): Promise<Page> =>
    browser.presses((await browser.opens(HERE)).button('Arrêter ces accueils'), { reason: 'Fin du bail', ...fields });
  const restores = async (browser: Browser): Promise<Page> =>
    browser.presses((await browser.opens(HERE)).button('Rétablir ces accueils'));

  beforeAll(async () => {
    world = await PlacementWorld.open(kind, NOW);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    world.clock.travelTo(NOW);
    await emptySeats(world.app);
    await givePlaces(world.app, BABIES, 4);
    coordinator = await signedIn(world.app, 'coordinator');
    director = await signedIn(world.app, 'director');
  });

  it('are listed with their last day; those ticked end on the day before, and seats, family, desk and director know', async () => {
    const [leaves, stays] = [await placed(), await placed()];
    await closes();
    const page = await director.opens((await director.opens(`/offre/${AT}`)).link('Accueils qui dépassent').href);
    expect(page.text).toContain(`Dossier ${leaves.number}, Bébés`);
    expect(page.text).toContain('Dernier jour : 31 mai 2027');
    const { id } = await placeOf(leaves.requestId);
    const done = await ends(director, { stays: id });
    expect(done.text).toContain('Les familles et leurs guichets sont prévenus.');
    expect(done.text).toContain('1 accueil arrêté le 25 novembre 2026');
    expect([(await placeOf(leaves.requestId)).to, (await placeOf(stays.requestId)).to]).toEqual([LAST, '2028-02-29']);
    expect([await world.heldOn(BABIES, LAST), await world.heldOn(BABIES, CLOSING)]).toEqual([2, 1]);
    expect(await messagesTo(world.app, leaves.recipient)).toContain('place-closes');
    expect(await messagesTo(world.app, stays.recipient)).not.toContain('place-closes');
    for (const name of ['agent', 'director']) {
      const [mail] = (await outboxOf(world.app, { kind: 'stays-ended', recipient: STAFF[name]!.email })).slice(-1);
      expect(mail!.body).toContain(leaves.number);
    }
    expect(await world.inconsistencies()).toEqual([]);
    await restores(director);
    await reopens();
  });

  it('are restored together, while the section is closed or once it is open again, and the families are told', async () => {
    const family = await placed();
    await closes();
    await ends(director);
    const restored = await restores(director);
    expect(restored.text).toContain('Ces accueils sont rétablis.');
    expect((await placeOf(family.requestId)).to).toBe('2028-02-29');
    expect(await world.heldOn(BABIES, CLOSING)).toBe(1);
    expect(await messagesTo(world.app, family.recipient)).toContain('place-restored');
    await ends(director);
    await reopens();
    await restores(coordinator);
    expect((await placeOf(family.requestId)).to).toBe('2028-02-29');
    expect(await world.inconsistencies()).toEqual([]);
  });

  it('are restored too when the day has passed: the request of the family is what it was', async () => {
    const family = await placed();
    await closes();
    await ends(director);
    world.clock.travelTo('2027-06-02T09:00:00.000Z');
    await world.runJobs();
    expect((await world.request(family.requestId)).state).toBe('ended');
    await restores(await signedIn(world.app, 'director'));
    expect((await world.request(family.requestId)).state).toBe('placed');
    expect((await messagesTo(world.app, family.recipient)).filter((one) => one === 'place-restored')).toHaveLength(1);
    world.clock.travelTo(NOW);
    coordinator = await signedIn(world.app, 'coordinator');
    await reopens();
  });

  it('are not restored once something else was built on one of them: none is, and its family is named', async () => {
    const [first, second] = [await placed(), await placed()];
    await closes();
    await ends(director);
    const { id } = await placeOf(second.requestId);
    await world.run((tx) => world.app.get(PlacementEnds).recordDeparture(tx, directorOf(AT), id, '2027-04-30'));
    await world.run((tx) => tx.update(Placement, { id }, { beforeEnd: null }));
    const refused = await restores(director);
    expectRefusal(refused, `La place ou la demande du dossier ${second.number} a changé depuis : rien n’est rétabli.`);
    expect((await placeOf(first.requestId)).to).toBe(LAST);
    await reopens();
  });

  it('that have not begun are not ended here: the page says where they are settled', async () => {
    const family = await placed({ from: '2027-09-01' });
    await closes();
    const page = await director.opens(HERE);
    expect(page.text).toContain('Aucun accueil commencé ne dépasse une fermeture.');
    expect(page.text).toContain(`Dossier ${family.number}, Bébés, à partir du 1er septembre 2027`);
    await reopens();
  });

  it('end when somebody ticks them and says why, and only for who looks after the establishment', async () => {
    const family = await placed();
    await closes();
    const nothing = await ends(director, { stays: [], reason: '' });
    expect([nothing.status, Object.keys(nothing.errors)]).toEqual([422, ['stays', 'reason']]);
    const other = await signedIn(world.app, 'otherDirector');
    expect((await other.opens(HERE)).status).toBe(404);
    expect((await placeOf(family.requestId)).to).toBe('2028-02-29');
    await reopens();
  });

  it('end some days after the section closed, by the coordinator too, who takes it back', async () => {
    const family = await placed();
    await closes();
    world.clock.travelTo('2027-06-04T09:00:00.000Z');
    coordinator = await signedIn(world.app, 'coordinator');
    const done = await ends(coordinator);
    expect(done.text).toContain('Les familles et leurs guichets sont prévenus.');
    expect((await world.request(family.requestId)).state).toBe('ended');
    await restores(coordinator);
    expect((await world.request(family.requestId)).state).toBe('placed');
    expect(await world.inconsistencies()).toEqual([]);
    world.clock.travelTo(NOW);
    coordinator = await signedIn(world.app, 'coordinator');
    await reopens();
  });

  it('end wherever the child is by then when the whole establishment closes', async () => {
    const family = await placed();
    await closes('');
    await ends(coordinator);
    expect((await placeOf(family.requestId)).to).toBe(LAST);
    await reopens('');
    await restores(coordinator);
    expect((await placeOf(family.requestId)).to).toBe('2028-02-29');
    expect(await world.inconsistencies()).toEqual([]);
  });
});
