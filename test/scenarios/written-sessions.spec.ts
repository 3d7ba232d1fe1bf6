import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Freezing, Opening, PlacesDeclarations, Preparation } from '../../src/commissions/commission/index.js';
import { Candidacy } from '../../src/commissions/commission/persistence/commission.entities.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { FIRST_LANGUAGE } from '../../src/foundation/kernel/language.js';
import { addDays, addMinutes, type Day } from '../../src/foundation/kernel/time.js';
import { SeatLedger } from '../../src/places/placement/persistence/placement.entities.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Catalogue } from '../../src/foundation/platform/i18n/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { readAudit } from '../../src/commissions/verify-session/file.js';
import { verify } from '../../src/commissions/verify-session/verify.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  DESK,
  emptySeats,
  givePlaces,
  keepAllAndClose,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { candidaciesOf, outboxOf, runDueJobs } from '../support/kept.js';
import { familyOf, signedIn } from '../support/people.js';
import type { Happening, Reading, WrittenSession } from '../support/sessions/played-session.js';
import { mustRead, readingOf } from '../support/sessions/readings.js';

/** The establishments of the written sessions, and the section in which their children are. */
const HOUSES: Record<string, string> = { A: 'ma-71306', B: 'cf-71306' };
const SECTIONS: Record<string, string> = { A: 'ma-71306:babies', B: 'cf-71306:mixed' };
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
/** More than any session gives: what is not free is held by somebody else. */
const PLACES = 9;
const HOURS = { start: '08:00', end: '18:00' };

const written = (name: string): WrittenSession =>
  JSON.parse(readFileSync(new URL(`../truth/sessions/${name}.json`, import.meta.url), 'utf8')) as WrittenSession;

