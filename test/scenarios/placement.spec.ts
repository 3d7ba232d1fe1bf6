import { afterAll, afterEach, beforeAll, describe, expect, it } from '../support/runner.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { DomainError, type Refusal } from '../../src/foundation/kernel/refusal.js';
import { addDays } from '../../src/foundation/kernel/time.js';
import { SLOTS, slotsToMask, type Slot } from '../../src/foundation/kernel/week-schedule.js';
import {
  OfferReminders,
  Offers,
  PlacementEnds,
  Placements,
  Seats,
  Solutions,
} from '../../src/places/placement/index.js';
import { Offer, Placement, SeatLedger, Solution } from '../../src/places/placement/persistence/placement.entities.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';
import { Capacities } from '../../src/offer/supply/index.js';
import { DATABASES } from '../support/app.js';
import { AGENT, COORDINATOR, directorOf, FULL_WEEK, PlacementWorld, SESSION } from '../support/placement-world.js';

const BABIES = 'ma-71306:babies';
const TODDLERS = 'ma-71306:toddlers';
const DIRECTOR = directorOf('ma-71306');
const seatsOf = (places: number, slots: readonly Slot[] = SLOTS.slice(0, 10)) =>
  Object.fromEntries(slots.map((slot) => [slot, places]));

async function refusalOf(work: Promise<unknown>): Promise<Refusal | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof DomainError) return error.refusal;
      throw error;
    },
  );
}

