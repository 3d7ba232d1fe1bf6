import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { StaffAccount } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import type { Id } from '../../src/foundation/kernel/ids.js';
import { linesStatement } from '../../src/foundation/platform/audit/index.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { verifyStored } from '../../src/foundation/platform/audit-chain/index.js';
import { ReadingLimits } from '../../src/foundation/platform/audit/index.js';
import { addDays, addHours, dayOf, isoWeekday } from '../../src/foundation/kernel/time.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { fillJournal, planOf, removeUnseen } from '../support/journal-rows.js';
import { OutboxWorld } from '../support/outbox.js';
import { dayFields } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { until } from '../support/queue-world.js';
import { PASSWORD, STAFF } from '../support/seed.js';
import { testNow } from '../support/test-time.js';

const TOKEN = 'the-token-of-those-who-watch';

describe.each(DATABASES)('the journal of who reads families (%s)', (kind) => {
  let world: OutboxWorld;
  let agent: Browser;
  /** Of the dossier of the family. */
  let number: string;
  let family: Awaited<ReturnType<OutboxWorld['family']>>;
  const figures = () => world.test.app.inject({ url: '/metrics', headers: { authorization: `Bearer ${TOKEN}` } });
  const accountOf = async (name: string): Promise<Id> =>
    (await world.reader.findOne(StaffAccount, { email: STAFF[name]!.email }))!.id;
  const linesOf = async (name: string, action: string): Promise<AuditEvent[]> =>
    world.reader.find(AuditEvent, { where: { actor: `staff:${await accountOf(name)}`, action }, order: { id: 'ASC' } });

  beforeAll(async () => {
    world = await OutboxWorld.open(kind, {
      SIGN_IN_FAILURES_ALARMED_AN_HOUR: '5',
      METRICS_TOKEN: TOKEN,
      AUDIT_SEAL_MINUTES: '5',
    });
    family = await world.family();
    number = (await world.reader.findOne(Dossier, { id: family.dossierId }))!.number;
    await world.family();
    agent = await signedIn(world.test.app, 'agent');
  });
  afterAll(() => world.close());

  it('keeps who saw a list, how many families it showed and which ones were asked for', async () => {
    await agent.get('/rpe?state=submitted&owner=desk');
    const line = (await linesOf('agent', 'list.read')).at(-1);
    expect(line).toMatchObject({
      subjectKind: 'inbox',
      subjectId: 'all',
      facts: { state: 'submitted', owner: 'desk', count: 2 },
    });
  });

  it('keeps that a name was searched for, and nothing from which it could be told', async () => {
    const found = await agent.post('/rpe/recherche', { text: family.surname });
    expect(found.html).toContain(family.surname);
    const line = (await linesOf('agent', 'list.read')).at(-1)!;
    // The name of the other family differs by one letter: it is shown beside.
    expect(line.facts).toEqual({ search: 'names', length: family.surname.length, count: 2 });
  });

  it('counts the families that lists named to the person, each once, however many pages name it', async () => {
    const accountId = await accountOf('agent');
    const named = async (): Promise<number> =>
      (await world.test.app.get(ReadingLimits).readStanding(world.reader, accountId)).find(
        ({ what, window }) => what === 'listed' && window === 'day',
      )!.count;
    const before = await named();
    await agent.get('/rpe');
    await agent.post('/rpe/recherche', { text: family.surname });
    expect([before, await named()]).toEqual([2, 2]);
  });

  // @asvs 16.3.2
  it('keeps who asked for the family of somebody else, each time at first, then as a number', async () => {
    const other = await signedIn(world.test.app, 'otherAgent');
    for (let n = 0; n < 41; n += 1) expect((await other.get(`/rpe/demandes/${family.requestId}`)).status).toBe(404);
    await other.get('/rpe/demandes/Famillea');
    const lines = await linesOf('otherAgent', 'page.read-failed');
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toMatchObject({
      subjectKind: 'request',
      subjectId: family.requestId,
      facts: { route: '/rpe/demandes/:requestId', count: 40 },
    });
    expect(await linesOf('otherAgent', 'request.read')).toEqual([]);
  });

  // @asvs 16.3.3
  it('tells administrators, coordinators and auditors within the minute that very many sign-ins fail, once an hour', async () => {
    const nobody = new Browser(world.test.app);
    const fail = async (times: number): Promise<void> => {
      for (let n = 0; n < times; n += 1) await nobody.signIn(STAFF['colleague']!.email, `${PASSWORD} ${n}`);
      await world.runJobs();
    };
    const told = (): string[] =>
      world.mails.received
        .filter(({ mail }) => mail.subject?.includes('connexions refusées'))
        .flatMap(({ envelope }) => envelope.to)
        .sort();
    await fail(4);
    expect(told()).toEqual([]);
    await fail(5);
    expect(told()).toEqual(['administrator', 'auditor', 'coordinator'].map((name) => STAFF[name]!.email).sort());
    const shown = await figures();
    expect(shown.body).toContain('marelle_sign_in_failures_total 9');
    expect(await world.reader.count(AuditEvent, { action: 'account.sign-in-failed' })).toBe(9);
  });

  it('tells a family who opened its dossier, by function and by day, and never by name', async () => {
    await agent.get(`/rpe/demandes/${family.requestId}`);
    const { browser } = family.parent;
    const page = await browser.opens((await browser.opens('/mon-dossier')).link('Voir qui a consulté').href);
    const told = [['mercredi 25 novembre 2026', 'Agent de votre guichet (relais petite enfance ou mairie)']];
    expect(page.table('Qui a consulté')).toEqual(told);
    expect(page.text).not.toContain(STAFF['agent']!.name);
    expect((await browser.opens(`${page.url}?langue=en`)).table('Who read your dossier')[0]![1]).toContain('Agent of');
    await browser.get('/mon-dossier?langue=fr');
    const copy = JSON.parse((await browser.get('/mon-dossier/mes-donnees')).bytes.toString()) as Record<
      string,
      unknown
    >;
    expect(copy['consultations']).toEqual([{ day: '2026-11-25', role: 'rpe_agent' }]);
  });

  describe('an auditor', () => {
    let auditor: Browser;
    const SINCE = { ...dayFields('since', '2026-11-01'), ...dayFields('until', '2026-11-30') };
    const WHY = { reason: 'complaint', text: 'courrier du 3' };
    const looks = (fields: Record<string, string>) => auditor.post('/journal', { ...SINCE, ...WHY, ...fields });
    const lines = async (): Promise<string[][]> =>
      (await auditor.opens(auditor.url)).table('Lignes du journal').slice();

    beforeAll(async () => {
      auditor = await signedIn(world.test.app, 'auditor');
    });

    it('is led to the journal from its first page, and opens no page of a family', async () => {
      expect((await auditor.opens('/personnel')).hasLinkTo('/journal')).toBe(true);
      for (const url of ['/rpe', `/rpe/demandes/${family.requestId}`, '/rapport/familles', '/administration'])
        expect([url, (await auditor.get(url)).status]).toEqual([url, 404]);
    });

    it('finds who opened a dossier by its number, and no name of a family', async () => {
      await agent.get(`/rpe/demandes/${family.requestId}`);
      const found = await looks({ number: number.toLowerCase() });
      expect(found.status).toBe(200);
      const [opened] = (await lines()).filter(([, , act]) => act === 'Demande ouverte');
      expect(opened).toEqual([expect.any(String), STAFF['agent']!.name, 'Demande ouverte', `Dossier ${number}`, '']);
      expect(found.html).not.toContain(family.surname);
    });

    it('finds what a person did, by act, and takes it along as a file', async () => {
      await looks({ person: await accountOf('otherAgent'), act: 'page.read-failed' });
      const shown = await lines();
      expect(shown).toHaveLength(21);
      expect(shown[0]![4]).toContain('nombre : 40');
      const file = await auditor.get(`${auditor.url}/lignes.csv`);
      expect(file.bytes.toString().trim().split('\r\n')).toHaveLength(22);
      expect((await linesOf('auditor', 'file.read')).at(-1)).toMatchObject({
        subjectKind: 'look',
        facts: { count: 21 },
      });
    });

    it('turns the pages of what it finds, and misses no line', async () => {
      for (let n = 0; n < 51; n += 1) await agent.get('/rpe/doublons');
      await looks({ person: await accountOf('agent'), act: 'list.read' });
      const first = await auditor.opens(auditor.url);
      expect(first.table('Lignes du journal')).toHaveLength(50);
      const second = await auditor.opens(first.link('Lignes plus anciennes').href);
      expect(second.table('Lignes du journal')).toHaveLength((await linesOf('agent', 'list.read')).length - 50);
    });

    it('says why each time, and that is in the journal too, under the person who looked', async () => {
      const kept = await linesOf('auditor', 'journal.read');
      expect(kept.map(({ facts }) => facts)).toEqual(
        expect.arrayContaining([
          { ...WHY, since: '2026-11-01', until: '2026-11-30', dossier: number },
          expect.objectContaining({ act: 'page.read-failed' }),
        ]),
      );
      const refused = await auditor.post('/journal', { ...SINCE, text: 'x', number: 'ABCD', person: 'Ana' });
      expect(refused.status).toBe(422);
      for (const sentence of ['Choisissez pourquoi', 'Précisez en quelques mots', 'Choisissez une personne'])
        expect(refused.html).toContain(sentence);
      expect((await looks({ number: 'K7MX-42PD' })).html).toContain('Aucun dossier n’a ce numéro');
      expect(await linesOf('auditor', 'journal.read')).toHaveLength(kept.length);
    });

    it('reads no look of somebody else, nor its own again the next day', async () => {
      await looks({ act: 'account.sign-in' });
      const { url } = auditor;
      expect((await agent.get(url)).status).toBe(404);
      world.clock.travelTo(addHours(world.clock.now(), 13));
      auditor = await signedIn(world.test.app, 'auditor');
      expect((await auditor.get(url)).status).toBe(404);
    });

    it('sees whether the journal is still what was sealed, and is written to when it is not', async () => {
      // The first verification was planned when the application started.
      const started = dayOf(testNow());
      const verifiedOn = async (nth: number): Promise<string> => {
        const sunday = addDays(started, 7 * nth - (isoWeekday(started) % 7));
        world.clock.travelTo(`${sunday}T05:00:00.000Z`);
        await world.runJobs();
        auditor = await signedIn(world.test.app, 'auditor');
        return (await auditor.opens('/journal')).text;
      };
      const told = async (): Promise<string[]> =>
        (await world.reader.find(Message, { where: { kind: 'journal-findings' } })).map(({ recipient }) => recipient);
      const auditorsMail = STAFF['auditor']!.email;
      // Nothing was anchored before the first Sunday.
      expect(await verifiedOn(1)).toContain('1 anomalie (unreadable)');
      expect(await told()).toEqual([auditorsMail]);
      expect(await verifiedOn(2)).toMatch(/Dernière vérification \d.* rien d’anormal/);
      expect(await told()).toEqual([auditorsMail]);
      // Each morning the auditors receive the newest anchor, as it stands in the file, and nothing of a family.
      const mails = await world.reader.find(Message, {
        where: { kind: 'journal-anchor' },
        order: { createdAt: 'ASC' },
      });
      const file = world.test.config.anchorPlaces[0]!;
      const lines = readFileSync(file, 'utf8').trim().split('\n');
      const received = mails.map(({ body }) => /^\{.*\}$/m.exec(body)![0]);
      expect(mails.map(({ recipient }) => recipient)).toEqual(mails.map(() => auditorsMail));
      expect(received.length).toBeGreaterThan(0);
      expect(lines).toEqual(expect.arrayContaining(received));
      // The text of the mails, kept in a file, is what the journal is compared with.
      const elsewhere = `${file}.received`;
      writeFileSync(elsewhere, mails.map(({ body }) => body).join('\n\n'));
      const compared = await verifyStored(world.test.config, { now: world.clock.now(), elsewhere: [elsewhere] });
      expect(compared).toMatchObject({ findings: [], faults: [], elsewhere: mails.length });
      rmSync(elsewhere);
      await removeUnseen(world.test, (await linesOf('agent', 'list.read'))[0]!.id);
      expect(await verifiedOn(3)).toContain('n’est plus tel qu’il a été scellé : 1 anomalie (lines 1)');
      expect(await told()).toEqual([auditorsMail, auditorsMail]);
      // On a busy machine a reading that takes too long is left out of one answer, and said by the next.
      await until(async () => /^marelle_audit_findings 1$/m.test((await figures()).body));
    });

    it.each([
      ['audit_event_subject', { subjectIds: ['a', 'b'], action: 'request.read', actor: 'staff:a' }],
      ['audit_event_actor', { actor: 'staff:a', action: 'list.read' }],
      ['audit_event_action', { action: 'list.read' }],
      ['audit_event_at', {}],
    ])('finds lines by the index %s', async (index, asked) => {
      const period = { since: '2026-11-01T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z' };
      const before = { at: '2026-11-20T00:00:00.000Z', id: 'x' };
      await fillJournal(world.test, kind);
      const plan = await planOf(world.test, kind, linesStatement({ ...period, ...asked, before }, 50));
      expect(plan).toContain(index);
      expect(plan).not.toMatch(/SCAN audit_event|Seq Scan/);
    });
  });
});
