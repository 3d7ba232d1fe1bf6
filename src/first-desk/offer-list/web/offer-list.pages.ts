import { Controller, Get, Injectable, Query } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  Allow,
  CurrentActor,
  FreshProof,
  Permission,
  type Actor,
} from '../../../foundation/platform/security/index.js';
import {
  addressToKeep,
  filedList,
  ListsFamilies,
  shownList,
  Words,
  type Download,
  type ListForm,
  type Page,
} from '../../../foundation/platform/web/index.js';
import { SavedViews } from '../../../territory/saved-views/index.js';
import { OfferList, type OfferReader } from '../offer-list.js';
import { OfferQuery, offersWanted } from './offer-list.form.js';
import { OFFER_LISTS, OfferListPresenter } from './offer-list.presenter.js';

type Raw = Record<string, unknown>;
const FILTERS = ['etat', 'structure', 'commune', 'echeance', 'ordre', 'apres', 'avant'];

/** What both lists of offers do; a controller of each says whose they are and who may read them. */
@Injectable()
abstract class OfferLists {
  protected abstract readonly as: OfferReader;

  constructor(
    private readonly offers: OfferList,
    private readonly presenter: OfferListPresenter,
    private readonly views: SavedViews,
  ) {}

  protected async model(words: Translator, actor: Actor, query: OfferQuery): Promise<Raw> {
    const views = await this.views.viewsOf(actor, addressToKeep(OFFER_LISTS[this.as], query, { etat: 'open' }));
    const found = await this.offers.readPage(actor, this.as, offersWanted(query));
    return this.presenter.listModel(words, this.as, query, found, views);
  }

  protected file(words: Translator, actor: Actor, raw: Raw, form: ListForm): Promise<Download> {
    return filedList(words, form, OfferQuery, raw, async (query) =>
      this.presenter.file(words, this.as, query, await this.offers.readFile(actor, this.as, offersWanted(query))),
    );
  }
}

/** The offers made to the families of a desk, and their answers. */
@Controller('rpe/propositions')
@Allow(Permission.TriageRequests)
export class DeskOffers extends OfferLists {
  protected readonly as = 'desk';

  @Get()
  @ListsFamilies('offers', ['list'], { filter: FILTERS })
  listOffers(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Page> {
    return shownList('offer-list/list', OfferQuery, raw, (query) => this.model(words, actor, query));
  }

  @FreshProof()
  @Get('liste.csv')
  readCsv(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Download> {
    return this.file(words, actor, raw, 'csv');
  }

  @FreshProof()
  @Get('liste.xlsx')
  readWorkbook(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Download> {
    return this.file(words, actor, raw, 'xlsx');
  }
}

/** The offers of the whole territory, by codes and without a name. */
@Controller('commissions/propositions')
@Allow(Permission.PlanSession)
export class AllOffers extends OfferLists {
  protected readonly as = 'coordinator';

  @Get()
  @ListsFamilies('offers', ['list'], { filter: FILTERS, named: false })
  listOffers(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Page> {
    return shownList('offer-list/list', OfferQuery, raw, (query) => this.model(words, actor, query));
  }

  @FreshProof()
  @Get('liste.csv')
  readCsv(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Download> {
    return this.file(words, actor, raw, 'csv');
  }

  @FreshProof()
  @Get('liste.xlsx')
  readWorkbook(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Download> {
    return this.file(words, actor, raw, 'xlsx');
  }
}
