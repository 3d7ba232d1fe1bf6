import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import type { DatabaseKind } from '../support/app.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { anOrientedRequest, givePlaces, keepAllAndClose } from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { openOfferTo } from '../support/kept.js';
import { linkOf } from '../support/links.js';
import { BABIES, ENTRY, OfferedFamilies } from '../support/offered-families.js';
import { dayFields } from '../support/page.js';

const BIRTH = '2027-02-01';

describe.each(DATABASES)('two offers to one family (%s)', (kind: DatabaseKind) => {
  let world: OfferedFamilies;
  beforeAll(async () => {
    world = await OfferedFamilies.open(kind);
  });
  beforeEach(() => world.startAnew());
  afterAll(() => world.close());

  const twinsOffered = async () => {
    await givePlaces(world.app, BABIES, 2);
    const need = { ...aChild().need, wantedFrom: ENTRY, week: { mon: { start: '08:00', end: '18:00' } } };
    const twin = (firstName: string) => ({ firstName, birthDate: BIRTH, multipleBirth: true, need });
    const family = await anOrientedRequest(world.app, { child: twin('Léa'), siblings: [twin('Nino')] });
    const twins = [family.requestId, ...family.siblingIds].map((requestId) => ({ ...family, requestId }));
    await keepAllAndClose(world.app, await world.aSessionOpenFor(twins));
    const offers = [];
    for (const { requestId } of twins) offers.push(await openOfferTo(world.app, requestId));
    return { family, lea: offers[0]!, nino: offers[1]! };
  };

  it('each mail opens the offer that it was sent for', async () => {
    const { family, lea, nino } = await twinsOffered();
    const mails = await world.app.get(Reader).find(Message, { where: { dossierId: family.dossierId, kind: 'offer' } });
    for (const offer of [lea, nino]) {
      const mail = mails.find(({ about }) => about === `offer:${offer.id}`)!;
      const { pathname, search } = await linkOf(world.app, mail);
      const browser = new Browser(world.app);
      const asked = (await browser.opens(`${pathname}${search}`)).form(search);
      expect((await browser.presses(asked, dayFields('date', BIRTH))).url).toBe(`/mon-dossier/offres/${offer.id}`);
    }
  });

  it.each([
    ['fr', 'Une place est aussi proposée à Nino : Multi-accueil de Montceau', 'J’accepte cette place'],
    ['en', 'A place is also offered to Nino: Multi-accueil de Montceau', 'I accept this place'],
  ])('each page leads to the other, which is answered for itself (%s)', async (language, sentence, accept) => {
    const { family, lea, nino } = await twinsOffered();
    const browser = await world.familyOf(family, language);
    const page = await browser.opens(`/mon-dossier/offres/${lea.id}`);
    expect(page.link(sentence).href).toBe(`/mon-dossier/offres/${nino.id}`);
    await browser.presses(page.button(accept));
    const other = await browser.opens(`/mon-dossier/offres/${nino.id}`);
    expect([other.hasForm('/accepter'), other.text.includes('Léa :'), other.text.includes('Léa:')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
