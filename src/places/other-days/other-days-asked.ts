import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { StaffMessages } from '../../territory/accounts/index.js';
import { Config } from '../../foundation/config/index.js';
import {
  Dossiers,
  FamilyMessages,
  findRequest,
  lockRequest,
  type RequestFile,
  type Told,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { slotsToMask, type SlotMask } from '../../foundation/kernel/week-schedule.js';
import {
  findPlacement,
  lastDayOf,
  Placements,
  PlaceWords,
  Seats,
  type AskedChange,
  type Placement,
} from '../placement/index.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { messageKind } from '../../foundation/platform/outbox/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { directsEstablishment, Supply } from '../../offer/supply/index.js';
import {
  judgeAskedDays,
  stateOfDays,
  type AskedDays,
  type DaysOutcome,
  type DaysState,
  type HeldPart,
} from './domain/other-days.js';
import { mayAskDays, mayDeclineDays } from './other-days.policy.js';
import { OtherDays } from './persistence/other-days.entity.js';

/** Tells the directors that a family asks for other days. No name, because anybody may see a mail. */
export const OTHER_DAYS = messageKind({ code: 'other-days', to: 'staff' });
/** Tells a family that the other days that it asked for cannot be given. Days that are given have their own message. */
export const OTHER_DAYS_DECLINED = messageKind({
  code: 'other-days-declined',
  to: 'family',
  variables: { provider: { type: 'text' }, days: { type: 'text' } },
});

/** What a family asked for, as it stands now. */
export interface WishedDays {
  readonly row: OtherDays;
  readonly state: DaysState;
}

/** The place of a child whose family may ask for other days. */
export interface PlaceToChange {
  readonly file: RequestFile;
  /** The part that runs today, or the next one. */
  readonly part: Placement;
  readonly providerId: Id;
  /** The half-days on which its section receives children. */
  readonly open: SlotMask;
  /** Latest first. */
  readonly asked: readonly WishedDays[];
}

/**
 * Other days, asked for a child who has a place. The director sees them in the year ahead, and changes the days of the
 * place or says that she cannot.
 */
@Injectable()
export class OtherDaysAsked {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly supply: Supply,
    private readonly seats: Seats,
    private readonly placements: Placements,
    private readonly places: PlaceWords,
    private readonly dossiers: Dossiers,
    private readonly messages: FamilyMessages,
    private readonly staff: StaffMessages,
    private readonly audit: Audit,
  ) {}

  /** A notice for each of these requests whose child has a place, the days of which its family may ask to change. */
  async ofPlaced<Notice>(requestIds: readonly Id[], notice: Notice): Promise<Map<Id, Notice>> {
    const placed = new Map<Id, Notice>();
    for (const id of requestIds) if ((await this.heldParts(this.reader, id)).length > 0) placed.set(id, notice);
    return placed;
  }

  /** Everything that was asked for these requests, latest first. The caller authorises. */
  async listOf(requestIds: readonly Id[]): Promise<Map<Id, OtherDays[]>> {
    const rows = await this.reader.find(OtherDays, {
      where: { requestId: In([...requestIds]) },
      order: { askedAt: 'DESC', id: 'DESC' },
    });
    return groupedBy(rows, ({ requestId }) => requestId);
  }

  /** What waits for the director of an establishment. The caller authorises. */
  async listChanges(providerId: Id): Promise<AskedChange[]> {
    const rows = await this.reader.find(OtherDays, { where: { providerId, closedAt: IsNull() } });
    const changes: AskedChange[] = [];
    for (const row of rows)
      if (this.stateOf(row, await this.heldParts(this.reader, row.requestId)) === 'open')
        changes.push({
          id: row.id,
          requestId: row.requestId,
          slots: row.slots,
          from: row.from,
          title: 'otherDays.wished',
          line: 'otherDays.change',
          refusal: { path: 'jours/refus', text: 'otherDays.declineText', button: 'otherDays.decline' },
        });
    return changes;
  }

  /** @throws NotFound when the actor may not ask for it, or there is no place */
  async readPlace(actor: Actor, requestId: Id): Promise<PlaceToChange> {
    const file = await this.dossiers.requestFile(actor, requestId);
    const parts = await this.heldParts(this.reader, requestId);
    const [part] = parts;
    if (!part || !mayAskDays(actor, file.request)) throw new NotFound('placement');
    return {
      file,
      part,
      providerId: this.supply.section(part.sectionId)!.providerId,
      open: await this.openIn(this.reader, part),
      asked: ((await this.listOf([requestId])).get(requestId) ?? []).map((row) => ({
        row,
        state: this.stateOf(row, parts),
      })),
    };
  }

  /** Asks for other days; what was asked before and waits still is asked no more. @throws NotFound | DomainError */
  async askDays(actor: Actor, requestId: Id, asked: AskedDays, told?: Told): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const request = await lockRequest(tx, requestId);
      const parts = request ? await this.heldParts(tx, requestId) : [];
      const [part] = parts;
      if (!request || !part || !mayAskDays(actor, request)) throw new NotFound('placement');
      const refusal = judgeAskedDays(asked, parts.map(partOf), await this.openIn(tx, part), this.clock.today());
      if (refusal) throw new DomainError(refusal);
      const { providerId } = this.supply.section(part.sectionId)!;
      await this.closeOpen(tx, actor, requestId, 'withdrawn');
      await tx.insert(OtherDays, {
        id: newId(),
        requestId,
        providerId,
        slots: asked.slots,
        from: asked.from,
        askedBy: actorRef(actor),
        askedAt: this.clock.now(),
        toldBy: told?.toldBy ?? null,
        knownBy: told?.knownBy ?? null,
        outcome: null,
        closedBy: null,
        closedAt: null,
      });
      await this.audit.changed(tx, actor, 'otherDays.ask', { kind: 'request', id: requestId }, { from: asked.from });
      await this.staff.writeToStaff(
        tx,
        (grant) => directsEstablishment(grant, providerId),
        OTHER_DAYS,
        () => ({ link: `${this.config.BASE_URL}/eaje/${providerId}/accueils/${part.id}` }),
      );
    });
  }

  /** The family asks for them no more. @throws NotFound | Conflict when nothing waits */
  async withdrawDays(actor: Actor, requestId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const request = await lockRequest(tx, requestId);
      if (!request || !mayAskDays(actor, request)) throw new NotFound('placement');
      if (!(await this.closeOpen(tx, actor, requestId, 'withdrawn')))
        throw new Conflict(refuse('otherDays.closedAlready'));
    });
  }

  /** The director cannot give them, and the family is told. @throws NotFound | Conflict when nothing waits */
  async declineDays(actor: Actor, providerId: Id, placementId: Id): Promise<void> {
    const requestId = mayDeclineDays(actor, providerId)
      ? (await findPlacement(this.reader, placementId))?.requestId
      : null;
    if (!requestId) throw new NotFound('placement');
    await this.unitOfWork.run(async (tx) => {
      await lockRequest(tx, requestId);
      const row = await tx.findOne(OtherDays, { requestId, providerId, closedAt: IsNull() });
      if (!row || !(await this.closeOpen(tx, actor, requestId, 'declined')))
        throw new Conflict(refuse('otherDays.closedAlready'));
      const request = (await findRequest(tx, requestId))!;
      await this.messages.writeMessage(tx, {
        dossierId: request.dossierId,
        requestIds: [requestId],
        kind: OTHER_DAYS_DECLINED,
        args: (words) => ({
          provider: this.supply.provider(providerId)?.name ?? '',
          days: this.places.halfDays(words, row.slots),
        }),
      });
    });
  }

  private async closeOpen(tx: Tx, actor: Actor, requestId: Id, outcome: DaysOutcome): Promise<boolean> {
    const open = await tx.findOne(OtherDays, { requestId, closedAt: IsNull() });
    if (!open) return false;
    const state = this.stateOf(open, await this.heldParts(tx, requestId));
    // Days that were granted, or that ended with the place, give way without a word.
    const said = state === 'open' ? { outcome } : {};
    await tx.update(OtherDays, { id: open.id }, { ...said, closedBy: actorRef(actor), closedAt: this.clock.now() });
    const subject = { kind: 'request', id: requestId } as const;
    if (state === 'open') await this.audit.changed(tx, actor, 'otherDays.close', subject, { outcome });
    return state === 'open';
  }

  private stateOf(row: OtherDays, parts: readonly Placement[]): DaysState {
    return stateOfDays(row, parts.map(partOf), this.clock.today());
  }

  /** The parts of the place that are running or to come, soonest first. */
  private async heldParts(from: Reader | Tx, requestId: Id): Promise<Placement[]> {
    const today = this.clock.today();
    return (await this.placements.ofRequest(from, requestId)).filter(
      (part) => part.state === 'held' && part.from <= part.to && lastDayOf(part) >= today,
    );
  }

  private async openIn(from: Reader | Tx, { sectionId, from: first, to }: Placement): Promise<SlotMask> {
    const today = this.clock.today();
    const days = await this.seats.freeBetween(from, sectionId, first > today ? first : today, to);
    return slotsToMask([...days.keys()]);
  }
}

const partOf = (part: Placement): HeldPart => ({
  from: part.from,
  to: lastDayOf(part),
  slots: part.slots,
  writtenAt: part.createdAt,
});
