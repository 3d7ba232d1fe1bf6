import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { claimLine, ClaimsPresenter, Closing, SessionDecisions } from '../../src/commission/index.js';
import type { ToldCase } from '../../src/commission/domain/told-cases.js';
import { AnswerPresenter } from '../../src/family/web/answer.presenter.js';
import { FIRST_LANGUAGE } from '../../src/kernel/language.js';
import { Catalogue } from '../../src/platform/i18n/index.js';
import { readAudit } from '../../src/verify-session/file.js';
import { verify } from '../../src/verify-session/verify.js';
import { FamilyAccess } from '../../src/dossier/index.js';
import { addDays, type Day } from '../../src/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { ClaimsOfFamilies1795706000000 } from '../../src/platform/database/migrations/1795706000000-claims-of-families.js';
import { SYSTEM } from '../../src/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  givePlaces,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const BABIES = 'ma-71306:babies';
const HOURS = { start: '08:00', end: '18:00' };
const NURSERY = 'Multi-accueil de Montceau-les-Mines, Bébés';
const times = (text: string, part: string): number => text.split(part).length - 1;

describe.each(DATABASES)('what a session tells (%s)', (kind) => {
  let test: TestApp;
  let day: Day;
  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    for (const section of ['ma-71306:toddlers', 'ma-71306:older', 'cf-71306:mixed'])
      await givePlaces(test.app, section, 0);
    day = aThursday(test.app, 30);
  });
  afterAll(() => test.close());

  const rows = <T>(sql: string, parameters: Record<string, string> = {}): Promise<T[]> =>
    test.app.get(Reader).sql<T>(sql, parameters);
  const idOf = async (requestId: string): Promise<string> =>
    (await rows<{ id: string }>('SELECT id FROM candidacy WHERE request_id = :requestId', { requestId }))[0]!.id;
  const child = () => ({
    birthDate: addDays(day, -200),
    need: { ...aChild().need, wantedFrom: addDays(day, 30), week: { mon: HOURS } },
  });

  /** Twins first in rank, one other child, and as many places as the test says; members decide, the session closes. */
  async function closed(
    places: number,
    first: 'admit' | 'wait',
  ): Promise<{ sessionId: string; twins: Awaited<ReturnType<typeof anOrientedRequest>>; numbers: number[] }> {
    day = addDays(day, 7);
    await test.app.get(UnitOfWork).run((tx) => tx.write('UPDATE seat_ledger SET held = 0 WHERE held <> 0'));
    await givePlaces(test.app, BABIES, places);
    const twins = await anOrientedRequest(test.app, {
      child: { ...child(), adaptationNeed: true, multipleBirth: true },
      siblings: [{ ...child(), multipleBirth: true }],
    });
    const other = await anOrientedRequest(test.app, { child: child() });
    const { id: sessionId } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    const [one, two] = [twins.requestId, twins.siblingIds[0]!];
    for (const requestId of [one, two, other.requestId]) await listFor(test.app, requestId, sessionId);
    await openSession(test.app, sessionId);
    const wait = { kind: 'wait' as const, sectionId: null, reason: 'other_child_first', deferredToId: null };
    await test.app.get(SessionDecisions).decideCase(SYSTEM, await idOf(two), wait);
    await test.app
      .get(SessionDecisions)
      .decideCase(
        SYSTEM,
        await idOf(one),
        first === 'wait' ? wait : { kind: 'admit', sectionId: BABIES, reason: null, deferredToId: null },
      );
    await test.app.get(SessionDecisions).keepAll(SYSTEM, sessionId);
    await test.app.get(Closing).closeSession(SYSTEM, sessionId);
    const numbers = await Promise.all(
      [one, two].map(
        async (requestId) =>
          (
            await rows<{ n: number }>('SELECT agenda_number AS n FROM candidacy WHERE request_id = :requestId', {
              requestId,
            })
          )[0]!.n,
      ),
    );
    return { sessionId, twins, numbers };
  }

  async function familyPage({ dossierId }: { dossierId: string }): Promise<string> {
    const link = `/suivre/${await test.app.get(UnitOfWork).run((tx) => test.app.get(FamilyAccess).giveLink(tx, { dossierId }))}`;
    const browser = new Browser(test.app);
    await browser.get(link);
    const [dateYear, dateMonth, dateDay] = addDays(day, -200).split('-') as [string, string, string];
    return textOf((await browser.post(link, { dateDay, dateMonth, dateYear })).html);
  }

  /**
   * What the audit file says was told holds against the facts, and is what the page, the letter and the minutes say in
   * words.
   */
  async function assertToldAsVerified(
    sessionId: string,
    twins: { dossierId: string; email: string },
    inMinutes: string,
    onPage: string,
  ): Promise<void> {
    const coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
    const file = readAudit((await coordinator.get(`/commissions/${sessionId}/controle.json`)).bytes.toString());
    const { checked, wrong } = verify(file);
    expect([wrong, checked > 10]).toEqual([[], true]);
    const words = test.app.get(Catalogue).translator(FIRST_LANGUAGE);
    const family = await rows<{ id: string; requestId: string; reason: string }>(
      'SELECT id, request_id AS "requestId", reason FROM candidacy WHERE session_id = :sessionId AND dossier_id = :dossierId',
      { sessionId, dossierId: twins.dossierId },
    );
    const own = file.told.filter(({ child }) => family.some(({ id }) => id === child)) as unknown as ToldCase[];
    expect(own).toHaveLength(2);
    const names = await rows<{ id: string; name: string }>('SELECT id, first_name AS name FROM child_request');
    const requestOf = new Map(
      own.map(({ number, child }) => [number, family.find(({ id }) => id === child)!.requestId]),
    );
    const letters = await rows<{ body: string }>(
      `SELECT body FROM message WHERE kind = 'session-waiting' AND recipient = :email`,
      { email: twins.email },
    );
    for (const { explanation, reason } of own) {
      const answer = { sessionId, bodyName: '', day, points: 0, reason, explanation: explanation!, requestOf };
      const model = test.app
        .get(AnswerPresenter)
        .model(words, answer, (requestId) => names.find(({ id }) => id === requestId)!.name) as {
        claim: string | null;
        reason: string;
        misses: { text: string; because: string[] }[];
      };
      for (const said of [
        model.reason,
        model.claim,
        ...model.misses.flatMap(({ text, because }) => [text, ...because]),
      ])
        if (said) expect(onPage).toContain(said);
      expect(letters.some(({ body }) => body.includes(`Raison : ${model.reason}.`))).toBe(true);
      expect(inMinutes).toContain(model.reason);
      const claims = test.app.get(ClaimsPresenter);
      if (explanation!.claim)
        expect(inMinutes).toContain(
          claimLine(words, claims.named(words, explanation!.claim, explanation!.claim.others)),
        );
    }
    // Another word anywhere, and the file no longer holds.
    const [first] = file.told.filter(({ explanation }) => explanation?.claim);
    expect(
      verify({
        ...file,
        told: file.told.map((one) =>
          one === first ? { ...one, explanation: { ...one.explanation!, claim: null } } : one,
        ),
      }).wrong,
    ).toHaveLength(1);
  }

  async function minutes(sessionId: string): Promise<string> {
    const coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
    return textOf((await coordinator.get(`/commissions/${sessionId}/compte-rendu`)).html);
  }

  it('a family’s claim once, as the places that both children could have had, in the minutes and on the family’s page', async () => {
    const {
      sessionId,
      twins,
      numbers: [one, two],
    } = await closed(2, 'wait');
    const text = await minutes(sessionId);
    expect(text).toContain(`N° ${one} et ${two} : ${NURSERY} (n° ${one}) et ${NURSERY} (n° ${two})`);
    expect(text.match(/N° \d/g)).toHaveLength(1);
    const told = await familyPage(twins);
    await assertToldAsVerified(sessionId, twins, text, told);
    expect(times(told, 'pouvait vous revenir')).toBe(1);
    expect(told).toMatch(
      new RegExp(`pouvait vous revenir : ${NURSERY} \\(Enfant\\d+\\) et ${NURSERY} \\(Enfant\\d+a\\)`),
    );
  });

  it('what a child of the family obtained is no claim, and no reason is given for missing it', async () => {
    const {
      sessionId,
      twins,
      numbers: [one, two],
    } = await closed(2, 'admit');
    expect(await minutes(sessionId)).toContain(`N° ${one} et ${two} : ${NURSERY} (n° ${two}) `);
    const told = await familyPage(twins);
    expect(times(told, 'pouvait vous revenir')).toBe(1);
    const [row] = await rows<{ explanation: string }>('SELECT explanation FROM candidacy WHERE request_id = :id', {
      id: twins.requestId,
    });
    expect(JSON.parse(row!.explanation)).toMatchObject({ misses: [], claim: null });
  });

  it('no reason that a fact contradicts: the page lists what is true first, and the refusal names the fact', async () => {
    day = addDays(day, 7);
    await test.app.get(UnitOfWork).run((tx) => tx.write('UPDATE seat_ledger SET held = 0 WHERE held <> 0'));
    await givePlaces(test.app, BABIES, 1);
    const first = await anOrientedRequest(test.app, { child: { ...child(), adaptationNeed: true } });
    const second = await anOrientedRequest(test.app, { child: child() });
    const { id: sessionId } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    for (const { requestId } of [first, second]) await listFor(test.app, requestId, sessionId);
    await openSession(test.app, sessionId);
    const coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
    const [one, two] = await Promise.all([first, second].map(({ requestId }) => idOf(requestId)));
    const versionOf = async (id: string): Promise<number> =>
      (await rows<{ version: number }>('SELECT version FROM candidacy WHERE id = :id', { id }))[0]!.version;
    const url = `/commissions/${sessionId}/seance/${one}`;
    const page = (await coordinator.get(url)).html;
    const waiting = [...page.slice(page.indexOf('id="waitReason"')).matchAll(/<option value="(\w+)"[^>]*>([^<]+)/g)];
    expect([waiting[0]![1], waiting.find(([, code]) => code === 'no_place')![2]]).toEqual([
      'other_child_first',
      expect.stringContaining('contredit par un fait'),
    ]);
    for (const [fields, fact] of [
      [{ decision: 'wait', waitReason: 'half_days_full' }, `une place est proposée à cet enfant (${NURSERY})`],
      [
        { decision: 'refuse', refuseReason: 'outside_area' },
        'la famille habite Montceau-les-Mines, une commune du territoire',
      ],
      [
        { decision: 'refuse', refuseReason: 'age_not_received' },
        'Multi-accueil de Montceau-les-Mines accueille un enfant de cet âge',
      ],
      [
        { decision: 'refuse', refuseReason: 'need_not_compatible' },
        'Multi-accueil de Montceau-les-Mines est ouvert à toutes les heures demandées',
      ],
    ] as const) {
      const refused = await coordinator.post(url, { version: await versionOf(one!), ...fields });
      expect([refused.status, textOf(refused.html)]).toEqual([422, expect.stringContaining(fact)]);
      expect(refused.html).toMatch(new RegExp(`value="${Object.values(fields)[1]}" selected`));
    }
    await test.app.get(SessionDecisions).keepAll(SYSTEM, sessionId);
    expect(await rows('SELECT reason FROM candidacy WHERE id = :two', { two: two! })).toEqual([{ reason: 'no_place' }]);
    await test.app
      .get(SessionDecisions)
      .decideCase(SYSTEM, one!, { kind: 'wait', sectionId: null, reason: 'other_child_first', deferredToId: null });
    await expect(test.app.get(Closing).closeSession(SYSTEM, sessionId)).rejects.toMatchObject({
      refusal: { code: 'session.reasonsContradicted', facts: { count: 1, numbers: '2' } },
    });
    await test.app.get(SessionDecisions).takeBack(SYSTEM, two!);
    await test.app.get(SessionDecisions).decideCase(SYSTEM, two!, 'keep');
    await test.app.get(Closing).closeSession(SYSTEM, sessionId);
    expect(await rows('SELECT state FROM candidacy WHERE id = :two', { two: two! })).toEqual([{ state: 'admitted' }]);
  });

  it('rows kept before are told for a child alone, and no more for several', async () => {
    const { sessionId, twins } = await closed(3, 'wait');
    const before = JSON.stringify({
      misses: [],
      wouldHaveTaken: [],
      claims: [
        { at: 'ma-71306', section: 'babies' },
        { at: 'cf-71306', section: 'mixed' },
      ],
    });
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.write('UPDATE candidacy SET explanation = :before WHERE session_id = :sessionId', { before, sessionId }),
      );
    const runner = test.app.get<DataSource>(getDataSourceToken('writer')).createQueryRunner();
    await new ClaimsOfFamilies1795706000000().up(runner);
    if (kind === 'postgres') await runner.release();
    const after = await rows<{ dossier_id: string; agenda_number: number; explanation: string }>(
      'SELECT dossier_id, agenda_number, explanation FROM candidacy WHERE session_id = :sessionId',
      { sessionId },
    );
    for (const { dossier_id, agenda_number: number, explanation } of after) {
      const claim =
        dossier_id === twins.dossierId
          ? null
          : {
              numbers: [number],
              gains: [{ number, at: 'ma-71306', section: 'babies', slots: null }],
              leaves: [],
              others: 1,
            };
      expect(JSON.parse(explanation)).toEqual({ misses: [], wouldHaveTaken: [], claim });
    }
  });
});
