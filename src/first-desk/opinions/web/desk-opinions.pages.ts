import { Controller } from '@nestjs/common';
import { criterionName } from '../../../commissions/admission/index.js';
import { childForStaff } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import { ListsFamilies, page, Show, Visit, type Page } from '../../../foundation/platform/web/index.js';
import { OpinionReading } from '../opinion-reading.js';
import type { Listed } from '../persistence/asked-opinions.queries.js';
import { personWords, stateTag } from './opinion-words.js';

/** The parts of the list, in its order: what the desk has to look at comes first. */
export const PARTS = ['ended', 'lapsed', 'waiting'] as const satisfies readonly Listed[];
/** So many of each part are on the page; those whose last day is the nearest come first. */
export const MOST_SHOWN = 200;

/** What a desk has asked of others, whichever request it is about. */
@Controller('rpe/avis')
@Allow(Permission.TriageRequests)
export class DeskOpinions {
  constructor(
    private readonly reading: OpinionReading,
    private readonly clock: Clock,
  ) {}

  @Show()
  @ListsFamilies('opinions', ['parts.opinions'])
  async listOpinions({ words, actor }: Visit): Promise<Page> {
    const { t, day } = words;
    const found = await Promise.all(PARTS.map((part) => this.reading.listUnseen(actor, part, MOST_SHOWN)));
    return page('opinions/desk', {
      title: t('pages.opinions.name'),
      parts: PARTS.map((part, index) => ({
        id: part,
        title: t('askedOpinion.part', { part, count: found[index]!.length }),
        opinions: found[index]!.map(({ row, request }) => ({
          href: `/rpe/demandes/${request.id}/avis`,
          child: childForStaff(words, request),
          text: t('askedOpinion.inList', {
            person: personWords(words, row),
            criterion: criterionName(words, row.criterion),
            day: day(row.until),
          }),
          tag: stateTag(words, row, this.clock.today()),
        })),
      })).filter(({ opinions }) => opinions.length > 0),
    });
  }
}
