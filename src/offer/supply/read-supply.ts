import { In, IsNull, LessThanOrEqual, MoreThanOrEqual } from 'typeorm';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Period } from '../../foundation/kernel/period.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import { closingDayOf } from './domain/closing-day.js';
import { Capacity, Provider, ReservedPlaces, Section } from './persistence/supply.entities.js';

/**
 * What other features read and lock of the tables themselves. {@link Supply} keeps the same rows in memory, and is what
 * pages read; the first data is loaded before it is.
 */

export const findProvider = (from: Reader | Tx, providerId: Id): Promise<Provider | null> =>
  from.findOne(Provider, { id: providerId });

/** Every section, establishment by establishment, the oldest children first. */
export const findSections = (from: Reader | Tx): Promise<Section[]> =>
  from.find(Section, { order: { providerId: 'ASC', ageFromMonths: 'DESC' } });

export const findCapacities = (from: Reader | Tx): Promise<Capacity[]> => from.find(Capacity);

/**
 * Locks a section, so that one unit at a time writes its ledger. Locking the rows of the ledger instead would take as
 * many writes as rows, and two units that lock them in another order would dead-lock.
 */
export const lockSection = (tx: Tx, sectionId: Id): Promise<Section | null> => tx.lock(Section, { id: sectionId });

/** {@link lockSection} for many. A unit that writes seats of several sections locks all of them before the first. */
export async function lockSections(tx: Tx, sectionIds: readonly Id[]): Promise<void> {
  await tx.lockAll(Section, { id: In([...new Set(sectionIds)]) });
}

/** The first day on which a section receives nobody any more; null while it stays open. */
export async function findClosingDay(from: Reader | Tx, sectionId: Id): Promise<Day | null> {
  const section = await from.findOne(Section, { id: sectionId });
  const provider = section && (await from.findOne(Provider, { id: section.providerId }));
  return provider ? closingDayOf(provider, section) : null;
}

/** The reservations of these sections during some days, oldest first; none of a day on which the section has closed. */
export async function findReservations(
  from: Reader | Tx,
  sectionIds: readonly Id[],
  during: Period,
): Promise<ReservedPlaces[]> {
  const begun = { sectionId: In([...sectionIds]), ...(during.to === null ? {} : { from: LessThanOrEqual(during.to) }) };
  const rows = await from.find(ReservedPlaces, {
    where: [{ to: IsNull() }, { to: MoreThanOrEqual(during.from) }].map((until) => ({ ...begun, ...until })),
    order: { from: 'ASC', id: 'ASC' },
  });
  const closing = new Map<Id, Day | null>();
  for (const { sectionId } of rows)
    if (!closing.has(sectionId)) closing.set(sectionId, await findClosingDay(from, sectionId));
  return rows.flatMap((row) => {
    const closedFrom = closing.get(row.sectionId) ?? null;
    if (closedFrom === null || (row.to !== null && row.to < closedFrom)) return [row];
    return row.from < closedFrom ? [{ ...row, to: addDays(closedFrom, -1) }] : [];
  });
}
