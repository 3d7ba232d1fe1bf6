import fc from 'fast-check';
import { addDays, addMinutes, dayOf, instantAt, type Instant } from '../../../src/foundation/kernel/time.js';
import type {
  FamilyHistory,
  HistoryMove,
  HistoryOffer,
  HistorySolution,
  RequestPast,
  Residence,
} from '../../../src/reporting/reporting/domain/family-history.js';

/** The year in which everything happens. */
export const YEAR = { first: '2026-01-01', last: '2026-12-31' };
const MINUTES = 365 * 24 * 60;

/** Moves as they mostly happen, so that every stage, status and cause is met. */
const ACTIONS = [
  ['takeUp', 'in_triage'],
  ['askForCompletion', 'incomplete'],
  ['orient', 'oriented'],
  ['list', 'before_commission'],
  ['keepWaiting', 'waiting_list'],
  ['admit', 'offered'],
  ['accept', 'placed'],
  ['accept', 'partly_placed'],
  ['decline', 'waiting_list'],
  ['reportSolution', 'solved_elsewhere'],
  ['refuse', 'refused'],
  ['withdraw', 'withdrawn'],
  ['lapse', 'lapsed'],
  ['leave', 'ended'],
  ['join', 'withdrawn'],
  ['amend', 'oriented'],
] as const;
const PROVIDERS = ['ma-71306', 'ma-71499', 'nowhere'];

const minute = fc.integer({ min: 0, max: MINUTES - 1 });
const at = (minutes: number): Instant => addMinutes(instantAt(YEAR.first), minutes);
const id = fc.uuid({ version: 7 });

const request = fc.record({
  id,
  submitted: minute,
  moves: fc.array(fc.tuple(minute, fc.constantFrom(...ACTIONS), fc.boolean()), { maxLength: 7 }),
  wanted: fc.option(fc.integer({ min: -30, max: 500 }), { freq: 8 }),
  wantedLater: fc.integer({ min: 0, max: 500 }),
  isTransfer: fc.boolean(),
  age: fc.integer({ min: -200, max: 900 }),
  wishes: fc.uniqueArray(fc.constantFrom(...PROVIDERS), { maxLength: 3 }),
  offers: fc.array(
    fc.record({
      id,
      made: minute,
      days: fc.integer({ min: 0, max: 20 }),
      provider: fc.constantFrom(...PROVIDERS),
      answer: fc.constantFrom('accepted', 'declined', 'expired', 'takenBack'),
      reason: fc.constantFrom('hours', 'distance', 'price'),
    }),
    { maxLength: 2 },
  ),
  solutions: fc.array(
    fc.record({
      id,
      at: minute,
      mode: fc.constantFrom('establishment', 'childminder', 'elsewhere'),
      provider: fc.constantFrom(...PROVIDERS),
    }),
    { maxLength: 2 },
  ),
});

/** A family as one year may have gone: everything of it can be written to the database. */
const family = fc
  .record({
    id,
    loneParent: fc.option(fc.boolean()),
    origin: fc.constantFrom('parent', 'counter', 'import', 'api'),
    requests: fc.uniqueArray(request, { minLength: 1, maxLength: 3, selector: ({ id }) => id }),
    homes: fc.array(fc.tuple(minute, fc.constantFrom('71306', '71040', '71059', null)), { minLength: 1, maxLength: 3 }),
  })
  .map(({ id, loneParent, origin, requests, homes }): FamilyHistory => {
    const first = requests[0]!.id;
    const pasts = requests.map(({ isTransfer, ...drawn }, index) =>
      pastOf(id, origin, isTransfer && index > 0 ? first : null, drawn),
    );
    return { id, loneParent, residence: residenceBeside(pasts, homes), requests: pasts };
  });

type Drawn = typeof request extends fc.Arbitrary<infer Value> ? Omit<Value, 'isTransfer'> : never;

function pastOf(family: string, origin: string, transferFrom: string | null, drawn: Drawn): RequestPast {
  const wantedOf = (later: boolean): string | null =>
    drawn.wanted === null ? null : addDays(YEAR.first, later ? drawn.wantedLater : drawn.wanted);
  const move = (minutes: number, action: string, to: string, later: boolean): HistoryMove => ({
    at: at(minutes),
    recorded: at(minutes),
    action,
    to,
    reason: action === 'refuse' ? 'outside_area' : null,
    wantedFrom: wantedOf(later),
    family,
  });
  const all = inOrder([
    move(drawn.submitted, 'submit', 'submitted', false),
    ...drawn.moves
      .filter(([minutes]) => minutes > drawn.submitted)
      .map(([minutes, [action, to], later]) => move(minutes, action, to, later)),
  ]);
  const joined = all.findIndex(({ action }) => action === 'join');
  // What was joined into another request stays so.
  const moves = joined < 0 ? all : all.slice(0, joined + 1);
  return {
    id: drawn.id,
    birth: addDays(YEAR.first, -drawn.age),
    halfDays: null,
    transferFrom,
    origin,
    repeatKnownAt: moves.at(-1)!.action === 'join' ? moves.at(-1)!.recorded : null,
    wishes: drawn.wishes.map((provider, index) => ({ rank: index + 1, mode: 'establishment', provider })),
    moves,
    solutions: inOrder(
      drawn.solutions.map(({ at: minutes, mode, provider }): HistorySolution => ({
        at: at(minutes),
        recorded: at(minutes),
        mode,
        provider: mode === 'establishment' ? provider : null,
        commune: null,
        halfDays: null,
        from: null,
        to: null,
      })),
    ),
    offers: inOrder(
      drawn.offers.map(({ made, days, provider, answer, reason }): HistoryOffer => ({
        at: at(made),
        recorded: at(made),
        provider,
        answer: answer as HistoryOffer['answer'],
        answeredAt: at(made + days * 24 * 60),
        reason: answer === 'declined' ? reason : null,
        amongWishes: drawn.wishes.includes(provider),
      })),
    ),
  };
}

const inOrder = <Dated extends { readonly at: Instant }>(dated: readonly Dated[]): Dated[] =>
  [...dated].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

/** A family tells where it lives with each move: the residence of a moment holds from the next move on. */
function residenceBeside(
  requests: readonly RequestPast[],
  homes: readonly (readonly [number, string | null])[],
): Residence[] {
  const moments = inOrder(requests.flatMap(({ moves }) => moves)).map((move) => move.at);
  const said = moments.map((moment): Residence => ({
    from: dayOf(moment),
    commune: communeAt(homes, moment),
    recorded: moment,
  }));
  return said.filter(({ commune }, index) => index === 0 || commune !== said[index - 1]!.commune);
}

/** Where somebody who moves at these minutes lives at a moment. */
const communeAt = (homes: readonly (readonly [number, string | null])[], moment: Instant): string | null =>
  ([...homes].sort(([a], [b]) => a - b).findLast(([minutes]) => at(minutes) <= moment) ?? homes[0]!)[1];

/** The same families for the same seed. Their moves, offers and solutions each have a moment of their own. */
export const randomHistories = (count: number, seed: number): FamilyHistory[] =>
  fc
    .sample(family, { numRuns: count * 2, seed })
    .filter(hasOwnMoments)
    .slice(0, count);

function hasOwnMoments({ requests }: FamilyHistory): boolean {
  const moments = requests.flatMap(({ moves }) => moves.map((move) => move.at));
  return new Set(moments).size === moments.length;
}
