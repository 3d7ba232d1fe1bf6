import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Bodies } from '../../src/commissions/commission/index.js';
import { BodyMember, CommissionSession } from '../../src/commissions/commission/persistence/commission.entities.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { dayOf } from '../../src/foundation/kernel/time.js';
import { DATABASES } from '../support/app.js';
import { lost } from '../support/ledger.js';
import { RULES, SETTLED } from '../support/sequences/rules.js';
import { YEAR } from '../support/year/plan.js';
import { YearWorld } from '../support/year/world.js';

/** `YEAR_REQUESTS=600` for the whole of it. */
const REQUESTS = Number(process.env['YEAR_REQUESTS'] ?? 60);

describe.each(DATABASES)(`a year of three commissions and ${REQUESTS} requests (%s)`, (kind) => {
  let world: YearWorld;
  const rows = <T>(sql: string): Promise<T[]> => world.reader.sql<T>(sql);
  const brokenRules = async (rules: typeof RULES): Promise<string[]> => {
    const now = world.app.get(Clock).now();
    return (
      await Promise.all(
        Object.entries(rules).map(async ([name, rule]) =>
          (await rule(world.reader, world.app.get(Bodies), now)).map((sentence) => `${name}: ${sentence}`),
        ),
      )
    ).flat();
  };

  beforeAll(async () => {
    world = await YearWorld.open(kind, REQUESTS);
    await world.live(async () => expect(await lost(world.reader)).toEqual([]));
  }, 1_800_000);
  afterAll(() => world.close());

  it('twelve sessions were planned around holidays and shared members, two moved, one cancelled: eleven sat', async () => {
    const expected = YEAR.filter(({ refused }) => refused);
    expect(world.diary.refusals).toHaveLength(expected.length);
    for (const [index, { refused }] of expected.entries()) expect(world.diary.refusals[index]).toContain(refused);
    const sessions = await world.reader.find(CommissionSession, { order: { startsAt: 'ASC' } });
    expect(sessions.map(({ state }) => state).sort()).toEqual(['cancelled', ...Array<string>(11).fill('closed')]);
    expect(world.diary.done.closed).toBe(11);
    const dayOfPlanned = (planned: (typeof YEAR)[number]) =>
      dayOf(sessions.find(({ id }) => id === world.diary.sessions.get(planned))!.startsAt);
    expect(YEAR.filter(({ movedOn }) => movedOn).map(dayOfPlanned)).toEqual(['2027-06-08', '2027-09-21']);
    const keys = (await world.reader.find(BodyMember)).map(({ personKey }) => personKey);
    expect(keys.filter((key) => key === 'pmi')).toHaveLength(3);
  });

  it('offers were accepted, declined, left to lapse and offered again; children did not come, or left', async () => {
    for (const [what, count] of Object.entries(world.diary.done)) expect([what, count > 0]).toEqual([what, true]);
    const [counts] = await rows<Record<string, number>>(
      `SELECT SUM(CASE WHEN state = 'accepted' THEN 1 ELSE 0 END) AS accepted,
        SUM(CASE WHEN state = 'declined' THEN 1 ELSE 0 END) AS declined,
              SUM(CASE WHEN state = 'expired' THEN 1 ELSE 0 END) AS expired FROM offer`,
    );
    expect([Number(counts!['accepted']), Number(counts!['declined'])]).toEqual([
      world.diary.done.accepted,
      world.diary.done.declined,
    ]);
    expect(Number(counts!['expired'])).toBeGreaterThan(0);
    expect((await rows(`SELECT id FROM candidacy WHERE reoffered_from_id IS NOT NULL`)).length).toBeGreaterThan(0);
  });

  it('no seat is held twice in any half-day of any week, and nothing else is out of step', async () => {
    expect(await brokenRules(RULES)).toEqual([]);
    expect(await brokenRules(SETTLED)).toEqual([]);
  });

  it('every family has a dated next act with an owner, or an end', async () => {
    const requests = await rows<{ state: string; due: string | null; owner: string | null }>(
      'SELECT state, next_act_due AS due, next_act_owner AS owner FROM child_request',
    );
    expect(requests).toHaveLength(REQUESTS);
    const ended = ['placed', 'solved_elsewhere', 'refused', 'withdrawn', 'lapsed', 'ended'];
    expect(requests.filter(({ state, due, owner }) => !ended.includes(state) && !(due && owner))).toEqual([]);
  });

  it('every message that should exist has one row', async () => {
    const sent = await rows<{
      kind: string;
      about: string | null;
      recipient: string;
      dossier_id: string | null;
      n: number;
    }>(
      `SELECT kind, CASE WHEN dossier_id IS NULL THEN about END AS about,
        CASE WHEN dossier_id IS NULL THEN recipient END AS recipient, dossier_id, COUNT(*) AS n FROM message
       WHERE kind IN ('session-call', 'session-called-off', 'session-confirm') GROUP BY kind, 2, 3, dossier_id`,
    );
    const counted = new Map(
      sent.map(({ kind: what, about, recipient, dossier_id: dossierId, n }) => [
        `${what} ${about ?? ''} ${dossierId ?? recipient}`,
        Number(n),
      ]),
    );
    expect([...counted].sort()).toEqual([...world.diary.expected].sort());
    expect(counted.size).toBeGreaterThan(100);
    // The rest is counted against what it tells (offers, reminders, lapses, decisions).
    expect(await RULES['messages']!(world.reader, world.app.get(Bodies), world.app.get(Clock).now())).toEqual([]);
  });
});
