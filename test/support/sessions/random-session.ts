import { Outcome } from '../../../src/commissions/matching/outcome.js';
import { propose } from '../../../src/commissions/matching/propose.js';
import { canonicalJson } from '../../../src/commissions/matching/instance/canonical-json.js';
import type { Entry, Instance, Place, Places } from '../../../src/commissions/matching/index.js';
import { choicesOf, currentPlaceOf, newPlaceOf } from '../../../src/commissions/commission/domain/case-places.js';
import { causeOf, recordOf } from '../../../src/commissions/commission/domain/claim-causes.js';
import type { OwnPoints } from '../../../src/commissions/commission/domain/order-rules.js';
import { drawNumbers } from '../../../src/commissions/commission/domain/drawn-numbers.js';
import { REASON_LISTS } from '../../../src/commissions/commission/domain/decisions.js';
import {
  shorterPlace,
  withGivenWeeks,
  type GivenWeek,
} from '../../../src/commissions/commission/domain/given-weeks.js';
import { maskOfNames, spanSlot } from '../../../src/commissions/commission/domain/periods.js';
import {
  freedInput,
  reofferInstance,
  type ReofferedCase,
} from '../../../src/commissions/commission/domain/reoffer-run.js';
import { sectionCutOffs } from '../../../src/commissions/commission/domain/published-cut-offs.js';
import { waitingReason } from '../../../src/commissions/commission/domain/reason-facts.js';
import { Room } from '../../../src/commissions/commission/domain/room.js';
import {
  sessionInstance,
  type Candidate,
  type Choice,
  type SessionInput,
} from '../../../src/commissions/commission/domain/session-instance.js';
import { explainCases, type ToldCase } from '../../../src/commissions/commission/domain/told-cases.js';
import { explain } from '../../../src/commissions/commission/domain/case-explanation.js';
import { plainSection, reservedSection } from '../../../src/foundation/kernel/reserved-section.js';
import { type Slot, slotsToMask } from '../../../src/foundation/kernel/week-schedule.js';

/** Mulberry32: the same session for the same seed, on every machine. */
function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

const HALVES: readonly Slot[] = ['mon-am', 'mon-pm', 'tue-am', 'tue-pm', 'wed-am'];
const HOUSES = ['A', 'B', 'C'];
const RESERVED = reservedSection('babies', 'commune:71306');
const SPANS = [
  { from: '2027-03-01', to: '2027-06-30' },
  { from: '2027-07-01', to: '2027-08-31' },
];

/**
 * Families of one to three children, transfers, reserves of both orders, strict queues and shorter weeks. The week has
 * few half-days, so that many children collide.
 */
