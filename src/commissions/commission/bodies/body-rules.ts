import { Injectable } from '@nestjs/common';
import { factsChanged } from '../../../foundation/kernel/changed-facts.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { Conflict, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { ruleFacts } from '../domain/body-changes.js';
import { rulesOf, type SittingRules } from '../domain/sitting-rules.js';
import { Body } from '../persistence/commission.entities.js';
import { Bodies } from './bodies.js';
import { BodyChanges } from './body-changes.js';
import { BodyUses, type BodyPreview } from './body-uses.js';
import { mayPlanFor } from './body.policy.js';

/** The rules by which a body gives its places. They are published, and fixed for a session together with its list. */
@Injectable()
export class BodyRules {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly bodies: Bodies,
    private readonly changes: BodyChanges,
    private readonly uses: BodyUses,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound when the body does not exist or the actor does not plan it */
  async bodyOf(actor: Actor, bodyId: Id, from: Reader = this.reader): Promise<Body> {
    if (!mayPlanFor(actor, bodyId)) throw new NotFound('body');
    return this.bodies.readBody(from, bodyId);
  }

  /**
   * @param version the version that the form showed
   * @returns null where the rules are so already
   * @throws Conflict when somebody else changed the body first
   */
  async previewRules(
    actor: Actor,
    bodyId: Id,
    version: number,
    rules: Record<string, unknown>,
  ): Promise<BodyPreview | null> {
    const body = await this.bodyOf(actor, bodyId);
    if (body.version !== version) throw new Conflict(refuse('body.changed'));
    const changed = factsChanged(ruleFacts(rulesOf(body)), rules);
    if (changed.length === 0) return null;
    const use = await this.uses.readUse(bodyId);
    return { body, kind: 'rules', member: null, changed, use, waiting: [], refusal: null };
  }

  /**
   * Changes the rules for all sessions whose list is still open.
   * @param version the version that the form showed
   * @throws NotFound | Conflict
   */
  changeRules(actor: Actor, bodyId: Id, version: number, rules: SittingRules): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const body = await this.bodyOf(actor, bodyId, tx);
      const facts = factsChanged(ruleFacts(rulesOf(body)), ruleFacts(rules));
      // The usual rules apply until a body has rules. To choose them is a choice, although no fact changes.
      if (facts.length === 0 && body.rules !== null) return;
      await this.changes.keep(tx, actor, body, version, 'rules', facts, { row: { rules } });
      const { queue, precedence, reserves } = rules;
      const said = { queue, precedence, ...reserves };
      await this.audit.changed(tx, actor, 'body.rules', { kind: 'body', id: bodyId }, said);
    });
  }
}
