import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask, type Slot } from '../../../foundation/kernel/week-schedule.js';
import {
  lastDayToSay,
  settleAnswers,
  stateOfFirstDay,
  whomToAsk,
  type FirstDayAnswer,
  type FirstDayFacts,
} from './asked-first-day.js';

const TODAY = '2026-12-10';

describe('the last day to answer', () => {
  it.each<[string, number, string, string | null]>([
    ['a few days from today', 5, '2027-03-01', '2026-12-15'],
    ['two days before the first day at the latest', 30, '2026-12-20', '2026-12-18'],
    ['tomorrow is enough', 5, '2026-12-13', '2026-12-11'],
    ['nobody has time to answer today', 5, '2026-12-12', null],
    ['the place begins today', 5, TODAY, null],
  ])('%s', (_, days, first, expected) => expect(lastDayToSay(TODAY, days, first)).toBe(expected));
});

describe('who is asked', () => {
  const family = (requestId: string, needs: 'nothing' | 'later' | 'sooner', day = '2027-03-01') => ({
    requestId,
    needs,
    day,
  });
  const asked = (families: ReturnType<typeof family>[], said: string[] = []) =>
    whomToAsk(families, new Set(said), TODAY).map(({ requestId }) => requestId);

  it.each<[string, ReturnType<typeof family>[], string[], string[]]>([
    [
      'who would have to wait, or to come sooner, in order',
      [family('a', 'later'), family('b', 'sooner')],
      [],
      ['a', 'b'],
    ],
    ['not who can come without being asked', [family('a', 'nothing'), family('b', 'later')], [], ['b']],
    ['not who said no to this place', [family('a', 'later'), family('b', 'later')], ['a'], ['b']],
    ['not who has no time to answer', [family('a', 'later', '2026-12-12'), family('b', 'later')], [], ['b']],
    ['nobody', [], [], []],
  ])('%s', (_, families, said, expected) => expect(asked(families, said)).toEqual(expected));
});

describe('when the answers decide', () => {
  const [MON, TUE] = [slotsToMask(['mon-am']), slotsToMask(['tue-am'])];
  const BOTH = MON | TUE;
  const free = (monday: number, tuesday: number) =>
    new Map<Slot, number>([
      ['mon-am', monday],
      ['tue-am', tuesday],
    ]);
  const settled = (answers: [id: string, slots: number, answer: FirstDayAnswer | null][], places = free(1, 1)) => {
    const { takers, waitsFor } = settleAnswers(
      answers.map(([requestId, slots, answer]) => ({ requestId, slots, answer })),
      places,
    );
    return [takers.join(), waitsFor];
  };

  it.each<[string, Parameters<typeof settled>, [string, string | null]]>([
    [
      'nobody has answered: the first one is waited for',
      [
        [
          ['a', BOTH, null],
          ['b', BOTH, null],
        ],
      ],
      ['', 'a'],
    ],
    [
      'a lower yes waits for the one above',
      [
        [
          ['a', BOTH, null],
          ['b', BOTH, 'yes'],
        ],
      ],
      ['', 'a'],
    ],
    [
      'the first says yes: nobody else is waited for',
      [
        [
          ['a', BOTH, 'yes'],
          ['b', BOTH, null],
        ],
      ],
      ['a', null],
    ],
    [
      'the first says no, the second yes',
      [
        [
          ['a', BOTH, 'no'],
          ['b', BOTH, 'yes'],
          ['c', BOTH, null],
        ],
      ],
      ['b', null],
    ],
    [
      'two places: the second is waited for',
      [
        [
          ['a', BOTH, 'yes'],
          ['b', BOTH, null],
        ],
        free(2, 2),
      ],
      ['a', 'b'],
    ],
    [
      'two places, two yes',
      [
        [
          ['a', BOTH, 'yes'],
          ['b', BOTH, 'yes'],
          ['c', MON, null],
        ],
        free(2, 2),
      ],
      ['a,b', null],
    ],
    [
      'what the first leaves is for the next that fits',
      [
        [
          ['a', MON, 'yes'],
          ['b', BOTH, null],
          ['c', TUE, null],
        ],
      ],
      ['a', 'c'],
    ],
    [
      'everybody says no',
      [
        [
          ['a', BOTH, 'no'],
          ['b', BOTH, 'no'],
        ],
      ],
      ['', null],
    ],
    [
      'the place is gone: nobody is waited for',
      [
        [
          ['a', BOTH, null],
          ['b', BOTH, 'yes'],
        ],
        free(0, 1),
      ],
      ['', null],
    ],
    ['nobody looks for a place any more', [[]], ['', null]],
  ])('%s', (_, facts, expected) => expect(settled(...facts)).toEqual(expected));
});

describe('what a family reads', () => {
  const facts = (more: Partial<FirstDayFacts> = {}): FirstDayFacts => ({
    answer: null,
    result: null,
    outcome: null,
    waits: true,
    late: false,
    ...more,
  });
  it.each<[string, Partial<FirstDayFacts>, string]>([
    ['it may answer', {}, 'open'],
    ['its yes, while the question is open', { answer: 'yes' }, 'yes'],
    ['its no', { answer: 'no' }, 'no'],
    ['its no, whatever came of it', { answer: 'no', outcome: 'taken_back' }, 'no'],
    ['it looks for no place any more', { waits: false }, 'left'],
    ['its days to answer are over', { late: true }, 'over'],
    ['its yes came in time and is about to count', { answer: 'yes', late: true }, 'yes'],
    ['no answer when it ended', { outcome: 'offered' }, 'over'],
    ['the place is offered to it', { answer: 'yes', outcome: 'offered', result: 'offered' }, 'offered'],
    ['it went to another', { answer: 'yes', outcome: 'offered', result: 'given', waits: false }, 'given'],
    ['it is free no longer', { answer: 'yes', outcome: 'gone', result: 'gone' }, 'gone'],
    ['it said yes and had found something when it ended', { answer: 'yes', outcome: 'nobody', waits: false }, 'left'],
    ['nobody is asked any more', { outcome: 'taken_back' }, 'taken_back'],
    ['nobody is asked any more, although it said yes', { answer: 'yes', outcome: 'taken_back' }, 'taken_back'],
  ])('%s', (_, more, expected) => expect(stateOfFirstDay(facts(more))).toBe(expected));
});
