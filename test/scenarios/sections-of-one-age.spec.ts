import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Proposals } from '../../src/commissions/admission/index.js';
import { ProposalThreads } from '../../src/commissions/admission/proposal-threads.js';
import { Candidacy } from '../../src/commissions/commission/persistence/commission.entities.js';
import { addDays, mondayOf, type Day } from '../../src/foundation/kernel/time.js';
import { Placement, PresentChild, SeatLedger } from '../../src/places/placement/persistence/placement.entities.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { OpeningDays } from '../../src/offer/supply/index.js';
import { VacancyFile } from '../../src/places/vacancies/persistence/vacancies.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  emptySeats,
  givePlaces,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { list } from '../support/imports.js';
import { dayFields, expectRefusal, Page, type FieldValues } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { placeChild } from '../support/placed-child.js';

const [NOW, TODAY] = ['2026-11-24T08:00:00.000Z', '2026-11-24'];
const AT = 'ma-71306';
const [FIRST, SECOND] = [`${AT}:toddlers`, `${AT}:toddlers-2`] as const;
const SAVE = 'Enregistrer';
/** Old enough for the toddlers, and too young for the older ones, until the summer. */
const BIRTH = '2025-09-10';

describe.each(DATABASES)('an establishment with two sections of one age group (%s)', (kind) => {
  let test: TestApp;
  let director: Browser;
  let coordinator: Browser;

  const fills = async (url: string, fields: FieldValues, button = SAVE): Promise<Page> =>
    director.presses((await director.opens(url)).button(button), fields);
  const placed = (sectionId: string, from: Day, to: Day, slots = 0b11_1111_1111): Promise<string> =>
    placeChild(test.app, { sectionId, from, to, slots }, BIRTH);

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    director = await signedIn(test.app, 'director');
    await fills(`/offre/${AT}/sections`, {
      group: 'toddlers',
      ...{ name: 'Coccinelles', ageFrom: '12', ageTo: '26', places: '0' },
      ...dayFields('from', TODAY),
    });
  });
  beforeEach(async () => {
    await emptySeats(test.app);
    clockOf(test.app).travelTo(NOW);
    for (const section of ['babies', 'toddlers', 'toddlers-2', 'older'])
      await givePlaces(test.app, `${AT}:${section}`, 2);
    director = await signedIn(test.app, 'director');
    coordinator = await signedIn(test.app, 'coordinator');
  });
  afterAll(() => test.close());

  it('its director reads both, renames one, and cannot give both one name', async () => {
    const page = await director.opens(`/offre/${AT}`);
    expect(page.table('Sections et places').map(([name, ages]) => [name, ages])).toEqual([
      ['Bébés', 'De 2 à 15 mois'],
      ['Moyens', 'De 12 à 26 mois'],
      ['Moyens – Coccinelles', 'De 12 à 26 mois'],
      ['Grands', 'De 24 à 48 mois'],
    ]);
    const taken = await fills(`/offre/${AT}/sections/toddlers`, { name: 'coccinelles' });
    expectRefusal(taken, 'La structure a déjà une section de ce nom.');
    const unnamed = await fills(`/offre/${AT}/sections/toddlers-2`, { name: '' });
    expect(unnamed.table('Sections et places').map(([name]) => name)).toContain('Moyens 2');
    expect(unnamed.text).toContain('Nom d’une section modifié');
    await fills(`/offre/${AT}/sections/toddlers-2`, { name: 'Coccinelles' });
    expect((await director.opens(`/offre/${AT}/sections/toddlers-2`)).heading).toContain('Moyens – Coccinelles');
  });

  it('each closes and opens again alone', async () => {
    const close = await director.opens(`/offre/${AT}/fermer?section=toddlers-2`);
    expect(close.heading).toBe('Fermer : Moyens – Coccinelles');
    await director.presses(close.button('Fermer'), { ...dayFields('from', '2027-03-01'), reason: 'Travaux' });
    const states = (await director.opens(`/offre/${AT}`)).table('Sections et places').map(([name]) => name);
    expect(states).toEqual(expect.arrayContaining(['Moyens', expect.stringContaining('Moyens – Coccinelles Fermé')]));
    await expect(placed(SECOND, '2027-03-01', '2027-04-30')).rejects.toThrow();
    await placed(FIRST, '2027-03-01', '2027-04-30');
    const reopen = await director.opens(`/offre/${AT}/rouvrir?section=toddlers-2`);
    await director.presses(reopen.button('Rouvrir'), { ...dayFields('from', TODAY), reason: 'Travaux finis' });
    await placed(SECOND, '2027-03-01', '2027-04-30');
  });

  it('places of one that closes are free for another, and it opens again only where there is room for its own', async () => {
    const gives = (section: string, from: Day, places: number): Promise<Page> =>
      director.sends(`/eaje/${AT}/places/${section}`, {
        ...dayFields('from', from),
        'seats[]': [...Array<string>(10).fill(String(places)), '', ''],
      });
    await gives('toddlers-2', '2027-01-04', 20);
    const close = await director.opens(`/offre/${AT}/fermer?section=toddlers-2`);
    await director.presses(close.button('Fermer'), { ...dayFields('from', '2027-03-01'), reason: 'Travaux' });
    // 52 places are authorised: 2 babies, 2 older ones, and 20 here until the closing.
    expectRefusal(await gives('toddlers', '2027-02-01', 48), 'les sections auraient 72 places ensemble');
    expect((await gives('toddlers', '2027-03-01', 48)).status).toBe(200);
    const reopens = async (): Promise<Page> => {
      const page = await director.opens(`/offre/${AT}/rouvrir?section=toddlers-2`);
      return director.presses(page.button('Rouvrir'), { ...dayFields('from', TODAY), reason: 'Travaux finis' });
    };
    expectRefusal(await reopens(), 'les sections auraient 72 places ensemble');
    await gives('toddlers', '2027-03-01', 2);
    await reopens();
    await gives('toddlers-2', '2027-01-04', 2);
    await placed(SECOND, '2027-03-01', '2027-04-30');
  });

  it('the ledger, the week and the year ahead count each for itself, whoever is in which of the two', async () => {
    const sections = { Moyens: FIRST, 'Moyens – Coccinelles': SECOND };
    const stay = fc.record({
      sectionId: fc.constantFrom(FIRST, SECOND),
      from: fc.integer({ min: 0, max: 60 }),
      long: fc.integer({ min: 0, max: 60 }),
      slots: fc.integer({ min: 1, max: 0b11_1111_1111 }),
    });
    const isOff = await test.app.get(OpeningDays).offOn(test.app.get(Reader), [FIRST, SECOND]);
    await fc.assert(
      fc.asyncProperty(fc.array(stay, { minLength: 1, maxLength: 4 }), async (stays) => {
        await emptySeats(test.app);
        const there = { [FIRST]: new Map<string, number>(), [SECOND]: new Map<string, number>() };
        for (const { sectionId, from, long, slots } of stays) {
          const days = { from: addDays(TODAY, from), to: addDays(TODAY, from + long) };
          const taken = await placed(sectionId, days.from, days.to, slots).catch(() => null);
          if (taken === null) continue;
          for (let day = days.from; day <= days.to; day = addDays(day, 1))
            for (const half of [0, 1]) {
              const index = (new Date(day).getUTCDay() - 1) * 2 + half;
              if (index < 0 || !((slots >> index) & 1)) continue;
              const key = `${day}/${half}`;
              there[sectionId].set(key, (there[sectionId].get(key) ?? 0) + 1);
            }
        }
        const { bytes } = await director.get(`/eaje/${AT}/annee.csv?du=${TODAY}`);
        const rows = parse(bytes.toString('utf8'), { bom: true, delimiter: ';' }) as string[][];
        for (const [name, sectionId] of Object.entries(sections)) {
          const weeks = new Map(rows.filter(([said]) => said === name).map(([, monday, ...free]) => [monday!, free]));
          const ledger = await test.app.get(Reader).find(SeatLedger, { where: { sectionId } });
          for (const { day, half, weekday, places, held } of ledger.filter((row) => row.day <= addDays(TODAY, 130))) {
            if (day < TODAY || weekday > 5 || isOff(sectionId, day)) continue;
            const counted = there[sectionId].get(`${day}/${half}`) ?? 0;
            const free = weeks.get(mondayOf(day).split('-').reverse().join('/'))?.[(weekday - 1) * 2 + half];
            expect([name, day, half, held, free]).toEqual([name, day, half, counted, String(places - counted)]);
          }
        }
      }),
      { numRuns: 5 },
    );
    await emptySeats(test.app);
    await placed(SECOND, TODAY, addDays(TODAY, 20));
    expect((await director.opens(`/eaje/${AT}/semaine`)).text).toContain('Moyens – Coccinelles');
  });

  it('a session gives the seats of both: three children, one seat in one section and one in the other', async () => {
    for (const sectionId of [FIRST, SECOND]) await givePlaces(test.app, sectionId, 1);
    for (const code of ['babies', 'older']) await givePlaces(test.app, `${AT}:${code}`, 0);
    const day = await aFreeThursday(test.app);
    const session = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    const families = [];
    for (let nth = 0; nth < 3; nth += 1) {
      const family = await anOrientedRequest(test.app, { child: { birthDate: addDays(day, -400) } });
      await listFor(test.app, family.requestId, session.id);
      families.push(family);
    }
    await openSession(test.app, session.id);
    const cases = await test.app.get(Reader).find(Candidacy, { where: { sessionId: session.id } });
    expect(cases.map(({ proposedSectionId }) => proposedSectionId ?? '').sort()).toEqual(['', FIRST, SECOND]);
    const sheet = await coordinator.opens(`/commissions/${session.id}/seance`);
    expect(sheet.text).toContain('Moyens – Coccinelles');
    const { instance } = (await new Proposals(clockOf(test.app), test.app.get(ProposalThreads)).findLatest(
      test.app.get(Reader),
      session.id,
    ))!;
    expect(Object.keys(instance.establishments[AT]!.capacity)).toEqual(
      expect.arrayContaining(['toddlers', 'toddlers-2']),
    );
  });

  it('children who are there are entered in one or the other, and a list names a section by number or name', async () => {
    const here = `/eaje/${AT}/presents`;
    await director.get(here);
    await director.upload(
      `${here}/listes`,
      'list',
      list(
        'groupes.csv',
        'Prénom,Nom,Date de naissance,Groupe,Jours,Début',
        'Tom,Aulne,10/09/2025,Coccinelles,lundi,2026-10-01',
        'Ana,Charme,11/09/2025,moyens 1,lundi,2026-10-01',
        'Léo,Houx,12/09/2025,Moyens 2,lundi,2026-10-01',
        'Zoé,Orme,13/09/2025,moyens,lundi,2026-10-01',
      ),
    );
    const page = await director.opens(director.url);
    expect(page.text).toContain('Plusieurs de vos sections correspondent : écrivez le nom d’une seule.');
    await director.presses(page.form('/ajouter').buttons[0]!);
    const reader = test.app.get(Reader);
    const names = new Map((await reader.find(PresentChild)).map(({ id, surname }) => [id, surname]));
    const held = await reader.find(Placement, { where: { state: 'held' } });
    const where = held.map(({ childId, sectionId }) => [names.get(childId), sectionId]).sort();
    expect(where).toEqual([
      ['Aulne', SECOND],
      ['Charme', FIRST],
      ['Houx', SECOND],
    ]);
  });

  it('monenfant.fr is told the free places of both as those of one age group', async () => {
    await placed(SECOND, TODAY, addDays(TODAY, 200));
    const page = await coordinator.opens('/disponibilites');
    await coordinator.presses(page.button('Refaire le fichier maintenant'));
    const [file] = await test.app.get(Reader).find(VacancyFile, { order: { madeAt: 'DESC' }, take: 1 });
    const groups = file!.groups.filter(({ providerId, ageFromMonths }) => providerId === AT && ageFromMonths === 12);
    expect(groups).toHaveLength(1);
    const day = Object.keys(groups[0]!.days).find((one) => groups[0]!.days[one]![0] !== null)!;
    expect(groups[0]!.days[day]).toEqual([3, 3]);
  });

  it('the booklet and the public page say once which ages it receives', async () => {
    const anybody = await director.opens(`/modes-d-accueil/${AT}`);
    expect(anybody.text).toContain('de 2 à 48 mois');
  });
});
