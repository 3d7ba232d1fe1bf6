import { FEWEST_SHOWN } from '../../kernel/small-counts.js';

/** What three texts ask of the territory: the convention (CTG), the plan of CASF D214-10-1, the duties of L214-1-3. */
export const FRAMEWORK_LISTS = ['convention', 'plan', 'duties'] as const;
export type FrameworkList = (typeof FRAMEWORK_LISTS)[number];

/** Figures that answer an item. Counts of people are hidden in files when they are small. */
export interface FrameworkFacts {
  readonly desks: number;
  /** Null while nothing was counted yet. */
  readonly received: number | null;
  readonly enquiries: number | null;
  readonly with: number | null;
  readonly without: number | null;
  readonly collectivePlaces: number;
  readonly individualPlaces: number;
  /** Children whose need nobody expressed: a range. Null while the number of children is not known. */
  readonly need: { readonly low: number; readonly high: number } | null;
  readonly whiteZones: number;
}

interface FrameworkItem {
  readonly list: FrameworkList;
  readonly item: string;
  /** The facts that its sentence holds; none: people have to write it. */
  readonly facts: readonly (keyof FrameworkFacts)[];
  /** The page where its figures stand; null where people write it, and where no page counts it. */
  readonly source: string | null;
}

const PEOPLE: readonly (keyof FrameworkFacts)[] = ['received', 'enquiries', 'with', 'without'];

const item = (
  list: FrameworkList,
  name: string,
  facts: readonly (keyof FrameworkFacts)[] = [],
  source: string | null = null,
): FrameworkItem => ({ list, item: name, facts, source });

/** In the order of the texts. */
export const FRAMEWORK: readonly FrameworkItem[] = [
  item('convention', 'exists', ['desks']),
  item('convention', 'received', ['received'], '/rapport'),
  item('convention', 'enquiries', ['enquiries'], '/temps-des-equipes'),
  item('convention', 'with', ['with'], '/rapport'),
  item('convention', 'without', ['without'], '/rapport'),
  item('plan', 'offer', ['collectivePlaces', 'individualPlaces'], '/zones'),
  item('plan', 'needs', ['need', 'without'], '/zones'),
  item('plan', 'areas', ['whiteZones'], '/zones'),
  ...['goals', 'jobs', 'difficulties', 'quality', 'investments', 'costs', 'calendar'].map((name) => item('plan', name)),
  item('plan', 'indicators', ['received', 'without'], '/rapport'),
  item('duties', 'count', ['need', 'without'], '/zones'),
  item('duties', 'inform', ['enquiries', 'received'], '/rapport'),
  item('duties', 'plan'),
  item('duties', 'quality'),
];

export interface FrameworkLine {
  readonly list: FrameworkList;
  readonly item: string;
  readonly source: string | null;
  /** `written`: people write it. `unknown`: a figure is not known, or not told. */
  readonly state: 'told' | 'written' | 'unknown';
}

/** What each item can be answered with. @param outside whether it leaves the desk: no item with a small count then */
export const frameworkLines = (facts: FrameworkFacts, outside: boolean): FrameworkLine[] =>
  FRAMEWORK.map(({ list, item: name, facts: needed, source }) => {
    const isTold = needed.every((key) => {
      const value = facts[key];
      return value !== null && !(outside && PEOPLE.includes(key) && typeof value === 'number' && value < FEWEST_SHOWN);
    });
    return { list, item: name, source, state: needed.length === 0 ? 'written' : isTold ? 'told' : 'unknown' };
  });
