import { FEWEST_SHOWN } from '../../../foundation/kernel/small-counts.js';

/**
 * What the texts ask of the territory: action 1 of the convention (CTG), the evaluation that its article 8 asks for, the
 * plan of CASF D214-10-1, the duties of L214-1-3.
 */
export const FRAMEWORK_LISTS = ['convention', 'evaluation', 'plan', 'duties'] as const;
export type FrameworkList = (typeof FRAMEWORK_LISTS)[number];

/** Figures that answer an item. Counts of people are hidden in files when they are small. */
export interface FrameworkFacts {
  readonly desks: number;
  /** Requests received here, without those of lists. Null while nothing was counted yet. */
  readonly received: number | null;
  /** Requests taken over from lists of before. Absent in reports that counted them with the others. */
  readonly listed?: number | null;
  readonly enquiries: number | null;
  readonly with: number | null;
  readonly without: number | null;
  readonly collectivePlaces: number;
  readonly individualPlaces: number;
  /** Children whose need nobody expressed: a range. Null while the number of children is not known. */
  readonly need: { readonly low: number; readonly high: number } | null;
  readonly whiteZones: number;
  /** What is known and told inside the desk only. Reports that were made before this was kept have none. */
  readonly hidden?: readonly PeopleCount[];
}

interface FrameworkItem {
  readonly list: FrameworkList;
  readonly item: string;
  /** The facts that its sentence holds; none: people have to write it. */
  readonly facts: readonly Answer[];
  /** The page where its figures stand; null where people write it, and where no page counts it. */
  readonly source: string | null;
}

/** Counts of people: small ones do not leave the desk. */
const PEOPLE = ['received', 'listed', 'enquiries', 'with', 'without'] as const;
type PeopleCount = (typeof PEOPLE)[number];
type Answer = Exclude<keyof FrameworkFacts, 'hidden'>;

/**
 * The counts that do not leave the desk: small ones, and those of an evening that no other document tells
 * (decision 0136).
 */
export const hiddenPeople = (
  counts: Pick<FrameworkFacts, PeopleCount>,
  evening: Readonly<Record<'with' | 'without', number | null>>,
): PeopleCount[] =>
  PEOPLE.filter((key) => {
    const count = counts[key] ?? null;
    // Open data tell the sum of both: few of lists would be the difference.
    if (key === 'received' && isFew(counts.listed)) return true;
    if (key === 'listed') return isFew(count);
    return count !== null && (count < FEWEST_SHOWN || ((key === 'with' || key === 'without') && evening[key] === null));
  });

const isFew = (count: number | null | undefined): boolean => !!count && count < FEWEST_SHOWN;

const item = (
  list: FrameworkList,
  name: string,
  facts: readonly Answer[] = [],
  source: string | null = null,
): FrameworkItem => ({ list, item: name, facts, source });

/** In the order of the texts. */
export const FRAMEWORK: readonly FrameworkItem[] = [
  item('convention', 'exists', ['desks']),
  item('convention', 'received', ['received'], '/rapport'),
  item('convention', 'listed', ['listed'], '/rapport'),
  item('convention', 'enquiries', ['enquiries'], '/temps-des-equipes'),
  item('convention', 'with', ['with'], '/rapport'),
  item('convention', 'without', ['without'], '/rapport'),
  item('evaluation', 'actions'),
  item('evaluation', 'communes'),
  item('evaluation', 'coverage', ['collectivePlaces', 'individualPlaces', 'whiteZones'], '/zones'),
  item('evaluation', 'services'),
  item('evaluation', 'satisfaction'),
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

/** What each item can be answered with. @param outside whether it leaves the desk: no item with a hidden count then */
export const frameworkLines = (facts: FrameworkFacts, outside: boolean): FrameworkLine[] => {
  const hidden: readonly string[] = outside ? (facts.hidden ?? hiddenPeople(facts, facts)) : [];
  return FRAMEWORK.map(({ list, item: name, facts: needed, source }) => {
    const isTold = needed.every((key) => (facts[key] ?? null) !== null && !hidden.includes(key));
    return { list, item: name, source, state: needed.length === 0 ? 'written' : isTold ? 'told' : 'unknown' };
  });
};