function randomInput(roll: (sides: number) => number): SessionInput {
  const week = (): Slot[] => {
    const chosen = HALVES.filter(() => roll(2) === 0);
    return chosen.length > 0 ? chosen : [HALVES[roll(HALVES.length)]!];
  };
  const section = (): string => ['babies', 'toddlers'][roll(2)]!;
  const candidates: Candidate[] = [];
  for (let family = 0; family < 2 + roll(5); family += 1) {
    const siblings = [1, 1, 1, 2, 2, 3][roll(6)]!;
    for (let child = 0; child < siblings; child += 1) {
      const wished = HOUSES.filter(() => roll(3) > 0);
      const asked = wished.length > 0 ? wished : [HOUSES[roll(3)]!];
      if (roll(2) === 0) asked.reverse();
      const [own, whole] = [section(), week()];
      const first = roll(2);
      // A section holds a child until it moves to the next section, or to its last day.
      const stay = { from: SPANS[first]!.from, to: SPANS[first + roll(2 - first)]!.to };
      const place = (at: string, slots: readonly Slot[]): Choice => ({
        at,
        section: own,
        slots: slotsToMask(slots),
        stay,
        ...(stay.to < SPANS[1]!.to ? { path: [{ section: 'older', from: SPANS[1]!.from }] } : {}),
      });
      const shorter = whole.length > 1 && roll(3) === 0 ? asked.map((at) => place(at, whole.slice(0, -1))) : [];
      const current = roll(5) === 0 ? { ...place(HOUSES[roll(3)]!, week()), stay: SPANS[roll(2)]! } : null;
      candidates.push({
        id: `c${family}-${child}`,
        family: `f${family}`,
        choices: [...asked.map((at) => place(at, whole)), ...shorter],
        others: HOUSES.filter((at) => !asked.includes(at)).map((at) => place(at, whole)),
        points: Object.fromEntries(
          HOUSES.filter(() => roll(8) > 0).map((at) => [at, 10 * roll(5) + (at === 'A' ? roll(2) * 5 : 0)]),
        ),
        traits: [...(roll(4) === 0 ? ['insertion'] : []), ...(roll(6) === 0 ? ['adaptation'] : [])],
        current,
      });
    }
  }
  const free = (): ReadonlyMap<Slot, number> =>
    new Map(HALVES.flatMap((slot): [Slot, number][] => (roll(12) === 0 ? [] : [[slot, roll(4)]])));
  return {
    candidates,
    tieBreak: [...candidates].sort(() => roll(3) - 1).map(({ id }) => id),
    spans: SPANS,
    places: HOUSES.flatMap((at) => ['babies', 'toddlers'].map((one) => ({ at, section: one, free: SPANS.map(free) }))),
    rules: {
      queue: roll(4) === 0 ? 'strict' : 'skip',
      precedence: roll(2) === 0 ? 'open-first' : 'reserved-first',
      reserves: { insertion: [0, 20, 40][roll(3)]!, adaptation: [0, 0, 30][roll(3)]! },
    },
  } as SessionInput;
}

/** Some places of A are reserved for a commune, in which some of the children live. */
function withReserved(input: SessionInput, roll: (sides: number) => number): SessionInput {
  const free = SPANS.map(() => new Map(HALVES.map((slot): [Slot, number] => [slot, roll(3)])));
  return {
    ...input,
    candidates: input.candidates.map((candidate) =>
      roll(2) === 0
        ? candidate
        : {
            ...candidate,
            choices: candidate.choices.flatMap((choice) =>
              choice.at === 'A' && choice.section === 'babies' ? [{ ...choice, section: RESERVED }, choice] : [choice],
            ),
          },
    ),
    places: [...input.places, { at: 'A', section: RESERVED, free }],
  };
}

/** The engine's proposal around the locked children. */
const outcomeOf = (instance: Instance, alternatives: ConstructorParameters<typeof Outcome>[1]): Outcome =>
  new Outcome(instance, alternatives, propose(instance));

type Locks = Record<string, Entry | null>;

interface Decided {
  readonly locks: Locks;
  readonly given: readonly GivenWeek[];
  readonly decisions: ReadonlyMap<string, Pick<ToldCase, 'decision' | 'reason' | 'departs'>>;
}

const isEligible = (instance: Instance, { at }: Place, child: string): boolean =>
  Object.hasOwn(instance.establishments[at]?.points ?? {}, child);

/**
 * Decides each case as members might: mostly as proposed, sometimes keeping a child waiting, sometimes admitting one
 * out of its rank where there is room.
 */
function decide(
  instance: Instance,
  alternatives: ConstructorParameters<typeof Outcome>[1],
  input: SessionInput,
  roll: (sides: number) => number,
  partsGiven: boolean,
): Decided {
  const locks: Locks = {};
  const given: GivenWeek[] = [];
  const decisions = new Map<string, Pick<ToldCase, 'decision' | 'reason' | 'departs'>>();
  for (const { id, family } of input.candidates) {
    const { places } = outcomeOf({ ...withGivenWeeks(instance, given), locks }, alternatives);
    const proposed = newPlaceOf(instance, places, id);
    const today = currentPlaceOf(instance, id);
    const others = Object.entries(places)
      .filter(([child]) => child !== id)
      .map(([child, place]) => (child in locks ? place : currentPlaceOf(instance, child)));
    const choice = choicesOf(instance, family, id).find(
      (place) => isEligible(instance, place, id) && new Room(instance, others).fullSlots(place).length === 0,
    );
    const shorter = partsGiven ? partOf(instance, family, id, others, roll) : null;
    if (shorter) {
      locks[id] = shorter;
      given.push({ family, child: id, place: shorter });
      decisions.set(id, { decision: 'admit', reason: 'shorter_week', departs: true });
    } else if (proposed && roll(8) === 0) {
      locks[id] = today;
      decisions.set(id, { decision: 'wait', reason: 'other_child_first', departs: true });
    } else if (!proposed && choice && roll(8) === 0) {
      locks[id] = choice;
      decisions.set(id, { decision: 'admit', reason: 'child_protection', departs: true });
    } else {
      locks[id] = proposed ?? today;
      decisions.set(id, { decision: proposed ? 'admit' : 'wait', reason: null, departs: false });
    }
  }
  return { locks, given, decisions };
}

