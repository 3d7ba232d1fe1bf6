import { Injectable } from '@nestjs/common';
import { Dossiers, type AdultForm, type RequestFile } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import { hoursWithin, type WeekSchedule } from '../../foundation/kernel/week-schedule.js';
import { findOffers, FirstCalls, lastDayOf, type Offer, type Placement } from '../../places/placement/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Supply, type Provider } from '../../offer/supply/index.js';
import { Children } from './children.js';
import { lacksOf, type HandedOver, type HandOverLack } from './domain/hand-over.js';

/** Children who began this long ago are still handed over when nobody says from when. */
const DAYS_BACK = 31;

export interface AdmittedChild extends HandedOver {
  readonly placement: Placement;
  /** The number of the dossier. */
  readonly number: string;
  readonly lastDay: Day;
  readonly adults: readonly AdultForm[] | null;
  readonly week: WeekSchedule | null;
  /** The hours of the place: those that were asked for within its half-days, or these whole. */
  readonly hours: WeekSchedule;
  /** The desk that reaches the family. */
  readonly deskId: string;
  readonly lacks: readonly HandOverLack[];
}

/** The children who come to a nursery, for the software with which it runs. */
@Injectable()
export class HandOvers {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly children: Children,
    private readonly dossiers: Dossiers,
    private readonly reader: Reader,
    private readonly calls: FirstCalls,
    private readonly supply: Supply,
  ) {}

  get usualStart(): Day {
    return addDays(this.clock.today(), -DAYS_BACK);
  }

  /**
   * The children whose place begins on a day or later, the first one first. Each read is audited, and counts. A child whose family
   * the director may not read, and one entered without a family, are left out: the nursery knows them.
   */
  async listAdmitted(actor: Actor, provider: Provider, from: Day): Promise<AdmittedChild[]> {
    const { present } = await this.children.listChildren(actor, provider);
    const beginning = present
      .filter(({ placement, name }) => placement.requestId !== null && name !== null && placement.from >= from)
      .sort((a, b) => a.placement.from.localeCompare(b.placement.from));
    const files = await this.dossiers.requestFiles(
      actor,
      beginning.map(({ placement }) => placement.requestId!),
    );
    const offers = new Map(
      (
        await findOffers(
          this.reader,
          beginning.flatMap(({ placement }) => placement.offerId ?? []),
        )
      ).map((offer) => [offer.id, offer]),
    );
    return beginning.map(({ placement }, index) =>
      this.admittedChild(placement, files[index]!, offers.get(placement.offerId ?? '') ?? null),
    );
  }

  private admittedChild(placement: Placement, file: RequestFile, offer: Offer | null): AdmittedChild {
    const { request, dossier } = file;
    const week = request.need.week ?? null;
    const child = {
      firstName: request.firstName,
      surname: request.surname,
      birthDate: request.birthDate,
      adults: this.calls.contactsOf(file, offer ?? { contactOf: null }),
      week,
      isStartAgreed: placement.datesState === 'agreed',
    };
    const { providerId } = this.supply.section(placement.sectionId)!;
    return {
      ...child,
      placement,
      number: dossier.number,
      deskId: dossier.deskId,
      hours: hoursWithin(placement.slots, week ?? {}, this.supply.openingOf(providerId, placement.from)),
      lastDay: lastDayOf(placement),
      lacks: lacksOf(child),
    };
  }

  /** Writes down that the file left the desk. */
  async recordFile(actor: Actor, { id }: Provider, children: readonly AdmittedChild[]): Promise<void> {
    await this.audit.readFile(
      actor,
      { kind: 'hand-over', id },
      children.map(({ placement }) => placement.requestId!),
    );
  }
}
