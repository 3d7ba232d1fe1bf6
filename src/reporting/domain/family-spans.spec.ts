import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addDays, dayOf, instantAt, type Day } from '../../kernel/time.js';
import { difference, receivedSteps, spansOf, stepsOf, type Step } from './family-spans.js';
import { statusOf } from './family-status.js';
import { standingsOf, type HistoryLine, type Standing } from './request-timeline.js';

const FIRST = '2026-11-01';
const STATES = ['submitted', 'waiting_list', 'placed', 'partly_placed', 'refused', 'withdrawn', 'lapsed', 'ended'];
const COMMUNES = ['71306', '71040', null];

/**
 * One to three requests of one dossier. Each moves at random hours within 120 days, and may be joined or wanted later.
 */
const families = fc
  .array(
    fc.array(
      fc.record({
        hour: fc.integer({ min: 0, max: 120 * 24 - 1 }),
        to: fc.constantFrom(...STATES),
        action: fc.constantFrom('move', 'move', 'move', 'join'),
        commune: fc.constantFrom(...COMMUNES),
        wanted: fc.option(fc.integer({ min: -60, max: 200 })),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((requests) =>
    requests.flatMap((moves, index) => {
      const lines = moves
        .sort((a, b) => a.hour - b.hour)
        .map(({ hour, to, action, commune, wanted }): HistoryLine => ({
          requestId: `r${index}`,
          dossierId: 'd',
          at: new Date(Date.parse(instantAt(FIRST)) + hour * 3_600_000).toISOString(),
          action,
          to,
          communeCode: commune,
          wantedFrom: wanted === null ? null : addDays(FIRST, wanted),
        }));
      return standingsOf(lines);
    }),
  );

/** The definition in its plainest form: the state of things at the end of the day. */
function statusOnDay(standings: readonly Standing[], day: Day): string | null {
  const end = instantAt(addDays(day, 1));
  const at = standings.filter((one) => one.from < end && (one.to === null || one.to >= end) && !one.joined);
  if (at.length === 0) return null;
  const { communeCode } = at.reduce((last, one) => (one.from > last.from ? one : last));
  return `${statusOf(at, day, 8)} ${communeCode ?? ''}`;
}

const sumOn = (steps: readonly Step[], day: Day): string[] => {
  const figures = new Map<string, number>();
  for (const step of steps.filter((one) => one.day <= day && one.figure !== 'received')) {
    const key = `${step.figure} ${step.communeCode}`;
    figures.set(key, (figures.get(key) ?? 0) + step.change);
  }
  return [...figures].filter(([, count]) => count !== 0).flatMap(([key, count]) => Array<string>(count).fill(key));
};

describe('spansOf', () => {
  it('sums up, on every day, to the definition', () => {
    fc.assert(
      fc.property(families, (standings) => {
        const steps = stepsOf(spansOf(standings, 8));
        for (let day = addDays(FIRST, -2); day <= addDays(FIRST, 330); day = addDays(day, 1)) {
          const expected = statusOnDay(standings, day);
          expect(sumOn(steps, day)).toEqual(expected === null ? [] : [expected]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('sees the day from which the wanted date is near', () => {
    const standings = standingsOf([
      {
        requestId: 'r',
        dossierId: 'd',
        at: '2026-11-24T09:00:00.000Z',
        action: 'submit',
        to: 'submitted',
        communeCode: null,
        wantedFrom: '2027-03-01',
      },
    ]);
    expect(spansOf(standings, 8).map(({ status, from, to }) => [status, from, to])).toEqual([
      ['pending', '2026-11-24', '2027-01-05'],
      ['without', '2027-01-05', null],
    ]);
  });
});

describe('receivedSteps', () => {
  const line = (at: string, action: string, dossierId = 'd'): HistoryLine => ({
    requestId: 'r',
    dossierId,
    at,
    action,
    to: action === 'join' ? 'withdrawn' : 'submitted',
    communeCode: null,
    wantedFrom: null,
  });
  const received = (...lines: HistoryLine[]): Day[] => receivedSteps(standingsOf(lines)).map(({ day }) => day);
  it.each<[string, HistoryLine[], Day[]]>([
    ['counts on the day it came', [line('2026-11-03T23:30:00.000Z', 'submit')], ['2026-11-04']],
    [
      'not when joined in its month',
      [line('2026-11-03T09:00:00.000Z', 'submit'), line('2026-11-30T09:00:00.000Z', 'join')],
      [],
    ],
    [
      'still, when joined in a later month',
      [line('2026-11-03T09:00:00.000Z', 'submit'), line('2026-12-01T09:00:00.000Z', 'join')],
      ['2026-11-03'],
    ],
  ])('%s', (_, lines, expected) => expect(received(...lines)).toEqual(expected));
});

describe('difference', () => {
  it('takes out what was and puts in what is, leaving alone what stays', () => {
    const standings = standingsOf([
      {
        requestId: 'r',
        dossierId: 'd',
        at: '2026-11-24T09:00:00.000Z',
        action: 'submit',
        to: 'placed',
        communeCode: null,
        wantedFrom: null,
      },
    ]);
    const steps = stepsOf(spansOf(standings, 8));
    expect(difference(steps, steps)).toEqual([]);
    expect(difference([], steps)).toEqual(steps);
    expect(difference(steps, [])).toEqual(steps.map((step) => ({ ...step, change: -step.change })));
    expect(dayOf(standings[0]!.from)).toBe(steps[0]!.day);
  });
});
