import { describe, expect, it } from '../../../../test/support/runner.js';
import { dateCorrections, dateWithout, doubtFirstAsked, firstAskedAt, type DatedRequest } from './first-asked.js';

const REQUEST: DatedRequest = {
  submittedAt: '2026-11-25T08:30:00.000Z',
  knownSince: '2026-11-25T08:30:00.000Z',
  birthDate: '2026-03-12',
  dueDate: null,
};

describe('the day on which a request was first made', () => {
  it.each([
    ['an older one', '2026-01-31', {}, null],
    ['the day on which it came', '2026-11-25', { submittedAt: '2026-02-01T11:00:00.000Z' }, null],
    ['the one that it has', '2026-11-25', {}, 'request.sameDate'],
    ['one that is later than it came', '2026-11-26', {}, 'request.dateAfterArrival'],
    ['ten months before the birth', '2025-05-12', {}, null],
    ['before the pregnancy', '2025-05-11', {}, 'request.dateBeforeChild'],
    [
      'before the pregnancy of a child who is expected',
      '2025-05-11',
      { birthDate: null, dueDate: '2026-03-12' },
      'request.dateBeforeChild',
    ],
    ['any, of a child without a date', '2019-01-01', { birthDate: null }, null],
  ])('may be, or not: %s', (_, day, facts, code) =>
    expect(doubtFirstAsked(day, { ...REQUEST, ...facts })?.code ?? null).toBe(code),
  );

  it('is kept at noon, and never after the request came', () => {
    expect(firstAskedAt('2026-02-01', REQUEST.knownSince)).toBe('2026-02-01T11:00:00.000Z');
    expect(firstAskedAt('2026-11-25', REQUEST.knownSince)).toBe(REQUEST.knownSince);
  });

  it('is read from the history, in the order in which it was said', () => {
    const row = (id: string, action: string, firstAsked?: string) => ({
      id,
      at: `2026-12-0${id}T08:00:00.000Z`,
      action,
      facts: firstAsked === undefined ? null : { firstAsked },
    });
    expect(dateCorrections([row('1', 'submit'), row('2', 'correctDate', 'a'), row('3', 'correctDate', 'b')])).toEqual([
      { id: '2', firstAsked: 'a', recorded: '2026-12-02T08:00:00.000Z' },
      { id: '3', firstAsked: 'b', recorded: '2026-12-03T08:00:00.000Z' },
    ]);
  });
});

describe('the date of a request from which another is taken out', () => {
  const [MAY, JUNE, JULY] = ['2026-05-01', '2026-06-01', '2026-07-01'];
  const corrected = (id: string, firstAsked: string) => ({ id, firstAsked, recorded: '2026-11-01' });
  it.each([
    ['is its own again', { id: '2', submittedAt: JULY }, [], null, JULY],
    ['is the oldest of those still joined', { id: '2', submittedAt: JULY }, [{ id: '1', submittedAt: MAY }], null, MAY],
    ['is what was said since', { id: '2', submittedAt: JULY }, [], corrected('3', JUNE), JUNE],
    ['is what was said before, with its own then', { id: '4', submittedAt: JUNE }, [], corrected('3', JUNE), JUNE],
    [
      'is not that of one joined before it was corrected',
      { id: '4', submittedAt: JULY },
      [{ id: '1', submittedAt: MAY }],
      corrected('3', JULY),
      JULY,
    ],
    [
      'is that of one joined since',
      { id: '2', submittedAt: JULY },
      [{ id: '4', submittedAt: MAY }],
      corrected('3', JUNE),
      MAY,
    ],
  ])('%s', (_, undone, standing, correction, date) => expect(dateWithout(undone, standing, correction)).toBe(date));
});
