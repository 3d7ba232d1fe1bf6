import { Injectable } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Instant } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Grant } from '../../foundation/platform/security/index.js';
import { FACTOR_RESET, INVITED, RIGHTS_ASKED } from './message-kinds.js';
import { NO_PASSWORD } from './passwords.js';
import { AccountProposal, StaffAccount, StaffSession, type ProposalKind } from './persistence/accounts.entities.js';
import { Passkeys } from './passkeys/passkeys.js';
import { StaffIdentities } from './proconnect/staff-identities.js';
import { judgeAgreement } from './proposal.policy.js';
import { SecondFactors } from './second-factor/second-factors.js';
import { isToldOfRights, withGrants } from './rights.policy.js';
import { roleKeyOf } from './role-keys.js';
import { RoleChanges } from './role-changes.js';
import { RolePlaces } from './role-places.js';
import { RoleUses, type RoleReach } from './role-uses.js';
import type { StaffActor } from './staff-actor.js';
import { StaffGrants } from './staff-grants.js';
import { StaffMessages } from './staff-messages.js';

export interface ProposalLine {
  readonly id: Id;
  readonly kind: ProposalKind;
  readonly grants: readonly Grant[] | null;
  readonly accountId: Id;
  readonly askedBy: Id;
  readonly name: string;
  readonly asker: string;
  readonly askedAt: Instant;
  /** What the person would read more; null where no role is asked for. */
  readonly gained: RoleReach | null;
}

