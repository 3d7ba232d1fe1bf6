import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import type { Day } from '../../src/foundation/kernel/time.js';
import { Offers, Placements } from '../../src/places/placement/index.js';
import { Placement } from '../../src/places/placement/persistence/placement.entities.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { ClosingPeriod } from '../../src/offer/supply/persistence/supply.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  clockOf,
  emptySeats,
  givePlaces,
  keepAllAndClose,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { PASSWORD, STAFF } from '../support/seed.js';

type Family = Awaited<ReturnType<typeof anOrientedRequest>>;
const MA = 'ma-71306';
const BABIES = `${MA}:babies`;
const birth = '2027-02-01';
const hours = { start: '08:00', end: '18:00' };
const dayFields = (name: string, day: Day): Record<string, string> => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}Day`]: date, [`${name}Month`]: month, [`${name}Year`]: year };
};

describe.each(DATABASES)('a place begins on a day that its section opens (%s)', (kind) => {
  let test: TestApp;
  let director: Browser;
  let far = 30;
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  const openOffer = ({ requestId }: Family) => test.app.get(Offers).openOfferOf(test.app.get(Reader), requestId);
  const asking = (wantedFrom: Day, index = 1) =>
    anOrientedRequest(test.app, {
      requestedAt: `2026-01-0${index}T08:00:00.000Z`,
      child: { birthDate: birth, need: { ...aChild().need, wantedFrom, week: { mon: hours, tue: hours } } },
    });
  /** Families before a session whose entries are in the summer, the first so many of whom are offered a place. */
  const offered = async (places: number, count: number, wantedFrom: Day): Promise<Family[]> => {
    await givePlaces(test.app, BABIES, places);
    const families: Family[] = [];
    for (let index = 1; index <= count; index += 1) families.push(await asking(wantedFrom, index));
    const { id } = await planSession(test.app, {
      day: aThursday(test.app, far),
      entryFrom: wantedFrom,
      room: `Salle ${far}`,
    });
    far += 7;
    for (const { requestId } of families) await listFor(test.app, requestId, id);
    await openSession(test.app, id);
    await keepAllAndClose(test.app, id);
    return families;
  };
  const accepted = async (family: Family): Promise<Placement> => {
    await run(async (tx) =>
      test.app
        .get(Offers)
        .acceptOffer(tx, { kind: 'family', dossierId: family.dossierId, draftId: null }, (await openOffer(family))!.id),
    );
    return (await test.app.get(Placements).ofRequest(test.app.get(Reader), family.requestId)).at(-1)!;
  };

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await run((tx) =>
      tx.insert(ClosingPeriod, {
        id: newId(),
        providerId: MA,
        from: '2027-08-02',
        to: '2027-08-27',
        reason: 'Fermeture d’été',
      }),
    );
    director = new Browser(test.app);
    await director.signIn(STAFF['director']!.email, PASSWORD);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await emptySeats(test.app);
  });
  afterAll(() => test.close());

  it('a session offers the first open day after a closing, and so does a place that goes to the next', async () => {
    // The closing ends on a Friday: Monday the 30th is the first open day.
    const [first, second] = await offered(1, 2, '2027-08-16');
    expect(await openOffer(first!)).toMatchObject({ from: '2027-08-30', state: 'open' });
    await run(async (tx) =>
      test.app
        .get(Offers)
        .declineOffer(
          tx,
          { kind: 'family', dossierId: first!.dossierId, draftId: null },
          (await openOffer(first!))!.id,
          'distance',
          'wait',
        ),
    );
    await test.app.get(SqlQueueDriver).runDue();
    expect(await openOffer(second!)).toMatchObject({ from: '2027-08-30', state: 'open' });
  });

  it('a session offers the day after a public holiday', async () => {
    const [only] = await offered(1, 1, '2027-11-01');
    expect(await openOffer(only!)).toMatchObject({ from: '2027-11-02' });
  });

  it('a director who admits is proposed an open day, and a closed one is refused with the next', async () => {
    await givePlaces(test.app, BABIES, 3);
    const family = await asking('2027-08-16');
    const url = `/eaje/demandes/${family.requestId}/admission`;
    const shown = await director.get(url);
    expect(shown.html).toMatch(/name="fromDay"[^>]*value="30"/);
    const admit = (day: Day) =>
      director.post(url, {
        version: hiddenValue(shown.html, 'version')!,
        sectionId: BABIES,
        ...dayFields('from', day),
        ...dayFields('to', '2028-08-31'),
        slots: ['mon-am', 'mon-pm'],
        reason: 'care_lost',
      });
    const refused = await admit('2027-08-16');
    expect([refused.status, textOf(refused.html)]).toEqual([
      422,
      expect.stringContaining('Premier jour d’ouverture ensuite : le 30 août 2027'),
    ]);
    expect(await openOffer(family)).toBeNull();
    expect((await admit('2027-08-30')).status).toBe(200);
    expect(await openOffer(family)).toMatchObject({ from: '2027-08-30' });
  });

  it('no day that is agreed, no change of section and no postponing puts the first day in a closing', async () => {
    await givePlaces(test.app, `${MA}:toddlers`, 3);
    const [family] = await offered(1, 1, '2027-06-07');
    const placement = await accepted(family!);
    const act = (id: string, path: string, fields: Record<string, string>) =>
      director.post(`/eaje/${MA}/accueils/${id}/${path}`, fields);
    const NEXT = 'Premier jour d’ouverture ensuite : le 30 août 2027';
    await director.get(`/eaje/${MA}/accueils/${placement.id}`);
    for (const [adaptation, start] of [
      ['2027-08-03', '2027-09-06'],
      ['2027-07-19', '2027-08-09'],
    ] as const) {
      const refused = await act(placement.id, 'dates', {
        ...dayFields('adaptation', adaptation),
        ...dayFields('start', start),
        agreement: 'agreed',
      });
      expect([refused.status, textOf(refused.html)]).toEqual([422, expect.stringContaining(NEXT)]);
    }
    const holiday = await act(placement.id, 'dates', {
      ...dayFields('adaptation', '2027-07-14'),
      ...dayFields('start', '2027-07-19'),
      agreement: 'agreed',
    });
    expect(textOf(holiday.html)).toContain('Premier jour d’ouverture ensuite : le 15 juillet 2027');
    expect(
      (await act(placement.id, 'section', { sectionId: `${MA}:toddlers`, ...dayFields('change', '2028-05-01') }))
        .status,
    ).toBe(422);
    expect(
      (await act(placement.id, 'section', { sectionId: `${MA}:toddlers`, ...dayFields('change', '2028-05-02') }))
        .status,
    ).toBe(200);
    const next = (
      await test.app.get(Reader).find(Placement, { where: { childId: placement.childId }, order: { from: 'ASC' } })
    ).at(-1)!;
    const late = await act(next.id, 'report', dayFields('firstDay', '2028-05-08'));
    expect([late.status, textOf(late.html)]).toEqual([
      422,
      expect.stringContaining('Premier jour d’ouverture ensuite : le 9 mai 2028'),
    ]);
    expect(
      (
        await act(placement.id, 'dates', {
          ...dayFields('adaptation', '2027-07-19'),
          ...dayFields('start', '2027-07-20'),
          agreement: 'agreed',
        })
      ).status,
    ).toBe(200);
  });
});
