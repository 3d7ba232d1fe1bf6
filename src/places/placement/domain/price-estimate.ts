import { addMonths, type Day } from '../../../foundation/kernel/time.js';

/**
 * What a family would pay in a nursery financed by the PSU (domain.md §12). It is an estimate and never a bill: the
 * nursery bills from the Caf's own service.
 */
export type PriceScale = 'collective' | 'family_creche';

export interface PriceInput {
  /** Euros a month, of the household, year N-2, before deductions. */
  readonly monthlyResources: number;
  /** 1 at least. */
  readonly dependentChildren: number;
  /** Whether a child of the household has a handicap. The rate of the next larger family then applies. */
  readonly disabledChild: boolean;
}

export interface PriceEstimate {
  /** Euros an hour, to the cent. */
  readonly hourly: number;
  /** The share of the monthly resources, up to the ceiling, that an hour costs: 0.000619 for example. */
  readonly rate: number;
  readonly resourcesCounted: number;
  /** Whether the resources were raised to the floor or cut at the ceiling. */
  readonly bounded: 'floor' | 'ceiling' | null;
  /**
   * The first day of the latest table known, where that of the day of the care is not: a table holds for a year from
   * September on. Null otherwise.
   */
  readonly olderTable: Day | null;
}

/** From this many children on, an hour costs this share of the resources. Highest number of children first. */
type Rates = readonly { readonly children: number; readonly rate: number }[];

const RATES: Record<PriceScale, Rates> = {
  collective: [
    { children: 1, rate: 0.000619 },
    { children: 2, rate: 0.000516 },
    { children: 3, rate: 0.000413 },
    { children: 4, rate: 0.00031 },
    { children: 8, rate: 0.000206 },
  ],
  // To be confirmed by the Caf (domain.md §12).
  family_creche: [
    { children: 1, rate: 0.000516 },
    { children: 2, rate: 0.000413 },
    { children: 3, rate: 0.00031 },
    { children: 6, rate: 0.000206 },
  ],
};

/**
 * Floor and ceiling of the resources by date, latest first. The floor before September 2025 is not known here, so the
 * present one is used for it.
 */
const BOUNDS: readonly { readonly from: Day; readonly floor: number; readonly ceiling: number }[] = [
  { from: '2025-09-01', floor: 814.62, ceiling: 8500 },
  { from: '2024-09-01', floor: 814.62, ceiling: 7000 },
  { from: '0000-01-01', floor: 814.62, ceiling: 6000 },
];

const LATEST = BOUNDS[0]!.from;
/** The first day whose floor and ceiling are not known: a new table is published for each September. */
export const SCALE_ENDS_BEFORE: Day = addMonths(LATEST, 12);

function rateOf(scale: PriceScale, { dependentChildren, disabledChild }: PriceInput): number {
  const rates = RATES[scale];
  const own = rates.findLastIndex(({ children }) => children <= Math.max(1, dependentChildren));
  return rates[Math.min(rates.length - 1, own + (disabledChild ? 1 : 0))]!.rate;
}

/** @param on the day of the care. It selects the floor and ceiling then in force, or the latest known ones */
export function estimatePrice(scale: PriceScale, input: PriceInput, on: Day): PriceEstimate {
  const { floor, ceiling } = BOUNDS.find(({ from }) => from <= on)!;
  const resourcesCounted = Math.min(ceiling, Math.max(floor, input.monthlyResources));
  const rate = rateOf(scale, input);
  return {
    hourly: Math.round(resourcesCounted * rate * 100) / 100,
    rate,
    resourcesCounted,
    bounded: input.monthlyResources < floor ? 'floor' : input.monthlyResources > ceiling ? 'ceiling' : null,
    olderTable: on >= SCALE_ENDS_BEFORE ? LATEST : null,
  };
}
