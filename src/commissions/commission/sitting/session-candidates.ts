import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import { pointsAt } from '../../admission/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { reservedSection } from '../../../foundation/kernel/reserved-section.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { slotsOfSchedule, type WeekSchedule } from '../../../foundation/kernel/week-schedule.js';
import { communeOwner, Paths, type PathStep, type ReservedTerm } from '../../../places/placement/index.js';
import { Slices } from '../../../foundation/platform/threads/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { inOrderOfDays } from '../domain/first-days.js';
import { ownDayOf, type Candidate, type Choice } from '../domain/session-instance.js';
import { weeksOf } from '../domain/shorter-weeks.js';
import { traitsOf } from '../domain/sitting-rules.js';
import { entryOf, type CandidacySnapshot } from '../domain/snapshot.js';
import type { Body, Candidacy, CommissionSession } from '../persistence/commission.entities.js';
import { digestible, GivenDays, type FreeSections } from './given-days.js';

/** Few sessions are prepared at once. */
const MOST_KEPT = 4;

/** What an establishment offers a child of this age, whatever its week. */
interface Suiting {
  /** Whether one of its sections receives the child's age. */
  readonly receives: boolean;
  readonly places: readonly Omit<Choice, 'slots'>[];
}

/** A case as the engine needs it, with the text of everything it was made from. */
interface Made {
  readonly from: string;
  readonly candidate: Candidate;
}

interface MadeCases {
  readonly byCase: ReadonlyMap<Id, Made>;
  readonly all: readonly Candidate[];
}

const sameList = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/** What is read of a case: of one of a session, or of a request that is only played. */
export type PlayedCase = Pick<Candidacy, 'id' | 'dossierId' | 'snapshot' | 'points' | 'lines'>;

/** Makes candidates for the engine from the frozen cases of a session. */
@Injectable()
export class SessionCandidates {
  /** By a digest of what is the same for all cases of a session. */
  private readonly known = new LRUCache<string, MadeCases>({ max: MOST_KEPT });

  constructor(
    private readonly supply: Supply,
    private readonly paths: Paths,
    private readonly givenDays: GivenDays,
  ) {}

  /**
   * The candidates in the order of the cases. Thousands take a while, so other requests are answered meanwhile.
   * @returns the same object for a case that has not changed, and the same list while none has
   */
  async ofAll(
    { entryFrom }: Pick<CommissionSession, 'entryFrom'>,
    body: Pick<Body, 'establishmentIds'>,
    cases: readonly PlayedCase[],
    reserved: readonly ReservedTerm[] = [],
    free: FreeSections = new Map(),
  ): Promise<readonly Candidate[]> {
    const key = this.digestOf(entryFrom, body, reserved, free);
    const mayMove = new Set(cases.flatMap(({ snapshot }) => snapshot!.current?.sectionId ?? []));
    const before = this.known.get(key);
    const suitingAt = this.suitings(entryFrom);
    const byCase = new Map<Id, Made>();
    const slices = new Slices();
    for (const candidacy of cases) {
      const from = JSON.stringify([candidacy.dossierId, candidacy.snapshot, candidacy.points, candidacy.lines]);
      const made = before?.byCase.get(candidacy.id);
      byCase.set(
        candidacy.id,
        made?.from === from
          ? made
          : {
              from,
              candidate: this.buildCandidate(
                body,
                candidacy,
                suitingAt(candidacy),
                this.givenDays.of(candidacy.snapshot!, { entryFrom, free, mayMove }),
                entryFrom,
                reserved,
              ),
            },
      );
      await slices.giveWay();
    }
    const all = Array.from(byCase.values(), ({ candidate }) => candidate);
    const made = { byCase, all: before && sameList(before.all, all) ? before.all : all };
    this.known.set(key, made);
    return made.all;
  }

  private digestOf(
    entryFrom: Day,
    { establishmentIds }: Pick<Body, 'establishmentIds'>,
    reserved: readonly ReservedTerm[],
    free: FreeSections,
  ): string {
    const establishments = this.supply.providers().filter(({ kind }) => kind === 'establishment');
    const facts = establishments.map((one) => [one, this.supply.sectionsOf(one.id), this.supply.hoursOf(one.id)]);
    return createHash('sha256')
      .update(JSON.stringify([entryFrom, establishmentIds, facts, reserved, ...digestible(free)]))
      .digest('hex');
  }

  /**
   * What suits a child is computed once for each pair of birth date and entry date, because many children share them.
   */
  private suitings(entryFrom: Day): (candidacy: PlayedCase) => (at: Id) => Suiting {
    const known = new Map<string, Suiting>();
    return ({ snapshot }) => {
      const { birth } = snapshot!;
      const entry = entryOf(snapshot!, entryFrom);
      return (at) => {
        const key = `${at} ${birth} ${entry}`;
        const suiting = known.get(key) ?? this.suiting(at, birth, entry);
        known.set(key, suiting);
        return suiting;
      };
    };
  }

