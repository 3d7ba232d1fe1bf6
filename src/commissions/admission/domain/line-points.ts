import type { Day } from '../../../foundation/kernel/time.js';
import type { CandidateFacts, Fact, KnownBy } from './facts.js';
import {
  isBands,
  isRange,
  isUnit,
  limited,
  type Band,
  type BandItem,
  type BonusItem,
  type Expert,
  type FlatItem,
  type GridOption,
  type UnitItem,
} from './grid.js';

/** An establishment of the wishes, for the bonuses that count only there. */
export interface BonusPlace {
  readonly id: string;
  readonly communeCode: string | null;
}

/** One line of a child's points, as it is shown to members and to the family. */
export interface PointsLine {
  /**
   * The criterion, or the group when none of its criteria holds; `cap` or `total_cap` for the points that a cap takes
   * away.
   */
  readonly code: string;
  /** The counted value: whether the criterion holds, or the number. Null when nobody has answered. */
  readonly value: boolean | number | null;
  readonly points: number;
  /** `not_declared`: nobody answered; `withheld`: the family does not wish to. */
  readonly proof: KnownBy | 'not_declared' | 'withheld';
  /** The day on which its proof was seen, or its opinion given. */
  readonly on?: Day;
  /** Who gave the opinion. */
  readonly expert?: Expert;
  /** The day on which care starts, where the activity of the parents was judged on that day: a leave ends. */
  readonly careStart?: Day;
  /** Whether the points rest on the family's word, and proof is asked for before an offer is confirmed. */
  readonly toProve?: boolean;
  /** The day on which its proof was asked for, because the outcome of a session depends on it. */
  readonly asked?: Day;
  /** The establishment where the line counts, when it is only one. */
  readonly at?: string;
  /** The lines that share the cap. */
  readonly of?: readonly string[];
}

const UNKNOWN: Fact<never> = { value: null, by: 'declared' };

function written(code: string, { value, by, on }: Fact<boolean | number>, points: number, proof?: boolean): PointsLine {
  const toProve = proof === true && by === 'declared' && points !== 0;
  return {
    code,
    value,
    points,
    proof: value === null && by !== 'withheld' ? 'not_declared' : by,
    ...(on === undefined ? {} : { on }),
    ...(toProve ? { toProve } : {}),
  };
}

/** Limits are whole units, so 612.50 falls in the band that ends at 612. */
const within = (value: number, [from, to]: Band): boolean =>
  (from === null || Math.floor(value) >= from) && (to === null || Math.floor(value) <= to);

function givenBy(value: number, item: BandItem | UnitItem): number {
  if (isBands(item)) return item.bands.find((band) => within(value, band))?.[2] ?? 0;
  const units = Math.floor(value);
  return units === 0 ? 0 : limited(units * (item.perUnit ?? 0), item.cap);
}

function opinionLine(code: string, facts: CandidateFacts, points: (given: number | null) => number): PointsLine {
  const opinion = facts.opinions[code];
  if (!opinion) return written(code, UNKNOWN, 0);
  const { expert, on } = opinion;
  return { ...written(code, { value: opinion.points ?? true, by: 'seen', on }, points(opinion.points)), expert };
}

function flatLine({ code, points, proof }: FlatItem, facts: CandidateFacts): PointsLine {
  if (code in facts.opinions) return opinionLine(code, facts, () => points ?? 0);
  const fact = facts.answers[code] ?? UNKNOWN;
  const line = written(code, fact, fact.value === true ? (points ?? 0) : 0, proof);
  return facts.careStart && code in facts.careStart.answers ? { ...line, careStart: facts.careStart.on } : line;
}

/** The line of one criterion. */
export function lineOf(item: GridOption, facts: CandidateFacts): PointsLine {
  if (isRange(item)) {
    const [least, most] = item.range;
    // The opinion's points within the range of this grid. An opinion without points gives the fewest of the range.
    return opinionLine(item.code, facts, (given) => Math.min(Math.max(given ?? -Infinity, least ?? 0), most ?? 0));
  }
  if (!isBands(item) && !isUnit(item)) return flatLine(item, facts);
  const fact = facts.numbers[item.code] ?? UNKNOWN;
  return written(item.code, fact, fact.value === null ? 0 : givenBy(fact.value, item), item.proof);
}

/** The line of a bonus at one establishment. */
export function bonusLine({ code, bonus, proof }: BonusItem, facts: CandidateFacts, place: BonusPlace): PointsLine {
  const holds = code === 'sibling_present' ? hasSiblingAt(facts, place) : livesBeside(facts, place);
  const withheld = code === 'sibling_present' && facts.siblingWithheld === true;
  const known = facts.answers[code] ?? { by: withheld ? ('withheld' as const) : ('declared' as const) };
  return { ...written(code, { ...known, value: holds }, holds ? (bonus ?? 0) : 0, proof), at: place.id };
}

/** Null when nobody said whether a sibling goes anywhere: an answer that is missing is not a "no". */
const hasSiblingAt = ({ siblingAt, noSibling }: CandidateFacts, { id }: BonusPlace): boolean | null =>
  siblingAt.length === 0 && !noSibling ? null : siblingAt.includes(id);

/** Null when nobody said where the family lives. A family from outside the territory has no commune of it. */
const livesBeside = ({ communeCode, answers }: CandidateFacts, place: BonusPlace): boolean | null =>
  communeCode === null && (answers['resident']?.value ?? null) === null
    ? null
    : communeCode !== null && communeCode === place.communeCode;
