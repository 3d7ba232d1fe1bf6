import { Injectable } from '@nestjs/common';
import { JournalStanding } from '../../../foundation/platform/audit-chain/index.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  DaySources,
  waitingThings,
  type DaySource,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';

/** What whoever looks in the journal should know of its seals. */
@Injectable()
export class DayOfJournal implements DaySource {
  readonly order = 60;
  readonly permission = Permission.ReadJournal;

  constructor(
    sources: DaySources,
    private readonly standing: JournalStanding,
  ) {
    sources.add(this);
  }

  async readDay({ words: { t, instant } }: Reading): Promise<SharedDay> {
    const { verified } = await this.standing.readStanding();
    const findings = verified?.findings ?? 0;
    const text = t('journal.day.findings', { count: findings });
    return {
      things: waitingThings(findings, () => ({
        text,
        href: '/journal',
        tag: { text: t('journal.day.tag'), tone: 'danger' },
        act: { text: t('journal.day.act'), about: text, href: '/journal' },
      })),
      beside: [
        {
          box: 'role',
          text: verified
            ? t('journal.day.verified', { at: instant(verified.at), segments: verified.segments })
            : t('journal.day.never'),
          href: null,
        },
      ],
    };
  }
}