describe.each(DATABASES)('Places, promised and held (%s)', (kind) => {
  let world: PlacementWorld;
  const family = (dossierId: string) => ({ kind: 'family', dossierId, draftId: null }) as const;
  const accept = (offer: Offer) =>
    world.run((tx) => world.app.get(Offers).acceptOffer(tx, family(offer.dossierId), offer.id));
  const placementOf = async (requestId: string): Promise<Placement> =>
    (await world.app.get(Placements).ofRequest(world.reader, requestId)).at(-1)!;
  const placed = async (overrides = {}): Promise<Placement> => {
    const request = await world.listed();
    await accept(await world.admit(request, overrides));
    return placementOf(request.requestId);
  };

  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
  });
  afterAll(() => world.close());
  // Whatever a test did: the ledger says what placements and offers say.
  afterEach(async () => expect(await world.inconsistencies()).toEqual([]));

  describe('an offer', () => {
    it('holds its seats, and passes them to the placement when it is accepted', async () => {
      const request = await world.listed();
      const before = await world.heldOn(BABIES, '2027-03-01');
      const offer = await world.admit(request);
      expect([
        await world.heldOn(BABIES, '2027-02-26'),
        await world.heldOn(BABIES, '2027-03-01'),
        await world.heldOn(BABIES, '2028-02-29', 1),
      ]).toEqual([0, before + 1, before + 1]);
      expect(await accept(offer)).toEqual({ ok: true });
      expect(await world.heldOn(BABIES, '2027-03-01')).toBe(before + 1);
      expect((await world.request(request.requestId)).state).toBe('placed');
      expect(await refusalOf(accept(offer))).toMatchObject({ code: 'offer.notOpen' });
    });

    it.each<[string, (offer: Offer) => Promise<unknown>, string]>([
      [
        'declined',
        (offer) =>
          world.run((tx) => world.app.get(Offers).declineOffer(tx, family(offer.dossierId), offer.id, 'hours', 'wait')),
        'waiting_list',
      ],
      [
        'declined for good',
        (offer) =>
          world.run((tx) =>
            world.app.get(Offers).declineOffer(tx, family(offer.dossierId), offer.id, 'hours', 'withdraw'),
          ),
        'withdrawn',
      ],
      [
        'revoked',
        (offer) => world.run((tx) => world.app.get(Offers).revokeOffer(tx, COORDINATOR, offer.id, 'error_in_decision')),
        'waiting_list',
      ],
      [
        'withdrawn with its request',
        (offer) =>
          world.run((tx) =>
            world.app.get(RequestMoves).move(tx, AGENT, offer.requestId, 'withdraw', { reason: 'moved_away' }),
          ),
        'withdrawn',
      ],
    ])('gives its seats back when it is %s', async (_, end, state) => {
      const request = await world.listed();
      const before = await world.heldOn(BABIES, '2027-05-03');
      const offer = await world.admit(request);
      await end(offer);
      expect(await world.heldOn(BABIES, '2027-05-03')).toBe(before);
      expect((await world.request(request.requestId)).state).toBe(state);
      expect((await world.reader.findOne(Offer, { id: offer.id }))!.state).not.toBe('open');
      expect(await world.reader.count(Job, { key: `offer:${offer.id}:expire`, state: 'waiting' })).toBe(0);
    });

    it('is replaced by a better one: the first seats come free, the second are held', async () => {
      const request = await world.listed();
      const [babies, toddlers] = [await world.heldOn(BABIES, '2027-04-05'), await world.heldOn(TODDLERS, '2027-04-05')];
      const first = await world.admit(request);
      await world.admit(request, { sectionId: TODDLERS });
      expect([await world.heldOn(BABIES, '2027-04-05'), await world.heldOn(TODDLERS, '2027-04-05')]).toEqual([
        babies,
        toddlers + 1,
      ]);
      expect((await world.reader.findOne(Offer, { id: first.id }))!.state).toBe('replaced');
      expect(await world.reader.count(Offer, { requestId: request.requestId, state: 'open' })).toBe(1);
    });

    it('stays open to an answer when the family has found a part elsewhere', async () => {
      const request = await world.listed();
      const offer = await world.admit(request, { slots: slotsToMask(['mon-am', 'mon-pm']), coversNeed: false });
      const childminder = {
        kind: 'childminder',
        providerId: null,
        providerLabel: 'Une voisine',
        week: { tue: { start: '08:00', end: '18:00' } },
        from: '2027-03-01',
        to: null,
      } as const;
      await world.run((tx) =>
        world.app.get(Solutions).reportElsewhere(tx, family(request.dossierId), request.requestId, childminder, false),
      );
      expect((await world.request(request.requestId)).state).toBe('offered');
      expect(await accept(offer)).toEqual({ ok: true });
      expect((await world.request(request.requestId)).state).toBe('partly_placed');
    });

    it('names in its message the days that it lacks, and a family is told when it is taken back', async () => {
      const request = await world.listed();
      const offer = await world.admit(request, { slots: slotsToMask(['mon-am', 'mon-pm']), coversNeed: false });
      const messages = (): Promise<Message[]> =>
        world.reader.find(Message, { where: { dossierId: offer.dossierId }, order: { createdAt: 'ASC', id: 'ASC' } });
      expect((await messages()).find(({ kind }) => kind === 'offer')!.body).toContain(
        'jours demandés qui n’y sont pas : mardi, jeudi et vendredi',
      );
      await world.run((tx) => world.app.get(Offers).revokeOffer(tx, COORDINATOR, offer.id, 'error_in_decision'));
      const told = (await messages()).at(-1)!;
      expect([told.kind, told.body]).toEqual([
        'offer-revoked',
        expect.stringContaining('reste sur la liste d’attente'),
      ]);
      expect(told.body).not.toMatch(/erreur/);
    });

    it('refuses an empty week, a last day before the first, a closed day and a day before any capacity', async () => {
      const request = await world.listed();
      expect(await refusalOf(world.admit(request, { slots: 0 }))).toMatchObject({ code: 'seats.nothing' });
      expect(await refusalOf(world.admit(request, { from: '2027-03-02', to: '2027-03-01' }))).toMatchObject({
        code: 'seats.nothing',
      });
      expect(await refusalOf(world.admit(request, { slots: slotsToMask(['mon-am', 'sat-am']) }))).toEqual({
        code: 'seats.closed',
        facts: { day: '2027-03-06', half: 'am' },
      });
      expect(await refusalOf(world.admit(request, { from: '2026-08-31' }))).toMatchObject({
        code: 'seats.closed',
        facts: { day: '2026-08-31' },
      });
      expect((await world.request(request.requestId)).state).toBe('before_commission');
    });
  });

  describe('the deadline', () => {
    let base: string;
    beforeAll(() => {
      base = world.clock.now();
    });
    afterAll(() => world.clock.travelTo(base));

    it('passes: the offer expires, its seats come free and the family is told', async () => {
      world.clock.travelTo('2026-11-25T09:00:00.000Z');
      const request = await world.listed();
      const before = await world.heldOn(BABIES, '2027-06-07');
      const offer = await world.admit(request);
      world.clock.travelTo('2026-12-03T08:00:00.000Z');
      await world.runJobs();
      expect((await world.reader.findOne(Offer, { id: offer.id }))!.remindedAt).not.toBeNull();
      expect(await world.heldOn(BABIES, '2027-06-07')).toBe(before + 1);
      world.clock.travelTo('2026-12-07T08:00:00.000Z');
      await world.runJobs();
      expect((await world.reader.findOne(Offer, { id: offer.id }))!.state).toBe('expired');
      expect(await world.heldOn(BABIES, '2027-06-07')).toBe(before);
      expect((await world.request(request.requestId)).state).toBe('waiting_list');
    });

    it('is two days after a late reminder: an answer in between counts, one after it does not, job or no job', async () => {
      world.clock.travelTo('2026-11-25T09:00:00.000Z');
      const [early, late] = [await world.admit(await world.listed()), await world.admit(await world.listed())];
      world.clock.travelTo('2026-12-10T09:00:00.000Z');
      // Past the deadline, not reminded: nobody has lost anything.
      await world.run((tx) => world.app.get(Offers).expireIfDue(tx, early.id));
      for (const offer of [early, late])
        await world.run((tx) => world.app.get(OfferReminders).recordReminder(tx, offer.id, world.clock.now()));
      world.clock.travelTo('2026-12-12T08:59:00.000Z');
      expect(await accept(early)).toEqual({ ok: true });
      world.clock.travelTo('2026-12-12T09:01:00.000Z');
      expect(await accept(late)).toMatchObject({ ok: false, refusal: { code: 'offer.expired' } });
      expect((await world.request(late.requestId)).state).toBe('waiting_list');
    });

    it('is named by a reminder that is written late: the day that the family then has, and no day that is past', async () => {
      world.clock.travelTo('2026-11-25T09:00:00.000Z');
      const offer = await world.admit(await world.listed());
      world.clock.travelTo('2026-12-10T09:00:00.000Z');
      await world.runJobs();
      const [reminder, ...more] = await world.reader.find(Message, {
        where: { dossierId: offer.dossierId, kind: 'offer-reminder' },
      });
      expect(more).toEqual([]);
      expect(reminder!.subject).toContain('au plus tard le 11 décembre 2026');
      expect(reminder!.body).toContain('Répondez au plus tard le 11 décembre 2026');
      expect((await world.reader.findOne(Offer, { id: offer.id }))!.effectiveDeadline).toMatch(/^2026-12-12T09:00/);
    });
  });

  describe('the last seat', () => {
    const WEDNESDAY = slotsToMask(['wed-am', 'wed-pm']);
    it('goes to one of two families that are offered it at once; the other is told which day is full', async () => {
      await world.run((tx) =>
        world.app
          .get(Capacities)
          .changePlaces(tx, directorOf('mc-psu-71212'), 'mc-psu-71212:mixed', '2026-11-25', seatsOf(1)),
      );
      const requests = [await world.listed(), await world.listed()];
      const place = { sectionId: 'mc-psu-71212:mixed', slots: WEDNESDAY };
      const outcomes = await Promise.all(requests.map((request) => refusalOf(world.admit(request, place))));
      expect(outcomes.filter((refusal) => refusal === undefined)).toHaveLength(1);
      expect(outcomes.find((refusal) => refusal !== undefined)).toEqual({
        code: 'seats.full',
        facts: { day: '2027-03-03', half: 'am' },
      });
      expect(await world.heldOn('mc-psu-71212:mixed', '2027-03-03')).toBe(1);
    });

    it('is never promised twice, whatever offers, emergencies, answers and changes of places meet', async () => {
      const section = 'mc-psu-71486:mixed';
      const director = directorOf('mc-psu-71486');
      await world.run((tx) => world.app.get(Capacities).changePlaces(tx, director, section, '2026-11-25', seatsOf(3)));
      const wish = [{ mode: 'establishment' as const, providerId: 'mc-psu-71486', communeCode: null }];
      const requests = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          index % 3 === 0 ? world.oriented({ wishes: wish }) : world.listed({ wishes: wish }),
        ),
      );
      const weeks = [
        FULL_WEEK,
        slotsToMask(['mon-am', 'tue-pm', 'wed-am']),
        slotsToMask(SLOTS.slice(4, 10)),
        slotsToMask(['mon-am', 'fri-pm']),
      ];
      const acts = requests.flatMap((request, index) => {
        const place = {
          sectionId: section,
          slots: weeks[index % weeks.length]!,
          from: addDays('2027-01-04', index * 9),
          to: addDays('2027-06-30', index * 13),
        };
        const offer =
          index % 3 === 0
            ? world.run((tx) =>
                world.app
                  .get(Offers)
                  .makeOffer(tx, director, 'admitUrgently', {
                    ...request,
                    ...place,
                    coversNeed: true,
                    reofferAllowed: false,
                    emergency: true,
                    days: 10,
                  }),
              )
            : world.admit(request, place);
        const change =
          index % 4 === 0
            ? [
                world.run((tx) =>
                  world.app
                    .get(Capacities)
                    .changePlaces(tx, director, section, addDays('2027-02-01', index), seatsOf(2 + (index % 3))),
                ),
              ]
            : [];
        return [
          refusalOf(offer.then(async (made): Promise<unknown> => (index % 2 === 0 ? accept(made) : made))),
          ...change.map(refusalOf),
        ];
      });
      const outcomes = await Promise.all(acts);
      expect(outcomes.some((refusal) => refusal === undefined)).toBe(true);
      expect(outcomes.some((refusal) => refusal?.code === 'seats.full')).toBe(true);
      const over = (await world.reader.find(SeatLedger, { where: { sectionId: section } })).filter(
        (row) => row.held > row.places,
      );
      expect(over).toEqual([]);
    });
  });

  describe('capacity', () => {
    const cf = 'cf-71306:mixed';
    const familyCreche = directorOf('cf-71306');
    const change = (from: string, places: number) =>
      refusalOf(world.run((tx) => world.app.get(Capacities).changePlaces(tx, familyCreche, cf, from, seatsOf(places))));
    const free = (day: string) => world.app.get(Seats).freeBetween(world.reader, cf, day, day);

    it('may not go below what is held, and says on which day', async () => {
      await world.run((tx) =>
        world.app.get(Placements).takeOver(
          tx,
          [1, 2, 3].map((month) => ({
            sectionId: cf,
            from: `2027-0${month}-01`,
            to: '2027-12-31',
            slots: FULL_WEEK,
            birthDate: null,
          })),
        ),
      );
      expect(await change('2027-01-01', 2)).toEqual({
        code: 'capacity.belowHeld',
        facts: { day: '2027-03-01', weekday: 'mon', half: 'am', held: 3, numbers: 'none' },
      });
      expect((await free('2027-06-07')).get('mon-am')).toBe(17);
      expect(await change('2027-01-01', 3)).toBeUndefined();
      expect((await free('2026-12-28')).get('mon-am')).toBe(20);
      expect((await free('2027-06-07')).get('mon-am')).toBe(0);
    });

    it('lasts until the next change already declared, beyond what the ledger has reached too', async () => {
      expect(await change('2027-09-01', 12)).toBeUndefined();
      expect(await change('2027-06-01', 9)).toBeUndefined();
      expect((await free('2027-06-07')).get('mon-am')).toBe(6);
      expect((await free('2027-09-06')).get('mon-am')).toBe(9);
      expect((await free('2030-09-02')).get('mon-am')).toBe(12);
      expect((await free('2030-09-02')).has('tue-am')).toBe(false);
    });

    it('stays within the authorisation, all sections together, unless overbooking is allowed', async () => {
      expect(await change('2027-01-01', 21)).toMatchObject({
        code: 'capacity.overAuthorised',
        facts: { weekday: 'mon', half: 'am', places: 21, most: 20 },
      });
      const toddlers = world.run((tx) =>
        world.app.get(Capacities).changePlaces(tx, DIRECTOR, TODDLERS, '2027-01-01', seatsOf(18)),
      );
      expect(await refusalOf(toddlers)).toMatchObject({
        code: 'capacity.overAuthorised',
        facts: { places: 53, most: 52 },
      });
      await world.run((tx) => world.app.get(Capacities).allowOverbooking(tx, familyCreche, 'cf-71306', true));
      expect(await change('2028-01-03', 23)).toMatchObject({ code: 'capacity.overWeek' });
      const uneven = { ...seatsOf(17), 'tue-am': 23, 'tue-pm': 23 };
      await world.run((tx) => world.app.get(Capacities).changePlaces(tx, familyCreche, cf, '2028-01-03', uneven));
      expect((await free('2028-01-04')).get('tue-am')).toBe(23);
      expect(
        await refusalOf(
          world.run((tx) => world.app.get(Capacities).allowOverbooking(tx, familyCreche, 'cf-71306', false)),
        ),
      ).toMatchObject({ code: 'capacity.overAuthorised' });
    });

    it('does not change in the past, nor at the hand of another director', async () => {
      expect(await change('2026-11-24', 5)).toMatchObject({ code: 'capacity.past' });
      await expect(
        world.run((tx) => world.app.get(Capacities).changePlaces(tx, DIRECTOR, cf, '2027-01-04', seatsOf(5))),
      ).rejects.toMatchObject({ name: 'NotFound' });
    });
  });

  describe('a place', () => {
    it('ends with a departure: seats free from the day after, the request ended once that day is past', async () => {
      const placement = await placed();
      const held = await world.heldOn(BABIES, '2027-05-07');
      await world.run((tx) => world.app.get(PlacementEnds).recordDeparture(tx, DIRECTOR, placement.id, '2027-04-30'));
      expect([await world.heldOn(BABIES, '2027-04-30'), await world.heldOn(BABIES, '2027-05-07')]).toEqual([
        held,
        held - 1,
      ]);
      expect((await world.request(placement.requestId!)).state).toBe('placed');
      const base = world.clock.now();
      // Midnight of Paris, in summer time.
      world.clock.travelTo('2027-04-30T21:59:00.000Z');
      await world.run((tx) => world.app.get(PlacementEnds).endIfOver(tx, placement.id));
      expect((await world.request(placement.requestId!)).state).toBe('placed');
      world.clock.travelTo('2027-04-30T22:00:01.000Z');
      await world.run((tx) => world.app.get(PlacementEnds).endIfOver(tx, placement.id));
      expect((await world.request(placement.requestId!)).state).toBe('ended');
      world.clock.travelTo(base);
    });

    it('plans its own end, and moves it when the last day moves', async () => {
      const placement = await placed();
      const endsAt = async (): Promise<string | undefined> =>
        (await world.reader.find(Job, { where: { key: `placement:${placement.id}:end`, state: 'waiting' } }))[0]?.runAt;
      expect(await endsAt()).toBe('2028-02-29T23:00:00.000Z');
      await world.run((tx) => world.app.get(PlacementEnds).recordDeparture(tx, DIRECTOR, placement.id, '2027-03-27'));
      // The night of the change of hour still ends at midnight of Paris.
      expect(await endsAt()).toBe('2027-03-27T23:00:00.000Z');
      await world.run((tx) => world.app.get(Placements).extendPlace(tx, DIRECTOR, placement.id, '2027-03-28'));
      expect(await endsAt()).toBe('2027-03-28T22:00:00.000Z');
    });

    it('is prolonged when the seats are free until then, and only then', async () => {
      const placement = await placed({ to: '2027-06-30' });
      await world.run((tx) => world.app.get(Placements).extendPlace(tx, DIRECTOR, placement.id, '2027-08-31'));
      expect((await world.reader.findOne(Solution, { placementId: placement.id }))!.to).toBe('2027-08-31');
      expect(
        await refusalOf(
          world.run((tx) => world.app.get(Placements).extendPlace(tx, DIRECTOR, placement.id, '2027-08-31')),
        ),
      ).toMatchObject({ code: 'placement.laterDay' });
    });

    it('is not prolonged once it is over, whether or not the job that ends it has run', async () => {
      const placement = await placed({ to: '2027-06-30' });
      const now = world.clock.now();
      world.clock.travelTo('2027-07-01T08:00:00.000Z');
      const refusal = await refusalOf(
        world.run((tx) => world.app.get(Placements).extendPlace(tx, DIRECTOR, placement.id, '2027-08-31')),
      );
      world.clock.travelTo(now);
      expect(refusal).toMatchObject({ code: 'placement.isOver', facts: { to: '2027-06-30' } });
    });

    it('moves to another section: held there, released here, still the answer to the request', async () => {
      const placement = await placed();
      const [babies, toddlers] = [await world.heldOn(BABIES, '2027-09-06'), await world.heldOn(TODDLERS, '2027-09-06')];
      const change = (section: string, day: string) =>
        world.run((tx) => world.app.get(Placements).changeSection(tx, DIRECTOR, placement.id, section, day));
      expect(await refusalOf(change(BABIES, '2027-09-01'))).toMatchObject({ code: 'placement.sameSection' });
      expect(await refusalOf(change(TODDLERS, '2027-03-01'))).toMatchObject({ code: 'placement.changeDay' });
      await expect(change('cf-71306:mixed', '2027-09-01')).rejects.toMatchObject({ name: 'NotFound' });
      await change(TODDLERS, '2027-09-01');
      expect([await world.heldOn(BABIES, '2027-09-06'), await world.heldOn(TODDLERS, '2027-09-06')]).toEqual([
        babies - 1,
        toddlers + 1,
      ]);
      expect(await world.app.get(Solutions).isCovered(world.reader, placement.requestId!)).toBe(true);
      const moved = await placementOf(placement.requestId!);
      await world.run((tx) => world.app.get(PlacementEnds).recordDeparture(tx, DIRECTOR, moved.id, '2027-10-29'));
      expect(await world.heldOn(TODDLERS, '2027-11-08')).toBe(0);
    });

    it('of a child who never came frees its seats, and the request waits again', async () => {
      const placement = await placed();
      const held = await world.heldOn(BABIES, '2027-03-08');
      const noShow = () => world.run((tx) => world.app.get(PlacementEnds).recordNoShow(tx, DIRECTOR, placement.id));
      expect(await refusalOf(noShow())).toEqual({ code: 'placement.notAwaitedYet', facts: { from: '2027-03-01' } });
      const base = world.clock.now();
      world.clock.travelTo('2027-03-01T07:00:00.000Z');
      await noShow();
      expect(await world.heldOn(BABIES, '2027-03-08')).toBe(held - 1);
      expect((await world.request(placement.requestId!)).state).toBe('waiting_list');
      await expect(noShow()).rejects.toMatchObject({ name: 'NotFound' });
      world.clock.travelTo(base);
    });

    it('given in an emergency waits for the body; refused, it ends thirty days later and the request waits again', async () => {
      const { requestId, dossierId } = await world.oriented();
      const offer = await world.run((tx) =>
        world.app
          .get(Offers)
          .makeOffer(tx, DIRECTOR, 'admitUrgently', {
            requestId,
            dossierId,
            sectionId: BABIES,
            from: '2026-12-14',
            to: '2027-08-31',
            slots: FULL_WEEK,
            coversNeed: true,
            reofferAllowed: false,
            emergency: true,
            days: 10,
          }),
      );
      await accept(offer);
      const placement = await placementOf(requestId);
      expect(placement.ratification).toBe('pending');
      const refuse = (lastDay: string) =>
        world.run((tx) =>
          world.app.get(PlacementEnds).recordRatification(tx, SESSION, placement.id, { ratified: false, lastDay }),
        );
      expect(await refusalOf(refuse('2026-12-24'))).toEqual({
        code: 'placement.thirtyDays',
        facts: { earliest: '2026-12-25' },
      });
      await refuse('2026-12-25');
      expect((await world.request(requestId)).state).toBe('waiting_list');
      expect(await world.reader.findOne(Placement, { id: placement.id })).toMatchObject({
        to: '2026-12-25',
        ratification: 'refused',
        state: 'held',
      });
    });

    it('is nobody’s to change but its own director’s', async () => {
      const placement = await placed();
      await expect(
        world.run((tx) =>
          world.app.get(PlacementEnds).recordDeparture(tx, directorOf('ma-71040'), placement.id, '2027-04-30'),
        ),
      ).rejects.toMatchObject({ name: 'NotFound' });
      await expect(
        world.run((tx) => world.app.get(PlacementEnds).recordDeparture(tx, AGENT, placement.id, '2027-04-30')),
      ).rejects.toMatchObject({ name: 'NotFound' });
    });
  });

  it('reaches further days as they are asked for, with no hole and nothing held on them', async () => {
    const section = 'ma-71499:babies';
    const ledger = async () => world.reader.find(SeatLedger, { where: { sectionId: section }, order: { day: 'ASC' } });
    await world.run((tx) =>
      world.app
        .get(Placements)
        .takeOver(tx, [
          { sectionId: section, from: '2027-03-01', to: '2027-03-31', slots: FULL_WEEK, birthDate: null },
        ]),
    );
    await world.run((tx) =>
      world.app
        .get(Placements)
        .takeOver(tx, [
          { sectionId: section, from: '2028-01-03', to: '2028-01-28', slots: FULL_WEEK, birthDate: null },
        ]),
    );
    await world.run((tx) =>
      world.app
        .get(Placements)
        .takeOver(tx, [
          { sectionId: section, from: '2026-12-01', to: '2026-12-04', slots: FULL_WEEK, birthDate: null },
        ]),
    );
    const rows = await ledger();
    expect([rows[0]!.day, rows.at(-1)!.day]).toEqual(['2026-12-01', '2028-01-28']);
    const missing: string[] = [];
    for (let day = '2026-12-01'; day <= '2028-01-28'; day = addDays(day, 1)) {
      const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
      if (weekday >= 1 && weekday <= 5 && rows.filter((row) => row.day === day).length !== 2) missing.push(day);
    }
    expect(missing).toEqual([]);
    expect(await world.heldOn(section, '2027-06-07')).toBe(0);
  });
});
