import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Bodies } from '../../src/commissions/commission/index.js';
import { Body, BodyMember } from '../../src/commissions/commission/persistence/commission.entities.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { addDays, instantAt } from '../../src/foundation/kernel/time.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { aThursday, planSession, seedCommissions } from '../support/commission.js';
import { expectRefusal, type FieldValues, type Page } from '../support/page.js';
import { changes, confirms } from '../support/previewed.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const PAGE = '/commissions/instances/montceau';
const YEAR = `${PAGE}/calendrier`;
const SETTINGS = {
  noticeDays: '20',
  offerDays: '12',
  quorum: '3',
  rooms: 'Mairie, salle du conseil\n\n Annexe ',
  schoolHolidays: 'no',
  reoffer: 'yes',
};
const RULE = {
  ordinals: '1',
  weekday: 'tue',
  months: ['3', '6', '9', '12'],
  time: '14h',
  room: 'Mairie',
  entryMonths: '2',
};

describe.each(DATABASES)('a commission and its year (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  const as = async (name: string): Promise<Browser> => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[name]!.email, PASSWORD);
    return browser;
  };
  const body = async () => (await test.app.get(Reader).findOne(Body, { id: 'montceau' }))!;
  const members = () => test.app.get(Bodies).membersOf(test.app.get(Reader), 'montceau');
  const rows = (html: string): string[] =>
    [...html.matchAll(/<tr[^>]*id="date-[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row]) => textOf(row!));
  const sessions = async () =>
    test.app
      .get(Reader)
      .sql<{ id: string; day: string; at: string }>(
        'SELECT id, recurrence_day AS day, starts_at AS at FROM commission_session WHERE recurrence_day IS NOT NULL ORDER BY starts_at',
      );

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    coordinator = await as('coordinator');
  });
  afterAll(() => test.close());

  it('has settings that a coordinator changes; convocations still to go out follow the notice', async () => {
    const session = await planSession(test.app, { day: aThursday(test.app, 60) });
    const page = await coordinator.opens(PAGE);
    const saved = await changes(coordinator, page.form('/montceau'), SETTINGS);
    expect(saved.text).toContain('Les réglages sont enregistrés');
    // Whoever saves what they saw before loses nothing that they typed.
    const late = await coordinator.presses(page.form('/montceau'), { noticeDays: '30' });
    expectRefusal(late, 'Quelqu’un d’autre a modifié cette commission', 409);
    expect(late.form('/montceau').value('noticeDays')).toBe('30');
    expect(await body()).toMatchObject({
      noticeDays: 20,
      offerDays: 12,
      quorum: 3,
      rooms: ['Mairie, salle du conseil', 'Annexe'],
      sitsInSchoolHolidays: false,
      reofferAllowed: true,
    });
    const [call] = await test.app
      .get(Reader)
      .find(Job, { where: { key: `session:${session.id}:call`, state: 'waiting' } });
    expect(call!.runAt).toBe(instantAt(addDays(session.startsAt.slice(0, 10), -20), '09:00'));
  });

  it.each([
    [{ quorum: '40' }, 'c’est le nombre de membres'],
    [{ quorum: '0' }, 'Donnez le quorum'],
    [{ noticeDays: '0' }, 'délai de convocation'],
    [{ offerDays: 'dix' }, 'délai de réponse'],
    [{ schoolHolidays: '' }, 'Dites si la commission peut siéger'],
  ])('says what is wrong in %j and keeps what was typed', async (wrong, sentence) => {
    const { fields } = (await coordinator.opens(PAGE)).form('/montceau');
    const answer = await coordinator.post(PAGE, { ...fields, ...SETTINGS, rooms: 'Autre salle', ...wrong });
    expect([answer.status, textOf(answer.html), answer.html]).toEqual([
      422,
      expect.stringContaining(sentence),
      expect.stringContaining('Autre salle'),
    ]);
    expect((await body()).rooms).not.toContain('Autre salle');
  });

  it('gains, changes and loses members; who left is called no more and stays in what names them', async () => {
    const before = (await members()).length;
    const adds = async (filled: FieldValues): Promise<Page> =>
      coordinator.presses((await coordinator.opens(`${PAGE}/membres/nouveau`)).button('Ajouter'), filled);
    const missing = await adds({ role: 'elected' });
    expectRefusal(missing, 'Donnez le nom du membre');
    const { form } = missing.button('Ajouter');
    const [, account] = [...form.choices('account')!].find(([text]) => text.includes('Élue de Montceau'))!;
    await confirms(coordinator, await adds({ role: 'elected', label: 'Mme Martin, adjointe', account }));
    const added = (await members()).find(({ label }) => label === 'Mme Martin, adjointe')!;
    expect(added).toMatchObject({ role: 'elected', email: STAFF.member!.email, accountId: account });

    // The director of a nursery of another commission sits here too: one person, one agenda.
    const [director] = [...form.choices('person')!.values()].filter((key) => key.startsWith('director:'));
    expectRefusal(await adds({ person: director!, role: 'pmi' }), 'Direction d’établissement');
    const seat = { person: director!, role: 'director', email: 'direction@exemple.fr' };
    await confirms(coordinator, await adds(seat));
    expect(await members()).toHaveLength(before + 2);

    const own = `${PAGE}/membres/${added.id}`;
    const sheet = async () => (await coordinator.opens(own)).form(added.id);
    expectRefusal(await coordinator.presses(await sheet(), { role: 'chair' }), 'a déjà une présidence');
    const other = { role: 'pmi', label: 'Mme Martin', email: 'martin@exemple.fr', account: '' };
    await changes(coordinator, await sheet(), other);
    expect((await members()).find(({ id }) => id === added.id)).toMatchObject({
      role: 'pmi',
      label: 'Mme Martin',
      email: 'martin@exemple.fr',
      accountId: null,
    });

    await changes(coordinator, (await coordinator.opens(own)).form('/fin'));
    expect((await members()).map(({ id }) => id)).not.toContain(added.id);
    expect(await test.app.get(Reader).findOne(BodyMember, { id: added.id })).toMatchObject({
      label: 'Mme Martin',
      leftOn: '2026-11-24',
    });
    expect((await coordinator.sends(`${own}/fin`)).text).toContain('C’est déjà ainsi');
    expect((await coordinator.opens(own)).status).toBe(404);
  });

  it('says its year in plain words, and foresees it date by date', async () => {
    const wrong = await coordinator.post(YEAR, { weekday: 'tue', time: 'midi', room: '', entryMonths: '2' });
    expect([wrong.status, textOf(wrong.html)]).toEqual([
      422,
      expect.stringMatching(/Cochez au moins une semaine du mois.*Cochez au moins un mois/),
    ]);
    // The hour that cannot be read with the rest, not once the rest is mended.
    expect(textOf(wrong.html)).toContain('Donnez l’heure de la séance, par exemple 14:00.');
    await coordinator.post(YEAR, RULE);
    expect((await body()).recurrence).toEqual({
      rule: 'FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=1TU',
      time: '14:00',
      room: 'Mairie',
      entryMonths: 2,
      exceptions: [],
    });
    const { html } = await coordinator.get(YEAR);
    expect(textOf(html)).toContain('Premier mardi de mars, juin, septembre et décembre, à 14 h');
    expect(rows(html).map((row) => row.slice(0, 60))).toEqual([
      // Within the notice: too late to call anybody.
      expect.stringMatching(/^Mardi 1er décembre 2026 À changer/),
      expect.stringMatching(/^Mardi 2 mars 2027 Convient/),
      expect.stringMatching(/^Mardi 1er juin 2027 Convient/),
      expect.stringMatching(/^Mardi 7 septembre 2027 Convient/),
    ]);
    expect(textOf(html)).toContain('Planifier les 3 dates qui conviennent');
  });

  it('says of a near date what would be past already, before all are planned', async () => {
    const move = (day: string) =>
      coordinator.post(`${YEAR}/date`, { ruleDay: '2027-03-02', act: 'move', suggested: day });
    await move(addDays(test.app.get(Clock).today(), 20));
    const near = rows((await coordinator.get(YEAR)).html)[1]!;
    expect(near).toMatch(/Convient Déjà passé à cette date : .*directions.* : c’était pour le .* aussitôt\./);
    await move(addDays(test.app.get(Clock).today(), 22));
    expect(rows((await coordinator.get(YEAR)).html)[1]).not.toContain('Déjà passé');
    await coordinator.post(`${YEAR}/date`, { ruleDay: '2027-03-02', act: 'restore' });
  });

  it('skips a date, moves one, comes back to the rule', async () => {
    const act = (fields: Record<string, string>) => coordinator.post(`${YEAR}/date`, fields);
    await act({ ruleDay: '2026-12-01', act: 'skip' });
    await act({ ruleDay: '2027-06-01', act: 'move', suggested: '2027-06-08' });
    expect(rows((await coordinator.get(YEAR)).html).map((row) => row.slice(0, 70))).toEqual([
      expect.stringMatching(/^Mardi 1er décembre 2026 Pas de séance/),
      expect.anything(),
      expect.stringMatching(/^Mardi 8 juin 2027 au lieu du mardi 1er juin 2027 Convient/),
      expect.anything(),
    ]);
    await act({ ruleDay: '2027-06-01', act: 'restore' });
    expect(rows((await coordinator.get(YEAR)).html)[2]).toMatch(/^Mardi 1er juin 2027 Convient/);
    const empty = await coordinator.post(`${YEAR}/2027-06-01`, { dayDay: '', dayMonth: '', dayYear: '' });
    expect([empty.status, textOf(empty.html)]).toEqual([422, expect.stringContaining('Donnez la date de la séance')]);
    await coordinator.post(`${YEAR}/2027-06-01`, { dayDay: '3', dayMonth: '6', dayYear: '2027' });
    expect(rows((await coordinator.get(YEAR)).html)[2]).toMatch(/^Jeudi 3 juin 2027 au lieu du/);
    expect((await act({ ruleDay: '2027-06-02', act: 'skip' })).status).toBe(404);
    expect((await act({ ruleDay: '2027-06-01', act: 'move' })).status).toBe(422);
  });

  it('plans every date that suits in one go, with a result for each; twice the same gives nothing twice', async () => {
    // Another commission with the same members sits on that day of September.
    await planSession(test.app, { day: '2027-09-07', bodyId: 'intercommunale', room: 'Sanvignes', time: '15:00' });
    expect(rows((await coordinator.get(YEAR)).html)[3]).toMatch(
      /^Mardi 7 septembre 2027 À changer .* siège déjà à la même heure.*Dates proches qui conviennent à tous/,
    );
    const planned = await coordinator.post(`${YEAR}/planifier`);
    expect(textOf(planned.html)).toMatch(
      /2 séances planifiées.*Mardi 2 mars 2027 : planifiée.*Jeudi 3 juin 2027 : planifiée.*Mardi 7 septembre 2027 : pas planifiée\. .* siège déjà/,
    );
    expect((await sessions()).map(({ day, at }) => [day, at.slice(0, 10)])).toEqual([
      ['2027-03-02', '2027-03-02'],
      ['2027-06-01', '2027-06-03'],
    ]);
    await coordinator.post(`${YEAR}/date`, { ruleDay: '2027-09-07', act: 'move', suggested: '2027-09-08' });
    // Two coordinators press at once.
    const other = await as('coordinator');
    await other.get(YEAR);
    await Promise.all([coordinator.post(`${YEAR}/planifier`), other.post(`${YEAR}/planifier`)]);
    expect((await sessions()).map(({ day }) => day)).toEqual(['2027-03-02', '2027-06-01', '2027-09-07']);
    const again = await coordinator.post(`${YEAR}/planifier`);
    expect(textOf(again.html)).toContain('Aucune séance nouvelle');

    // One that was moved or cancelled since stands for its date all the same.
    const [march] = await sessions();
    await coordinator.post(`/commissions/${march!.id}/deplacer`, {
      version: 1,
      dayDay: '11',
      dayMonth: '3',
      dayYear: '2027',
      time: '14:00',
      room: 'Mairie',
    });
    const asked = await coordinator.opens(`/commissions/${march!.id}/annuler`);
    await coordinator.presses(asked.form('/annuler'), { reason: 'no_quorum' });
    expect(textOf((await coordinator.post(`${YEAR}/planifier`)).html)).toContain('Aucune séance nouvelle');
    expect(rows((await coordinator.get(YEAR)).html)[1]).toMatch(/^Mardi 2 mars 2027 Annulée/);
  });

  it('is its coordinator’s alone', async () => {
    for (const name of ['member', 'director', 'agent', 'administrator']) {
      const browser = await as(name);
      for (const path of ['/commissions/instances', PAGE, YEAR, `${PAGE}/membres/nouveau`])
        expect((await browser.get(path)).status).toBe(404);
    }
  });
});
