import { describe, expect, it } from '../../../../test/support/runner.js';
import { addMinutes } from '../../kernel/time.js';
import { findStop, isToConfirm, judgeReading, withKept, type WindowCount, type WindowKept } from './reading-windows.js';

const NOW = '2026-11-25T09:30:00.000Z';
const ago = (minutes: number): string => addMinutes(NOW, -minutes);
const hour = (count: number, kept: WindowKept = {}): WindowCount => ({
  window: 'hour',
  limit: { confirmed: 20, stopped: 50 },
  count,
  ...kept,
});
const day = (count: number, kept: WindowKept = {}): WindowCount => ({
  window: 'day',
  limit: { confirmed: 90, stopped: 120 },
  count,
  ...kept,
});
const asks = (window: string, families: number): object => ({ kind: 'confirm', window, families });
const stops = (window: string, families: number): object => ({ kind: 'stopped', window, families });

describe('families that an account reads', () => {
  it.each<[string, WindowCount[], fresh: number, object | null]>([
    ['below every limit', [hour(19), day(89)], 1, null],
    ['at the first limit of an hour', [hour(20), day(20)], 1, asks('hour', 21)],
    ['a page that would pass it', [hour(5), day(5)], 25, asks('hour', 30)],
    ['at the first limit of a day', [hour(0), day(90)], 1, asks('day', 91)],
    ['what was read before', [hour(20), day(120)], 0, null],
    ['confirmed within the hour', [hour(49, { confirmedAt: ago(59) }), day(49)], 1, null],
    ['confirmed an hour ago', [hour(20, { confirmedAt: ago(60) }), day(49)], 1, asks('hour', 21)],
    ['confirmed for the hour alone', [hour(0, { confirmedAt: ago(1) }), day(90)], 1, asks('day', 91)],
    ['confirmed within the day', [hour(0), day(119, { confirmedAt: ago(1439) })], 1, null],
    ['at the second limit', [hour(50, { confirmedAt: ago(1) }), day(50)], 1, stops('hour', 51)],
    ['a page that would pass it, confirmed or not', [hour(20), day(20)], 31, stops('hour', 51)],
    ['at the second limit of a day', [hour(0), day(120, { confirmedAt: ago(1) })], 1, stops('day', 121)],
  ])('%s', (_, windows, fresh, refusal) => {
    expect(judgeReading(windows, fresh, NOW, true)).toEqual(refusal);
  });

  it.each([
    [50, null],
    [51, stops('hour', 51)],
  ])('a program cannot confirm, and reads up to the second limit: %i', (fresh, refusal) => {
    expect(judgeReading([hour(0), day(0)], fresh, NOW, false)).toEqual(refusal);
  });

  it.each<[string, WindowCount[], object | null]>([
    ['stopped within the hour', [hour(0, { stop: { at: ago(59), families: 51 } }), day(0)], stops('hour', 51)],
    ['an hour ago', [hour(0, { stop: { at: ago(60), families: 51 } }), day(0)], null],
    ['within the day', [hour(0), day(0, { stop: { at: ago(1439), families: 121 } })], stops('day', 121)],
    ['a limit that was raised since', [hour(0, { stop: { at: ago(1), families: 50 } }), day(0)], null],
  ])('whoever is stopped waits as long as the window is: %s', (_, windows, stop) => {
    expect(findStop(windows, NOW)).toEqual(stop);
  });

  it.each<[string, WindowKept, boolean]>([
    ['nobody asked', {}, false],
    ['asked', { askedAt: ago(2) }, true],
    ['asked an hour ago', { askedAt: ago(60) }, false],
    ['asked, and confirmed', { askedAt: ago(2), confirmedAt: ago(1) }, false],
    ['asked, then stopped', { askedAt: ago(2), stop: { at: ago(1), families: 51 } }, false],
  ])('is to confirm: %s', (_, kept, expected) => {
    expect(isToConfirm(hour(0, kept), NOW)).toBe(expected);
  });

  it('keeps what is kept of the other windows', () => {
    const kept = withKept({ opened: { day: { askedAt: ago(3) } } }, 'opened', 'hour', { askedAt: ago(2) });
    expect(withKept(withKept(kept, 'listed', 'hour', {}), 'opened', 'hour', { confirmedAt: NOW })).toEqual({
      opened: { day: { askedAt: ago(3) }, hour: { askedAt: ago(2), confirmedAt: NOW } },
      listed: { hour: {} },
    });
  });

  /** Somebody reads whatever it may, each minute. A window that begins anew at a full hour would let twice as much through. */
  it('never lets through more than the limit within any hour', () => {
    const read: number[] = [];
    for (let minute = 0; minute < 600; minute += 1) {
      const at = addMinutes(NOW, minute);
      const count = read.filter((before) => addMinutes(NOW, before) > addMinutes(at, -60)).length;
      for (let n = count; judgeReading([hour(n)], 1, at, false) === null; n += 1) read.push(minute);
    }
    for (let end = 0; end < 600; end += 1)
      expect(read.filter((minute) => minute > end - 60 && minute <= end).length).toBeLessThanOrEqual(50);
    expect(read).toHaveLength(500);
  });
});