describe.each(DATABASES)('a session written by hand, held through the screens (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  let day: Day;
  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    for (const section of ['ma-71306:toddlers', 'ma-71306:older']) await givePlaces(test.app, section, 0);
    for (const section of Object.values(SECTIONS)) await givePlaces(test.app, section, PLACES);
    coordinator = await signedIn(test.app, 'coordinator');
    await seatsAreCounted();
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await emptySeats(test.app);
    day = await aFreeThursday(test.app);
  });
  afterAll(() => test.close());

  /** Seats are counted day by day once a session has given some: from then on the tests can hold them. */
  const seatsAreCounted = async (): Promise<void> => {
    const on = await aFreeThursday(test.app);
    const { id } = await planSession(test.app, { day: on, time: '09:00', entryFrom: addDays(on, 45) });
    for (const at of Object.values(HOUSES)) {
      const { requestId } = await anOrientedRequest(test.app, {
        wishes: [at],
        child: { birthDate: addDays(on, -200) },
      });
      await listFor(test.app, requestId, id);
    }
    await openSession(test.app, id);
    await keepAllAndClose(test.app, id);
  };
  const fiveMinutesLater = (): void => clockOf(test.app).travelTo(addMinutes(clockOf(test.app).now(), 5));
  const free = async (places: WrittenSession['places']): Promise<void> => {
    for (const [at, sectionId] of Object.entries(SECTIONS))
      for (const [index, weekday] of WEEKDAYS.entries())
        await test.app
          .get(UnitOfWork)
          .run((tx) =>
            tx.update(SeatLedger, { sectionId, weekday: index + 1 }, { held: PLACES - (places[at]?.[weekday] ?? 0) }),
          );
  };

  /** The families of a written session. @returns the request of each case */
  async function requestsOf({
    cases,
  }: WrittenSession): Promise<Map<string, { requestId: string; dossierId: string; email: string }>> {
    const children = Object.entries(cases).map(([number, { week, wishes, family = number }]) => ({
      number,
      family,
      wishes: wishes.map((at) => HOUSES[at]!),
      child: {
        birthDate: addDays(day, -200),
        multipleBirth: false,
        need: {
          ...aChild().need,
          wantedFrom: addDays(day, 30),
          week: Object.fromEntries(week.map((one) => [one, HOURS])),
        },
      },
    }));
    const requests = new Map<string, { requestId: string; dossierId: string; email: string }>();
    for (const family of new Set(children.map((one) => one.family))) {
      const [first, ...others] = children.filter((one) => one.family === family);
      const { requestId, siblingIds, dossierId, email } = await anOrientedRequest(test.app, {
        wishes: first!.wishes,
        child: first!.child,
        siblings: others.map(({ child }) => child),
      });
      requests.set(first!.number, { requestId, dossierId, email });
      for (const [index, { number }] of others.entries())
        requests.set(number, { requestId: siblingIds[index]!, dossierId, email });
    }
    return requests;
  }

  const caseOf = async (requestId: string): Promise<Candidacy> => (await candidaciesOf(test.app, requestId))[0]!;
  const screenOf = (id: string) => coordinator.opens(`/commissions/${id}/seance`);

  async function take(id: string, happening: Happening, requestOf: (number: string) => string): Promise<void> {
    if ('places' in happening) {
      await free(happening.places);
      await coordinator.presses((await screenOf(id)).form(`/commissions/${id}/seance/actualiser`));
    } else if ('withdraws' in happening) {
      await test.app
        .get(UnitOfWork)
        .run((tx) =>
          test.app
            .get(RequestMoves)
            .move(tx, DESK, requestOf(happening.withdraws), 'withdraw', { reason: 'moved_away' }),
        );
      await runDueJobs(test.app);
    } else if ('keep' in happening) {
      const screen = await screenOf(id);
      const [button] = /Suivre la proposition pour (?:le dernier restant|les \d+)/.exec(screen.text)!;
      await coordinator.presses(screen.button(button));
    } else if ('takeBack' in happening) {
      const { id: candidacyId } = await caseOf(requestOf(happening.takeBack));
      await coordinator.presses((await screenOf(id)).form(`/commissions/${id}/seance/${candidacyId}/reprendre`));
    } else {
      const { id: candidacyId } = await caseOf(requestOf('admit' in happening ? happening.admit : happening.wait));
      const url = `/commissions/${id}/seance/${candidacyId}`;
      const page = await coordinator.opens(url);
      const sections = [...page.form(url).choices('section')!];
      const fields: Record<string, string> =
        'admit' in happening
          ? {
              decision: 'admit',
              section: sections.find(([, value]) => value.includes(SECTIONS[happening.at]!))![1],
              admitReason: 'child_protection',
            }
          : { decision: 'wait', waitReason: happening.reason };
      const asked = await coordinator.presses(page.form(url), fields);
      // What this changes for others is shown, and confirmed.
      if (asked.status === 422) expect((await coordinator.presses(asked.form(url))).status).toBe(200);
    }
    fiveMinutesLater();
  }

  /** Opens a session whose cases have the points that are written. */
  async function opened(session: WrittenSession, requestOf: (number: string) => string): Promise<string> {
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    for (const number of Object.keys(session.cases)) await listFor(test.app, requestOf(number), id);
    await test.app.get(UnitOfWork).run(async (tx) => {
      await test.app.get(PlacesDeclarations).declareAll(tx, SYSTEM, id);
      await test.app.get(Freezing).freezeList(tx, SYSTEM, id);
      for (const [number, { points }] of Object.entries(session.cases))
        await tx.update(Candidacy, { sessionId: id, requestId: requestOf(number) }, { points, lines: [] });
      await test.app.get(Preparation).prepareSession(tx, SYSTEM, id);
      await test.app.get(Opening).openSession(tx, SYSTEM, id, undefined, clockOf(test.app).today());
    });
    fiveMinutesLater();
    return id;
  }

  /** The sentences that a family must read of a case that was not admitted, and those that would be false. */
  function sentencesOf({ reason, misses = {}, claim }: Reading): { said: string[]; never: string[] } {
    const { t } = test.app.get(Catalogue).translator(FIRST_LANGUAGE);
    const all = ['no_even_share', 'other_child_first', 'siblings_apart', 'no_place', 'half_days_full'];
    const lacked = Object.values(misses).flatMap(({ missing }) =>
      missing ? [`Il vous manquait ${missing} points.`] : [],
    );
    const rules = Object.values(misses).flatMap(({ rules: named = [] }) => named.map((rule) => t(`told.rule.${rule}`)));
    return {
      said: [
        t(`reason.${reason}`),
        ...lacked,
        ...rules,
        ...(claim === 'members' ? ['La commission en a décidé autrement.'] : []),
      ],
      never: [
        ...all.filter((code) => code !== reason).map((code) => t('told.reason', { reason: t(`reason.${code}`) })),
        ...(lacked.length === 0 ? ['vous manquait'] : []),
      ],
    };
  }

  it.each([
    '01-override',
    '02-override-passes-two',
    '04-override-pushes-to-second-wish',
    '05-made-to-wait',
    '06-override-taken-back',
    '07-override-then-room',
    '12-week-not-shortened',
    '13-lapse-reopens-a-wait',
    '14-lapse-then-taken-back',
    '16-places-taken-away',
    '20-withdrawal-frees',
    '26-twins-lifted',
  ])('%s: each family reads what happened, and the audit file holds', async (name) => {
    const session = written(name);
    await free(session.places);
    const requests = await requestsOf(session);
    const requestOf = (number: string): string => requests.get(number)!.requestId;
    const id = await opened(session, requestOf);
    for (const happening of session.happens) await take(id, happening, requestOf);
    const closing = `/commissions/${id}/seance/clore`;
    await coordinator.presses((await coordinator.opens(closing)).form(closing), { nobodyPresent: 'yes' });

    const file = readAudit((await coordinator.get(`/commissions/${id}/controle.json`)).bytes.toString());
    expect(verify(file).wrong).toEqual([]);
    for (const [number, reading] of Object.entries(session.reads)) {
      const { id: child } = await caseOf(requestOf(number));
      const named = (at: string): string => HOUSES[at] ?? at;
      const expected = mustRead({
        ...reading,
        at: reading.at && named(reading.at),
        misses: Object.fromEntries(Object.entries(reading.misses ?? {}).map(([at, miss]) => [named(at), miss])),
      });
      expect([
        number,
        readingOf(
          file.told.find((one) => one.child === child)!,
          expected,
        ),
      ]).toEqual([number, expected]);
      if (
        reading.at !== null ||
        Object.values(session.cases).some(
          ({ family }) => family !== undefined && session.cases[number]!.family === family,
        )
      )
        continue;
      const family = requests.get(number)!;
      const page = (await (await familyOf(test.app, family, addDays(day, -200))).opens('/mon-dossier')).text;
      const mail = (await outboxOf(test.app, { recipient: family.email })).map(({ body }) => body).join('\n');
      const { said, never } = sentencesOf(reading);
      for (const text of [page, mail]) {
        for (const sentence of said) expect(text).toContain(sentence);
        for (const sentence of never) expect(text).not.toContain(sentence);
      }
    }
  });
});
