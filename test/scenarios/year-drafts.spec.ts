import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { In, MoreThan } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { EMPTY_NEED } from '../../src/dossier/dossier/index.js';
import { YearDraft } from '../../src/second-desk/eaje/persistence/year-draft.entity.js';
import { addDays, type Day } from '../../src/foundation/kernel/time.js';
import { slotsToMask, type Slot } from '../../src/foundation/kernel/week-schedule.js';
import { Placement } from '../../src/places/placement/persistence/placement.entities.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { CAPACITY_FROM, Supply } from '../../src/offer/supply/index.js';
import {
  Capacity,
  OpeningHours,
  Provider,
  ProviderChange,
  Section,
} from '../../src/offer/supply/persistence/supply.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, emptySeats, givePlaces, seedCommissions } from '../support/commission.js';
import { dayFields, expectRefusal, type FieldValues, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { CalledMethods } from '../support/placements/public-methods.js';
import { placeChild } from '../support/placed-child.js';

const MA = 'ma-71306';
const [BABIES, TODDLERS, OLDER] = [`${MA}:babies`, `${MA}:toddlers`, `${MA}:older`];
const YEAR = `/eaje/${MA}/annee`;
const WEEK: Slot[] = ['mon-am', 'mon-pm', 'wed-am', 'wed-pm', 'fri-am', 'fri-pm'];

const called = new CalledMethods('drafts');

describe.each(DATABASES)('drafts on the year ahead (%s)', (kind) => {
  let test: TestApp;
  let director: Browser;
  let asSeeded: readonly Section[];

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await called.watch(test.app);
    asSeeded = await test.app.get(Reader).find(Section, { where: { providerId: MA } });
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await freshPlaces();
    director = await signedIn(test.app, 'director');
  });
  afterAll(() => test.close());

  /** A child of the babies until July. @returns the id of its placement */
  const placed = (birthDate: Day, slots: readonly Slot[] = WEEK, from = '2026-09-01'): Promise<string> => {
    const place = { sectionId: BABIES, from, to: '2027-07-30', slots: slotsToMask(slots) };
    return placeChild(test.app, place, birthDate);
  };
  const starts = async (name: string): Promise<Page> =>
    director.presses((await director.opens(YEAR)).form('/essais'), { name });
  const adds = async (draft: Page, move: string, fields: FieldValues): Promise<Page> =>
    director.presses((await director.opens(draft.link(move).href)).button('Ajouter à l’essai'), fields);
  const movesUp = (child: string, day: Day): FieldValues => ({ child, section: TODDLERS, ...dayFields('from', day) });
  /** The free seats of a section in the week of a Monday, as the file of a page tells them. */
  const freeIn = async (page: string, section: string, monday: Day): Promise<string[]> => {
    const { bytes } = await director.get(`${page}.csv?du=${addDays(monday, 0)}`);
    const rows = parse(bytes.toString('utf8'), { bom: true, delimiter: ';', columns: false }) as string[][];
    return rows.find(([name, week]) => name === section && week === monday.split('-').reverse().join('/'))!.slice(2);
  };

  const fileOf = async (page: string): Promise<string> => (await director.get(`${page}.csv`)).bytes.toString('utf8');
  /** The places of every section as on the first day: no change is declared, and nobody holds any. */
  const freshPlaces = async (): Promise<void> => {
    await emptySeats(test.app);
    await test.app.get(UnitOfWork).run(async (tx) => {
      await tx.delete(Capacity, { from: MoreThan(CAPACITY_FROM) });
      await tx.delete(OpeningHours, { providerId: MA, from: MoreThan('2026-11-24') });
      await tx.update(Capacity, { from: CAPACITY_FROM }, { to: null });
      await tx.update(ProviderChange, { providerId: MA }, { pending: false });
      await tx.update(Provider, { id: MA }, { overbookingAllowed: false });
      for (const { id, ...section } of asSeeded) await tx.update(Section, { id }, section);
    });
    await test.app.get(Supply).reload();
    await givePlaces(test.app, BABIES, 3);
    await givePlaces(test.app, TODDLERS, 2);
  };

  it('shows at once what a child moved and children added would leave, and changes nothing', async () => {
    const child = await placed('2025-06-01');
    const before = await freeIn(YEAR, 'Bébés', '2027-03-01');
    let draft = await starts('Mars');
    expect([draft.status, draft.heading]).toEqual([200, 'Mars']);
    draft = await adds(draft, 'Un enfant change de section', movesUp(child, '2027-03-01'));
    expect(draft.text).toContain('passe en section Moyens le 1er mars 2027');
    expect(draft.text).toMatch(/Bébés Plus de places libres sur \d+ demi-journées : jusqu’à \+1, lundi matin/);
    expect(draft.text).toMatch(/Moyens Moins de places libres sur \d+ demi-journées : jusqu’à −1, lundi matin/);
    draft = await adds(draft, 'Des enfants de plus', {
      count: '2',
      section: TODDLERS,
      slots: ['wed-am', 'wed-pm'],
      ...dayFields('from', '2027-01-04'),
    });
    expect(draft.text).toContain('2 enfants de plus en section Moyens à partir du 4 janvier 2027 : mercredi');
    expect(draft.text).toMatch(
      /Moyens : plus d’enfants que de places sur \d+ demi-journées, un enfant de trop au plus, dès le 3 mars 2027 matin/,
    );
    // Signs, and not colours alone.
    expect(draft.sentences('.app-heat__mark')).toEqual(expect.arrayContaining(['+1', '−1', '!']));
    expect(await freeIn(`${draft.url}/annee`, 'Moyens', '2027-03-01')).toEqual([
      '1',
      '1',
      '2',
      '2',
      '-1',
      '-1',
      '2',
      '2',
      '1',
      '1',
    ]);
    expect(await freeIn(YEAR, 'Bébés', '2027-03-01')).toEqual(before);
    expect((await director.opens(YEAR)).text).toContain('Mars – 2 changements');
    draft = await director.presses(draft.form('/retirer/2'));
    expect(draft.text).not.toContain('Ce qui n’irait pas');
  });

  it('counts expected moves in a draft and in the comparison, with those that the draft itself changes', async () => {
    const place = { sectionId: BABIES, from: '2026-09-01', to: '2027-08-31', pathTo: '2029-08-31' };
    const child = await placeChild(test.app, { ...place, slots: slotsToMask(['mon-am', 'mon-pm']) }, '2026-06-01');
    const monday = '2027-09-06';
    const left = async (page: string, query = ''): Promise<string[]> => {
      const { bytes } = await director.get(`${page}.csv?du=${monday}${query}`);
      const rows = parse(bytes.toString('utf8'), { bom: true, delimiter: ';', columns: false }) as string[][];
      return rows.find(([name]) => name === 'Moyens')!.slice(2, 4);
    };
    let draft = await starts('Départ en juin');
    expect(await left(`${draft.url}/annee`)).toEqual(['1', '1']);
    expect(await left(`${draft.url}/annee`, '&passages=confirmes')).toEqual(['2', '2']);
    // Who leaves in June is expected nowhere in September.
    draft = await adds(draft, 'Un enfant part', { child, ...dayFields('lastDay', '2027-06-30') });
    expect(await left(`${draft.url}/annee`)).toEqual(['2', '2']);
    const later = await director.opens(`${draft.url}?du=${monday}`);
    expect(later.text).toMatch(/Moyens Plus de places libres sur \d+ demi-journées : jusqu’à \+1, lundi matin/);
    const confirmed = await director.opens(later.link('Confirmés seulement').href);
    expect(confirmed.text).not.toMatch(/Moyens Plus de places libres/);

    // More toddlers than are expected to find a seat: said, and no reason to refuse the draft.
    let crowd = await starts('Deux moyens');
    crowd = await adds(crowd, 'Des enfants de plus', {
      count: '2',
      section: TODDLERS,
      slots: ['mon-am'],
      ...dayFields('from', '2027-09-06'),
    });
    crowd = await director.opens(`${crowd.url}?du=${monday}`);
    expect(crowd.text).toMatch(/Moyens : avec les passages prévus, \d+ demi-journées de plus ont plus d’enfants/);
    const compared = await director.opens(`${YEAR}/essais`);
    const plain = await director.opens(compared.link('Confirmés seulement').href);
    expect(plain.url).toContain('essai=');
    expect(plain.form('/essais').value('passages')).toBe('confirmes');
    expect(plain.text).toContain('Un passage prévu que personne n’a confirmé ne prend pas de place');
  });

  it('names the children to whom a closing would break a promise, and the week over the authorised capacity', async () => {
    await placed('2026-06-01');
    let draft = await starts('Vendredis');
    draft = await adds(draft, 'Fermer des demi-journées', {
      slots: ['fri-pm'],
      ...dayFields('from', '2027-01-04'),
      ...dayFields('to', '2027-02-26'),
    });
    expect(draft.text).toContain('Fermé à partir du 4 janvier 2027 et jusqu’au 26 février 2027');
    expect(draft.text).toContain(
      'un enfant a une place sur des demi-journées qui seraient fermées, dès le 8 janvier 2027 après-midi. Enfant né le',
    );
    expect(draft.sentences('.app-heat__mark')).toContain('×');
    draft = await adds(draft, 'Changer les places', {
      section: BABIES,
      slots: ['mon-am'],
      places: '180',
      ...dayFields('from', '2027-03-01'),
    });
    expect(draft.text).toContain('Au-delà de la capacité autorisée dès la semaine du 1er mars 2027');
  });

  it('says which changes no longer apply once reality has changed', async () => {
    const child = await placed('2025-06-01');
    const draft = await adds(await starts('Avril'), 'Un enfant change de section', movesUp(child, '2027-04-05'));
    await director.presses((await director.opens(`/eaje/${MA}/accueils/${child}`)).form('/depart'), {
      ...dayFields('lastDay', '2026-12-18'),
    });
    const seen = await director.opens(draft.url);
    expect(seen.text).toContain('Un changement ne s’applique plus');
    expect(seen.text).toContain('Choisissez un jour entre');
    expect(seen.text).toContain('Rien ne change dans cette section');
  });

  it('compares drafts side by side, by section and quarter', async () => {
    const child = await placed('2025-06-01');
    await adds(await starts('Essai de mars'), 'Un enfant change de section', movesUp(child, '2027-03-01'));
    await adds(await starts('Essai de juin'), 'Un enfant change de section', movesUp(child, '2027-06-07'));
    const page = await director.opens((await director.opens(YEAR)).link('Comparer les essais').href);
    const rows = page.table('Moyens');
    expect(rows).toHaveLength(4);
    expect(rows[2]!.join(' ')).toMatch(/libres.*\(−0,\d\)/);
    expect(page.table('Bébés')[2]!.join(' ')).toMatch(/\(\+0,\d\)/);
    const ticked = page.forms.find(({ method }) => method === 'get')!;
    const one = [...ticked.choices('essai')!].find(([name]) => name === 'Essai de juin')![1];
    expect((await director.presses(ticked, { essai: one })).sentences('th').join(' ')).not.toContain('Essai de mars');
  });

  it('children whose name is not known are listed by date of birth', async () => {
    for (const birth of ['2026-01-05', '2025-06-20', '2025-12-11'] as const) await placed(birth);
    const form = await director.opens((await starts('Essai de départs')).link('Un enfant part').href);
    const births = [...form.button('Ajouter à l’essai').form.choices('child')!.keys()]
      .flatMap((text) => /\d{2}\/\d{2}\/\d{4}/.exec(text) ?? [])
      .map((day) => day.split('/').reverse().join('-'));
    expect(births.length).toBeGreaterThan(2);
    expect(births).toEqual([...births].sort());
  });

  it('a comparison counts the children without a seat, not the changes', async () => {
    const many = { count: '60', section: BABIES, slots: ['mon-am'], ...dayFields('from', '2027-03-01') };
    await adds(await starts('Essai plein'), 'Des enfants de plus', many);
    const page = await director.opens((await director.opens(YEAR)).link('Comparer les essais').href);
    const ticked = page.forms.find(({ method }) => method === 'get')!;
    const one = [...ticked.choices('essai')!].find(([name]) => name === 'Essai plein')![1];
    const [, count] = /enfants sans place : (\d+)/.exec((await director.presses(ticked, { essai: one })).text)!;
    expect(Number(count)).toBeGreaterThan(10);
  });

  it('says what is wrong with a change and keeps what was typed', async () => {
    const child = await placed('2025-06-01');
    const draft = await starts('Faux');
    const form = (move: string) => director.opens(draft.link(move).href);
    const send = async (move: string, fields: FieldValues) =>
      director.presses((await form(move)).button('Ajouter à l’essai'), fields);
    expectRefusal(
      await send('Un enfant part', { child, ...dayFields('lastDay', '2031-01-01') }),
      'Choisissez un jour entre',
    );
    expectRefusal(await send('Un enfant change', movesUp(child, '2026-01-05')), 'est passé');
    const wrong = await send('Des enfants de plus', { count: '700', ...dayFields('from', '2027-02-30') });
    expectRefusal(wrong, 'écrivez un nombre de 1 à 60');
    expect(Object.keys(wrong.errors)).toEqual(['count', 'section', 'slots', 'from']);
    expect(wrong.form('/ajouter/children').value('count')).toBe('700');
    expectRefusal(
      await send('Réunir', { section: BABIES, into: BABIES, ...dayFields('from', '2027-01-04') }),
      'deux sections différentes',
    );
    expectRefusal(await director.presses((await director.opens(YEAR)).form('/essais'), { name: '' }), 'Donnez un nom');
    expect((await director.opens(`${draft.url}/ajouter/nothing`)).status).toBe(404);
  });

  it('declares in one press exactly what the page lists, and the ledger is what the draft showed', async () => {
    const [moves, leaves] = [await placed('2025-06-01'), await placed('2025-03-01', ['fri-am'])];
    let draft = await starts('Tout');
    draft = await adds(draft, 'Un enfant change de section', movesUp(moves, '2027-03-01'));
    draft = await adds(draft, 'Un enfant part', { child: leaves, ...dayFields('lastDay', '2027-02-05') });
    draft = await adds(draft, 'Fermer des demi-journées', {
      slots: ['tue-pm'],
      ...dayFields('from', '2027-04-05'),
      ...dayFields('to', '2027-04-30'),
    });
    draft = await adds(draft, 'Changer les places', {
      section: TODDLERS,
      slots: ['mon-am'],
      places: '4',
      ...dayFields('from', '2027-03-01'),
    });
    draft = await adds(draft, 'Des enfants de plus', {
      count: '1',
      section: BABIES,
      slots: ['thu-am'],
      ...dayFields('from', '2027-05-03'),
    });
    expect(draft.text).toContain('Départ de l’enfant');
    expect(draft.text).toContain('Places de la section Moyens à partir du 1er mars 2027');
    expect(draft.text).toContain('Horaires d’ouverture de l’établissement');
    expect(draft.text).toContain('Des enfants que personne ne connaît ne se déclarent pas');
    draft = await director.presses(draft.form('/retirer/5'));
    const shown = await fileOf(`${draft.url}/annee`);
    const year = await director.presses(draft.button('Adopter et déclarer'));
    expect(year.text).toContain('L’essai est adopté');
    expect(await fileOf(YEAR)).toEqual(shown);
    expect(year.text).toContain('Tout – adopté le');
    expect(test.app.get(Supply).openingOf(MA, '2027-04-06').tue?.end).toBe('13:00');
    expect(test.app.get(Supply).openingOf(MA, '2027-05-04').tue?.end).not.toBe('13:00');
    const adopted = await director.opens(draft.url);
    expect([adopted.text.includes('Cet essai a été adopté'), adopted.hasForm('/adopter')]).toEqual([true, false]);
    expectRefusal(await director.presses(draft.button('Adopter et déclarer')), 'Cet essai a été adopté', 409);
  });

  it('declares nothing when one declaration is refused, and names the move', async () => {
    const children = [await placed('2025-06-01'), await placed('2025-05-01'), await placed('2025-04-01')];
    let draft = await starts('Trop');
    for (const child of children)
      draft = await adds(draft, 'Un enfant change de section', movesUp(child, '2027-03-01'));
    expect(draft.text).toContain('Moyens : plus d’enfants que de places');
    const before = await fileOf(YEAR);
    const refused = await director.presses(draft.button('Adopter et déclarer'));
    expectRefusal(refused, 'Rien n’est déclaré. Enfant né le');
    expect(refused.errors['adopt']).toContain('passe en section Moyens le 1er mars 2027');
    expect(await fileOf(YEAR)).toEqual(before);
    // Somebody else changes the draft while its page is open.
    await director.presses(draft.form('/retirer/3'));
    expectRefusal(await director.presses(draft.button('Adopter et déclarer')), 'Quelqu’un a changé cet essai', 409);
    const again = await director.presses((await director.opens(draft.url)).button('Adopter et déclarer'));
    expect(again.text).toContain('L’essai est adopté');
  });

  it('joins two sections from a day on: children, places and ages go to one, and the other closes', async () => {
    const [here, toCome] = [await placed('2026-06-01'), await placed('2026-10-01', ['tue-am'], '2027-05-04')];
    const draft = await adds(await starts('Réunir'), 'Réunir deux sections', {
      section: BABIES,
      into: TODDLERS,
      ...dayFields('from', '2027-03-01'),
    });
    expect(draft.text).toContain(
      'Les enfants de la section Bébés passent en section Moyens, qui prend les âges des deux',
    );
    const shown = await fileOf(`${draft.url}/annee`);
    const year = await director.presses(draft.button('Adopter et déclarer'));
    expect(year.text).toContain('L’essai est adopté');
    expect(await fileOf(YEAR)).toEqual(shown);
    expect(await freeIn(YEAR, 'Moyens', '2027-03-01')).toEqual(['4', '4', '5', '5', '4', '4', '5', '5', '4', '4']);
    const supply = test.app.get(Supply);
    expect(supply.closingDayOf(BABIES)).toBe('2027-03-01');
    const forBaby = (day: Day) => supply.sectionsForChild(MA, '2026-10-01', day).map(({ id }) => id);
    expect([forBaby('2027-02-26'), forBaby('2027-03-01')]).toEqual([[BABIES], [TODDLERS]]);
    const parts = await test.app.get(Reader).find(Placement, { where: { childId: In([here, toCome]) } });
    expect(parts.map(({ childId, sectionId, from, to }) => [childId === here, sectionId, from, to]).sort()).toEqual([
      [false, TODDLERS, '2027-05-04', '2027-07-30'],
      [true, BABIES, '2026-09-01', '2027-02-28'],
      [true, TODDLERS, '2027-03-01', '2027-07-30'],
    ]);
    const history = await test.app.get(Reader).find(ProviderChange, { where: { providerId: MA, from: '2027-03-01' } });
    expect(history.map(({ act, sectionId }) => [act, sectionId])).toEqual(
      expect.arrayContaining([
        ['places', TODDLERS],
        ['section_ages', TODDLERS],
        ['places', BABIES],
        ['section_close', BABIES],
      ]),
    );
  });

  it('joins nothing when the section that would receive the children is closed by then', async () => {
    await placed('2026-06-01');
    const join = (section: string, into: string, day: Day): FieldValues => ({
      section,
      into,
      ...dayFields('from', day),
    });
    let draft = await adds(await starts('Deux fois'), 'Réunir deux sections', join(TODDLERS, OLDER, '2027-02-01'));
    draft = await adds(draft, 'Réunir deux sections', join(BABIES, TODDLERS, '2027-03-01'));
    const before = await fileOf(YEAR);
    const refused = await director.presses(draft.button('Adopter et déclarer'));
    expectRefusal(refused, 'Rien n’est déclaré. La section Bébés rejoint la section Moyens');
    expect(await fileOf(YEAR)).toEqual(before);
    expect(test.app.get(Supply).closingDayOf(TODDLERS)).toBeNull();
  });

  it('allows 115 % from a day on, and not before', async () => {
    const { authorisedCapacity } = test.app.get(Supply).provider(MA)!;
    const others = await test.app.get(Supply).capacitiesOf(test.app.get(Reader), OLDER);
    const places = authorisedCapacity + 2 - 3 - (others.at(-1)?.seats['mon-am'] ?? 0);
    const more = (day: Day): FieldValues => ({
      section: TODDLERS,
      slots: ['mon-am'],
      places: `${places}`,
      ...dayFields('from', day),
    });
    let draft = await adds(await starts('Surnombre'), 'Accueil en surnombre', {
      overbooking: 'yes',
      ...dayFields('from', '2027-03-01'),
    });
    expect(draft.text).toContain('de la capacité autorisée à la fois à partir du 1er mars 2027');
    draft = await adds(draft, 'Changer les places', more('2027-02-01'));
    expect(draft.text).toContain('Au-delà de la capacité autorisée dès la semaine du 1er février 2027');
    expectRefusal(await director.presses(draft.button('Adopter et déclarer')), 'place');
    draft = await adds(await director.presses(draft.form('/retirer/2')), 'Changer les places', more('2027-03-01'));
    expect(draft.text).not.toContain('Au-delà de la capacité autorisée');
    expect((await director.presses(draft.button('Adopter et déclarer'))).text).toContain('L’essai est adopté');
    const then = (day: Day) => test.app.get(Supply).providerOn(MA, day)?.overbookingAllowed;
    expect([then('2027-02-28'), then('2027-03-01')]).toEqual([false, true]);
    const seen = await adds(await starts('Après'), 'Accueil en surnombre', {
      overbooking: 'no',
      ...dayFields('from', '2027-06-07'),
    });
    expect(seen.text).toContain('Au-delà de la capacité autorisée dès la semaine du 7 juin 2027');
  });

  it('gives, whatever is adopted, the ledger that the draft showed', async () => {
    const day = fc.integer({ min: 8, max: 300 }).map((days) => addDays('2026-11-24', days));
    const half = fc.subarray<Slot>(['mon-am', 'tue-am', 'wed-pm', 'thu-am', 'fri-pm'], { minLength: 1 });
    const act = fc.oneof(
      fc.record({ kind: fc.constant('section' as const), who: fc.nat(2), from: day }),
      fc.record({ kind: fc.constant('leave' as const), who: fc.nat(2), from: day }),
      fc.record({ kind: fc.constant('seats' as const), slots: half, places: fc.nat(4), from: day }),
      fc.record({ kind: fc.constant('close' as const), slots: half, from: day, long: fc.integer({ min: 0, max: 90 }) }),
      fc.record({ kind: fc.constant('join' as const), from: day }),
    );
    let adopted = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 4 }), async (acts) => {
        await freshPlaces();
        const children = [
          await placed('2025-06-01'),
          await placed('2025-01-15', ['wed-am']),
          await placed('2024-11-02'),
        ];
        const draft = await starts('Au hasard');
        for (const one of acts) {
          const send = (fields: FieldValues) => director.sends(`${draft.url}/ajouter/${one.kind}`, fields);
          if (one.kind === 'section') await send(movesUp(children[one.who]!, one.from));
          if (one.kind === 'leave') await send({ child: children[one.who]!, ...dayFields('lastDay', one.from) });
          if (one.kind === 'seats')
            await send({
              section: TODDLERS,
              slots: one.slots,
              places: `${one.places}`,
              ...dayFields('from', one.from),
            });
          if (one.kind === 'join') await send({ section: BABIES, into: TODDLERS, ...dayFields('from', one.from) });
          if (one.kind === 'close')
            await send({
              slots: one.slots,
              ...dayFields('from', one.from),
              ...dayFields('to', addDays(one.from, one.long)),
            });
        }
        const [before, shown] = [await fileOf(YEAR), await fileOf(`${draft.url}/annee`)];
        const { version } = (await test.app.get(Reader).findOne(YearDraft, { id: draft.url.split('/').at(-1)! }))!;
        const answer = await director.sends(`${draft.url}/adopter`, { version: `${version}` });
        const isAdopted = answer.text.includes('L’essai est adopté');
        if (isAdopted) adopted += 1;
        expect(await fileOf(YEAR)).toEqual(isAdopted ? shown : before);
        await director.sends(`${draft.url}/jeter`);
      }),
      { numRuns: Number(process.env['DRAFTS'] ?? 3), seed: 20 },
    );
    expect(adopted).toBeGreaterThan(0);
  });

  it('says which children who wait would have a place, on the days that their families accept', async () => {
    const day = { start: '08:00', end: '18:00' };
    const waits = (firstName: string, latestFrom: Day | null) =>
      anOrientedRequest(test.app, {
        child: {
          ...{ firstName, birthDate: '2026-06-01', dueDate: null },
          need: { ...EMPTY_NEED, kind: 'regular', wantedFrom: '2027-01-04', week: { mon: day, wed: day }, latestFrom },
        },
      });
    await waits('Patiente', '2027-03-31');
    await waits('Pressé', null);
    const [child] = [await placed('2025-06-01'), await placed('2025-06-02'), await placed('2025-06-03')];
    const draft = await adds(await starts('Une place en mars'), 'Un enfant change de section', {
      ...movesUp(child, '2027-03-01'),
    });
    expect(draft.text).toContain('Aucun n’aurait de place pour toute sa semaine aujourd’hui ; avec cet essai, un.');
    expect(draft.text).toContain('En plus : Patiente Nom');
    expect(draft.text).toContain('(à partir du 1er mars 2027, que la famille accepte).');
    expect(draft.text).not.toContain('Pressé');
    // Closed from April on, the Wednesdays that she needs are no days off.
    const closed = await adds(draft, 'Fermer des demi-journées', {
      slots: ['wed-am', 'wed-pm'],
      ...dayFields('from', '2027-04-05'),
    });
    expect(closed.text).toContain('avec cet essai, aucun.');
  });

  it('throws a draft away once that was asked', async () => {
    const draft = await starts('À jeter');
    const asked = await director.opens(draft.link('Jeter cet essai').href);
    expect(asked.heading).toBe('Jeter l’essai « À jeter » ?');
    const year = await director.presses(asked.button('Jeter l’essai'));
    expect(year.text).not.toContain('À jeter –');
    expect((await director.opens(draft.url)).status).toBe(404);
  });

  it('is nobody else’s', async () => {
    const draft = await starts('Secret');
    for (const name of ['otherDirector', 'agent', 'member', 'coordinator']) {
      const other = await signedIn(test.app, name);
      for (const url of [draft.url, `${draft.url}/ajouter/leave`, `${draft.url}/jeter`, `${YEAR}/essais`])
        expect([name, url, (await other.opens(url)).status]).toEqual([name, url, 404]);
      expect((await other.sends(`${draft.url}/jeter`)).status).toBe(404);
      expect((await other.sends(draft.url.replace(MA, 'ma-71040') + '/jeter')).status).toBe(404);
    }
    expect((await director.opens(draft.url)).status).toBe(200);
  });
});

it('no act of an adopted draft is forgotten', () => expect(called.never()).toEqual([]));
