import { Injectable } from '@nestjs/common';
import { findAccount, findAccountsWith, type KnownAccount } from '../../../territory/accounts/index.js';
import { factsChanged, type ChangedFact } from '../../../foundation/kernel/changed-facts.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import { Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { Bodies } from '../bodies/bodies.js';
import { BodyChanges } from '../bodies/body-changes.js';
import { BodyUses, type BodyPreview } from '../bodies/body-uses.js';
import type { BodyChangeKind } from '../domain/body-changes.js';
import { judgeMember, judgeSettings } from '../domain/body-settings.js';
import { BodyMember } from '../persistence/commission.entities.js';
import { Convocations } from './convocations.js';
import { BodySettings, type BodySheet } from './body-settings.js';

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

/** The key of a person whom nobody knows yet, before the id that the person gets. */
export const NEW_PERSON = 'person:';

type Wanted = MemberValues & Pick<BodyMember, 'personKey'>;

/** Who sits in a body: added, changed, ended, seated again. Each is seen before it is made, and can be taken back. */
@Injectable()
export class BodyMembers {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly settings: BodySettings,
    private readonly changes: BodyChanges,
    private readonly uses: BodyUses,
    private readonly convocations: Convocations,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly audit: Audit,
  ) {}

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

  /**
   * @returns null where no session is to come: a new member then concerns nobody yet
   * @throws Conflict when somebody else changed the body first
   */
  async previewAddition(
    actor: Actor,
    bodyId: Id,
    version: number,
    personKey: string | null,
    values: MemberValues,
  ): Promise<BodyPreview | null> {
    const sheet = await this.sheetAt(actor, bodyId, version);
    const member = { ...(await this.withMail(this.reader, await this.wantedOf(sheet, personKey, values))), id: null };
    const use = await this.uses.readUse(bodyId);
    if (use.coming.length === 0) return null;
    const refusal = judgeMember({ ...member, id: '' }, sheet.members);
    const changed = factsChanged({}, valuesOf(member));
    return { body: sheet.body, kind: 'member-add', member, changed, use, waiting: [], refusal };
  }

  /** @param personKey key of one of the {@link listCandidates}; null for a new person. @throws Conflict */
  addMember(actor: Actor, bodyId: Id, version: number, personKey: string | null, values: MemberValues): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const sheet = await this.settings.readSheet(actor, bodyId, tx);
      const id = newId();
      const wanted = await this.wantedOf(sheet, personKey, values, id);
      assertNone(judgeMember(wanted, sheet.members));
      const member = await this.withMail(tx, wanted);
      await tx.insert(BodyMember, { ...member, id, bodyId, leftOn: null });
      await this.keep(
        tx,
        actor,
        sheet,
        version,
        'member-add',
        id,
        factsChanged({}, { leftOn: null, role: member.role }),
      );
    });
  }

  /** @returns null where the member is so already. @throws Conflict | NotFound */
  async previewChange(
    actor: Actor,
    bodyId: Id,
    version: number,
    memberId: Id,
    values: Partial<MemberValues>,
  ): Promise<BodyPreview | null> {
    const sheet = await this.sheetAt(actor, bodyId, version);
    const member = memberIn(sheet, memberId);
    const wanted = await this.changedValues(this.reader, member, { ...valuesOf(member), ...values });
    const changed = factsChanged(member, wanted);
    if (changed.length === 0) return null;
    const refusal = judgeMember({ ...member, role: wanted.role }, sheet.members);
    const use = await this.uses.readUse(bodyId);
    return { body: sheet.body, kind: 'member-change', member, changed, use, waiting: [], refusal };
  }

  changeMember(actor: Actor, bodyId: Id, version: number, memberId: Id, values: MemberValues): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const sheet = await this.settings.readSheet(actor, bodyId, tx);
      const member = memberIn(sheet, memberId);
      assertNone(judgeMember({ ...member, role: values.role }, sheet.members));
      const wanted = await this.changedValues(tx, member, values);
      const facts = factsChanged(member, wanted);
      if (facts.length === 0) return;
      await tx.update(BodyMember, { id: memberId }, wanted);
      await this.convocations.callLater(tx, bodyId, memberId);
      await this.keep(tx, actor, sheet, version, 'member-change', memberId, facts);
    });
  }

  /**
   * What would follow if somebody sat no longer, or sat again.
   * @returns null where it is so already
   * @throws NotFound
   */
  async previewSeat(actor: Actor, bodyId: Id, memberId: Id, sits: boolean): Promise<BodyPreview | null> {
    const sheet = await this.settings.readSheet(actor, bodyId);
    const member = await this.everSeated(this.reader, bodyId, memberId);
    if ((member.leftOn === null) === sits) return null;
    return {
      ...{ body: sheet.body, kind: sits ? 'member-return' : 'member-end', member, changed: [], waiting: [] },
      use: await this.uses.readUse(bodyId),
      refusal: this.judgeSeat(sheet, member, sits),
    };
  }

  /**
   * Ends a membership from today on, or seats a member again who had left. What the person took part in keeps the name.
   * @throws Conflict | NotFound | DomainError when the quorum would be more than who is left, or the seat is taken
   */
  setSeat(actor: Actor, bodyId: Id, version: number, memberId: Id, sits: boolean): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const sheet = await this.settings.readSheet(actor, bodyId, tx);
      const member = await this.everSeated(tx, bodyId, memberId);
      if ((member.leftOn === null) === sits) throw new NotFound('member');
      assertNone(this.judgeSeat(sheet, member, sits));
      const wanted = { leftOn: sits ? null : this.clock.today() };
      await tx.update(BodyMember, { id: memberId }, wanted);
      const kind = sits ? 'member-return' : 'member-end';
      await this.keep(tx, actor, sheet, version, kind, memberId, factsChanged(member, wanted));
    });
  }

  private judgeSeat({ body, members }: BodySheet, member: BodyMember, sits: boolean): Refusal | null {
    return sits ? judgeMember(member, members) : judgeSettings(body, members.length - 1);
  }

  private async keep(
    tx: Tx,
    actor: Actor,
    { body }: BodySheet,
    version: number,
    kind: BodyChangeKind,
    memberId: Id,
    facts: readonly ChangedFact[],
  ): Promise<void> {
    await this.changes.keep(tx, actor, body, version, kind, facts, { memberId });
    await this.audit.changed(tx, actor, `body.${kind}`, { kind: 'body', id: body.id }, { member: memberId });
  }

  private async sheetAt(actor: Actor, bodyId: Id, version: number): Promise<BodySheet> {
    const sheet = await this.settings.readSheet(actor, bodyId);
    if (sheet.body.version !== version) throw new Conflict(refuse('body.changed'));
    return sheet;
  }

  /** @throws NotFound when the body never had that member */
  private async everSeated(from: Reader | Tx, bodyId: Id, memberId: Id): Promise<BodyMember> {
    const member = await from.findOne(BodyMember, { id: memberId, bodyId });
    if (!member) throw new NotFound('member');
    return member;
  }

  /** @param newId under which a new person is known from now on. @throws NotFound */
  private async wantedOf(
    sheet: BodySheet,
    personKey: string | null,
    values: MemberValues,
    newId: Id | null = null,
  ): Promise<Wanted> {
    const candidate = (await this.listCandidates(sheet)).find((member) => member.personKey === personKey);
    if (personKey !== null && !candidate) throw new NotFound('member');
    return {
      ...values,
      label: values.label || candidate?.label || '',
      personKey: personKey ?? `${NEW_PERSON}${newId ?? ''}`,
    };
  }

  private changedValues(from: Reader | Tx, member: BodyMember, values: MemberValues): Promise<MemberValues> {
    return this.withMail(from, { ...values, label: values.label || member.label });
  }

  /** Uses the mail address of the account when no other is given. */
  private async withMail<Values extends MemberValues>(from: Reader | Tx, values: Values): Promise<Values> {
    const account = values.accountId ? await findAccount(from, values.accountId) : null;
    return { ...values, accountId: account?.id ?? null, email: values.email ?? account?.email ?? null };
  }
}

const valuesOf = ({ role, label, email, address, accountId }: MemberValues): MemberValues => ({
  role,
  label,
  email,
  address,
  accountId,
});

function assertNone(refusal: Refusal | null): void {
  if (refusal) throw new DomainError(refusal);
}

/** @throws NotFound */
export function memberIn({ members }: BodySheet, memberId: Id): BodyMember {
  const member = members.find(({ id }) => id === memberId);
  if (!member) throw new NotFound('member');
  return member;
}
