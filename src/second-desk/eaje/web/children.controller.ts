import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  addressToKeep,
  ShowsFamily,
  ListsFamilies,
  alsoWrong,
  checkForm,
  Form,
  page,
  redirect,
  refusedField,
  refusedPage,
  submitForm,
  TakesFields,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { SavedViews } from '../../../territory/saved-views/index.js';
import { Children, type SeenMove } from '../children.js';
import { OwnEstablishments } from '../own-establishments.js';
import { ConfirmMovesForm } from './children.form.js';
import { ChildrenQuery } from './children-list.form.js';
import { ChildrenListPresenter } from './children-list.presenter.js';
import { ChildrenPresenter } from './children.presenter.js';

/** One box for each child who moves, and no establishment has more children. */
const MOST_FIELDS = 300;

/** The children who are there, the page of each, and the moves that are expected. */
@Controller('eaje/:establishmentId/accueils')
@ListsFamilies('children', ['list', 'moves.list'], {
  of: 'establishmentId',
  filter: ['liste', 'section', 'ordre', 'page'],
})
@Allow(Permission.DeclarePlaces)
export class EajeChildrenController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly children: Children,
    private readonly presenter: ChildrenPresenter,
    private readonly list: ChildrenListPresenter,
    private readonly views: SavedViews,
  ) {}

  @Get()
  async listChildren(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Query() raw: Record<string, unknown>,
  ): Promise<Page> {
    const provider = this.own.readOwn(actor, id);
    const query = checkForm(ChildrenQuery, raw);
    const children = await this.children.listChildren(actor, provider);
    const asked = query.ok ? query.value : {};
    const model = {
      ...this.list.listModel(words, provider, children, asked),
      views: await this.views.viewsOf(actor, addressToKeep(`/eaje/${provider.id}/accueils`, asked)),
    };
    return query.ok
      ? page('eaje/children', { ...model, form: { values: query.values, errors: [] } })
      : refusedPage('eaje/children', model, query);
  }

  @Get(':placementId')
  @ShowsFamily('placement', 'placementId')
  async showChild(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('placementId') placementId: string,
  ): Promise<Page> {
    const provider = this.own.readOwn(actor, id);
    return page(
      'eaje/child',
      this.presenter.childModel(words, provider, await this.children.readChild(actor, provider, placementId)),
    );
  }

  /** Confirms the moves that were ticked. Each is judged alone, and the page names those that were refused. */
  @TakesFields(MOST_FIELDS)
  @Post('passages')
  async confirmMoves(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Form(ConfirmMovesForm) form: Submitted<ConfirmMovesForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    const moves = form.ok ? [form.value['move[]'] ?? []].flat().map(readMove) : [];
    const model = async (): Promise<Record<string, unknown>> =>
      this.list.listModel(words, provider, await this.children.listChildren(actor, provider), {}, moves);
    const nothing = form.ok && moves.length === 0 ? [{ field: 'moves', message: 'eaje.errors.moves' }] : [];
    return submitForm(
      alsoWrong(form, nothing),
      { view: 'eaje/children', model, refused: ({ refusal }) => refusedField('moves', refusal) },
      async () => {
        const { confirmed, refused } = await this.children.confirmMoves(actor, provider, moves);
        if (refused.length === 0) return redirect(`/eaje/${provider.id}/accueils`, 'eaje.notice.moves');
        return refusedPage(
          'eaje/children',
          { ...(await model()), confirmed: words.t('eaje.children.confirmed', { count: confirmed }) },
          { values: {}, errors: this.list.refusals(words, refused) },
          422,
        );
      },
    );
  }
}

function readMove(value: string): SeenMove {
  const [placementId, on] = value.split(':') as [string, string];
  return { placementId, on };
}
