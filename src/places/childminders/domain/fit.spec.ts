import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import { compareFits, fitOf, fitsAtAll } from './fit.js';

const ASKED = slotsToMask(['mon-am', 'mon-pm']);

describe('how a childminder fits a need', () => {
  it('counts the half-days that are free among those asked for', () => {
    expect(fitOf({ 'mon-am': 1, 'tue-am': 2 }, ASKED, 'area')).toEqual({ free: 1, asked: 2, nearness: 'area' });
    expect(fitsAtAll(fitOf({ 'tue-am': 2 }, ASKED, 'commune'))).toBe(false);
    expect(fitsAtAll(fitOf({ 'tue-am': 2 }, 0, 'commune'))).toBe(true);
  });

  it('puts all the days before the nearest, and the nearest before the most days', () => {
    const far = fitOf({ 'mon-am': 1, 'mon-pm': 1 }, ASKED, 'elsewhere');
    const near = fitOf({ 'mon-am': 1 }, ASKED, 'commune');
    const area = fitOf({ 'mon-pm': 1 }, ASKED, 'area');
    expect([area, near, far].sort(compareFits)).toEqual([far, near, area]);
  });
});
