import { Injectable } from '@nestjs/common';
import { holdsWords, tellingWords } from '../../../../foundation/kernel/plain-words.js';
import { dayOf } from '../../../../foundation/kernel/time.js';
import { Permission } from '../../../../foundation/platform/security/index.js';
import { Finds, type Asked, type FindSource, type FoundGroup } from '../../../../foundation/platform/web/index.js';
import { SessionLists } from '../session-lists.js';

/** The sessions of commissions that somebody reads, by their body and their day: `montceau décembre`, `15/12/2026`. */
@Injectable()
export class FoundSessions implements FindSource {
  readonly code = 'sessions';
  readonly order = 40;
  readonly permission = Permission.ReadSession;

  constructor(
    finds: Finds,
    private readonly lists: SessionLists,
  ) {
    finds.add(this);
  }

  async find({ actor, text, words }: Asked): Promise<FoundGroup> {
    const { t, fullDay, shortDay } = words;
    const typed = tellingWords(text);
    const sessions = typed.length === 0 ? [] : await this.lists.listNamed(actor);
    return {
      lines: sessions.flatMap(({ id, startsAt, state, body }) => {
        const day = dayOf(startsAt);
        const line = {
          href: `/commissions/${id}`,
          text: t('commission.session.title', { body, day: fullDay(day) }),
          hint: t(`commission.state.${state}`),
          families: [],
        };
        return holdsWords(typed, `${line.text} ${shortDay(day)}`) ? [line] : [];
      }),
      all: '/commissions',
      likeness: 'found',
    };
  }
}
