import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/refusal.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../platform/security/index.js';
import {
  ShowsFamily,
  ListsFamilies,
  Form,
  page,
  redirect,
  refusedPage,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../platform/web/index.js';
import { Children } from '../children.js';
import { OwnEstablishments } from '../own-establishments.js';
import { ConfirmMovesForm } from './children.form.js';
import { ChildrenPresenter, movesOf } from './children.presenter.js';

/** The children who are there, the page of each, and the moves expected on one day. */
@Controller('eaje/:establishmentId/accueils')
@ListsFamilies('children', ['leaving', 'staying', 'ended'], { of: 'establishmentId' })
@Allow(Permission.DeclarePlaces)
export class EajeChildrenController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly children: Children,
    private readonly presenter: ChildrenPresenter,
    private readonly clock: Clock,
  ) {}

  @Get()
  async listChildren(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
  ): Promise<Page> {
    const provider = this.own.readOwn(actor, id);
    return page(
      'eaje/children',
      this.presenter.listModel(words, provider, await this.children.listChildren(actor, provider)),
    );
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

  /**
   * Confirms the moves expected on one day, or the move of one child. Each is judged alone, and the page names those
   * that were refused.
   */
  @Post('passages')
  async moves(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Form(ConfirmMovesForm) form: Submitted<ConfirmMovesForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    if (!form.ok) throw new NotFound('placement');
    const asked = movesOf(
      (await this.children.listChildren(actor, provider)).present,
      form.value.on,
      form.value.only,
      this.clock.today(),
    );
    const refused = await this.children.confirmMoves(actor, asked);
    if (refused.length === 0) return redirect(`/eaje/${provider.id}/accueils`, 'eaje.notice.moves');
    const model = this.presenter.listModel(words, provider, await this.children.listChildren(actor, provider));
    return refusedPage(
      'eaje/children',
      { ...model, confirmed: words.t('eaje.children.confirmed', { count: asked.length - refused.length }) },
      { values: {}, errors: this.presenter.refusals(words, refused) },
      422,
    );
  }
}
