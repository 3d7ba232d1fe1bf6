import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { addDays, mondayOf, type Day } from '../../foundation/kernel/time.js';
import { birthsOf, Occupancy, Paths, Seats } from '../../places/placement/index.js';
import { Reader, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { OpeningDays, Supply, type Provider } from '../../offer/supply/index.js';
import { DaysOff } from './days-off.js';
import { Children, type ChildHere } from './children.js';
import type { PlacesOfSection } from './domain/draft-moves.js';
import type { SeatCount, SectionFacts, Stay, YearFacts } from './domain/what-if.js';
import { WEEKS_AHEAD } from './domain/year-ahead.js';

export interface YearWithChildren {
  readonly facts: YearFacts;
  /** The parts of places that are running or to come. */
  readonly children: readonly ChildHere[];
}

/** The year of an establishment as the ledger has it at this moment. */
@Injectable()
export class YearFactsReader {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly opening: OpeningDays,
    private readonly daysOff: DaysOff,
    private readonly seats: Seats,
    private readonly paths: Paths,
    private readonly occupancy: Occupancy,
    private readonly children: Children,
  ) {}

  /** The year that begins with the week of a day. */
  async readFacts(actor: Actor, provider: Provider, from: Day): Promise<YearWithChildren> {
    const monday = mondayOf(from);
    const lastDay = addDays(monday, WEEKS_AHEAD * 7 - 1);
    const ids = this.supply.sectionsOf(provider.id).map(({ id }) => id);
    const sections = await Promise.all(ids.map((id) => this.readSection(id, { from: monday, to: lastDay })));
    const { present } = await this.children.listChildren(actor, provider);
    const facts: YearFacts = {
      today: this.clock.today(),
      monday,
      lastDay,
      sections,
      stays: await readStays(this.reader, present),
      stepsOf: (stay) => (stay.birth === null ? [] : this.paths.expectedOf(stay, stay.birth)),
      offeredSteps: (await this.occupancy.expectedBetween(ids, { from: monday, to: lastDay })).offered,
      heldUntil: (sectionId, birth, start, last) => this.paths.planStay(sectionId, birth, start, last).to,
      suits: (sectionId, birth, day) =>
        this.supply.sectionsForChild(provider.id, birth, day).some(({ id }) => id === sectionId),
      isOpen: await this.opening.openOn(this.reader, ids),
      isOff: (await this.daysOff.readFrom(actor, provider, monday)).isOff,
    };
    return { facts, children: present };
  }

  /** The places of each section, as a unit sees them. */
  async readPlaces(tx: Tx, provider: Provider): Promise<PlacesOfSection[]> {
    const places: PlacesOfSection[] = [];
    for (const { id } of this.supply.sectionsOf(provider.id))
      places.push({ id, capacities: await this.supply.capacitiesOf(tx, id), closedFrom: this.supply.closingDayOf(id) });
    return places;
  }

  private async readSection(id: Id, days: { from: Day; to: Day }): Promise<SectionFacts> {
    const closedFrom = this.supply.closingDayOf(id);
    const farthest = this.seats.farthest();
    const seats = new Map<string, SeatCount>();
    for (const [key, { places, held, free }] of await this.seats.seatsByDay(this.reader, id, days)) {
      const day = key.slice(0, 10);
      if (day <= farthest && (closedFrom === null || day < closedFrom))
        seats.set(key, { places, held, kept: Math.max(0, places - held) - free });
    }
    return { id, closedFrom, capacities: await this.supply.capacitiesOf(this.reader, id), seats };
  }
}

/** The places of children as the rules of a year see them. */
export async function readStays(reader: Reader, present: readonly ChildHere[]): Promise<Stay[]> {
  const births = await birthsOf(
    reader,
    present.flatMap(({ placement }) => placement.requestId ?? []),
  );
  return present.map(({ placement }) => ({
    id: placement.id,
    place: `${placement.childId}/${placement.offerId ?? ''}`,
    sectionId: placement.sectionId,
    from: placement.from,
    to: placement.to,
    pathTo: placement.pathTo,
    slots: placement.slots,
    birth: placement.birthDate ?? births.get(placement.requestId ?? '') ?? null,
  }));
}
