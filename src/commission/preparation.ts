import { Injectable } from '@nestjs/common';
import { Grids, lotOf, Proposals, rankCandidates, SeatRoom, type Instance } from '../admission/index.js';
import { newId, type Id } from '../kernel/ids.js';
import { slotsOfSchedule } from '../kernel/week-schedule.js';
import type { Tx } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { Seats, usualEnd } from '../placement/index.js';
import { Supply } from '../supply/index.js';
import { Candidacies } from './candidacies.js';
import { sessionInstance, spansOf, type Claim, type ClaimTarget, type SectionPlaces, type Span } from './domain/session-instance.js';
import { entryOf } from './domain/snapshot.js';
import { Candidacy, type Body, type CommissionSession } from './persistence/commission.entities.js';
import { CaseBook } from './case-book.js';
import { sectionIdOf } from './section-ids.js';
import { SessionRecords } from './session-records.js';

/** Ranks the cases and computes the proposal from the places that are free on each child's own dates. */
@Injectable()
export class Preparation {
  constructor(
    private readonly records: SessionRecords,
    private readonly candidacies: Candidacies,
    private readonly proposals: Proposals,
    private readonly seats: Seats,
    private readonly supply: Supply,
    private readonly book: CaseBook,
    private readonly grids: Grids,
  ) {}

  async prepare(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const claimed = await this.records.claim(tx, actor, sessionId, 'prepare', expectedVersion);
    const cases = await this.candidacies.runningIn(tx, sessionId);
    await this.compute(tx, claimed.session, claimed.body, cases);
    return this.records.advance(tx, actor, claimed, 'prepare', {}, { cases: cases.length });
  }

  /** Reads the places again while the session sits. A decision whose places have gone is taken back, to be decided anew. */
  async refresh(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const claimed = await this.records.claim(tx, actor, sessionId, 'refresh', expectedVersion);
    const cases = await this.candidacies.runningIn(tx, sessionId);
    const instance = await this.compute(tx, claimed.session, claimed.body, cases);
    const room = new SeatRoom(instance);
    for (const one of await this.book.inRank(tx, sessionId)) {
      const target = this.book.decidedTarget(instance, one);
      if (target && room.takeAll([target]) !== null) await this.book.takeBack(tx, one);
    }
    await this.book.proposeAgain(tx, sessionId);
    return this.records.advance(tx, actor, claimed, 'refresh');
  }

  private async compute(tx: Tx, session: CommissionSession, body: Body, cases: readonly Candidacy[]): Promise<Instance> {
    // The draw is made once: preparing again does not draw again.
    const seed = (await this.proposals.latest(tx, session.id))?.seed ?? newId();
    const { grid } = await this.grids.version(tx, session.gridId!);
    const ranked = rankCandidates(
      cases.map((one) => ({ id: one.requestId, points: one.points ?? 0, requestedAt: one.snapshot!.requestedAt, birth: one.snapshot!.birth, candidacy: one })), seed, grid.tieBreak,
    );
    const claims = ranked.map(({ candidacy }) => this.claimOf(session, candidacy));
    const spans = spansOf(claims, session.entryFrom);
    const instance = sessionInstance(claims, await this.placesOf(tx, body, spans), spans);
    const lots = Object.fromEntries(ranked.map(({ id, candidacy }) => [candidacy.id, lotOf(seed, id)]));
    const proposal = await this.proposals.keep(tx, session.id, { seed, lots, instance });
    for (const [index, { candidacy }] of ranked.entries()) {
      await tx.update(Candidacy, { id: candidacy.id }, {
        rank: index + 1, proposedSectionId: sectionIdOf(this.supply, proposal.assignments[candidacy.id] ?? null), version: candidacy.version + 1,
      });
    }
    return instance;
  }

  /** One line per wish of the body and section that suits the child on the day it would enter. */
  claimOf(session: Pick<CommissionSession, 'entryFrom'>, candidacy: Candidacy): Claim {
    const snapshot = candidacy.snapshot!;
    const entry = entryOf(snapshot, session.entryFrom);
    const targets = snapshot.wishes.flatMap(({ providerId }): ClaimTarget[] => {
      const slots = slotsOfSchedule(snapshot.week, this.supply.openingOf(providerId));
      const suiting = this.supply.sectionsForChild(providerId, snapshot.birth, entry);
      return suiting.length === 0 ? [{ at: providerId, section: null, slots }] : suiting.map((section) => ({ at: providerId, section: section.code, slots }));
    });
    return { id: candidacy.id, entry, end: usualEnd(snapshot.birth, entry), targets };
  }

  private async placesOf(tx: Tx, body: Body, spans: readonly Span[]): Promise<SectionPlaces[]> {
    const places: SectionPlaces[] = [];
    for (const section of body.establishmentIds.flatMap((id) => this.supply.sectionsOf(id))) {
      const free: SectionPlaces['free'][number][] = [];
      for (const span of spans) free.push(await this.seats.freeBetween(tx, section.id, span.from, span.to));
      places.push({ at: section.providerId, section: section.code, free });
    }
    return places;
  }
}
