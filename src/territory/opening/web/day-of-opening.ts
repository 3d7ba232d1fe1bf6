import { Injectable } from '@nestjs/common';
import { Opening } from '../../../foundation/platform/opening/index.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  DaySources,
  waitingThings,
  type DaySource,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';

/** What is missing before families come, as long as it keeps them away. */
@Injectable()
export class DayOfOpening implements DaySource {
  readonly order = 5;
  readonly permission = Permission.PrepareOpening;

  constructor(
    sources: DaySources,
    private readonly opening: Opening,
  ) {
    sources.add(this);
  }

  async readDay({ words: { t } }: Reading): Promise<SharedDay> {
    const missing = (await this.opening.isOpen()) ? [] : (await this.opening.readStanding()).missing;
    const href = '/administration/ouverture';
    const text = t('opening.day.missing', { count: missing.length });
    return {
      things: waitingThings(missing.length, () => ({
        text,
        href,
        tag: { text: t('opening.day.tag'), tone: 'action' },
        act: { text: t('opening.day.act'), about: text, href },
      })),
      beside: [],
    };
  }
}
