import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { addDays, mondayOf, type Day } from '../../src/foundation/kernel/time.js';
import { SeatLedger } from '../../src/places/placement/persistence/placement.entities.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { OpeningDays } from '../../src/offer/supply/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { clockOf, emptySeats, givePlaces, seedCommissions } from '../support/commission.js';
import { dayFields } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { placeChild } from '../support/placed-child.js';

const MA = 'ma-71306';
const BABIES = `${MA}:babies`;
const URL = `/eaje/${MA}/annee`;

describe.each(DATABASES)('the year ahead of an establishment (%s)', (kind) => {
  let test: TestApp;
  let director: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await givePlaces(test.app, BABIES, 4);
    await givePlaces(test.app, `${MA}:toddlers`, 2);
  });
  beforeEach(async () => {
    await emptySeats(test.app);
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    director = await signedIn(test.app, 'director');
  });
  afterAll(() => test.close());

  /** A child there between two days, on some half-days. */
  const placed = (from: Day, to: Day, slots: number): Promise<string> =>
    placeChild(test.app, { sectionId: BABIES, from, to, slots }, '2026-06-01');
  /** The lines of the babies in the file: the free seats of each half-day, by the Monday of the week. */
  const fileFrom = async (day: Day): Promise<Map<string, string[]>> => {
    const { bytes } = await director.get(`${URL}.csv?du=${day}`);
    const rows = parse(bytes.toString('utf8'), { bom: true, delimiter: ';', columns: false }) as string[][];
    return new Map(rows.filter(([section]) => section === 'Bébés').map(([, monday, ...free]) => [monday!, free]));
  };
  /** Monday and Tuesday of the toddlers in the first week of a file. */
  const mondayOfToddlers = async (file: string): Promise<string[]> => {
    const { bytes } = await director.get(file);
    const rows = parse(bytes.toString('utf8'), { bom: true, delimiter: ';', columns: false }) as string[][];
    return rows.find(([section]) => section === 'Moyens')!.slice(2, 6);
  };
  const written = (day: Day): string => day.split('-').reverse().join('/');

  it('shows the seats that the ledger has free on every open half-day, whoever is there and when', async () => {
    const today = clockOf(test.app).today();
    const stay = fc.record({
      from: fc.integer({ min: 0, max: 300 }),
      long: fc.integer({ min: 0, max: 200 }),
      slots: fc.integer({ min: 1, max: 0b11_1111_1111 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(stay, { maxLength: 3 }), fc.integer({ min: -30, max: 60 }), async (stays, away) => {
        for (const { from, long, slots } of stays)
          await placed(addDays(today, from), addDays(today, from + long), slots).catch(() => null);
        const file = await fileFrom(addDays(today, away));
        const isOff = await test.app.get(OpeningDays).offOn(test.app.get(Reader), [BABIES]);
        const ledger = await test.app.get(Reader).find(SeatLedger, { where: { sectionId: BABIES } });
        for (const { day, half, weekday, places, held } of ledger) {
          const week = file.get(written(mondayOf(day)));
          if (week && weekday <= week.length / 2 && places > 0)
            expect([day, half, week[(weekday - 1) * 2 + half]]).toEqual([
              day,
              half,
              isOff(BABIES, day) ? '' : String(Math.max(0, places - held)),
            ]);
        }
        expect(file.size).toBe(53);
      }),
      { numRuns: 6 },
    );
  });

  it('draws each section with its figures and its sentence, and names who leaves and who moves up', async () => {
    const today = clockOf(test.app).today();
    const id = await placed(addDays(today, 320), addDays(today, 340), 0b11);
    const page = await director.opens(URL);
    expect(page.text).toContain('L’année qui vient');
    expect(page.text).toMatch(/Le plus de places : \S+ \S+\. Le moins : \S+ \S+\./);
    expect(page.source).toMatch(/<svg class="app-heat" role="img" aria-labelledby="year-ma-71306-babies"/);
    // The bars of a section cover every open week of the year: none is missing, none drawn twice.
    const widths = [...page.source.matchAll(/<rect class="app-heat__cell app-heat__cell--\w+"[^>]* width="(\d+)"/g)];
    const weeks = widths.reduce((sum, [, width]) => sum + (Number(width) + 1) / 18, 0);
    expect([Number.isInteger(weeks), weeks > 500]).toEqual([true, true]);
    expect(page.hasLinkTo(`/eaje/${MA}/accueils/${id}`)).toBe(true);
    expect(page.text).toContain('Quitte l’établissement');
    const later = await director.opens(`${URL}?du=${addDays(today, 800)}`);
    expect(later.hasLinkTo(`/eaje/${MA}/accueils/${id}`)).toBe(false);
    expect((await director.opens(`${URL}?du=nonsense`)).status).toBe(200);
  });

  it('shows the days of a closing and public holidays as closed, while the places of children stay theirs', async () => {
    await placed('2026-09-01', '2027-07-30', 0b11);
    const week = await director.opens(`/eaje/${MA}/semaine`);
    await director.presses(week.form('/fermetures'), {
      ...dayFields('from', '2027-02-15'),
      ...dayFields('to', '2027-02-19'),
      reason: 'Congés',
    });
    const file = await fileFrom('2027-02-08');
    expect(file.get('08/02/2027')).toEqual(['3', '3', '4', '4', '4', '4', '4', '4', '4', '4']);
    expect(file.get('15/02/2027')).toEqual(Array(10).fill(''));
    // Easter Monday.
    expect(file.get('29/03/2027')).toEqual(['', '', '4', '4', '4', '4', '4', '4', '4', '4']);
    const [closed] = (await director.opens(`/eaje/${MA}/semaine`)).forms.filter(({ action }) =>
      action.endsWith('/retirer'),
    );
    await director.presses(closed!);
    expect((await fileFrom('2027-02-08')).get('15/02/2027')).toEqual([
      '3',
      '3',
      '4',
      '4',
      '4',
      '4',
      '4',
      '4',
      '4',
      '4',
    ]);
  });

  it('counts the children expected from other sections, in the picture and in the file, or only what is confirmed', async () => {
    // Two toddlers of September have no seat left for the third; the seats that all three leave are free.
    for (const birth of ['2026-04-10', '2026-05-02', '2026-06-01'])
      await placeChild(
        test.app,
        { sectionId: BABIES, from: '2026-09-01', to: '2027-08-31', pathTo: '2029-08-31', slots: 0b11 },
        birth,
      );
    const week = '2027-09-06';
    const file = (query: string): Promise<string[]> => mondayOfToddlers(`${URL}.csv?du=${week}${query}`);
    expect(await file('')).toEqual(['-1', '-1', '2', '2']);
    expect(await file('&passages=confirmes')).toEqual(['2', '2', '2', '2']);
    expect((await fileFrom(week)).get('06/09/2027')!.slice(0, 2)).toEqual(['4', '4']);

    const page = await director.opens(`${URL}?du=${week}`);
    expect(page.text).toMatch(/Sur \d+ demi-journées, il y a plus d’enfants attendus que de places/);
    expect(page.sentences('.app-heat__mark')).toContain('!');
    expect(await mondayOfToddlers(page.link('Télécharger l’année').href)).toEqual(['-1', '-1', '2', '2']);
    const confirmed = await director.opens(page.link('Confirmés seulement').href);
    expect(confirmed.text).not.toContain('enfants attendus que de places');
    expect(await mondayOfToddlers(confirmed.link('Télécharger l’année').href)).toEqual(['2', '2', '2', '2']);
    // The view is kept from week to week, and left by one link.
    expect((await director.opens(confirmed.link('Quatre semaines plus tard').href)).text).toContain(
      'Un passage prévu que personne n’a confirmé ne prend pas de place',
    );
    expect(confirmed.hasLinkTo(`${URL}?du=${week}`)).toBe(true);
  });

  it('is nobody else’s', async () => {
    for (const name of ['otherDirector', 'agent', 'member', 'coordinator']) {
      const other = await signedIn(test.app, name);
      expect([name, (await other.opens(URL)).status, (await other.get(`${URL}.csv`)).status]).toEqual([name, 404, 404]);
    }
  });
});
