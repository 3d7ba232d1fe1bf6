import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Dossier, Wish } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Forgetting } from '../../src/dossier/dossier/index.js';
import type { Day } from '../../src/foundation/kernel/time.js';
import { slotsToMask } from '../../src/foundation/kernel/week-schedule.js';
import { Offers, Seats } from '../../src/places/placement/index.js';
import { Offer, Placement, ReserveRight } from '../../src/places/placement/persistence/placement.entities.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { aChild } from '../support/forms.js';
import { dossierOf } from '../support/kept.js';
import { dayFields, expectRefusal, type FieldValues, type Page } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';
import { COORDINATOR, PlacementWorld } from '../support/placement-world.js';

const CIRY = '71132';
const [NOW, TODAY] = ['2026-11-25T09:00:00.000Z', '2026-11-25'];
const [ENTRY, LAST, RELEASE] = ['2027-03-01', '2027-12-31', '2027-02-01'];
const SAVE = 'Enregistrer';
const HOURS = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], commonStart: '7:30', commonEnd: '18:30' };
const WHOLE_WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'].flatMap((day) => [`${day}-am`, `${day}-pm`]);

describe.each(DATABASES)('places reserved to an owner (%s)', (kind) => {
  let world: PlacementWorld;
  let agent: Browser;
  let coordinator: Browser;
  let nursery: string;
  let nth = 0;

  const nurseryId = (): string => nursery.split('/').at(-1)!;
  const babies = (): string => `${nurseryId()}:babies`;
  const reserved = (): string => `${nursery}/places-reservees`;
  const fills = async (browser: Browser, url: string, fields: FieldValues, button = SAVE): Promise<Page> =>
    browser.presses((await browser.opens(url)).button(button), fields);
  const reserves = (fields: FieldValues = {}, browser = coordinator): Promise<Page> =>
    fills(browser, `${reserved()}/reserver`, {
      section: babies(),
      ownerKind: 'commune',
      commune: CIRY,
      places: '1',
      slots: WHOLE_WEEK,
      ...dayFields('from', ENTRY),
      ...dayFields('to', LAST),
      ...dayFields('releaseOn', RELEASE),
      ...fields,
    });
  const forEmployer = (fields: FieldValues = {}): Promise<Page> =>
    reserves({ ownerKind: 'employer', employer: 'Hôpital du Bassin', ...fields });
  /** A family of a commune that asks for the nursery. */
  const familyAsking = async (communeCode: string) => {
    const child = { birthDate: '2026-10-01', need: { ...aChild().need, wantedFrom: ENTRY } };
    const family = await world.listed(child);
    await world.run((tx) => tx.update(Dossier, { id: family.dossierId }, { communeCode }));
    return { ...family, number: (await dossierOf(world.app, family.dossierId)).number };
  };
  const wishesFor = (requestId: string) =>
    world.run((tx) => tx.update(Wish, { requestId }, { providerId: nurseryId() }));
  const admit = (
    { requestId, dossierId }: { requestId: string; dossierId: string },
    more: object = {},
  ): Promise<Offer> => world.admit({ requestId, dossierId }, { sectionId: babies(), from: ENTRY, to: LAST, ...more });
  const accepts = (family: { dossierId: string }, offer: Offer) =>
    world.run((tx) =>
      world.app.get(Offers).acceptOffer(tx, { kind: 'family', dossierId: family.dossierId, draftId: null }, offer.id),
    );
  const freeMondays = async (from: Day, to: Day, owner: string | null = null): Promise<number | undefined> =>
    (await world.app.get(Seats).freeBetween(world.reader, babies(), from, to, owner)).get('mon-am');

  beforeAll(async () => {
    world = await PlacementWorld.open(kind, NOW);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    world.clock.travelTo(NOW);
    nth += 1;
    agent = await signedIn(world.app, 'agent');
    coordinator = await signedIn(world.app, 'coordinator');
    const page = await agent.opens('/offre/nouveau/establishment');
    const created = await agent.presses(page.button('Ajouter'), {
      name: `Les Rainettes ${nth}`,
      establishmentKind: 'micro_creche_paje',
      commune: CIRY,
      capacity: '12',
      funding: 'PAJE',
      hourly: '9,50',
      address: '1 place de la Mairie, 71420 Ciry-le-Noble',
      phone: '03 85 00 00 01',
    });
    nursery = created.url.split('?')[0]!;
    await fills(agent, `${nursery}/horaires`, { ...HOURS, ...dayFields('from', TODAY) });
    const section = { group: 'babies', ageFrom: '2', ageTo: '18', places: '2', ...dayFields('from', TODAY) };
    await fills(agent, `${nursery}/sections`, section);
  });

  it('a reservation is listed, kept in the history, and carved out of what is free until its release', async () => {
    const page = await reserves();
    expect([page.status, page.table('Réservations en cours et à venir')]).toEqual([
      200,
      [
        [
          'commune de Ciry-le-Noble',
          'Bébés',
          '1 place lundi, mardi, mercredi, jeudi, vendredi',
          'du 1er mars 2027 au 31 décembre 2027',
          '1er février 2027',
        ],
      ],
    ]);
    expect((await agent.opens(nursery)).text).toContain('commune de Ciry-le-Noble, 1 place, du 1er mars 2027');
    expect([await freeMondays(ENTRY, LAST), await freeMondays(ENTRY, LAST, `commune:${CIRY}`)]).toEqual([1, 2]);
    expect(await freeMondays('2027-02-01', '2027-02-26')).toBe(2);
    world.clock.travelTo(`${RELEASE}T09:00:00.000Z`);
    expect(await freeMondays(ENTRY, LAST)).toBe(2);
  });

  it('only who lives in the commune is given the reserved place, until it is released', async () => {
    await reserves();
    const [near, far, other] = [await familyAsking(CIRY), await familyAsking('71306'), await familyAsking('71306')];
    expect((await admit(far)).reservedFor).toBeNull();
    await expect(admit(other)).rejects.toThrow('seats.reserved');
    const offer = await admit(near);
    expect(offer.reservedFor).toBe(`commune:${CIRY}`);
    await accepts(near, offer);
    expect((await world.reader.findOne(Placement, { offerId: offer.id }))!.reservedFor).toBe(`commune:${CIRY}`);
    expect(await world.inconsistencies()).toEqual([]);
  });

  it('what the owner leaves goes to everybody from the release on', async () => {
    await reserves();
    const [far, other] = [await familyAsking('71306'), await familyAsking('71306')];
    await admit(far);
    await expect(admit(other)).rejects.toThrow('seats.reserved');
    world.clock.travelTo(`${RELEASE}T09:00:00.000Z`);
    expect((await admit(other)).state).toBe('open');
    expect(await world.inconsistencies()).toEqual([]);
  });

  it('a place that the owner’s child gives back is kept again', async () => {
    await reserves();
    const [near, far, other] = [await familyAsking(CIRY), await familyAsking('71306'), await familyAsking('71306')];
    await admit(near);
    await admit(far);
    await world.run((tx) => world.app.get(Offers).withdrawOpen(tx, near.requestId));
    await expect(admit(other)).rejects.toThrow('seats.reserved');
  });

  it('an employer’s place is for the families that somebody noted, with who said so', async () => {
    await forEmployer();
    const [staff, far] = [await familyAsking('71306'), await familyAsking('71306')];
    await admit(far);
    await expect(admit(staff)).rejects.toThrow('seats.reserved');
    await wishesFor(staff.requestId);
    const owner = 'employer:hopital du bassin';
    const page = await fills(
      coordinator,
      reserved(),
      { number: staff.number, owner, saidBy: 'Bureau du personnel' },
      'Noter ce droit',
    );
    expect(page.text).toContain(`Dossier ${staff.number} : Hôpital du Bassin. Dit par Bureau du personnel ; noté par`);
    expect((await admit(staff)).reservedFor).toBe(owner);
    const ended = await coordinator.presses(page.form('/retirer'));
    expect(ended.text).not.toContain('Dit par Bureau du personnel');
    expect(await world.reader.count(ReserveRight, { dossierId: staff.dossierId })).toBe(1);
    const unknown = await fills(coordinator, reserved(), { number: 'AAAA-AAAA', owner, saidBy: 'X' }, 'Noter ce droit');
    expectRefusal(unknown, 'Aucune famille de ce numéro ne demande cet établissement.');
  });

  it('the family finds in its own data what was noted, and it goes when the family is forgotten', async () => {
    await forEmployer();
    const staff = await familyAsking('71306');
    await wishesFor(staff.requestId);
    const noted = { number: staff.number, owner: 'employer:hopital du bassin', saidBy: 'Bureau du personnel' };
    await fills(coordinator, reserved(), noted, 'Noter ce droit');
    const parent = await familyOf(world.app, staff, '2026-10-01');
    const own = JSON.parse((await parent.get('/mon-dossier/mes-donnees')).bytes.toString()) as {
      reservedPlaces: { saidBy: string }[];
    };
    expect(own.reservedPlaces.map(({ saidBy }) => saidBy)).toEqual(['Bureau du personnel']);
    await world.run((tx) => world.app.get(Forgetting).eraseDossier(tx, COORDINATOR, staff.dossierId, () => null));
    expect(await world.reader.count(ReserveRight, { dossierId: staff.dossierId })).toBe(0);
  });

  it('reserving more than is free names the families in the way; so does taking places from a reservation', async () => {
    const [one, two] = [await familyAsking('71306'), await familyAsking('71306')];
    await admit(one);
    const tooMany = await reserves({ places: '2' });
    expectRefusal(tooMany, `1 place seulement est libre pour 2 places réservées (places promises : ${one.number})`);
    expect([tooMany.button(SAVE).form.value('places'), Object.keys(tooMany.errors)]).toEqual(['2', ['places']]);
    await reserves();
    const fewer = await fills(agent, `${nursery}/sections/babies/places`, {
      'seats[]': Array.from({ length: 10 }, () => '1'),
      ...dayFields('from', TODAY),
    });
    expectRefusal(fewer, '1 place est réservée et il n’en resterait que 0');
    await expect(admit(two)).rejects.toThrow('seats.reserved');
  });

  it('is changed from a day on, and ended: what came before stays in the history', async () => {
    const list = await reserves();
    const change = await fills(coordinator, list.link('commune de Ciry-le-Noble').href, {
      places: '2',
      ...dayFields('from', '2027-09-01'),
    });
    expect(change.table('Réservations en cours et à venir').map((row) => row.slice(2, 4))).toEqual([
      ['1 place lundi, mardi, mercredi, jeudi, vendredi', 'du 1er mars 2027 au 31 août 2027'],
      ['2 places lundi, mardi, mercredi, jeudi, vendredi', 'du 1er septembre 2027 au 31 décembre 2027'],
    ]);
    expect([await freeMondays(ENTRY, '2027-08-31'), await freeMondays('2027-09-01', LAST)]).toEqual([1, 0]);
    const first = change.link('commune de Ciry-le-Noble').href;
    const ended = await fills(coordinator, first, dayFields('end', ENTRY), 'Mettre fin');
    expect(ended.table('Réservations en cours et à venir')).toHaveLength(1);
    expect(await freeMondays(ENTRY, '2027-08-31')).toBe(2);
    expect((await agent.opens(nursery)).sentences('time').length).toBeGreaterThan(3);
  });

  it('two at once: one wins, the other keeps its input', async () => {
    const [first, second] = [
      await coordinator.opens(`${reserved()}/reserver`),
      await agent.opens(`${reserved()}/reserver`),
    ];
    const fields = {
      section: babies(),
      ownerKind: 'avip',
      places: '1',
      slots: ['mon-am'],
      ...dayFields('from', ENTRY),
    };
    await coordinator.presses(first.button(SAVE), fields);
    const late = await agent.presses(second.button(SAVE), { ...fields, places: '2' });
    expectRefusal(late, 'Quelqu’un d’autre vient de modifier cette fiche', 409);
    expect(late.button(SAVE).form.value('places')).toBe('2');
    expectRefusal(await agent.presses(late.button(SAVE)), 'Des places sont déjà réservées ici au même titre');
  });

  it('bad input is named beside its field', async () => {
    const empty = { ...dayFields('to', '2027-02-01'), places: '', slots: [], ownerKind: 'employer' };
    expect(Object.keys((await reserves({ ...empty, section: '' })).errors)).toEqual(['section', 'places']);
    expect(Object.keys((await reserves({ ownerKind: 'employer', employer: '' })).errors)).toEqual(['employer']);
    expect(Object.keys((await reserves({ commune: '' })).errors)).toEqual(['commune']);
    expect(Object.keys((await reserves({ slots: [] })).errors)).toEqual(['slots']);
    expect(Object.keys((await reserves(dayFields('to', '2027-02-01'))).errors)).toEqual(['to']);
    expect(Object.keys((await reserves(dayFields('from', '2026-01-01'))).errors)).toEqual(['from']);
    expect(Object.keys((await reserves(dayFields('releaseOn', '2028-02-01'))).errors)).toEqual(['releaseOn']);
  });

  it('who does not look after the nursery finds nothing', async () => {
    const href = (await reserves()).link('commune de Ciry-le-Noble').href;
    const elsewhere = await signedIn(world.app, 'otherAgent');
    const director = await signedIn(world.app, 'director');
    for (const browser of [elsewhere, director])
      for (const url of [reserved(), `${reserved()}/reserver`, href, `${reserved()}/heures.csv`])
        expect((await browser.opens(url)).status).toBe(404);
    const own = await director.opens('/offre/ma-71306/places-reservees');
    expect([own.status, own.heading]).toEqual([200, 'Places réservées']);
    // A reservation of another establishment is none of one’s own.
    expect((await director.opens(`/offre/ma-71306/places-reservees/${href.split('/').at(-1)!}`)).status).toBe(404);
  });

  it('the hours held by each owner are counted month by month, and told as a file', async () => {
    await reserves({ slots: ['mon-am', 'mon-pm'] });
    const near = await familyAsking(CIRY);
    const mondays = slotsToMask(['mon-am', 'mon-pm']);
    await accepts(near, await admit(near, { slots: mondays, from: '2027-04-05' }));
    const page = await coordinator.opens(`${reserved()}?annee=2027`);
    const rows = page.table('Heures tenues par réservation et par mois de 2027');
    // Five Mondays of March of which one is Easter’s, which is closed; four of April.
    expect(rows.slice(0, 2)).toEqual([
      ['mars 2027', '0 h sur 44 h'],
      ['avril 2027', '44 h sur 44 h'],
    ]);
    const csv = await coordinator.get(`${reserved()}/heures.csv?annee=2027`);
    expect(csv.bytes.toString()).toContain('2027-04;commune de Ciry-le-Noble;44;44');
    expect(page.table('Enfants qui occupent une place réservée')).toEqual([
      [`Dossier ${near.number}`, 'Bébés', 'lundi', expect.stringContaining('5 avril 2027'), 'commune de Ciry-le-Noble'],
    ]);
  });

  it('a child who is there takes a reserved seat when somebody says so, and gives it back', async () => {
    await forEmployer();
    const staff = await familyAsking('71306');
    await accepts(staff, await admit(staff));
    const placement = (await world.reader.findOne(Placement, { requestId: staff.requestId }))!;
    expect(placement.reservedFor).toBeNull();
    const owner = 'employer:hopital du bassin';
    const said = { placement: placement.id, childOwner: owner, childSaidBy: 'La famille' };
    const set = await fills(coordinator, reserved(), said, 'Enregistrer pour cet enfant');
    expect(set.table('Enfants qui occupent une place réservée')).toHaveLength(1);
    const far = await familyAsking('71306');
    await admit(far);
    // Its own seat is promised to somebody else now, so it cannot go back to the seats of everybody.
    const back = { placement: placement.id, nobody: 'yes' };
    expectRefusal(
      await fills(coordinator, reserved(), back, 'Enregistrer pour cet enfant'),
      'aucune place n’est libre pour 1 place réservée',
    );
    await world.run((tx) => world.app.get(Offers).withdrawOpen(tx, far.requestId));
    const left = await fills(coordinator, reserved(), back, 'Enregistrer pour cet enfant');
    expect(left.text).toContain('Aucun enfant n’occupe une place réservée.');
    const commune = { placement: placement.id, childOwner: `commune:${CIRY}`, childSaidBy: 'La mairie' };
    expectRefusal(
      await coordinator.sends(`${reserved()}/enfants`, commune),
      'Aucune place n’est réservée ici à ce titre.',
    );
  });
});
