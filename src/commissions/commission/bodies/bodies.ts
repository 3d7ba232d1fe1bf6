import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { Reader, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor, Grant } from '../../../foundation/platform/security/index.js';
import type { KnownBody } from '../domain/body-lacks.js';
import { COMING } from '../domain/session-lifecycle.js';
import { Body, BodyMember, CommissionSession } from '../persistence/commission.entities.js';
import { mayReadBody } from './body.policy.js';
import { MemberWays } from './member-ways.js';

const PROTOCOL: readonly BodyMember['role'][] = ['chair', 'elected', 'director', 'rpe', 'pmi'];

/** The commissions that sit and who sits in them. */
@Injectable()
export class Bodies {
  constructor(
    private readonly reader: Reader,
    private readonly ways: MemberWays,
  ) {}

  async listBodies(from: Reader | Tx = this.reader): Promise<Body[]> {
    return from.find(Body, { order: { name: 'ASC' } });
  }

  /** @throws NotFound */
  async readBody(from: Reader | Tx, bodyId: Id): Promise<Body> {
    const body = await from.findOne(Body, { id: bodyId });
    if (!body) throw new NotFound('body');
    return body;
  }

  /** Who sits today, in all bodies. */
  async listMembers(from: Reader | Tx = this.reader): Promise<BodyMember[]> {
    return (await from.find(BodyMember, { order: { label: 'ASC', id: 'ASC' } })).filter(
      ({ leftOn }) => leftOn === null,
    );
  }

  /** Each body with what it needs before it can sit. */
  async listKnown(from: Reader): Promise<KnownBody[]> {
    const members = await this.listMembers(from);
    const ways = await this.ways.findWays(from, members);
    const coming = await from.find(CommissionSession, { where: { state: In([...COMING]) } });
    return (await this.listBodies(from)).map(({ id, name, rules }) => ({
      id,
      name,
      reachableMembers: members.filter((member) => member.bodyId === id && ways.get(member.id)).length,
      hasRules: rules !== null,
      hasComingSession: coming.some(({ bodyId }) => bodyId === id),
    }));
  }

  /** In the order in which a convocation names them. */
  async membersOf(from: Reader | Tx, bodyId: Id): Promise<BodyMember[]> {
    const members = (await this.listMembers(from)).filter((member) => member.bodyId === bodyId);
    const order = (member: BodyMember): string => `${PROTOCOL.indexOf(member.role)} ${member.label}`;
    return members.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  }

  /** The body that gives the places of an establishment; null when its director decides alone. */
  async ofProvider(from: Reader | Tx, providerId: Id): Promise<Body | null> {
    return (await this.listBodies(from)).find((body) => body.establishmentIds.includes(providerId)) ?? null;
  }

  /** The bodies that somebody with these roles reads. */
  readableByRoles(grants: readonly Grant[]): Promise<Body[]> {
    return this.readableBy({ kind: 'staff', accountId: '', name: '', grants });
  }

  async readableBy(actor: Actor): Promise<Body[]> {
    const members = await this.listMembers();
    return (await this.listBodies()).filter((body) =>
      mayReadBody(
        actor,
        body,
        members.filter((member) => member.bodyId === body.id),
      ),
    );
  }
}
