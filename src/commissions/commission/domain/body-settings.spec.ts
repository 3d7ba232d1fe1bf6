import { describe, expect, it } from '../../../../test/support/runner.js';
import { judgeMember, judgeSettings, type BodySettingValues } from './body-settings.js';

const settings: BodySettingValues = {
  noticeDays: 15,
  offerDays: 10,
  reofferAllowed: true,
  quorum: null,
  rooms: [],
  sitsInSchoolHolidays: false,
  debates: 'none',
};

describe('the settings of a body', () => {
  it.each([
    [null, 0, null],
    [3, 3, null],
    [4, 3, 'body.quorumTooHigh'],
    [1, 0, 'body.quorumTooHigh'],
  ])('a quorum of %s among %i members: %s', (quorum, members, code) =>
    expect(judgeSettings({ ...settings, quorum }, members)?.code ?? null).toBe(code),
  );
});

describe('who sits in a body', () => {
  const seated = [
    { id: '1', personKey: 'chair:a', role: 'chair' },
    { id: '2', personKey: 'director:ma-1', role: 'director' },
    { id: '3', personKey: 'rpe', role: 'rpe' },
  ];
  it.each<[string, { id?: string; personKey: string; role: string }, string | null]>([
    ['a new person', { personKey: 'person:x', role: 'elected' }, null],
    ['the same person twice', { personKey: 'rpe', role: 'elected' }, 'body.alreadyMember'],
    ['a second chair', { personKey: 'person:x', role: 'chair' }, 'body.chairAlready'],
    ['the chair, corrected', { id: '1', personKey: 'chair:a', role: 'chair' }, null],
    ['the chair, who becomes a member', { id: '1', personKey: 'chair:a', role: 'elected' }, null],
    ['a director of another nursery', { personKey: 'director:ma-2', role: 'director' }, null],
    ['a director of none', { personKey: 'person:x', role: 'director' }, 'body.directorOf'],
    ['a nursery’s director as something else', { personKey: 'director:ma-2', role: 'pmi' }, 'body.directorOf'],
  ])('%s', (_, wanted, code) => expect(judgeMember(wanted, seated)?.code ?? null).toBe(code));
});
