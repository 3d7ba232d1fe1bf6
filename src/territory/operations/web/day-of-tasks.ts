import { Injectable } from '@nestjs/common';
import { JobDesk, MOST_JOBS_COUNTED } from '../../../foundation/platform/queue/index.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  DaySources,
  waitingThings,
  type DaySource,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';

/** The background tasks that failed. */
@Injectable()
export class DayOfTasks implements DaySource {
  readonly order = 50;
  readonly permission = Permission.OperateQueue;

  constructor(
    sources: DaySources,
    private readonly desk: JobDesk,
  ) {
    sources.add(this);
  }

  async readDay({ words: { t } }: Reading): Promise<SharedDay> {
    const counts = await this.desk.countQueues();
    const sumOf = (list: 'failed' | 'late' | 'planned'): number => counts.reduce((sum, count) => sum + count[list], 0);
    const [failed, all] = [sumOf('failed'), sumOf('failed') + sumOf('late') + sumOf('planned')];
    const href = '/administration/taches?liste=failed';
    const text = t('operations.day.failed', { count: failed });
    const things = waitingThings(failed, () => ({
      text,
      href,
      tag: { text: t('operations.day.tag'), tone: 'action' },
      act: { text: t('operations.day.act'), about: text, href },
    }));
    // Counting stops at a number of tasks in all: there may be more that failed.
    return { things: things.map((one) => ({ ...one, isMore: all >= MOST_JOBS_COUNTED })), beside: [] };
  }
}
