import fc from 'fast-check';
import type { Day } from '../../../src/foundation/kernel/time.js';

/**
 * Something that people, time or somebody with direct access to the database does. `nth` chooses among what exists at
 * that moment, modulo its number. `when` chooses a day, in hundredths of the days that make sense; a few days before
 * and after them are included.
 */
export type Command =
  | {
      readonly do: 'offer';
      readonly by: 'session' | 'next' | 'director';
      readonly family: number;
      readonly nth: number;
      readonly when: number;
      readonly weeks: number;
      readonly days: number;
    }
  | {
      readonly do: 'offerAll';
      readonly nth: number;
      readonly when: number;
      readonly weeks: number;
      readonly days: number;
    }
  /** `keep`: the family also stays in the running for better wishes. `told`: it answers by telephone. */
  | { readonly do: 'accept'; readonly family: number; readonly keep: boolean; readonly told: boolean }
  | {
      readonly do: 'decline' | 'giveUp';
      readonly family: number;
      readonly choice: 'wait' | 'withdraw';
      readonly told: boolean;
    }
  | { readonly do: 'revoke' | 'withdraw' | 'askAgain' | 'bounce' | 'agree'; readonly family: number }
  /** A birth, so many days after the date on which the child was due, and today at the latest. */
  | { readonly do: 'birth'; readonly family: number; readonly after: number }
  /** A pregnancy ended. */
  | { readonly do: 'stop'; readonly family: number }
  | { readonly do: 'agreement' | 'elsewhere'; readonly family: number; readonly suffices: boolean }
  /** A family takes back a solution that it said it had found. */
  | { readonly do: 'takeBack'; readonly family: number }
  /** On a last day so many days from today. */
  | {
      readonly do: 'correctSolution' | 'endSolution';
      readonly family: number;
      readonly choice: 'wait' | 'stop';
      readonly days: number;
    }
  | {
      readonly do: 'takeOver';
      readonly nth: number;
      readonly count: number;
      readonly when: number;
      readonly weeks: number;
      readonly days: number;
      readonly born: boolean;
    }
  | {
      readonly do: 'enter';
      readonly nth: number;
      readonly when: number;
      readonly weeks: number;
      readonly days: number;
      readonly decided: boolean;
    }
  | { readonly do: 'remove'; readonly nth: number }
  | { readonly do: 'extend' | 'leave' | 'postpone' | 'stay'; readonly nth: number; readonly when: number }
  | { readonly do: 'confirmMove'; readonly nth: number }
  | { readonly do: 'paths'; readonly nth: number; readonly september: boolean }
  | { readonly do: 'changeSection'; readonly nth: number; readonly to: number; readonly when: number }
  | { readonly do: 'changeDays'; readonly nth: number; readonly days: number; readonly when: number }
  | { readonly do: 'cancel' | 'noShow' | 'undo'; readonly nth: number }
  /** Ends a place and undoes that at once. Everything must then be as it was. */
  | {
      readonly do: 'endAndUndo';
      readonly nth: number;
      readonly end: 'leave' | 'noShow' | 'cancel';
      readonly when: number;
    }
  | {
      readonly do: 'propose';
      readonly nth: number;
      readonly when: number;
      readonly later: number;
      readonly agreed: boolean;
    }
  | { readonly do: 'ratify'; readonly nth: number; readonly ratified: boolean; readonly when: number }
  | { readonly do: 'closing'; readonly nth: number; readonly when: number; readonly length: number }
  | { readonly do: 'reopen'; readonly nth: number }
  | {
      readonly do: 'places';
      readonly nth: number;
      readonly when: number;
      readonly places: number;
      readonly days: number;
    }
  | { readonly do: 'overbooking'; readonly nth: number; readonly allowed: boolean }
  /** An establishment or one of its sections closes for good, or opens again. */
  | {
      readonly do: 'shut';
      readonly nth: number;
      readonly when: number;
      readonly whole: boolean;
      readonly confirmed: boolean;
    }
  | { readonly do: 'unshut'; readonly nth: number; readonly when: number; readonly whole: boolean }
  | {
      readonly do: 'hours';
      readonly nth: number;
      readonly when: number;
      readonly days: number;
      readonly until: number | null;
    }
  | { readonly do: 'dropHours'; readonly nth: number }
  | { readonly do: 'ages'; readonly nth: number; readonly when: number; readonly months: number }
  | { readonly do: 'addSection'; readonly nth: number; readonly when: number }
  | { readonly do: 'sectionPlaces'; readonly nth: number; readonly when: number; readonly places: number }
  /** Places of a section are kept for an owner, other terms hold from a day on, or they are kept no longer. */
  | {
      readonly do: 'reserve';
      readonly nth: number;
      readonly owner: number;
      readonly when: number;
      readonly weeks: number | null;
      readonly days: number;
      readonly places: number;
      readonly release: number | null;
    }
  | {
      readonly do: 'changeReserve';
      readonly nth: number;
      readonly when: number;
      readonly days: number;
      readonly places: number;
    }
  | { readonly do: 'endReserve'; readonly nth: number; readonly when: number }
  /** A family is noted for an employer or AVIP, or no longer; a child who is there takes an owner's seat. */
  | { readonly do: 'note'; readonly family: number; readonly owner: number }
  | { readonly do: 'endNote'; readonly nth: number }
  | { readonly do: 'setOwner'; readonly nth: number; readonly owner: number | null }
  /** Writes directly to the database. */
  | {
      readonly do: 'directly';
      readonly what: 'copy' | 'stretch' | 'oversell' | 'negative' | 'nobody' | 'crossOffer';
      readonly nth: number;
    }
  | { readonly do: 'pass'; readonly days: number; readonly jobs: boolean };

