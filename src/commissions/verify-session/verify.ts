import { isDeepStrictEqual } from 'node:util';
import { Facts, maskOf } from './facts.js';
import type { AuditFile, CutOff, Instance, Miss, Reoffer, ToldCase } from './file.js';
import { Happened } from './happened.js';
import { drawAgain } from './numbers.js';
import { AuditedOutcome } from './outcome.js';

/** A false statement: whose it is, what was told, and what was found. */
export interface FalseStatement {
  /** Number of the case on the agenda; null for a statement that is told to everybody. */
  readonly number: number | null;
  readonly statement: string;
  readonly told: unknown;
  readonly found: unknown;
}

export interface Verdict {
  /** How many statements were checked. */
  readonly checked: number;
  readonly wrong: readonly FalseStatement[];
  /** How many more the file tells that could not be checked, because it has no record of what the session did. */
  readonly notJudged: number;
}

const MISS_PARTS: readonly [keyof Miss, string][] = [
  ['code', 'reason'],
  ['slot', 'witness half-day'],
  ['taken', 'places taken'],
  ['cutOff', 'last admitted'],
  ['points', 'points'],
  ['missing', 'missing points'],
  ['rules', 'rules that decided'],
  ['without', 'counterfactual'],
];
const keyOf = ({ at, section }: { at: string; section: string }): string => JSON.stringify([at, section]);
const lineOf = ({ at, section, reserve }: CutOff): string => JSON.stringify([at, section, reserve]);

/**
 * Checks every statement of an audit file against what this program recomputes from the instance, the places given and
 * the published rule. Seats that were offered again are judged in the same way, and have to follow the session's order.
 */
export function verify(file: AuditFile): Verdict {
  const verdicts = [
    verifyAccount({ ...file, decided: true }),
    ...(file.reoffers ?? []).map((reoffer) => verifyReoffer(file, reoffer)),
    verifyNumbers(file),
  ];
  return {
    checked: verdicts.reduce((sum, { checked }) => sum + checked, 0),
    wrong: verdicts.flatMap(({ wrong }) => wrong),
    notJudged: verdicts.reduce((sum, { notJudged }) => sum + notJudged, 0),
  };
}

/** Whether each case has the number that was drawn for it. */
function verifyNumbers(file: AuditFile): Verdict {
  const numbers = drawAgain(file);
  return {
    checked: numbers.length,
    wrong: numbers.flatMap(({ number, drawn }) =>
      number === drawn ? [] : [{ number, statement: 'number drawn', told: number, found: drawn }],
    ),
    notJudged: 0,
  };
}

function verifyReoffer(session: AuditFile, { at, instance, places, claims, told }: Reoffer): Verdict {
  const { checked, wrong, notJudged } = verifyAccount({
    decided: false,
    session: session.session,
    instance,
    places,
    claims,
    alternatives: {},
    cutOffs: null,
    told: told.map((one) => ({
      ...one,
      decision: one.place ? 'admit' : null,
      reason: null,
      departs: false,
      facts: { inTerritory: true, wantedFrom: session.session.entryFrom },
    })),
  });
  const order = ordersOf(instance);
  const before = ordersOf(session.instance, instance);
  const outOfOrder = isDeepStrictEqual(order, before)
    ? []
    : [{ number: null, statement: 'order', told: order, found: before }];
  const named = [...wrong, ...outOfOrder].map((one) => ({
    ...one,
    statement: `offered again at ${at}: ${one.statement}`,
  }));
  return { checked: checked + 1, wrong: named, notJudged };
}

/** The points and the tie-break at each establishment. @param among only the children who are ranked there in this instance */
const ordersOf = ({ establishments }: Instance, among: Instance | null = null): object =>
  Object.fromEntries(
    Object.entries(among?.establishments ?? establishments).map(([at, ranked]) => {
      const { points, tieBreak = [] } = establishments[at] ?? ranked;
      const children = Object.keys(ranked.points).sort();
      return [
        at,
        {
          points: children.map((child) => [child, points[child] ?? null]),
          tieBreak: tieBreak.filter((child) => children.includes(child)),
        },
      ];
    }),
  );

function verifyAccount(file: Account): Verdict {
  const outcome = new AuditedOutcome(file);
  const facts = new Facts(outcome, file.told);
  const wrong: FalseStatement[] = [];
  let [checked, notJudged] = [0, 0];
  const hold: Hold = (number, statement, told, found) => {
    checked += 1;
    if (!isDeepStrictEqual(told, found)) wrong.push({ number, statement, told, found });
  };
  const leave = (): void => {
    notJudged += 1;
  };
  const inOrder = (claims: AuditFile['claims']): string[] =>
    claims.map(({ family, wish }) => `${family} ${wish}`).sort();
  hold(null, 'claims', inOrder(file.claims), inOrder(outcome.claims()));
  const claims = facts.claims();
  const happened =
    file.first && file.record ? new Happened(outcome, { ...file, first: file.first, record: file.record }) : null;
  const wasFair = happened ? null : firstWasFair(file);
  for (const told of file.told) {
    verifyPlace(outcome, file, told, hold);
    if (told.decision !== null && file.decided) {
      if (happened)
        hold(told.number, 'departs from the proposal', told.departs, happened.decisionOf(told)?.followed === false);
      else leave();
    }
    if (!told.explanation) continue;
    const { later } = told.explanation;
    if (later) {
      const first = told.decision === 'wait' && outcome.isLater(told.child, later);
      hold(told.number, `later place at ${later.at}`, true, first && outcome.wasThere(told.child, later));
    }
    const misses = facts.misses(told.child, told.wished);
    verifyMisses(told, misses, hold);
    hold(told.number, 'would have taken', told.explanation.wouldHaveTaken, facts.wouldHaveTaken(told.child));
    const family = Object.keys(file.instance.families).find((id) =>
      file.instance.families[id]!.children.includes(told.child),
    )!;
    const why: Why = happened
      ? { gavePriority: happened.gavePriority(family), noFairOutcome: happened.causeOf(family) === 'no_fair_outcome' }
      : { gavePriority: null, noFairOutcome: wasFair ? false : null };
    verifyReason(file, told, misses, why, hold, leave);
    const claim = claims.get(family) ?? null;
    // A claim is told once, with the first case of the family that gains a place.
    const own = claim?.gains[0]!.number === told.number ? claim : null;
    const { cause, ...without } = told.explanation.claim ?? {};
    const isLeft =
      cause !== undefined && file.decided && !happened && !(cause === 'no_fair_outcome' && why.noFairOutcome === false);
    if (isLeft) leave();
    hold(
      told.number,
      'claim',
      isLeft ? without : told.explanation.claim,
      own && happened ? { ...own, cause: happened.causeOf(family) } : own,
    );
  }
  if (file.cutOffs) verifyCutOffs(file.cutOffs, facts.cutOffs(), hold);
  return { checked, wrong, notJudged };
}

