import { Injectable } from '@nestjs/common';
import { childForStaff } from '../../../dossier/dossier/index.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  alikeThings,
  DaySources,
  sundayOf,
  type DaySource,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';
import { Reminders } from '../reminders.js';

/** More than a desk has in one week. */
const MOST_COUNTED = 1000;

/** What comes back to a desk until the end of the week. */
@Injectable()
export class DayOfReminders implements DaySource {
  readonly order = 15;
  readonly permission = Permission.TriageRequests;

  constructor(
    sources: DaySources,
    private readonly reminders: Reminders,
  ) {
    sources.add(this);
  }

  async readDay({ actor, today, words }: Reading): Promise<SharedDay> {
    const { t } = words;
    const open = await this.reminders.listOpen(actor, { until: sundayOf(today), most: MOST_COUNTED });
    const tag = { text: t('reminder.dayTag'), tone: 'info' as const };
    const lines = open.map(({ text, day, request }) => {
      const child = childForStaff(words, request);
      const href = `/rpe/demandes/${request.id}/rappels`;
      return {
        text: child,
        href: `/rpe/demandes/${request.id}`,
        hint: text,
        tag,
        act: { text: t('reminder.see'), about: child, href },
        due: day,
        families: [request.id],
      };
    });
    const things = alikeThings(today, lines, (count, part) => {
      const text = t('reminder.many', { count });
      const href = `/rpe/rappels#${part}`;
      return { text, href, tag, act: { text: t('reminder.see'), about: text, href } };
    });
    return { things, beside: [] };
  }
}
