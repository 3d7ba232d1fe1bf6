import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { CommissionSession } from '../../src/commissions/commission/persistence/commission.entities.js';
import { PresentList } from '../../src/second-desk/eaje/persistence/present-list.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { countSlots } from '../../src/foundation/kernel/week-schedule.js';
import { Seats } from '../../src/places/placement/index.js';
import {
  CapacityDerogation,
  Placement,
  PresentChild,
  SeatLedger,
} from '../../src/places/placement/persistence/placement.entities.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { DATABASES } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { givePlaces } from '../support/commission.js';
import { expectDatabaseToRefuse } from '../support/database-refusals.js';
import { list, type ListFixture } from '../support/imports.js';
import { PlacementWorld } from '../support/placement-world.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const HERE = '/eaje/ma-71306/presents';
const BABIES = 'ma-71306:babies';
/** A spreadsheet saved on an old computer: semicolons, Windows-1252, columns of days, a title above. */
const WINDOWS: ListFixture = {
  name: 'présents.csv',
  bytes: Buffer.from(
    [
      'Enfants présents au 25/11;;;;;;;;;',
      'NOM Prénom;Né(e) le;Groupe;L;M;M;J;V;Depuis le;Sortie',
      'SUREAU Zoé;02/05/2026;Bébés;x;x;;x;x;01/09/2026;31/08/2027',
      'FRÊNE Léa;3 mai 2026;bébés;x;x;x;x;x;;31/08/2027',
      'ORME Bob;31/02/2026;bébés;x;x;x;x;x;01/09/2026;31/08/2027',
      ';;;;;;;;;',
    ].join('\r\n'),
    'latin1',
  ),
};
/** Commas, half-days in words, no section, no last day. */
const WORDS = list(
  'halte.csv',
  'Prénom,Nom,Date de naissance,Jours,Début',
  'Tom,Aulne,10/06/2026,"lundi matin, mardi",2026-10-01',
  'Ana,Charme,septembre 2026,L M J V,01/10/2026',
  'Inès,Houx,11/06/2026,,01/10/2026',
);
/** Tabs, a mark in each half-day, columns missing at the end of a line. */
const HALVES = list(
  'demi-journees.txt',
  'Nom\tPrénom\tDDN\tLundi matin\tLundi après-midi\tAllergies\tAu',
  'If\tMia\t12/06/2026\t1\t\tnoix\t31/07/2027',
  'Buis\tSam\t12/06/2026\t1',
);
const line = (cells: readonly string[]) => Object.fromEntries(cells.map((cell, index) => [`cell${index}`, cell]));
const until = (day: string, month: string, year: string) => ({ untilDay: day, untilMonth: month, untilYear: year });

