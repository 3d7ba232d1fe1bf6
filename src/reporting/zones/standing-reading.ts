import { Injectable } from '@nestjs/common';
import { findOpenIn, findRequests, OPEN_STATES, waitsOf, type ChildRequest } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { obtained } from '../../foundation/kernel/obtained.js';
import { isoWeekday, type Day } from '../../foundation/kernel/time.js';
import { slotBit, SLOTS } from '../../foundation/kernel/week-schedule.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { OpeningDays, Supply } from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import { FreeSeats, needSlots, Occupancy, Paths, Seats } from '../../places/placement/index.js';
import { AskingChildren } from './asking-children.js';
import type { FigureRows } from './domain/figure-rows.js';
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
    private readonly territory: Territory,
    private readonly opening: OpeningDays,
    private readonly seats: Seats,
    private readonly paths: Paths,
    private readonly occupancy: Occupancy,
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
      communes: this.territory.communes().map(({ code }) => code),
      zones: () => once('zones', async () => zonesOf(picture ?? (await this.zones.readPicture()))),
      waiting: () => once('waiting', () => this.readWaiting()),
      sectionsFor: (nursery, birth, on) => this.supply.sectionsForChild(nursery, birth, on).map(({ id }) => id),
      seatsOf: (sectionId, to) => once(`now ${sectionId} ${to}`, () => this.readSeats(sectionId, to)),
      seatsToCome: (sectionId, to) => once(`later ${sectionId} ${to}`, () => this.readSeatsToCome(sectionId, to)),
      stayEnds: (sectionId, birth, from) => this.paths.planStay(sectionId, birth, from).to,
    };
  }

  private async readSeats(sectionId: Id, to: Day): Promise<FreeSeats> {
    return new FreeSeats(await this.seats.freeByDay(this.reader, sectionId, { from: this.clock.today(), to }));
  }

  private async readSeatsToCome(sectionId: Id, to: Day): Promise<FreeSeats> {
    const days = { from: this.clock.today(), to };
    const isOpen = await this.opening.openOn(this.reader, [sectionId]);
    const { providerId } = this.supply.section(sectionId)!;
    const siblings = this.supply.sectionsOf(providerId).map(({ id }) => id);
    const { placed, offered } = await this.occupancy.expectedBetween(siblings, days);
    const expected = [...placed, ...offered].filter((step) => step.sectionId === sectionId);
    const free = await this.seats.freeByDay(this.reader, sectionId, days);
    return new FreeSeats(
      new Map(
        [...free]
          .map(([key, count]) => ({ key, count, day: key.slice(0, 10), half: Number(key.slice(11)) }))
          .filter(({ day }) => isOpen(sectionId, day))
          .map(({ key, count, day, half }) => {
            const bit = slotBit(SLOTS[2 * (isoWeekday(day) - 1) + half]!);
            const here = expected.filter((step) => step.from <= day && day <= step.to && (step.slots & bit) !== 0);
            return [key, Math.max(0, count - here.length)];
          }),
      ),
    );
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
        until: lastDayOf(request),
        wishes,
        lacks: asked.slots,
      }));
  }
}

const lastDayOf = ({ need, wantedFrom }: ChildRequest): Day | null =>
  wantedFrom === null ? null : (waitsOf(need, wantedFrom)?.until ?? wantedFrom);

const zonesOf = ({ zones, rules, nearbyOf }: ZonePicture): FigureRows<MeasuredZone> => {
  const whole = groupFacts('', zones, nearbyOf(zones.map(({ communeCode }) => communeCode)));
  return {
    commune: new Map(
      zones.map((facts) => [facts.communeCode, { facts, measures: measureZone(facts, rules) }] as const),
    ),
    whole: { facts: whole, measures: measureGroup(whole, zones, rules) },
  };
};
