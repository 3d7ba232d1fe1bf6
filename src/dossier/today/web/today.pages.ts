import { Controller } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  DaySources,
  ListsFamilies,
  page,
  Show,
  type Page,
  type Visit,
} from '../../../foundation/platform/web/index.js';
import { todayModel } from './today.presenter.js';

/** What a member of staff has to do today. */
@Controller('personnel')
@Allow(Permission.UseStaffPages)
export class TodayPages {
  constructor(
    private readonly sources: DaySources,
    private readonly clock: Clock,
  ) {}

  @Show()
  @ListsFamilies('today', ['sections.list'])
  async showToday({ actor, words }: Visit): Promise<Page> {
    const reading = { actor, words, today: this.clock.today() };
    const days = await Promise.all(this.sources.for(actor).map((source) => source.readDay(reading)));
    return page('today/today', todayModel(reading, days));
  }
}
