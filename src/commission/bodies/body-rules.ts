import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import { NotFound } from '../../kernel/refusal.js';
import { Audit } from '../../platform/audit/index.js';
import { Reader, UnitOfWork } from '../../platform/database/index.js';
import type { Actor } from '../../platform/security/index.js';
import type { SittingRules } from '../domain/sitting-rules.js';
import { Body } from '../persistence/commission.entities.js';
import { Bodies } from './bodies.js';
import { mayPlanFor } from './body.policy.js';

/** The rules by which a body gives its places. They are published, and fixed for a session together with its list. */
@Injectable()
export class BodyRules {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly bodies: Bodies,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound when the body does not exist or the actor does not plan it */
  async bodyOf(actor: Actor, bodyId: Id, from: Reader = this.reader): Promise<Body> {
    if (!mayPlanFor(actor, bodyId)) throw new NotFound('body');
    return this.bodies.readBody(from, bodyId);
  }

  /** Changes the rules for all sessions whose list is still open. @throws NotFound */
  changeRules(actor: Actor, bodyId: Id, rules: SittingRules): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const { id } = await this.bodyOf(actor, bodyId, tx);
      await tx.update(Body, { id }, { rules });
      const { queue, precedence, reserves } = rules;
      await this.audit.changed(tx, actor, 'body.rules', { kind: 'body', id }, { queue, precedence, ...reserves });
    });
  }
}
