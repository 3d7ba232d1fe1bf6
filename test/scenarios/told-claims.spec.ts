import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { CommissionSessions } from '../../src/commission/index.js';
import { FamilyAccess } from '../../src/dossier/index.js';
import { addDays, type Day } from '../../src/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { ClaimsOfFamilies1795706000000 } from '../../src/platform/database/migrations/1795706000000-claims-of-families.js';
import { SYSTEM } from '../../src/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { anOrientedRequest, aThursday, givePlaces, listFor, openSession, planSession, seedCommissions } from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const BABIES = 'ma-71306:babies';
const HOURS = { start: '08:00', end: '18:00' };
const NURSERY = 'Multi-accueil de Montceau-les-Mines, Bébés';
const times = (text: string, part: string): number => text.split(part).length - 1;

describe.each(DATABASES)('a family’s claim is told once (%s)', (kind) => {
  let test: TestApp;
  let day: Day;
  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    for (const section of ['ma-71306:toddlers', 'ma-71306:older', 'cf-71306:mixed']) await givePlaces(test.app, section, 0);
    day = aThursday(test.app, 30);
  });
  afterAll(() => test.close());

  const rows = <T>(sql: string, parameters: Record<string, string> = {}): Promise<T[]> => test.app.get(Reader).sql<T>(sql, parameters);
  const idOf = async (requestId: string): Promise<string> => (await rows<{ id: string }>('SELECT id FROM candidacy WHERE request_id = :requestId', { requestId }))[0]!.id;
  const child = () => ({ birthDate: addDays(day, -200), need: { ...aChild().need, wantedFrom: addDays(day, 30), week: { mon: HOURS } } });

  /** Twins first in rank, one other child, and as many places as the test says; members decide, the session closes. */
  async function closed(places: number, first: 'admit' | 'wait'): Promise<{ sessionId: string; twins: Awaited<ReturnType<typeof anOrientedRequest>>; numbers: number[] }> {
    day = addDays(day, 7);
    await test.app.get(UnitOfWork).run((tx) => tx.write('UPDATE seat_ledger SET held = 0 WHERE held <> 0'));
    await givePlaces(test.app, BABIES, places);
    const twins = await anOrientedRequest(test.app, { child: { ...child(), adaptationNeed: true, multipleBirth: true }, siblings: [{ ...child(), multipleBirth: true }] });
    const other = await anOrientedRequest(test.app, { child: child() });
    const { id: sessionId } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    const [one, two] = [twins.requestId, twins.siblingIds[0]!];
    for (const requestId of [one, two, other.requestId]) await listFor(test.app, requestId, sessionId);
    await openSession(test.app, sessionId);
    const sessions = test.app.get(CommissionSessions);
    const wait = { kind: 'wait' as const, sectionId: null, reason: 'no_place', deferredToId: null };
    await test.app.get(UnitOfWork).run(async (tx) => {
      await sessions.decide(tx, SYSTEM, await idOf(two), wait);
      await sessions.decide(tx, SYSTEM, await idOf(one), first === 'wait' ? wait : { kind: 'admit', sectionId: BABIES, reason: 'sibling_together', deferredToId: null });
      await sessions.keepAll(tx, SYSTEM, sessionId);
      await sessions.close(tx, SYSTEM, sessionId);
    });
    const numbers = await Promise.all([one, two].map(async (requestId) => (await rows<{ n: number }>('SELECT agenda_number AS n FROM candidacy WHERE request_id = :requestId', { requestId }))[0]!.n));
    return { sessionId, twins, numbers };
  }

  async function familyPage({ dossierId }: { dossierId: string }): Promise<string> {
    const link = `/suivre/${await test.app.get(UnitOfWork).run((tx) => test.app.get(FamilyAccess).giveLink(tx, { dossierId }))}`;
    const browser = new Browser(test.app);
    await browser.get(link);
    const [dateYear, dateMonth, dateDay] = addDays(day, -200).split('-') as [string, string, string];
    return textOf((await browser.post(link, { dateDay, dateMonth, dateYear })).html);
  }

  async function minutes(sessionId: string): Promise<string> {
    const coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
    return textOf((await coordinator.get(`/commissions/${sessionId}/compte-rendu`)).html);
  }

  it('as the places that both could have had, in the minutes and on the family’s page', async () => {
    const { sessionId, twins, numbers: [one, two] } = await closed(2, 'wait');
    const text = await minutes(sessionId);
    expect(text).toContain(`N° ${one} et ${two} : ${NURSERY} (n° ${one}) et ${NURSERY} (n° ${two})`);
    expect(text.match(/N° \d/g)).toHaveLength(1);
    const told = await familyPage(twins);
    expect(times(told, 'pouvait vous revenir')).toBe(1);
    expect(told).toMatch(new RegExp(`pouvait vous revenir : ${NURSERY} \\(Enfant\\d+\\) et ${NURSERY} \\(Enfant\\d+a\\)`));
  });

  it('what a child of the family obtained is no claim, and no reason is given for missing it', async () => {
    const { sessionId, twins, numbers: [one, two] } = await closed(2, 'admit');
    expect(await minutes(sessionId)).toContain(`N° ${one} et ${two} : ${NURSERY} (n° ${two}) `);
    const told = await familyPage(twins);
    expect(times(told, 'pouvait vous revenir')).toBe(1);
    const [row] = await rows<{ explanation: string }>('SELECT explanation FROM candidacy WHERE request_id = :id', { id: twins.requestId });
    expect(JSON.parse(row!.explanation)).toMatchObject({ misses: [], claim: null });
  });

  it('rows kept before are told for a child alone, and no more for several', async () => {
    const { sessionId, twins } = await closed(3, 'wait');
    const before = JSON.stringify({ misses: [], wouldHaveTaken: [], claims: [{ at: 'ma-71306', section: 'babies' }, { at: 'cf-71306', section: 'mixed' }] });
    await test.app.get(UnitOfWork).run((tx) => tx.write('UPDATE candidacy SET explanation = :before WHERE session_id = :sessionId', { before, sessionId }));
    const runner = test.app.get<DataSource>(getDataSourceToken('writer')).createQueryRunner();
    await new ClaimsOfFamilies1795706000000().up(runner);
    if (kind === 'postgres') await runner.release();
    const after = await rows<{ dossier_id: string; agenda_number: number; explanation: string }>('SELECT dossier_id, agenda_number, explanation FROM candidacy WHERE session_id = :sessionId', { sessionId });
    for (const { dossier_id, agenda_number: number, explanation } of after) {
      const claim = dossier_id === twins.dossierId ? null : { numbers: [number], gains: [{ number, at: 'ma-71306', section: 'babies', slots: null }], leaves: [], others: 1 };
      expect(JSON.parse(explanation)).toEqual({ misses: [], wouldHaveTaken: [], claim });
    }
  });
});
