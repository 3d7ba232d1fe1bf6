import { Injectable } from '@nestjs/common';
import { ChildminderBook, type KnownChildminder } from '../../places/childminders/index.js';
import { findOpenRequestsOf, type ChildRequest, type NeedForm } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { addDays, addMonths, type Day, type Instant } from '../../foundation/kernel/time.js';
import {
  countSlots,
  everyDay,
  outsideParts,
  slotsOfSchedule,
  SLOTS,
  slotsToMask,
  type SlotMask,
} from '../../foundation/kernel/week-schedule.js';
import { FreeSeats, needSlots, Placements, Seats } from '../../places/placement/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import { Reporting } from '../reporting/index.js';
import { Supply, type Provider } from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import { ChildrenCounts } from './children-counts.js';
import { FREE_DAYS } from './domain/free-places.js';
import { shareHalfDays } from './domain/shared-half-days.js';
import {
  groupFacts,
  measureGroup,
  measureZone,
  type WhiteZoneRules,
  type ZoneFacts,
  type ZoneMeasures,
} from './domain/zone-measures.js';
import { NearCommunes, type Nearness } from './near-communes.js';
import { countCaredFor, countReceived } from './persistence/zones.queries.js';
import type { ChildrenCount } from './persistence/zones.entities.js';

/** Monday to Friday. */
const WORKING_WEEK: SlotMask = slotsToMask(SLOTS.slice(0, 10));

/** What is offered in one commune: places, and half-days of a week that are free. */
interface LocalOffer {
  readonly collectivePlaces: number;
  readonly individualPlaces: number;
  readonly confirmedPlaces: number;
  readonly heldByChildminders: number;
  readonly halfDaysFree: number;
}

export interface ZonePicture {
  readonly at: Instant;
  readonly radiusKm: number;
  readonly rules: WhiteZoneRules;
  /** The latest count of each commune. */
  readonly counts: ReadonlyMap<string, ChildrenCount>;
  /** Every commune of the territory, by name. */
  readonly zones: readonly ZoneFacts[];
  /** What is within the radius of one of several communes, each place counted once. */
  readonly nearbyOf: (
    communeCodes: readonly string[],
  ) => Pick<ZoneFacts, 'collectiveNearby' | 'confirmedNearby' | 'halfDaysFree'>;
}

