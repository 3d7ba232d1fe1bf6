import { Injectable } from '@nestjs/common';
import { factsChanged } from '../../../foundation/kernel/changed-facts.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Bodies } from '../bodies/bodies.js';
import { BodyChanges } from '../bodies/body-changes.js';
import { MemberWays, type FoundWays } from '../bodies/member-ways.js';
import { BodyUses, type BodyPreview } from '../bodies/body-uses.js';
import { mayPlanFor } from '../bodies/body.policy.js';
import { judgeSettings, type BodySettingValues as Settings } from '../domain/body-settings.js';
import { CommissionSession, type Body, type BodyMember } from '../persistence/commission.entities.js';
import { SessionTasks } from './session-tasks.js';

export interface BodySheet {
  readonly body: Body;
  readonly members: readonly BodyMember[];
}

/** The settings of a body that a coordinator decides: its days, its rooms, its quorum. */
@Injectable()
export class BodySettings {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly bodies: Bodies,
    private readonly ways: MemberWays,
    private readonly changes: BodyChanges,
    private readonly uses: BodyUses,
    private readonly tasks: SessionTasks,
    private readonly audit: Audit,
  ) {}

  /** The bodies whose settings the actor may change. */
  async listSheets(actor: Actor): Promise<BodySheet[]> {
    const members = await this.bodies.listMembers();
    const bodies = (await this.bodies.listBodies()).filter(({ id }) => mayPlanFor(actor, id));
    return bodies.map((body) => ({ body, members: members.filter(({ bodyId }) => bodyId === body.id) }));
  }

  /** @throws NotFound when the body does not exist or the actor may not change it */
  async readSheet(actor: Actor, bodyId: Id, from: Reader | Tx = this.reader): Promise<BodySheet> {
    if (!mayPlanFor(actor, bodyId)) throw new NotFound('body');
    return { body: await this.bodies.readBody(from, bodyId), members: await this.bodies.membersOf(from, bodyId) };
  }

  /** Where its members are written to. */
  findWays({ members }: BodySheet): Promise<FoundWays> {
    return this.ways.findWays(this.reader, members);
  }

  /**
   * @param version the version that the form showed
   * @returns null where the settings are so already
   * @throws Conflict when somebody else changed the body first
   */
  async previewSettings(
    actor: Actor,
    bodyId: Id,
    version: number,
    settings: Partial<Settings>,
  ): Promise<BodyPreview | null> {
    const { body, members } = await this.readSheet(actor, bodyId);
    if (body.version !== version) throw new Conflict(refuse('body.changed'));
    const changed = factsChanged(body, settings);
    if (changed.length === 0) return null;
    const refusal = judgeSettings({ ...body, ...settings }, members.length);
    const use = await this.uses.readUse(bodyId);
    return { body, kind: 'settings', member: null, changed, use, waiting: [], refusal };
  }

  /**
   * Changes the settings. Convocations that were not sent yet follow the new notice.
   * @param version the version that the form showed
   * @throws DomainError
   * @throws Conflict when somebody else changed the body first
   */
  changeSettings(actor: Actor, bodyId: Id, version: number, settings: Settings): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const { body, members } = await this.readSheet(actor, bodyId, tx);
      const refusal = judgeSettings(settings, members.length);
      if (refusal) throw new DomainError(refusal);
      const facts = factsChanged(body, settings);
      if (facts.length === 0) return;
      const row = { ...settings, rooms: [...settings.rooms] };
      await this.changes.keep(tx, actor, body, version, 'settings', facts, { row });
      if (settings.noticeDays !== body.noticeDays) {
        const planned = await tx.find(CommissionSession, { where: { bodyId, state: 'planned' } });
        for (const session of planned) await this.tasks.replanTasks(tx, session, { ...body, ...row });
      }
      const said = { ...settings, quorum: settings.quorum ?? 0, rooms: settings.rooms.length };
      await this.audit.changed(tx, actor, 'body.settings', { kind: 'body', id: bodyId }, said);
    });
  }
}
