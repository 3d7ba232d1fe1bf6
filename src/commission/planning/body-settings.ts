import { Injectable } from '@nestjs/common';
import { findAccount, findAccountsWith, type KnownAccount } from '../../accounts/index.js';
import { Clock } from '../../kernel/clock.js';
import { newId, type Id } from '../../kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../kernel/refusal.js';
import { Audit } from '../../platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../platform/database/index.js';
import { Permission, type Actor } from '../../platform/security/index.js';
import { Supply } from '../../supply/index.js';
import { Territory } from '../../territory/index.js';
import { Bodies } from '../bodies/bodies.js';
import { mayPlanFor } from '../bodies/body.policy.js';
import { judgeMember, judgeSettings, type BodySettingValues as Settings } from '../domain/body-settings.js';
import { Body, BodyMember, CommissionSession } from '../persistence/commission.entities.js';
import { SessionTasks } from './session-tasks.js';

export interface BodySheet {
  readonly body: Body;
  readonly members: readonly BodyMember[];
}

export interface MemberValues {
  readonly role: BodyMember['role'];
  readonly label: string;
  readonly email: string | null;
  /** Where letters go, one line below another. */
  readonly address: string | null;
  readonly accountId: Id | null;
}

/** Who could become a member of a body: a member of another one, the director of one of its nurseries, a first desk. */
export interface PossibleMember {
  readonly personKey: string;
  readonly label: string;
  /** Whether the label is the name of a nursery, whose head has not sat anywhere yet. */
  readonly isNursery: boolean;
}

/** The settings of a body that a coordinator decides: its days, its rooms, its quorum and its members. */
@Injectable()
export class BodySettings {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly supply: Supply,
    private readonly territory: Territory,
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
      const { noticeDays, offerDays, reofferAllowed, quorum, rooms, sitsInSchoolHolidays, debates } = settings;
      const change = {
        noticeDays,
        offerDays,
        reofferAllowed,
        quorum,
        rooms: [...rooms],
        sitsInSchoolHolidays,
        debates,
      };
      const changed = await tx.update(Body, { id: bodyId, version }, { ...change, version: version + 1 });
      if (changed === 0) throw new Conflict(refuse('body.changed'));
      if (noticeDays !== body.noticeDays) {
        const planned = await tx.find(CommissionSession, { where: { bodyId, state: 'planned' } });
        for (const session of planned) await this.tasks.replanTasks(tx, session, { ...body, ...change });
      }
      await this.audit.changed(
        tx,
        actor,
        'body.settings',
        { kind: 'body', id: bodyId },
        {
          noticeDays,
          offerDays,
          reofferAllowed,
          quorum: quorum ?? 0,
          rooms: rooms.length,
          sitsInSchoolHolidays,
          debates,
        },
      );
    });
  }

  async listCandidates({ body, members }: BodySheet): Promise<PossibleMember[]> {
    const directors = body.establishmentIds.map((id) => ({
      personKey: `director:${id}`,
      label: this.supply.provider(id)?.name ?? id,
      isNursery: true,
    }));
    const desks = this.territory.desks().map(({ id, name }) => ({ personKey: id, label: name, isNursery: false }));
    const seated = (await this.bodies.listMembers()).map(({ personKey, label }) => ({
      personKey,
      label,
      isNursery: false,
    }));
    const known = new Map([...desks, ...directors, ...seated].map((person) => [person.personKey, person]));
    for (const { personKey } of members) known.delete(personKey);
    return [...known.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
  }

  /** Accounts that a member can have: those that may read sessions. */
  listAccounts(): Promise<KnownAccount[]> {
    return findAccountsWith(this.reader, Permission.ReadSession);
  }

  /** @param personKey key of one of the {@link listCandidates}; null for a new person */
  addMember(actor: Actor, bodyId: Id, personKey: string | null, values: MemberValues): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const sheet = await this.readSheet(actor, bodyId, tx);
      const candidate = (await this.listCandidates(sheet)).find((member) => member.personKey === personKey);
      if (personKey !== null && !candidate) throw new NotFound('member');
      const id = newId();
      const member = {
        ...values,
        label: values.label || candidate?.label || '',
        personKey: personKey ?? `person:${id}`,
      };
      this.assertMay(member, sheet);
      await tx.insert(BodyMember, { ...(await this.withMail(tx, member)), id, bodyId, leftOn: null });
      await this.audit.changed(
        tx,
        actor,
        'body.member-add',
        { kind: 'body', id: bodyId },
        { member: id, role: values.role },
      );
    });
  }

  changeMember(actor: Actor, bodyId: Id, memberId: Id, values: MemberValues): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const sheet = await this.readSheet(actor, bodyId, tx);
      const member = memberIn(sheet, memberId);
      this.assertMay({ id: memberId, personKey: member.personKey, role: values.role }, sheet);
      await tx.update(
        BodyMember,
        { id: memberId },
        await this.withMail(tx, { ...values, label: values.label || member.label }),
      );
      await this.audit.changed(
        tx,
        actor,
        'body.member-change',
        { kind: 'body', id: bodyId },
        { member: memberId, role: values.role },
      );
    });
  }

  /** Ends a membership from today on. What the person took part in keeps the name. */
  endMember(actor: Actor, bodyId: Id, memberId: Id): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      memberIn(await this.readSheet(actor, bodyId, tx), memberId);
      await tx.update(BodyMember, { id: memberId }, { leftOn: this.clock.today() });
      await this.audit.changed(tx, actor, 'body.member-end', { kind: 'body', id: bodyId }, { member: memberId });
    });
  }

  private assertMay(wanted: Parameters<typeof judgeMember>[0], { members }: BodySheet): void {
    const refusal = judgeMember(wanted, members);
    if (refusal) throw new DomainError(refusal);
  }

  /** Uses the mail address of the account when no other is given. */
  private async withMail<Values extends MemberValues>(tx: Tx, values: Values): Promise<Values> {
    const account = values.accountId ? await findAccount(tx, values.accountId) : null;
    return { ...values, accountId: account?.id ?? null, email: values.email ?? account?.email ?? null };
  }
}

/** @throws NotFound */
export function memberIn({ members }: BodySheet, memberId: Id): BodyMember {
  const member = members.find(({ id }) => id === memberId);
  if (!member) throw new NotFound('member');
  return member;
}