  private buildCandidate(
    body: Pick<Body, 'establishmentIds'>,
    { id, dossierId, snapshot, points, lines }: PlayedCase,
    suitingAt: (at: Id) => Suiting,
    placesOnGivenDays: (at: Id, week: WeekSchedule) => Choice[],
    entryFrom: Day,
    reserved: readonly ReservedTerm[],
  ): Candidate {
    const judged = snapshot!;
    const entry = entryOf(judged, entryFrom);
    const asked = judged.wishes.map(({ providerId }) => providerId);
    const choicesAt = (at: Id, week: WeekSchedule): Choice[] => {
      const slots = slotsOfSchedule(week, this.supply.openingOf(at, entry));
      return suitingAt(at).places.map((place) => ({ ...place, slots }));
    };
    const weeks = weeksOf(judged).map((week) =>
      asked.map((at) => ({ at, own: choicesAt(at, week), given: placesOnGivenDays(at, week) })),
    );
    const onlyLater = new Set(
      weeks.flat().flatMap(({ at, given }) => (given.length > 0 && !suitingAt(at).receives ? [at] : [])),
    );
    const receiving = body.establishmentIds.filter((at) => suitingAt(at).receives || onlyLater.has(at));
    const choices = inOrderOfDays(
      weeks.map((wishes) => wishes.map(({ at, own, given }) => [...(onlyLater.has(at) ? [] : own), ...given])),
      entry,
      judged.waits?.first ?? 'place',
    );
    const withReserved = choices.flatMap((choice) => [...reservedChoices(judged, choice, reserved), choice]);
    const open = withReserved.filter(({ slots }) => slots !== 0);
    const [wanted] = weeks.flatMap((wishes) => wishes.flatMap(({ own }) => own)).filter(({ slots }) => slots !== 0);
    return {
      id,
      family: dossierId,
      traits: traitsOf(judged.facts),
      // A shorter week of which only nights are left is no week at this establishment.
      choices: wanted ? open : choices.filter(({ anotherDay }) => !anotherDay),
      ...(wanted && !ownDayOf(open) ? { wanted } : {}),
      others: receiving
        .filter((at) => !asked.includes(at))
        .flatMap((at) => choicesAt(at, judged.week))
        .filter(({ slots }) => slots !== 0),
      points: Object.fromEntries(receiving.map((at) => [at, pointsAt({ lines: lines ?? [], total: points ?? 0 }, at)])),
      current: this.findCurrentPlace(judged, body, reserved),
    };
  }

  private suiting(at: Id, birth: Day, entry: Day): Suiting {
    const suiting = this.supply.sectionsForChild(at, birth, entry);
    // A wish for an establishment that does not take the child's age is still kept, so that the family gets an answer
    // to it.
    const sections = suiting.length > 0 ? suiting : this.supply.sectionsOf(at).slice(0, 1);
    return {
      receives: suiting.length > 0,
      places: sections.map(({ id, code }) => {
        const [held, ...later] = this.paths.planPath(id, birth, entry) as [PathStep, ...PathStep[]];
        return {
          at,
          section: code,
          stay: { from: entry, to: held.to },
          path: later.map(({ sectionId, from }) => ({ section: this.supply.section(sectionId)!.code, from })),
        };
      }),
    };
  }

  private findCurrentPlace(
    { current }: CandidacySnapshot,
    { establishmentIds }: Pick<Body, 'establishmentIds'>,
    reserved: readonly ReservedTerm[],
  ): Choice | null {
    const section = current ? this.supply.section(current.sectionId) : null;
    if (!current || !section || !establishmentIds.includes(section.providerId)) return null;
    return {
      at: section.providerId,
      section: reserved.some(({ sectionId, owner }) => sectionId === section.id && owner === current.reservedFor)
        ? reservedSection(section.code, current.reservedFor!)
        : section.code,
      slots: current.slots,
      stay: { from: current.from, to: current.to },
    };
  }
}

/** The owners whose reserved places a case may take, as it was judged: those noted before the commune of residence. */
export const ownersOfCase = ({ communeCode, reservedFor = [] }: CandidacySnapshot): string[] => [
  ...reservedFor,
  ...communeOwner(communeCode),
];

/**
 * The same place among those reserved for an owner for whom the child qualifies, before the places of everybody. They
 * have to be reserved on all its half-days and for its whole stay: a session gives a place from one or the other.
 */
function reservedChoices(snapshot: CandidacySnapshot, choice: Choice, reserved: readonly ReservedTerm[]): Choice[] {
  const term = ownersOfCase(snapshot)
    .flatMap((owner) => reserved.filter((known) => known.owner === owner))
    .find(
      ({ sectionId, from, to, slots }) =>
        sectionId === `${choice.at}:${choice.section}` &&
        (choice.slots & ~slots) === 0 &&
        from <= choice.stay.from &&
        (to === null || choice.stay.to <= to),
    );
  return term ? [{ ...choice, section: reservedSection(choice.section, term.owner) }] : [];
}
