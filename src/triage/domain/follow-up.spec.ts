import { describe, expect, it } from '@jest/globals';
import { nextStep, type Silence } from './follow-up.js';

const silence = (overrides: Partial<Silence> = {}): Silence => ({ asked: 'confirm', reminders: 0, reachable: true, rangInVain: false, due: true, toRing: false, ...overrides });

describe('a family that says nothing', () => {
  it.each<[string, Partial<Silence>, string | null]>([
    ['still has time', { due: false }, null],
    ['is reminded', {}, 'remind 2027-03-15 confirm family'],
    ['is reminded of what it was asked', { asked: 'complete', reminders: 1 }, 'remind 2027-03-15 complete family'],
    ['is rung after two reminders', { reminders: 2 }, 'ring 2027-03-08 ring desk'],
    ['is rung when it cannot be written to', { reachable: false }, 'ring 2027-03-08 ring desk'],
    ['is the desk’s until somebody rings', { reminders: 2, toRing: true }, null],
    ['lapses after two reminders and a call in vain', { reminders: 2, toRing: true, rangInVain: true }, 'lapse'],
    ['never lapses by a call alone', { reminders: 1, toRing: true, rangInVain: true }, null],
    ['is still reminded a second time after a call in vain', { reminders: 1, rangInVain: true }, 'remind 2027-03-15 confirm family'],
  ])('%s', (_, overrides, expected) => {
    const step = nextStep(silence(overrides), '2027-03-01');
    expect(step === null ? null : step.kind === 'lapse' ? 'lapse' : `${step.kind} ${step.act.due} ${step.act.code} ${step.act.owner}`).toBe(expected);
  });
});
