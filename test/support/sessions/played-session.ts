import { Outcome } from '../../../src/commissions/matching/outcome.js';
import { propose } from '../../../src/commissions/matching/propose.js';
import { canonicalJson } from '../../../src/commissions/matching/instance/canonical-json.js';
import type { Alternatives, Entry, Instance, Place } from '../../../src/commissions/matching/index.js';
import { choicesOf, currentPlaceOf, newPlaceOf } from '../../../src/commissions/commission/domain/case-places.js';
import { causeOf, recordOf, type SessionRecord } from '../../../src/commissions/commission/domain/claim-causes.js';
import { REASON_LISTS, type DecisionKind } from '../../../src/commissions/commission/domain/decisions.js';
import {
  shorterPlace,
  withGivenWeeks,
  type GivenWeek,
} from '../../../src/commissions/commission/domain/given-weeks.js';
import { maskOfNames } from '../../../src/commissions/commission/domain/periods.js';
import { sectionCutOffs } from '../../../src/commissions/commission/domain/published-cut-offs.js';
import { waitingReason } from '../../../src/commissions/commission/domain/reason-facts.js';
import { cameBack, isPart, reopenedWeeks } from '../../../src/commissions/commission/domain/reopened-cases.js';
import { Room } from '../../../src/commissions/commission/domain/room.js';
import {
  sessionInstance,
  type Candidate,
  type Choice,
  type SessionInput,
} from '../../../src/commissions/commission/domain/session-instance.js';
import { USUAL_RULES, type SessionRules } from '../../../src/commissions/commission/domain/sitting-rules.js';
import { explainCases } from '../../../src/commissions/commission/domain/told-cases.js';
import { explain } from '../../../src/commissions/commission/domain/case-explanation.js';
import { addMinutes, type Instant } from '../../../src/foundation/kernel/time.js';
import { slotsToMask, type Slot } from '../../../src/foundation/kernel/week-schedule.js';

// A session written by hand: who asks for what, what happens in order, and what each family must read. Cases are named
// by their numbers; a day stands for its morning and its afternoon.

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri';
type Seats = Readonly<Record<string, Partial<Record<Weekday, number>>>>;

export interface WrittenCase {
  /** Its own points, without those of brothers and sisters. */
  readonly points: number;
  /** More points at some establishments. */
  readonly bonus?: Readonly<Record<string, number>>;
  /** Its family, where it has several children in the session. */
  readonly family?: string;
  readonly week: readonly Weekday[];
  /** Shorter weeks that its family would take, best first. */
  readonly shorter?: readonly (readonly Weekday[])[];
  /** Best first. Those that have no places in the session are for another body to examine. */
  readonly wishes: readonly string[];
  /** Establishments of its wishes that do not take its age. */
  readonly tooYoungAt?: readonly string[];
  readonly traits?: readonly ('insertion' | 'adaptation')[];
  /** The place it has today, for this same week. */
  readonly current?: string;
}

/** One thing that happens. */
export type Happening =
  | { readonly admit: string; readonly at: string; readonly days?: readonly Weekday[] }
  | { readonly wait: string; readonly reason: string }
  /** The proposal is followed, for one case or for all that are undecided. */
  | { readonly keep: string; readonly but?: readonly string[] }
  | { readonly takeBack: string }
  /** The places are read again, with these free. */
  | { readonly places: Seats }
  | { readonly withdraws: string };

export interface ReadMiss {
  readonly code: string;
  readonly rules?: readonly string[];
  readonly cutOff?: number | null;
  readonly missing?: number | null;
}

/** What a family reads of one case. What is not written is not compared. */
export interface Reading {
  /** Where it is admitted; null where it is not. */
  readonly at: string | null;
  readonly reason?: string;
  readonly misses?: Readonly<Record<string, ReadMiss>>;
  readonly claim?: string | null;
}

/** A false sentence: it replaces a part of what one case is told. */
export interface Planted {
  readonly case: string;
  readonly reason?: string;
  readonly claim?: string;
  readonly miss?: { readonly at: string } & Readonly<Record<string, unknown>>;
}

export interface WrittenSession {
  readonly title: string;
  readonly rules?: Partial<SessionRules>;
  readonly places: Seats;
  readonly cases: Readonly<Record<string, WrittenCase>>;
  readonly happens: readonly Happening[];
  readonly reads: Readonly<Record<string, Reading>>;
  readonly planted: Planted;
}

const SPAN = { from: '2027-03-01', to: '2027-08-31' };
const SECTION = 'babies';
const ALL_DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const halves = (days: readonly Weekday[]): Slot[] => days.flatMap((day): Slot[] => [`${day}-am`, `${day}-pm`]);
const choiceAt = (at: string, days: readonly Weekday[]): Choice => ({
  at,
  section: SECTION,
  slots: slotsToMask(halves(days)),
  stay: SPAN,
});

interface Decided {
  readonly kind: DecisionKind;
  readonly place: Place | null;
  readonly reason: string | null;
  readonly kept: boolean;
  readonly at: Instant;
}

