import { describe, expect, it } from '../../../../test/support/runner.js';
import type { NeedForm, RequestState } from '../../../dossier/dossier/index.js';
import type { Weekday } from '../../../foundation/kernel/week-schedule.js';
import { isProposable, judgeDays, proposableDays, stateOfWeek, takingDays, type WeekAnswer } from './shorter-week.js';

const HOURS = { start: '08:00', end: '17:00' };
const need = (more: Partial<NeedForm> = {}): NeedForm =>
  ({
    week: { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS },
    daysPerWeek: null,
    acceptsShorterWeek: null,
    minimumDays: null,
    ...more,
  }) as NeedForm;
const only = (daysPerWeek: number | null, more: Partial<NeedForm> = {}) => need({ week: null, daysPerWeek, ...more });

describe('the days that a director may propose', () => {
  it.each<[string, NeedForm, Weekday[], Weekday[], string | undefined]>([
    ['fewer than the whole week, never asked', need(), ['mon', 'tue'], ['mon', 'tue'], undefined],
    ['a part of what is free', need(), ['tue'], ['mon', 'tue'], undefined],
    ['fewer than its minimum', need({ acceptsShorterWeek: true, minimumDays: 3 }), ['mon'], ['mon'], undefined],
    ['its minimum', need({ acceptsShorterWeek: true, minimumDays: 1 }), ['mon'], ['mon'], 'shorterWeek.takenAlready'],
    ['no minimum said', need({ acceptsShorterWeek: true }), ['mon'], ['mon'], 'shorterWeek.takenAlready'],
    ['its whole week only', need({ acceptsShorterWeek: false }), ['mon'], ['mon'], 'shorterWeek.refused'],
    ['no day', need(), [], ['mon'], 'shorterWeek.noDay'],
    ['a day that is full', need(), ['wed'], ['mon', 'tue'], 'shorterWeek.notFree'],
    ['a day it does not ask for', need(), ['fri'], ['mon', 'fri'], 'shorterWeek.notFree'],
    ['days known, hours not', only(null, { daysWanted: ['mon', 'wed'] }), ['wed'], ['wed', 'fri'], undefined],
    ['only how many days', only(3), ['mon', 'fri'], ['mon', 'fri'], undefined],
    ['as many as it asks for', only(1), ['fri'], ['mon', 'fri'], 'shorterWeek.takenAlready'],
    ['nothing known', only(null), ['fri'], ['fri'], 'shorterWeek.takenAlready'],
  ])('%s', (_, asked, days, free, refusal) => expect(judgeDays(asked, days, free)?.code).toBe(refusal));

  it('are those it asks for, among the free ones', () => {
    expect(proposableDays(need(), ['tue', 'fri'])).toEqual(['tue']);
    expect(proposableDays(only(3), ['tue', 'fri'])).toEqual(['tue', 'fri']);
  });

  it.each<[string, RequestState, Weekday[], boolean]>([
    ['some are free', 'oriented', ['mon'], true],
    ['none is free', 'oriented', ['fri'], false],
    ['its whole week is free', 'oriented', ['mon', 'tue', 'wed', 'thu'], false],
    ['it has a part of its week', 'partly_placed', ['mon'], false],
  ])('something is proposed: %s', (_, state, free, expected) =>
    expect(isProposable({ state, need: need() }, free)).toBe(expected),
  );
});

describe('what becomes of a proposal of two days', () => {
  it.each<[string, WeekAnswer | null, boolean, RequestState, Partial<NeedForm>, string]>([
    ['waits', null, false, 'oriented', {}, 'open'],
    ['ends when the list is fixed', null, true, 'before_commission', {}, 'over'],
    ['ends with an offer', null, false, 'offered', {}, 'over'],
    ['ends when the request is withdrawn', null, false, 'withdrawn', {}, 'over'],
    ['ends when the family takes so few already', null, false, 'oriented', { acceptsShorterWeek: true }, 'over'],
    ['ends when it wants its whole week', null, false, 'oriented', { acceptsShorterWeek: false }, 'over'],
    ['was accepted, whatever followed', 'accepted', true, 'placed', { acceptsShorterWeek: true }, 'accepted'],
    ['was declined, whatever followed', 'declined', true, 'withdrawn', {}, 'declined'],
  ])('%s', (_, answer, fixed, state, more, expected) =>
    expect(stateOfWeek({ answer, fixed, days: ['mon', 'tue'], request: { state, need: need(more) } })).toBe(expected),
  );

  it('an accepted one is the new minimum, and the week asked for stays', () =>
    expect(takingDays(need(), 2)).toEqual(need({ acceptsShorterWeek: true, minimumDays: 2 })));
});