/** Need and offer of each commune as they stand now, in the words of observatory.md. */
@Injectable()
export class ZoneFigures {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly territory: Territory,
    private readonly supply: Supply,
    private readonly seats: Seats,
    private readonly placements: Placements,
    private readonly childminders: ChildminderBook,
    private readonly reporting: Reporting,
    private readonly near: NearCommunes,
    private readonly children: ChildrenCounts,
  ) {}

  async readPicture(): Promise<ZonePicture> {
    const codes = this.territory.communes().map(({ code }) => code);
    const nearness = await this.near.readNearness();
    const offers = await this.readOffers();
    const nearbyOf = (of: readonly string[]) =>
      sumNearby([...offers].filter(([at]) => of.some((code) => nearness.isNear(code, at))).map(([, offer]) => offer));
    const counts = await this.children.readLatest();
    const [cared, received] = await this.readCared();
    const without = await this.readWithout(nearness);
    const parts = shareHalfDays(
      new Map([...offers].map(([at, { halfDaysFree }]) => [at, halfDaysFree])),
      new Map(codes.map((code) => [code, without.get(code)?.halfDaysWanted ?? 0])),
      nearness.isNear,
    );
    return {
      at: this.clock.now(),
      radiusKm: nearness.radiusKm,
      rules: {
        places: await this.settings.get('whiteZonePlaces'),
        tension: await this.settings.get('whiteZoneTension'),
      },
      counts,
      nearbyOf,
      zones: codes.map((communeCode) => ({
        communeCode,
        halfDaysShared: parts.get(communeCode) ?? 0,
        childrenUnderThree: counts.get(communeCode)?.children ?? null,
        ...(offers.get(communeCode) ?? NO_OFFER),
        ...nearbyOf([communeCode]),
        caredFor: cared.get(communeCode) ?? 0,
        receivedThere: received.get(communeCode) ?? 0,
        ...(without.get(communeCode) ?? NOBODY),
      })),
    };
  }

  /** The communes taken together, and how many of them are white zones. */
  async readWhole(): Promise<{ zones: readonly ZoneFacts[]; whole: ZoneMeasures; white: number }> {
    const { zones, rules, nearbyOf } = await this.readPicture();
    const near = nearbyOf(zones.map(({ communeCode }) => communeCode));
    return {
      zones,
      whole: measureGroup(groupFacts('', zones, near), zones, rules),
      white: zones.filter((facts) => measureZone(facts, rules).white.length > 0).length,
    };
  }

  /** By commune of the provider. */
  private async readOffers(): Promise<Map<string, LocalOffer>> {
    const today = this.clock.today();
    const known = new Map((await this.childminders.listOpen()).map((one) => [one.provider.id, one]));
    const offers = new Map<string, LocalOffer>();
    const open = this.supply.openProviders();
    const inMam = new Set(open.flatMap(({ mamId }) => mamId ?? []));
    for (const provider of open) {
      const own = await this.offerOf(provider, known.get(provider.id) ?? null, inMam, today);
      if (own) offers.set(provider.communeCode, addOffers(offers.get(provider.communeCode) ?? NO_OFFER, own));
    }
    return offers;
  }

  /** A MAM counts by its childminders where they are known, and by its own places where they are not. */
  private async offerOf(
    provider: Provider,
    known: KnownChildminder | null,
    inMam: ReadonlySet<Id>,
    today: Day,
  ): Promise<LocalOffer | null> {
    const places = provider.authorisedCapacity;
    switch (provider.kind) {
      case 'establishment': {
        const open = slotsOfSchedule(everyDay(WHOLE_DAY), this.supply.openingOf(provider.id, today)) & WORKING_WEEK;
        const share = countSlots(open) / countSlots(WORKING_WEEK);
        return { ...NO_OFFER, collectivePlaces: places * share, halfDaysFree: await this.freeAt(provider.id, today) };
      }
      case 'childminder': {
        const state = known?.availability.state;
        const free = known?.availability.state === 'free' ? known.availability.free : {};
        const perHalfDay = Object.values(free);
        const halfDaysFree = perHalfDay.reduce((sum, count) => sum + count, 0);
        const confirmed = state === 'free' || state === 'full' ? places : 0;
        const held = Math.max(0, places - Math.max(0, ...perHalfDay));
        return {
          ...NO_OFFER,
          individualPlaces: places,
          confirmedPlaces: confirmed,
          heldByChildminders: held,
          halfDaysFree,
        };
      }
      case 'mam':
        return inMam.has(provider.id) ? null : { ...NO_OFFER, individualPlaces: places };
      default:
        return null;
    }
  }

  /** Half-days of a week on which seats stay free for four weeks, each seat counted. */
  private async freeAt(providerId: Id, today: Day): Promise<number> {
    const days = { from: today, to: addDays(today, FREE_DAYS - 1) };
    let free = 0;
    for (const { id } of this.supply.sectionsOf(providerId)) {
      const seats = new FreeSeats(await this.seats.freeByDay(this.reader, id, days));
      for (const count of seats.fewestIn(days.from, days.to).values()) free += count;
    }
    return free;
  }

  private async readCared(): Promise<[cared: Map<string, number>, received: Map<string, number>]> {
    const today = this.clock.today();
    const on = { today, bornAfter: addMonths(today, -36) };
    const cared = await countCaredFor(this.reader, on);
    const received = new Map<string, number>();
    for (const { sectionId, count } of await countReceived(this.reader, on)) {
      const at = this.supply.provider(this.supply.section(sectionId)?.providerId ?? null)?.communeCode;
      if (at) received.set(at, (received.get(at) ?? 0) + count);
    }
    return [new Map(cared.map(({ communeCode, count }) => [communeCode ?? '', count])), received];
  }

  /** Families without a solution by commune of residence, as the report counts them. */
  private async readWithout(nearness: Nearness): Promise<Map<string, typeof NOBODY>> {
    const communeOf = await this.readFamiliesWithout();
    const requests = await findOpenRequestsOf(this.reader, [...communeOf.keys()]);
    const held = await this.placements.heldSlots(
      this.reader,
      requests.map(({ id }) => id),
    );
    const byCommune = groupedBy(requests, ({ dossierId }) => communeOf.get(dossierId) ?? '');
    const without = new Map<string, typeof NOBODY>();
    for (const [code, lacking] of byCommune) {
      const wanted = lacking.map(({ id, need }) => halfDaysWanted(need, held.get(id) ?? 0));
      const hours = lacking.filter((request) => this.isOpenedByNobody(request, code, nearness));
      without.set(code, {
        familiesWithout: new Set(lacking.map(({ dossierId }) => dossierId)).size,
        childrenWithout: lacking.length,
        halfDaysWanted: wanted.reduce((sum, count) => sum + count, 0),
        hoursNobodyOpens: new Set(hours.map(({ dossierId }) => dossierId)).size,
      });
    }
    return without;
  }

  /** The commune of residence of each family without a solution; '' outside the territory. */
  private async readFamiliesWithout(): Promise<Map<Id, string>> {
    const communeOf = new Map<Id, string>();
    let page = await this.reporting.listFamilies({ status: 'without' });
    while (page.length > 0) {
      for (const { dossierId, communeCode } of page) communeOf.set(dossierId, communeCode ?? '');
      page = await this.reporting.listFamilies({ status: 'without' }, page.at(-1)!);
    }
    return communeOf;
  }

  private isOpenedByNobody({ need, wantedFrom }: ChildRequest, communeCode: string, { isNear }: Nearness): boolean {
    const { week } = need;
    return (
      week !== null &&
      Object.keys(week).length > 0 &&
      !this.supply
        .establishments()
        .some(
          (establishment) =>
            isNear(communeCode, establishment.communeCode) &&
            outsideParts(week, this.supply.openingOf(establishment.id, wantedFrom)).length === 0,
        )
    );
  }
}

