import type { FieldValues } from './page.js';
import { dayFields } from './page.js';
import { ADULT, BORN, HOUSEHOLD } from './parent.js';

/** One line of points, as its family and as members of a session name it. */
export const LINES = {
  resident: ['La famille habite le territoire', 'Réside sur le territoire', 100],
  lone_working: ['Parent seul qui travaille ou se forme', 'Parent seul qui travaille ou se forme', 100],
  lone_not_working: ['Parent seul qui ne travaille pas', 'Parent seul qui ne travaille pas', 40],
  both_work: ['Les deux parents travaillent ou se forment', 'Les deux parents travaillent ou se forment', 100],
  one_works: ['Un seul des deux parents travaille ou se forme', 'Un des deux parents travaille ou se forme', 40],
  neither_works: ['Aucun des deux parents ne travaille', 'Aucun des deux parents ne travaille', 20],
  twins: ['Naissance multiple', 'Naissance multiple', 30],
  adaptation: [
    'L’accueil de l’enfant doit être adapté, par exemple pour un handicap',
    'Besoin d’adaptation de l’enfant',
    30,
  ],
  relative: ['Handicap d’un proche du foyer', 'Handicap d’un proche', 20],
  trade: ['Métier prioritaire dans la commune', 'Métier prioritaire exercé sur le territoire', 30],
} as const;
export type Line = keyof typeof LINES;

/** What a family fills in on its pages, where it is not what most do: a lone mother at work, in Montceau. */
export interface Filled {
  readonly adult?: FieldValues;
  readonly second?: FieldValues;
  readonly household?: FieldValues;
  readonly child?: FieldValues;
  readonly twin?: true;
  readonly facts?: FieldValues;
  readonly consents?: FieldValues;
  /** What it changes after sending, page by page. */
  readonly later?: Readonly<Record<string, FieldValues>>;
}

export interface WorkedOut {
  readonly family: string;
  readonly by: 'page' | 'api' | 'list';
  readonly filled?: Filled;
  readonly sent?: { readonly adults: object[]; readonly household: object; readonly child?: object };
  /** A row of a list: situation, second adult; and what the desk notes by telephone. */
  readonly row?: {
    readonly situation: string;
    readonly second?: string;
    readonly back?: string;
    readonly noted: FieldValues;
  };
  readonly lines: readonly Line[];
  readonly sum: string;
}

const COUPLE = { ...HOUSEHOLD, loneParent: 'no' };
const back = (day: string): FieldValues => ({ situation: 'maternity_leave', ...dayFields('returnsOn', day) });
const SECOND = { firstName: 'Yann', surname: 'Second', parentalAuthority: 'yes' };

/**
 * Twelve families under the grid of the demonstration, worked out by hand. Care is wanted from 1 March 2027, and the
 * activity of parents is judged on that day.
 *
 * |    | family                                            | by hand                                   | points |
 * | -- | ------------------------------------------------- | ----------------------------------------- | ------ |
 * |  1 | a lone mother at work                             | resident 100 + lone, works 100            |    200 |
 * |  2 | a lone mother on leave, back when care starts     | resident 100 + lone, works 100            |    200 |
 * |  3 | a lone mother on leave, back the day after        | resident 100 + lone, does not work 40     |    140 |
 * |  4 | two parents at work                               | resident 100 + both 100                   |    200 |
 * |  5 | two parents, of one nothing is said               | resident 100 + one 40                     |    140 |
 * |  6 | twins, one parent works, the other looks for work | resident 100 + one 40 + twins 30          |    170 |
 * |  7 | a lone mother who answers twice: a relative after | resident 100 + lone, works 100 + rel. 20  |    220 |
 * |  8 | a lone mother who agrees late to be read          | resident 100 + lone, works 100 + trade 30 |    230 |
 * |  9 | from another town, lone, looking for work         | lone, does not work 40                    |     40 |
 * | 10 | of a portal: neither works, care to adapt         | resident 100 + neither 20 + adapted 30    |    150 |
 * | 11 | of a list: on leave, back by then; lone by phone  | resident 100 + lone, works 100            |    200 |
 * | 12 | of a list: "2 emplois"; two parents by phone      | resident 100 + both 100                   |    200 |
 */
