import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import type { Instance } from '../../src/commissions/matching/index.js';
import { addDays, type Day } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Supply } from '../../src/offer/supply/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  clockOf,
  givePlaces,
  keepAllAndClose,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { aChild, aForm } from '../support/forms.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const AT = 'ma-71306';
const BABIES = `${AT}:babies`;
const PAGE = `/commissions/places-garanties/${AT}`;
const hours = { start: '08:00', end: '18:00' };

describe.each(DATABASES)('places for families in insertion (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  let day: Day;
  let people = 0;
  const rows = <T>(sql: string, parameters: Record<string, string> = {}): Promise<T[]> =>
    test.app.get(Reader).sql<T>(sql, parameters);
  const proposed = async (requestId: string): Promise<string | null> =>
    (
      await rows<{ id: string | null }>(
        'SELECT proposed_section_id AS id FROM candidacy WHERE request_id = :requestId',
        { requestId },
      )
    )[0]!.id;
  const said = async (browser: Browser, url: string): Promise<string> => textOf((await browser.get(url)).html);
  const published = (): Promise<string> => said(new Browser(test.app), '/comment-ca-marche');

  /** A family with a job has more points than one in insertion. */
  const aRequest = (inInsertion: boolean, weekdays = ['mon', 'tue']) => {
    people += 1;
    const child = {
      birthDate: addDays(day, -200),
      need: {
        ...aChild().need,
        wantedFrom: addDays(day, 30),
        week: Object.fromEntries(weekdays.map((one) => [one, hours])),
      },
    };
    const adult = {
      ...aForm().adults[0]!,
      surname: `Insertion${people}`,
      email: `insertion.${people}@exemple.fr`,
      phone: `079999${String(people).padStart(4, '0')}`,
      situation: 'insertion' as const,
    };
    return anOrientedRequest(test.app, { child, ...(inInsertion ? { form: { adults: [adult] } } : {}) });
  };
  const sessionWith = async (...requestIds: string[]): Promise<string> => {
    // A session that was opened no longer carries the day planned: its entries tell it apart.
    while ((await rows(`SELECT id FROM commission_session WHERE entry_from = '${addDays(day, 45)}'`)).length > 0)
      day = addDays(day, 7);
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    for (const requestId of requestIds) await listFor(test.app, requestId, id);
    await openSession(test.app, id);
    return id;
  };
  const set = (browser: Browser, more: Record<string, string> = {}) => {
    const [year, month, date] = clockOf(test.app).today().split('-') as [string, string, string];
    return browser
      .get(PAGE)
      .then(() =>
        browser.post(PAGE, {
          places: '3',
          way: 'own',
          reason: '',
          otherChildren: '0',
          fromDay: date,
          fromMonth: month,
          fromYear: year,
          ...more,
        }),
      );
  };

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.write(`UPDATE provider SET avip = ${kind === 'sqlite' ? 0 : 'false'} WHERE id = :id`, { id: AT }),
      );
    await test.app.get(Supply).reload();
    for (const section of ['toddlers', 'older']) await givePlaces(test.app, `${AT}:${section}`, 0);
    coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
    day = aThursday(test.app, 30);
  });
  afterAll(() => test.close());

  it('nobody has set them: the least of the law holds, is published, and is reserved', async () => {
    expect(await published()).toContain(
      'Multi-accueil de Montceau-les-Mines : 3 places garanties aux familles en parcours d’insertion.',
    );
    await givePlaces(test.app, BABIES, 1);
    const [strong, reserved] = [await aRequest(false), await aRequest(true)];
    const id = await sessionWith(strong.requestId, reserved.requestId);
    expect([await proposed(strong.requestId), await proposed(reserved.requestId)]).toEqual([null, BABIES]);
    // One place is all that the session gives: it cannot reserve the three that are due.
    const sentence =
      'Multi-accueil de Montceau-les-Mines : 3 places garanties aux familles en parcours d’insertion. Ces ' +
      'familles n’en occupent aucune ; 1 place leur est réservée à cette séance.';
    expect(await said(coordinator, `/commissions/${id}`)).toContain(sentence);
    await keepAllAndClose(test.app, id);
    expect(await said(coordinator, `/commissions/${id}/compte-rendu`)).toContain(sentence);
    const audit = JSON.parse((await coordinator.get(`/commissions/${id}/controle.json`)).bytes.toString()) as {
      instance: Instance;
      session: { rules: { guarantees: object[] } };
    };
    expect(audit.session.rules.guarantees).toContainEqual(
      expect.objectContaining({ at: AT, places: 3, way: 'own', reserved: { babies: 1 } }),
    );
    expect(audit.instance.establishments[AT]!.reserves).toEqual([{ trait: 'insertion', section: 'babies', seats: 1 }]);
  });

  it('what such children hold already is no longer due, half-day by half-day; the next session’s reserve follows', async () => {
    const offered = await rows<{ id: string }>(`SELECT id FROM offer WHERE state = 'open'`);
    expect(offered).toHaveLength(1);
    await givePlaces(test.app, BABIES, 3);
    expect((await set(coordinator, { places: '3' })).url).toBe(PAGE);
    const requests = [
      await aRequest(false),
      await aRequest(false),
      await aRequest(true),
      await aRequest(true),
      await aRequest(true),
    ];
    const id = await sessionWith(...requests.map(({ requestId }) => requestId));
    const [row] = await rows<{ rules: string }>('SELECT rules FROM commission_session WHERE id = :id', { id });
    const [guarantee] = (
      JSON.parse(row!.rules) as { guarantees: { at: string; held: object; reserved: object }[] }
    ).guarantees.filter(({ at }) => at === AT);
    expect(guarantee).toMatchObject({
      held: { 'mon-am': 1, 'mon-pm': 1, 'tue-am': 1, 'tue-pm': 1 },
      reserved: { babies: 3 },
    });
    expect(await said(coordinator, `/commissions/${id}`)).toContain(
      'Ces familles en occupent déjà de 0 à 1 selon les demi-journées ; jusqu’à 3 places leur sont réservées à cette séance.',
    );
    // Monday and Tuesday: two places left, both due.
    expect(await Promise.all(requests.map(({ requestId }) => proposed(requestId)))).toEqual([
      null,
      null,
      BABIES,
      BABIES,
      null,
    ]);
  });

  it('its director sets them too; less than the law only by naming another way, which is published; nobody else can', async () => {
    const director = new Browser(test.app);
    await director.signIn(STAFF['director']!.email, PASSWORD);
    expect((await director.get(`/eaje/${AT}/places`)).html).toContain(`href="${PAGE}"`);
    for (const [wrong, sentence] of [
      [
        { places: '2' },
        'L’établissement doit garantir au moins 3 places (une par vingtaine entamée). Pour moins, dites par ' +
          'quel autre moyen ce devoir est rempli.',
      ],
      [{ places: 'deux' }, 'Places garanties : donnez un nombre entier.'],
      [{ places: '0', way: 'together' }, 'Dites comment ce devoir est rempli autrement'],
      [{ places: '400' }, 'L’établissement a 52 places'],
      [{ fromYear: '2020' }, 'Choisissez aujourd’hui ou un jour à venir'],
      [{ fromMonth: '13' }, 'À partir du : donnez une date'],
    ] as const) {
      const refused = await set(director, wrong);
      expect([refused.status, textOf(refused.html)]).toEqual([422, expect.stringContaining(sentence)]);
    }
    const reason = 'Convention avec la crèche familiale voisine.';
    expect((await set(director, { places: '0', way: 'together', reason })).url).toBe(PAGE);
    const sentence =
      `Multi-accueil de Montceau-les-Mines : aucune place garantie aux familles en parcours ` +
      `d’insertion. Ces places sont garanties autrement : avec d’autres établissements. ${reason}`;
    expect(await published()).toContain(sentence);
    expect(await said(coordinator, '/commissions/regles/montceau')).toContain(sentence);
    await givePlaces(test.app, BABIES, 1);
    const [strong, other] = [await aRequest(false, ['wed']), await aRequest(true, ['wed'])];
    const id = await sessionWith(strong.requestId, other.requestId);
    expect(await said(coordinator, `/commissions/${id}`)).toContain(sentence);
    expect([await proposed(strong.requestId), await proposed(other.requestId)]).toEqual([BABIES, null]);
    const member = new Browser(test.app);
    await member.signIn(STAFF['member']!.email, PASSWORD);
    expect((await member.get(PAGE)).status).toBe(404);
    for (const key of Object.keys(STAFF).filter((one) =>
      STAFF[one]!.grants.some(({ role, establishmentId }) => role === 'eaje_director' && establishmentId !== AT),
    )) {
      const stranger = new Browser(test.app);
      await stranger.signIn(STAFF[key]!.email, PASSWORD);
      expect([key, (await stranger.get(PAGE)).status]).toEqual([key, 404]);
    }
  });
});
