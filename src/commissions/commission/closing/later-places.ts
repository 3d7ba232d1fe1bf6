import { Injectable } from '@nestjs/common';
import type { Id } from '../../../foundation/kernel/ids.js';
import { obtained } from '../../../foundation/kernel/obtained.js';
import { addMonths, type Day } from '../../../foundation/kernel/time.js';
import { maskToSlots } from '../../../foundation/kernel/week-schedule.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { Seats } from '../../../places/placement/index.js';
import type { LaterPlace } from '../domain/case-explanation.js';
import type { Choice } from '../domain/session-instance.js';
import { entryOf, type CandidacySnapshot } from '../domain/snapshot.js';
import { GivenDays } from '../sitting/given-days.js';
import type { ClosingCase, ClosingContext } from './closing-cases.js';
import type { SeatedCase } from './decision-effects.js';

/** How far ahead a place is told to a family that did not say that it can wait: the longest that it is asked about. */
const MONTHS_AHEAD = 6;

/**
 * Finds the first place, among its wishes, that a child kept waiting could have had by waiting longer than its family
 * said: one that is still free when the session has given all it gave, or that went to a child ranked below who can wait.
 */
@Injectable()
export class LaterPlaces {
  constructor(
    private readonly givenDays: GivenDays,
    private readonly seats: Seats,
  ) {}

  /** The same cases, with what is told of a later place. @param seated the admissions whose seats are held now */
  async tellAll(
    tx: Tx,
    { session, body }: ClosingContext,
    kept: readonly ClosingCase[],
    seated: readonly SeatedCase[],
  ): Promise<ClosingCase[]> {
    const patient = new Map(
      kept.flatMap(({ candidacy: { id, snapshot } }): [Id, CandidacySnapshot][] =>
        snapshot && !snapshot.current ? [[id, asPatient(snapshot, session.entryFrom)]] : [],
      ),
    );
    const sectionIds = this.givenDays.sectionsOf(body);
    const free = await this.givenDays.readFree(
      tx,
      session,
      sectionIds,
      [...patient.values()].map((snapshot) => ({ snapshot })),
    );
    const isFree = this.freeFor(tx);
    const told: ClosingCase[] = [];
    for (const one of kept) {
      const snapshot = patient.get(one.candidacy.id);
      const later = snapshot ? await this.firstFor(one, snapshot, { session, free, seated, isFree }) : null;
      told.push(later && one.told.explanation ? withLater(one, later) : one);
    }
    return told;
  }

  private async firstFor(
    { candidacy }: ClosingCase,
    snapshot: CandidacySnapshot,
    {
      session: { entryFrom },
      free,
      seated,
      isFree,
    }: Pick<ClosingContext, 'session'> & {
      readonly free: Parameters<GivenDays['of']>[1]['free'];
      readonly seated: readonly SeatedCase[];
      readonly isFree: (choice: Choice) => Promise<boolean>;
    },
  ): Promise<LaterPlace | null> {
    const said = candidacy.snapshot!.waits?.until ?? entryOf(snapshot, entryFrom);
    const placesAt = this.givenDays.of(snapshot, { entryFrom, free, mayMove: new Set() });
    const choices = snapshot.wishes
      .flatMap(({ providerId }) => placesAt(providerId, snapshot.week))
      .filter(({ stay }) => stay.from > said)
      .sort((a, b) => (a.stay.from < b.stay.from ? -1 : a.stay.from > b.stay.from ? 1 : 0));
    const placeOf = ({ at, section, stay: { from } }: Choice) => ({ at, section, from });
    const given = seated
      .filter(
        (other) =>
          other.candidacy.decidedFrom !== null &&
          other.candidacy.decidedFrom > said &&
          other.candidacy.rank! > candidacy.rank!,
      )
      .flatMap((other): LaterPlace[] => {
        const [at, section] = other.offer.sectionId.split(':') as [string, string];
        const from = other.candidacy.decidedFrom!;
        const suits =
          snapshot.wishes.some(({ providerId }) => providerId === at) &&
          this.givenDays.fitsIn(snapshot, other.offer.sectionId, from, other.offer.slots);
        return suits ? [{ at, section, from, given: true }] : [];
      });
    const [sooner] = given.sort((a, b) => (a.from < b.from ? -1 : 1));
    for (const choice of choices) {
      if (sooner && sooner.from <= choice.stay.from) return sooner;
      if (await isFree(choice)) return placeOf(choice);
    }
    return sooner ?? null;
  }

  /** Whether a place is free for its whole stay, asked once for each stay. */
  private freeFor(tx: Tx): (choice: Choice) => Promise<boolean> {
    const known = new Map<string, Promise<ReadonlyMap<string, number>>>();
    return async ({ at, section, stay, slots }) => {
      const free = await obtained(known, `${at}:${section} ${stay.from} ${stay.to}`, () =>
        this.seats.freeBetween(tx, `${at}:${section}`, stay.from, stay.to),
      );
      return maskToSlots(slots).every((slot) => (free.get(slot) ?? 0) > 0);
    };
  }
}

const asPatient = (snapshot: CandidacySnapshot, entryFrom: Day): CandidacySnapshot => {
  const entry = entryOf(snapshot, entryFrom);
  return { ...snapshot, waits: { from: entry, until: addMonths(entry, MONTHS_AHEAD), first: 'place' } };
};

function withLater(one: ClosingCase, later: LaterPlace): ClosingCase {
  const explanation = { ...one.told.explanation, later };
  return { ...one, candidacy: { ...one.candidacy, explanation }, told: { ...one.told, explanation } };
}
