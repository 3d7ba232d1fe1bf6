import { newId, type Id } from '../../foundation/kernel/ids.js';
import { addDays, instantAt, isoWeekday, type Day } from '../../foundation/kernel/time.js';
import { maskToSlots, SLOTS } from '../../foundation/kernel/week-schedule.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { CAPACITY_FROM, findCapacities, findSections, readSupplyData } from '../../offer/supply/index.js';
import { currentChildren, type CurrentChild, type SectionToFill } from './domain/current-children.js';
import { PlacedChild, Placement, SeatLedger } from './persistence/placement.entities.js';

/**
 * Writes the places that are taken when the demonstration starts: each section of the data file is filled to its
 * `occupiedShare`, with children of no known family. The ledger is written complete, with the held seats already
 * counted. Does nothing once a seat is held.
 * @returns how many children
 */
export async function seedPlacements(tx: Tx, dataDir: string, today: Day): Promise<number> {
  if ((await tx.count(Placement)) > 0 || (await tx.count(SeatLedger)) > 0) return 0;
  const sections = await sectionsToFill(tx, dataDir);
  const children = currentChildren(sections, CAPACITY_FROM, today > CAPACITY_FROM ? today : CAPACITY_FROM);
  const createdAt = instantAt(today);
  const placed = children.map((child) => ({ ...child, childId: newId() }));
  await tx.insert(
    PlacedChild,
    placed.map(({ childId }) => ({ id: childId })),
  );
  await tx.insert(
    Placement,
    placed.map((child) => ({
      id: newId(),
      ...child,
      requestId: null,
      offerId: null,
      state: 'held' as const,
      emergency: false,
      ratification: null,
      ratifiedAt: null,
      adaptationFrom: null,
      startFrom: null,
      datesState: null,
      datesAt: null,
      createdAt,
    })),
  );
  const last = children.reduce((day, child) => (child.to > day ? child.to : day), CAPACITY_FROM);
  for (const section of sections)
    await tx.insert(
      SeatLedger,
      ledgerOf(
        section,
        children.filter((child) => child.sectionId === section.id),
        last,
      ),
    );
  return children.length;
}

async function sectionsToFill(tx: Tx, dataDir: string): Promise<SectionToFill[]> {
  const shares = new Map<Id, number>(
    readSupplyData(dataDir).establishments.flatMap((establishment) =>
      establishment.sections.map((section) => [`${establishment.id}:${section.id}`, section.occupiedShare]),
    ),
  );
  const capacities = await findCapacities(tx);
  const sections = await findSections(tx);
  return sections.map((section) => ({
    id: section.id,
    establishmentId: section.providerId,
    ageFromMonths: section.ageFromMonths,
    ageToMonths: section.ageToMonths,
    seats:
      capacities.find((capacity) => capacity.sectionId === section.id && capacity.from === CAPACITY_FROM)?.seats ?? {},
    occupiedShare: shares.get(section.id) ?? 0,
  }));
}

function ledgerOf(section: SectionToFill, children: readonly CurrentChild[], last: Day): SeatLedger[] {
  const masks = children.map((child) => ({ ...child, held: new Set(maskToSlots(child.slots)) }));
  const rows: SeatLedger[] = [];
  for (let day = CAPACITY_FROM; day <= last; day = addDays(day, 1)) {
    const weekday = isoWeekday(day);
    const present = masks.filter((child) => child.from <= day && day <= child.to);
    for (const half of [0, 1]) {
      const slot = SLOTS[(weekday - 1) * 2 + half]!;
      const places = section.seats[slot] ?? 0;
      if (places > 0)
        rows.push({
          sectionId: section.id,
          day,
          half,
          weekday,
          places,
          held: present.filter((child) => child.held.has(slot)).length,
          beyond: 0,
        });
    }
  }
  return rows;
}
