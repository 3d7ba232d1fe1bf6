import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import type { CaseExplanation } from '../../src/commissions/commission/domain/case-explanation.js';
import type { ToldCase } from '../../src/commissions/commission/domain/told-cases.js';
import { claimLine, ClaimsPresenter, Closing, SessionDecisions } from '../../src/commissions/commission/index.js';
import { Candidacy } from '../../src/commissions/commission/persistence/commission.entities.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { AnswerPresenter } from '../../src/family/family/web/answer.presenter.js';
import { FIRST_LANGUAGE } from '../../src/foundation/kernel/language.js';
import { addDays, type Day } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { ClaimsOfFamilies1795706000000 } from '../../src/foundation/platform/database/migrations/1795706000000-claims-of-families.js';
import { Catalogue } from '../../src/foundation/platform/i18n/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { readAudit } from '../../src/commissions/verify-session/file.js';
import { verify } from '../../src/commissions/verify-session/verify.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import {
  anOrientedRequest,
  aFreeThursday,
  clockOf,
  emptySeats,
  givePlaces,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { candidaciesOf, casesOf, outboxOf } from '../support/kept.js';
import { expectRefusal } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';

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
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await emptySeats(test.app);
    day = await aFreeThursday(test.app);
  });
  afterAll(() => test.close());

  const caseOf = async (requestId: string): Promise<Candidacy> => (await candidaciesOf(test.app, requestId))[0]!;
  const child = () => ({
    birthDate: addDays(day, -200),
    need: { ...aChild().need, wantedFrom: addDays(day, 30), week: { mon: HOURS } },
  });

  /** Twins first in rank, one other child, and as many places as the test says; members decide, the session closes. */
  async function closed(
    places: number,
    first: 'admit' | 'wait',
  ): Promise<{ sessionId: string; twins: Awaited<ReturnType<typeof anOrientedRequest>>; numbers: number[] }> {
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
    await test.app.get(SessionDecisions).decideCase(SYSTEM, (await caseOf(two)).id, wait);
    await test.app
      .get(SessionDecisions)
      .decideCase(
        SYSTEM,
        (await caseOf(one)).id,
        first === 'wait' ? wait : { kind: 'admit', sectionId: BABIES, reason: null, deferredToId: null },
      );
    await test.app.get(SessionDecisions).keepAll(SYSTEM, sessionId);
    await test.app.get(Closing).closeSession(SYSTEM, sessionId, undefined, true);
    const numbers = await Promise.all([one, two].map(async (requestId) => (await caseOf(requestId)).agendaNumber));
    return { sessionId, twins, numbers };
  }

  const familyPage = async (family: { dossierId: string }): Promise<string> =>
    (await (await familyOf(test.app, family, addDays(day, -200))).opens('/mon-dossier')).text;

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
    const coordinator = await signedIn(test.app, 'coordinator');
    const file = readAudit((await coordinator.get(`/commissions/${sessionId}/controle.json`)).bytes.toString());
    const { checked, wrong } = verify(file);
    expect([wrong, checked > 10]).toEqual([[], true]);
    const words = test.app.get(Catalogue).translator(FIRST_LANGUAGE);
    const family = (await casesOf(test.app, sessionId)).filter(({ dossierId }) => dossierId === twins.dossierId);
    const own = file.told.filter(({ child }) => family.some(({ id }) => id === child)) as unknown as ToldCase[];
    expect(own).toHaveLength(2);
    const names = await test.app.get(Reader).find(ChildRequest);
    const requestOf = new Map(
      own.map(({ number, child }) => [number, family.find(({ id }) => id === child)!.requestId]),
    );
    const letters = await outboxOf(test.app, { kind: 'session-waiting', recipient: twins.email });
    for (const { explanation, reason } of own) {
      const answer = {
        sessionId,
        bodyName: '',
        day,
        points: 0,
        lines: [],
        reason,
        explanation: explanation!,
        requestOf,
      };
      const model = test.app
        .get(AnswerPresenter)
        .model(words, answer, (requestId) => names.find(({ id }) => id === requestId)!.firstName!) as {
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
      // The message says as much as the page.
      const told = [model.reason, model.claim, ...model.misses.flatMap(({ text, because }) => [text, ...because])];
      expect(letters.some(({ body }) => told.every((said) => !said || body.includes(said)))).toBe(true);
      expect(inMinutes).toContain(words.t(`reason.${reason}`));
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

  const minutes = async (sessionId: string): Promise<string> =>
    (await (await signedIn(test.app, 'coordinator')).opens(`/commissions/${sessionId}/compte-rendu`)).text;

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
    expect(times(told, 'n’a pas été suivi jusqu’au bout :')).toBe(1);
    expect(told).toMatch(
      new RegExp(`n’a pas été suivi jusqu’au bout : ${NURSERY} \\(Enfant\\d+\\) et ${NURSERY} \\(Enfant\\d+a\\)`),
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
    expect(times(told, 'n’a pas été suivi jusqu’au bout :')).toBe(1);
    expect((await caseOf(twins.requestId)).explanation).toMatchObject({ misses: [], claim: null });
  });

  it('no reason that a fact contradicts: the page lists what is true first, and the refusal names the fact', async () => {
    await givePlaces(test.app, BABIES, 1);
    const first = await anOrientedRequest(test.app, { child: { ...child(), adaptationNeed: true } });
    const second = await anOrientedRequest(test.app, { child: child() });
    const { id: sessionId } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    for (const { requestId } of [first, second]) await listFor(test.app, requestId, sessionId);
    await openSession(test.app, sessionId);
    const coordinator = await signedIn(test.app, 'coordinator');
    const [one, two] = await Promise.all([first, second].map(({ requestId }) => caseOf(requestId)));
    const url = `/commissions/${sessionId}/seance/${one!.id}`;
    const page = await coordinator.opens(url);
    const reasons = [...page.form(url).choices('waitReason')!].filter(([, code]) => code !== '');
    expect(reasons[0]![1]).toBe('other_child_first');
    expect(reasons.find(([, code]) => code === 'no_place')![0]).toContain(
      'impossible : une place est proposée à cet enfant',
    );
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
      const refused = await coordinator.presses((await coordinator.opens(url)).form(url), fields);
      expectRefusal(refused, fact);
      const [name, reason] = Object.entries(fields)[1]!;
      expect(refused.form(url).value(name)).toBe(reason);
    }
    await test.app.get(SessionDecisions).keepAll(SYSTEM, sessionId);
    expect((await caseOf(second.requestId)).reason).toBe('no_place');
    await test.app
      .get(SessionDecisions)
      .decideCase(SYSTEM, one!.id, { kind: 'wait', sectionId: null, reason: 'other_child_first', deferredToId: null });
    await expect(test.app.get(Closing).closeSession(SYSTEM, sessionId, undefined, true)).rejects.toMatchObject({
      refusal: { code: 'session.reasonsContradicted', facts: { count: 1, numbers: '2' } },
    });
    await test.app.get(SessionDecisions).takeBack(SYSTEM, two!.id);
    await test.app.get(SessionDecisions).decideCase(SYSTEM, two!.id, 'keep');
    await test.app.get(Closing).closeSession(SYSTEM, sessionId, undefined, true);
    expect((await caseOf(second.requestId)).state).toBe('admitted');
  });

  it('rows kept before are told for a child alone, and no more for several', async () => {
    const { sessionId, twins } = await closed(3, 'wait');
    const before = {
      misses: [],
      wouldHaveTaken: [],
      claims: [
        { at: 'ma-71306', section: 'babies' },
        { at: 'cf-71306', section: 'mixed' },
      ],
    };
    await test.app
      .get(UnitOfWork)
      .run((tx) => tx.update(Candidacy, { sessionId }, { explanation: before as unknown as CaseExplanation }));
    const runner = test.app.get<DataSource>(getDataSourceToken('writer')).createQueryRunner();
    await new ClaimsOfFamilies1795706000000().up(runner);
    if (kind === 'postgres') await runner.release();
    for (const { dossierId, agendaNumber: number, explanation } of await casesOf(test.app, sessionId)) {
      const claim =
        dossierId === twins.dossierId
          ? null
          : {
              numbers: [number],
              gains: [{ number, at: 'ma-71306', section: 'babies', slots: null }],
              leaves: [],
              others: 1,
            };
      expect(explanation).toEqual({ misses: [], wouldHaveTaken: [], claim });
    }
  });
});
