import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { earlierAnswers } from '../../src/commissions/commission/persistence/earlier-answers.queries.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { RequestHistory } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { maskToSlots, slotsToMask, SLOTS } from '../../src/foundation/kernel/week-schedule.js';
import {
  Offers,
  PlacementChanges,
  GivenUpPlaces,
  PlacementEnds,
  Placements,
  Solutions,
  type Offer,
} from '../../src/places/placement/index.js';
import { Placement, SeatLedger, Solution } from '../../src/places/placement/persistence/placement.entities.js';
import type { Message } from '../../src/foundation/platform/outbox/index.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { givePlaces } from '../support/commission.js';
import { outboxOf } from '../support/kept.js';
import { dayFields, type FieldValues, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { AGENT, directorOf, FULL_WEEK, PlacementWorld, SESSION } from '../support/placement-world.js';

const MA = 'ma-71306';
const BABIES = `${MA}:babies`;
const TODDLERS = `${MA}:toddlers`;
const DIRECTOR = directorOf(MA);
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
  /** The director opens the page of the child and presses what does this. */
  const acts = async (placement: Placement, act: string, filled: FieldValues = {}): Promise<Page> => {
    const child = await director.opens(`/eaje/${MA}/accueils/${placement.id}`);
    return director.presses(child.form(`/${act}`), filled);
  };
  const lettersTo = async (requestId: string, kindOfMessage?: string): Promise<Message[]> => {
    const { dossierId } = await world.request(requestId);
    return outboxOf(world.app, { dossierId, ...(kindOfMessage ? { kind: kindOfMessage } : {}) });
  };

  /** Signed in again: a session does not last for weeks. */
  const travelTo = async (at: string): Promise<void> => {
    world.clock.travelTo(at);
    director = await signedIn(world.app, 'director');
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
    await acts(next, 'report', dayFields('firstDay', '2027-05-03'));
    expect(await parts(old.childId)).toEqual([
      [BABIES, '2026-12-07', '2027-05-02', 'held'],
      [TODDLERS, '2027-05-03', '2027-06-30', 'held'],
    ]);
    await acts(next, 'report', dayFields('firstDay', '2027-04-15'));
    expect(await parts(old.childId)).toEqual([
      [BABIES, '2026-12-07', '2027-04-14', 'held'],
      [TODDLERS, '2027-04-15', '2027-06-30', 'held'],
    ]);
    // At eleven months it is not of their age yet.
    expect((await acts(next, 'report', dayFields('firstDay', '2026-12-14'))).text).toContain(
      'n’aura pas l’âge de cette section',
    );
    await acts(next, 'jours', { ...dayFields('daysFrom', '2027-04-15'), slots: ['mon-am', 'mon-pm'] });
    expect(maskToSlots((await line(next.id)).slots)).toEqual(['mon-am', 'mon-pm']);
    await acts(next, 'annulation');
    expect(await parts(old.childId)).toEqual([
      [BABIES, '2026-12-07', '2027-06-30', 'held'],
      [TODDLERS, '2027-04-15', '2027-04-14', 'ended'],
    ]);
    expect(await world.reader.findOne(Solution, { requestId: old.requestId! })).toMatchObject({
      placementId: old.id,
      to: '2027-06-30',
      endedAt: null,
    });
    await acts(next, 'retablir');
    expect(await parts(old.childId)).toEqual([
      [BABIES, '2026-12-07', '2027-04-14', 'held'],
      [TODDLERS, '2027-04-15', '2027-06-30', 'held'],
    ]);
  });

  it('a departure is taken back with the change of section it had ended; not once the seats are promised', async () => {
    const [old, next] = await moving();
    const before = await parts(old.childId);
    await acts(old, 'depart', dayFields('lastDay', '2026-12-31'));
    expect((await parts(old.childId)).map(([, , to]) => to)).toEqual(['2026-12-31', '2027-04-11']);
    await acts(old, 'retablir');
    expect(await parts(old.childId)).toEqual(before);
    expect(await world.reader.findOne(Solution, { requestId: old.requestId! })).toMatchObject({
      placementId: next.id,
      to: '2027-06-30',
    });
    await acts(old, 'depart', dayFields('lastDay', '2026-12-31'));
    // Every seat of the section is taken meanwhile.
    const day = await world.reader.find(SeatLedger, { where: { sectionId: BABIES, day: '2027-01-04' } });
    const many = Array.from({ length: Math.min(...day.map(({ places, held }) => places - held)) }, () => ({
      sectionId: BABIES,
      from: '2027-01-04',
      to: '2027-01-04',
      slots: slotsToMask(SLOTS.slice(0, 2)),
      birthDate: null,
    }));
    await world.run((tx) => world.app.get(Placements).takeOver(tx, many));
    const refused = await acts(old, 'retablir');
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('Il n’y a plus de place le 4 janvier 2027'),
    ]);
  });

  it('"never came" is taken back: the request is placed again, its family is told, and its points are not taken', async () => {
    const old = await placed({ from: '2027-01-11' });
    await travelTo('2027-01-12T09:00:00.000Z');
    await acts(old, 'absence');
    expect((await world.request(old.requestId!)).state).toBe('waiting_list');
    await acts(old, 'retablir');
    expect((await world.request(old.requestId!)).state).toBe('placed');
    expect(await line(old.id)).toMatchObject({ state: 'held', to: '2027-06-30' });
    const written = (await lettersTo(old.requestId!)).sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(written.map((one) => one.kind).slice(-2)).toEqual(['no-show', 'place-restored']);
  });

  it('a change of section that is restored goes on to the last day that the place has by then', async () => {
    for (const [act, field, last] of [
      ['prolongation', 'newLastDay', '2027-08-31'],
      ['depart', 'lastDay', '2027-05-14'],
    ] as const) {
      const [old, next] = await moving({ from: '2027-01-11' });
      await acts(next, 'annulation');
      await acts(old, act, dayFields(field, last));
      await acts(next, 'retablir');
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
    await acts(next, 'annulation');
    await acts(old, 'depart', dayFields('lastDay', '2027-03-31'));
    const refused = await acts(next, 'retablir');
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('L’accueil s’arrête maintenant le 31 mars 2027'),
    ]);
    expect((await line(old.id)).to).toBe('2027-03-31');
    // Another change was planned meanwhile.
    const [first, second] = await moving({ from: '2027-01-11' });
    await acts(second, 'annulation');
    await world.run((tx) => world.app.get(Placements).changeSection(tx, DIRECTOR, first.id, TODDLERS, '2027-05-03'));
    expect((await acts(second, 'retablir')).text).toContain('est prévu le 3 mai 2027');
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
    await acts(old, 'absence');
    expect((await world.request(old.requestId!)).state).toBe('partly_placed');
    const bodies = await lettersTo(old.requestId!, 'no-show');
    expect(bodies.map(({ body }) => body)).toEqual([expect.stringContaining('Vos autres jours d’accueil restent')]);
    await acts(old, 'retablir');
    expect(await line(old.id)).toMatchObject({ state: 'held', to: '2027-06-30' });
    const actions = await world.reader.find(RequestHistory, {
      where: { requestId: old.requestId! },
      order: { id: 'ASC' },
    });
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
      await acts(old, 'absence');
      expect([(await line(old.id)).state, (await world.request(requestId)).state]).toEqual(['ended', state]);
      expect(await pointsTaken()).toBe(1);
      const [letter] = await lettersTo(requestId, 'no-show');
      expect(letter!.body).toContain(told);
      await acts(old, 'retablir');
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
      await acts(old, 'retablir');
      expect(await line(old.id)).toMatchObject({ to: '2027-06-30', state: 'held', beforeEnd: null });
      expect((await world.request(old.requestId!)).state).toBe('before_commission');
    }
  });

  it('"never came" is not taken back once its family is before another session, or offered a place', async () => {
    const old = await placed({ from: '2027-01-11' });
    await travelTo('2027-01-12T09:00:00.000Z');
    await acts(old, 'absence');
    await world.run((tx) => world.app.get(RequestMoves).move(tx, AGENT, old.requestId!, 'list'));
    expect((await acts(old, 'retablir')).status).toBe(422);
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
    await world.run((tx) => world.app.get(GivenUpPlaces).giveUp(tx, AGENT, old.offerId!, { choice: 'wait' }));
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
    const asked = await acts(old, 'depart', dayFields('lastDay', '2027-01-15'));
    expect([asked.status, asked.text]).toEqual([422, expect.stringContaining('une date passée')]);
    expect((await line(old.id)).to).toBe('2027-06-30');
    // The other forms of the page still show what they showed.
    const before = await director.opens(`/eaje/${MA}/accueils/${old.id}`);
    expect(before.form('/jours').value('slots')).not.toBe('');
    expect(asked.form('/jours').value('slots')).toBe(before.form('/jours').value('slots'));
    const noted = await director.presses(asked.form('/depart'), { pastConfirmed: '2027-01-15' });
    expect(noted.text).toContain('Le départ est noté');
    expect(await line(old.id)).toMatchObject({ to: '2027-01-15', state: 'ended' });
    expect((await world.request(old.requestId!)).state).toBe('ended');
    await acts(old, 'retablir');
    expect((await world.request(old.requestId!)).state).toBe('placed');
  });

  it('a change of section is a departure in no list, and its family alone gives up a place that it has accepted', async () => {
    const old = await placed({ from: '2027-01-11' });
    expect((await acts(old, 'annulation')).text).toContain('c’est elle qui y renonce');
    await world.run((tx) => world.app.get(PlacementEnds).recordDeparture(tx, DIRECTOR, old.id, '2027-04-30'));
    await travelTo('2027-03-15T09:00:00.000Z');
    const departures = async (): Promise<number> =>
      Number(/(\d+) départ/.exec((await director.opens(`/eaje/${MA}`)).text)![1]);
    const leaving = await departures();
    await world.run((tx) => world.app.get(Placements).changeSection(tx, DIRECTOR, old.id, TODDLERS, '2027-04-12'));
    expect(await departures()).toBe(leaving);
    expect((await director.opens(`/eaje/${MA}/accueils`)).text).toContain('change ensuite de section');
    expect(FULL_WEEK).toBe(old.slots);
  });
});
