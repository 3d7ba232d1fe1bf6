import { Injectable } from '@nestjs/common';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { BodyChanges } from '../bodies/body-changes.js';
import { BodyRules } from '../bodies/body-rules.js';
import type { BodyPreview } from '../bodies/body-uses.js';
import { ruleFacts } from '../domain/body-changes.js';
import { rulesOf } from '../domain/sitting-rules.js';
import { BodyIdentities } from './body-identities.js';
import { BodyMembers } from './body-members.js';
import { BodySettings } from './body-settings.js';

/** Changes of bodies taken back: the facts that one changed are asked for as they were, on the page of any change. */
@Injectable()
export class BodyReturns {
  constructor(
    private readonly changes: BodyChanges,
    private readonly rules: BodyRules,
    private readonly identities: BodyIdentities,
    private readonly settings: BodySettings,
    private readonly members: BodyMembers,
  ) {}

  /**
   * What taking a change back would do. Facts that changed since otherwise stay.
   * @returns null where everything is so already
   * @throws NotFound when there is no such change, or when the actor may not make it
   */
  async previewReturn(actor: Actor, bodyId: Id, changeId: Id): Promise<BodyPreview | null> {
    const { body } = await this.settings.readSheet(actor, bodyId);
    const { kind, before, memberId } = await this.changes.findChange(bodyId, changeId);
    switch (kind) {
      case 'identity':
        return this.identities.previewIdentity(actor, bodyId, body.version, before);
      case 'settings':
        return this.settings.previewSettings(actor, bodyId, body.version, before);
      case 'rules':
        return this.rules.previewRules(actor, bodyId, body.version, { ...ruleFacts(rulesOf(body)), ...before });
      case 'member-change':
        return this.members.previewChange(actor, bodyId, body.version, memberId!, before);
      case 'member-add':
      case 'member-return':
        return this.members.previewSeat(actor, bodyId, memberId!, false);
      case 'member-end':
        return this.members.previewSeat(actor, bodyId, memberId!, true);
    }
  }
}
