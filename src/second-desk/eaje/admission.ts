import { Injectable } from '@nestjs/common';
import { judgeWeek } from '../../commissions/commission/index.js';
import {
  Dossiers,
  hasUsualWeek,
  type ChildRequest,
  type EmergencyReason,
  type RequestAction,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { dayOf, type Day } from '../../foundation/kernel/time.js';
import { maskToSlots, slotsOfSchedule, type Slot, type SlotMask } from '../../foundation/kernel/week-schedule.js';
import {
  CoveredDays,
  coversNeed,
  judgeFirstDay,
  needSlots,
  nextDayOfCare,
  Offers,
  Paths,
  Seats,
  type PathStep,
} from '../../places/placement/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import { OpeningDays, Supply, type Provider } from '../../offer/supply/index.js';
import { CommissionDoor } from './commission-door.js';

export interface Admission {
  readonly requestId: Id;
  readonly expectedVersion: number;
  readonly sectionId: Id;
  readonly from: Day;
  /** Last day of the whole path, with the sections in which the child is only expected. */
  readonly to: Day;
  readonly slots: SlotMask;
  /** Why the child cannot wait for the next session. Asked where a body ratifies. */
  readonly reason: EmergencyReason | null;
}

export interface FreeInSection {
  readonly sectionId: Id;
  /** For each half-day asked for, the fewest free seats on any day that the child would spend in this section. */
  readonly free: readonly { readonly slot: Slot; readonly free: number }[];
  /** The later sections of the path, in which the child would be expected and hold no seat yet. */
  readonly later: readonly PathStep[];
}

/** A director offers a place without a session: in an emergency, or because no body decides for the establishment. */
@Injectable()
export class Admissions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly supply: Supply,
    private readonly opening: OpeningDays,
    private readonly seats: Seats,
    private readonly offers: Offers,
    private readonly paths: Paths,
    private readonly dossiers: Dossiers,
    private readonly commissions: CommissionDoor,
    private readonly covered: CoveredDays,
  ) {}

  /** `admitUrgently` where a body ratifies afterwards, `admitDirectly` where the director decides alone. */
  async actionFor(providerId: Id): Promise<Extract<RequestAction, 'admitUrgently' | 'admitDirectly'>> {
    return (await this.commissions.bodyOf(providerId)) ? 'admitUrgently' : 'admitDirectly';
  }

  /** The half-days for which a family still looks: a part that it has found is not proposed to it again. */
  async restOf(request: ChildRequest): Promise<SlotMask> {
    const covered = await this.covered.ofRequests(this.reader, [request]);
    return needSlots(request.need.week) & ~(covered.get(request.id) ?? 0);
  }

  /** The first day of a stay on which the section receives children and the child comes. */
  async startFor(sectionId: Id, from: Day, to: Day, slots: SlotMask): Promise<Day> {
    const openFrom = (await this.opening.startIn(this.reader, [sectionId])).bind(null, sectionId);
    let first = openFrom({ from, to });
    for (let next = nextDayOfCare(slots, first); next !== null && next !== first && next <= to;) {
      first = openFrom({ from: next, to });
      next = nextDayOfCare(slots, first);
    }
    return first;
  }

  /** How many seats each section has free for a stay. The form shows this before the director decides. */
  async freeFor(provider: Provider, birth: Day | null, from: Day, to: Day, slots: SlotMask): Promise<FreeInSection[]> {
    return Promise.all(
      this.supply.sectionsOf(provider.id).map(async (section) => {
        const [held, ...later] = birth
          ? this.paths.planPath(section.id, birth, from, to)
          : [{ sectionId: section.id, from, to }];
        const free = await this.seats.freeBetween(this.reader, section.id, from, held!.to);
        return {
          sectionId: section.id,
          later,
          free: maskToSlots(slots).map((slot) => ({ slot, free: free.get(slot) ?? 0 })),
        };
      }),
    );
  }

  /**
   * Holds the seats and sends the offer.
   * @throws NotFound when the request does not name the establishment
   * @throws DomainError | Conflict with the reason for the refusal
   */
  async admitChild(actor: Actor, provider: Provider, admission: Admission): Promise<void> {
    const { requestId, expectedVersion, reason, ...place } = admission;
    const days = await this.settings.get('offerDays');
    await this.unitOfWork.run(async (tx) => {
      const { request, wishes } = await this.dossiers.loadRequest(tx, requestId);
      if (!wishes.some((wish) => wish.providerId === provider.id)) throw new NotFound('request');
      const birth = request.birthDate ?? request.dueDate;
      if (!birth) throw new DomainError(refuse('admission.noBirth'));
      if (place.from < this.clock.today()) throw new DomainError(refuse('admission.past'));
      if (place.to < place.from) throw new DomainError(refuse('admission.order'));
      const suiting = this.supply.sectionsForChild(provider.id, birth, place.from);
      if (!suiting.some((section) => section.id === place.sectionId))
        throw new DomainError(refuse('admission.age', { from: place.from }));
      await this.opening.judgeStart(tx, place.sectionId, place.from);
      const { week, acceptsShorterWeek, minimumDays } = request.need;
      const alone = (await this.commissions.bodyOf(provider.id, tx)) === null;
      const whole = week ? slotsOfSchedule(week, this.supply.openingOf(provider.id, place.from)) : 0;
      // An emergency is met with what there is. Otherwise a family is given no less than it takes.
      const short = alone
        ? judgeWeek(
            whole,
            whole & place.slots,
            acceptsShorterWeek ? (minimumDays ?? 1) : undefined,
            acceptsShorterWeek !== null,
          )
        : null;
      if (short) throw new DomainError(short);
      if (!alone && !reason) throw new DomainError(refuse('admission.reasonMissing'));
      const session = await this.commissions.sessionServing(tx, provider.id, place.from);
      if (session)
        throw new DomainError(
          refuse('admission.sessionServes', { day: dayOf(session.startsAt), from: session.entryFrom }),
        );
      await this.offers.makeOffer(
        tx,
        actor,
        alone ? 'admitDirectly' : 'admitUrgently',
        {
          requestId,
          dossierId: request.dossierId,
          ...place,
          ...this.paths.planStay(place.sectionId, birth, place.from, place.to),
          days,
          reofferAllowed: false,
          emergency: !alone,
          emergencyReason: alone ? null : reason,
          // Care without usual days is met by the place.
          coversNeed: request.need.week
            ? coversNeed(needSlots(request.need.week), [place], this.clock.today())
            : !hasUsualWeek(request.need),
        },
        { expectedVersion, facts: { ownDecision: alone } },
      );
      // Last of all: a half-day on which nobody is received would lead to no day either.
      const empty = judgeFirstDay(place.slots, place.from);
      if (empty) throw new DomainError(empty);
    });
  }
}
