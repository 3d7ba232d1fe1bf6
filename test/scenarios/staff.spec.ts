import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { StaffPlanRow } from '../../src/second-desk/eaje/persistence/staff-plan.entity.js';
import type { Day } from '../../src/foundation/kernel/time.js';
import { slotsToMask, type Slot } from '../../src/foundation/kernel/week-schedule.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { clockOf, emptySeats, givePlaces, seedCommissions } from '../support/commission.js';
import { dayFields, expectRefusal, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { placeChild } from '../support/placed-child.js';

const MA = 'ma-71306';
const BABIES = `${MA}:babies`;
const HERE = `/eaje/${MA}`;
const TEAM = `${HERE}/equipe`;
/** The Monday after the day of these scenarios. */
const NEXT_WEEK = '2026-11-30';

describe.each(DATABASES)('the team of an establishment (%s)', (kind) => {
  let test: TestApp;
  let director: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await givePlaces(test.app, BABIES, 12);
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    director = await signedIn(test.app, 'director');
  });
  beforeEach(async () => {
    await emptySeats(test.app);
    await test.app.get(UnitOfWork).run((tx) => tx.delete(StaffPlanRow, { providerId: MA }));
  });
  afterAll(() => test.close());

  const childrenCome = async (count: number, birthDate: Day | null, slots: readonly Slot[]): Promise<void> => {
    const place = { sectionId: BABIES, from: '2026-09-01', to: '2027-07-30', slots: slotsToMask(slots) };
    for (let child = 0; child < count; child += 1) await placeChild(test.app, place, birthDate);
  };
  const choosesRule = async (rule = 'by_walking', walkingMonths = '15'): Promise<Page> =>
    director.presses((await director.opens(TEAM)).form('/regle'), { rule, walkingMonths });
  /** One number for each half-day from Monday morning on; the others are left empty. */
  const numbers = (adults: readonly string[]): string[] =>
    Array.from({ length: 12 }, (_, index) => adults[index] ?? '');
  const entersWeek = async (from: Day, adults: readonly string[]): Promise<Page> =>
    director.presses((await director.opens(TEAM)).form('/semaines'), {
      ...dayFields('from', from),
      'seats[]': numbers(adults),
    });
  const weekOf = async (monday: Day): Promise<Page> => director.opens(`${HERE}/semaine?du=${monday}`);
  const teamIn = async (monday: Day): Promise<string[][]> =>
    (await weekOf(monday)).table('Adultes nécessaires et présents');

  it('is compared with the children of each half-day by their age, in words, and nothing is refused', async () => {
    await childrenCome(6, '2026-06-01', ['mon-am']);
    await childrenCome(3, '2025-06-01', ['mon-am', 'mon-pm']);
    await childrenCome(1, null, ['mon-pm']);
    expect((await choosesRule()).text).toContain('La règle est enregistrée.');
    expect((await entersWeek(NEXT_WEEK, ['1', '1', '', '0'])).text).toContain('La semaine est enregistrée.');
    const [mondayMorning, mondayAfternoon, tuesdayMorning, tuesdayAfternoon] = await teamIn(NEXT_WEEK);
    expect(mondayMorning).toEqual(['lundi matin', '6', '3', '2', '1', '! Il manque un adulte']);
    expect(mondayAfternoon).toEqual(['lundi après-midi', '1', '3', '1', '1', 'Assez d’adultes']);
    expect(tuesdayMorning).toEqual(['mardi matin', '0', '0', '0', '?', 'Non saisi']);
    expect(tuesdayAfternoon).toEqual(['mardi après-midi', '0', '0', '0', '0', 'Assez d’adultes']);
    expect((await weekOf(NEXT_WEEK)).text).toContain('! Il manque des adultes. C’est un avertissement');
    await choosesRule('one_for_six');
    expect((await teamIn(NEXT_WEEK))[0]).toEqual(['lundi matin', '9', '2', '1', '! Il manque un adulte']);
  });

  it('shows nothing as a lack before a rule is chosen and adults are entered', async () => {
    await childrenCome(6, '2026-06-01', ['mon-am']);
    expect((await weekOf(NEXT_WEEK)).text).toContain('La règle qui dit combien d’adultes il faut n’est pas choisie.');
    await choosesRule();
    const year = await director.opens(`${HERE}/annee`);
    expect(year.text).toContain('Les adultes présents ne sont pas saisis : aucun manque n’est signalé.');
    expect(year.text).not.toContain('Il manque');
    expect((await teamIn(NEXT_WEEK))[0]).toEqual(['lundi matin', '6', '0', '2', '?', 'Non saisi']);
    await entersWeek('2027-03-01', ['5']);
    expect((await weekOf(NEXT_WEEK)).text).toContain('Aucun adulte n’est saisi sur cette période');
  });

  it('repeats a week until the next one, and tells in the year from when to when adults lack', async () => {
    await childrenCome(6, '2026-06-01', ['mon-am']);
    await choosesRule();
    await entersWeek('2027-03-01', ['2']);
    await entersWeek(NEXT_WEEK, ['0']);
    await entersWeek(NEXT_WEEK, ['1']);
    let team = await director.opens(TEAM);
    expect(team.table('Semaines saisies').map(([from, monday]) => [from, monday])).toEqual([
      ['30 novembre 2026', '1 matin, ? ap.-m.'],
      ['1er mars 2027', '2 matin, ? ap.-m.'],
    ]);
    const year = await director.opens(`${HERE}/annee`);
    expect(year.text).toContain(
      '! lundi matin, du 30 novembre 2026 au 22 février 2027 : 2 adultes nécessaires, un présent. Il en manque 1.',
    );
    const byWeek = new Map(year.table('adultes nécessaires / présents').map(([week, monday]) => [week, monday]));
    expect(['23/11/2026', '30/11/2026', '01/03/2027', '29/03/2027'].map((week) => byWeek.get(week))).toEqual([
      '2 / ?',
      '2 / 1 !',
      '2 / 2',
      // Easter Monday.
      '–',
    ]);
    team = await director.presses(team.button('Retirer la semaine à partir du 1er mars 2027'));
    expect(team.table('Semaines saisies').map(([from]) => from)).toEqual(['30 novembre 2026']);
  });

  it('is counted in a draft with the children and the closings that are tried out', async () => {
    await childrenCome(5, '2026-06-01', ['mon-am', 'wed-am']);
    await choosesRule();
    await entersWeek(NEXT_WEEK, ['1', '', '', '', '1']);
    let draft = await director.presses((await director.opens(`${HERE}/annee`)).form('/essais'), { name: 'Mercredis' });
    draft = await director.presses(
      (await director.opens(draft.link('Des enfants de plus').href)).button('Ajouter à l’essai'),
      { count: '1', section: BABIES, slots: ['wed-am'], ...dayFields('from', '2027-01-06') },
    );
    expect(draft.text).toMatch(
      /! Équipe : il manquerait des adultes sur \d+ demi-journées \(aucune sans l’essai\), un adulte au plus, dès le 6 janvier 2027 matin\./,
    );
    expect(draft.text).toContain('! mercredi matin, du 6 janvier 2027 au');
    const compared = await director.opens(`${HERE}/annee/essais`);
    expect(compared.text).toMatch(/Mercredis – .* ; \d+ demi-journées où il manque des adultes/);
    draft = await director.presses(
      (await director.opens(draft.link('Fermer des demi-journées').href)).button('Ajouter à l’essai'),
      { slots: ['wed-am'], ...dayFields('from', '2027-01-06') },
    );
    expect(draft.text).not.toContain('Équipe : il manquerait');
  });

  it('refuses what cannot be, names the field and keeps what was typed', async () => {
    let page = await choosesRule('by_walking', '3');
    expectRefusal(page, 'écrivez un nombre de mois entre 6 et 36');
    expect([page.form('/regle').fields['walkingMonths'], page.form('/regle').fields['rule']]).toEqual([
      '3',
      'by_walking',
    ]);
    page = await director.presses((await director.opens(TEAM)).form('/regle'));
    expectRefusal(page, 'Choisissez l’une des deux règles.');
    page = await entersWeek(NEXT_WEEK, ['1', 'deux']);
    expectRefusal(page, 'Adultes présents le lundi après-midi : écrivez un nombre entre 0 et 99');
    expect(page.form('/semaines').fields['seats[]']).toEqual(expect.arrayContaining(['1', 'deux']));
    expectRefusal(await entersWeek(NEXT_WEEK, []), 'écrivez un nombre pour une demi-journée au moins');
    expectRefusal(await entersWeek('2036-01-01', ['1']), 'Choisissez un jour à moins de 3 ans d’aujourd’hui.');
    expectRefusal(await entersWeek('2026-02-30', ['1']), 'Premier jour : écrivez une date qui existe');
    expect((await director.opens(TEAM)).text).toContain('Aucune semaine n’est saisie');
  });

  it('lets one of two directors win who change it at once, and is nobody else’s', async () => {
    const old = await director.opens(TEAM);
    await choosesRule();
    const week = { ...dayFields('from', NEXT_WEEK), 'seats[]': numbers(['7']) };
    const late = await director.presses(old.form('/semaines'), week);
    expectRefusal(late, 'Quelqu’un a changé l’équipe entre-temps', 409);
    expect(late.form('/semaines').fields['seats[]']).toEqual(expect.arrayContaining(['7']));
    expect((await director.presses(late.form('/semaines'))).text).toContain('La semaine est enregistrée.');
    const other = await signedIn(test.app, 'otherDirector');
    expect([(await other.opens(TEAM)).status, (await other.sends(`${TEAM}/semaines`, week)).status]).toEqual([
      404, 404,
    ]);
  });
});
