import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { seedBodies } from '../../src/commissions/commission/index.js';
import {
  DossierIntake,
  RequestMoves,
  TriageActs,
  type ChildForm,
  type Track,
} from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import type { Day, Instant } from '../../src/foundation/kernel/time.js';
import { slotsToMask, SLOTS, type SlotMask } from '../../src/foundation/kernel/week-schedule.js';
import { Offers, type NewOffer } from '../../src/places/placement/index.js';
import {
  Offer,
  Placement,
  SeatLedger,
  TemporaryPlace,
} from '../../src/places/placement/persistence/placement.entities.js';
import { countHalfDays } from '../../src/places/placement/domain/seat-claim.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import type { Actor } from '../../src/foundation/platform/security/index.js';
import type { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { startApp, type DatabaseKind, type TestApp } from './app.js';
import { aChild, aForm } from './forms.js';
import { seedWorld } from './seed.js';

export const FULL_WEEK: SlotMask = slotsToMask(SLOTS.slice(0, 10));
export const AGENT: Actor = {
  kind: 'staff',
  accountId: 'agent',
  name: 'Agent',
  grants: [{ role: 'rpe_agent', deskId: 'rpe' }],
};
export const COORDINATOR: Actor = {
  kind: 'staff',
  accountId: 'coordinator',
  name: 'Coordinatrice',
  grants: [{ role: 'coordinator' }],
};
export const SESSION: Actor = { kind: 'session', sessionId: 'session', accountId: 'coordinator' };
export const directorOf = (...establishmentIds: string[]): Actor => ({
  kind: 'staff',
  accountId: `director-${establishmentIds.join('-')}`,
  name: 'Directrice',
  grants: establishmentIds.map((establishmentId) => ({ role: 'eaje_director' as const, establishmentId })),
});

/**
 * The whole application with the real supply on a fixed morning, and helpers that bring a request to where a test
 * begins.
 */
export class PlacementWorld {
  private families = 0;

  private constructor(private readonly test: TestApp) {}

  static async open(kind: DatabaseKind, at: Instant = '2026-11-25T09:00:00.000Z'): Promise<PlacementWorld> {
    const world = new PlacementWorld(await startApp(kind));
    world.clock.travelTo(at);
    await seedWorld(world.app);
    await world.run((tx) => seedBodies(tx, 'data').then(() => undefined));
    return world;
  }

  close(): Promise<void> {
    return this.test.close();
  }

  get app(): NestFastifyApplication {
    return this.test.app;
  }
  get clock(): TravellingClock {
    return this.app.get(Clock) as TravellingClock;
  }
  get reader(): Reader {
    return this.app.get(Reader);
  }
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.app.get(UnitOfWork).run(work);
  }
  runJobs(): Promise<number> {
    return this.app.get(SqlQueueDriver).runDue();
  }
  async request(id: string): Promise<ChildRequest> {
    return (await this.reader.findOne(ChildRequest, { id }))!;
  }

  /** A new family whose request is oriented, to the commission unless told otherwise. */
  async oriented(
    child: Partial<ChildForm> = {},
    tracks: readonly Track[] = ['commission'],
  ): Promise<{ requestId: string; dossierId: string }> {
    const n = (this.families += 1);
    const form = aForm({
      adults: [
        {
          ...aForm().adults[0]!,
          surname: `Famille${n}`,
          phone: `06${String(10_000_000 + n)}`,
          email: `famille${n}@exemple.fr`,
        },
      ],
      children: [aChild({ surname: `Famille${n}`, firstName: `Enfant${n}`, ...child })],
    });
    return this.run(async (tx) => {
      const { dossierId, children } = await this.app
        .get(DossierIntake)
        .submitForm(tx, { kind: 'import', accountId: null }, form, { origin: 'counter' });
      const requestId = children[0]!.requestId;
      await this.app.get(RequestMoves).move(tx, AGENT, requestId, 'takeUp');
      await this.app.get(TriageActs).orientRequest(tx, AGENT, requestId, tracks);
      return { requestId, dossierId };
    });
  }

  async listed(child: Partial<ChildForm> = {}): Promise<{ requestId: string; dossierId: string }> {
    const request = await this.oriented(child);
    await this.run((tx) => this.app.get(RequestMoves).move(tx, AGENT, request.requestId, 'list'));
    return request;
  }

  /** Admits a request to the babies' section of Montceau, for one year from 1 March 2027 unless told otherwise. */
  admit(request: { requestId: string; dossierId: string }, overrides: Partial<NewOffer> = {}): Promise<Offer> {
    return this.run((tx) =>
      this.app
        .get(Offers)
        .makeOffer(tx, SESSION, 'admit', {
          ...request,
          sectionId: 'ma-71306:babies',
          from: '2027-03-01',
          to: '2028-02-29',
          slots: FULL_WEEK,
          coversNeed: true,
          reofferAllowed: false,
          days: 10,
          ...overrides,
        }),
    );
  }

  async heldOn(sectionId: string, day: Day, half = 0): Promise<number> {
    return (await this.reader.findOne(SeatLedger, { sectionId, day, half }))?.held ?? 0;
  }

  /** The rows of the ledger whose `held` is not the sum of places, temporary ones too, and open offers, or exceeds its places unsaid. */
  async inconsistencies(): Promise<string[]> {
    const [ledger, placements, offers] = [
      await this.reader.find(SeatLedger),
      await this.reader.find(Placement),
      await this.reader.find(Offer, { where: { state: 'open' } }),
    ];
    const bySection = new Map<string, { row: SeatLedger; counted: number }[]>();
    for (const row of ledger) {
      if (!bySection.has(row.sectionId)) bySection.set(row.sectionId, []);
      bySection.get(row.sectionId)!.push({ row, counted: 0 });
    }
    const wrong: string[] = [];
    for (const hold of [...placements, ...offers, ...(await this.reader.find(TemporaryPlace))]) {
      const held = (bySection.get(hold.sectionId) ?? []).filter(
        ({ row }) =>
          hold.from <= row.day && row.day <= hold.to && (hold.slots & (1 << ((row.weekday - 1) * 2 + row.half))) !== 0,
      );
      for (const one of held) one.counted += 1;
      if (held.length !== countHalfDays(hold.slots, hold.from, hold.to))
        wrong.push(`${hold.id} (${hold.sectionId}): half-days that are not in the ledger`);
    }
    for (const { row, counted } of [...bySection.values()].flat()) {
      if (row.held !== counted || row.beyond !== Math.max(0, row.held - row.places))
        wrong.push(
          `${row.sectionId} ${row.day} ${row.half}: ${row.held} held, ${counted} counted, ${row.places} places`,
        );
    }
    return wrong;
  }
}