export const TWELVE: readonly WorkedOut[] = [
  { family: 'Un', by: 'page', lines: ['resident', 'lone_working'], sum: '100 + 100 = 200 points' },
  {
    family: 'Deux',
    by: 'page',
    filled: { adult: back('2027-03-01') },
    lines: ['resident', 'lone_working'],
    sum: '100 + 100 = 200 points',
  },
  {
    family: 'Trois',
    by: 'page',
    filled: { adult: back('2027-03-02') },
    lines: ['resident', 'lone_not_working'],
    sum: '100 + 40 = 140 points',
  },
  {
    family: 'Quatre',
    by: 'page',
    filled: { household: COUPLE, second: { ...SECOND, situation: 'studying' } },
    lines: ['resident', 'both_work'],
    sum: '100 + 100 = 200 points',
  },
  {
    family: 'Cinq',
    by: 'page',
    filled: { household: COUPLE },
    lines: ['resident', 'one_works'],
    sum: '100 + 40 = 140 points',
  },
  {
    family: 'Six',
    by: 'page',
    filled: { household: COUPLE, second: { ...SECOND, situation: 'job_seeking' }, twin: true },
    lines: ['resident', 'one_works', 'twins'],
    sum: '100 + 40 + 30 = 170 points',
  },
  {
    family: 'Sept',
    by: 'page',
    filled: { facts: { relative_handicap: 'no' }, later: { points: { relative_handicap: 'yes' } } },
    lines: ['resident', 'lone_working', 'relative'],
    sum: '100 + 100 + 20 = 220 points',
  },
  {
    family: 'Huit',
    by: 'page',
    filled: {
      facts: { priority_trade_in_town: 'yes' },
      consents: { shareWithProviders: 'no', reminders: 'no' },
      later: { accords: { shareWithProviders: 'yes', reminders: 'yes' } },
    },
    lines: ['resident', 'lone_working', 'trade'],
    sum: '100 + 100 + 30 = 230 points',
  },
  {
    family: 'Neuf',
    by: 'page',
    filled: {
      adult: {
        situation: 'job_seeking',
        communeCode: 'elsewhere',
        communeName: 'Paray-le-Monial',
        postalCode: '71600',
      },
    },
    lines: ['lone_not_working'],
    sum: '40 points',
  },
  {
    family: 'Dix',
    by: 'api',
    sent: {
      adults: [{ situation: 'job_seeking' }, { situation: 'none' }],
      household: { loneParent: false },
      child: { adaptationNeed: true },
    },
    lines: ['resident', 'neither_works', 'adaptation'],
    sum: '100 + 20 + 30 = 150 points',
  },
  {
    family: 'Onze',
    by: 'list',
    row: { situation: 'congé parental', back: '01/03/2027', noted: { loneParent: 'yes' } },
    lines: ['resident', 'lone_working'],
    sum: '100 + 100 = 200 points',
  },
  {
    family: 'Douze',
    by: 'list',
    row: { situation: '2 emplois', second: 'Yann Douze', noted: { loneParent: 'no' } },
    lines: ['resident', 'both_work'],
    sum: '100 + 100 = 200 points',
  },
];

/** What each family fills in of itself. */
export const adultOf = (family: string, index: number, more: FieldValues = {}): FieldValues => ({
  ...ADULT,
  surname: family,
  phone: `06 55 00 00 ${String(index).padStart(2, '0')}`,
  email: `${family.toLowerCase()}@exemple.fr`,
  ...more,
});
export const childOf = (family: string, more: FieldValues = {}): FieldValues => ({
  ...BORN,
  firstName: `Enfant${family}`,
  surname: family,
  multipleBirth: 'no',
  ...more,
});
