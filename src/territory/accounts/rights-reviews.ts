import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, dayOf, type Day, type Instant } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { Nightly } from '../../foundation/platform/queue/index.js';
import { findKept, keep } from '../../foundation/platform/settings/index.js';
import type { StaffActor } from './staff-actor.js';
import { RIGHTS_REVIEW } from './message-kinds.js';
import { StaffAccount, StaffGrant } from './persistence/accounts.entities.js';
import { reviewDueOn, reviewsRights } from './rights.policy.js';
import { grantNamed, roleKeyOf } from './role-keys.js';
import { RoleChanges } from './role-changes.js';
import { RoleUses, type RoleReach } from './role-uses.js';
import { StaffGrants } from './staff-grants.js';
import { StaffMessages } from './staff-messages.js';

const JOB = jobType('accounts.rights-review');
const HOUR = '06:20';
const REMINDED = 'accounts.rightsReminded';
const REMINDED_AGAIN_DAYS = 30;

/** One role of one person, as it is looked at. */
export interface RightLine {
  readonly accountId: Id;
  readonly name: string;
  readonly email: string;
  readonly key: string;
  readonly since: Instant;
  readonly reviewedAt: Instant;
  readonly lastSignInAt: Instant | null;
  readonly due: boolean;
}

/** Every six months somebody looks at who has which rights, and keeps or takes away each. */
@Injectable()
export class RightsReviews implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly audit: Audit,
    private readonly nightly: Nightly,
    private readonly heldRoles: StaffGrants,
    private readonly messages: StaffMessages,
    private readonly changes: RoleChanges,
    private readonly uses: RoleUses,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.nightly.every(JOB, HOUR, (tx) => this.remind(tx));
  }

  /** Those that are due come first. */
  async listRights(from: Reader | Tx = this.reader): Promise<RightLine[]> {
    const accounts = await from.find(StaffAccount, { where: { active: true }, order: { name: 'ASC', id: 'ASC' } });
    const kept = new Map(
      (await from.find(StaffGrant)).map((grant) => [`${grant.accountId} ${grant.roleKey}`, grant] as const),
    );
    const today = this.clock.today();
    const lines = accounts.flatMap(({ id, name, email, grants, createdAt, lastSignInAt }) =>
      grants.map(roleKeyOf).map((key): RightLine => {
        const { since, reviewedAt } = kept.get(`${id} ${key}`) ?? { since: createdAt, reviewedAt: createdAt };
        const due = reviewDueOn(reviewedAt) <= today;
        return { accountId: id, name, email, key, since, reviewedAt, lastSignInAt, due };
      }),
    );
    return [...lines.filter(({ due }) => due), ...lines.filter(({ due }) => !due)];
  }

  /** How many families with an open request each role lets its holder read, whatever else the person may read. */
  async countFamilies(lines: readonly RightLine[]): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const key of new Set(lines.map((line) => line.key))) {
      const grant = grantNamed(key);
      if (grant) counts.set(key, (await this.uses.reachOfMore([], [grant])).families);
    }
    return counts;
  }

  /** The person still needs the role. @throws NotFound, and DomainError for one's own roles */
  keepRight(actor: StaffActor, accountId: Id, key: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const account = await this.lockHolder(tx, actor, accountId, key);
      await this.heldRoles.noteReview(tx, account, key, this.clock.now());
      await this.audit.changed(tx, actor, 'account.role-kept', { kind: 'account', id: accountId }, { role: key });
    });
  }

  /** What somebody would read no longer without a role. @throws as {@link withdrawRight} */
  async previewWithdrawal(
    actor: StaffActor,
    accountId: Id,
    key: string,
  ): Promise<{ readonly name: string; readonly lost: RoleReach }> {
    if (actor.accountId === accountId) throw new DomainError(refuse('account.ownRoles'));
    const account = await this.reader.findOne(StaffAccount, { id: accountId });
    const taken = account?.grants.filter((grant) => roleKeyOf(grant) === key) ?? [];
    if (!account || taken.length === 0) throw new NotFound('role');
    const left = account.grants.filter((grant) => roleKeyOf(grant) !== key);
    await this.heldRoles.judgeLoss(this.reader, accountId, left);
    return { name: account.name, lost: await this.uses.reachOfMore(left, taken) };
  }

  /** Takes the role away, from the next page of the person on. @throws as {@link keepRight} */
  withdrawRight(actor: StaffActor, accountId: Id, key: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const { grants, version } = await this.lockHolder(tx, actor, accountId, key);
      const left = grants.filter((grant) => roleKeyOf(grant) !== key);
      await this.heldRoles.judgeLoss(tx, accountId, left);
      await tx.update(StaffAccount, { id: accountId }, { grants: left, version: version + 1 });
      await this.changes.note(tx, actor, accountId, grants, left);
      await this.heldRoles.forget(tx, accountId, [key]);
      await this.audit.changed(tx, actor, 'account.role-withdrawn', { kind: 'account', id: accountId }, { role: key });
    });
  }

  private async lockHolder(tx: Tx, actor: StaffActor, accountId: Id, key: string): Promise<StaffAccount> {
    if (actor.accountId === accountId) throw new DomainError(refuse('account.ownRoles'));
    const account = await tx.lock(StaffAccount, { id: accountId });
    if (!account?.grants.some((grant) => roleKeyOf(grant) === key)) throw new NotFound('role');
    return account;
  }

  /** Writes to who reviews, once a month as long as something is due. @returns whether more of it remains */
  async remind(tx: Tx): Promise<boolean> {
    const today = dayOf(this.clock.now());
    const last = (await findKept(tx, REMINDED)) as Day | undefined;
    const count = (await this.listRights(tx)).filter(({ due }) => due).length;
    if (count === 0 || (last !== undefined && addDays(last, REMINDED_AGAIN_DAYS) > today)) return false;
    await keep(tx, REMINDED, today);
    await this.messages.writeToStaff(tx, reviewsRights, RIGHTS_REVIEW, () => ({
      count,
      link: `${this.config.BASE_URL}/personnel/droits`,
    }));
    return false;
  }
}
