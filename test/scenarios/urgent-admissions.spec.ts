import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  planSession,
  seedCommissions,
  stateOf,
} from '../support/commission.js';
import { openOfferTo, outboxOf } from '../support/kept.js';
import { dayFields, expectRefusal } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';

const BORN_ON = '2026-03-11';
const BUTTON = 'Proposer la place en urgence';

describe.each(DATABASES)('an urgent admission (%s)', (kind) => {
  let test: TestApp;
  let director: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-30T09:00:00.000Z');
    director = await signedIn(test.app, 'director');
  });
  afterAll(() => test.close());

  const aChild = async (): Promise<{ requestId: string; dossierId: string; page: string }> => {
    const { requestId, dossierId } = await anOrientedRequest(test.app, { child: { birthDate: BORN_ON } });
    return { requestId, dossierId, page: `/eaje/demandes/${requestId}/admission` };
  };
  const URGENT = { reason: 'parent_ill', ...dayFields('from', '2026-12-07'), ...dayFields('to', '2027-08-31') };

  it('survives its own errors: the version stays, and the place is offered at the next try', async () => {
    const { requestId, page } = await aChild();
    const form = (await director.opens(page)).button(BUTTON);
    for (const wrong of [
      { ...URGENT, slots: [] },
      { ...URGENT, ...dayFields('from', '2026-11-01') },
      dayFields('to', ''),
    ]) {
      const refused = await director.presses(form, wrong);
      expectRefusal(refused, '');
      expect(refused.button(BUTTON).form.value('version')).toMatch(/^\d+$/);
    }
    const again = (await director.presses(form, { ...URGENT, slots: [] })).button(BUTTON);
    await director.presses(again, { ...URGENT, slots: ['mon-am'] });
    expect(await stateOf(test.app, requestId)).toBe('offered');
  });

  it('says no more of a family in mourning or apart than the family said', async () => {
    const { text } = await director.opens((await aChild()).page);
    expect(text).toContain('Une séparation ou un deuil dans la famille.');
    expect(text).not.toContain('décédé');
  });

  it('is refused where a session could serve its first day, and made before it', async () => {
    const { requestId, page } = await aChild();
    await planSession(test.app, { day: await aFreeThursday(test.app), entryFrom: '2027-03-01' });
    const form = (await director.opens(page)).button(BUTTON);
    const late = await director.presses(form, { ...URGENT, ...dayFields('from', '2027-03-01') });
    expectRefusal(late, 'peut donner une place à partir du 1er mars 2027');
    await director.presses(late.button(BUTTON), { ...URGENT, ...dayFields('from', '2027-02-26') });
    expect(await stateOf(test.app, requestId)).toBe('offered');
  });

  const AFTER = 'La prochaine séance de la commission vient après ce jour';
  const MONTH = 'encore au moins 30 jours, ou jusqu’à son dernier jour, le 31 août 2027';
  it.each([
    ['2026-12-18', '18 décembre 2026', `jusqu’au 18 décembre 2026. ${AFTER}`, '30 jours'],
    ['2027-08-31', '31 août 2027', MONTH, AFTER],
  ])('until %s tells its family how long it lasts, before and after the yes', async (to, last, said, unsaid) => {
    const { requestId, dossierId, page } = await aChild();
    await planSession(test.app, { day: await aFreeThursday(test.app), entryFrom: '2027-03-01' });
    const form = (await director.opens(page)).button(BUTTON);
    await director.presses(form, { ...URGENT, ...dayFields('to', to), slots: ['mon-am'] });
    const { id } = await openOfferTo(test.app, requestId);
    const family = await familyOf(test.app, { dossierId }, BORN_ON);
    const offered = await family.opens(`/mon-dossier/offres/${id}`);
    const accepted = await family.presses(offered.button('J’accepte cette place'));
    for (const { text } of [offered, accepted, await family.opens('/mon-dossier')]) {
      expect(text).toContain(said);
      expect(text).not.toContain(unsaid);
    }
    const confirms = 'Si la commission se réunit avant ce jour, elle doit encore la confirmer.';
    for (const [mail, lasts] of [
      ['offer', `Elle dure jusqu’au ${last}.`],
      ['offer-answered', `La place est à vous jusqu’au ${last}.`],
    ] as const) {
      const [sent] = await outboxOf(test.app, { dossierId, kind: mail });
      expect(sent?.body).toContain(`${lasts} ${confirms}`);
    }
  });
});