/** What takes two people: one asks, another one agrees. */
@Injectable()
export class AccountProposals {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly audit: Audit,
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
    private readonly identities: StaffIdentities,
    private readonly messages: StaffMessages,
    private readonly places: RolePlaces,
    private readonly heldRoles: StaffGrants,
    private readonly changes: RoleChanges,
    private readonly uses: RoleUses,
  ) {}

  /** What is asked for, oldest first. */
  listAsked(): Promise<AccountProposal[]> {
    return this.reader.find(AccountProposal, { order: { askedAt: 'ASC', id: 'ASC' } });
  }

  async listOpen(): Promise<ProposalLine[]> {
    const proposals = await this.listAsked();
    const accounts = new Map((await this.reader.find(StaffAccount)).map((account) => [account.id, account]));
    return Promise.all(
      proposals.map(async (proposal) => {
        const account = accounts.get(proposal.accountId);
        const { grants } = proposal;
        return {
          ...proposal,
          name: account?.name ?? '',
          asker: accounts.get(proposal.askedBy)?.name ?? '',
          gained: grants && (await this.uses.reachOfMore(account?.grants ?? [], grants)),
        };
      }),
    );
  }

  /** Asks that somebody's codes be taken away, who has lost the telephone. @throws NotFound, DomainError when closed */
  async askFactorReset(actor: StaffActor, accountId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await this.lockOpen(tx, accountId);
      const isNew = await tx.insertIfAbsent(AccountProposal, {
        id: newId(),
        accountId,
        kind: 'factor',
        grants: null,
        askedBy: actor.accountId,
        askedAt: this.clock.now(),
      });
      if (!isNew) return;
      await this.audit.changed(tx, actor, 'account.factor-reset-asked', { kind: 'account', id: accountId });
      await this.tellOwner(tx, accountId, 'asked', actor.name);
    });
  }

  /** Asks that an account be given roles, in place of what was asked before. The coordinators are told. */
  async askRoles(
    tx: Tx,
    actor: StaffActor,
    { id: accountId, name }: Pick<StaffAccount, 'id' | 'name'>,
    grants: readonly Grant[],
  ): Promise<void> {
    await this.withdrawRoles(tx, accountId);
    await tx.insert(AccountProposal, {
      id: newId(),
      accountId,
      kind: 'roles',
      grants: [...grants],
      askedBy: actor.accountId,
      askedAt: this.clock.now(),
    });
    const roles = grants.map(roleKeyOf).join(' ');
    await this.audit.changed(tx, actor, 'account.roles-asked', { kind: 'account', id: accountId }, { roles });
    await this.messages.writeToStaff(tx, isToldOfRights, RIGHTS_ASKED, () => ({
      person: name,
      asker: actor.name,
      link: `${this.config.BASE_URL}/personnel/accords`,
    }));
  }

  /** The roles that somebody has asked for an account and that wait for a second person. */
  async readAsked(accountId: Id): Promise<readonly Grant[]> {
    const [asked] = await this.reader.find(AccountProposal, { where: { accountId, kind: 'roles' } });
    const { grants } = asked ?? { grants: null };
    return grants ?? [];
  }

  /** What was asked for an account is not asked any more. */
  async withdrawRoles(tx: Tx, accountId: Id): Promise<void> {
    await tx.delete(AccountProposal, { accountId, kind: 'roles' });
  }

  /** The account is closed: whatever was asked for it is not asked any more. */
  async withdrawAll(tx: Tx, accountId: Id): Promise<void> {
    await tx.delete(AccountProposal, { accountId });
  }

  /**
   * Does what was asked for.
   * @throws NotFound, and DomainError when the person asked for it, when it is about this person, or when the account is
   * closed
   */
  async agree(actor: StaffActor, proposalId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const seen = await tx.findOne(AccountProposal, { id: proposalId });
      // The account before what is asked for it: whoever closes the account takes both in this order too.
      if (seen) await this.lockOpen(tx, seen.accountId);
      const proposal = await this.lockProposal(tx, proposalId);
      const refusal = judgeAgreement(proposal, actor.accountId);
      if (refusal) throw new DomainError(refusal);
      await tx.delete(AccountProposal, { id: proposalId });
      if (proposal.kind === 'roles') await this.giveRoles(tx, actor, proposal);
      else await this.resetFactor(tx, actor, proposal);
    });
  }

  /** Leaves everything as it is; whoever asked may do so too. @throws NotFound */
  async decline(actor: StaffActor, proposalId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { accountId, kind } = await this.lockProposal(tx, proposalId);
      await tx.delete(AccountProposal, { id: proposalId });
      await this.audit.changed(tx, actor, 'account.declined', { kind: 'account', id: accountId }, { what: kind });
    });
  }

  /** Who gets its first roles is mailed the link by which it chooses a password. */
  private async giveRoles(tx: Tx, actor: StaffActor, { accountId, askedBy, grants }: AccountProposal): Promise<void> {
    const account = (await tx.lock(StaffAccount, { id: accountId }))!;
    const after = withGrants(account.grants, grants ?? []);
    await this.places.judgeGrants(after);
    await tx.update(StaffAccount, { id: accountId }, { grants: after, version: account.version + 1 });
    await this.changes.note(tx, actor, accountId, account.grants, after);
    const keys = (grants ?? []).map(roleKeyOf);
    await this.heldRoles.noteAgreed(tx, accountId, keys, actor.accountId, this.clock.now());
    const facts = { roles: keys.join(' '), askedBy };
    await this.audit.changed(tx, actor, 'account.roles', { kind: 'account', id: accountId }, facts);
    if (account.grants.length === 0 && account.passwordHash === NO_PASSWORD)
      await this.messages.writeLink(tx, accountId, INVITED, () => ({}));
  }

  private async resetFactor(tx: Tx, actor: StaffActor, { accountId, askedBy }: AccountProposal): Promise<void> {
    await this.factors.remove(tx, accountId);
    await this.passkeys.removeAll(tx, accountId);
    await this.identities.unbind(tx, accountId);
    await tx.delete(StaffSession, { accountId });
    await this.audit.changed(tx, actor, 'account.factor-reset', { kind: 'account', id: accountId }, { askedBy });
    await this.tellOwner(tx, accountId, 'done', actor.name);
  }

  private async tellOwner(tx: Tx, accountId: Id, step: 'asked' | 'done', asker: string): Promise<void> {
    await this.messages.writeToAccount(tx, accountId, FACTOR_RESET, () => ({
      step,
      asker,
      link: `${this.config.BASE_URL}/personnel/connexion`,
    }));
  }

  private async lockOpen(tx: Tx, accountId: Id): Promise<void> {
    const account = await tx.lock(StaffAccount, { id: accountId });
    if (!account) throw new NotFound('account');
    if (!account.active) throw new DomainError(refuse('account.closed'));
  }

  private async lockProposal(tx: Tx, id: Id): Promise<AccountProposal> {
    const proposal = await tx.lock(AccountProposal, { id });
    if (!proposal) throw new NotFound('proposal');
    return proposal;
  }
}
