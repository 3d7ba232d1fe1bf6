import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Body } from '../../src/commissions/commission/persistence/commission.entities.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import { planSession, seedCommissions } from '../support/commission.js';
import { icsOf, SCHOOL_YEAR } from '../support/icalendar.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const PAGE = '/calendrier/vacances-scolaires';

describe.each(DATABASES)('school holidays (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  const send = (text: string, zone = 'Zone A') =>
    coordinator.upload(PAGE, 'file', { name: 'zone-a.ics', bytes: Buffer.from(text) }, { zone });

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF.coordinator!.email, PASSWORD);
    await coordinator.get(PAGE);
  });
  afterAll(() => test.close());

  it.each([
    ['Bonjour', 'celui-ci n’en est pas un'],
    ['<!doctype html><title>404</title>', 'celui-ci n’en est pas un'],
    [icsOf([['SUMMARY:Réunion', 'DTSTART:20270202T090000Z', 'DURATION:PT1H']]), 'aucune période de vacances'],
    [icsOf([['SUMMARY:Rentrée', 'DTSTART;VALUE=DATE:20270901']]), 'aucune période de vacances'],
    [
      icsOf([['SUMMARY:Été', 'DTSTART;VALUE=DATE:20240706', 'DTEND;VALUE=DATE:20240902']]),
      's’arrêtent le 1er septembre 2024',
    ],
  ])('what is no school calendar is refused in words, and changes nothing: %j', async (text, sentence) => {
    const answer = await send(text);
    expect([answer.status, textOf(answer.html)]).toEqual([422, expect.stringContaining(sentence)]);
    expect(textOf((await coordinator.get(PAGE)).html)).toContain('Aucun calendrier scolaire');
  });

  it('asks for the file and the zone', async () => {
    const answer = await coordinator.upload(PAGE, 'file', null, { zone: '' });
    expect([answer.status, textOf(answer.html)]).toEqual([
      422,
      expect.stringMatching(/Dites de quelle zone.*Choisissez le fichier/),
    ]);
  });

  it('shows what a file holds before it holds for anybody; then the year shows it and no session is planned in it', async () => {
    const within = await planSession(test.app, { day: '2027-02-18' });
    const preview = await send(SCHOOL_YEAR);
    expect(textOf(preview.html)).toMatch(
      /Une séance est déjà prévue pendant ces vacances.*séance du jeudi 18 février 2027/,
    );
    expect(preview.html).toContain(`href="/commissions/${within.id}"`);
    expect(textOf((await coordinator.get(`/commissions/${within.id}`)).html)).not.toContain('vacances scolaires');
    expect(textOf(preview.html)).toMatch(
      /Zone A : 3 périodes, connues jusqu’au 25 avril 2027.*Vacances d’hiver 13 février 2027 28 février 2027 16/,
    );
    expect(preview.html).not.toContain('Rentrée');
    expect(textOf((await coordinator.get('/commissions/annee?annee=2027')).html)).toContain(
      'n’a pas encore été importé',
    );
    await coordinator.get(`${PAGE}/apercu`);
    const confirmed = await coordinator.post(`${PAGE}/apercu`, { seen: hiddenValue(preview.html, 'seen')! });
    expect(textOf(confirmed.html)).toContain('Le calendrier scolaire est en service');
    expect(textOf((await coordinator.get(`/commissions/${within.id}`)).html)).toContain(
      'le jeudi 18 février 2027 tombe pendant les vacances scolaires',
    );
    const year = textOf((await coordinator.get('/commissions/annee?annee=2027')).html);
    expect(year).toMatch(
      /Vacances scolaires, Zone A.*février 2027.*Vacances d’hiver, du 13 février 2027 au 28 février 2027/,
    );

    const plan = {
      bodyId: 'montceau',
      dayDay: '23',
      dayMonth: '2',
      dayYear: '2027',
      time: '14:00',
      room: 'Mairie',
      entryFromDay: '1',
      entryFromMonth: '5',
      entryFromYear: '2027',
    };
    const refused = await coordinator.post('/commissions/nouvelle', plan);
    expect([refused.status, textOf(refused.html)]).toEqual([
      422,
      expect.stringContaining(
        'tombe pendant les vacances scolaires (Vacances d’hiver, du samedi 13 février 2027 au dimanche 28 ' +
          'février 2027), et cette commission n’y siège pas',
      ),
    ]);
    expect([...refused.html.matchAll(/value="(\d{4}-\d\d-\d\d)"/g)].map(([, day]) => day)).toEqual([
      '2027-03-01',
      '2027-03-02',
      '2027-03-03',
    ]);
    await test.app.get(UnitOfWork).run((tx) => tx.update(Body, { id: 'montceau' }, { sitsInSchoolHolidays: true }));
    expect((await planSession(test.app, { day: '2027-02-23' })).state).toBe('planned');
  });

  it('a new file replaces the old one as a whole, once the same person has seen it', async () => {
    const next = icsOf([['SUMMARY:Vacances d’hiver', 'DTSTART;VALUE=DATE:20280212', 'DTEND;VALUE=DATE:20280228']]);
    const first = await send(next, 'Zone B');
    const seen = hiddenValue(first.html, 'seen')!;
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
    await send(SCHOOL_YEAR, 'Zone C');
    const late = await coordinator.post(`${PAGE}/apercu`, { seen });
    expect([late.status, textOf(late.html)]).toEqual([
      409,
      expect.stringMatching(/Un autre fichier a été envoyé.*Zone C/),
    ]);
    expect(textOf((await coordinator.get(PAGE)).html)).toMatch(/Zone A.*Un fichier attend|Un fichier attend.*Zone A/);
    await coordinator.post(`${PAGE}/abandonner`);
    expect((await coordinator.get(`${PAGE}/apercu`)).status).toBe(404);
    const again = await send(next, 'Zone B');
    await coordinator.post(`${PAGE}/apercu`, { seen: hiddenValue(again.html, 'seen')! });
    const page = textOf((await coordinator.get(PAGE)).html);
    expect(page).toContain('Zone B');
    expect(page).not.toContain('Zone A :');
  });

  it('is the coordinator’s', async () => {
    for (const name of ['member', 'director', 'agent', 'administrator']) {
      const browser = new Browser(test.app);
      await browser.signIn(STAFF[name]!.email, PASSWORD);
      expect((await browser.get(PAGE)).status).toBe(404);
    }
  });
});
