import { Injectable } from '@nestjs/common';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  DaySources,
  waitingThings,
  type DaySource,
  type DayThings,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';
import { OpinionReading } from '../opinion-reading.js';
import { MOST_SHOWN } from './desk-opinions.pages.js';

/** What others answered, and what they left without an answer, until somebody of the desk has seen it. */
@Injectable()
export class DayOfOpinions implements DaySource {
  readonly order = 17;
  readonly permission = Permission.TriageRequests;

  constructor(
    sources: DaySources,
    private readonly reading: OpinionReading,
  ) {
    sources.add(this);
  }

  async readDay({ actor, words }: Reading): Promise<SharedDay> {
    const { t } = words;
    const things: DayThings[] = [];
    for (const part of ['ended', 'lapsed'] as const) {
      // The number is that of the list to which it leads, because both ask for the same.
      const found = await this.reading.listUnseen(actor, part, MOST_SHOWN);
      const text = t('askedOpinion.day.text', { part, count: found.length });
      const href = `/rpe/avis#${part}`;
      const tag = { text: t('askedOpinion.day.tag'), tone: 'action' as const };
      things.push(
        ...waitingThings(found.length, () => ({
          text,
          href,
          tag,
          act: { text: t('askedOpinion.see'), about: text, href },
        })),
      );
    }
    return { things, beside: [] };
  }
}
