import type { DateCorrection, FamilyPast, RequestPastRows } from '../../../dossier/dossier/index.js';
import { dayOf, type Instant } from '../../../foundation/kernel/time.js';
import type { Offer, OfferState, Solution } from '../../../places/placement/index.js';
import type {
  FamilyHistory,
  HistoryMove,
  HistoryOffer,
  HistorySolution,
  HistoryWish,
  RequestPast,
  Residence,
} from './family-history.js';
import { firstSolution } from './wish-obtained.js';

/** What a family's history is made of, beside its dossier. */
export interface FamilyRows {
  readonly past: FamilyPast;
  /** By request. */
  readonly offers: ReadonlyMap<string, readonly Offer[]>;
  readonly solutions: ReadonlyMap<string, readonly Solution[]>;
  readonly communeOf: (providerId: string | null) => string | null;
  /** How many half-days a week a need or a solution has. */
  readonly halfDaysOf: (row: RequestPastRows['request'] | Solution) => number | null;
  /** Only what was recorded before this moment is known; everything when null. */
  readonly knownBy: Instant | null;
}

const ANSWERS: Record<OfferState, HistoryOffer['answer']> = {
  open: 'open',
  accepted: 'accepted',
  // It was accepted. That the place was given up later is a move of the request.
  given_up: 'accepted',
  declined: 'declined',
  expired: 'expired',
  replaced: 'takenBack',
  revoked: 'takenBack',
  withdrawn: 'takenBack',
};

/** The portable history of a family from its rows. */
export function historyOf(uncorrected: FamilyRows): FamilyHistory {
  const { dossier, requests } = uncorrected.past;
  const rows = {
    ...uncorrected,
    past: { dossier, requests: requests.map((request) => datedAsKnown(request, uncorrected.knownBy)) },
  };
  const pasts = rows.past.requests.map((request) => requestPast(request, rows)).filter(({ moves }) => moves.length > 0);
  return { id: dossier.id, loneParent: dossier.household.loneParent, residence: residenceOf(rows), requests: pasts };
}

/** A request that begins on the date that its desk said last, and its older deposits with it. */
function datedAsKnown(request: RequestPastRows, knownBy: Instant | null): RequestPastRows {
  const said = request.dateCorrections.findLast(({ recorded }) => knownBy === null || recorded < knownBy);
  return said ? { ...request, ...datedBy(said, request) } : request;
}

function datedBy(
  { firstAsked, recorded }: DateCorrection,
  { history, deposits }: RequestPastRows,
): Pick<RequestPastRows, 'history' | 'deposits'> {
  return {
    history: history.map((line) => (line.action === 'submit' ? { ...line, at: firstAsked } : line)),
    deposits: deposits.map((one) =>
      one.recorded < recorded && one.at < firstAsked ? { ...one, at: firstAsked } : one,
    ),
  };
}

/** When a move was known: not before its request was. An old list names the day on which each family first asked. */
const recordedAt = (at: Instant, knownSince: Instant | null): Instant =>
  knownSince !== null && at < knownSince ? knownSince : at;

/** The residence was said again with each move. */
function residenceOf({ past: { dossier, requests }, knownBy }: FamilyRows): Residence[] {
  const lines = requests
    .flatMap(({ history, knownSince }) =>
      history
        .filter(({ dossierId }) => dossierId === dossier.id)
        .map(({ at, communeCode }) => ({ at, communeCode, recorded: recordedAt(at, knownSince) })),
    )
    .filter(({ recorded }) => knownBy === null || recorded < knownBy)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return lines
    .filter(({ communeCode }, index) => index === 0 || communeCode !== lines[index - 1]!.communeCode)
    .map(({ at, communeCode, recorded }) => ({ from: dayOf(at), commune: communeCode, recorded }));
}

function requestPast(row: RequestPastRows, rows: FamilyRows): RequestPast {
  const { request } = row;
  const known = <Dated extends { readonly recorded: Instant }>(dated: readonly Dated[]): Dated[] =>
    dated.filter(({ recorded }) => rows.knownBy === null || recorded < rows.knownBy);
  const lines = row.history.filter(({ at }) => rows.knownBy === null || recordedAt(at, row.knownSince) < rows.knownBy);
  const said = lines.findLast(({ facts }) => facts?.['arrival'] !== undefined)?.facts?.['arrival'];
  // An arrival for a known family that nobody has judged is nobody's new request (domain.md §4 and §10).
  const waits = said === 'waits' || said === 'back';
  const moves = lines.map(({ at, dossierId, action, to, reason, wantedFrom }): HistoryMove => ({
    at,
    recorded: recordedAt(at, row.knownSince),
    action,
    to,
    reason,
    wantedFrom,
    family: waits ? null : dossierId,
  }));
  const solutions = known((rows.solutions.get(request.id) ?? []).map((solution) => solutionPast(solution, row, rows)));
  return {
    id: request.id,
    birth: request.birthDate ?? request.dueDate,
    halfDays: rows.halfDaysOf(request),
    transferFrom: request.transferFromId,
    origin: rows.past.dossier.origin,
    repeatKnownAt: waits || moves.at(-1)?.action === 'join' ? moves.at(-1)!.recorded : null,
    wishes: wishesBeside(row, firstSolution({ solutions })),
    moves: withDeposits(moves, known(row.deposits)),
    solutions,
    offers: known((rows.offers.get(request.id) ?? []).map((offer) => offerPast(offer, row))),
  };
}

/**
 * Another deposit of the same child changes nothing: the request stays as it was. One that is older than the request
 * (a line of an old list) is its first, and what the history begins with is its second.
 */
function withDeposits(moves: readonly HistoryMove[], deposits: RequestPastRows['deposits']): HistoryMove[] {
  const first = moves[0];
  if (first === undefined) return [];
  const again = deposits.map(({ at, recorded }): HistoryMove => {
    const before = moves.findLast((move) => move.at <= at) ?? { ...first, to: 'submitted' };
    return { ...before, at, recorded, action: 'submit', reason: null };
  });
  return [...moves, ...again].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function solutionPast(solution: Solution, { wishes }: RequestPastRows, rows: FamilyRows): HistorySolution {
  const { kind, providerId, recordedAt, from, to } = solution;
  const mode = kind === 'place' ? 'establishment' : kind;
  const isNamed = wishes.some((wish) => providerId !== null && wish.providerId === providerId);
  return {
    at: recordedAt,
    recorded: recordedAt,
    mode,
    // A family that wished for any childminder of a commune obtained its wish by one of them.
    provider: mode === 'establishment' || isNamed ? providerId : null,
    commune: rows.communeOf(providerId),
    halfDays: rows.halfDaysOf(solution),
    from,
    to,
  };
}

/** A wish for a mode in a commune names no provider, unless the solution is in another commune. */
const wishesBeside = ({ wishes }: RequestPastRows, solution: HistorySolution | null): HistoryWish[] =>
  wishes.map(({ rank, mode, providerId, communeCode }) => {
    const elsewhere = communeCode !== null && (solution?.commune ?? communeCode) !== communeCode;
    return { rank, mode, provider: providerId ?? (elsewhere ? `${mode} ${communeCode}` : null) };
  });

const offerPast = (offer: Offer, { wishes }: RequestPastRows): HistoryOffer => ({
  at: offer.madeAt,
  recorded: offer.madeAt,
  provider: offer.providerId,
  answer: ANSWERS[offer.state],
  answeredAt: offer.answeredAt,
  reason: offer.declineReason,
  amongWishes: wishes.some(({ providerId }) => providerId === offer.providerId),
});