const nth = fc.nat({ max: 7 });
const family = fc.nat({ max: 4 });
/** Mostly the family that expects a child. */
const expecting = fc.constantFrom(4, 4, 4, 0);
const when = fc.nat({ max: 99 });
const weeks = fc.integer({ min: 1, max: 60 });
const days = fc.nat({ max: 5 });
const choice = fc.constantFrom('wait' as const, 'withdraw' as const);
const is = <T extends string>(...names: T[]): fc.Arbitrary<T> => fc.constantFrom(...names);

/** Weighted so that most sequences have several children present, coming and leaving, and too few seats. */
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      do: is('offer'),
      by: is('session', 'session', 'next', 'director', 'director'),
      family,
      nth,
      when,
      weeks,
      days,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: is('offerAll'), nth, when, weeks, days }) },
  { weight: 8, arbitrary: fc.record({ do: is('accept'), family, keep: fc.boolean(), told: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: is('decline', 'giveUp', 'giveUp'), family, choice, told: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: is('revoke', 'withdraw', 'askAgain', 'askAgain', 'bounce', 'agree', 'agree'), family }),
  },
  { weight: 1, arbitrary: fc.record({ do: is('agreement', 'elsewhere'), family, suffices: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: is('takeBack'), family }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: is('correctSolution', 'endSolution', 'endSolution'),
      family,
      choice: fc.constantFrom('wait' as const, 'stop' as const),
      days: fc.integer({ min: -3, max: 20 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: is('birth'), family: expecting, after: fc.integer({ min: -40, max: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ do: is('stop'), family: expecting }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: is('takeOver'),
      nth,
      count: fc.integer({ min: 1, max: 2 }),
      when,
      weeks,
      days,
      born: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: is('enter'), nth, when, weeks, days, decided: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: is('remove'), nth }) },
  { weight: 6, arbitrary: fc.record({ do: is('extend', 'leave', 'postpone', 'stay'), nth, when }) },
  { weight: 4, arbitrary: fc.record({ do: is('changeSection'), nth, to: nth, when }) },
  { weight: 3, arbitrary: fc.record({ do: is('confirmMove'), nth }) },
  { weight: 1, arbitrary: fc.record({ do: is('paths'), nth, september: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: is('changeDays'), nth, days, when }) },
  { weight: 5, arbitrary: fc.record({ do: is('cancel', 'noShow', 'undo', 'undo'), nth }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: is('endAndUndo'), nth, end: is('leave', 'leave', 'noShow', 'cancel'), when }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: is('propose'), nth, when, later: fc.nat({ max: 14 }), agreed: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: is('ratify'), nth, ratified: fc.boolean(), when }) },
  { weight: 1, arbitrary: fc.record({ do: is('closing'), nth, when, length: fc.nat({ max: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ do: is('reopen'), nth }) },
  { weight: 2, arbitrary: fc.record({ do: is('places'), nth, when, places: fc.nat({ max: 3 }), days }) },
  { weight: 1, arbitrary: fc.record({ do: is('overbooking'), nth, allowed: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: is('shut'), nth, when, whole: fc.boolean(), confirmed: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: is('unshut'), nth, when, whole: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: is('hours'), nth, when, days, until: fc.option(fc.nat({ max: 60 })) }) },
  { weight: 1, arbitrary: fc.record({ do: is('dropHours'), nth }) },
  { weight: 1, arbitrary: fc.record({ do: is('ages'), nth, when, months: fc.nat({ max: 30 }) }) },
  { weight: 1, arbitrary: fc.record({ do: is('addSection'), nth, when }) },
  { weight: 1, arbitrary: fc.record({ do: is('sectionPlaces'), nth, when, places: fc.nat({ max: 3 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: is('reserve'),
      nth,
      owner: days,
      when,
      weeks: fc.option(weeks),
      days,
      places: fc.integer({ min: 1, max: 2 }),
      release: fc.option(fc.nat({ max: 60 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: is('changeReserve'), nth, when, days, places: fc.integer({ min: 1, max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: is('endReserve'), nth, when }) },
  { weight: 2, arbitrary: fc.record({ do: is('note'), family, owner: fc.nat({ max: 1 }) }) },
  { weight: 1, arbitrary: fc.record({ do: is('endNote'), nth }) },
  { weight: 2, arbitrary: fc.record({ do: is('setOwner'), nth, owner: fc.option(fc.nat({ max: 3 })) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: is('directly'),
      what: is('copy', 'stretch', 'oversell', 'negative', 'nobody', 'crossOffer'),
      nth,
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: is('pass'),
      days: fc.integer({ min: 1, max: 70 }),
      jobs: fc.constantFrom(true, true, true, false),
    }),
  },
);

/**
 * What was done before a sequence begins. `placed`: two families are placed. `moving`: a child changes section later.
 * `transfer`: a better place is offered. `emergency`: an emergency admission waits for its session.
 */
export type Prelude = 'nothing' | 'placed' | 'moving' | 'transfer' | 'emergency';

const offered = (
  family: number,
  by: 'session' | 'director',
  nth: number,
  when: number,
  weeks: number,
  days: number,
): Command[] => [
  { do: 'offer', by, family, nth, when, weeks, days },
  { do: 'accept', family, keep: true, told: family % 2 === 1 },
];
export const PRELUDES: Record<Prelude, readonly Command[]> = {
  nothing: [],
  placed: [...offered(1, 'session', 0, 31, 30, 0), ...offered(2, 'session', 0, 11, 12, 3)],
  moving: [
    ...offered(1, 'session', 0, 20, 35, 0),
    { do: 'changeSection', nth: 0, to: 0, when: 61 },
    { do: 'takeOver', nth: 0, count: 1, when: 10, weeks: 20, days: 1, born: true },
  ],
  transfer: [
    ...offered(0, 'session', 1, 10, 35, 0),
    { do: 'offer', by: 'session', family: 0, nth: 3, when: 61, weeks: 30, days: 0 },
  ],
  emergency: [...offered(3, 'director', 1, 15, 30, 1), ...offered(2, 'director', 0, 21, 20, 3)],
};

export interface Sequence {
  /** The morning on which the sequence begins. */
  readonly from: Day;
  readonly prelude: Prelude;
  readonly commands: Command[];
}

export const sequence: fc.Arbitrary<Sequence> = fc.record({
  from: fc.constantFrom('2026-11-25', '2026-12-28', '2027-02-26'),
  prelude: fc.constantFrom<Prelude>('nothing', 'placed', 'moving', 'transfer', 'emergency'),
  commands: fc.array(command, { minLength: 4, maxLength: 16, size: 'max' }),
});

/** Sequences with acts that random ones rarely reach. */
export const EXAMPLES: [Sequence][] = [
  [
    {
      from: '2026-11-25',
      prelude: 'nothing',
      commands: [
        { do: 'offer', by: 'session', family: 4, nth: 0, when: 99, weeks: 60, days: 0 },
        { do: 'accept', family: 4, keep: false, told: false },
        { do: 'birth', family: 4, after: -30 },
        { do: 'birth', family: 4, after: -31 },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'nothing',
      commands: [
        { do: 'offer', by: 'session', family: 4, nth: 0, when: 99, weeks: 60, days: 1 },
        { do: 'accept', family: 4, keep: false, told: false },
        { do: 'agreement', family: 4, suffices: true },
        { do: 'stop', family: 4 },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'nothing',
      commands: [
        { do: 'agreement', family: 1, suffices: true },
        { do: 'correctSolution', family: 1, choice: 'wait', days: 0 },
        { do: 'endSolution', family: 1, choice: 'wait', days: -1 },
        { do: 'endSolution', family: 1, choice: 'wait', days: 3 },
        { do: 'pass', days: 5, jobs: true },
        { do: 'agreement', family: 2, suffices: true },
        { do: 'pass', days: 2, jobs: true },
        { do: 'endSolution', family: 2, choice: 'stop', days: -1 },
        { do: 'offer', by: 'session', family: 4, nth: 0, when: 99, weeks: 60, days: 1 },
        { do: 'pass', days: 20, jobs: true },
        { do: 'pass', days: 10, jobs: true },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'nothing',
      commands: [
        // It sufficed, and the search goes on where it was. What was taken back is not taken back twice.
        { do: 'elsewhere', family: 1, suffices: true },
        { do: 'takeBack', family: 1 },
        { do: 'takeBack', family: 1 },
        // Two partial ones: the other goes on.
        { do: 'elsewhere', family: 1, suffices: false },
        { do: 'elsewhere', family: 1, suffices: false },
        { do: 'takeBack', family: 1 },
        { do: 'takeBack', family: 1 },
        // Beside an offer, which stays open, and beside the place that it becomes.
        { do: 'offer', by: 'session', family: 2, nth: 1, when: 41, weeks: 20, days: 3 },
        { do: 'elsewhere', family: 2, suffices: false },
        { do: 'takeBack', family: 2 },
        { do: 'elsewhere', family: 2, suffices: false },
        { do: 'accept', family: 2, keep: false, told: false },
        { do: 'takeBack', family: 2 },
        // What its desk noted is not the family's to take back; what it told may be over by a last day.
        { do: 'agreement', family: 3, suffices: false },
        { do: 'takeBack', family: 3 },
        { do: 'elsewhere', family: 4, suffices: false },
        { do: 'endSolution', family: 4, choice: 'wait', days: 3 },
        { do: 'takeBack', family: 4 },
        { do: 'pass', days: 10, jobs: true },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'transfer',
      commands: [
        { do: 'pass', days: 6, jobs: true },
        { do: 'changeDays', nth: 0, days: 1, when: 1 },
        { do: 'changeDays', nth: 7, days: 0, when: 40 },
        { do: 'pass', days: 2, jobs: true },
        { do: 'noShow', nth: 0 },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'emergency',
      commands: [
        { do: 'pass', days: 28, jobs: true },
        { do: 'changeDays', nth: 0, days: 0, when: 30 },
        { do: 'pass', days: 22, jobs: false },
        { do: 'noShow', nth: 5 },
        { do: 'extend', nth: 0, when: 1 },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'moving',
      commands: [
        { do: 'leave', nth: 4, when: 1 },
        { do: 'leave', nth: 0, when: 1 },
        { do: 'undo', nth: 7 },
        { do: 'extend', nth: 0, when: 0 },
        { do: 'pass', days: 1, jobs: true },
        { do: 'pass', days: 1, jobs: true },
        { do: 'decline', family: 0, choice: 'wait', told: false },
      ],
    },
  ],
  [
    {
      from: '2027-02-26',
      prelude: 'emergency',
      commands: [
        { do: 'pass', days: 37, jobs: true },
        { do: 'confirmMove', nth: 0 },
        { do: 'pass', days: 10, jobs: false },
        { do: 'overbooking', nth: 0, allowed: false },
        { do: 'endAndUndo', nth: 0, end: 'leave', when: 0 },
        { do: 'endAndUndo', nth: 2, end: 'noShow', when: 0 },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'transfer',
      commands: [
        { do: 'pass', days: 55, jobs: true },
        { do: 'changeSection', nth: 0, to: 0, when: 0 },
        { do: 'offer', by: 'session', family: 0, nth: 0, when: 0, weeks: 1, days: 0 },
        { do: 'accept', family: 0, keep: false, told: false },
      ],
    },
  ],
  [
    {
      from: '2027-02-26',
      prelude: 'emergency',
      commands: [
        { do: 'pass', days: 47, jobs: true },
        { do: 'confirmMove', nth: 0 },
        { do: 'noShow', nth: 2 },
        { do: 'accept', family: 0, keep: false, told: false },
        { do: 'accept', family: 0, keep: false, told: false },
        { do: 'extend', nth: 0, when: 0 },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'placed',
      commands: [
        { do: 'changeDays', nth: 0, days: 1, when: 50 },
        { do: 'changeDays', nth: 1, days: 4, when: 60 },
        { do: 'changeDays', nth: 2, days: 3, when: 70 },
        { do: 'postpone', nth: 0, when: 51 },
        { do: 'postpone', nth: 1, when: 20 },
        { do: 'leave', nth: 0, when: 10 },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'moving',
      commands: [
        { do: 'changeDays', nth: 0, days: 4, when: 0 },
        { do: 'extend', nth: 0, when: 79 },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'emergency',
      commands: [
        { do: 'ratify', nth: 0, ratified: false, when: 50 },
        { do: 'ratify', nth: 0, ratified: true, when: 0 },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'placed',
      commands: [
        { do: 'withdraw', family: 3 },
        { do: 'askAgain', family: 3 },
        { do: 'agreement', family: 3, suffices: false },
        { do: 'askAgain', family: 3 },
        { do: 'elsewhere', family: 3, suffices: true },
        { do: 'overbooking', nth: 0, allowed: true },
        { do: 'pass', days: 40, jobs: true },
        { do: 'noShow', nth: 0 },
        { do: 'extend', nth: 0, when: 31 },
        { do: 'leave', nth: 0, when: 50 },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'transfer',
      commands: [
        { do: 'accept', family: 0, keep: false, told: false },
        { do: 'pass', days: 45, jobs: true },
        { do: 'pass', days: 45, jobs: true },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'placed',
      commands: [
        { do: 'propose', nth: 0, when: 31, later: 7, agreed: false },
        { do: 'propose', nth: 1, when: 31, later: 7, agreed: false },
        { do: 'agree', family: 1 },
        { do: 'agree', family: 2 },
        { do: 'offer', by: 'session', family: 3, nth: 1, when: 41, weeks: 20, days: 0 },
        { do: 'decline', family: 3, choice: 'wait', told: false },
        { do: 'offer', by: 'next', family: 3, nth: 1, when: 41, weeks: 20, days: 0 },
        { do: 'bounce', family: 3 },
        { do: 'revoke', family: 3 },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'moving',
      commands: [
        { do: 'postpone', nth: 0, when: 51 },
        { do: 'changeDays', nth: 0, days: 1, when: 0 },
        { do: 'cancel', nth: 0 },
        { do: 'undo', nth: 0 },
        { do: 'stay', nth: 0, when: 50 },
        { do: 'confirmMove', nth: 0 },
        { do: 'paths', nth: 0, september: true },
        { do: 'closing', nth: 0, when: 20, length: 5 },
        { do: 'reopen', nth: 0 },
        { do: 'giveUp', family: 1, choice: 'wait', told: true },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'moving',
      commands: [
        { do: 'shut', nth: 0, when: 60, whole: true, confirmed: false },
        { do: 'shut', nth: 0, when: 60, whole: true, confirmed: true },
        { do: 'cancel', nth: 0 },
        { do: 'undo', nth: 0 },
        { do: 'unshut', nth: 0, when: 70, whole: true },
        { do: 'shut', nth: 2, when: 60, whole: false, confirmed: true },
        { do: 'unshut', nth: 2, when: 70, whole: false },
        { do: 'hours', nth: 2, when: 50, days: 0, until: null },
        { do: 'dropHours', nth: 2 },
        { do: 'ages', nth: 4, when: 3, months: 2 },
        { do: 'addSection', nth: 2, when: 3 },
        { do: 'sectionPlaces', nth: 4, when: 3, places: 1 },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'placed',
      commands: [
        { do: 'shut', nth: 0, when: 0, whole: false, confirmed: true },
        { do: 'endAndUndo', nth: 0, end: 'leave', when: 1 },
        { do: 'endAndUndo', nth: 1, end: 'leave', when: 30 },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'nothing',
      commands: [
        ...[0, 1, 2].map(() => ({ do: 'enter', nth: 0, when: 20, weeks: 20, days: 1, decided: true }) as const),
        { do: 'enter', nth: 0, when: 20, weeks: 20, days: 0, decided: false },
        { do: 'leave', nth: 0, when: 60 },
        { do: 'remove', nth: 1 },
      ],
    },
  ],
  [
    {
      from: '2026-11-25',
      prelude: 'nothing',
      commands: [
        { do: 'reserve', nth: 0, owner: 2, when: 5, weeks: 50, days: 0, places: 1, release: null },
        { do: 'note', family: 1, owner: 0 },
        { do: 'offer', by: 'session', family: 1, nth: 0, when: 31, weeks: 30, days: 0 },
        { do: 'accept', family: 1, keep: false, told: false },
        { do: 'offer', by: 'session', family: 2, nth: 0, when: 31, weeks: 30, days: 3 },
        { do: 'offer', by: 'session', family: 3, nth: 0, when: 31, weeks: 30, days: 3 },
        { do: 'setOwner', nth: 0, owner: null },
        { do: 'setOwner', nth: 0, owner: 2 },
        { do: 'changeReserve', nth: 0, when: 40, days: 1, places: 1 },
        { do: 'endNote', nth: 0 },
        { do: 'endReserve', nth: 0, when: 60 },
      ],
    },
  ],
];
