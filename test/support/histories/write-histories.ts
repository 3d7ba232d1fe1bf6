import { createHash } from 'node:crypto';
import { EMPTY_CHILD, EMPTY_FORM, EMPTY_NEED } from '../../../src/dossier/dossier/domain/dossier-form.js';
import type { Origin } from '../../../src/dossier/dossier/index.js';
import {
  ChildRequest,
  Dossier,
  RequestHistory,
  Wish,
} from '../../../src/dossier/dossier/persistence/dossier.entities.js';
import { newId } from '../../../src/foundation/kernel/ids.js';
import type { Instant } from '../../../src/foundation/kernel/time.js';
import { Offer, PlacedChild, Solution } from '../../../src/places/placement/persistence/placement.entities.js';
import type { Tx } from '../../../src/foundation/platform/database/index.js';
import type {
  FamilyHistory,
  HistoryOffer,
  RequestPast,
} from '../../../src/reporting/reporting/domain/family-history.js';

const STATES = {
  accepted: 'accepted',
  declined: 'declined',
  expired: 'expired',
  open: 'open',
  takenBack: 'revoked',
} as const;

/** Writes the rows that a family leaves in the database, when everything went as its history says. */
export async function writeHistory(tx: Tx, family: FamilyHistory): Promise<void> {
  const moments = family.requests.flatMap(({ moves }) => moves.map(({ at }) => at)).sort();
  const communeAt = (at: Instant): string | null =>
    family.residence.findLast(({ recorded }) => recorded <= at)?.commune ?? null;
  const communeCode = communeAt(moments.at(-1)!);
  const { consents, household } = EMPTY_FORM;
  await tx.insert(Dossier, {
    id: family.id,
    // Random ids like to end alike.
    number: createHash('sha256').update(family.id).digest('hex').slice(0, 12),
    deskId: 'rpe',
    communeCode,
    origin: family.requests[0]!.origin as Origin,
    household: { ...household, loneParent: family.loneParent },
    criterionFacts: {},
    consents,
    language: 'fr',
    submittedAt: moments[0]!,
    version: 1,
    arrivedForId: null,
    anonymisedAt: null,
  });
  for (const request of family.requests) await writeRequest(tx, family.id, communeCode, request, communeAt);
}

async function writeRequest(
  tx: Tx,
  dossierId: string,
  communeCode: string | null,
  { id, birth, transferFrom, moves, wishes, offers, solutions }: RequestPast,
  communeAt: (at: Instant) => string | null,
): Promise<void> {
  const { need: _need, wishes: _wishes, ...child } = EMPTY_CHILD;
  const last = moves.at(-1)!;
  await tx.insert(ChildRequest, {
    ...child,
    id,
    dossierId,
    deskId: 'rpe',
    communeCode,
    state: last.to as ChildRequest['state'],
    version: 1,
    birthDate: birth,
    need: { ...EMPTY_NEED, wantedFrom: last.wantedFrom },
    wantedFrom: last.wantedFrom,
    gaps: [],
    nextAct: null,
    nextActDue: null,
    nextActOwner: null,
    actAfterReach: null,
    submittedAt: moves[0]!.at,
    confirmedAt: moves[0]!.at,
    joinedIntoId: null,
    transferFromId: transferFrom,
    deskNote: null,
    names: null,
  });
  await tx.insert(
    RequestHistory,
    moves.map(({ at, action, to, reason, wantedFrom }, index) => ({
      id: newId(),
      requestId: id,
      dossierId,
      at,
      actor: 'system',
      action: action as RequestHistory['action'],
      from: (moves[index - 1]?.to ?? 'draft') as RequestHistory['from'],
      to: to as RequestHistory['to'],
      reason,
      communeCode: communeAt(at),
      wantedFrom,
      facts: null,
    })),
  );
  await tx.insert(
    Wish,
    wishes.map(({ rank, mode, provider }) => ({
      id: newId(),
      requestId: id,
      rank,
      mode: mode as Wish['mode'],
      providerId: provider,
      communeCode: null,
    })),
  );
  await tx.insertMissing(PlacedChild, [{ id }]);
  await tx.insert(
    Offer,
    offers.map((offer) => offerRow(dossierId, id, offer)),
  );
  await tx.insert(
    Solution,
    solutions.map(({ at, mode, provider }) => ({
      id: newId(),
      requestId: id,
      kind: mode === 'establishment' ? 'place' : (mode as Solution['kind']),
      providerId: provider,
      providerLabel: null,
      placementId: null,
      slots: 0,
      week: null,
      from: at.slice(0, 10),
      to: null,
      recordedBy: 'system',
      recordedAt: at,
      endedAt: null,
    })),
  );
}

const offerRow = (
  dossierId: string,
  requestId: string,
  { at, provider, answer, answeredAt, reason }: HistoryOffer,
) => ({
  id: newId(),
  childId: requestId,
  requestId,
  dossierId,
  sectionId: 'none',
  providerId: provider!,
  candidacyId: null,
  sessionId: null,
  from: at.slice(0, 10),
  to: at.slice(0, 10),
  pathTo: null,
  slots: 0,
  reservedFor: null,
  coversNeed: true,
  emergency: false,
  emergencyReason: null,
  reofferAllowed: false,
  state: STATES[answer],
  version: 1,
  madeAt: at,
  deadline: at,
  remindedAt: null,
  effectiveDeadline: at,
  answeredAt,
  answeredBy: null,
  saidBy: null,
  declineReason: reason,
});
