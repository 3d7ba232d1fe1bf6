import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { CommissionSession } from '../../src/commissions/commission/persistence/commission.entities.js';
import { Offers, Seats } from '../../src/places/placement/index.js';
import { SeatLedger } from '../../src/places/placement/persistence/placement.entities.js';
import { Supply } from '../../src/offer/supply/index.js';
import { ProviderChange } from '../../src/offer/supply/persistence/supply.entities.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { aThursday, planSession } from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { dossierOf } from '../support/kept.js';
import { dayFields, expectRefusal, type FieldValues, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { PlacementWorld } from '../support/placement-world.js';

const CIRY = '71132';
const [NOW, TODAY] = ['2026-11-25T09:00:00.000Z', '2026-11-25'];
const [ENTRY, CLOSING] = ['2027-03-01', '2027-07-05'];
const SAVE = 'Enregistrer';
const formOf = (page: Page, button = SAVE) => page.button(button).form;
const HOURS = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], commonStart: '7:30', commonEnd: '18:30' };

describe.each(DATABASES)('the childcare offer is kept by people (%s)', (kind) => {
  let world: PlacementWorld;
  let agent: Browser;
  let coordinator: Browser;
  /** The pages of a new nursery in a commune that had none. */
  let nursery: string;
  let nth = 0;

  const nurseryId = (): string => nursery.split('/').at(-1)!;
  const babies = (): string => `${nurseryId()}:babies`;
  const fills = async (browser: Browser, url: string, fields: FieldValues, button = SAVE): Promise<Page> =>
    browser.presses((await browser.opens(url)).button(button), fields);
  const creates = async (browser: Browser): Promise<string> => {
    nth += 1;
    const kindPage = await browser.opens((await browser.opens('/offre')).linkTo('/offre/nouveau').href);
    const page = await browser.opens(kindPage.link('Établissement').href);
    const created = await browser.presses(page.button('Ajouter'), {
      name: `Les Lutins ${nth}`,
      establishmentKind: 'micro_creche_paje',
      commune: CIRY,
      capacity: '12',
      funding: 'PAJE',
      hourly: '9,50',
      address: '1 place de la Mairie, 71420 Ciry-le-Noble',
      phone: '03 85 00 00 01',
    });
    return created.url.split('?')[0]!;
  };
  const addsSection = (browser: Browser, group: string, [ageFrom, ageTo]: [string, string], places: string) =>
    fills(browser, `${nursery}/sections`, { group, ageFrom, ageTo, places, ...dayFields('from', TODAY) });
  /** A child who holds a place there from March on, and another to whom one is offered. */
  const twoPromises = async () => {
    const child = { birthDate: '2026-10-01', need: { ...aChild().need, wantedFrom: ENTRY } };
    const [placed, offered] = [await world.listed(child), await world.listed(child)];
    const place = { sectionId: babies(), from: ENTRY, to: '2027-12-31' };
    const accepted = await world.admit(placed, place);
    const family = { kind: 'family', dossierId: placed.dossierId, draftId: null } as const;
    await world.run((tx) => world.app.get(Offers).acceptOffer(tx, family, accepted.id));
    const open = await world.admit(offered, place);
    const numbers = [placed, offered].map(async ({ dossierId }) => (await dossierOf(world.app, dossierId)).number);
    return { open, placed: await numbers[0]!, offered: await numbers[1]! };
  };
  const seatsOn = (day: string): Promise<SeatLedger[]> =>
    world.reader.find(SeatLedger, { where: { sectionId: babies(), day, half: 0 } });

  beforeAll(async () => {
    world = await PlacementWorld.open(kind, NOW);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    world.clock.travelTo(NOW);
    agent = await signedIn(world.app, 'agent');
    coordinator = await signedIn(world.app, 'coordinator');
    nursery = await creates(agent);
    await fills(agent, `${nursery}/horaires`, { ...HOURS, ...dayFields('from', TODAY) });
    await addsSection(agent, 'babies', ['2', '18'], '4');
    await addsSection(agent, 'older', ['15', '48'], '8');
  });

  it('a first desk adds a nursery with hours and sections; families read it, and who looks after it finds it', async () => {
    const page = await agent.opens(nursery);
    expect(page.heading).toBe(`Les Lutins ${nth}`);
    expect(page.table('Sections et places').map((row) => row.slice(0, 3))).toEqual([
      ['Bébés', 'De 2 à 18 mois', '4 places'],
      ['Grands', 'De 15 à 48 mois', '8 places'],
    ]);
    expect(page.text).toContain('du lundi au vendredi, de 7 h 30 à 18 h 30');
    expect(page.text).toContain('Paje : 9,50 € de l’heure');
    const found = await agent.opens(`/offre?texte=lutins+${nth}&commune=${CIRY}&etat=open`);
    expect(found.text).toContain('1 mode d’accueil');
    expect(found.linkTo(nursery).text).toBe(`Les Lutins ${nth}`);
    const anybody = new Browser(world.app);
    const directory = await anybody.opens(`/modes-d-accueil?commune=${CIRY}&mode=establishment`);
    const own = await anybody.opens(directory.link(`Les Lutins ${nth}`).href);
    for (const said of [
      '1 place de la Mairie',
      'du lundi au vendredi, de 7 h 30 à 18 h 30',
      'Paje : 9,50 € de l’heure',
    ])
      expect(own.text).toContain(said);
  });

  it('an establishment has no price that its kind cannot have, and says so beside the price', async () => {
    const page = await agent.opens('/offre/nouveau/establishment');
    const typed = {
      name: 'Les Chouettes',
      establishmentKind: 'micro_creche_psu',
      commune: CIRY,
      capacity: '12',
      funding: 'PAJE',
      hourly: '9,50',
    };
    const refused = await agent.presses(page.button('Ajouter'), typed);
    expect([refused.status, refused.errors['funding']]).toEqual([422, expect.stringContaining('choisissez « PSU »')]);
    expect(refused.button('Ajouter').form.value('hourly')).toBe('9,50');
    const again = await agent.presses(refused.button('Ajouter'), { funding: 'PSU' });
    expect(again.errors['hourly']).toContain('laissez le tarif horaire vide');
    expect((await agent.presses(again.button('Ajouter'), { hourly: '' })).url).toMatch(/^\/offre\//);
  });

  it('each looks after its own: another desk and another director find nothing, a director says no identity', async () => {
    const [elsewhere, director] = [await signedIn(world.app, 'otherAgent'), await signedIn(world.app, 'director')];
    for (const path of ['', '/identite', '/horaires', '/sections', '/fermer'])
      expect([
        (await elsewhere.opens(`${nursery}${path}`)).status,
        (await director.opens(`${nursery}${path}`)).status,
      ]).toEqual([404, 404]);
    expect(
      formOf(await elsewhere.opens('/offre/nouveau/establishment'), 'Ajouter')
        .choices('commune')!
        .has('Ciry-le-Noble'),
    ).toBe(false);
    const own = '/offre/ma-71306';
    expect((await director.opens('/offre')).hasLinkTo(own)).toBe(true);
    expect((await director.opens(own)).hasLinkTo(`${own}/horaires`)).toBe(true);
    for (const path of ['/identite', '/fermer', '/rouvrir'])
      expect((await director.opens(`${own}${path}`)).status).toBe(404);
    expect((await director.opens('/offre/nouveau')).status).toBe(404);
    const changed = await fills(director, `${own}/fonctionnement`, { howItWorks: 'Nous jardinons le mardi.' });
    expect(changed.text).toContain('Nous jardinons le mardi.');
  });

  it('a change dated later holds from its day on, in every process, and stays in the history', async () => {
    await fills(agent, `${nursery}/identite`, { name: 'Les Farfadets', ...dayFields('from', '2027-09-01') });
    const page = await agent.opens(nursery);
    expect([page.heading, page.text]).toEqual([
      `Les Lutins ${nth}`,
      expect.stringContaining(`Nom : Les Farfadets (avant : Les Lutins ${nth})`),
    ]);
    expect(page.text).toContain('25 novembre 2026 à 10 h · Agent du RPE à partir du 1er septembre 2027');
    world.clock.travelTo('2027-09-01T09:00:00.000Z');
    expect(world.app.get(Supply).provider(nurseryId())!.name).toBe('Les Farfadets');
    const later = await signedIn(world.app, 'coordinator');
    expect((await later.opens(nursery)).heading).toBe('Les Farfadets');
    // The next change writes it down, and does not undo it.
    await fills(later, `${nursery}/coordonnees`, { phone: '03 85 00 00 02' });
    expect((await later.opens(nursery)).heading).toBe('Les Farfadets');
    expect(await world.reader.count(ProviderChange, { providerId: nurseryId(), pending: true })).toBe(0);
  });

  it('two at once: one wins, the other keeps its input and sends it again', async () => {
    const [first, second] = [
      await agent.opens(`${nursery}/coordonnees`),
      await coordinator.opens(`${nursery}/coordonnees`),
    ];
    await agent.presses(first.button(SAVE), { phone: '03 85 00 00 02' });
    const late = await coordinator.presses(second.button(SAVE), { phone: '03 85 00 00 03' });
    expectRefusal(late, 'Quelqu’un d’autre vient de modifier cette fiche', 409);
    expect(formOf(late).value('phone')).toBe('03 85 00 00 03');
    const saved = await coordinator.presses(late.button(SAVE));
    expect([saved.status, saved.text]).toEqual([200, expect.stringContaining('03 85 00 00 03')]);
  });

  it('what is promised is not taken away: hours, ages, places and a closing name who is in the way', async () => {
    const { placed, offered } = await twoPromises();
    const inTheWay = `Un enfant a une place (${placed}). Une place est proposée et attend sa réponse (${offered}).`;
    const hours = { ...HOURS, days: ['mon'], ...dayFields('from', TODAY) };
    expectRefusal(await fills(agent, `${nursery}/horaires`, hours), inTheWay);
    const ages = { ageFrom: '12', ageTo: '18', ...dayFields('from', TODAY) };
    expectRefusal(await fills(agent, `${nursery}/sections/babies`, ages), inTheWay);
    const places = await agent.opens(`${nursery}/sections/babies/places`);
    const fewer = await agent.presses(places.button(SAVE), {
      'seats[]': Array.from({ length: 10 }, () => '1'),
      ...dayFields('from', TODAY),
    });
    expectRefusal(fewer, `2 places sont déjà prises (${[placed, offered].sort().join(', ')})`);
    expect(formOf(fewer).value('seats[]')).toContain('1, 1');
    const closing = { reason: 'Travaux', ...dayFields('from', CLOSING) };
    expectRefusal(await fills(agent, `${nursery}/fermer?du=${CLOSING}`, closing, 'Fermer'), inTheWay);
    // The page lists them, and offers an agent no box to confirm.
    const shown = await agent.opens(`${nursery}/fermer?du=${CLOSING}`);
    expect(shown.table('Ce qui est promis').map(([what, number]) => [what, number])).toEqual([
      ['Un enfant a une place', placed],
      ['Une place est proposée', offered],
    ]);
    expect(formOf(shown, 'Fermer').has('confirmed')).toBe(false);
    expect((await agent.opens(nursery)).table('Sections et places')[0]![2]).toBe('4 places');
    expect(await world.inconsistencies()).toEqual([]);
  });

  it('the coordinator closes with a reason: promises keep their seats, nobody else gets one; and it opens again', async () => {
    const { open } = await twoPromises();
    const reason = 'Fin d’activité';
    const url = `${nursery}/fermer?du=${CLOSING}`;
    await fills(coordinator, url, { reason, confirmed: 'yes', ...dayFields('from', CLOSING) }, 'Fermer');
    const closed = await coordinator.opens(nursery);
    expect(closed.text).toContain('Fermé à partir du 5 juillet 2027');
    expect(closed.text).toContain(`Motif : ${reason} 2 promesses touchées`);
    expect(await seatsOn('2027-07-02')).toEqual([expect.objectContaining({ held: 2, places: 4 })]);
    expect(await seatsOn(CLOSING)).toEqual([expect.objectContaining({ held: 2, places: 2 })]);
    const late = await world.listed({ birthDate: '2027-02-01' });
    const place = { sectionId: babies(), from: '2027-09-01', to: '2027-12-31' };
    await expect(world.admit(late, place)).rejects.toThrow('seats.closed');
    // A seat that is given up after the closing is there for nobody else.
    await world.run((tx) => world.app.get(Offers).withdrawOpen(tx, open.requestId));
    expect(await seatsOn(CLOSING)).toEqual([expect.objectContaining({ held: 1, places: 2 })]);
    await expect(world.admit(late, place)).rejects.toThrow('seats.closed');
    expect((await world.app.get(Seats).freeBetween(world.reader, babies(), place.from, place.to)).size).toBe(0);
    expect(await seatsOn('2027-07-02')).toEqual([expect.objectContaining({ held: 1, places: 4 })]);
    world.clock.travelTo('2027-07-06T09:00:00.000Z');
    const anybody = new Browser(world.app);
    expect((await anybody.opens(`/modes-d-accueil/${nurseryId()}`)).status).toBe(404);
    expect((await anybody.opens(`/modes-d-accueil?commune=${CIRY}`)).hasLinkTo(nurseryId())).toBe(false);
    const again = await signedIn(world.app, 'coordinator');
    const reopened = { reason: 'Reprise', ...dayFields('from', '2027-09-01') };
    await fills(again, `${nursery}/rouvrir`, reopened, 'Rouvrir');
    expect(await seatsOn('2027-09-01')).toEqual([expect.objectContaining({ held: 1, places: 4 })]);
    expect((await again.opens(`${nursery}/fermetures`)).text).toContain('du 5 juillet 2027 au 31 août 2027');
    expect(await world.inconsistencies()).toEqual([]);
  });

  it('a childminders’ house has its childminders; a house that does not exist is none', async () => {
    const house = await agent.opens('/offre/nouveau/mam');
    const fields = { name: `Maison ${nth}`, commune: CIRY, capacity: '12' };
    const mam = (await agent.presses(house.button('Ajouter'), fields)).url.split('?')[0]!;
    const form = formOf(await agent.opens('/offre/nouveau/childminder'), 'Ajouter');
    const own = { name: `Camille ${nth}`, commune: CIRY, capacity: '4', mam: mam.split('/').at(-1)! };
    await agent.presses(form, own);
    expect((await agent.opens(mam)).table('Assistantes maternelles')).toEqual([[`Camille ${nth}`, '4']]);
    const stranger = await agent.sends('/offre/nouveau/childminder', { ...form.fields, ...own, mam: 'nobody' });
    expect(stranger.status).toBe(404);
  });

  it('a session whose list is fixed counts on the offer: nobody changes it before it has decided', async () => {
    const { id } = await planSession(world.app, { day: aThursday(world.app, 30) });
    await world.run((tx) => tx.update(CommissionSession, { id }, { state: 'frozen' }));
    const closing = { reason: 'Travaux', confirmed: 'yes', ...dayFields('from', '2030-01-07') };
    const page = await coordinator.opens('/offre/ma-71306/fermer?du=2030-01-07');
    expectRefusal(
      await coordinator.presses(page.button('Fermer'), closing),
      'a fixé sa liste en comptant sur cet accueil',
    );
    await world.run((tx) => tx.update(CommissionSession, { id }, { state: 'cancelled' }));
    const again = await coordinator.opens('/offre/ma-71306/fermer?du=2030-01-07');
    expect(again.text).toContain('Rien n’est promis après le 7 janvier 2030');
  });

  it('bad input is named beside its field, and kept', async () => {
    const page = await fills(
      agent,
      `${nursery}/identite`,
      { name: '', capacity: 'douze', band1Start: '7:00', band1End: '6:00', ...dayFields('from', '2026-01-01') },
      SAVE,
    );
    expect([page.status, Object.keys(page.errors)]).toEqual([422, ['name', 'capacity', 'band1Start']]);
    expect(formOf(page).value('capacity')).toBe('douze');
    const past = await fills(agent, `${nursery}/coordonnees`, { ...dayFields('from', '2026-01-01'), phone: '' });
    expectRefusal(past, 'Choisissez aujourd’hui ou une date à venir');
    const tooMany = await fills(agent, `${nursery}/identite`, { capacity: '10', ...dayFields('from', TODAY) });
    expectRefusal(tooMany, 'les sections auraient 12 places ensemble');
    expect(Object.keys(tooMany.errors)).toEqual(['capacity']);
  });
});
