import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { SessionCalendar } from '../../src/commissions/commission/index.js';
import { Pauses } from '../../src/commissions/commission/sitting/pauses.js';
import { addDays, instantAt, type Instant } from '../../src/foundation/kernel/time.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  listFor,
  clockOf,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { PASSWORD, STAFF } from '../support/seed.js';

describe.each(DATABASES)('calendars to follow (%s)', (kind) => {
  let test: TestApp;
  const as = async (name: string): Promise<Browser> => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[name]!.email, PASSWORD);
    return browser;
  };
  /** Creates the address of a calendar on its page. */
  const addressOf = async (browser: Browser, calendar: string): Promise<string> => {
    const { html } = await browser.post('/commissions/agendas/adresse', { calendar });
    return new URL(/<code>([^<]+)<\/code>/.exec(html)![1]!).pathname;
  };
  // A calendar program: no cookie, no language.
  const fetch = (url: string, headers: Record<string, string> = {}) => test.app.inject({ method: 'GET', url, headers });
  const eventsAt = async (url: string) =>
    ICAL.Component.fromString((await fetch(url)).body)
      .getAllSubcomponents('vevent')
      .map((one) => ({
        uid: String(one.getFirstPropertyValue('uid')),
        start: (one.getFirstPropertyValue('dtstart') as ICAL.Time).toString(),
        status: one.getFirstPropertyValue('status'),
        sequence: Number(one.getFirstPropertyValue('sequence')),
        location: one.getFirstPropertyValue('location'),
        summary: one.getFirstPropertyValue('summary'),
      }));
  const written = (at: Instant): string => `${at.slice(0, 19)}Z`;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  afterAll(() => test.close());

  it('the territory, a body and a member each have theirs; moved and cancelled sessions say so, unchanged ones cost no text', async () => {
    const coordinator = await as('coordinator');
    const day = aThursday(test.app, 40);
    const own = await planSession(test.app, { day });
    const other = await planSession(test.app, { day: addDays(day, 1), bodyId: 'intercommunale', room: 'Sanvignes' });
    const [territory, body, member, director] = [
      await addressOf(coordinator, 'territory'),
      await addressOf(coordinator, 'body:montceau'),
      await addressOf(coordinator, 'member:rpe'),
      await addressOf(coordinator, 'member:director:ma-71306'),
    ];
    const uids = async (url: string) => (await eventsAt(url)).map(({ uid }) => uid.split('@')[0]);
    expect(await uids(territory)).toEqual([own.id, other.id]);
    expect(await uids(body)).toEqual([own.id]);
    expect(await uids(member)).toEqual([own.id, other.id]);
    expect(await uids(director)).toEqual([own.id]);

    const first = await fetch(body);
    expect([first.statusCode, first.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    const held = { 'if-none-match': String(first.headers.etag) };
    const same = await fetch(body, held);
    expect([same.statusCode, same.body]).toEqual([304, '']);

    const later = addDays(day, 7);
    const moved = await test.app
      .get(SessionCalendar)
      .moveSession(SYSTEM, own.id, { day: later, time: '09:30', room: 'Mairie annexe' });
    expect((await fetch(body, held)).statusCode).toBe(200);
    expect(await eventsAt(body)).toEqual([
      expect.objectContaining({
        start: written(moved.startsAt),
        sequence: 1,
        status: 'CONFIRMED',
        location: 'Mairie annexe',
      }),
    ]);
    expect(moved.startsAt).toBe(`${later}T08:30:00.000Z`);

    await test.app.get(SessionCalendar).cancelSession(SYSTEM, own.id, 'event');
    expect(await eventsAt(body)).toEqual([
      expect.objectContaining({ sequence: 2, status: 'CANCELLED', summary: expect.stringMatching(/^Annulée : /) }),
    ]);
  });

  it('a session that is paused is in calendars on both its days, and in the year', async () => {
    const coordinator = await as('coordinator');
    const body = await addressOf(coordinator, 'body:montceau');
    const day = aThursday(test.app, 90);
    const session = await planSession(test.app, { day, room: 'Mairie' });
    clockOf(test.app).travelTo(session.startsAt);
    await openSession(test.app, session.id);
    const goesOn = addDays(day, 7);
    await test.app.get(Pauses).pauseSession(SYSTEM, session.id, { day: goesOn, time: '09:30', room: 'Mairie annexe' });
    const those = (await eventsAt(body)).filter(({ uid }) => uid.startsWith(session.id));
    expect(those.map(({ uid, start, location }) => [uid.split('@')[0], start, location])).toEqual([
      [session.id, written(session.startsAt), 'Mairie'],
      [`${session.id}-2`, written(instantAt(goesOn, '09:30')), 'Mairie annexe'],
    ]);
    const year = textOf((await (await as('coordinator')).get(`/commissions/annee?annee=${goesOn.slice(0, 4)}`)).html);
    for (const [date, where] of [
      [day, '14 h, Mairie'],
      [goesOn, '9 h 30, Mairie annexe'],
    ] as const)
      expect(year).toContain(`jeudi ${Number(date.slice(8))} ${where}`);
  });

  it('an address is secret: kept as a hash, shown once, void when it is changed or taken back', async () => {
    const coordinator = await as('coordinator');
    const address = await addressOf(coordinator, 'body:intercommunale');
    const [, , id, secret] = address.split('/');
    const kept = await test.app
      .get(Reader)
      .sql<{ id: string }>('SELECT * FROM calendar_feed WHERE calendar = :calendar', {
        calendar: 'body:intercommunale',
      });
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(secret);
    expect((await coordinator.get('/commissions/agendas')).html).not.toContain(secret);
    for (const wrong of [`/agendas/${id}/${secret!.slice(1)}x/marelle.ics`, `/agendas/x/${secret}/marelle.ics`])
      expect((await fetch(wrong)).statusCode).toBe(404);

    const changed = await addressOf(coordinator, 'body:intercommunale');
    expect([(await fetch(address)).statusCode, (await fetch(changed)).statusCode]).toEqual([404, 200]);
    const revoked = await coordinator.post('/commissions/agendas/retirer', { calendar: 'body:intercommunale' });
    expect(textOf(revoked.html)).toContain('L’adresse est retirée');
    expect((await fetch(changed)).statusCode).toBe(404);
  });

  it('holds nothing of a family', async () => {
    const { id } = await planSession(test.app, { day: aThursday(test.app, 70) });
    const { requestId, dossierId, email } = await anOrientedRequest(test.app);
    await listFor(test.app, requestId, id);
    const { body } = await fetch(await addressOf(await as('coordinator'), 'territory'));
    expect(body).toContain(id);
    for (const secret of [requestId, dossierId, email, 'Enfant']) expect(body).not.toContain(secret);
    expect(body).not.toMatch(/Nom\d/);
  });

  it('a member gives the address of one’s own calendar, and of no other', async () => {
    for (const [name, own] of [
      ['director', 'member:director:ma-71306'],
      ['agent', 'member:rpe'],
    ] as const) {
      const browser = await as(name);
      expect((await browser.get('/commissions/agendas')).html.match(/name="calendar" value="([^"]+)"/g)).toEqual(
        expect.arrayContaining([`name="calendar" value="${own}"`]),
      );
      expect(await eventsAt(await addressOf(browser, own))).not.toEqual([]);
      for (const calendar of ['territory', 'body:montceau', 'member:pmi', 'member:nobody', '']) {
        for (const act of ['adresse', 'retirer'])
          expect((await browser.post(`/commissions/agendas/${act}`, { calendar })).status).toBe(404);
      }
    }
    expect(textOf((await (await as('member')).get('/commissions/agendas')).html)).toContain('Aucun agenda à votre nom');
  });
});
