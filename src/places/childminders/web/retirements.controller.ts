import { Controller, Get } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { page, Words, type Page } from '../../../foundation/platform/web/index.js';
import { ChildminderBook } from '../childminder-book.js';
import { readsChildminderFigures } from '../childminder.policy.js';

/** Retirements foreseen: one figure of the whole territory, for the coordinator. */
@Controller('assistantes-maternelles/departs')
@Allow(Permission.KeepChildminders)
export class RetirementsController {
  constructor(private readonly book: ChildminderBook) {}

  @Get()
  async showFigure(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    if (!readsChildminderFigures(actor)) throw new NotFound('figure');
    const { active, declared, foreseen } = await this.book.foreseeRetirements();
    return page('childminders/retirements', {
      title: words.t('minder.retirements.title'),
      active: words.number(active),
      declared: words.number(declared),
      foreseen: foreseen === null ? words.t('minder.retirements.hidden') : words.number(foreseen),
    });
  }
}
