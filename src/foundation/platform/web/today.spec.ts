import { describe, expect, it } from '../../../../test/support/runner.js';
import { alikeThings, dayPartOf, MOST_ALONE, type DayLine } from './today.js';

const WEDNESDAY = '2026-12-02';
const SUNDAY = '2026-12-06';

describe('in which part of the day something stands', () => {
  it.each([
    ['2026-12-01', WEDNESDAY, 'late'],
    [WEDNESDAY, WEDNESDAY, 'today'],
    ['2026-12-03', WEDNESDAY, 'week'],
    [SUNDAY, WEDNESDAY, 'week'],
    ['2026-12-07', WEDNESDAY, null],
    [SUNDAY, SUNDAY, 'today'],
    ['2026-12-07', SUNDAY, null],
    ['2026-12-05', SUNDAY, 'late'],
  ])('due on %s, read on %s: %s', (due, today, part) => expect(dayPartOf(due, today)).toBe(part));
});

describe('like things', () => {
  const line = (due: string): DayLine & { due: string } => ({
    text: due,
    href: '/',
    tag: { text: '', tone: 'info' },
    act: { text: '', about: '', href: '/' },
    due,
    families: ['family'],
  });
  const of = (...days: string[]) =>
    alikeThings(WEDNESDAY, days.map(line), (count) => ({ ...line(WEDNESDAY), text: `all ${count}` })).map(
      ({ part, count, lines }) => [part, count, lines.map(({ text, families }) => [text, families.length])],
    );

  it('stand each by itself while they are few, and are one line without names when they are more', () => {
    const late = (count: number) => Array.from({ length: count }, () => '2026-12-01');
    expect(of(...late(MOST_ALONE))).toEqual([['late', MOST_ALONE, late(MOST_ALONE).map((day) => [day, 1])]]);
    expect(of(...late(MOST_ALONE + 1))).toEqual([['late', MOST_ALONE + 1, [[`all ${MOST_ALONE + 1}`, 0]]]]);
  });

  it('are counted by the part of their day; what is due after this week waits', () => {
    expect(of('2026-12-01', WEDNESDAY, '2026-12-20').map(([part, count]) => [part, count])).toEqual([
      ['late', 1],
      ['today', 1],
      ['waits', 1],
    ]);
  });
});
