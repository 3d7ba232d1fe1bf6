import { describe, expect, it } from '../../../../test/support/runner.js';
import { countByKind, missionOfContact, notEntered, timesOf, type DoneHere } from './done-here.js';

const MONDAY = '2026-11-23';
const TUESDAY = '2026-11-24';
const done = (kind: DoneHere['kind'], day: string, mission: DoneHere['mission'], minutes: number): DoneHere => ({
  kind,
  day,
  mission,
  minutes,
});

describe('what an agent did here', () => {
  it.each([
    ['find_care', 'families'],
    ['urgent~2', 'families'],
    ['follow_up', 'single_desk'],
    ['call_unanswered', 'single_desk'],
    ['becoming_childminder~1', 'candidates'],
  ])('a contact about %s is time for %s', (subject, mission) => {
    expect(missionOfContact(subject)).toBe(mission);
  });

  const all = [
    done('contact', MONDAY, 'families', 15),
    done('contact', MONDAY, 'families', 20),
    done('contact', TUESDAY, 'candidates', 10),
    done('appointment', MONDAY, 'single_desk', 45),
    done('meeting', TUESDAY, 'families', 120),
  ];

  it('adds up by day and mission', () => {
    expect(timesOf(all)).toEqual([
      { day: MONDAY, mission: 'families', minutes: 35 },
      { day: TUESDAY, mission: 'candidates', minutes: 10 },
      { day: MONDAY, mission: 'single_desk', minutes: 45 },
      { day: TUESDAY, mission: 'families', minutes: 120 },
    ]);
    expect(timesOf([done('contact', MONDAY, 'families', 0)])).toEqual([]);
  });

  it('is counted by kind, for who reads where the hours come from', () => {
    expect(countByKind(all)).toEqual([
      { kind: 'contact', count: 3, minutes: 45 },
      { kind: 'appointment', count: 1, minutes: 45 },
      { kind: 'meeting', count: 1, minutes: 120 },
    ]);
    expect(countByKind([])).toEqual([]);
  });

  it('leaves alone every day and mission for which time was entered', () => {
    const entered = [{ day: MONDAY, mission: 'families', minutes: 5 }];
    expect(notEntered(all, entered)).toEqual(all.slice(2));
    expect(notEntered(all, [])).toEqual(all);
  });
});
