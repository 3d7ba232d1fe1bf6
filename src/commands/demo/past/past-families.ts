import { addDays, type Day } from '../../../foundation/kernel/time.js';

/** How the search of a family ended. */
export type PastEnding =
  | 'childminder'
  | 'elsewhere'
  /** A place accepted, and left before today. */
  | 'accepted'
  | 'declined'
  /** A place offered and never answered; the family withdraws later. */
  | 'expired'
  | 'withdrawn'
  | 'lapsed';

/** A family of the year behind the demonstration. Nobody is meant. */
export interface PastFamily {
  readonly number: number;
  readonly firstName: string;
  readonly surname: string;
  readonly childName: string;
  readonly loneParent: boolean;
  /** Which commune of those handed over. */
  readonly commune: number;
  readonly depositedOn: Day;
  readonly birthDate: Day;
  readonly wantedFrom: Day;
  /** The day on which a family finds something by itself: once it was without, unless it asked late. */
  readonly foundOn: Day;
  readonly days: 3 | 4 | 5;
  readonly ending: PastEnding;
  /** Days after the deposit on which it agrees with a childminder or withdraws. */
  readonly endsAfter: number;
}

/** Days before today on which the last of them deposited, so that all of them have ended by now. */
const LAST = 80;
/** Deposits by month, the earliest first: more of them in spring, before the year that begins in September. */
const BY_MONTH = [5, 4, 3, 3, 3, 4, 4, 6, 7, 6, 4, 3, 4, 4] as const;
const MONTH = 30;
/** Days before today on which others deposited whose search was short, so that the present month has received some. */
const RECENT = [71, 62, 53, 45, 38, 30, 24, 18, 13, 9] as const;
const SHORT_ENDINGS: readonly PastEnding[] = ['childminder', 'elsewhere', 'childminder', 'withdrawn'];
const SHORT = 6;

const SURNAMES = ['Bonnot', 'Charvet', 'Delorme', 'Fayard', 'Guyon', 'Jacquet', 'Lacroze', 'Mathey', 'Perrin'] as const;
const FIRST_NAMES = [
  'Amina',
  'Claire',
  'Elsa',
  'Fanny',
  'Lucas',
  'Nora',
  'Paul',
  'Sarah',
  'Yanis',
  'Zoé',
  'Hugo',
] as const;
const CHILD_NAMES = [
  'Adam',
  'Inès',
  'Jade',
  'Léo',
  'Lina',
  'Malo',
  'Nina',
  'Noé',
  'Rose',
  'Sacha',
  'Tom',
  'Zélie',
  'Ezio',
] as const;
/** In turn, so that every month has several. */
const ENDINGS: readonly PastEnding[] = [
  'childminder',
  'accepted',
  'elsewhere',
  'expired',
  'childminder',
  'declined',
  'withdrawn',
  'elsewhere',
  'lapsed',
  'childminder',
  'elsewhere',
  // A second round: most offers are declined, because whoever accepts holds the seats until it leaves.
  'childminder',
  'declined',
  'elsewhere',
  'expired',
  'childminder',
  'declined',
  'withdrawn',
  'elsewhere',
  'lapsed',
  'childminder',
  'elsewhere',
];

const earlier = (one: Day, other: Day): Day => (one < other ? one : other);
const inTurn = <Value>(values: readonly Value[], index: number): Value => values[index % values.length]!;

/** The families whose search is over, the earliest deposit first. The same day gives the same families. */
export function pastFamilies(today: Day): PastFamily[] {
  const oldest = LAST + BY_MONTH.length * MONTH;
  const long = BY_MONTH.flatMap((count, month) =>
    Array.from({ length: count }, (_, place) => -oldest + month * MONTH + Math.floor((place * MONTH) / count)),
  );
  return [...long, ...RECENT.map((before) => -before)].map((day, number) => {
    const isShort = number >= long.length;
    const depositedOn = addDays(today, day);
    const wantedFrom = addDays(depositedOn, 60 + ((number * 37) % 90));
    return {
      number,
      firstName: inTurn(FIRST_NAMES, number),
      surname: inTurn(SURNAMES, number),
      childName: inTurn(CHILD_NAMES, number),
      loneParent: number % 4 === 1,
      commune: (number * 5) % 9,
      depositedOn,
      birthDate: addDays(wantedFrom, -(90 + ((number * 71) % 600))),
      wantedFrom,
      foundOn: earlier(addDays(wantedFrom, 10 + (number % 40)), addDays(today, -3)),
      days: ([5, 4, 3] as const)[number % 3]!,
      ending: inTurn(isShort ? SHORT_ENDINGS : ENDINGS, number),
      endsAfter: isShort ? SHORT : 25,
    };
  });
}

/** Somebody who rang, wrote or came by. */
export interface PastContact {
  readonly day: Day;
  readonly channel: 'phone' | 'visit' | 'mail';
  readonly subject: 'find_care' | 'childminder' | 'cost' | 'follow_up';
  readonly minutes: number;
  readonly commune: number;
}

/** Days between two contacts. */
const CONTACT_EVERY = 10;
const CONTACTS_FOR = 490;

/** Contacts of the year behind, the earliest first. */
export const pastContacts = (today: Day): PastContact[] =>
  Array.from({ length: Math.floor(CONTACTS_FOR / CONTACT_EVERY) }, (_, number) => ({
    day: addDays(today, -CONTACTS_FOR + number * CONTACT_EVERY),
    channel: inTurn(['phone', 'visit', 'phone', 'mail'] as const, number),
    subject: inTurn(['find_care', 'cost', 'childminder', 'find_care', 'follow_up'] as const, number),
    minutes: 5 + ((number * 7) % 20),
    commune: number % 7,
  }));
