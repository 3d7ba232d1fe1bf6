import { Injectable } from '@nestjs/common';
import { findOpenIn, findRequests, OPEN_STATES } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { obtained } from '../../foundation/kernel/obtained.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { Supply } from '../../offer/supply/index.js';
import { FreeSeats, needSlots, Seats } from '../../places/placement/index.js';
import { AskingChildren } from './asking-children.js';
import type { FigureRows } from './domain/declared-figure.js';
import type { MeasuredZone, Standing, WaitingChild } from './domain/standing.js';
import { groupFacts, measureGroup, measureZone } from './domain/zone-measures.js';
import { ZoneFigures, type ZonePicture } from './zone-figures.js';

/** An offer is out for who is `offered`: whether that family waits is about to be known. */
const WAITING_STATES = OPEN_STATES.filter((state) => state !== 'offered');

/** Reads what stands today as the figures ask for it: each thing once, and only what is asked for. */
@Injectable()
export class StandingReading {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly seats: Seats,
    private readonly asking: AskingChildren,
    private readonly zones: ZoneFigures,
  ) {}

  /** @param picture need and offer of the communes, where they were read already */
  read(picture?: ZonePicture): Standing {
    const known = new Map<string, unknown>();
    const once = <T>(key: string, read: () => Promise<T>): Promise<T> =>
      obtained(known as Map<string, Promise<T>>, key, read);
    return {
      today: this.clock.today(),
      nurseries: this.supply
        .establishments()
        .map(({ id, communeCode }) => ({
          id,
          communeCode,
          sections: this.supply.sectionsOf(id).map((section) => section.id),
        })),
      zones: () => once('zones', async () => zonesOf(picture ?? (await this.zones.readPicture()))),
      waiting: () => once('waiting', () => this.readWaiting()),
      sectionsFor: (nursery, birth, on) => this.supply.sectionsForChild(nursery, birth, on).map(({ id }) => id),
      seatsOf: (sectionId, to) => once(`${sectionId} ${to}`, () => this.readSeats(sectionId, to)),
    };
  }

  private async readSeats(sectionId: Id, to: Day): Promise<FreeSeats> {
    return new FreeSeats(await this.seats.freeByDay(this.reader, sectionId, { from: this.clock.today(), to }));
  }

  private async readWaiting(): Promise<WaitingChild[]> {
    const requests = await findRequests(this.reader, await findOpenIn(this.reader, WAITING_STATES));
    const children = await this.asking.read(requests.filter(({ transferFromId }) => transferFromId === null));
    return children
      .filter(({ request, asked }) => needSlots(request.need.week) === 0 || asked.slots !== 0)
      .map(({ request, birth, wishes, asked }) => ({
        dossierId: request.dossierId,
        communeCode: request.communeCode,
        birth,
        wantedFrom: request.wantedFrom,
        wishes,
        lacks: asked.slots,
      }));
  }
}

const zonesOf = ({ zones, rules, nearbyOf }: ZonePicture): FigureRows<MeasuredZone> => {
  const whole = groupFacts('', zones, nearbyOf(zones.map(({ communeCode }) => communeCode)));
  return {
    commune: new Map(
      zones.map((facts) => [facts.communeCode, { facts, measures: measureZone(facts, rules) }] as const),
    ),
    whole: { facts: whole, measures: measureGroup(whole, zones, rules) },
  };
};
