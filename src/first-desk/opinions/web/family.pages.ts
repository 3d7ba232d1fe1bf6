import { Controller } from '@nestjs/common';
import { criterionName } from '../../../commissions/admission/index.js';
import { childWords } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import { page, Show, Visit, type Page } from '../../../foundation/platform/web/index.js';
import { stateOf } from '../domain/asked-opinion.js';
import { OpinionReading } from '../opinion-reading.js';
import { roleWords } from './opinion-words.js';

/** What a family reads of the opinions that its desk asks for: of whom, about what, and whether it was answered. */
@Controller('mon-dossier/avis-demandes')
@Allow(Permission.FollowDossier)
export class FamilyOpinions {
  constructor(
    private readonly reading: OpinionReading,
    private readonly clock: Clock,
  ) {}

  @Show()
  async showOpinions({ words, actor }: Visit): Promise<Page> {
    const { t, day } = words;
    const asked = await this.reading.listOfFamily(actor);
    return page('opinions/family', {
      title: t('askedOpinion.family.title'),
      rows: asked.map(({ row, request }) => ({
        child: childWords(words, [request]),
        asked: t('askedOpinion.family.asked', {
          role: roleWords(words, row),
          criterion: criterionName(words, row.criterion),
          day: day(dayOf(row.askedAt)),
        }),
        state: t('askedOpinion.family.state', {
          state: stateOf(row, this.clock.today()),
          day: day(row.endedAt === null ? row.until : dayOf(row.endedAt)),
        }),
      })),
    });
  }
}
