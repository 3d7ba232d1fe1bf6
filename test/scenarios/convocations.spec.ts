import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { StaffAccount } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { SessionCalendar } from '../../src/commissions/commission/index.js';
import { BodyMember } from '../../src/commissions/commission/persistence/commission.entities.js';
import { addDays, instantAt } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { Provider } from '../../src/offer/supply/persistence/supply.entities.js';
import { Supply } from '../../src/offer/supply/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { aFreeThursday, clockOf, planSession, seedCommissions } from '../support/commission.js';
import { outboxOf, runDueJobs, sessionOf } from '../support/kept.js';
import { signedIn } from '../support/people.js';
import { Secretary } from '../support/secretary.js';
import { STAFF } from '../support/seed.js';

const CHAIR = { bodyId: 'montceau', personKey: 'chair:montceau' };
const DIRECTOR = { bodyId: 'montceau', personKey: 'director:ma-71306' };
const INCOMPLETE = 'À compléter';

describe.each(DATABASES)('whom a convocation reaches (%s)', (kind) => {
  let test: TestApp;
  const write = (work: Parameters<UnitOfWork['run']>[0]) => test.app.get(UnitOfWork).run(work);
  const memberOf = async (where: typeof CHAIR) => (await test.app.get(Reader).findOne(BodyMember, where))!;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await write(async (tx) => {
      await tx.update(BodyMember, { bodyId: 'montceau' }, { email: 'membre@exemple.fr', address: null });
      await tx.update(BodyMember, DIRECTOR, { email: null });
    });
  });
  afterAll(() => test.close());

  const called = async (days: number) => {
    const day = await aFreeThursday(test.app, days);
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    const secretary = await Secretary.of(test.app, id);
    await secretary.takes('call');
    const recipients = async () =>
      (await outboxOf(test.app, { about: `session:${id}`, kind: 'session-call' }))
        .map(({ channel, recipient }) => `${channel} ${recipient}`)
        .sort();
    return { secretary, recipients };
  };

  it('a director without an address of their own gets it by mail: at their account, else at the nursery', async () => {
    const first = await called(30);
    expect(await first.recipients()).toContain(`email ${STAFF.director!.email}`);
    await write(async (tx) => {
      await tx.update(StaffAccount, { email: STAFF.director!.email }, { active: false });
      await tx.update(Provider, { id: 'ma-71306' }, { email: 'lutins@exemple.fr' });
    });
    await test.app.get(Supply).reload();
    const { secretary, recipients } = await called(45);
    expect(await recipients()).toContain('email lutins@exemple.fr');
    expect((await secretary.sheet()).text).not.toContain(INCOMPLETE);
  });

  it('places that nobody could be asked for are named, and the step is not told done', async () => {
    await write(async (tx) => {
      await tx.update(StaffAccount, { email: STAFF.director!.email }, { active: false });
      await tx.update(Provider, { id: 'ma-71306' }, { email: null, address: null });
    });
    await test.app.get(Supply).reload();
    const day = await aFreeThursday(test.app, 16);
    const { id } = await planSession(test.app, { day, time: '11:00', entryFrom: addDays(day, 45) });
    await runDueJobs(test.app);
    const secretary = await Secretary.of(test.app, id);
    const asked = async (reader = secretary) =>
      (await reader.sheet()).table('Ce qui suit de la date').find(([task]) => task!.startsWith('Demander aux dir'))!;
    expect((await asked()).at(-1)).toBe(INCOMPLETE);
    expect((await secretary.sheet()).text).toContain('Personne à qui écrire : donnez un compte à sa direction');
    await write(async (tx) => {
      await tx.update(Provider, { id: 'ma-71306' }, { email: 'lutins@exemple.fr' });
      await tx.update(StaffAccount, { email: STAFF.director!.email }, { active: true });
    });
    await test.app.get(Supply).reload();
    const told = async () => (await outboxOf(test.app, { about: `session:${id}`, kind: 'session-places' })).length;
    expect([(await asked()).at(-1), await told()]).toEqual([INCOMPLETE, 1]);
    // Each day, whoever could not be asked is tried again; nobody is asked twice.
    clockOf(test.app).travelTo(instantAt(addDays(clockOf(test.app).today(), 1), '12:00'));
    await runDueJobs(test.app);
    expect([(await asked(await Secretary.of(test.app, id))).at(-1), await told()]).toEqual(['Fait', 2]);
  });

  it('a member of whom nobody has said where to write is named by the step, and called once it is said', async () => {
    await write((tx) => tx.update(BodyMember, CHAIR, { email: null, accountId: null }).then(() => undefined));
    const { label, id: memberId } = await memberOf(CHAIR);
    const { secretary, recipients } = await called(60);
    const before = await recipients();
    // No letter waits for a printer that nobody could post.
    expect(before.filter((one) => one.startsWith('letter'))).toEqual([]);
    const sheet = await secretary.sheet();
    expect(sheet.text).toContain(`Convocation pas encore envoyée : adresse à donner ${label}`);
    const step = sheet.table('Ce qui suit de la date').find(([task]) => task === 'Envoyer les convocations')!;
    expect(step.at(-1)).toBe(INCOMPLETE);

    clockOf(test.app).travelTo('2026-11-25T08:30:00.000Z');
    await runDueJobs(test.app);
    expect(await recipients()).toEqual(before);

    const coordinator = await signedIn(test.app, 'coordinator');
    const page = await coordinator.opens(`/commissions/instances/montceau/membres/${memberId}`);
    const preview = await coordinator.presses(page.button('Enregistrer'), { email: 'elue@exemple.fr' });
    await coordinator.presses(preview.button('Confirmer le changement'));
    expect(await recipients()).toEqual([...before, 'email elue@exemple.fr'].sort());
    expect((await coordinator.opens(secretary.sheetUrl)).text).not.toContain(INCOMPLETE);
    clockOf(test.app).travelTo('2026-11-27T08:30:00.000Z');
    await runDueJobs(test.app);
    expect(await recipients()).toHaveLength(before.length + 1);
  });

  it('a session that was missed sends nothing about its past date, and moves to any coming day', async () => {
    const day = await aFreeThursday(test.app, 60);
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 1) });
    // Nothing ran before its day was past: every task is due at once.
    clockOf(test.app).travelTo(instantAt(addDays(day, 5), '08:00'));
    await runDueJobs(test.app);
    expect(await outboxOf(test.app, { about: `session:${id}` })).toEqual([]);
    expect((await sessionOf(test.app, id)).state).toBe('planned');
    const next = addDays(day, 7);
    await test.app.get(SessionCalendar).moveSession(SYSTEM, id, { day: next, time: '09:00', room: 'Mairie' });
    await runDueJobs(test.app);
    const calls = await outboxOf(test.app, { about: `session:${id}`, kind: 'session-call' });
    expect(calls.length).toBeGreaterThan(0);
    // Children enter once the session has sat.
    expect(await sessionOf(test.app, id)).toMatchObject({ state: 'called', entryFrom: next });
  });
});
