import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { earlierAnswers } from '../../src/commission/persistence/earlier-answers.queries.js';
import { RequestMoves } from '../../src/dossier/index.js';
import { maskToSlots, slotsToMask, SLOTS } from '../../src/kernel/week-schedule.js';
import {
  Offers,
  PlacementChanges,
  PlacementEnds,
  Placements,
  Solutions,
  type Offer,
} from '../../src/placement/index.js';
import { Placement, Solution } from '../../src/placement/persistence/placement.entities.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { givePlaces } from '../support/commission.js';
import { AGENT, directorOf, FULL_WEEK, PlacementWorld, SESSION } from '../support/placement-world.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const MA = 'ma-71306';
const BABIES = `${MA}:babies`;
const TODDLERS = `${MA}:toddlers`;
const DIRECTOR = directorOf(MA);
const dayFields = (field: string, day: string) => {
  const [year, month, date] = day.split('-');
  return { [`${field}Day`]: date!, [`${field}Month`]: month!, [`${field}Year`]: year! };
};

describe.each(DATABASES)('what becomes of a line (%s)', (kind) => {
  let world: PlacementWorld;
  let director: Browser;
  const base = '2026-11-25T09:00:00.000Z';
  const accept = (offer: Offer) =>
    world.run((tx) =>
      world.app.get(Offers).acceptOffer(tx, { kind: 'family', dossierId: offer.dossierId, draftId: null }, offer.id),
    );
  const line = async (id: string): Promise<Placement> => (await world.reader.findOne(Placement, { id }))!;
  const parts = async (childId: string) =>
    (await world.reader.find(Placement, { where: { childId }, order: { from: 'ASC', id: 'ASC' } })).map(
      ({ sectionId, from, to, state }) => [sectionId, from, to, state],
    );
  const placed = async (overrides = {}): Promise<Placement> => {
    const request = await world.listed({ birthDate: '2026-01-10' });
    await accept(await world.admit(request, { from: '2026-12-07', to: '2027-06-30', ...overrides }));
    return (await world.app.get(Placements).ofRequest(world.reader, request.requestId)).at(-1)!;
  };
  /** A child of a family that moves to the toddlers on 1 March. */
  const moving = async (overrides = {}): Promise<[Placement, Placement]> => {
    const old = await placed(overrides);
    await world.run((tx) => world.app.get(Placements).changeSection(tx, DIRECTOR, old.id, TODDLERS, '2027-04-12'));
    const [, next] = await world.reader.find(Placement, { where: { childId: old.childId }, order: { from: 'ASC' } });
    return [await line(old.id), next!];
  };
  const post = async (placement: Placement, act: string, fields: Record<string, string | string[]> = {}) => {
    const url = `/eaje/${MA}/accueils/${placement.id}`;
    await director.get(url);
    return director.post(`${url}/${act}`, fields);
  };

  /** Signed in again: a session does not last for weeks. */
  const travelTo = async (at: string): Promise<void> => {
    world.clock.travelTo(at);
    director = new Browser(world.app);
    await director.signIn(STAFF['director']!.email, PASSWORD);
  };

  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
    for (const section of [BABIES, TODDLERS]) await givePlaces(world.app, section, 20);
  });
  beforeEach(() => travelTo(base));
  afterAll(() => world.close());
  afterEach(async () => {
    world.clock.travelTo(base);
    expect(await world.inconsistencies()).toEqual([]);
  });

  it('a planned change of section is put off, brought forward, its days changed, then cancelled, and that is undone', async () => {
    const [old, next] = await moving();
    await post(next, 'report', dayFields('firstDay', '2027-05-03'));
    expect(await parts(old.childId)).toEqual([
      [BABIES, '2026-12-07', '2027-05-02', 'held'],
      [TODDLERS, '2027-05-03', '2027-06-30', 'held'],
    ]);
    await post(next, 'report', dayFields('firstDay', '2027-04-15'));
    expect(await parts(old.childId)).toEqual([
      [BABIES, '2026-12-07', '2027-04-14', 'held'],
      [TODDLERS, '2027-04-15', '2027-06-30', 'held'],
    ]);
    // At eleven months it is not of their age yet.
    expect((await post(next, 'report', dayFields('firstDay', '2026-12-14'))).html).toContain(
      'n’aura pas l’âge de cette section',
    );
    await post(next, 'jours', { ...dayFields('daysFrom', '2027-04-15'), slots: ['mon-am', 'mon-pm'] });
    expect(maskToSlots((await line(next.id)).slots)).toEqual(['mon-am', 'mon-pm']);
    await post(next, 'annulation');
    expect(await parts(old.childId)).toEqual([
      [BABIES, '2026-12-07', '2027-06-30', 'held'],
      [TODDLERS, '2027-04-15', '2027-04-14', 'ended'],
    ]);
    expect(await world.reader.findOne(Solution, { requestId: old.requestId! })).toMatchObject({
      placementId: old.id,
      to: '2027-06-30',
      endedAt: null,
    });
    await post(next, 'retablir');
    expect(await parts(old.childId)).toEqual([
      [BABIES, '2026-12-07', '2027-04-14', 'held'],
      [TODDLERS, '2027-04-15', '2027-06-30', 'held'],
    ]);
  });

  it('a departure is taken back with the change of section it had ended; not once the seats are promised', async () => {
    const [old, next] = await moving();
    const before = await parts(old.childId);
    await post(old, 'depart', dayFields('lastDay', '2026-12-31'));
    expect((await parts(old.childId)).map(([, , to]) => to)).toEqual(['2026-12-31', '2027-04-11']);
    await post(old, 'retablir');
    expect(await parts(old.childId)).toEqual(before);
    expect(await world.reader.findOne(Solution, { requestId: old.requestId! })).toMatchObject({
      placementId: next.id,
      to: '2027-06-30',
    });
    await post(old, 'depart', dayFields('lastDay', '2026-12-31'));
    // Every seat of the section is taken meanwhile.
    const free = await world.reader.sql<{ free: number }>(
      `SELECT MIN(places - held) AS free FROM seat_ledger WHERE section_id = :id AND day = '2027-01-04'`,
      { id: BABIES },
    );
    const many = Array.from({ length: Number(free[0]!.free) }, () => ({
      sectionId: BABIES,
      from: '2027-01-04',
      to: '2027-01-04',
      slots: slotsToMask(SLOTS.slice(0, 2)),
      birthDate: null,
    }));
    await world.run((tx) => world.app.get(Placements).takeOver(tx, many));
    const refused = await post(old, 'retablir');
    expect([refused.status, refused.html]).toEqual([
      422,
      expect.stringContaining('Il n’y a plus de place le 4 janvier 2027'),
    ]);
  });

  it('"never came" is taken back: the request is placed again, its family is told, and its points are not taken', async () => {
    const old = await placed({ from: '2027-01-11' });
    await travelTo('2027-01-12T09:00:00.000Z');
    await post(old, 'absence');
    expect((await world.request(old.requestId!)).state).toBe('waiting_list');
    await post(old, 'retablir');
    expect((await world.request(old.requestId!)).state).toBe('placed');
    expect(await line(old.id)).toMatchObject({ state: 'held', to: '2027-06-30' });
    const kinds = await world.reader.sql<{ kind: string }>(
      'SELECT kind FROM message WHERE dossier_id = :id ORDER BY id',
      { id: (await world.request(old.requestId!)).dossierId },
    );
    expect(kinds.map((one) => one.kind).slice(-2)).toEqual(['no-show', 'place-restored']);
  });

  it('a change of section that is restored goes on to the last day that the place has by then', async () => {
    for (const [act, field, last] of [
      ['prolongation', 'newLastDay', '2027-08-31'],
      ['depart', 'lastDay', '2027-05-14'],
    ] as const) {
      const [old, next] = await moving({ from: '2027-01-11' });
      await post(next, 'annulation');
      await post(old, act, dayFields(field, last));
      await post(next, 'retablir');
      expect(await parts(old.childId)).toEqual([
        [BABIES, '2027-01-11', '2027-04-11', 'held'],
        [TODDLERS, '2027-04-12', last, 'held'],
      ]);
      expect(await world.reader.findOne(Solution, { requestId: old.requestId! })).toMatchObject({
        placementId: next.id,
        to: last,
        endedAt: null,
      });
    }
    const [old, next] = await moving({ from: '2027-01-11' });
    await post(next, 'annulation');
    await post(old, 'depart', dayFields('lastDay', '2027-03-31'));
    const refused = await post(next, 'retablir');
    expect([refused.status, refused.html]).toEqual([
      422,
      expect.stringContaining('L’accueil s’arrête maintenant le 31 mars 2027'),
    ]);
    expect((await line(old.id)).to).toBe('2027-03-31');
    // Another change was planned meanwhile.
    const [first, second] = await moving({ from: '2027-01-11' });
    await post(second, 'annulation');
    await world.run((tx) => world.app.get(Placements).changeSection(tx, DIRECTOR, first.id, TODDLERS, '2027-05-03'));
    expect((await post(second, 'retablir')).html).toContain('est prévu le 3 mai 2027');
  });

  it('"never came" to one part of a week leaves the other: its family looks for the rest', async () => {
    const old = await placed({ from: '2027-01-11', slots: slotsToMask(SLOTS.slice(0, 4)), coversNeed: false });
    await world.run((tx) =>
      world.app
        .get(Solutions)
        .recordAgreement(
          tx,
          AGENT,
          old.requestId!,
          {
            kind: 'childminder',
            providerId: null,
            providerLabel: 'Mme Petit',
            week: null,
            from: '2027-01-11',
            to: null,
          },
          true,
        ),
    );
    await travelTo('2027-01-12T09:00:00.000Z');
    await post(old, 'absence');
    expect((await world.request(old.requestId!)).state).toBe('partly_placed');
    const bodies = await world.reader.sql<{ body: string }>(
      `SELECT body FROM message WHERE dossier_id = :id AND kind = 'no-show'`,
      { id: (await world.request(old.requestId!)).dossierId },
    );
    expect(bodies.map(({ body }) => body)).toEqual([expect.stringContaining('Vos autres jours d’accueil restent')]);
    await post(old, 'retablir');
    expect(await line(old.id)).toMatchObject({ state: 'held', to: '2027-06-30' });
    const actions = await world.reader.sql<{ action: string }>(
      'SELECT action FROM request_history WHERE request_id = :id ORDER BY id',
      { id: old.requestId! },
    );
    expect(actions.map(({ action }) => action).slice(-2)).toEqual(['noShow', 'restore']);
    expect((await earlierAnswers(world.reader, [old.requestId!]))([old.requestId!]).noShows).toBe(0);
  });

  it.each([
    ['list', 'before_commission', 'nous continuons à chercher'],
    ['withdraw', 'withdrawn', 'demandez au guichet de la rouvrir'],
  ] as const)(
    '"never came" while the rest of its need is asked for (%s): the request stays %s, and so when it is taken back',
    async (action, state, told) => {
      const old = await placed({ from: '2027-01-11', slots: slotsToMask(SLOTS.slice(0, 4)), coversNeed: false });
      const requestId = old.requestId!;
      const reason = action === 'withdraw' ? { reason: 'moved_away' } : {};
      await world.run((tx) => world.app.get(RequestMoves).move(tx, AGENT, requestId, action, reason));
      const pointsTaken = async () => (await earlierAnswers(world.reader, [requestId]))([requestId]).noShows;
      await travelTo('2027-01-12T09:00:00.000Z');
      await post(old, 'absence');
      expect([(await line(old.id)).state, (await world.request(requestId)).state]).toEqual(['ended', state]);
      expect(await pointsTaken()).toBe(1);
      const { dossierId } = await world.request(requestId);
      const [letter] = await world.reader.sql<{ body: string }>(
        `SELECT body FROM message WHERE dossier_id = :dossierId AND kind = 'no-show'`,
        { dossierId },
      );
      expect(letter!.body).toContain(told);
      await post(old, 'retablir');
      expect([(await line(old.id)).state, (await world.request(requestId)).state]).toEqual(['held', state]);
      expect(await pointsTaken()).toBe(0);
    },
  );

  it('a departure is taken back while its family looks for the rest of its need, which goes on', async () => {
    const old = await placed({ from: '2027-01-11', slots: slotsToMask(SLOTS.slice(0, 4)), coversNeed: false });
    await world.run((tx) => world.app.get(RequestMoves).move(tx, AGENT, old.requestId!, 'list'));
    await travelTo('2027-02-08T09:00:00.000Z');
    for (const lastDay of ['2027-01-15', '2027-03-31']) {
      await world.run((tx) => world.app.get(PlacementEnds).recordDeparture(tx, DIRECTOR, old.id, lastDay));
      await post(old, 'retablir');
      expect(await line(old.id)).toMatchObject({ to: '2027-06-30', state: 'held', beforeEnd: null });
      expect((await world.request(old.requestId!)).state).toBe('before_commission');
    }
  });

  it('"never came" is not taken back once its family is before another session, or offered a place', async () => {
    const old = await placed({ from: '2027-01-11' });
    await travelTo('2027-01-12T09:00:00.000Z');
    await post(old, 'absence');
    await world.run((tx) => world.app.get(RequestMoves).move(tx, AGENT, old.requestId!, 'list'));
    expect((await post(old, 'retablir')).status).toBe(422);
    expect((await line(old.id)).state).toBe('ended');
  });

  it('"never came" of a place that was over already ends no later than it did, and is taken back', async () => {
    const [old, next] = await moving({ from: '2027-01-11' });
    // The jobs of its last days have not run.
    await travelTo('2027-07-08T09:00:00.000Z');
    await world.run((tx) => world.app.get(PlacementEnds).recordNoShow(tx, DIRECTOR, old.id));
    expect(await parts(old.childId)).toEqual([
      [BABIES, '2027-01-11', '2027-04-11', 'ended'],
      [TODDLERS, '2027-04-12', '2027-06-30', 'ended'],
    ]);
    expect(await world.reader.findOne(Solution, { placementId: next.id })).toMatchObject({ to: '2027-06-30' });
    await world.run((tx) => world.app.get(PlacementChanges).undoEnd(tx, DIRECTOR, old.id));
    expect((await parts(old.childId)).map(([, , to, state]) => [to, state])).toEqual([
      ['2027-04-11', 'held'],
      ['2027-06-30', 'held'],
    ]);
  });

  it('an emergency that is not ratified ends on the day stated, before the change of section that was planned', async () => {
    const request = await world.oriented({ birthDate: '2026-01-10' });
    const offer = await world.run((tx) =>
      world.app
        .get(Offers)
        .makeOffer(tx, DIRECTOR, 'admitUrgently', {
          ...request,
          sectionId: BABIES,
          from: '2027-01-11',
          to: '2027-06-30',
          slots: FULL_WEEK,
          coversNeed: true,
          reofferAllowed: false,
          emergency: true,
          days: 10,
        }),
    );
    await accept(offer);
    const [old] = await world.app.get(Placements).ofRequest(world.reader, request.requestId);
    await world.run((tx) => world.app.get(Placements).changeSection(tx, DIRECTOR, old!.id, TODDLERS, '2027-04-12'));
    const next = (await world.app.get(Placements).ofRequest(world.reader, request.requestId))[1]!;
    await world.run((tx) =>
      world.app.get(PlacementEnds).recordRatification(tx, SESSION, next.id, { ratified: false, lastDay: '2027-02-26' }),
    );
    expect(await parts(old!.childId)).toEqual([
      [BABIES, '2027-01-11', '2027-02-26', 'held'],
      [TODDLERS, '2027-04-12', '2027-04-11', 'ended'],
    ]);
    expect(await line(old!.id)).toMatchObject({ ratification: 'refused' });
    expect(await world.reader.findOne(Solution, { requestId: request.requestId })).toMatchObject({
      placementId: old!.id,
      to: '2027-02-26',
      endedAt: null,
    });
  });

  it('a departure is not taken back once its family has given the place up', async () => {
    const old = await placed({ from: '2027-01-11' });
    await world.run((tx) => world.app.get(PlacementEnds).recordDeparture(tx, DIRECTOR, old.id, '2027-03-31'));
    await world.run((tx) => world.app.get(PlacementEnds).giveUp(tx, AGENT, old.offerId!, { choice: 'wait' }));
    await expect(
      world.run((tx) => world.app.get(PlacementChanges).undoEnd(tx, DIRECTOR, old.id)),
    ).rejects.toMatchObject({ refusal: { code: 'placement.nothingToUndo' } });
    expect([(await line(old.id)).state, (await world.request(old.requestId!)).state]).toEqual([
      'ended',
      'waiting_list',
    ]);
  });

  it('a day that is past is asked for once more before a place ends', async () => {
    const old = await placed({ from: '2027-01-11' });
    await travelTo('2027-02-08T09:00:00.000Z');
    const asked = await post(old, 'depart', dayFields('lastDay', '2027-01-15'));
    expect([asked.status, asked.html]).toEqual([422, expect.stringContaining('une date passée')]);
    expect((await line(old.id)).to).toBe('2027-06-30');
    expect(
      (
        await director.post(`/eaje/${MA}/accueils/${old.id}/depart`, {
          ...dayFields('lastDay', '2027-01-15'),
          pastConfirmed: '2027-01-15',
        })
      ).html,
    ).toContain('Le départ est noté');
    expect(await line(old.id)).toMatchObject({ to: '2027-01-15', state: 'ended' });
    expect((await world.request(old.requestId!)).state).toBe('ended');
    await post(old, 'retablir');
    expect((await world.request(old.requestId!)).state).toBe('placed');
  });

  it('a change of section is a departure in no list, and its family alone gives up a place that it has accepted', async () => {
    const old = await placed({ from: '2027-01-11' });
    expect((await post(old, 'annulation')).html).toContain('c’est elle qui y renonce');
    await world.run((tx) => world.app.get(PlacementEnds).recordDeparture(tx, DIRECTOR, old.id, '2027-04-30'));
    await travelTo('2027-03-15T09:00:00.000Z');
    const departures = async (): Promise<number> =>
      Number(/(\d+)[^<]*départ/.exec((await director.get(`/eaje/${MA}`)).html)?.[1] ?? 0);
    const leaving = await departures();
    await world.run((tx) => world.app.get(Placements).changeSection(tx, DIRECTOR, old.id, TODDLERS, '2027-04-12'));
    expect(await departures()).toBe(leaving);
    expect((await director.get(`/eaje/${MA}/accueils`)).html).toContain('change ensuite de section');
    expect(FULL_WEEK).toBe(old.slots);
  });
});
