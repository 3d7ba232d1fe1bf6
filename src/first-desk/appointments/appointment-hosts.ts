import { Injectable } from '@nestjs/common';
import { holidayOn } from '../../territory/calendar/domain/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { OpeningDays, Supply } from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import { hostsOf } from './appointments.policy.js';
import { deskOf, providerOf, type Host } from './hosts.js';

/** Who receives families: their names, where they are and when they are closed. */
@Injectable()
export class AppointmentHosts {
  constructor(
    private readonly territory: Territory,
    private readonly supply: Supply,
    private readonly openingDays: OpeningDays,
  ) {}

  /** The desks for which an actor receives. */
  desksFor(actor: Actor): Host[] {
    return hostsOf(actor).filter((host) => deskOf(host) !== null);
  }

  /** Those of the actor that are establishments and still exist. */
  nurseriesFor(actor: Actor): Host[] {
    const known = new Set(this.supply.establishments().map(({ id }) => id));
    return hostsOf(actor).filter((host) => known.has(providerOf(host) ?? ''));
  }

  nameOf(host: string): string {
    const desk = deskOf(host);
    return desk === null ? (this.supply.provider(providerOf(host)!)?.name ?? '') : this.territory.desk(desk).name;
  }

  /** Where families usually come. */
  addressOf(host: string): string {
    const desk = deskOf(host);
    if (desk !== null) return this.territory.desk(desk).address;
    const provider = this.supply.provider(providerOf(host)!);
    return [provider?.name, provider?.address].filter(Boolean).join(', ');
  }

  /**
   * On which days nobody is received: public holidays, and those on which no section of an establishment is open. Read
   * once for as many days as there are.
   */
  async closedOn(from: Reader | Tx, host: string): Promise<(day: Day) => boolean> {
    const isHoliday = (day: Day): boolean => holidayOn(day) !== null;
    const providerId: Id | null = providerOf(host);
    if (providerId === null) return isHoliday;
    const sections = this.supply.sectionsOf(providerId).map(({ id }) => id);
    const isOpen = await this.openingDays.openOn(from, sections);
    return (day) => isHoliday(day) || (sections.length > 0 && sections.every((id) => !isOpen(id, day)));
  }
}
