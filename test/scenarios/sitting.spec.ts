import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Body, BodyMember, Closing } from '../../src/commission/index.js';
import { addDays, type Day } from '../../src/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { SYSTEM } from '../../src/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  clockOf,
  givePlaces,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { PASSWORD, STAFF } from '../support/seed.js';

type Case = { id: string; agenda_number: number; decision: string | null; version: number };

describe.each(DATABASES)('a session that sits (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  let member: Browser;
  let members: BodyMember[];
  let day: Day;
  const rows = <T>(sql: string, parameters: Record<string, string> = {}): Promise<T[]> =>
    test.app.get(Reader).sql<T>(sql, parameters);
  const quorum = (needed: number | null) =>
    test.app.get(UnitOfWork).run((tx) => tx.update(Body, { id: 'montceau' }, { quorum: needed }));
  const caseOf = async (requestId: string) =>
    (
      await rows<Case>('SELECT id, agenda_number, decision, version FROM candidacy WHERE request_id = :requestId', {
        requestId,
      })
    )[0]!;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await givePlaces(test.app, 'ma-71306:babies', 5);
    const [account] = await rows<{ id: string }>('SELECT id FROM staff_account WHERE email = :email', {
      email: STAFF['member']!.email,
    });
    await test.app
      .get(UnitOfWork)
      .run((tx) => tx.update(BodyMember, { personKey: 'chair:montceau' }, { accountId: account!.id }));
    members = await test.app.get(Reader).find(BodyMember, { where: { bodyId: 'montceau' }, order: { label: 'ASC' } });
  });
  const signIn = async () => {
    coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
    member = new Browser(test.app);
    await member.signIn(STAFF['member']!.email, PASSWORD);
  };
  beforeEach(async () => {
    await signIn();
    day = aThursday(test.app, 30);
    while ((await rows(`SELECT id FROM commission_session WHERE starts_at LIKE '${day}%'`)).length > 0)
      day = addDays(day, 7);
  });
  afterAll(() => test.close());

  async function sitting(count: number): Promise<{ id: string; requests: string[] }> {
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    const requests: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const { requestId } = await anOrientedRequest(test.app, { child: { birthDate: addDays(day, -200) } });
      await listFor(test.app, requestId, id);
      requests.push(requestId);
    }
    await openSession(test.app, id);
    return { id, requests };
  }
  const note = async (id: string, statuses: Record<number, string>, by: Record<number, number> = {}) => {
    const form = await coordinator.get(`/commissions/${id}/presences`);
    const order = [...form.html.matchAll(/name="m(\d+)" type="radio" value="([0-9a-f-]{36}):present"/g)].map(
      ([, line, memberId]) => [Number(line), memberId!] as const,
    );
    const fields = Object.fromEntries(
      order.flatMap(([line, memberId]) => [
        ...(statuses[line] ? [[`m${line}`, `${memberId}:${statuses[line]}`]] : []),
        ...(by[line] === undefined ? [] : [[`b${line}`, order[by[line]]![1]]]),
      ]),
    );
    return coordinator.post(`/commissions/${id}/presences`, { version: hiddenValue(form.html, 'version')!, ...fields });
  };
  const keep = async (id: string, requestId: string, browser = coordinator) => {
    const one = await caseOf(requestId);
    await browser.get(`/commissions/${id}/seance`);
    return browser.post(`/commissions/${id}/seance/${one.id}/suivre`, { version: one.version });
  };

  it('without a quorum nothing is decided, and the screen says how many are missing; with it, the session goes on', async () => {
    const { id, requests } = await sitting(1);
    await quorum(2);
    expect(textOf((await coordinator.get(`/commissions/${id}/seance`)).html)).toContain(
      'Quorum non atteint : aucun membre présent, il en faut 2.',
    );
    const refused = await keep(id, requests[0]!);
    expect([refused.status, textOf(refused.html)]).toEqual([
      422,
      expect.stringContaining('Aucun membre présent n’est noté : il en faut 2 pour décider.'),
    ]);
    expect((await caseOf(requests[0]!)).decision).toBeNull();
    const alone = await note(id, { 0: 'present', 1: 'represented' });
    expect([alone.status, textOf(alone.html)]).toEqual([
      422,
      expect.stringContaining('choisissez par qui, parmi les membres présents'),
    ]);
    expect(alone.html).toContain('checked');
    const noted = await note(id, { 0: 'present', 1: 'represented', 2: 'excused' }, { 1: 0 });
    expect(textOf(noted.html)).toContain('Quorum non atteint : 1 membre présent, il en faut 2.');
    expect((await keep(id, requests[0]!)).status).toBe(422);
    await note(id, { 0: 'present', 1: 'present', 2: 'absent' });
    expect((await keep(id, requests[0]!)).status).toBe(200);
    expect((await caseOf(requests[0]!)).decision).not.toBeNull();
    await note(id, { 0: 'present' });
    const screen = await coordinator.get(`/commissions/${id}/seance`);
    const closing = await coordinator.post(`/commissions/${id}/seance/clore`, {
      version: hiddenValue(screen.html, 'version')!,
    });
    expect([closing.status, textOf(closing.html)]).toEqual([
      422,
      expect.stringContaining('Un seul membre présent est compté'),
    ]);
    await quorum(null);
  });

  it('a member whom a case concerns sees nothing of it, does not count for it, and is named on it', async () => {
    const { id, requests } = await sitting(2);
    const own = await caseOf(requests[0]!);
    const other = await caseOf(requests[1]!);
    await quorum(2);
    const chair = members.find(({ personKey }) => personKey === 'chair:montceau')!;
    const named = `Dossier n° ${own.agenda_number}`;
    expect((await member.get(`/commissions/${id}/seance`)).html).toContain(`id="dossier-${own.agenda_number}"`);
    const form = await coordinator.get(`/commissions/${id}/seance/${own.id}/deport`);
    await coordinator.post(`/commissions/${id}/seance/${own.id}/deport`, {
      version: hiddenValue(form.html, 'version')!,
      members: chair.id,
    });
    expect(textOf((await coordinator.get(`/commissions/${id}/seance`)).html)).toContain(`Se retire : ${chair.label}`);
    for (const page of ['seance', 'seance/projection', 'ordre-du-jour']) {
      const seen = await member.get(`/commissions/${id}/${page}`);
      expect(seen.status).toBe(200);
      expect(seen.html).not.toContain(`id="dossier-${own.agenda_number}"`);
      expect(textOf(seen.html)).not.toContain(named);
    }
    const screen = await member.get(`/commissions/${id}/seance`);
    expect(screen.html).toContain(`id="dossier-${other.agenda_number}"`);
    expect(textOf(screen.html)).toContain('Un dossier ne vous est pas montré');
    const form2 = await coordinator.get(`/commissions/${id}/presences`);
    const lines = [...form2.html.matchAll(/name="m(\d+)" type="radio" value="([0-9a-f-]{36}):present"/g)];
    const withChair = lines
      .filter(([, , memberId]) => memberId === chair.id || memberId === members.find((one) => one.id !== chair.id)!.id)
      .slice(0, 2);
    await note(id, Object.fromEntries(withChair.map(([, line]) => [Number(line), 'present'])));
    const refused = await keep(id, requests[0]!);
    expect([refused.status, textOf(refused.html)]).toEqual([
      422,
      expect.stringContaining('Le membre qui se retire de ce dossier ne compte pas.'),
    ]);
    expect((await keep(id, requests[1]!)).status).toBe(200);
    await quorum(null);
    // Follow-all leaves nobody out who is not concerned.
    expect((await keep(id, requests[0]!)).status).toBe(200);
  });

  it('is paused until another day, refuses a day that collides, is read-only meanwhile and keeps what was decided', async () => {
    const { id, requests } = await sitting(2);
    await keep(id, requests[0]!);
    const other = addDays(day, 14);
    await planSession(test.app, { day: other, time: '10:00', entryFrom: addDays(other, 45), room: 'Ailleurs' });
    const pause = async (on: Day, room = 'Salle des fêtes') => {
      const form = await coordinator.get(`/commissions/${id}/pause`);
      const [year, month, date] = on.split('-');
      return coordinator.post(`/commissions/${id}/pause`, {
        version: hiddenValue(form.html, 'version')!,
        dayDay: date!,
        dayMonth: month!,
        dayYear: year!,
        time: '10:00',
        room,
      });
    };
    clockOf(test.app).travelTo(`${day}T09:00:00.000Z`);
    await signIn();
    const taken = await pause(other);
    expect([taken.status, textOf(taken.html)]).toEqual([
      422,
      expect.stringContaining('se réunit déjà ce jour-là à cette heure'),
    ]);
    expect(taken.html).toContain('name="suggested"');
    expect(taken.html).toContain('Salle des fêtes');
    expect((await pause(addDays(other, 2))).status).toBe(422);
    const sameDay = await pause(day);
    expect([sameDay.status, textOf(sameDay.html)]).toEqual([
      422,
      expect.stringContaining('une séance reprend après le jour où elle a siégé'),
    ]);
    const paused = await pause(addDays(day, 7));
    expect(textOf(paused.html)).toContain('La séance est suspendue. Elle reprend le');
    expect(paused.html).not.toContain('/suivre');
    expect((await keep(id, requests[1]!)).status).toBe(422);
    expect((await caseOf(requests[0]!)).decision).not.toBeNull();
    expect(
      await rows("SELECT id FROM message WHERE kind = 'session-pause' AND about = :about", { about: `session:${id}` }),
    ).toHaveLength(members.length);
    // Its next day is taken for others.
    await expect(
      planSession(test.app, { day: addDays(day, 7), time: '10:00', entryFrom: addDays(other, 45) }),
    ).rejects.toThrow('session.');
    clockOf(test.app).travelTo(`${addDays(day, 7)}T09:00:00.000Z`);
    await signIn();
    await coordinator.get(`/commissions/${id}/seance`);
    const again = await coordinator.post(`/commissions/${id}/reprise`, {
      version: hiddenValue(paused.html, 'version')!,
    });
    expect(coordinator.url).toBe(`/commissions/${id}/presences`);
    expect(again.html).not.toContain('checked');
    expect((await keep(id, requests[1]!)).status).toBe(200);
    await test.app.get(Closing).closeSession(SYSTEM, id);
    expect(
      await rows('SELECT id FROM sitting_day WHERE session_id = :id AND ended_at IS NOT NULL', { id }),
    ).toHaveLength(2);
  });

  it('a case is decided at the address of its own session only', async () => {
    const { id, requests } = await sitting(1);
    const other = await planSession(test.app, {
      day: addDays(day, 35),
      time: '10:00',
      entryFrom: addDays(day, 80),
      room: 'Ailleurs',
    });
    const { id: candidacyId, version } = await caseOf(requests[0]!);
    expect(id).not.toBe(other.id);
    for (const button of ['suivre', 'reprendre'])
      expect(
        (await coordinator.post(`/commissions/${other.id}/seance/${candidacyId}/${button}`, { version })).status,
      ).toBe(404);
    expect((await caseOf(requests[0]!)).decision).toBeNull();
  });

  it('two people decide the same case: the second reads that somebody was first, with what was chosen kept', async () => {
    const { id, requests } = await sitting(1);
    const one = await caseOf(requests[0]!);
    const second = new Browser(test.app);
    await second.signIn(STAFF['coordinator']!.email, PASSWORD);
    await second.get(`/commissions/${id}/seance/${one.id}`);
    expect((await keep(id, requests[0]!)).status).toBe(200);
    const late = await second.post(`/commissions/${id}/seance/${one.id}`, {
      version: one.version,
      decision: 'refuse',
      refuseReason: 'outside_area',
    });
    expect([late.status, textOf(late.html)]).toEqual([
      409,
      expect.stringContaining('Quelqu’un a décidé de ce dossier'),
    ]);
    expect(late.html).toMatch(/value="outside_area" selected/);
  });

  it('shows the name behind a case to who runs the session, for a reason, writes it down, and shows it nowhere else', async () => {
    const { id, requests } = await sitting(1);
    const one = await caseOf(requests[0]!);
    const [child] = await rows<{ surname: string }>('SELECT surname FROM child_request WHERE id = :id', {
      id: requests[0]!,
    });
    const url = `/commissions/${id}/seance/${one.id}/anonymat`;
    expect((await member.get(url)).status).toBe(404);
    expect((await coordinator.get(url)).html).not.toContain(child!.surname);
    expect((await coordinator.post(url, {})).status).toBe(422);
    expect(await rows('SELECT id FROM unmasking')).toHaveLength(0);
    const shown = await coordinator.post(url, { reason: 'family_on_the_phone' });
    expect(textOf(shown.html)).toContain(child!.surname);
    expect(shown.headers['cache-control']).toBe('no-store');
    const list = textOf((await coordinator.get(`/commissions/${id}/anonymat`)).html);
    expect(list).toContain('La famille est au téléphone ou au guichet');
    expect(list).not.toContain(child!.surname);
    expect(
      await rows(`SELECT id FROM audit_event WHERE action = 'candidacy.unmask' AND subject_id = :id`, { id: one.id }),
    ).toHaveLength(1);
    for (const page of ['seance', 'seance/projection'])
      expect((await coordinator.get(`/commissions/${id}/${page}`)).html).not.toContain(child!.surname);
  });

  it('goes section by section, and what is pressed stays on the same page', async () => {
    const { id, requests } = await sitting(1);
    const one = await caseOf(requests[0]!);
    const babies = await coordinator.get(`/commissions/${id}/seance?section=ma-71306:babies`);
    expect(babies.html).toContain(`id="dossier-${one.agenda_number}"`);
    expect((await coordinator.get(`/commissions/${id}/seance?section=ma-71306:older`)).html).not.toContain(
      `id="dossier-${one.agenda_number}"`,
    );
    await coordinator.post(`/commissions/${id}/seance/${one.id}/suivre?section=ma-71306%3Ababies`, {
      version: one.version,
    });
    expect(coordinator.url).toBe(`/commissions/${id}/seance?section=ma-71306%3Ababies`);
  });
});
