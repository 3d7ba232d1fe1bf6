import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { addDays, instantAt, type Day } from '../../foundation/kernel/time.js';
import { FROM_LIST, publishedStock, Reporting, stockFrom } from '../reporting/index.js';
import { Territory } from '../../territory/territory/index.js';
import { EnquiryFigures } from '../../first-desk/triage/index.js';
import { ZoneFigures } from '../zones/index.js';
import { hiddenPeople, type FrameworkFacts } from './domain/framework.js';
import { askedPeriod, listPeriods, type AskedPeriod, type ChosenPeriod } from './domain/periods.js';

export interface FrameworkFigures {
  readonly period: ChosenPeriod;
  readonly periods: readonly ChosenPeriod[];
  /** The day whose evening the levels are of. */
  readonly on: Day;
  readonly today: Day;
  readonly facts: FrameworkFacts;
}

/** Reads the figures that answer what the convention and the law ask of the territory. */
@Injectable()
export class FrameworkReading {
  constructor(
    private readonly reporting: Reporting,
    private readonly enquiries: EnquiryFigures,
    private readonly zones: ZoneFigures,
    private readonly territory: Territory,
    private readonly clock: Clock,
  ) {}

  /** @returns null when it names no period that has begun */
  async readFigures(asked: AskedPeriod): Promise<FrameworkFigures | null> {
    const today = this.clock.today();
    const period = askedPeriod(asked, today);
    if (!period) return null;
    const on = period.to < today ? period.to : today;
    const days = { from: period.from, to: on };
    const first = (await this.reporting.listMonths()).at(-1)?.month ?? today.slice(0, 7);
    const stock = stockFrom(await this.reporting.readTable('status-by-commune', days));
    const evening = publishedStock(
      stock,
      this.territory.communes().map(({ code }) => code),
    );
    const received = await this.countReceived(days);
    // Before anything was counted there is no number, and zero would be one.
    const counted = (sum: number): number | null => (sum > 0 || on.slice(0, 7) >= first ? sum : null);
    const people = {
      received: counted(received.own),
      listed: counted(received.listed),
      enquiries: counted(await this.countEnquiries(days.from, days.to)),
      with: counted(stock.total.with),
      without: counted(stock.total.without),
    };
    const { zones, whole, white } = await this.zones.readWhole();
    return {
      period,
      periods: listPeriods(first, today),
      on,
      today,
      facts: {
        desks: this.territory.desks().length,
        ...people,
        collectivePlaces: Math.round(zones.reduce((sum, { collectivePlaces }) => sum + collectivePlaces, 0)),
        individualPlaces: zones.reduce((sum, { individualPlaces }) => sum + individualPlaces, 0),
        need: whole.need,
        whiteZones: white,
        hidden: hiddenPeople(people, evening.total),
      },
    };
  }

  /** Requests received between two days, and those that came from a list of before. */
  private async countReceived(days: {
    readonly from: Day;
    readonly to: Day;
  }): Promise<{ own: number; listed: number }> {
    const rows = await this.reporting.readTable('received-by-origin', days, (origin) =>
      origin === FROM_LIST ? FROM_LIST : 'own',
    );
    const countOf = (group: string): number => rows.find(({ member }) => member === group)?.counts[''] ?? 0;
    return { own: countOf('own'), listed: countOf(FROM_LIST) };
  }

  /** Contacts noted between two days, both included. A line of a list is no contact with the desk. */
  async countEnquiries(from: Day, to: Day): Promise<number> {
    let count = 0;
    for await (const slice of this.enquiries.listCounted(instantAt(from), instantAt(addDays(to, 1))))
      count += slice.filter(({ channel }) => channel !== 'list').length;
    return count;
  }
}
