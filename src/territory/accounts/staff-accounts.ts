import { Injectable } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import { Clock, MachineClock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import type { Instant } from '../../foundation/kernel/time.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor, Grant } from '../../foundation/platform/security/index.js';
import { roleKeyOf, rolesLeftEmpty } from './role-keys.js';
import { StaffAccount, StaffSession } from './persistence/accounts.entities.js';
import { countOpenSessionsByAccount } from './persistence/staff-sessions.queries.js';
import { AccountProposals } from './account-proposals.js';
import type { StaffActor } from './staff-actor.js';
import { splitGrants } from './rights.policy.js';
import { StaffGrants } from './staff-grants.js';
import { AccountLinks } from './account-links.js';
import { INVITED, NEW_PASSWORD } from './message-kinds.js';
import { NO_PASSWORD } from './passwords.js';
import { StaffMessages } from './staff-messages.js';
import { StaffIdentities } from './proconnect/staff-identities.js';
import { RoleChanges } from './role-changes.js';
import { RolePlaces } from './role-places.js';
import { RoleUses, type RoleReach } from './role-uses.js';

/** What an administrator decides about a person who signs in. */
export interface AccountInput {
  readonly email: string;
  readonly name: string;
  readonly grants: readonly Grant[];
}

export interface AccountLine extends AccountInput {
  readonly id: Id;
  readonly active: boolean;
  /** Null for who has never signed in. */
  readonly lastSignInAt: Instant | null;
  /** How many of its sessions are open. */
  readonly sessions: number;
  readonly version: number;
}

/** What a change of an account does to its roles, and what its owner then reads or does not. */
export interface RolePreview {
  readonly account: AccountLine;
  /** At once. */
  readonly taken: readonly Grant[];
  /** At once, because they show no family. */
  readonly given: readonly Grant[];
  /** Once a second person has agreed. */
  readonly pending: readonly Grant[];
  /** Asked for before, and no longer once this is asked for in its place. */
  readonly withdrawn: readonly Grant[];
  readonly lost: RoleReach;
  /** Once `pending` is agreed to. */
  readonly gained: RoleReach;
  /** The roles that nobody would hold any more: see `roleKeyOf`. */
  readonly leftEmpty: readonly string[];
}

const isOwn = (actor: Actor, accountId: Id): boolean => actor.kind === 'staff' && actor.accountId === accountId;
const keysOf = (grants: readonly Grant[]): string => grants.map(roleKeyOf).sort().join(' ');

/** The sign-ins and roles of staff, which only the administrator changes. Nothing here concerns families. */
@Injectable()
export class StaffAccounts {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly machine: MachineClock,
    private readonly audit: Audit,
    private readonly places: RolePlaces,
    private readonly config: Config,
    private readonly links: AccountLinks,
    private readonly messages: StaffMessages,
    private readonly proposals: AccountProposals,
    private readonly heldRoles: StaffGrants,
    private readonly identities: StaffIdentities,
    private readonly changes: RoleChanges,
    private readonly uses: RoleUses,
  ) {}

  async listAccounts(): Promise<AccountLine[]> {
    const accounts = await this.reader.find(StaffAccount, { order: { email: 'ASC' } });
    const sessions = await countOpenSessionsByAccount(this.reader, this.machine.now());
    return accounts.map(({ id, email, name, grants, active, lastSignInAt, version }) => ({
      id,
      email,
      name,
      grants,
      active,
      lastSignInAt,
      version,
      sessions: sessions.get(id) ?? 0,
    }));
  }

  /** Writes down that these accounts left the screen as a file. Nothing in it is about a family. */
  noteFile(actor: Actor, count: number): Promise<void> {
    return this.audit.readFile(actor, { kind: 'accounts', id: 'list' }, [], count);
  }

  /** @returns the account, and the roles that nobody would hold any more without it. @throws NotFound */
  async findAccount(accountId: Id): Promise<{ account: AccountLine; leftEmpty: readonly string[] }> {
    const accounts = await this.listAccounts();
    const account = accounts.find(({ id }) => id === accountId);
    if (!account) throw new NotFound('account');
    const others = accounts.filter(({ id, active }) => active && id !== accountId).map(({ grants }) => grants);
    return { account, leftEmpty: rolesLeftEmpty(account.grants, others) };
  }

  /**
   * Makes an account and its link, for the operator of the server who hands it over.
   * @returns the link by which the person chooses a password, which cannot be read again
   * @throws DomainError when the address already has an account, or when a role is bound to no place that exists
   */
  createAccount(actor: Actor, account: AccountInput): Promise<string> {
    return this.unitOfWork.run(async (tx) => {
      await this.places.judgeGrants(account.grants);
      const { secret } = await this.links.makeLink(tx, await this.insertAccount(tx, actor, account));
      return this.linkAddress(secret);
    });
  }

  /**
   * Makes the first link of a person anew, for the operator of the server: the one before was lost, and is void.
   * @returns the link, which cannot be read again; null when the person has chosen a password, which only they change
   * @throws NotFound when no open account has this address
   */
  renewFirstLink(actor: Actor, email: string): Promise<string | null> {
    return this.unitOfWork.run(async (tx) => {
      const known = await tx.findOne(StaffAccount, { email: email.toLowerCase(), active: true });
      const { id, passwordHash } = await this.lockAccount(tx, known?.id ?? '');
      if (passwordHash !== NO_PASSWORD) return null;
      await this.links.endLinks(tx, id);
      const { secret } = await this.links.makeLink(tx, id);
      await this.audit.changed(tx, actor, 'account.link', { kind: 'account', id });
      return this.linkAddress(secret);
    });
  }

  private linkAddress(secret: string): string {
    return `${this.config.BASE_URL}/personnel/lien/${secret}`;
  }

  /**
   * Makes an account, whose roles another person agrees to. Its owner is then mailed the link by which it chooses a
   * password.
   * @throws as {@link createAccount}
   */
  async proposeAccount(actor: StaffActor, account: AccountInput): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { now, pending } = splitGrants([], account.grants);
      await this.places.judgeGrants(account.grants);
      const id = await this.insertAccount(tx, actor, { ...account, grants: now });
      if (pending.length > 0) await this.proposals.askRoles(tx, actor, { id, name: account.name }, pending);
      else await this.messages.writeLink(tx, id, INVITED, () => ({}));
    });
  }

  private async insertAccount(tx: Tx, actor: Actor, { email, name, grants }: AccountInput): Promise<Id> {
    const id = newId();
    const isNew = await tx.insertIfAbsent(StaffAccount, {
      id,
      email: email.toLowerCase(),
      name,
      grants: [...grants],
      passwordHash: NO_PASSWORD,
      active: true,
      createdAt: this.clock.now(),
      version: 0,
    });
    if (!isNew) throw new DomainError(refuse('account.exists'));
    await this.audit.changed(tx, actor, 'account.create', { kind: 'account', id }, { roles: keysOf(grants) });
    return id;
  }

  /**
   * Changes the name, the address and the roles. What is taken away applies from the next page of the person on, and
   * what is given waits for a second person. With another address, so does what the person had.
   * @param version the version that the form showed
   * @returns whether some of the roles wait for a second person
   * @throws Conflict when somebody else changed the account first
   * @throws DomainError when the address is another account's, or when the actor changes its own roles
   */
  async changeAccount(
    actor: StaffActor,
    accountId: Id,
    version: number,
    { email, name, grants: wanted }: AccountInput,
  ): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      const account = await this.lockAccount(tx, accountId);
      if (account.version !== version) throw new Conflict(refuse('account.changed'));
      const typed = email.toLowerCase();
      const { now: grants, pending } = await this.judgeChange(tx, actor, account, { email, grants: wanted });
      const [before, after] = [keysOf(account.grants), keysOf(grants)];
      await tx.update(
        StaffAccount,
        { id: accountId },
        { email: typed, name, grants: [...grants], version: version + 1 },
      );
      await this.audit.changed(
        tx,
        actor,
        'account.change',
        { kind: 'account', id: accountId },
        before === after ? null : { before, after },
      );
      await this.changes.note(tx, actor, accountId, account.grants, grants);
      const left = new Set(grants.map(roleKeyOf));
      await this.heldRoles.forget(
        tx,
        accountId,
        account.grants.map(roleKeyOf).filter((key) => !left.has(key)),
      );
      if (account.email !== typed) {
        await this.links.endLinks(tx, accountId);
        await this.proposals.withdrawRoles(tx, accountId);
        await this.identities.unbind(tx, accountId);
      }
      if (pending.length > 0) await this.proposals.askRoles(tx, actor, { id: accountId, name }, pending);
      return pending.length > 0;
    });
  }

  /**
   * What {@link changeAccount} would do to the roles. Nothing is written.
   * @returns null where the roles stay as they are
   * @throws as changeAccount
   */
  async previewChange(
    actor: StaffActor,
    accountId: Id,
    version: number,
    wanted: AccountInput,
  ): Promise<RolePreview | null> {
    const { account } = await this.findAccount(accountId);
    if (account.version !== version) throw new Conflict(refuse('account.changed'));
    const { now, pending } = await this.judgeChange(this.reader, actor, account, wanted);
    const kept = new Set(now.map(roleKeyOf));
    const taken = account.grants.filter((grant) => !kept.has(roleKeyOf(grant)));
    const held = new Set(account.grants.map(roleKeyOf));
    const given = now.filter((grant) => !held.has(roleKeyOf(grant)));
    if (taken.length + given.length + pending.length === 0) return null;
    const others = (await this.listAccounts()).filter(({ id, active }) => active && id !== accountId);
    const asked = new Set(pending.map(roleKeyOf));
    const awaited = await this.proposals.readAsked(accountId);
    return {
      ...{ account, taken, given, pending },
      withdrawn: pending.length === 0 ? [] : awaited.filter((grant) => !asked.has(roleKeyOf(grant))),
      lost: await this.uses.reachOfMore(now, account.grants),
      gained: await this.uses.reachOfMore(now, pending),
      leftEmpty: rolesLeftEmpty(
        taken,
        others.map(({ grants }) => grants),
      ),
    };
  }

  /** @returns what a change does to the roles at once, and what waits for a second person. @throws as changeAccount */
  private async judgeChange(
    from: Reader | Tx,
    actor: StaffActor,
    account: Pick<AccountLine, 'id' | 'email' | 'grants' | 'active'>,
    { email, grants: wanted }: Pick<AccountInput, 'email' | 'grants'>,
  ): Promise<ReturnType<typeof splitGrants>> {
    const typed = email.toLowerCase();
    // Whoever reads the mails of the new address would be let in by a link: its roles are agreed to anew.
    const isSamePerson = account.email === typed || isOwn(actor, account.id);
    const split = splitGrants(isSamePerson ? account.grants : [], wanted);
    // A second person would agree to rights that nobody uses, and that hold as soon as the account is opened again.
    if (!account.active && split.pending.length > 0) throw new DomainError(refuse('account.closed'));
    if (keysOf(account.grants) !== keysOf(split.now) || split.pending.length > 0) {
      if (isOwn(actor, account.id)) throw new DomainError(refuse('account.ownRoles'));
      await this.places.judgeGrants(wanted);
      await this.heldRoles.judgeLoss(from, account.id, account.active ? split.now : account.grants);
    }
    const holder = await from.findOne(StaffAccount, { email: typed });
    if (holder && holder.id !== account.id) throw new DomainError(refuse('account.exists'));
    return split;
  }

  /** Voids the password, ends every session, and mails a link by which the person chooses another one. */
  async renewPassword(actor: Actor, accountId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { version } = await this.lockAccount(tx, accountId);
      await tx.update(StaffAccount, { id: accountId }, { passwordHash: NO_PASSWORD, version: version + 1 });
      await tx.delete(StaffSession, { accountId });
      await this.links.endLinks(tx, accountId);
      await this.messages.writeLink(tx, accountId, NEW_PASSWORD, () => ({}));
      await this.audit.changed(tx, actor, 'account.password', { kind: 'account', id: accountId });
    });
  }

  /** Ends every session of the person. */
  async revokeSessions(actor: Actor, accountId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await this.lockAccount(tx, accountId);
      await tx.delete(StaffSession, { accountId });
      await this.audit.changed(tx, actor, 'account.revoke', { kind: 'account', id: accountId });
    });
  }

  /**
   * Closes an account or opens it again. Closing ends every session of the person, and what was asked for the account.
   * @throws DomainError when it is the actor's own account, or when nobody could give a right any more without it
   */
  async setActive(actor: Actor, accountId: Id, active: boolean): Promise<void> {
    if (isOwn(actor, accountId)) throw new DomainError(refuse('account.own'));
    await this.unitOfWork.run(async (tx) => {
      const { version } = await this.lockAccount(tx, accountId);
      if (!active) await this.heldRoles.judgeLoss(tx, accountId, []);
      await tx.update(StaffAccount, { id: accountId }, { active, version: version + 1 });
      if (!active) {
        await tx.delete(StaffSession, { accountId });
        await this.proposals.withdrawAll(tx, accountId);
      }
      await this.audit.changed(tx, actor, active ? 'account.open' : 'account.close', {
        kind: 'account',
        id: accountId,
      });
    });
  }

  private async lockAccount(tx: Tx, id: Id): Promise<StaffAccount> {
    const account = await tx.lock(StaffAccount, { id });
    if (!account) throw new NotFound('account');
    return account;
  }
}
