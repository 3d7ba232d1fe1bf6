import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { findOffer, OfferReminders } from '../../src/places/placement/index.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { emptySeats, givePlaces } from '../support/commission.js';
import { outboxOf } from '../support/kept.js';
import { expectRefusal } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';
import { PlacementWorld } from '../support/placement-world.js';

const BABIES = 'ma-71306:babies';
const BIRTH = '2026-01-10';
const MORE = { reason: 'needs_visit' };

describe.each(DATABASES)('a family needs more days to answer an offer (%s)', (kind) => {
  let world: PlacementWorld;
  let desk: Browser;

  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
  });
  beforeEach(async () => {
    world.clock.travelTo('2026-11-25T09:00:00.000Z');
    await emptySeats(world.app);
    await givePlaces(world.app, BABIES, 4);
    desk = await signedIn(world.app, 'agent');
  });
  afterAll(() => world.close());

  /** A place from February on, to be answered until 5 December. */
  const offered = async (from = '2027-02-01') => {
    const { requestId, dossierId } = await world.listed({ birthDate: BIRTH });
    const offer = await world.admit({ requestId, dossierId }, { from, days: 10 });
    const page = `/rpe/demandes/${requestId}/delai`;
    const now = async () => (await findOffer(world.reader, offer.id))!;
    return { requestId, dossierId, offerId: offer.id, page, now, request: `/rpe/demandes/${requestId}` };
  };
  type Offered = Awaited<ReturnType<typeof offered>>;
  const extend = async ({ page }: Offered, fields: Record<string, string> = MORE) =>
    desk.presses((await desk.opens(page)).button('Prolonger le délai'), fields);
  const remind = ({ offerId }: Offered): Promise<void> =>
    world.run((tx) => world.app.get(OfferReminders).recordReminder(tx, offerId, world.clock.now()));

  it('the desk gives them once, with a reason; family and history tell the new day', async () => {
    const one = await offered();
    const shown = await desk.opens(one.request);
    expect(shown.linkTo('/delai').text).toContain('Prolonger le délai de réponse');
    const asked = await desk.opens(one.page);
    expect(asked.text).toContain('attend une réponse jusqu’au 5 décembre 2026');
    expect(asked.text).toContain('La famille aura jusqu’au 12 décembre 2026 pour répondre.');
    const done = await extend(one);
    expect(done.text).toContain('Le délai est prolongé, la famille est prévenue.');
    expect(done.text).toContain('Délai de réponse prolongé');
    expect(done.hasLinkTo(one.page)).toBe(false);

    expect(await one.now()).toMatchObject({ state: 'open', deadline: '2026-12-12T23:00:00.000Z' });
    const [mail] = await outboxOf(world.app, { kind: 'offer-extended', dossierId: one.dossierId });
    expect(mail!.body).toContain('Répondez au plus tard le 12 décembre 2026.');
    const parent = await familyOf(world.app, one, BIRTH);
    const follow = await parent.opens('/mon-dossier');
    expect(follow.text).toContain('Le guichet a prolongé le délai pour répondre à la place proposée');
    expect((await desk.opens(one.page)).status).toBe(404);
  });

  it('the offer ends on the later day and not on the earlier one, whatever was reminded before', async () => {
    const one = await offered();
    world.clock.travelTo('2026-12-03T09:00:00.000Z');
    await remind(one);
    desk = await signedIn(world.app, 'agent');
    await extend(one);
    expect((await one.now()).remindedAt).toBeNull();
    world.clock.travelTo('2026-12-07T09:00:00.000Z');
    await world.runJobs();
    expect((await one.now()).state).toBe('open');
    world.clock.travelTo('2026-12-10T09:00:00.000Z');
    await world.runJobs();
    await remind(one);
    world.clock.travelTo('2026-12-12T22:59:00.000Z');
    await world.runJobs();
    expect((await one.now()).state).toBe('open');
    world.clock.travelTo('2026-12-13T09:00:00.000Z');
    await world.runJobs();
    expect((await one.now()).state).toBe('expired');
    expect(await world.inconsistencies()).toEqual([]);
  });

  it('they end on the eve of care, and none are given where that is near', async () => {
    const near = await offered('2026-12-09');
    expect((await desk.opens(near.page)).text).toContain('La famille aura jusqu’au 8 décembre 2026 pour répondre.');
    const nearer = await offered('2026-12-06');
    expect((await desk.opens(nearer.request)).hasLinkTo(nearer.page)).toBe(false);
    expect((await desk.opens(nearer.page)).status).toBe(404);
  });

  it('a missing reason is asked for, and a page that is not new any more gives nothing', async () => {
    const one = await offered();
    const page = await desk.opens(one.page);
    const { version } = await world.request(one.requestId);
    const typed = { ...MORE, offer: one.offerId, version: String(version), intrus: 'oui' };
    expectRefusal(await desk.sends(one.page, typed), 'Le champ « intrus » n’est pas attendu.');
    expectRefusal(await extend(one, { reason: '' }), 'Dites pourquoi la famille a besoin de plus de temps.');
    await extend(one);
    const again = await desk.presses(page.button('Prolonger le délai'), MORE);
    expect(again.text).toContain('Le délai de cette offre a déjà été prolongé.');
    expect(await outboxOf(world.app, { kind: 'offer-extended', dossierId: one.dossierId })).toHaveLength(1);
  });

  it('a delay that is past is told as past while the reminder has reached nobody', async () => {
    const one = await offered();
    world.clock.travelTo('2026-12-20T09:00:00.000Z');
    desk = await signedIn(world.app, 'agent');
    const asked = await desk.opens(one.page);
    expect(asked.text).toContain('attend encore une réponse, parce que le rappel n’est pas parvenu à la famille');
    expect(asked.text).toContain('La famille aura jusqu’au 27 décembre 2026 pour répondre.');
  });

  it('pressed twice at once, gives them once', async () => {
    const one = await offered();
    const { version } = await world.request(one.requestId);
    const typed = { ...MORE, offer: one.offerId, version: String(version) };
    const answers = await Promise.all([desk.post(one.page, typed), desk.post(one.page, typed)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(await one.now()).toMatchObject({ deadline: '2026-12-12T23:00:00.000Z', version: 2 });
    expect(await outboxOf(world.app, { kind: 'offer-extended', dossierId: one.dossierId })).toHaveLength(1);
  });

  it('is nobody else’s: a family, a director, another desk, an offer of another request', async () => {
    const [one, other] = [await offered(), await offered()];
    const parent = await familyOf(world.app, one, BIRTH);
    expect((await parent.sends(one.page, MORE)).status).toBe(404);
    for (const who of ['director', 'otherAgent'] as const)
      expect((await (await signedIn(world.app, who)).opens(one.page)).status).not.toBe(200);
    const { version } = await world.request(one.requestId);
    const crossed = await desk.sends(one.page, { ...MORE, offer: other.offerId, version: String(version) });
    expect(crossed.status).toBe(404);
    expect((await other.now()).deadline).toBe('2026-12-05T23:00:00.000Z');
  });
});