/** A part of the child's week that none of its wishes names, where it would take a shorter one and has room. */
function partOf(
  instance: Instance,
  family: string,
  child: string,
  held: readonly (Place | null)[],
  roll: (sides: number) => number,
): Place | null {
  const choices = choicesOf(instance, family, child);
  const [at] = choices.filter((place) => isEligible(instance, place, child));
  const there = choices.filter((place) => place.at === at?.at && place.section === at.section);
  const whole = there.reduce((mask, { slots }) => mask | maskOfNames(slots), 0);
  const place = shorterPlace(there, whole & roll(32));
  const isNew = place && !there.some(({ slots }) => maskOfNames(slots) === maskOfNames(place.slots));
  return isNew && new Room(instance, held).fullSlots(place).length === 0 ? place : null;
}

/** A closed session made from a seed, as its audit file has it. */
export function randomSession(seed: number, { reserved = false, partsGiven = false, reoffered = false } = {}): string {
  const roll = dice(seed);
  const input = reserved ? withReserved(randomInput(roll), dice(seed + 1)) : randomInput(roll);
  const { instance, alternatives } = sessionInstance(input);
  const { locks, given, decisions } = decide(instance, alternatives, input, roll, partsGiven);
  const outcome = outcomeOf({ ...withGivenWeeks(instance, given), locks }, alternatives);
  const explained = outcome.explained(Object.keys(instance.families));
  const numbersSeed = `numbers of ${seed}`;
  const numbers = drawNumbers(
    numbersSeed,
    input.candidates.map(({ id }) => id),
  );
  const cases = input.candidates.map(({ id, family, choices }) => ({
    id,
    dossierId: family,
    agendaNumber: numbers.get(id)!,
    wished: [...new Set(choices.map(({ at }) => at))],
  }));
  const first = outcomeOf(instance, alternatives);
  const decidedAt = '2027-01-10T10:00:00.000Z';
  const record = recordOf(
    first,
    outcome.places,
    cases.map(({ id }) => ({ id, decision: 'wait', kept: !decisions.get(id)!.departs, decidedAt })),
    '2027-01-10T09:00:00.000Z',
  );
  const byId = new Map(input.candidates.map((candidate) => [candidate.id, candidate]));
  const own: OwnPoints = (child, at) => byId.get(child)?.points[at] ?? null;
  const pointed = { ...explained, own };
  const explanations = explainCases(pointed, cases, { cases: [], seed: '', tieBreak: ['lot'] }, { record });
  return canonicalJson({
    version: 3,
    session: { entryFrom: '2027-03-01' },
    numbers: { seed: numbersSeed, drawn: Object.fromEntries(numbers) },
    first: { places: first.places, claims: first.claims, proven: first.proven },
    ownPoints: Object.fromEntries(input.candidates.map(({ id, points }) => [id, points])),
    record: [
      { kind: 'proposal', at: '2027-01-10T09:00:00.000Z', fair: first.claims.length === 0 },
      {
        kind: 'keep_all',
        at: decidedAt,
        undoneAt: null,
        cases: cases.map(({ id }) => ({
          child: id,
          decision: decisions.get(id)!.decision,
          followed: !decisions.get(id)!.departs,
          decidedAt,
        })),
      },
    ],
    instance,
    instanceHash: '',
    givenWeeks: given,
    alternatives,
    places: outcome.places,
    claims: outcome.claims,
    cutOffs: sectionCutOffs(explained.explanations.cutOffs()),
    reoffers: reoffered ? reoffersAfter(input, instance, outcome.places, numbers, roll) : [],
    told: cases.map(({ id, dossierId, agendaNumber, wished }): ToldCase => {
      const { decision, reason, departs } = decisions.get(id)!;
      const place = decision === 'admit' ? outcome.places[id]! : null;
      const receivedAt = choicesOf(instance, dossierId, id).find((one) => isEligible(instance, one, id))?.at ?? null;
      return {
        number: agendaNumber,
        child: id,
        wished,
        decision,
        departs,
        decidedAt,
        place: place && { at: place.at, section: place.section, slots: maskOfNames(place.slots) },
        explanation: explanations.get(id)!,
        reason:
          decision === 'wait' && reason === null
            ? waitingReason(REASON_LISTS.wait, {
                misses: explain(explained, dossierId, id, wished).misses,
                receivedAt,
                cause: causeOf(explained, record, dossierId)?.cause ?? null,
                givenPriority: causeOf(explained, record, dossierId)?.givenPriority ?? false,
              })
            : reason,
        facts: { inTerritory: true, wantedFrom: '2027-03-01' },
      };
    }),
  });
}

