/** A setting that is a number typed by people: the least and the most that it may be, what it counts, where it stands. */
interface TypedNumber {
  readonly least: number;
  readonly most: number;
  /** `settings.<unit>` says a value in words. */
  readonly unit: 'hours' | 'days' | 'weeks' | 'months' | 'kilometres' | 'places' | 'halfDaysWanted';
  readonly group: 'general' | 'zones';
}

/** In the order of the page. What a setting is called and what follows from it are `settings.name`, `hint`, `follows`, `errors`. */
export const NUMBERS = {
  /** A week-end and a letter pass before a family has read its offer. Days (domain.md §9). */
  offerDays: { least: 3, most: 60, unit: 'days', group: 'general' },
  longerDelayDays: { least: 1, most: 30, unit: 'days', group: 'general' },
  firstDayAnswerDays: { least: 2, most: 21, unit: 'days', group: 'general' },
  /** Before the appointment. */
  appointmentChangeHours: { least: 1, most: 168, unit: 'hours', group: 'general' },
  /** For a person outside the desk to give its opinion. */
  opinionDays: { least: 3, most: 60, unit: 'days', group: 'general' },
  /** For the desk to call a family that a service sent to it. */
  referralCallDays: { least: 1, most: 30, unit: 'days', group: 'general' },
  /** After a point d'accueil filed. */
  pointFollowMonths: { least: 1, most: 24, unit: 'months', group: 'general' },
  /** Weeks before the wanted date (domain.md §10). */
  noSolutionHorizonWeeks: { least: 1, most: 52, unit: 'weeks', group: 'general' },
  /** Between the centres of communes. */
  zoneRadiusKm: { least: 1, most: 60, unit: 'kilometres', group: 'zones' },
  /** Confirmed places of childminders nearby. */
  whiteZonePlaces: { least: 0, most: 100, unit: 'places', group: 'zones' },
  /** Half-days wanted for each that is free nearby. */
  whiteZoneTension: { least: 1, most: 100, unit: 'halfDaysWanted', group: 'zones' },
} as const satisfies Record<string, TypedNumber>;
export type NumberName = keyof typeof NUMBERS;
export const NUMBER_NAMES = Object.keys(NUMBERS) as NumberName[];
const namesIn = (wanted: TypedNumber['group']): NumberName[] =>
  NUMBER_NAMES.filter((name) => NUMBERS[name].group === wanted);

/** The settings that a page lets people change. Those of the legal page have a page of their own. */
export const CHOICES = [
  'territoryName',
  ...namesIn('general'),
  'silenceMonths',
  'silenceMeansRefusal',
  ...namesIn('zones'),
] as const;
export type Choice = (typeof CHOICES)[number];
export interface Choices extends Readonly<Record<NumberName, number>> {
  readonly territoryName: string;
  /** Months (domain.md §11). */
  readonly silenceMonths: number;
  readonly silenceMeansRefusal: boolean;
}

/** Two months by law, four where a decree says so (CRPA L231-4, L231-6). */
export const SILENCE_MONTHS = [2, 4] as const;

export interface ChangedChoice {
  readonly name: Choice;
  readonly before: Choices[Choice];
  readonly after: Choices[Choice];
}

/** What becomes other, in the order of the page. */
export const changesOf = (before: Choices, after: Choices): ChangedChoice[] =>
  CHOICES.filter((name) => before[name] !== after[name]).map((name) => ({
    name,
    before: before[name],
    after: after[name],
  }));

export const isChoice = (name: string): name is Choice => CHOICES.some((choice) => choice === name);
