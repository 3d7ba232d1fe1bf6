import { Injectable } from '@nestjs/common';
import { Candidacies, isListing, type UpcomingSession } from '../../commissions/commission/index.js';
import { findWishes, type ChildRequest } from '../../dossier/dossier/index.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { BulkActCode } from './domain/bulk-act.js';

export interface ChoosableSession extends Pick<UpcomingSession, 'id' | 'bodyName' | 'startsAt'> {
  /** How many of the requests it concerns. */
  readonly requests: number;
}

/** The sessions among which one is chosen for many requests. */
@Injectable()
export class BulkSessions {
  constructor(
    private readonly reader: Reader,
    private readonly candidacies: Candidacies,
  ) {}

  /** Those that concern some of the requests, the one that concerns most first, then the soonest. */
  async listFor(act: BulkActCode, requests: readonly ChildRequest[]): Promise<ChoosableSession[]> {
    const found =
      act === 'unlist'
        ? await this.findStanding(requests)
        : act === 'orient' || act === 'list'
          ? await this.findUpcoming(requests)
          : [];
    const counted = groupedBy(found, ({ id }) => id);
    return [...counted.values()]
      .map((same) => ({
        id: same[0]!.id,
        bodyName: same[0]!.bodyName,
        startsAt: same[0]!.startsAt,
        requests: same.length,
      }))
      .sort((a, b) => b.requests - a.requests || (a.startsAt < b.startsAt ? -1 : 1));
  }

  /** For each request the sessions of the bodies that examine one of its wishes. */
  private async findUpcoming(requests: readonly ChildRequest[]): Promise<UpcomingSession[]> {
    const wishes = groupedBy(
      await findWishes(
        this.reader,
        requests.map(({ id }) => id),
      ),
      ({ requestId }) => requestId,
    );
    const ofProvider = new Map<Id, UpcomingSession[]>();
    const all: UpcomingSession[] = [];
    for (const { id } of requests) {
      const sessions = new Map<Id, UpcomingSession>();
      for (const { providerId } of wishes.get(id) ?? []) {
        if (providerId === null) continue;
        const known = ofProvider.get(providerId) ?? (await this.candidacies.upcomingSessionsFor([providerId]));
        ofProvider.set(providerId, known);
        for (const session of known) sessions.set(session.id, session);
      }
      all.push(...sessions.values());
    }
    return all;
  }

  /** For each request the sessions on whose list it stands, where the list is not fixed yet. */
  private async findStanding(
    requests: readonly ChildRequest[],
  ): Promise<Pick<UpcomingSession, 'id' | 'bodyName' | 'startsAt'>[]> {
    const all: Pick<UpcomingSession, 'id' | 'bodyName' | 'startsAt'>[] = [];
    for (const { id } of requests)
      for (const { candidacy, session, bodyName } of await this.candidacies.ofRequest(this.reader, id))
        if (candidacy.state === 'listed' && isListing(session.state))
          all.push({ id: session.id, bodyName, startsAt: session.startsAt });
    return all;
  }
}
