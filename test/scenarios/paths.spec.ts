import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { addDays, mondayOf } from '../../src/foundation/kernel/time.js';
import { maskToSlots } from '../../src/foundation/kernel/week-schedule.js';
import {
  GivenUpPlaces,
  lastDayOf,
  Occupancy,
  Offers,
  Paths,
  PlacementEnds,
  Placements,
} from '../../src/places/placement/index.js';
import { Offer, Placement, Solution } from '../../src/places/placement/persistence/placement.entities.js';
import { Supply } from '../../src/offer/supply/index.js';
import { Provider } from '../../src/offer/supply/persistence/supply.entities.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { emptySeats } from '../support/commission.js';
import { historyOf, recordedOf } from '../support/kept.js';
import { dayFields, expectRefusal, type FieldValues, type Page } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';
import { directorOf, FULL_WEEK, PlacementWorld } from '../support/placement-world.js';

const MA = 'ma-71306';
const [BABIES, TODDLERS, OLDER] = ['babies', 'toddlers', 'older'].map((code) => `${MA}:${code}`) as [
  string,
  string,
  string,
];
const DIRECTOR = directorOf(MA);
const LAST = '2029-08-31';
describe.each(DATABASES)('the sections that a child goes through (%s)', (kind) => {
  let world: PlacementWorld;
  let director: Browser;
  const base = '2026-08-20T08:00:00.000Z';
  const line = async (id: string): Promise<Placement> => (await world.reader.findOne(Placement, { id }))!;
  const lines = async ({ childId }: Placement) =>
    (await world.reader.find(Placement, { where: { childId }, order: { from: 'ASC', id: 'ASC' } })).map(
      ({ sectionId, from, to, pathTo, state }) => [sectionId, from, to, pathTo, state],
    );
  const state = async ({ requestId }: Placement): Promise<string> => (await world.request(requestId!)).state;
  const solution = ({ requestId }: Placement) => world.reader.findOne(Solution, { requestId: requestId! });
  const travelTo = async (at: string): Promise<void> => {
    world.clock.travelTo(at);
    director = await signedIn(world.app, 'director');
  };
  /** Its family accepts what the director offers: a child of five months in September 2026, unless told otherwise. */
  const admitted = async ({
    birthDate = '2026-04-10',
    sectionId = BABIES,
    from = '2026-09-01',
    to = LAST,
  } = {}): Promise<Placement> => {
    const request = await world.listed({ birthDate });
    const offer = await world.admit(request, {
      sectionId,
      from,
      ...world.app.get(Paths).planStay(sectionId, birthDate, from, to),
    });
    await world.run((tx) =>
      world.app.get(Offers).acceptOffer(tx, { kind: 'family', dossierId: offer.dossierId, draftId: null }, offer.id),
    );
    return (await world.app.get(Placements).ofRequest(world.reader, request.requestId)).at(-1)!;
  };
  const childrenPage = () => director.opens(`/eaje/${MA}/accueils`);
  const childPage = (id: string) => director.opens(`/eaje/${MA}/accueils/${id}`);
  /** The director opens the page of the child and presses what does this. */
  const acts = async (id: string, act: string, filled: FieldValues = {}): Promise<Page> =>
    director.presses((await childPage(id)).form(`/${act}`), filled);

  /** Free and expected on the Monday morning of a week. */
  const monday = async (sectionId: string, day: string) => {
    const { free, expected, confirmed } = (await world.app.get(Occupancy).weekOf(MA, day)).find(
      (one) => one.sectionId === sectionId,
    )!.halfDays[0]!;
    return { free, expected, confirmed };
  };
  const takeAll = async (sectionId: string, from: string, to: string, but = 0): Promise<void> => {
    const { free } = await monday(sectionId, mondayOf(addDays(from, 6)));
    await world.run((tx) =>
      world.app.get(Placements).takeOver(
        tx,
        Array.from({ length: free - but }, () => ({ sectionId, from, to, slots: FULL_WEEK, birthDate: null })),
      ),
    );
  };
  const setPaths = async (sectionMove: 'age' | 'september', lastDay: string): Promise<void> => {
    await world.run((tx) => tx.update(Provider, { id: MA }, { sectionMove, lastDay }));
    await world.app.get(Supply).reload();
  };
  const departures = async (): Promise<number> =>
    Number(/(\d+) départs? prévus?/.exec((await director.opens(`/eaje/${MA}`)).text)?.[1] ?? -1);

  beforeAll(async () => {
    world = await PlacementWorld.open(kind, base);
  });
  beforeEach(async () => {
    await emptySeats(world.app);
    await setPaths('september', '08-31');
    await travelTo(base);
  });
  afterAll(() => world.close());
  afterEach(async () => expect(await world.inconsistencies()).toEqual([]));

  it('a director’s admission holds the first section; next September its seat is free, and the child is expected further up', async () => {
    const request = await world.oriented({ birthDate: '2026-04-10' });
    const page = await director.opens(`/eaje/demandes/${request.requestId}/admission`);
    expect(page.form(`/admission?etablissement=${MA}`).value('toYear')).toBe('2029');
    expect([page.status, page.text]).toEqual([
      200,
      expect.stringContaining(
        'Ensuite attendu : Moyens à partir de septembre 2027 et Grands à partir de septembre 2028',
      ),
    ]);
    const sent = await director.presses(page.form(`/admission?etablissement=${MA}`), {
      sectionId: BABIES,
      ...dayFields('from', '2026-09-01'),
      ...dayFields('to', LAST),
      slots: maskToSlots(FULL_WEEK),
      reason: 'care_lost',
    });
    expect(sent.status).toBe(200);
    const offer = (await world.reader.findOne(Offer, { requestId: request.requestId, state: 'open' }))!;
    expect(offer).toMatchObject({ sectionId: BABIES, from: '2026-09-01', to: '2027-08-31', pathTo: LAST });
    // An offer is expected like a place.
    expect(await monday(TODDLERS, '2027-09-06')).toMatchObject({ expected: 1, confirmed: 0 });
    await world.run((tx) =>
      world.app.get(Offers).acceptOffer(tx, { kind: 'family', dossierId: offer.dossierId, draftId: null }, offer.id),
    );
    const [placement] = await world.app.get(Placements).ofRequest(world.reader, request.requestId);
    expect(placement).toMatchObject({ to: '2027-08-31', pathTo: LAST });
    expect((await solution(placement!))!.to).toBe(LAST);

    const places = await monday(BABIES, '2028-09-04');
    expect(await monday(BABIES, '2026-09-07')).toEqual({ free: places.free - 1, expected: 0, confirmed: 1 });
    expect(await monday(BABIES, '2027-09-06')).toEqual({ free: places.free, expected: 0, confirmed: 0 });
    expect(await monday(TODDLERS, '2027-09-06')).toMatchObject({ expected: 1, confirmed: 0 });
    expect(await monday(OLDER, '2028-09-04')).toMatchObject({ expected: 1 });
    expect(await monday(OLDER, '2029-09-03')).toMatchObject({ expected: 0 });
    expect((await director.opens(`/eaje/${MA}/semaine?du=2027-09-06`)).text).toContain('1 passage attendu');

    await takeAll(TODDLERS, '2027-09-06', '2027-09-10');
    expect(await monday(TODDLERS, '2027-09-06')).toMatchObject({ free: 0, expected: 1 });
  });

  it('a move is refused with a sentence while the seats are taken, then held; taken back, it is expected again', async () => {
    const child = await admitted();
    await takeAll(TODDLERS, '2027-09-01', '2027-12-31');
    await travelTo('2027-06-01T08:00:00.000Z');
    const group = (await childrenPage()).form('/passages');
    const refused = await director.presses(group, { 'move[]': [`${child.id}:2027-09-01`] });
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringMatching(/Il n’y a plus de place le 1er septembre 2027.*Aucun passage n’est confirmé/),
    ]);
    expect(await lines(child)).toEqual([[BABIES, '2026-09-01', '2027-08-31', LAST, 'held']]);

    const [other] = await world.app.get(Placements).ofSection(world.reader, TODDLERS, '2027-09-01');
    await world.run((tx) => world.app.get(PlacementEnds).recordDeparture(tx, DIRECTOR, other!.id, '2027-09-01'));
    await world.run((tx) => world.app.get(Placements).changeSection(tx, DIRECTOR, child.id, TODDLERS, '2027-09-02'));
    await acts((await world.app.get(Placements).ofRequest(world.reader, child.requestId!)).at(-1)!.id, 'annulation');
    expect((await lines(child))[0]).toEqual([BABIES, '2026-09-01', '2027-09-01', LAST, 'held']);
    expect((await acts(child.id, 'passage', { on: '2027-09-01' })).status).toBe(409);
    expect((await acts(child.id, 'passage', { on: '2027-09-02' })).text).toContain('Les passages sont confirmés');
    const held = [
      [BABIES, '2026-09-01', '2027-09-01', null, 'held'],
      [TODDLERS, '2027-09-02', '2027-09-01', null, 'ended'],
      [TODDLERS, '2027-09-02', '2028-08-31', LAST, 'held'],
    ];
    expect((await lines(child)).sort()).toEqual(held.sort());
    expect(await monday(TODDLERS, '2027-09-06')).toMatchObject({ free: 0, expected: 0 });
    expect(await solution(child)).toMatchObject({ to: LAST, endedAt: null });

    const next = (await world.app.get(Placements).ofRequest(world.reader, child.requestId!)).find(
      ({ pathTo }) => pathTo !== null,
    )!;
    await acts(next.id, 'annulation');
    expect(await line(child.id)).toMatchObject({ to: '2027-09-01', pathTo: LAST, state: 'held' });
    expect(await monday(TODDLERS, '2027-09-06')).toMatchObject({ free: 1, expected: 1 });
    await acts(next.id, 'retablir');
    expect(await line(next.id)).toMatchObject({ from: '2027-09-02', to: '2028-08-31', pathTo: LAST, state: 'held' });
    expect(await line(child.id)).toMatchObject({ to: '2027-09-01', pathTo: null });
    expect(await monday(TODDLERS, '2027-09-06')).toMatchObject({ free: 0, expected: 0 });
  });

  it('one press confirms the moves of a day, the eldest first: each is judged alone and those refused are named', async () => {
    const elder = await admitted({ birthDate: '2025-06-01', sectionId: TODDLERS, to: '2028-08-31' });
    const baby = await admitted();
    const late = await admitted({ birthDate: '2026-05-02' });
    await takeAll(TODDLERS, '2027-09-01', '2027-09-03', 1);
    await travelTo('2027-06-01T08:00:00.000Z');
    expect((await lines(elder))[0]).toEqual([TODDLERS, '2026-09-01', '2027-08-31', '2028-08-31', 'held']);
    const page = await director.presses((await childrenPage()).button('Confirmer les passages du 1er septembre 2027'));
    expect([page.status, page.text]).toEqual([422, expect.stringContaining('2 passages sont confirmés')]);
    expect(page.text).toMatch(/Enfant\d+ Famille\d+ : Il n’y a plus de place le 1er septembre 2027/);
    expect((await lines(elder)).at(-1)).toEqual([OLDER, '2027-09-01', '2028-08-31', '2028-08-31', 'held']);
    expect((await lines(baby)).at(-1)).toEqual([TODDLERS, '2027-09-01', '2028-08-31', LAST, 'held']);
    expect(await lines(late)).toHaveLength(1);
  });

  it('ticked moves of several days are confirmed in one press; one that moved meanwhile is said, and ticked again', async () => {
    await setPaths('age', '08-31');
    const [first, second, third] = [
      await admitted({ birthDate: '2026-04-10' }),
      await admitted({ birthDate: '2026-05-20' }),
      await admitted({ birthDate: '2026-06-15' }),
    ];
    await travelTo('2027-02-01T08:00:00.000Z');
    const page = await childrenPage();
    const form = page.form('/passages');
    expectRefusal(await director.presses(form), 'Cochez au moins un passage à confirmer.');
    const [a, b, c] = [...form.choices('move[]')!.values()].sort() as [string, string, string];
    expect(new Set([a, b, c].map((value) => value.split(':')[1])).size).toBe(3);
    // The director keeps one of them for longer in its section meanwhile.
    const [, day] = c.split(':') as [string, string];
    const kept = [first, second, third].find(({ id }) => c.startsWith(id))!;
    await world.run((tx) => world.app.get(Placements).keepInSection(tx, DIRECTOR, kept.id, addDays(day, 9)));
    const refused = await director.presses(form, { 'move[]': [a, b, c] });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('2 passages sont confirmés')]);
    for (const child of [first, second, third]) expect(await lines(child)).toHaveLength(child.id === kept.id ? 1 : 2);
    // The page shows the new day, ticked: one press more confirms it, and a second of the same page changes nothing.
    const again = refused.form('/passages');
    for (let nth = 0; nth < 2; nth += 1)
      expect((await director.presses(again)).text).toContain('Les passages sont confirmés');
    expect(await lines(kept)).toHaveLength(2);
    expect((await childrenPage()).hasForm('/passages')).toBe(false);
  });

  it('a planned move is a departure in no list; one that nobody confirmed is late, and the child has not left', async () => {
    const child = await admitted();
    await travelTo('2027-08-16T08:00:00.000Z');
    expect(await departures()).toBe(0);
    const list = (await director.opens(`/eaje/${MA}/accueils`)).text;
    expect(list).not.toContain('dans les 60 prochains jours');
    expect(list).toContain('Passages du 1er septembre 2027');
    await travelTo('2027-09-01T08:00:00.000Z');
    expect((await director.opens(`/eaje/${MA}`)).text).not.toContain('en retard');
    await travelTo('2027-09-15T08:00:00.000Z');
    await world.runJobs();
    expect([await state(child), (await line(child.id)).state, (await solution(child))!.endedAt]).toEqual([
      'placed',
      'held',
      null,
    ]);
    // The figures are read from the history: nobody has left.
    expect(await historyOf(world.app, child.requestId!, 'leave')).toHaveLength(0);
    expect(await departures()).toBe(0);
    expect((await director.opens(`/eaje/${MA}`)).text).toContain('dont 1 en retard');
    expect((await director.opens(`/eaje/${MA}/accueils`)).text).toContain(
      'passage à confirmer, en retard depuis le 01/09/2027',
    );
    expect(await monday(TODDLERS, '2027-09-20')).toMatchObject({ expected: 1 });
    const late = await childrenPage();
    expect(late.text).toContain('En retard');
    const ticked = { 'move[]': [`${child.id}:2027-09-01`] };
    expect((await director.presses(late.form('/passages'), ticked)).text).toContain('Les passages sont confirmés');
    expect((await lines(child)).at(-1)).toEqual([TODDLERS, '2027-09-15', '2028-08-31', LAST, 'held']);
    await world.runJobs();
    expect(await state(child)).toBe('placed');

    await travelTo('2029-09-01T08:00:00.000Z');
    await world.runJobs();
    expect([await state(child), (await solution(child))!.endedAt]).toEqual(['ended', expect.any(String)]);
  });

  it('who leaves and who comes stand side by side, with September’s groups, for its own director alone', async () => {
    const child = await admitted();
    const here = `/eaje/${MA}/mouvements`;
    const page = await director.opens(here);
    expect(page.text).toMatch(/septembre 2026 .*Un enfant arrive .*Bébés arrive dans l’établissement 01\/09\/2026/);
    expect(page.text).toMatch(/septembre 2027 Un enfant part .*Bébés passe en section .*31\/08\/2027 à confirmer/);
    expect(page.text).toMatch(/septembre 2027 .*vient de la section Bébés 01\/09\/2027 à confirmer/);
    expect(page.text).toContain('Les groupes le 1er septembre 2026');
    expect(page.text).toMatch(/Bébés : un enfant /);
    const next = await director.opens(`${here}?le=2027-09-01`);
    expect(next.text).toMatch(/ : un enfant, dont un à confirmer/);
    expectRefusal(await director.opens(`${here}?le=demain`), 'Écrivez le jour comme 2027-09-01.');
    await acts(child.id, 'passage', { on: '2027-09-01' });
    expect((await director.opens(`${here}?le=2027-09-01`)).text).not.toContain('à confirmer');
    for (const role of ['agent', 'otherDirector'] as const)
      expect((await (await signedIn(world.app, role)).get(here)).status).toBe(404);
  });

  it('a path that nobody ever confirmed ends on its last day', async () => {
    const child = await admitted();
    await travelTo('2029-08-31T08:00:00.000Z');
    await world.runJobs();
    expect(await state(child)).toBe('placed');
    await travelTo('2029-09-01T08:00:00.000Z');
    await world.runJobs();
    expect([await state(child), (await line(child.id)).state]).toEqual(['ended', 'ended']);
  });

  it('a departure cuts the path, within what is held or beyond, and taking it back restores it', async () => {
    const child = await admitted();
    await travelTo('2026-11-25T08:00:00.000Z');
    await acts(child.id, 'depart', dayFields('lastDay', '2028-01-31'));
    expect(await line(child.id)).toMatchObject({ to: '2027-08-31', pathTo: '2028-01-31', state: 'held' });
    expect((await solution(child))!.to).toBe('2028-01-31');
    await acts(child.id, 'depart', dayFields('lastDay', '2027-06-30'));
    expect(await line(child.id)).toMatchObject({ to: '2027-06-30', pathTo: null });
    expect(await monday(TODDLERS, '2027-09-06')).toMatchObject({ expected: 0 });
    await acts(child.id, 'retablir');
    expect(await line(child.id)).toMatchObject({ to: '2027-08-31', pathTo: '2028-01-31' });
    expect((await solution(child))!.to).toBe('2028-01-31');
    expect((await acts(child.id, 'prolongation', dayFields('newLastDay', LAST))).text).toContain(
      'L’accueil est prolongé',
    );
    expect(await line(child.id)).toMatchObject({ to: '2027-08-31', pathTo: LAST });
    expect((await acts(child.id, 'maintien', dayFields('stay', '2027-08-15'))).text).toContain(
      'choisissez une date entre le 1er septembre 2027 et le 31 août 2029',
    );
    await acts(child.id, 'maintien', dayFields('stay', '2027-10-31'));
    expect(await line(child.id)).toMatchObject({ to: '2027-10-31', pathTo: LAST });
    expect(await monday(BABIES, '2027-09-06')).toMatchObject({ confirmed: 1 });
    expect([(await monday(TODDLERS, '2027-10-25')).expected, (await monday(TODDLERS, '2027-11-01')).expected]).toEqual([
      0, 1,
    ]);
  });

  it('"never came" ends it and can be taken back; a better place ends what was only expected', async () => {
    const child = await admitted();
    await travelTo('2026-09-03T08:00:00.000Z');
    await acts(child.id, 'absence');
    expect(await line(child.id)).toMatchObject({ pathTo: null, state: 'ended' });
    await acts(child.id, 'retablir');
    expect(await line(child.id)).toMatchObject({ to: '2027-08-31', pathTo: LAST, state: 'held' });
    expect(await state(child)).toBe('placed');
    await world.run((tx) =>
      world.app
        .get(PlacementEnds)
        .endByTransfer(tx, DIRECTOR, child.requestId!, {
          from: '2028-01-03',
          sessionId: null,
          sectionId: child.sectionId,
        }),
    );
    expect(await line(child.id)).toMatchObject({ to: '2027-08-31', pathTo: '2028-01-02', state: 'held' });
  });

  it('a family gives up the whole path before its first day; its page tells the last day and the sections', async () => {
    const request = await world.listed({ birthDate: '2026-04-10' });
    const offer = await world.admit(request, {
      from: '2026-09-01',
      ...world.app.get(Paths).planStay(BABIES, '2026-04-10', '2026-09-01'),
    });
    expect(lastDayOf(offer)).toBe(LAST);
    const page = async (language: string): Promise<string> => {
      const browser = await familyOf(world.app, offer, '2026-04-10', language);
      return (await browser.opens(`/mon-dossier/offres/${offer.id}`)).text;
    };
    expect(await page('fr')).toMatch(
      /du 1er septembre 2026 au 31 août 2029 Section Bébés Ensuite, c’est prévu : Moyens à partir de septembre 2027 et Grands à partir de septembre 2028\. L’établissement confirmera chaque passage/,
    );
    expect(await page('en')).toMatch(
      /Section Babies Planned after that: .* from September 2027 and .* from September 2028\. The nursery will confirm each move/,
    );
    const family = { kind: 'family' as const, dossierId: offer.dossierId, draftId: null };
    await world.run((tx) => world.app.get(Offers).acceptOffer(tx, family, offer.id));
    await world.run((tx) => world.app.get(GivenUpPlaces).giveUp(tx, family, offer.id, { choice: 'wait' }));
    expect((await world.app.get(Placements).ofRequest(world.reader, request.requestId))[0]).toMatchObject({
      pathTo: null,
      state: 'ended',
      to: '2026-08-31',
    });
    expect(await monday(TODDLERS, '2027-09-06')).toMatchObject({ expected: 0 });
  });

  it('a director says where families find its nursery; a number that is none is refused, and kept as typed', async () => {
    const set = (await director.opens(`/eaje/${MA}/places`)).form('/coordonnees');
    const refused = await director.presses(set, { address: '2 rue Neuve, 71300 Montceau-les-Mines', phone: '03 85' });
    expectRefusal(refused, 'Écrivez un numéro de téléphone complet');
    expect(refused.form('/coordonnees').value('address')).toBe('2 rue Neuve, 71300 Montceau-les-Mines');
    const saved = await director.presses(refused.form('/coordonnees'), { phone: '03.85.00.00.00' });
    expect(saved.text).toContain('L’adresse et le téléphone sont enregistrés');
    const directory = await new Browser(world.app).opens(`/modes-d-accueil/${MA}`);
    for (const said of ['2 rue Neuve, 71300 Montceau-les-Mines', '03 85 00 00 00'])
      expect(directory.text).toContain(said);
  });

  it('a director sets when its children move and leave for school; a bad day is refused, and what was held stays', async () => {
    const child = await admitted();
    const set = (await director.opens(`/eaje/${MA}/places`)).form('/parcours');
    const refused = await director.presses(set, { sectionMove: 'age', lastDay: '31/06' });
    expectRefusal(refused, 'Dernier jour avant l’école : écrivez un jour et un mois qui existent');
    expect(refused.form('/parcours').value('lastDay')).toBe('31/06');
    const saved = await director.presses(set, { sectionMove: 'age', lastDay: '16/07' });
    expect(saved.text).toContain('Le réglage des parcours est enregistré');
    const paths = world.app.get(Paths);
    expect([paths.lastDay(MA, '2026-04-10', '2026-09-01'), paths.planStay(BABIES, '2026-04-10', '2026-09-01')]).toEqual(
      ['2029-07-16', { to: '2027-07-09', pathTo: '2029-07-16' }],
    );
    expect(await line(child.id)).toMatchObject({ to: '2027-08-31', pathTo: LAST });
    expect(await recordedOf(world.app, MA, 'provider.paths')).toHaveLength(1);
  });

  it('what is held and what is expected of a child are every day of its path, once', async () => {
    const child = await admitted();
    const { steps } = (await world.app.get(Paths).listExpected(world.reader, [child]))[0]!;
    expect([child.from, addDays(child.to, 1), steps.at(-1)!.to]).toEqual(['2026-09-01', steps[0]!.from, LAST]);
    for (const [index, step] of steps.entries())
      if (index > 0) expect(step.from).toBe(addDays(steps[index - 1]!.to, 1));
  });
});
