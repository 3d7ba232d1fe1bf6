import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { newId } from '../../src/foundation/kernel/ids.js';
import type { Day } from '../../src/foundation/kernel/time.js';
import type { SlotMask } from '../../src/foundation/kernel/week-schedule.js';
import { Seats } from '../../src/places/placement/index.js';
import { PlacedChild, Placement } from '../../src/places/placement/persistence/placement.entities.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { clockOf } from './commission.js';

/** A child who holds a place, without a request. @returns the id of its placement, which is its own too */
export async function placeChild(
  app: NestFastifyApplication,
  place: {
    readonly sectionId: string;
    readonly from: Day;
    readonly to: Day;
    readonly pathTo?: Day;
    readonly slots: SlotMask;
  },
  birthDate: Day | null,
): Promise<string> {
  const id = newId();
  const row = {
    ...place,
    birthDate,
    requestId: null,
    offerId: null,
    state: 'held' as const,
    emergency: false,
    ratification: null,
    ratifiedAt: null,
    createdAt: clockOf(app).now(),
  };
  await app.get(UnitOfWork).run(async (tx) => {
    await app.get(Seats).holdSeats(tx, row);
    await tx.insert(PlacedChild, { id });
    await tx.insert(Placement, { id, childId: id, ...row });
  });
  return id;
}
