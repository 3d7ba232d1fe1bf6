import { resolve } from 'node:path';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { Catalogue } from './catalogue.js';

const catalogue = Catalogue.load(resolve('src'), { strict: true });
const [fr, en] = [catalogue.translator('fr'), catalogue.translator('en')];

describe('French formats', () => {
  it('writes days', () => {
    expect(fr.day('2027-03-01')).toBe('1er mars 2027');
    expect(fr.day('2027-03-12')).toBe('12 mars 2027');
    expect(fr.fullDay('2027-03-01')).toBe('lundi 1er mars 2027');
    expect(fr.shortDay('2027-03-01')).toBe('01/03/2027');
    expect(fr.month('2027-03')).toBe('mars 2027');
    expect(fr.period({ from: '2027-03-01', to: '2027-03-31' })).toBe('du 1er mars 2027 au 31 mars 2027');
    expect(fr.period({ from: '2027-03-01', to: null })).toBe('à partir du 1er mars 2027');
  });

  it('tells moments in the territory’s zone, in winter and in summer', () => {
    expect(fr.instant('2026-11-24T09:05:00.000Z')).toBe('24 novembre 2026 à 10\u00a0h\u00a005');
    expect(fr.instant('2026-07-01T22:00:00.000Z')).toBe('2 juillet 2026 à 0\u00a0h');
    expect(fr.shortInstant('2026-11-24T09:05:00.000Z')).toBe('24/11/2026 10:05');
  });

  it('names weekdays, times, lists and amounts', () => {
    expect(fr.weekday('mon')).toBe('lundi');
    expect(fr.weekday('sun')).toBe('dimanche');
    // On one line, however narrow the screen.
    expect([fr.time('08:30'), fr.time('08:00')]).toEqual(['8\u00a0h\u00a030', '8\u00a0h']);
    expect(fr.list(['Anna', 'Léo'])).toBe('Anna et Léo');
    expect(fr.number(1.5)).toBe('1,5');
    expect(fr.money(12.5)).toMatch(/^12,50\s€$/u);
    expect(fr.percent(0.125)).toMatch(/^12,5\s%$/u);
  });
});

describe('English formats', () => {
  it('writes days', () => {
    expect(en.day('2027-03-01')).toBe('1 March 2027');
    expect(en.fullDay('2027-03-01')).toBe('Monday 1 March 2027');
    expect(en.shortDay('2027-03-12')).toBe('12/03/2027');
    expect(en.month('2027-03')).toBe('March 2027');
    expect(en.period({ from: '2027-03-01', to: '2027-03-31' })).toBe('from 1 March 2027 to 31 March 2027');
    expect(en.period({ from: '2027-03-01', to: null })).toBe('from 1 March 2027');
  });

  it('tells moments in the territory’s zone', () => {
    expect(en.instant('2026-11-24T09:05:00.000Z')).toBe('24 November 2026 at 10:05');
    expect(en.shortInstant('2026-11-24T09:05:00.000Z')).toBe('24/11/2026 10:05');
  });

  it('names weekdays, times, lists and amounts', () => {
    expect(en.weekday('mon')).toBe('Monday');
    expect(en.shortWeekday('sun')).toBe('Sun');
    expect([en.time('08:30'), en.time('17:00')]).toEqual(['8:30', '17:00']);
    expect(en.list(['Anna', 'Léo', 'Zoé'])).toBe('Anna, Léo and Zoé');
    expect(en.number(1234.5)).toBe('1,234.5');
    expect(en.money(12.5)).toBe('€12.50');
    expect(en.percent(0.125)).toBe('12.5%');
  });
});
