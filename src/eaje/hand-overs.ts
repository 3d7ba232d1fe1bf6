import { Injectable } from '@nestjs/common';
import { Dossiers, sharesContactsWithNurseries, type AdultForm, type RequestFile } from '../dossier/index.js';
import { Clock } from '../kernel/clock.js';
import { addDays, type Day } from '../kernel/time.js';
import type { WeekSchedule } from '../kernel/week-schedule.js';
import { lastDayOf, type Placement } from '../placement/index.js';
import { Audit, type AuditSubject } from '../platform/audit/index.js';
import type { Actor } from '../platform/security/index.js';
import type { Provider } from '../supply/index.js';
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
  readonly lacks: readonly HandOverLack[];
}

/** As what the list and its files count for who reads them. */
const shownIn = ({ id }: Provider): AuditSubject => ({ kind: 'hand-over', id });

function admittedChild(placement: Placement, { request, dossier, adults }: RequestFile): AdmittedChild {
  const child = {
    firstName: request.firstName,
    surname: request.surname,
    birthDate: request.birthDate,
    adults: sharesContactsWithNurseries(dossier.consents) ? adults.map(({ details }) => details) : null,
    week: request.need.week ?? null,
    isStartAgreed: placement.datesState === 'agreed',
  };
  return { ...child, placement, number: dossier.number, lastDay: lastDayOf(placement), lacks: lacksOf(child) };
}

/** The children who come to a nursery, for the software with which it runs. */
@Injectable()
export class HandOvers {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly children: Children,
    private readonly dossiers: Dossiers,
  ) {}

  get usualStart(): Day {
    return addDays(this.clock.today(), -DAYS_BACK);
  }

  /**
   * The children whose place begins on a day or later, the first one first. Each read is audited; all count once. A child whose family
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
      shownIn(provider),
    );
    return beginning.map(({ placement }, index) => admittedChild(placement, files[index]!));
  }

  /** Writes down that the file left the desk. @param count of children in it */
  async recordFile(actor: Actor, provider: Provider, count: number): Promise<void> {
    await this.audit.readFile(actor, shownIn(provider), { count });
  }
}
