import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { clockOf, seedCommissions } from '../support/commission.js';
import { SCHOOL_YEAR } from '../support/icalendar.js';
import { signedIn } from '../support/people.js';

const HEADING = 'Tables d’une année, à mettre à jour';
const SCALE = 'le barème de la participation des familles au 1er septembre 2026 n’est pas connu';

describe.each(DATABASES)('tables of a year (%s)', (kind) => {
  let test: TestApp;
  const reads = async (): Promise<string> =>
    (await (await signedIn(test.app, 'coordinator')).opens('/commissions')).text;
  const at = (day: string): void => clockOf(test.app).travelTo(`${day}T09:00:00.000Z`);

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  afterAll(() => test.close());

  it('that are not there are said on the coordinator’s page, and on no other', async () => {
    const shown = await reads();
    for (const sentence of [
      HEADING,
      SCALE,
      'Vacances scolaires : aucun calendrier n’est importé',
      'Nombre d’enfants de moins de trois ans : aucun n’est connu',
    ])
      expect(shown).toContain(sentence);
    expect((await (await signedIn(test.app, 'member')).opens('/commissions')).text).not.toContain(HEADING);
  });

  it('that were brought up to date are not, until the autumn before they end', async () => {
    const coordinator = await signedIn(test.app, 'coordinator');
    const counts = await coordinator.opens('/zones/enfants');
    await coordinator.presses(counts.button('Enregistrer'), {
      year: '2024',
      source: 'Insee, recensement',
      lines: '71306;466',
    });
    const holidays = await coordinator.upload(
      '/calendrier/vacances-scolaires',
      'file',
      { name: 'zone-a.ics', bytes: Buffer.from(SCHOOL_YEAR) },
      { zone: 'Zone A' },
    );
    expect(holidays.status).toBe(200);
    const preview = await coordinator.opens('/calendrier/vacances-scolaires/apercu');
    await coordinator.presses(preview.form('/apercu'));
    // The file goes as far as the spring of 2027, and it is November 2026: the year after it is asked for.
    expect(await reads()).toContain('Vacances scolaires : celles de l’année qui commence le 1er septembre 2027');
    expect(await reads()).not.toContain('Nombre d’enfants');
    at('2027-09-30');
    expect(await reads()).toContain('celles du 1er septembre 2027 et d’après manquent');
    expect(await reads()).not.toContain('Nombre d’enfants');
    at('2027-10-01');
    expect(await reads()).toContain(
      'Nombre d’enfants de moins de trois ans : le plus récent sera trop ancien le 1er janvier 2028',
    );
    at('2028-02-29');
    expect(await reads()).toContain('aurait dû être remplacé avant le 1er janvier 2028');
    expect(await reads()).toContain(SCALE);
  });
});