/** Some children decline what they were given. Their seats are offered again to those who were given nothing. */
function reoffersAfter(
  input: SessionInput,
  session: Instance,
  places: Places,
  numbers: ReadonlyMap<string, number>,
  roll: (sides: number) => number,
): object[] {
  const given = input.candidates.filter(({ id, current }) => places[id] && !current);
  const declining = given.filter(() => roll(2) === 0);
  const freed = declining.map(({ id }) => ({
    id,
    sectionId: `${places[id]!.at}:${plainSection(places[id]!.section)}`,
  }));
  if (freed.length === 0) return [];
  const holding = Object.entries(places).flatMap(([id, place]) =>
    place && !declining.some((one) => one.id === id) ? [{ id, place }] : [],
  );
  const free = input.places.map((unit) => ({
    ...unit,
    free: unit.free.map(
      (seats, index) =>
        new Map(
          [...seats].map(([slot, count]): [Slot, number] => {
            const name = spanSlot(input.spans[index]!, slot);
            const isThere = ({ at, section, slots }: Place): boolean =>
              at === unit.at && section === unit.section && slots.includes(name);
            // A child with a place of its own sits on a seat that is not among those the session gives.
            const held = holding.filter(({ id, place }) => !session.children[id]!.current && isThere(place)).length;
            return [slot, Math.max(0, count - held)];
          }),
        ),
    ),
  }));
  const waiting = input.candidates.filter(({ id, current }) => !places[id] && !current);
  const asked = freedInput({ ...input, candidates: waiting, places: free }, freed, () =>
    roll(3) === 0 ? 1 : undefined,
  );
  const traits = new Map(input.candidates.map((candidate) => [candidate.id, candidate.traits]));
  const admitted = holding.map(({ id, place: { at, section, slots } }) => ({
    at,
    section,
    slots: maskOfNames(slots),
    traits: traits.get(id)!,
  }));
  const instance = reofferInstance(asked, session, admitted);
  const outcome = outcomeOf(instance, {});
  const explained = outcome.explained(Object.keys(instance.families));
  const cases = asked.candidates.map(({ id, family, choices }) => ({
    id,
    dossierId: family,
    agendaNumber: numbers.get(id)!,
    wished: [...new Set(choices.map(({ at }) => at))],
  }));
  const explanations = explainCases(explained, cases, { cases: [], seed: '', tieBreak: ['lot'] });
  return [
    {
      at: '2027-02-01T08:00:00.000Z',
      instance,
      places: outcome.places,
      claims: outcome.claims,
      told: cases.map(({ id, agendaNumber, wished }): ReofferedCase => {
        const place = outcome.places[id] ?? null;
        return {
          number: agendaNumber,
          child: id,
          wished,
          place: place && { at: place.at, section: place.section, slots: maskOfNames(place.slots) },
          explanation: explanations.get(id)!,
        };
      }),
    },
  ];
}
