import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Id } from '../../../kernel/ids.js';
import { NotFound } from '../../../kernel/refusal.js';
import { UnitOfWork, type Tx } from '../../../platform/database/index.js';
import type { Translator } from '../../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../platform/security/index.js';
import {
  Download,
  EmptyForm,
  Form,
  page,
  type Page,
  type Redirect,
  redirect,
  refusedBy,
  type Submitted,
  Words,
} from '../../../platform/web/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { Freezing } from '../../freezing/freezing.js';
import { Convocations } from '../../planning/convocations.js';
import { PlacesDeclarations } from '../../planning/places-declarations.js';
import { Opening } from '../opening.js';
import { Preparation } from '../preparation.js';
import { SessionQueries } from '../session-queries.js';
import { AgendaDocument } from './agenda-document.js';
import { AgendaPresenter } from './agenda.presenter.js';
import { SessionPresenter } from './session.presenter.js';
import { StepForm } from './sitting.form.js';

const NOTICES = {
  call: 'commission.notice.call',
  places: 'commission.notice.places',
  freeze: 'commission.notice.freeze',
  prepare: 'commission.notice.prepare',
  open: 'commission.notice.open',
} as const;

/** One session outside its sitting: its sheet, its steps, its agenda. */
@Controller('commissions')
export class SessionController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queries: SessionQueries,
    private readonly convocations: Convocations,
    private readonly declarations: PlacesDeclarations,
    private readonly freezing: Freezing,
    private readonly preparation: Preparation,
    private readonly opening: Opening,
    private readonly presenter: SessionPresenter,
    private readonly agendaPresenter: AgendaPresenter,
    private readonly say: Sentences,
    private readonly agendaDocument: AgendaDocument,
  ) {}

  @Allow(Permission.ReadSession)
  @Get(':id')
  async sheet(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return page('commission/sitting/session', this.presenter.model(words, await this.queries.sheet(actor, id)));
  }

  @Allow(Permission.RunSession)
  @Post(':id/etape')
  async step(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(StepForm) form: Submitted<StepForm>,
  ): Promise<Page | Redirect> {
    const sheet = await this.queries.sheet(actor, id);
    if (!form.ok) return page('commission/sitting/session', { ...this.presenter.model(words, sheet), form }, 422);
    const { step, version } = form.value;
    const refused = await refusedBy(this.unitOfWork.run((tx) => this.take(step)(tx, actor, id, version)));
    if (refused) {
      const now = await this.queries.sheet(actor, id);
      return page(
        'commission/sitting/session',
        { ...this.presenter.model(words, now), refused: this.say.refusal(words, refused.refusal) },
        refused.status,
      );
    }
    return redirect(step === 'open' ? `/commissions/${id}/seance` : `/commissions/${id}`, NOTICES[step]);
  }

  @Allow(Permission.RunSession)
  @Post(':id/places/:establishmentId')
  async declareFor(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('establishmentId') establishmentId: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    const sheet = await this.queries.sheet(actor, id);
    // A form of one button: what does not fit was not sent by it.
    if (!form.ok) throw new NotFound('session');
    const refused = await refusedBy(
      this.unitOfWork.run((tx) => this.declarations.declare(tx, actor, id, establishmentId)),
    );
    if (refused)
      return page(
        'commission/sitting/session',
        { ...this.presenter.model(words, sheet), refused: this.say.refusal(words, refused.refusal) },
        refused.status,
      );
    return redirect(`/commissions/${id}`, 'commission.notice.declaredFor');
  }

  @Allow(Permission.ReadSession)
  @Get(':id/ordre-du-jour')
  async agenda(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('page') asked?: string,
  ): Promise<Page> {
    return page(
      'commission/sitting/agenda',
      await this.agendaPresenter.model(words, await this.queries.sitting(actor, id), asked),
    );
  }

  @Allow(Permission.ReadSession)
  @Get(':id/ordre-du-jour.pdf')
  async agendaPdf(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Download> {
    return new Download(await this.agendaDocument.of(actor, id), 'ordre-du-jour.pdf', 'application/pdf');
  }

  private take(step: StepForm['step']): (tx: Tx, actor: Actor, id: Id, version?: number) => Promise<unknown> {
    switch (step) {
      case 'call':
        return (...session) => this.convocations.call(...session);
      case 'places':
        return (...session) => this.declarations.declareAll(...session);
      case 'freeze':
        return (...session) => this.freezing.freeze(...session);
      case 'prepare':
        return (...session) => this.preparation.prepare(...session);
      case 'open':
        return (...session) => this.opening.open(...session);
    }
  }
}
