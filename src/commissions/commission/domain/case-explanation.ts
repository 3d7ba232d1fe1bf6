import type { TieBreak } from '../../admission/domain/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Slot, SlotMask } from '../../../foundation/kernel/week-schedule.js';
import {
  type Claim,
  type Explanations,
  type Instance,
  type Miss,
  type MissCode,
  type Place,
  type Places,
  wishesOf,
} from '../../matching/index.js';
import type { ToldClaim } from './family-claims.js';
import { rulesBehind, type OrderRule, type OwnPoints } from './order-rules.js';
import { maskOfNames, slotOfName } from './periods.js';

/** Why one wish was not granted, as a page can say it: half-days without their period, and no other child. */
export interface CaseMiss {
  readonly code: MissCode;
  readonly at: string;
  readonly section: string;
  /** The first half-day without room. */
  readonly slot: Slot | null;
  /** The places of that half-day. All were taken at this child's turn. */
  readonly taken: number | null;
  /** The points of the last child who got one of them. */
  readonly cutOff: number | null;
  readonly points: number | null;
  /** How many points were missing. 0 means that the tie-break decided; null means that points did not decide. */
  readonly missing: number | null;
  /** What decided between equal points: set with `missing` 0, and absent from explanations of older sessions. */
  readonly tie?: TieBreak;
  /** The published rules that decided beside points. Then no points of another child are told. */
  readonly rules?: readonly OrderRule[];
  /** The half-days to leave out so that the rest of the week would have fitted. */
  readonly without: SlotMask;
}

export interface CaseReasons {
  readonly misses: readonly CaseMiss[];
  /** Establishments outside its wishes that would have taken the child. */
  readonly wouldHaveTaken: readonly string[];
}

/** A place of its wishes that a child could have had by waiting longer than its family said. */
export interface LaterPlace {
  readonly at: string;
  readonly section: string;
  readonly from: Day;
  /** Whether it went to a child ranked below whose family can wait; absent where it is still free. */
  readonly given?: true;
}

/** What is told about one case once its session is closed. */
export interface CaseExplanation extends CaseReasons {
  /** Of a case kept waiting: the first such place. Absent where there is none, and in older sessions. */
  readonly later?: LaterPlace;
  /** What its family could rightly claim. It is set on one case of the family, for all of them; null on the others. */
  readonly claim: ToldClaim | null;
}

/** An outcome, with the explanations for the family concerned. */
export interface ExplainedOutcome {
  readonly instance: Instance;
  readonly places: Places;
  readonly claims: readonly Claim[];
  readonly explanations: Explanations;
  /** The points of each child alone; absent where only codes are asked for. */
  readonly own?: OwnPoints;
}

interface Asked {
  readonly wish: number;
  readonly place: Place;
}

const keyOf = ({ at, section }: { at: string; section: string }): string => `${at} ${section}`;

function firstOfEach(list: readonly Asked[]): Asked[] {
  const seen = new Set<string>();
  return list.filter(({ place }) => seen.size < seen.add(keyOf(place)).size);
}

/**
 * The half-days to leave out, of which some week has to be left. The engine counts a half-day once for each span of the
 * stay: where one span of each is full, the rest is no week.
 */
function leftOut(without: readonly string[], { slots }: Place): SlotMask {
  const mask = maskOfNames(without);
  return mask === maskOfNames(slots) ? 0 : mask;
}

function told(outcome: ExplainedOutcome, miss: Miss, place: Place): CaseMiss {
  const { code, at, section, slot, taken, points, without } = miss;
  const rules = outcome.own ? rulesBehind(outcome, outcome.own, miss) : [];
  const { cutOff, missing } = rules.length > 0 ? { cutOff: null, missing: null } : miss;
  return {
    code,
    at,
    section,
    slot: slot === null ? null : slotOfName(slot),
    taken,
    cutOff,
    points,
    missing,
    ...(rules.length > 0 ? { rules } : {}),
    without: leftOut(without, place),
  };
}

/**
 * Why a child has none of the places that its family prefers. There is one line per establishment and section: of
 * shorter weeks, and of combinations with brothers and sisters, the first explains enough.
 * @param wished establishments that its family asked for this child, best first. Not needed for an only child, whose
 * wishes are those of its family
 */
export function explain(outcome: ExplainedOutcome, family: Id, child: Id, wished: readonly string[] = []): CaseReasons {
  const { instance, explanations } = outcome;
  const { children } = instance.families[family]!;
  const index = children.indexOf(child);
  const better = wishesOf(instance, family)
    .slice(0, explanations.obtainedBy(family))
    .flatMap((tuple, wish): Asked[] => (tuple[index] ? [{ wish, place: tuple[index] }] : []));
  const misses =
    children.length === 1
      ? explanations
          .misses(
            family,
            firstOfEach(better).map(({ wish }) => wish),
          )
          .map((miss) => told(outcome, asClaimed(outcome, miss), wishesOf(instance, family)[miss.wish]![0]!))
      : firstOfEach(better.filter(({ place }) => isBetter(place, outcome.places[child] ?? null, wished))).map((asked) =>
          ofSibling(outcome, family, child, asked),
        );
  return { misses, wouldHaveTaken: [...new Set(explanations.wouldHaveTaken(family))] };
}

/**
 * Whether a place is better for this child. Brothers and sisters move together, so a combination that the family
 * prefers may give one of them less than it has.
 */
function isBetter(place: Place, obtained: Place | null, wished: readonly string[]): boolean {
  if (!obtained) return true;
  const rankOf = (at: string): number => (wished.includes(at) ? wished.indexOf(at) : wished.length);
  return (
    rankOf(place.at) < rankOf(obtained.at) || (place.at === obtained.at && place.slots.length > obtained.slots.length)
  );
}

/** The reason for a wish that nothing prevented. It is a claim, or a child ranked above waits in a strict queue. */
function asClaimed({ claims }: ExplainedOutcome, miss: Miss): Miss {
  const isClaim = claims.some(({ family, wish }) => family === miss.family && wish === miss.wish);
  return miss.code === 'RESIDUAL' && !isClaim ? { ...miss, code: 'HELD_BACK' } : miss;
}

/**
 * What prevents this child alone. If nothing does, the places that it needs would take those of its brothers and
 * sisters.
 */
function ofSibling(outcome: ExplainedOutcome, family: Id, child: Id, { wish, place }: Asked): CaseMiss {
  const { instance, claims, explanations } = outcome;
  const own = explanations.missOfChild(family, child, wish);
  if (own) return told(outcome, own, place);
  const index = instance.families[family]!.children.indexOf(child);
  const isClaimed = claims.some(
    (claim) => claim.family === family && wishesOf(instance, family)[claim.wish]![index] === place,
  );
  return {
    code: isClaimed ? 'RESIDUAL' : 'SIBLINGS',
    at: place.at,
    section: place.section,
    slot: null,
    taken: null,
    cutOff: null,
    points: null,
    missing: null,
    without: 0,
  };
}
