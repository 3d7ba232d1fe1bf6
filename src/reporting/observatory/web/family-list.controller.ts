import { Controller, Get, Query } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  Allow,
  CurrentActor,
  FreshProof,
  Permission,
  type Actor,
} from '../../../foundation/platform/security/index.js';
import { Settings } from '../../../foundation/platform/settings/index.js';
import {
  addressToKeep,
  checkForm,
  filedList,
  ListsFamilies,
  page,
  Words,
  type Download,
  type ListForm,
  type Page,
} from '../../../foundation/platform/web/index.js';
import { SavedViews } from '../../../territory/saved-views/index.js';
import { FamilyList } from '../family-list.js';
import { askedOf, familiesFrom, FamilyListQuery, queryOf } from './family-list.form.js';
import { FAMILY_LIST, FamilyListPresenter } from './family-list.presenter.js';

type Raw = Record<string, unknown>;

/** From a figure to its families. */
@Controller('rapport')
@Allow(Permission.ReadIndicators)
export class FamilyListController {
  constructor(
    private readonly list: FamilyList,
    private readonly presenter: FamilyListPresenter,
    private readonly views: SavedViews,
    private readonly settings: Settings,
  ) {}

  /** A list of an address that says no list is not found: no page leads there. */
  @Get('familles')
  @ListsFamilies('families', ['list'], { filter: ['statut', 'cause', 'refus', 'commune', 'ordre', 'apres', 'avant'] })
  async showFamilies(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Page> {
    const checked = checkForm(FamilyListQuery, raw);
    if (!checked.ok) throw new NotFound('list');
    const asked = askedOf(checked.value);
    const query = queryOf(asked);
    const found = await this.list.readPage(actor, query, familiesFrom(asked));
    const views = await this.views.viewsOf(actor, addressToKeep(FAMILY_LIST, asked, { statut: 'without' }));
    return page('observatory/families', {
      ...this.presenter.page(words, asked, found, views),
      form: { values: { ...asked, statut: query.status }, errors: [] },
    });
  }

  @FreshProof()
  @Get('familles.csv')
  readCsv(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Download> {
    return this.file(words, actor, raw, 'csv');
  }

  @FreshProof()
  @Get('familles.xlsx')
  readWorkbook(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Download> {
    return this.file(words, actor, raw, 'xlsx');
  }

  private file(words: Translator, actor: Actor, raw: Raw, form: ListForm): Promise<Download> {
    return filedList(words, form, FamilyListQuery, raw, async (asked) => {
      const query = queryOf(asked);
      const lines = await this.list.readFile(actor, query, familiesFrom(asked).order);
      return this.presenter.file(words, query, lines, await this.settings.get('noSolutionHorizonWeeks'));
    });
  }
}
