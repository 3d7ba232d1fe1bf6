import { Controller, Get, Query } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { ListsFamilies, checkForm, page, Words, type Page } from '../../../foundation/platform/web/index.js';
import { FamilyList } from '../family-list.js';
import { FamilyListQuery, queryOf } from './family-list.form.js';
import { FamilyListPresenter } from './family-list.presenter.js';

/** From a figure to its families. */
@Controller('rapport/familles')
@ListsFamilies('families', ['table'], { filter: ['statut', 'cause', 'refus', 'commune', 'apres'] })
@Allow(Permission.ReadIndicators)
export class FamilyListController {
  constructor(
    private readonly list: FamilyList,
    private readonly presenter: FamilyListPresenter,
  ) {}

  /** A list of an address that says no list is not found: no page leads there. */
  @Get()
  async showFamilies(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query() raw: Record<string, unknown>,
  ): Promise<Page> {
    const asked = checkForm(FamilyListQuery, raw);
    if (!asked.ok) throw new NotFound('list');
    const query = queryOf(asked.value);
    return page('observatory/families', this.presenter.page(words, query, await this.list.readPage(actor, query)));
  }
}