/** The half-days that a child still lacks. Where only the number of days is known, each of them is two. */
const halfDaysWanted = ({ week, daysPerWeek, daysWanted }: NeedForm, held: SlotMask): number =>
  week && Object.keys(week).length > 0
    ? countSlots(needSlots(week) & ~held)
    : 2 * (daysPerWeek ?? daysWanted?.length ?? 0);

const WHOLE_DAY = { start: '00:00', end: '23:59' };
const NO_OFFER: LocalOffer = {
  collectivePlaces: 0,
  individualPlaces: 0,
  confirmedPlaces: 0,
  heldByChildminders: 0,
  halfDaysFree: 0,
};
const NOBODY = { familiesWithout: 0, childrenWithout: 0, halfDaysWanted: 0, hoursNobodyOpens: 0 };

const addOffers = (one: LocalOffer, other: LocalOffer): LocalOffer => ({
  collectivePlaces: one.collectivePlaces + other.collectivePlaces,
  individualPlaces: one.individualPlaces + other.individualPlaces,
  confirmedPlaces: one.confirmedPlaces + other.confirmedPlaces,
  heldByChildminders: one.heldByChildminders + other.heldByChildminders,
  halfDaysFree: one.halfDaysFree + other.halfDaysFree,
});

const sumNearby = (
  offers: readonly LocalOffer[],
): Pick<ZoneFacts, 'collectiveNearby' | 'confirmedNearby' | 'halfDaysFree'> => {
  const all = offers.reduce(addOffers, NO_OFFER);
  return {
    collectiveNearby: all.collectivePlaces,
    confirmedNearby: all.confirmedPlaces,
    halfDaysFree: all.halfDaysFree,
  };
};
