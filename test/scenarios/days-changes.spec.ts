import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { FactRecords, type RequestFile } from '../../src/dossier/dossier/index.js';
import { FamilyOffers } from '../../src/family/family/family-offers.js';
import { maskToSlots, slotsToMask, SLOTS, type Slot } from '../../src/foundation/kernel/week-schedule.js';
import { DaysChanges, Offers, Placements, Solutions } from '../../src/places/placement/index.js';
import { Offer, Placement, SeatLedger, Solution } from '../../src/places/placement/persistence/placement.entities.js';
import { DATABASES } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { emptySeats, givePlaces } from '../support/commission.js';
import { meetAtOnce } from '../support/meeting.js';
import { directorOf, FULL_WEEK, PlacementWorld } from '../support/placement-world.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const MA = 'ma-71306';
const BABIES = `${MA}:babies`;
const TODDLERS = `${MA}:toddlers`;
const DIRECTOR = directorOf(MA);
const dayFields = (field: string, day: string) => {
  const [year, month, date] = day.split('-');
  return { [`${field}Day`]: date!, [`${field}Month`]: month!, [`${field}Year`]: year! };
};
const TWO_DAYS = SLOTS.slice(0, 4);
const OTHER_DAYS = [...SLOTS.slice(0, 2), ...SLOTS.slice(6, 8)];

