import { Not } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { ensureAccount, hashPassword } from '../../src/territory/accounts/index.js';
import { StaffAccount } from '../../src/territory/accounts/persistence/accounts.entities.js';
import {
  Appointment,
  AppointmentBook,
  AppointmentSlot,
} from '../../src/first-desk/appointments/persistence/appointment.entities.js';
import { CollectiveMeeting } from '../../src/first-desk/appointments/persistence/meeting.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';
import {
  WorkingMonth,
  WorkingTime,
  WorkingWeek,
} from '../../src/first-desk/working-time/persistence/working-time.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { clockOf, seedCommissions } from '../support/commission.js';
import { runDueJobs } from '../support/kept.js';
import { expectRefusal, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const WEEK = '/rpe/temps';
const NOW = '2026-11-25T09:00:00.000Z';
const THIRD = { email: 'troisieme@test.example', name: 'Troisième du RPE' };

/** Hours by mission, each a list of durations from Monday on. */
type Hours = Readonly<Record<string, readonly string[]>>;

describe.each(DATABASES)('the working time of the desk (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;

  beforeAll(async () => {
    test = await startApp(kind);
    reader = test.app.get(Reader);
    clockOf(test.app).travelTo(NOW);
    await seedCommissions(test.app);
    const passwordHash = await hashPassword(PASSWORD);
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        ensureAccount(tx, { ...THIRD, grants: [{ role: 'rpe_agent', deskId: 'rpe' }], passwordHash, at: NOW }),
      );
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo(NOW);
    await test.app.get(UnitOfWork).run(async (tx) => {
      await tx.delete(WorkingTime, { id: Not('') });
      await tx.delete(WorkingWeek, { id: Not('') });
      await tx.delete(WorkingMonth, { id: Not('') });
    });
  });
  afterAll(() => test.close());

  /** The work of a night is done, and it is morning. */
  const nightBefore = async (day: string): Promise<void> => {
    clockOf(test.app).travelTo(`${day}T09:00:00.000Z`);
    await test.app.get(UnitOfWork).run((tx) => tx.update(Job, { type: 'working-time.close-months' }, { runAt: NOW }));
    await runDueJobs(test.app);
  };
  const third = async (): Promise<Browser> => {
    const browser = new Browser(test.app);
    await browser.signIn(THIRD.email, PASSWORD);
    return browser;
  };
  /** The fields of the form that is shown, with these hours in the place of its own. */
  const filled = (page: Page, hours: Hours): Record<string, string | string[]> => {
    const { fields } = page.form(WEEK);
    const days = Number(fields['days']);
    const missions = [fields['mission[]']!].flat();
    const kept = [fields['hours[]']!].flat();
    return {
      ...fields,
      'hours[]': kept.map((text, at) => hours[missions[Math.floor(at / days)]!]?.[at % days] ?? text),
    };
  };
  const saves = async (browser: Browser, hours: Hours, address = WEEK): Promise<Page> =>
    browser.sends(WEEK, filled(await browser.opens(address), hours));
  const refOf = async (who: string): Promise<string> =>
    `staff:${(await reader.findOne(StaffAccount, { email: STAFF[who]!.email }))!.id}`;
  /** On Monday a family came and another did not; on Tuesday a meeting was held, and one is still to come. */
  const holdHours = (by: string): Promise<void> =>
    test.app.get(UnitOfWork).run(async (tx) => {
      const common = { openedBy: by, openedAt: NOW, place: 'Relais' };
      await tx.insertIfAbsent(AppointmentBook, { id: by });
      for (const [hour, outcome] of [
        ['09', 'came'],
        ['10', 'missed'],
      ] as const) {
        const moment = { startsAt: `2026-12-07T${hour}:00:00.000Z`, endsAt: `2026-12-07T${hour}:30:00.000Z` };
        const slot = { id: newId(), bookId: by, host: 'desk:rpe', kind: 'counter' as const, withdrawnAt: null };
        await tx.insert(AppointmentSlot, { ...common, ...moment, ...slot });
        await tx.insert(Appointment, {
          id: newId(),
          requestId: newId(),
          host: 'desk:rpe',
          kind: 'counter',
          proposedBy: by,
          proposedAt: NOW,
          slotId: slot.id,
          bookedBy: by,
          bookedAt: NOW,
          remindedAt: null,
          cancelledBy: null,
          cancelledAt: null,
          outcome,
          outcomeBy: by,
          version: 3,
        });
      }
      for (const day of ['2026-12-08', '2026-12-11'])
        await tx.insert(CollectiveMeeting, {
          ...common,
          id: newId(),
          deskId: 'rpe',
          subject: 'Les modes d’accueil',
          startsAt: `${day}T17:00:00.000Z`,
          endsAt: `${day}T18:30:00.000Z`,
          seats: 12,
          cancelledAt: null,
        });
    });
  const keptOf = async (day: string) =>
    (await reader.find(WorkingTime, { where: { day } })).map(({ mission, minutes }) => [mission, minutes]);

  it('is entered by day and mission, in one form, and read again as it was kept', async () => {
    const agent = await signedIn(test.app, 'agent');
    const menu = await agent.opens('/personnel/menu/organisation');
    expect(menu.link('Mon temps de travail').href).toBe(WEEK);
    const saved = await saves(agent, { families: ['2h30', '', '1,5'], single_desk: ['45 min'] });
    expect(saved.text).toContain('La semaine est enregistrée.');
    expect(saved.table('Durées par mission et par jour').at(-1)).toEqual(
      expect.arrayContaining(['Total', '3 h 15', '1 h 30', '4 h 45']),
    );
    expect((await keptOf('2026-11-23')).sort()).toEqual([
      ['families', 150],
      ['single_desk', 45],
    ]);
    const audit = await reader.find(AuditEvent, { where: { action: 'workingTime.save' } });
    // Its identifiers and its seal may hold these digits by chance.
    expect(audit).toHaveLength(1);
    expect(JSON.stringify(audit[0]!.facts)).not.toContain('150');
  });

  it('the week before is proposed, and kept only once it is saved', async () => {
    const agent = await signedIn(test.app, 'agent');
    await saves(agent, { families: ['2h', '3h'] }, `${WEEK}?semaine=2026-11-18`);
    const week = await agent.opens(WEEK);
    const copied = await agent.opens(week.link('Reprendre la semaine précédente').href);
    expect(copied.text).toContain('Elles ne comptent qu’une fois enregistrées.');
    expect(await keptOf('2026-11-23')).toEqual([]);
    await agent.sends(WEEK, filled(copied, {}));
    expect(await keptOf('2026-11-23')).toEqual([['families', 120]]);
    expect(await keptOf('2026-11-24')).toEqual([['families', 180]]);
  });

  it('a week that is not saved is filled from what its owner did here, for nobody else, and kept only once saved', async () => {
    clockOf(test.app).travelTo('2026-12-09T09:00:00.000Z');
    const [agent, colleague] = [await signedIn(test.app, 'agent'), await signedIn(test.app, 'colleague')];
    const notes = async (subject: string, minutes: string) =>
      agent.presses((await agent.opens('/rpe/sollicitations/noter')).form('/rpe/sollicitations'), {
        channel: 'phone',
        ...{ subject, minutes },
      });
    for (const minutes of ['20', '25']) await notes('cost', minutes);
    await notes('becoming_childminder', '10');
    await notes('urgent', '');
    await holdHours(await refOf('agent'));

    const week = await agent.opens(WEEK);
    expect(week.text).toContain(
      'Préremplie d’après ce que vous avez fait ici : 3 contacts notés (0 h 55), 1 rendez-vous tenu (0 h 30) et 1 réunion (1 h 30).',
    );
    expect(week.table('Durées par mission et par jour').at(-1)).toEqual([
      'Total',
      ...['0 h 30', '1 h 30', '0 h 55', '–', '–', '2 h 55'],
    ]);
    expect(await reader.count(WorkingTime)).toBe(0);
    expect((await colleague.opens(WEEK)).text).not.toContain('Préremplie');
    expect((await agent.opens(week.link('Commencer d’une semaine vide').href)).form(WEEK).value('hours[]')).not.toMatch(
      /h/,
    );

    await agent.sends(WEEK, filled(week, { families: ['', '1h30', '1h'] }));
    expect(await keptOf('2026-12-08')).toEqual([['families', 90]]);
    expect((await keptOf('2026-12-09')).sort()).toEqual([
      ['candidates', 10],
      ['families', 60],
    ]);
    // What was typed stays; what was done since then is added where there is nothing.
    await notes('cost', '40');
    await notes('follow_up', '15');
    const saved = await agent.opens(WEEK);
    expect(saved.text).not.toContain('Préremplie');
    const added = await agent.opens(saved.link('Ajouter ce que j’ai fait ici').href);
    expect(added.text).toContain('1 contact noté (0 h 15).');
    await agent.sends(WEEK, filled(added, {}));
    expect((await keptOf('2026-12-09')).sort()).toEqual([
      ['candidates', 10],
      ['families', 60],
      ['single_desk', 15],
    ]);
    expect((await agent.opens(WEEK)).hasLinkTo('reprise=notes')).toBe(false);
  });

  it('Saturday and Sunday are added where somebody worked, and then stay', async () => {
    const agent = await signedIn(test.app, 'agent');
    const whole = await agent.opens((await agent.opens(WEEK)).link('Ajouter samedi et dimanche').href);
    await agent.sends(WEEK, filled(whole, { workshops: ['', '', '', '', '', '3h'] }));
    expect(await keptOf('2026-11-28')).toEqual([['workshops', 180]]);
    expect((await agent.opens(WEEK)).form(WEEK).value('days')).toBe('7');
  });

  it('what cannot be read is refused at its own field, and everything typed is kept', async () => {
    const agent = await signedIn(test.app, 'agent');
    const refused = await saves(agent, { families: ['beaucoup', '1h'], other: ['', '26'] });
    expectRefusal(refused, 'Information et accompagnement des familles, lundi : écrivez une durée');
    expect(Object.keys(refused.errors)).toEqual(['hours-families-0', 'hours-other-1']);
    expect(refused.form(WEEK).fields['hours[]']).toEqual(expect.arrayContaining(['beaucoup', '1h', '26']));
    expectRefusal(await saves(agent, { families: ['20h'], other: ['5h'] }), 'dépasse 24 heures');
    const shown = await agent.opens(WEEK);
    const broken: Record<string, string | string[]>[] = [
      { 'mission[]': ['golf', 'other'] },
      { 'hours[]': ['1'] },
      { days: '9' },
      { version: 'x' },
    ];
    for (const fields of broken)
      expectRefusal(await agent.sends(WEEK, { ...filled(shown, {}), ...fields }), 'Cette page a changé.');
    const withMonday = (monday: string) => agent.sends(WEEK, { ...filled(shown, { families: ['1'] }), monday });
    for (const noWeek of ['2026-11-24', 'hier']) expectRefusal(await withMonday(noWeek), 'Cette page a changé.');
    for (const notOpen of ['2026-11-30', '1999-01-04']) expect((await withMonday(notOpen)).status).toBe(404);
    for (const address of ['?semaine=hier', '?semaine=2027-01-04', '/totaux?periode=2026-13', '/totaux.csv?periode=x'])
      expect((await agent.opens(`${WEEK}${address}`)).status).toBe(404);
    expect(await reader.count(WorkingTime)).toBe(0);
  });

  it('two tabs: the second reads that the week changed, keeps what it typed, and may then save it', async () => {
    const agent = await signedIn(test.app, 'agent');
    const [first, second] = [await agent.opens(WEEK), await agent.opens(WEEK)];
    await agent.sends(WEEK, filled(first, { families: ['1h'] }));
    const late = await agent.sends(WEEK, filled(second, { families: ['2h'] }));
    expectRefusal(late, 'Cette semaine a été changée ailleurs entre-temps.', 409);
    expect(await keptOf('2026-11-23')).toEqual([['families', 60]]);
    await agent.sends(WEEK, filled(late, {}));
    expect(await keptOf('2026-11-23')).toEqual([['families', 120]]);
  });

  it('a form that is sent twice, or twice at once, is kept once', async () => {
    const agent = await signedIn(test.app, 'agent');
    const fields = filled(await agent.opens(WEEK), { families: ['1h'] });
    const both = await Promise.all([agent.sends(WEEK, fields), agent.sends(WEEK, fields)]);
    expect([...both, await agent.sends(WEEK, fields)].map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await keptOf('2026-11-23')).toEqual([['families', 60]]);
    expect((await agent.opens(WEEK)).form(WEEK).value('version')).toBe('1');
  });

  it('an emptied week keeps nothing', async () => {
    const agent = await signedIn(test.app, 'agent');
    await saves(agent, { families: ['1h'] });
    await saves(agent, { families: [''] });
    expect(await reader.count(WorkingTime)).toBe(0);
  });

  it('an agent reads its own totals, and no page shows the hours of another', async () => {
    const agent = await signedIn(test.app, 'agent');
    await saves(agent, { families: ['7h13'] });
    const own = await agent.opens(`${WEEK}/totaux?periode=2026-T4`);
    expect(own.table('Mes heures par mission')).toEqual([
      ['Information et accompagnement des familles', '–', '7 h 13', '–', '7 h 13'],
    ]);
    const csv = (await agent.get(`${WEEK}/totaux.csv?periode=2026-11`)).bytes.toString();
    expect(csv).toContain('2026-11;Information et accompagnement des familles;433');
    const colleague = await signedIn(test.app, 'colleague');
    for (const address of [
      WEEK,
      `${WEEK}/totaux`,
      `${WEEK}/totaux.csv`,
      '/temps-des-equipes',
      '/temps-des-equipes.csv',
    ])
      expect((await colleague.opens(address)).source).not.toMatch(/7 h 13|433/);
    for (const who of ['coordinator', 'administrator', 'director', 'member'])
      for (const address of [WEEK, `${WEEK}/totaux`, `${WEEK}/totaux.csv`])
        expect([who, (await (await signedIn(test.app, who)).opens(address)).status]).toEqual([who, 404]);
    expect((await (await signedIn(test.app, 'coordinator')).opens('/temps-des-equipes')).source).not.toMatch(/7 h 13/);
  });

  it('a team is told once its month is closed, from three people on, and does not move afterwards', async () => {
    const october = `${WEEK}?semaine=2026-10-12`;
    const team = [await signedIn(test.app, 'agent'), await signedIn(test.app, 'colleague'), await third()];
    for (const agent of team) await saves(agent, { families: ['10h'], single_desk: ['2h'] }, october);
    await saves(team[0]!, { practice: ['', '3h'] }, october);
    const coordinator = await signedIn(test.app, 'coordinator');
    const read = () => coordinator.opens('/temps-des-equipes?guichet=rpe&periode=2026-10');
    expect((await read()).text).toContain('Aucun mois clos de trois personnes ou plus');

    await nightBefore('2026-12-10');
    const told = await (
      await signedIn(test.app, 'coordinator')
    ).opens('/temps-des-equipes?guichet=rpe&periode=2026-10');
    expect(told.table('Temps par mission')).toEqual([
      ['Information et accompagnement des familles', 'regroupé', '–'],
      ['Guichet unique : dossiers, commissions, suivi', '6 h 00', '6 h 00'],
      ['Analyse de la pratique', 'regroupé', '–'],
      ['Missions regroupées', '33 h 00', '33 h 00'],
    ]);
    // 39 hours in one month, where a full time has 1 607 in twelve.
    expect(told.text).toContain('0,29');
    const again = await signedIn(test.app, 'agent');
    await saves(again, { single_desk: ['9h'] }, october);
    const later = await (
      await signedIn(test.app, 'coordinator')
    ).opens('/temps-des-equipes?guichet=rpe&periode=2026-10');
    expect(later.table('Temps par mission')).toEqual(told.table('Temps par mission'));
  });

  it('a month of two people is closed without a figure, and another desk’s team is not told', async () => {
    for (const name of ['agent', 'colleague'])
      await saves(await signedIn(test.app, name), { families: ['10h'] }, `${WEEK}?semaine=2026-10-12`);
    await nightBefore('2026-12-12');
    expect(await reader.find(WorkingMonth)).toMatchObject([{ deskId: 'rpe', month: '2026-10', told: null }]);
    const agent = await signedIn(test.app, 'agent');
    expect((await agent.opens('/temps-des-equipes?periode=2026-10')).text).toContain(
      'Octobre 2026 : moins de trois personnes ont saisi des heures, rien n’est montré.',
    );
    // Months that wait are named in one sentence; one that has not begun is nobody’s.
    expect((await agent.opens('/temps-des-equipes?periode=2026-T4')).text).toContain(
      'Novembre 2026 et décembre 2026 ne sont pas clos.',
    );
    expect((await agent.opens('/temps-des-equipes?periode=2027-01')).status).toBe(404);
    expect((await agent.opens('/temps-des-equipes?guichet=mairie-pouilloux')).status).toBe(404);
    const lines = (await agent.get('/temps-des-equipes.csv?periode=2026-10')).bytes.toString();
    expect(lines).toContain('non diffusé');
    expect(lines).not.toContain('1200');
  });

  it('hours are kept for two years; the closed month stays', async () => {
    const agent = await signedIn(test.app, 'agent');
    await saves(agent, { families: ['1h'] });
    await nightBefore('2028-11-21');
    expect(await reader.count(WorkingTime)).toBe(1);
    await nightBefore('2028-11-23');
    expect([
      await reader.count(WorkingTime),
      await reader.count(WorkingWeek),
      await reader.count(WorkingMonth),
    ]).toEqual([0, 0, 1]);
  });
});
