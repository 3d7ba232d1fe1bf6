import { Injectable } from '@nestjs/common';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  DaySources,
  waitingThings,
  type DaySource,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';
import { Letters } from '../letters.js';

/** The letters that somebody has to print and post. */
@Injectable()
export class DayOfLetters implements DaySource {
  readonly order = 30;
  readonly permission = Permission.PostLetters;

  constructor(
    sources: DaySources,
    private readonly letters: Letters,
  ) {
    sources.add(this);
  }

  async readDay({ actor, words: { t } }: Reading): Promise<SharedDay> {
    const trays = await this.letters.listWaiting(actor);
    const count = trays.reduce((sum, { letters }) => sum + letters.length, 0);
    const text = t('mailroom.day.letters', { count });
    return {
      things: waitingThings(count, () => ({
        text,
        href: '/courrier',
        tag: { text: t('mailroom.day.tag'), tone: 'info' },
        act: { text: t('mailroom.day.act'), about: text, href: '/courrier' },
      })),
      beside: [],
    };
  }
}
