import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { Conflict, DomainError, refuse } from '../../foundation/kernel/refusal.js';
import { addMonths, type Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import type { Provider } from '../../offer/supply/index.js';
import { enterWeek, USUAL_WALKING_MONTHS, type StaffRule, type StaffWeek } from './domain/staff-rule.js';
import { StaffPlanRow } from './persistence/staff-plan.entity.js';

/** More weeks than change in several years would be a list that nobody reads. */
export const MOST_STAFF_WEEKS = 60;
/** A week further away than these months, in either direction, is a typing error. */
const FARTHEST_MONTHS = 36;

/** Of an establishment that has said nothing, the rule is null, there is no week and the version is 0. */
export type StaffPlan = Pick<StaffPlanRow, 'rule' | 'walkingMonths' | 'weeks' | 'version'>;

const NOTHING_SAID: StaffPlan = { rule: null, walkingMonths: USUAL_WALKING_MONTHS, weeks: [], version: 0 };

/** The rule by which an establishment counts the adults it needs, and how many are there by half-day. */
@Injectable()
export class StaffPlans {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async readPlan(provider: Provider): Promise<StaffPlan> {
    return (await this.reader.findOne(StaffPlanRow, { providerId: provider.id })) ?? NOTHING_SAID;
  }

  /** @param version the one that the person saw @throws Conflict when somebody changed the plan first */
  async chooseRule(
    actor: Actor,
    provider: Provider,
    version: number,
    chosen: { readonly rule: StaffRule; readonly walkingMonths: number },
  ): Promise<void> {
    await this.change(actor, provider, version, 'staff.rule', () => chosen);
  }

  /**
   * Says how many adults are there from a day on. It takes the place of what was entered from the same day on.
   * @throws Conflict when somebody changed the plan first
   * @throws DomainError when the day is years away or there are too many weeks
   */
  async enterWeek(actor: Actor, provider: Provider, version: number, week: StaffWeek): Promise<void> {
    const today = this.clock.today();
    if (week.from < addMonths(today, -FARTHEST_MONTHS) || week.from > addMonths(today, FARTHEST_MONTHS))
      throw new DomainError(refuse('staff.farAway', { years: FARTHEST_MONTHS / 12 }));
    await this.change(actor, provider, version, 'staff.week', (plan) => {
      const weeks = enterWeek(plan.weeks, week);
      if (weeks.length > MOST_STAFF_WEEKS) throw new DomainError(refuse('staff.tooMany', { most: MOST_STAFF_WEEKS }));
      return { weeks };
    });
  }

  /** Takes back what was entered from a day on; what is already gone stays gone. @throws Conflict */
  async removeWeek(actor: Actor, provider: Provider, version: number, from: Day): Promise<void> {
    await this.change(actor, provider, version, 'staff.week-remove', ({ weeks }) => ({
      weeks: weeks.filter((week) => week.from !== from),
    }));
  }

  private async change(
    actor: Actor,
    { id: providerId }: Provider,
    version: number,
    act: string,
    changed: (plan: StaffPlan) => Partial<StaffPlan>,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const plan = (await tx.lock(StaffPlanRow, { providerId })) ?? NOTHING_SAID;
      if (plan.version !== version) throw new Conflict(refuse('staff.changed'));
      const { rule, walkingMonths, weeks } = { ...plan, ...changed(plan) };
      const said = { changedAt: this.clock.now(), changedBy: actorRef(actor) };
      const row = { rule, walkingMonths, weeks, version: version + 1, ...said };
      if (version > 0) await tx.update(StaffPlanRow, { providerId }, row);
      else if (!(await tx.insertIfAbsent(StaffPlanRow, { providerId, ...row })))
        throw new Conflict(refuse('staff.changed'));
      await this.audit.changed(tx, actor, act, { kind: 'establishment', id: providerId });
    });
  }
}
