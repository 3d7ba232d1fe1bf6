import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StaffMessages } from '../../territory/accounts/index.js';
import { Config } from '../../foundation/config/index.js';
import { findRequests, SILENCE_WARNINGS, SilenceDates, triagesForDesk } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { addDays, addMonths, daysBetween, instantAt, type Day, type Instant } from '../../foundation/kernel/time.js';
import { Reader, type Tx } from '../../foundation/platform/database/index.js';
import { Nightly } from '../../foundation/platform/queue/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import { listUnanswered } from './persistence/silence.queries.js';
import { SILENCE_NEAR } from './message-kinds.js';

const EVERY_DAY = jobType('triage.silence');
const HOUR = '07:15';
/** For how many requests at once the dates are worked out. */
const REQUESTS_READ = 200;

/**
 * Warns a desk before silence counts as a decision about requests that nobody has answered (domain.md §11): marks in
 * its list and on the request, and a mail when the first day of a warning has come.
 */
@Injectable()
export class SilenceWatch implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly nightly: Nightly,
    private readonly dates: SilenceDates,
    private readonly staff: StaffMessages,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.nightly.every(EVERY_DAY, HOUR, async (tx) => {
      await this.warnDesks(tx);
      return false;
    });
  }

  /** The day on which silence falls, for those of these requests for which it is near, or past. */
  async findNear(requestIds: readonly Id[]): Promise<Map<Id, Day>> {
    const limit = addDays(this.clock.today(), SILENCE_WARNINGS[0]);
    return new Map([...(await this.dates.findDates(this.reader, requestIds))].filter(([, day]) => day <= limit));
  }

  private async warnDesks(tx: Tx): Promise<void> {
    const near = new Map<string, Day[]>();
    for (let after: Id | '' = ''; ;) {
      const ids = await listUnanswered(tx, await this.oldEnough(), { after, most: REQUESTS_READ });
      for (const { deskId, day } of await this.dueIn(tx, ids)) near.set(deskId, [...(near.get(deskId) ?? []), day]);
      if (ids.length < REQUESTS_READ) break;
      after = ids.at(-1)!;
    }
    for (const [deskId, days] of near)
      await this.staff.writeToStaff(
        tx,
        (grant) => triagesForDesk(grant, deskId),
        SILENCE_NEAR,
        ({ day }) => ({ count: days.length, day: day(days.sort()[0]!), link: `${this.config.BASE_URL}/rpe` }),
      );
  }

  /** A request made after this moment is too young for any warning. */
  private async oldEnough(): Promise<Instant> {
    const months = await this.settings.get('silenceMonths');
    return instantAt(addMonths(addDays(this.clock.today(), SILENCE_WARNINGS[0] + 2), -months));
  }

  /** Of these requests, those whose desk is warned today. */
  private async dueIn(tx: Tx, requestIds: readonly Id[]): Promise<{ deskId: string; day: Day }[]> {
    const today = this.clock.today();
    const dates = await this.dates.findDates(tx, requestIds);
    const isDue = (day: Day | undefined): day is Day =>
      day !== undefined && SILENCE_WARNINGS.some((days) => daysBetween(today, day) === days);
    return (await findRequests(tx, [...dates.keys()])).flatMap(({ id, deskId }) => {
      const day = dates.get(id);
      return isDue(day) ? [{ deskId, day }] : [];
    });
  }
}
