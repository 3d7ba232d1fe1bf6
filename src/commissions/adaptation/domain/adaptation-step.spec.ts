import { describe, expect, it } from '../../../../test/support/runner.js';
import { judgeStep, nextStep, type Step, type StepDone } from './adaptation-step.js';

const TODAY = '2026-12-04';
const contact: StepDone = { step: 'contact', details: ['family'], day: TODAY, comeBackOn: null };

describe('a step of an adaptation', () => {
  it.each<[string, Partial<StepDone>, string | undefined]>([
    ['a contact of today', {}, undefined],
    ['one that comes back today', { comeBackOn: TODAY }, undefined],
    ['one with nobody', { details: [] }, 'adaptation.details'],
    ['one with a change of the room', { details: ['room'] }, 'adaptation.details'],
    ['a place that changes its room', { step: 'place', details: ['room'] }, undefined],
    ['a place that changes the family', { step: 'place', details: ['family'] }, 'adaptation.details'],
    ['one of tomorrow', { day: '2026-12-05' }, 'adaptation.notYet'],
    ['one that comes back yesterday', { comeBackOn: '2026-12-03' }, 'adaptation.comeBackPast'],
    ['one that comes back in a year', { comeBackOn: '2027-12-05' }, undefined],
    ['one that comes back later', { comeBackOn: '2027-12-06' }, 'adaptation.comeBackTooFar'],
  ])('%s', (_, more, code) => {
    expect(judgeStep({ ...contact, ...more }, TODAY)?.code).toBe(code);
  });

  it.each<[Step[], Step | null]>([
    [[], 'contact'],
    [['contact'], 'project'],
    [['contact', 'contact'], 'project'],
    [['place'], 'contact'],
    [['contact', 'project'], 'place'],
    [['project', 'place', 'contact'], null],
  ])('after %j comes %s', (done, next) => {
    expect(nextStep(done.map((step) => ({ step })))).toBe(next);
  });
});