describe.each(DATABASES)('children who are there already (%s)', (kind) => {
  let world: PlacementWorld;
  let director: Browser;
  let other: Browser;
  const lists: string[] = [];
  const signedIn = async (key: string): Promise<Browser> => {
    const browser = new Browser(world.app);
    await browser.signIn(STAFF[key]!.email, PASSWORD);
    await browser.get('/eaje');
    return browser;
  };
  const send = async (file: ListFixture): Promise<string> => {
    await director.upload(`${HERE}/listes`, 'list', file);
    const id = /listes\/([0-9a-f-]{36})/.exec(director.url)![1]!;
    lists.push(id);
    return `${HERE}/listes/${id}`;
  };
  const shown = async (url: string): Promise<string> => textOf((await director.get(url)).html);
  const children = () => world.reader.find(PresentChild, { order: { surname: 'ASC' } });

  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
    await givePlaces(world.app, BABIES, 2);
    director = await signedIn('director');
    other = await signedIn('otherDirector');
  });
  afterAll(() => world.close());

  it('a list in Windows-1252 with a title and columns of days is read, and each refusal names its cell', async () => {
    const text = await shown(await send(WINDOWS));
    expect(text).toContain('2 enfants à ajouter');
    expect(text).toContain('Zoé Sureau');
    expect(text).toContain('lundi, mardi, jeudi, vendredi');
    expect(text).toContain('Date de naissance « 31/02/2026 » : Cette date n’existe pas dans le calendrier.');
    expect(text).toContain('Ligne vide');
    expect(await children()).toEqual([]);
  });

  it('adds the children for whom there is room, once, and the week shows them', async () => {
    const url = `${HERE}/listes/${lists[0]}`;
    await director.post(`${url}/ajouter`);
    expect((await children()).map(({ surname }) => surname)).toEqual(['Frêne', 'Sureau']);
    expect(await shown(url)).toContain('2 enfants ajoutés');
    await director.post(`${url}/ajouter`);
    expect(await children()).toHaveLength(2);
    expect(await world.heldOn(BABIES, '2026-12-01')).toBe(2);
    expect(await world.heldOn(BABIES, '2026-12-02')).toBe(1);
    expect(await shown('/eaje/ma-71306/accueils')).toContain('Zoé Sureau');
    expect(await world.inconsistencies()).toEqual([]);
  });

  it('the same list again adds nobody', async () => {
    const url = await send(WINDOWS);
    expect(await shown(url)).toContain('2 enfants déjà là');
    await director.post(`${url}/ajouter`);
    expect(await children()).toHaveLength(2);
  });

  it('a line mended is judged again: what is still wrong is said at its cell, and nothing is lost', async () => {
    const url = `${HERE}/listes/${lists[0]}`;
    const cells = ['ORME Bob', '32/01/2026', 'bébés', '', '', 'x', '', '', '01/09/2026', '31/08/2027'];
    const still = await director.post(`${url}/lignes/5`, line(cells));
    expect([still.status, still.html.includes('href="#cell1"')]).toEqual([422, true]);
    expect(still.html.includes('value="32/01/2026"')).toBe(true);
    await director.post(`${url}/lignes/5`, line(cells.with(1, '31/01/2026')));
    expect(await shown(url)).toContain('1 enfant à ajouter');
    await director.post(`${url}/ajouter`);
    expect((await children()).map(({ surname }) => surname)).toEqual(['Frêne', 'Orme', 'Sureau']);
    expect(await world.heldOn(BABIES, '2026-12-02')).toBe(2);
    expect((await director.post(`${url}/lignes/5`, line(cells))).status).toBe(409);
  });

  it('a list in groups, whose names stand in an order that only a person knows', async () => {
    const groups = list(
      'groupes.csv',
      'Enfant;Né le;Jours;Horaires',
      'Groupe : bébés;;;',
      'Cèdre Lou;04/05/2026;samedi;8h-12h',
    );
    const url = await send(groups);
    const asked = await shown(url);
    expect(asked).toContain('Titre ou total');
    expect(asked).toContain('« Cèdre Lou » : On ne sait pas quel mot est le nom');
    await director.post(`${url}/colonnes`, {
      cell0: 'surnameFirst',
      cell1: 'birthDate',
      cell2: 'days',
      cell3: 'hours',
    });
    const told = await shown(url);
    expect(told).toContain('Lou Cèdre');
    expect(told).toContain('samedi matin');
  });

  it('who exceeds the places is listed with the days, and decided with a reason and an end', async () => {
    const url = await send(WORDS);
    const text = await shown(url);
    expect(text).toContain('1 enfant sans place libre');
    expect(text).toContain('2 lignes à corriger');
    expect(text).toContain('lundi matin, du 30/11/2026 au 30/08/2027 : une place de trop');
    expect(text).toContain('Jours « L M J V »');
    expect(text).toContain('Date de naissance « septembre 2026 » : On ne sait pas quel jour exactement.');
    expect(text).toContain('Jours : Aucune demi-journée n’est dite.');
    const nothing = await director.post(`${url}/depassements`, { lines: '2' });
    expect([nothing.status, textOf(nothing.html)]).toEqual([
      422,
      expect.stringContaining('Écrivez pourquoi vous accueillez au-delà des places.'),
    ]);
    expect(nothing.html).toContain('href="#reason"');
    await director.post(`${url}/depassements`, { lines: '2', reason: 'Accord de la PMI', ...until('26', '2', '2027') });
    const tom = (await children()).find(({ firstName }) => firstName === 'Tom')!;
    expect(await world.reader.findOne(CapacityDerogation, { childId: tom.id })).toMatchObject({
      reason: 'Accord de la PMI',
      to: '2027-02-26',
    });
    // The section is still full after that day, so the place ends there.
    expect(await world.reader.findOne(Placement, { childId: tom.id })).toMatchObject({
      sectionId: BABIES,
      from: '2026-11-25',
      to: '2027-02-26',
      pathTo: null,
      slots: 0b1101,
    });
    expect(await world.reader.count(AuditEvent, { action: 'placement.exceed' })).toBe(1);
  });

  it('beyond the places nothing is free, and a seat that comes back is not given again', async () => {
    const on = { sectionId: BABIES, day: '2026-12-01', half: 0 };
    expect(await world.reader.findOne(SeatLedger, on)).toMatchObject({ places: 2, held: 3, beyond: 1 });
    const free = () =>
      world.app
        .get(Seats)
        .freeBetween(world.reader, BABIES, '2026-12-01', '2026-12-01')
        .then((by) => by.get('tue-am'));
    expect(await free()).toBe(0);
    await expectDatabaseToRefuse(
      world.run((tx) => tx.update(SeatLedger, on, { held: 4 })),
      /seat_ledger_held/,
    );
    const lea = (await children()).find(({ firstName }) => firstName === 'Léa')!;
    const place = (await world.reader.findOne(Placement, { childId: lea.id }))!;
    await director.post(`/eaje/ma-71306/accueils/${place.id}/depart`, {
      lastDayDay: '30',
      lastDayMonth: '11',
      lastDayYear: '2026',
    });
    expect(await world.reader.findOne(SeatLedger, on)).toMatchObject({ places: 2, held: 2, beyond: 0 });
    expect(await free()).toBe(0);
    expect(await world.inconsistencies()).toEqual([]);
  });

  it('reads a mark in each half-day, lays aside what it need not know, and keeps a short line for mending', async () => {
    await givePlaces(world.app, BABIES, 4);
    const url = await send(HALVES);
    const text = await shown(url);
    expect(text).toContain('Colonnes laissées de côté : Allergies');
    expect(text).toContain('1 enfant à ajouter');
    expect(text).toContain('Il manque des colonnes');
    await director.post(`${url}/lignes/3`, line(['Buis', 'Sam', '12/06/2026', '', '1', '', '31/07/2027']));
    await director.post(`${url}/ajouter`);
    const there = (await children()).filter(({ listId }) => listId === lists.at(-1));
    const places = await Promise.all(there.map(({ id }) => world.reader.findOne(Placement, { childId: id })));
    expect(there.map(({ surname }) => surname)).toEqual(['Buis', 'If']);
    expect(places.map((place) => [place!.slots, countSlots(place!.slots)])).toEqual([
      [0b10, 1],
      [0b01, 1],
    ]);
  });

  it('what a column holds can be said otherwise', async () => {
    const url = `${HERE}/listes/${lists.at(-1)}`;
    await director.post(
      `${url}/colonnes`,
      line(['surname', 'firstName', 'birthDate', 'mon-am', 'mon-pm', 'section', 'to']),
    );
    expect((await director.get(url)).html).not.toContain('Colonnes laissées de côté');
  });

  it('another director finds nothing, and no reader of families either', async () => {
    for (const path of [HERE, `${HERE}/listes/${lists[0]}`, `${HERE}/listes/${lists[0]}/lignes/5`])
      expect((await other.get(path)).status).toBe(404);
    const own = `/eaje/ma-71040/presents/listes/${lists[0]}`;
    for (const act of ['', '/lignes/5', '/ajouter', '/depassements', '/annuler', '/colonnes'])
      expect((await other.post(`${own}${act}`, { lines: '2', reason: 'x', ...until('26', '2', '2027') })).status).toBe(
        404,
      );
    const desk = await signedIn('agent');
    expect([403, 404]).toContain((await desk.get(HERE)).status);
  });

  it('undone, a list takes back its children and their seats; not once a session has counted with them', async () => {
    const url = `${HERE}/listes/${lists.at(-1)}`;
    const before = await world.heldOn(BABIES, '2026-11-30');
    await director.post(`${url}/annuler`);
    expect(await world.heldOn(BABIES, '2026-11-30')).toBe(before - 1);
    expect((await children()).some(({ surname }) => surname === 'If')).toBe(false);
    expect(await shown(url)).toContain('Cette liste a été annulée');
    expect(await world.inconsistencies()).toEqual([]);
    await world.run((tx) =>
      tx.insert(CommissionSession, {
        id: newId(),
        bodyId: 'montceau',
        state: 'prepared',
        startsAt: '2027-03-10T08:00:00.000Z',
        room: 'salle du conseil',
        entryFrom: '2027-09-01',
        reofferAllowed: true,
        gridId: null,
        placesDeclaredAt: null,
        frozenAt: world.clock.now(),
        closedAt: null,
        cancelReason: null,
        version: 1,
      }),
    );
    const refused = await director.post(`${HERE}/listes/${lists[0]}/annuler`);
    expect([refused.status, textOf(refused.html)]).toEqual([
      422,
      expect.stringContaining('La séance du 25 novembre 2026 a compté avec ces enfants'),
    ]);
  });

  it('one child is entered by hand; what is full is asked before it is written', async () => {
    await givePlaces(world.app, BABIES, 3);
    const mia = {
      firstName: 'Mia',
      surname: 'Saule',
      ...{ birthDay: '1', birthMonth: '7', birthYear: '2026' },
      ...{ fromDay: '1', fromMonth: '10', fromYear: '2026' },
      slots: ['mon-am', 'fri-pm'],
    };
    const missing = await director.post(HERE, { ...mia, firstName: '', slots: [] });
    expect([missing.status, missing.html.includes('href="#firstName"')]).toEqual([422, true]);
    expect(missing.html).toContain('value="Saule"');
    const full = await director.post(HERE, mia);
    expect([full.status, textOf(full.html)]).toEqual([422, expect.stringContaining('lundi matin')]);
    expect((await children()).some(({ firstName }) => firstName === 'Mia')).toBe(false);
    const early = await director.post(HERE, { ...mia, reason: 'Fratrie', ...until('26', '11', '2026') });
    expect(textOf(early.html)).toContain('La décision doit aller au moins jusqu’au 30 novembre 2026');
    await director.post(HERE, { ...mia, reason: 'Fratrie', ...until('31', '12', '2030') });
    expect((await children()).some(({ firstName }) => firstName === 'Mia')).toBe(true);
    const again = await director.post(HERE, mia);
    expect(textOf(again.html)).toContain('Cet enfant est déjà là');
    expect(await world.inconsistencies()).toEqual([]);
  });

  it('what was written of a child is forgotten some time after it has left', async () => {
    world.clock.travelTo('2029-12-01T09:00:00.000Z');
    for (let night = 0; night < 3; night += 1) {
      await world.app.get(SqlQueueDriver).runDue();
      world.clock.travelTo(`2029-12-0${night + 2}T09:00:00.000Z`);
    }
    const left = await children();
    expect(left.map(({ firstName }) => firstName)).not.toContain('Zoé');
    expect((await world.reader.find(PresentList)).flatMap(({ mended }) => Object.keys(mended))).toEqual([]);
  });
});