describe.each(DATABASES)('a family that comes on other days, from a day on (%s)', (kind) => {
  let world: PlacementWorld;
  let director: Browser;

  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
  });
  beforeEach(async () => {
    await travelTo('2026-11-25T09:00:00.000Z');
    await emptySeats(world.app);
    for (const section of [BABIES, TODDLERS]) await givePlaces(world.app, section, 4);
  });
  afterAll(() => world.close());
  afterEach(async () => expect(await world.inconsistencies()).toEqual([]));

  async function travelTo(at: string): Promise<void> {
    world.clock.travelTo(at);
    director = new Browser(world.app);
    await director.signIn(STAFF['director']!.email, PASSWORD);
  }
  const partsOf = (childId: string): Promise<Placement[]> =>
    world.reader.find(Placement, { where: { childId, state: 'held' }, order: { from: 'ASC' } });
  const weeks = async ({ childId }: Placement) =>
    (await partsOf(childId)).map(({ sectionId, from, to, slots }) => [sectionId, from, to, maskToSlots(slots)]);
  /** A baby that is there since December, two days a week, until the end of June. */
  async function running(overrides = {}): Promise<Placement> {
    await travelTo('2026-11-25T09:00:00.000Z');
    const request = await world.listed({ birthDate: '2026-01-10' });
    const offer = await world.admit(request, {
      from: '2026-12-07',
      to: '2027-06-30',
      slots: slotsToMask(TWO_DAYS),
      ...overrides,
    });
    await world.run((tx) =>
      world.app.get(Offers).acceptOffer(tx, { kind: 'family', dossierId: offer.dossierId, draftId: null }, offer.id),
    );
    await travelTo('2027-01-12T09:00:00.000Z');
    return (await world.reader.findOne(Placement, { offerId: offer.id }))!;
  }
  const url = ({ id }: Placement): string => `/eaje/${MA}/accueils/${id}`;
  const change = async (line: Placement, from: string, slots: readonly Slot[]) => {
    await director.get(url(line));
    return director.post(`${url(line)}/jours`, { ...dayFields('daysFrom', from), slots: [...slots] });
  };
  const held = async (day: string, half: number): Promise<number> =>
    (await world.reader.findOne(SeatLedger, { sectionId: BABIES, day, half }))!.held;

  it('ends the day before, and the next line of the place begins; the family is told', async () => {
    const line = await running();
    // Tuesday and Thursday of the week of 1 February, and of the one before.
    const before = [
      await held('2027-01-26', 0),
      await held('2027-01-28', 0),
      await held('2027-02-02', 0),
      await held('2027-02-04', 0),
    ];
    expect((await change(line, '2027-02-01', OTHER_DAYS)).html).toContain('Les jours sont changés');
    expect(await weeks(line)).toEqual([
      [BABIES, '2026-12-07', '2027-01-31', TWO_DAYS],
      [BABIES, '2027-02-01', '2027-06-30', OTHER_DAYS],
    ]);
    expect([
      await held('2027-01-26', 0),
      await held('2027-01-28', 0),
      await held('2027-02-02', 0),
      await held('2027-02-04', 0),
    ]).toEqual([before[0], before[1], before[2]! - 1, before[3]! + 1]);
    const [, next] = await partsOf(line.childId);
    expect(await world.reader.find(Solution, { where: { requestId: line.requestId! } })).toMatchObject([
      { placementId: next!.id, slots: slotsToMask(OTHER_DAYS), to: '2027-06-30', endedAt: null },
    ]);
    const request = await world.request(line.requestId!);
    const { dossierId } = request;
    // What the family reads of its offer, and agrees to, is the place that it begins with.
    const offer = (await world.reader.findOne(Offer, { id: line.offerId! }))!;
    const around = await world.app.get(FamilyOffers).readAround(offer, { request } as RequestFile);
    expect(around.placement!.id).toBe(line.id);
    const told = await world.reader.sql<{ body: string }>(
      `SELECT body FROM message WHERE dossier_id = :dossierId AND kind = 'days-changed'`,
      { dossierId },
    );
    expect(told.map(({ body }) => body)).toEqual([expect.stringContaining('– à partir du lundi 1er février 2027')]);
    expect(textOf((await director.get(`/eaje/${MA}/accueils`)).html)).toContain('change ensuite de jours');
    // The morning after the first part, the child has not left.
    await travelTo('2027-02-01T09:00:00.000Z');
    await world.runJobs();
    expect((await world.request(line.requestId!)).state).toBe('placed');
  });

  it('is read by the desk, and known of each day: the days of that day, and those that come next', async () => {
    const line = await running();
    await change(line, '2027-02-01', OTHER_DAYS);
    const requestId = line.requestId!;
    const daysOn = async (day: string) => {
      const [one] = await world.app.get(Solutions).onDay(world.reader, requestId, day);
      return [maskToSlots(one!.slots), one!.next?.from];
    };
    const knownOn = async (day: string) => {
      const known = await world.app
        .get(FactRecords)
        .asKnownThen(world.reader, [requestId], day, '2027-12-31T00:00:00.000Z');
      const { value } = known.find((fact) => fact.kind === 'solution')!;
      return maskToSlots((value as { slots: number }).slots);
    };
    expect([await daysOn('2026-12-01'), await daysOn('2027-01-31')]).toEqual(
      Array.from({ length: 2 }, () => [TWO_DAYS, '2027-02-01']),
    );
    expect(await daysOn('2027-02-01')).toEqual([OTHER_DAYS, undefined]);
    expect([await knownOn('2027-01-31'), await knownOn('2027-02-01')]).toEqual([TWO_DAYS, OTHER_DAYS]);
    const agent = new Browser(world.app);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
    const shown = textOf((await agent.get(`/rpe/demandes/${requestId}`)).html);
    expect(shown).toContain(
      'lundi et mardi, du 7 décembre 2026 au 30 juin 2027 À partir du 1er février 2027 : lundi et jeudi',
    );
    // Put off: the days between are again those of before.
    const [, next] = await partsOf(line.childId);
    await director.get(url(next!));
    await director.post(`${url(next!)}/report`, dayFields('firstDay', '2027-03-01'));
    expect([await daysOn('2027-02-28'), await daysOn('2027-03-01')]).toEqual([
      [TWO_DAYS, '2027-03-01'],
      [OTHER_DAYS, undefined],
    ]);
    expect([await knownOn('2027-02-28'), await knownOn('2027-03-01')]).toEqual([TWO_DAYS, OTHER_DAYS]);
    // The child leaves before: the other days never come.
    await director.get(url(line));
    await director.post(`${url(line)}/depart`, dayFields('lastDay', '2027-01-29'));
    expect(await daysOn('2027-01-20')).toEqual([TWO_DAYS, undefined]);
    expect(await world.reader.findOne(Solution, { requestId })).toMatchObject({ slots: slotsToMask(TWO_DAYS) });
    expect(await knownOn('2027-03-01')).toEqual(TWO_DAYS);
  });

  it('is judged half-day by half-day, and what was typed stays', async () => {
    const line = await running();
    const free = await world.reader.findOne(SeatLedger, { sectionId: BABIES, day: '2027-03-04', half: 1 });
    await world.run((tx) =>
      world.app.get(Placements).takeOver(
        tx,
        Array.from({ length: free!.places - free!.held }, () => ({
          sectionId: BABIES,
          from: '2027-03-04',
          to: '2027-03-04',
          slots: slotsToMask(['thu-pm']),
          birthDate: null,
        })),
      ),
    );
    const full = await change(line, '2027-02-01', OTHER_DAYS);
    expect([full.status, textOf(full.html)]).toEqual([
      422,
      expect.stringContaining('Il n’y a plus de place le 4 mars 2027 (après-midi)'),
    ]);
    expect(full.html).toMatch(/name="daysFromMonth"[^>]*value="02"/);
    expect(full.html).toMatch(/value="thu-pm"[^>]* checked/);
    expect(full.html).not.toMatch(/value="tue-am"[^>]* checked/);
    const refusals = [
      ['2027-01-11', OTHER_DAYS, 'choisissez une date entre le 12 janvier 2027 et le 30 juin 2027'],
      ['2027-07-01', OTHER_DAYS, 'choisissez une date entre le 12 janvier 2027 et le 30 juin 2027'],
      ['2027-02-01', TWO_DAYS, 'Ce sont déjà les demi-journées de cet accueil'],
      ['2027-02-01', [], 'Choisissez au moins une demi-journée'],
    ] as const;
    for (const [from, slots, sentence] of refusals) {
      const { status, html } = await change(line, from, slots);
      expect([status, textOf(html)]).toEqual([422, expect.stringMatching(new RegExp(sentence, 'i'))]);
    }
    expect(await weeks(line)).toEqual([[BABIES, '2026-12-07', '2027-06-30', TWO_DAYS]]);
    // Without the half-day that is full it is possible.
    expect((await change(line, '2027-02-01', OTHER_DAYS.slice(0, 3))).html).toContain('Les jours sont changés');
  });

  it('is cancelled before its day, with what it changed in later sections, and the cancelling is taken back', async () => {
    const line = await running();
    await world.run((tx) => world.app.get(Placements).changeSection(tx, DIRECTOR, line.id, TODDLERS, '2027-04-12'));
    await change(line, '2027-02-01', OTHER_DAYS);
    const changed = await weeks(line);
    expect(changed).toEqual([
      [BABIES, '2026-12-07', '2027-01-31', TWO_DAYS],
      [BABIES, '2027-02-01', '2027-04-11', OTHER_DAYS],
      [TODDLERS, '2027-04-12', '2027-06-30', OTHER_DAYS],
    ]);
    const next = (await partsOf(line.childId))[1]!;
    await director.get(url(next));
    await director.post(`${url(next)}/annulation`);
    expect(await weeks(line)).toEqual([
      [BABIES, '2026-12-07', '2027-04-11', TWO_DAYS],
      [TODDLERS, '2027-04-12', '2027-06-30', TWO_DAYS],
    ]);
    const solutions = () => world.reader.find(Solution, { where: { requestId: line.requestId! } });
    expect(await solutions()).toMatchObject([{ slots: slotsToMask(TWO_DAYS), to: '2027-06-30' }]);
    await director.get(url(next));
    await director.post(`${url(next)}/retablir`);
    expect(await weeks(line)).toEqual(changed);
    expect(await solutions()).toMatchObject([{ slots: slotsToMask(OTHER_DAYS), to: '2027-06-30' }]);
  });

  it('is put off and brought forward; a child that is kept in its section is asked no age', async () => {
    const line = await running();
    await change(line, '2027-02-01', OTHER_DAYS);
    const next = (await partsOf(line.childId))[1]!;
    for (const from of ['2027-03-01', '2027-02-06']) {
      await director.get(url(next));
      await director.post(`${url(next)}/report`, dayFields('firstDay', from));
      expect((await weeks(line))[1]).toEqual([BABIES, from, '2027-06-30', OTHER_DAYS]);
    }
  });

  it('goes on along its path: the next section is expected as before', async () => {
    const line = await running({ to: '2027-08-31', pathTo: '2029-08-31', slots: FULL_WEEK });
    await change(line, '2027-02-01', TWO_DAYS);
    expect(await partsOf(line.childId)).toMatchObject([
      { to: '2027-01-31', pathTo: null },
      { to: '2027-08-31', pathTo: '2029-08-31', slots: slotsToMask(TWO_DAYS) },
    ]);
    const next = (await partsOf(line.childId))[1]!;
    await director.get(url(next));
    await director.post(`${url(next)}/annulation`);
    expect(await partsOf(line.childId)).toMatchObject([{ to: '2027-08-31', pathTo: '2029-08-31', slots: FULL_WEEK }]);
  });

  it('pressed twice changes once; of two children, one takes the last seat of a half-day', async () => {
    const line = await running();
    const act = (id: string, slots: readonly Slot[]) => (tx: Parameters<DaysChanges['changeDays']>[0]) =>
      world.app.get(DaysChanges).changeDays(tx, DIRECTOR, id, slotsToMask(slots), '2027-02-01');
    const twice = await meetAtOnce(world.app, [act(line.id, OTHER_DAYS), act(line.id, OTHER_DAYS)]);
    expect(twice.ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await partsOf(line.childId)).toHaveLength(2);
    const others = [await running(), await running()];
    const free = await world.reader.findOne(SeatLedger, { sectionId: BABIES, day: '2027-03-05', half: 0 });
    await world.run((tx) =>
      world.app.get(Placements).takeOver(
        tx,
        Array.from({ length: free!.places - free!.held - 1 }, () => ({
          sectionId: BABIES,
          from: '2027-03-05',
          to: '2027-03-05',
          slots: slotsToMask(['fri-am']),
          birthDate: null,
        })),
      ),
    );
    const last = await meetAtOnce(
      world.app,
      others.map(({ id }) => act(id, ['mon-am', 'fri-am'])),
    );
    expect(last.ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