/** Plays a written session with the rules of the house, and writes its audit file. */
export class PlayedSession {
  private now: Instant = '2027-01-10T08:00:00.000Z';
  private readAt: Instant = this.now;
  private readonly decided = new Map<string, Decided>();
  private readonly record: object[] = [];
  private present: readonly string[];
  private places: Seats;
  private instance!: Instance;
  private alternatives!: Alternatives;

  constructor(private readonly written: WrittenSession) {
    this.present = Object.keys(written.cases);
    this.places = written.places;
    this.readPlaces();
    for (const happening of written.happens) {
      this.now = addMinutes(this.now, 5);
      this.take(happening);
    }
  }

  private take(happening: Happening): void {
    if ('places' in happening) {
      this.places = happening.places;
      this.refresh([]);
    } else if ('withdraws' in happening) {
      this.present = this.present.filter((number) => number !== happening.withdraws);
      this.refresh([happening.withdraws]);
    } else if ('takeBack' in happening) {
      this.decided.delete(happening.takeBack);
      this.recordAct('take_back', [happening.takeBack]);
    } else if ('keep' in happening) {
      const { outcome, record } = this.standing();
      const kept = (happening.keep === 'all' ? this.present : [happening.keep]).filter(
        (number) => !this.decided.has(number) && !(happening.but ?? []).includes(number),
      );
      for (const number of kept) this.decided.set(number, this.asProposed(outcome, record, number));
      this.recordAct('keep_all', kept);
    } else if ('wait' in happening) {
      const proposed = newPlaceOf(this.instance, this.standing().outcome.places, happening.wait);
      this.decide(happening.wait, { kind: 'wait', place: null, reason: happening.reason, kept: proposed === null });
    } else this.admit(happening.admit, happening.at, happening.days);
  }

  private admit(number: string, at: string, days: readonly Weekday[] | undefined): void {
    const { outcome } = this.standing();
    const there = choicesOf(this.instance, this.familyOf(number), number).filter((place) => place.at === at);
    const place = days ? shorterPlace(there, slotsToMask(halves(days))) : (there[0] ?? null);
    if (!place) throw new Error(`case ${number} cannot be given ${at}`);
    const proposed = newPlaceOf(this.instance, outcome.places, number);
    const kept =
      proposed?.at === at &&
      proposed.section === place.section &&
      maskOfNames(proposed.slots) === maskOfNames(place.slots);
    this.decide(number, { kind: 'admit', place, reason: kept ? null : 'child_protection', kept });
  }

  private decide(number: string, decided: Omit<Decided, 'at'>): void {
    this.decided.set(number, { ...decided, at: this.now });
    this.recordAct('decide', [number]);
  }

  private asProposed(outcome: Outcome, record: SessionRecord, number: string): Decided {
    const place = newPlaceOf(this.instance, outcome.places, number);
    if (place) return { kind: 'admit', place, reason: null, kept: true, at: this.now };
    return { kind: 'wait', place: null, reason: this.reasonFound(outcome, record, number), kept: true, at: this.now };
  }

  private reasonFound(outcome: Outcome, record: SessionRecord, number: string): string {
    const family = this.familyOf(number);
    const explained = outcome.explained([family]);
    const caused = causeOf(explained, record, family);
    const receivedAt =
      choicesOf(this.instance, family, number).find(({ at }) =>
        Object.hasOwn(this.instance.establishments[at]!.points ?? {}, number),
      )?.at ?? null;
    return waitingReason(REASON_LISTS.wait, {
      misses: explain(explained, family, number).misses,
      receivedAt,
      cause: caused?.cause ?? null,
      givenPriority: caused?.givenPriority ?? false,
    });
  }

  private readPlaces(): void {
    const { instance, alternatives } = sessionInstance(this.input());
    this.instance = instance;
    this.alternatives = alternatives;
    this.readAt = this.now;
    this.record.push({ kind: 'proposal', at: this.now, fair: this.first().claims.length === 0 });
  }

  /** Reads the places again, and takes back what no longer stands, or what a half-day that came back reopens. */
  private refresh(gone: readonly string[]): void {
    const before = { instance: this.instance, places: this.standing().outcome.places };
    for (const number of gone) this.decided.delete(number);
    this.readPlaces();
    const seated: Place[] = [];
    const shortened = new Map<string, Place>();
    for (const number of this.present) {
      const { kind, place = null } = this.decided.get(number) ?? {};
      const family = this.familyOf(number);
      if (place && new Room(this.instance, seated).fullSlots(place).length > 0) this.decided.delete(number);
      else if (place) {
        seated.push(place);
        if (
          isPart(place, choicesOf(this.instance, family, number)) &&
          cameBack(before, this.instance, gone, family, number, place)
        )
          shortened.set(number, place);
      }
      if (kind === 'wait' && cameBack(before, this.instance, gone, family, number)) this.decided.delete(number);
    }
    for (const number of reopenedWeeks(shortened, (open) => this.standing(open).outcome.places))
      this.decided.delete(number);
  }

