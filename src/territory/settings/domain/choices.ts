/** The settings that a page lets people change. Those of the legal page have a page of their own. */
export const CHOICES = [
  'territoryName',
  'offerDays',
  'noSolutionHorizonWeeks',
  'silenceMonths',
  'silenceMeansRefusal',
  'zoneRadiusKm',
  'whiteZonePlaces',
  'whiteZoneTension',
] as const;
export type Choice = (typeof CHOICES)[number];
export interface Choices {
  readonly territoryName: string;
  /** Days a family has to answer an offer that a director makes (domain.md §9). */
  readonly offerDays: number;
  /** Weeks before the wanted date (domain.md §10). */
  readonly noSolutionHorizonWeeks: number;
  /** Months (domain.md §11). */
  readonly silenceMonths: number;
  readonly silenceMeansRefusal: boolean;
  /** Kilometres between the centres of communes. */
  readonly zoneRadiusKm: number;
  /** Confirmed places of childminders nearby. */
  readonly whiteZonePlaces: number;
  /** Half-days wanted for each that is free nearby. */
  readonly whiteZoneTension: number;
}

/** The least and the most that each number may be. */
export const BOUNDS = {
  /** A week-end and a letter pass before a family has read its offer. */
  offerDays: { least: 3, most: 60 },
  noSolutionHorizonWeeks: { least: 1, most: 52 },
  zoneRadiusKm: { least: 1, most: 60 },
  whiteZonePlaces: { least: 0, most: 100 },
  whiteZoneTension: { least: 1, most: 100 },
} as const;
/** The settings that are numbers typed by people. */
export const NUMBERS = Object.keys(BOUNDS) as (keyof typeof BOUNDS)[];
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
