import { In, IsNull, MoreThanOrEqual } from 'typeorm';
import { findDossiers, findRequests } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import { slotBit, type Slot } from '../../foundation/kernel/week-schedule.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import type { Promised } from '../../offer/supply/index.js';
import { lastDayOf } from './domain/placement-path.js';
import { Offer, Placement, Solution, TemporaryPlace } from './persistence/placement.entities.js';
import { findPlacesOn, findTemporaryPlaces } from './read-places.js';

/** What a provider has promised on a day or later: places held, places offered, and agreements with families. */
export async function listPromised(
  from: Reader | Tx,
  providerId: Id,
  sectionIds: readonly Id[],
  day: Day,
): Promise<Promised[]> {
  const later = [{ to: MoreThanOrEqual(day) }, { pathTo: MoreThanOrEqual(day) }];
  const inSections = In([...sectionIds]);
  const placements = await from.find(Placement, {
    where: later.map((until) => ({ ...until, sectionId: inSections, state: 'held' as const })),
  });
  const offers = await from.find(Offer, {
    where: later.map((until) => ({ ...until, sectionId: inSections, state: 'open' as const })),
  });
  const agreements = await from.find(Solution, {
    where: [{ to: MoreThanOrEqual(day) }, { to: IsNull() }].map((until) => ({
      ...until,
      providerId,
      placementId: IsNull(),
      endedAt: IsNull(),
    })),
  });
  const temporary = await from.find(TemporaryPlace, { where: { sectionId: inSections, to: MoreThanOrEqual(day) } });
  const requests = await findRequests(from, [
    ...[...placements, ...offers, ...agreements].flatMap(({ requestId }) => requestId ?? []),
    // The child of a family has the id of its first request.
    ...temporary.map(({ childId }) => childId),
  ]);
  const dossiers = await findDossiers(
    from,
    requests.map(({ dossierId }) => dossierId),
  );
  const promise = (
    requestId: Id | null,
    said: Pick<Promised, 'kind' | 'sectionId' | 'from' | 'to' | 'slots'>,
  ): Promised => {
    const request = requests.find(({ id }) => id === requestId);
    return {
      ...said,
      number: dossiers.find(({ id }) => id === request?.dossierId)?.number ?? null,
      week: request?.need.week ?? null,
      birth: request?.birthDate ?? request?.dueDate ?? null,
    };
  };
  return [
    ...placements.map((row) => promise(row.requestId, { kind: 'place', ...placeOf(row) })),
    ...offers.map((row) => promise(row.requestId, { kind: 'offer', ...placeOf(row) })),
    ...temporary.map(({ childId, sectionId, from: first, to, slots }) =>
      promise(childId, { kind: 'place', sectionId, from: first, to, slots }),
    ),
    ...agreements.map(({ requestId, ...row }) =>
      promise(requestId, { kind: 'agreement', sectionId: null, from: row.from, to: row.to, slots: row.slots }),
    ),
  ];
}

/** The numbers of the families whose children hold, or are offered, a half-day of a section. */
export async function findHolderNumbers(from: Reader | Tx, sectionId: Id, day: Day, slot: Slot): Promise<string> {
  const { placements, offers } = await findPlacesOn(from, [sectionId], day);
  const temporary = await findTemporaryPlaces(from, [sectionId], { from: day, to: day });
  const holds = ({ to, slots }: Pick<Placement, 'to' | 'slots'>): boolean => to >= day && (slots & slotBit(slot)) !== 0;
  const requests = await findRequests(from, [
    ...[...placements, ...offers].filter(holds).flatMap(({ requestId }) => requestId ?? []),
    ...temporary.filter(holds).map(({ childId }) => childId),
  ]);
  const dossiers = await findDossiers(
    from,
    requests.map(({ dossierId }) => dossierId),
  );
  return dossiers
    .map(({ number }) => number)
    .sort()
    .join(', ');
}

const placeOf = (row: Placement | Offer): Pick<Promised, 'sectionId' | 'from' | 'to' | 'slots'> => ({
  sectionId: row.sectionId,
  from: row.from,
  to: lastDayOf(row),
  slots: row.slots,
});
