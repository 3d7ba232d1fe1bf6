import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { slotsToMask } from '../../src/foundation/kernel/week-schedule.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, DESK, emptySeats, givePlaces, seedCommissions } from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { requestOf } from '../support/kept.js';
import { placeChild } from '../support/placed-child.js';
import { signedIn } from '../support/people.js';

const MA = 'ma-71306';
const BABIES = `${MA}:babies`;
const URL = `/eaje/${MA}/annee/mois-libres`;
const HOURS = { start: '08:00', end: '17:00' };

describe.each(DATABASES)('the months in which a place waits for its next child (%s)', (kind) => {
  let test: TestApp;
  let director: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await givePlaces(test.app, BABIES, 1);
  });
  beforeEach(async () => {
    await emptySeats(test.app);
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    director = await signedIn(test.app, 'director');
  });
  afterAll(() => test.close());

  const slots = slotsToMask(['mon-am', 'mon-pm', 'tue-am', 'tue-pm']);
  const placed = (from: string, to: string) =>
    placeChild(test.app, { sectionId: BABIES, from, to, slots }, '2026-06-01');
  const asking = async (days: readonly string[], more: object = {}, wishes = [MA]): Promise<string> => {
    const { requestId } = await anOrientedRequest(test.app, {
      wishes,
      child: {
        birthDate: '2026-08-01',
        need: { ...aChild().need, week: Object.fromEntries(days.map((day) => [day, HOURS])), ...more },
      },
    });
    return (await requestOf(test.app, requestId)).firstName!;
  };

  it('are shown with the families that name the nursery and whose child and days fit', async () => {
    await placed('2026-09-01', '2027-01-29');
    await placed('2027-05-31', '2027-07-30');
    const whole = await asking(['mon', 'tue']);
    const part = await asking(['tue', 'fri']);
    const atDesk = await anOrientedRequest(test.app, {
      tracks: ['childminder'],
      child: { birthDate: '2026-08-01', firstName: 'Zita', need: { ...aChild().need, week: { mon: HOURS } } },
    });
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(RequestMoves).move(tx, DESK, atDesk.requestId, 'askForCompletion'));
    const [otherDays, elsewhere, tooLate, cannotWait] = [
      await asking(['thu']),
      await asking(['mon'], {}, ['ma-71040']),
      await asking(['mon'], { wantedFrom: '2027-05-10', earliestFrom: '2027-05-10' }),
      await asking(['mon'], { wantedFrom: '2026-12-01', earliestFrom: null, latestFrom: '2027-01-15' }),
    ];
    const year = await director.opens(`/eaje/${MA}/annee`);
    const page = await director.opens(year.link('Mois où une place reste libre').href);
    expect(page.text).toContain('Bébés, du 1er février 2027 au 30 mai 2027');
    expect(page.text).toContain('Une place libre : lundi, mardi. Ensuite, un enfant arrive.');
    const rows = page.table('Qui pourrait venir').map((row) => row.join(' '));
    expect(rows).toEqual([
      expect.stringMatching(new RegExp(`^${whole}.*01/03/2027.*Semaine possible lundi et mardi`)),
      expect.stringMatching(/^Zita.*Semaine possible lundi.*À compléter/),
      expect.stringMatching(new RegExp(`^${part}.*Une partie des jours mardi`)),
    ]);
    for (const name of [otherDays, elsewhere, tooLate, cannotWait]) expect(page.text).not.toContain(`${name} `);

    // Once the place is taken for these months, nothing waits any more.
    await placed('2027-02-01', '2027-05-28');
    expect((await director.opens(URL)).text).toContain('Aucune place ne reste libre quatre semaines ou plus');
  });

  it('are those before a child who is expected from another section, too', async () => {
    await givePlaces(test.app, `${MA}:toddlers`, 1);
    await placeChild(
      test.app,
      { sectionId: BABIES, from: '2026-09-01', to: '2027-08-31', pathTo: '2029-08-31', slots },
      '2026-06-01',
    );
    const page = await director.opens(URL);
    expect(page.text).toContain('Moyens, du 30 novembre 2026 au 31 août 2027');
    // The section after that one is two years away, beyond the year that is looked at.
    expect(page.text).not.toContain('Grands, du');
  });

  it('are nobody else’s', async () => {
    for (const name of ['otherDirector', 'agent', 'member', 'coordinator'])
      expect([name, (await (await signedIn(test.app, name)).opens(URL)).status]).toEqual([name, 404]);
  });
});