  private input(): SessionInput {
    const { cases, rules = {} } = this.written;
    const houses = Object.keys(this.places);
    return {
      candidates: this.present.map((number): Candidate => {
        const {
          points,
          bonus = {},
          week,
          shorter = [],
          wishes,
          tooYoungAt = [],
          traits = [],
          current,
        } = cases[number]!;
        return {
          id: number,
          family: this.familyOf(number),
          choices: [week, ...shorter].flatMap((days) =>
            wishes.filter((at) => houses.includes(at)).map((at) => choiceAt(at, days)),
          ),
          others: [],
          points: Object.fromEntries(
            houses.filter((at) => !tooYoungAt.includes(at)).map((at) => [at, points + (bonus[at] ?? 0)]),
          ),
          traits,
          current: current === undefined ? null : choiceAt(current, week),
        };
      }),
      tieBreak: this.present,
      spans: [SPAN],
      places: Object.entries(this.places).map(([at, seats]) => ({
        at,
        section: SECTION,
        free: [
          new Map(ALL_DAYS.flatMap((day) => halves([day]).map((slot): [Slot, number] => [slot, seats[day] ?? 0]))),
        ],
      })),
      rules: { ...USUAL_RULES, ...rules },
    };
  }

  private familyOf(number: string): string {
    return this.written.cases[number]!.family ?? `family of ${number}`;
  }

  private first(): Outcome {
    return new Outcome(this.instance, this.alternatives, propose(this.instance));
  }

  private given(decided: ReadonlyMap<string, Decided>): GivenWeek[] {
    return [...decided].flatMap(([child, { place }]) => {
      const family = this.familyOf(child);
      const isWish =
        !place ||
        choicesOf(this.instance, family, child).some(
          (choice) => choice.at === place.at && maskOfNames(choice.slots) === maskOfNames(place.slots),
        );
      return isWish ? [] : [{ family, child, place }];
    });
  }

  /**
   * What everybody has with the decisions so far, and what happened until now.
   * @param open cases whose decisions are left out
   */
  private standing(open: readonly string[] = []): { outcome: Outcome; record: SessionRecord } {
    const decided = new Map([...this.decided].filter(([number]) => !open.includes(number)));
    const locks = Object.fromEntries(
      [...decided].map(([number, { place }]): [string, Entry | null] => [
        number,
        place ?? currentPlaceOf(this.instance, number),
      ]),
    );
    const judged = { ...withGivenWeeks(this.instance, this.given(decided)), locks };
    const outcome = new Outcome(judged, this.alternatives, propose(judged));
    const cases = [...decided].map(([id, { kind, kept, at }]) => ({ id, decision: kind, kept, decidedAt: at }));
    return { outcome, record: recordOf(this.first(), outcome.places, cases, this.readAt) };
  }

  private recordAct(kind: string, numbers: readonly string[]): void {
    this.record.push({
      kind,
      at: this.now,
      undoneAt: null,
      cases: numbers.map((number) => {
        const decided = this.decided.get(number);
        return {
          child: number,
          decision: decided?.kind ?? null,
          followed: decided?.kept ?? null,
          decidedAt: decided?.at ?? null,
        };
      }),
    });
  }

  auditFile(): string {
    const undecided = this.present.filter((number) => !this.decided.has(number));
    if (undecided.length > 0) throw new Error(`undecided: ${undecided.join(', ')}`);
    const { outcome, record } = this.standing();
    const own = (child: string, at: string): number | null =>
      this.input().candidates.find(({ id }) => id === child)?.points[at] ?? null;
    const explained = { ...outcome.explained(Object.keys(this.instance.families)), own };
    const cases = this.present.map((number) => ({
      id: number,
      dossierId: this.familyOf(number),
      agendaNumber: Number(number),
      wished: this.written.cases[number]!.wishes.filter((at) => Object.hasOwn(this.places, at)),
    }));
    const explanations = explainCases(explained, cases, { cases: [], seed: '', tieBreak: ['lot'] }, { record });
    const first = this.first();
    return canonicalJson({
      version: 2,
      session: { entryFrom: SPAN.from },
      instance: this.instance,
      givenWeeks: this.given(this.decided),
      alternatives: this.alternatives,
      places: outcome.places,
      claims: outcome.claims,
      cutOffs: sectionCutOffs(explained.explanations.cutOffs()),
      first: { places: first.places, claims: first.claims, proven: first.proven },
      ownPoints: Object.fromEntries(this.input().candidates.map(({ id, points }) => [id, points])),
      record: this.record,
      told: cases.map(({ id, agendaNumber, wished }) => {
        const { kind, place, reason, kept, at } = this.decided.get(id)!;
        return {
          number: agendaNumber,
          child: id,
          wished,
          decision: kind,
          departs: !kept,
          decidedAt: at,
          place: place && { at: place.at, section: place.section, slots: maskOfNames(place.slots) },
          reason,
          explanation: explanations.get(id)!,
          facts: { inTerritory: true, wantedFrom: SPAN.from },
        };
      }),
    });
  }
}
