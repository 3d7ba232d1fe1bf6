import { Injectable } from '@nestjs/common';
import { pointsOf, type CandidateFacts, type CriteriaGrid, type PointsLine } from '../../admission/index.js';
import { waitsOf, type RequestFile, type RequestState } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import { slotsOfSchedule, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { CoveredDays, FamilyOwners, Transfers, type Placement } from '../../../places/placement/index.js';
import type { Reader } from '../../../foundation/platform/database/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { restOfCase } from '../domain/rest-of-case.js';
import type { CandidacySnapshot, HeldPlace } from '../domain/snapshot.js';
import type { Body, CommissionSession } from '../persistence/commission.entities.js';
import { CaseFacts } from './case-facts.js';

/** The states in which a listed request can be judged. The freeze brings those before the commission that are not there. */
export const JUDGEABLE: readonly RequestState[] = [
  'oriented',
  'waiting_list',
  'partly_placed',
  'before_commission',
  'offered',
];

export type JudgedSnapshot = CandidacySnapshot & { readonly facts: CandidateFacts };

/** A case as a session judges it. */
export interface JudgedCase {
  readonly snapshot: JudgedSnapshot;
  readonly points: number;
  readonly lines: PointsLine[];
}

/** Makes of each request what a session judges, and counts its points. */
@Injectable()
export class CaseSnapshots {
  constructor(
    private readonly facts: CaseFacts,
    private readonly transfers: Transfers,
    private readonly covered: CoveredDays,
    private readonly supply: Supply,
    private readonly owners: FamilyOwners,
  ) {}

  /** By request, in a few statements. A request that cannot be judged, because answers are missing, is absent. */
  async judgeAll(
    from: Reader,
    session: Pick<CommissionSession, 'startsAt'>,
    body: Pick<Body, 'establishmentIds'>,
    files: readonly RequestFile[],
    grid: CriteriaGrid,
  ): Promise<Map<Id, JudgedCase>> {
    const facts = await this.facts.ofAll(from, files, dayOf(session.startsAt));
    const kept = await this.transfers.keptPlaces(
      from,
      files.map(({ request }) => request),
    );
    const covered = await this.covered.ofRequests(
      from,
      files.map(({ request }) => request),
    );
    const noted = await this.owners.notedFor(
      from,
      files.map(({ dossier }) => dossier.id),
    );
    return new Map(
      files.flatMap((file, index): [Id, JudgedCase][] => {
        const { id, transferFromId } = file.request;
        const place = transferFromId === null ? undefined : kept.get(transferFromId);
        const current = place ? heldPlaceOf(place) : null;
        const snapshot = this.snapshotFor(file, body, facts[index]!, current, covered.get(id) ?? 0);
        const reservedFor = noted.get(file.dossier.id);
        return snapshot ? [[id, this.count(grid, reservedFor ? { ...snapshot, reservedFor } : snapshot)]] : [];
      }),
    );
  }

  private count(grid: CriteriaGrid, snapshot: JudgedSnapshot): JudgedCase {
    const places = this.facts.placesOf(snapshot.wishes.map(({ providerId }) => providerId));
    const { lines, total } = pointsOf(grid, snapshot.facts, places);
    return { snapshot, points: total, lines: [...lines] };
  }

  /**
   * What is judged of a request. A transfer keeps its place unless it obtains a better one. A child who has a part of
   * its week already asks only for the rest.
   * @param covered the half-days that the request's own places and other solutions cover
   */
  private snapshotFor(
    file: RequestFile,
    body: Pick<Body, 'establishmentIds'>,
    facts: CandidateFacts,
    current: HeldPlace | null,
    covered: SlotMask,
  ): JudgedSnapshot | null {
    const whole = snapshotOf(file, body, facts, current);
    const snapshot = whole && !current ? restOfCase(whole, covered) : whole;
    if (!snapshot) return null;
    // An establishment that is closed at all the hours asked for cannot give a place, so the wish for it is left out.
    const wishes = snapshot.wishes.filter(
      ({ providerId }) => slotsOfSchedule(snapshot.week, this.supply.openingOf(providerId, snapshot.wantedFrom)) !== 0,
    );
    return wishes.length === 0 ? null : { ...snapshot, wishes };
  }
}

const heldPlaceOf = ({ sectionId, slots, from, to, reservedFor }: Placement): HeldPlace => ({
  sectionId,
  slots,
  from,
  to,
  ...(reservedFor ? { reservedFor } : {}),
});

/** Null when answers that are needed to judge have gone missing since the request was listed. */
function snapshotOf(
  { request, dossier, wishes }: RequestFile,
  body: Pick<Body, 'establishmentIds'>,
  facts: CandidateFacts,
  current: HeldPlace | null,
): JudgedSnapshot | null {
  const birth = request.birthDate ?? request.dueDate;
  const inBody = wishes.flatMap(({ providerId, rank }) =>
    providerId && body.establishmentIds.includes(providerId) ? [{ providerId, rank }] : [],
  );
  if (!birth || !request.need.week || !request.wantedFrom || inBody.length === 0) return null;
  const waits = waitsOf(request.need, request.wantedFrom);
  return {
    birth,
    born: request.birthDate !== null,
    communeCode: dossier.communeCode,
    week: request.need.week,
    wantedFrom: request.wantedFrom,
    requestedAt: request.submittedAt,
    wishes: inBody,
    facts,
    ...(request.need.acceptsShorterWeek ? { fewestDays: request.need.minimumDays ?? 1 } : {}),
    ...(request.need.acceptsShorterWeek === null ? { weekUnsaid: true } : {}),
    ...(waits ? { waits } : {}),
    ...(current ? { current } : {}),
  };
}