/** Whether the proposal left nobody a claim, before any decision; null where the file does not say. */
function firstWasFair(file: AuditFile): boolean | null {
  if (!file.first) return file.proposal?.fair ?? null;
  const { givenWeeks: _, ...without } = file;
  const proposed = new AuditedOutcome({ ...without, places: file.first.places });
  return proposed.fits() && proposed.claims().length === 0;
}

type Hold = (number: number | null, statement: string, told: unknown, found: unknown) => void;

/** An audit file, or what one tells of seats that were offered again, of which nobody decided anything. */
type Account = AuditFile & { readonly decided: boolean };

function verifyPlace(
  outcome: AuditedOutcome,
  { places, instance }: AuditFile,
  { number, child, decision, place }: ToldCase,
  hold: Hold,
): void {
  if (decision !== 'admit') return;
  const given = places[child] ?? null;
  const { from = null, ...told } = place ?? {};
  hold(number, 'place', place && told, given && { at: given.at, section: given.section, slots: maskOf(given.slots) });
  if (!given || instance.children[child]!.current) return;
  // Members may give any day: the place is then held from the beginning of the period in which that day lies.
  const found = outcome.firstDay(child, given);
  const period = from === null ? null : outcome.periodOf(from);
  hold(number, 'first day', period === outcome.ownPeriod(child) ? null : period, found);
}

function verifyMisses({ number, explanation }: ToldCase, misses: readonly Miss[], hold: Hold): void {
  const told = new Map(explanation!.misses.map((miss) => [keyOf(miss), miss]));
  hold(number, 'wishes explained', [...told.keys()].sort(), misses.map(keyOf).sort());
  for (const miss of misses) {
    const said = told.get(keyOf(miss));
    if (said)
      for (const [part, name] of MISS_PARTS)
        hold(number, `${name} at ${miss.at}`, said[part] ?? null, miss[part] ?? null);
  }
}

/** What happened, so far as it makes a reason true or false; null where the file does not tell it. */
interface Why {
  readonly gavePriority: boolean | null;
  readonly noFairOutcome: boolean | null;
}

const ROOM = ['FULL', 'DOES_NOT_FIT'];

/**
 * Whether a reason to keep a child waiting is true, given the codes of its missed wishes. A reason about people, which
 * only the members can judge, counts as true. Null where it takes what happened, and the file does not tell that.
 */
function isTrue(reason: string, codes: readonly string[], departs: boolean, why: Why): boolean | null {
  const has = (...wanted: readonly string[]): boolean => codes.some((code) => wanted.includes(code));
  const wasFull = codes.length === 0 || has(...ROOM);
  switch (reason) {
    case 'no_place':
    case 'half_days_full':
    case 'age_section_full':
      return !departs && !has('RESIDUAL') && wasFull;
    case 'capacity_reserved':
      return !departs && !has('RESIDUAL');
    case 'age_not_received':
      return codes.length > 0 && codes.every((code) => code === 'NOT_ELIGIBLE');
    case 'ranked_above_waits':
      return !departs && has('HELD_BACK') && !has('RESIDUAL');
    case 'siblings_apart':
      return !departs && has('SIBLINGS') && !has('RESIDUAL');
    case 'no_even_share':
      return !departs && has('RESIDUAL') && why.noFairOutcome;
    case 'order_not_kept':
      return !departs && has('RESIDUAL');
    case 'other_child_first':
      return departs || (has('RESIDUAL') && why.gavePriority);
    default:
      return true;
  }
}

function verifyReason(
  { session }: AuditFile,
  { number, reason, decision, departs, facts }: ToldCase,
  misses: readonly Miss[],
  why: Why,
  hold: Hold,
  leave: () => void,
): void {
  if (reason === null) return;
  const isSo =
    reason === 'outside_area'
      ? !facts.inTerritory
      : reason === 'later_entry'
        ? facts.wantedFrom > session.entryFrom
        : isTrue(
            reason,
            misses.map(({ code }) => code),
            decision === 'wait' && departs,
            why,
          );
  if (isSo === null) leave();
  else hold(number, `reason ${reason}`, true, isSo);
}

function verifyCutOffs(told: readonly CutOff[], found: readonly CutOff[], hold: Hold): void {
  const said = new Map(told.map((cutOff) => [lineOf(cutOff), cutOff]));
  hold(null, 'cut-offs', [...said.keys()].sort(), found.map(lineOf).sort());
  for (const cutOff of found)
    hold(null, `cut-off of ${cutOff.at} ${cutOff.section}`, said.get(lineOf(cutOff)) ?? null, cutOff);
}
