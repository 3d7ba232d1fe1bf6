import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { ChangedFact } from '../../../foundation/kernel/changed-facts.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Refusal } from '../../../foundation/kernel/refusal.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import type { BodyChangeKind } from '../domain/body-changes.js';
import { COMING, isListing } from '../domain/session-lifecycle.js';
import { Body, Candidacy, CommissionSession, type BodyMember } from '../persistence/commission.entities.js';
import { Bodies } from './bodies.js';

/** Whom a change of a body concerns. */
export interface BodyUse {
  readonly members: number;
  /** Families with a request before a session that is still to sit. */
  readonly families: number;
  /** The days of the sessions that are still to sit. */
  readonly coming: readonly Day[];
  /** Those of them whose members were called. */
  readonly called: readonly Day[];
  /** Those of them whose list is fixed, with the rules of that moment. */
  readonly fixed: readonly Day[];
}

/** What a change of a body would do, before it is made. */
export interface BodyPreview {
  readonly body: Body;
  readonly kind: BodyChangeKind;
  /** Whom it is about; null for the body itself. */
  readonly member: (Pick<BodyMember, 'label' | 'personKey'> & { readonly id: Id | null }) | null;
  readonly changed: readonly ChangedFact[];
  readonly use: BodyUse;
  /** The establishments that the body gains or loses, with the requests that wait for each. */
  readonly waiting: readonly { readonly at: Id; readonly requests: number }[];
  /** Why it cannot be made. */
  readonly refusal: Refusal | null;
}

/** Whom a change of a body concerns, before it is made. */
@Injectable()
export class BodyUses {
  constructor(
    private readonly reader: Reader,
    private readonly bodies: Bodies,
  ) {}

  async readUse(bodyId: Id): Promise<BodyUse> {
    const sessions = await this.reader.find(CommissionSession, {
      where: { bodyId, state: In(COMING) },
      order: { startsAt: 'ASC' },
    });
    const listed = await this.reader.find(Candidacy, {
      where: { sessionId: In(sessions.map(({ id }) => id)), state: In(['listed', 'frozen']) },
    });
    const daysOf = (some: readonly CommissionSession[]): Day[] => some.map(({ startsAt }) => dayOf(startsAt));
    return {
      members: (await this.bodies.membersOf(this.reader, bodyId)).length,
      families: new Set(listed.map(({ dossierId }) => dossierId)).size,
      coming: daysOf(sessions),
      called: daysOf(sessions.filter(({ state }) => state !== 'planned')),
      fixed: daysOf(sessions.filter(({ state }) => !isListing(state))),
    };
  }
}
