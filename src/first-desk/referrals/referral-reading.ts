import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { findJoinedInto, type DeskNotice } from '../../dossier/dossier/index.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { dayOf, type Day } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Partners } from './partners.js';
import { Referral } from './persistence/referrals.entities.js';
import { desksReferredTo, mayAnswerReferral, sendsAsPartner } from './referrals.policy.js';

/** A referral with the name of the service that sent it; null where only its kind is known. */
export interface ListedReferral {
  readonly row: Referral;
  readonly service: string | null;
}

/** So many of those that ended are listed, and of those that a partner sent. */
const MOST_ENDED = 100;

/** The families that services sent, for the desk that calls them; for a partner, that they were received. */
@Injectable()
export class ReferralReading {
  constructor(
    private readonly reader: Reader,
    private readonly partners: Partners,
  ) {}

  /** Whom the actor's desks call, the first day first. @param most rows @param until the last day that is asked for */
  async listOpen(actor: Actor, most: number, until?: Day): Promise<ListedReferral[]> {
    const due = until === undefined ? Not(IsNull()) : LessThanOrEqual(until);
    return this.named(
      await this.reader.find(Referral, {
        where: { deskId: In(desksReferredTo(actor)), sameAsId: IsNull(), dueOn: due },
        order: { dueOn: 'ASC', id: 'ASC' },
        take: most,
      }),
    );
  }

  /** Those that ended and are not forgotten yet, the latest first. */
  async listEnded(actor: Actor): Promise<ListedReferral[]> {
    return this.named(
      await this.reader.find(Referral, {
        where: {
          deskId: In(desksReferredTo(actor)),
          sameAsId: IsNull(),
          outcome: Not(IsNull()),
          forgottenAt: IsNull(),
        },
        order: { endedAt: 'DESC', id: 'DESC' },
        take: MOST_ENDED,
      }),
    );
  }

  /** With what other services sent of the same family, which ends with it. @throws NotFound */
  async readReferral(actor: Actor, id: Id): Promise<{ one: ListedReferral; same: readonly ListedReferral[] }> {
    const row = await this.reader.findOne(Referral, { id });
    if (!row || row.sameAsId !== null || !mayAnswerReferral(actor, row)) throw new NotFound('referral');
    const same = await this.reader.find(Referral, { where: { sameAsId: id }, order: { receivedAt: 'ASC', id: 'ASC' } });
    const [one, ...others] = await this.named([row, ...same]);
    return { one: one!, same: others };
  }

  /**
   * What a partner sent and is not forgotten, the latest first: when a name is forgotten is no business of the service.
   * The caller has checked its code. @throws NotFound
   */
  async listOfPartner(actor: Actor, partnerId: Id): Promise<Referral[]> {
    if (!sendsAsPartner(actor, partnerId)) throw new NotFound('referral partner');
    return this.reader.find(Referral, {
      where: { partnerId, forgottenAt: IsNull() },
      order: { receivedAt: 'DESC', id: 'DESC' },
      take: MOST_ENDED,
    });
  }

  /** What the page of a request tells its desk. */
  async listNotices(requestIds: readonly Id[]): Promise<Map<Id, DeskNotice>> {
    const led = await this.listLedToAll(requestIds);
    const firsts = [...led].flatMap(([id, rows]) =>
      rows.filter(({ sameAsId }) => sameAsId === null).map((row) => [id, row] as const),
    );
    return new Map(
      firsts.map(([id, row]) => [
        id,
        {
          says: { key: 'referral.notice.said', args: { kind: row.kind, day: dayOf(row.receivedAt) } },
          isForDesk: false,
          path: 'orientation-recue',
          link: 'referral.see',
        },
      ]),
    );
  }

  /** What led to a request, by each service that sent its family. The caller authorises. */
  async listLedTo(requestId: Id): Promise<ListedReferral[]> {
    return this.named((await this.listLedToAll([requestId])).get(requestId) ?? []);
  }

  /** What is kept of who sent a family, by request, for the family that asks for it. The caller authorises. */
  async listOfAll(requestIds: readonly Id[]): Promise<Map<Id, object[]>> {
    const led = [...(await this.listLedToAll(requestIds))];
    return new Map(
      await Promise.all(led.map(async ([id, rows]) => [id, (await this.named(rows)).map(handedOver)] as const)),
    );
  }

  /** What led to requests, or to those that were joined into them. */
  private async listLedToAll(requestIds: readonly Id[]): Promise<Map<Id, Referral[]>> {
    if (requestIds.length === 0) return new Map();
    const joined = new Map(
      (await findJoinedInto(this.reader, requestIds)).map(({ id, joinedIntoId }) => [id, joinedIntoId!]),
    );
    const rows = await this.reader.find(Referral, {
      where: { requestId: In([...requestIds, ...joined.keys()]) },
      order: { receivedAt: 'ASC', id: 'ASC' },
    });
    return groupedBy(rows, ({ requestId }) => joined.get(requestId!) ?? requestId!);
  }

  private async named(rows: readonly Referral[]): Promise<ListedReferral[]> {
    if (rows.length === 0) return [];
    const names = await this.partners.namesOfPartners();
    return rows.map((row) => ({
      row,
      service: (row.partnerId === null ? row.service : names.get(row.partnerId)) ?? null,
    }));
  }
}

/** What a family is handed over: all but the keys of the desk. */
function handedOver({ row, service }: ListedReferral): object {
  const { kind, receivedAt, firstName, surname, phone, email, communeCode, callTime, topic, language } = row;
  const { agreedOn, agreedBy, tellsBack, tries, outcome, endedAt } = row;
  const told = { firstName, surname, phone, email, communeCode, callTime, topic, language };
  return { service, kind, receivedAt, ...told, agreedOn, agreedBy, tellsBack, tries, outcome, endedAt };
}
