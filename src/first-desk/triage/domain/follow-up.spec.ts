import { describe, expect, it } from '../../../../test/support/runner.js';
import { nextStep, type Silence } from './follow-up.js';

const silence = (overrides: Partial<Silence> = {}): Silence => ({
  asked: 'confirm',
  reminders: 0,
  reachable: true,
  canBeRung: true,
  remindedOn: null,
  rangInVain: false,
  due: true,
  toRing: false,
  ...overrides,
});

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
    [
      'that nobody can ring is reminded all the same',
      { canBeRung: false, reminders: 1, remindedOn: '2027-02-15' },
      'remind 2027-03-15 confirm family',
    ],
    [
      'that nobody can ring has thirty days after the second reminder',
      { canBeRung: false, reminders: 2, remindedOn: '2027-02-15' },
      'wait 2027-03-17 confirm family',
    ],
    [
      'that nobody can ring is left until then',
      { canBeRung: false, reminders: 2, remindedOn: '2027-02-15', due: false },
      null,
    ],
    [
      'that nobody can ring lapses then, as if it had been rung',
      { canBeRung: false, reminders: 2, remindedOn: '2027-01-30' },
      'lapse',
    ],
    [
      'whose telephone went while the desk was to ring lapses too',
      { canBeRung: false, reminders: 2, remindedOn: '2027-01-30', toRing: true, due: false },
      'lapse',
    ],
    [
      'that can be rung waits for the call, however long',
      { reminders: 2, remindedOn: '2026-01-30', toRing: true },
      null,
    ],
    [
      'that can neither be rung nor written to has to be reached in another way, and is never to be rung',
      { canBeRung: false, reachable: false },
      'reach',
    ],
    [
      'whose telephone went while the desk was to ring, and cannot be written to either',
      { canBeRung: false, reachable: false, toRing: true, due: false },
      'reach',
    ],
    [
      'whose telephone went while the desk was to ring is reminded',
      { canBeRung: false, toRing: true, due: false },
      'remind 2027-03-15 confirm family',
    ],
    [
      'is still reminded a second time after a call in vain',
      { reminders: 1, rangInVain: true },
      'remind 2027-03-15 confirm family',
    ],
  ])('%s', (_, overrides, expected) => {
    const step = nextStep(silence(overrides), '2027-03-01', 30);
    expect(
      step === null
        ? null
        : step.kind === 'lapse' || step.kind === 'reach'
          ? step.kind
          : `${step.kind} ${step.act.due} ${step.act.code} ${step.act.owner}`,
    ).toBe(expected);
  });
});
