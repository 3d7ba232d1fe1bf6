import { Injectable } from '@nestjs/common';
import { dayOf } from '../../../foundation/kernel/time.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  aloneBy,
  DaySources,
  type DaySource,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';
import { UnsignedMinutesOf } from '../unsigned-minutes.js';

/** The minutes that wait for the reader's signature. */
@Injectable()
export class DayOfMinutes implements DaySource {
  readonly order = 21;
  readonly permission = Permission.ReadSession;

  constructor(
    sources: DaySources,
    private readonly unsigned: UnsignedMinutesOf,
  ) {
    sources.add(this);
  }

  async readDay({ actor, today, words: { t, day } }: Reading): Promise<SharedDay> {
    const unsigned = await this.unsigned.listFor(actor);
    const things = unsigned.flatMap(({ session: { id, startsAt }, body, due }) => {
      const text = t('commission.day.session', { body: body.name, day: day(dayOf(startsAt)) });
      const line = {
        text,
        href: `/commissions/${id}`,
        tag: { text: t('minutes.day.tag'), tone: 'info' as const },
        act: { text: t('minutes.day.sign'), about: text, href: `/commissions/${id}/compte-rendu/signature` },
        families: [],
      };
      return aloneBy(due, today, line, 'waits');
    });
    return { things, beside: [] };
  }
}
