import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { NotFound } from '../../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import {
  Download,
  EmptyForm,
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
  type FormPage,
} from '../../../../foundation/platform/web/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { Rehearsals } from '../rehearsals.js';
import { SessionQueries } from '../session-queries.js';
import { SessionSteps } from '../session-steps.js';
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

/** The steps that a person may take on another day than planned, and the words of the press that confirms it. */
const CONFIRMED: Readonly<Record<string, { readonly step: string; readonly text: string }>> = {
  'session.otherDay': { step: 'open', text: 'commission.step.openToday' },
  'session.earlyFreeze': { step: 'freeze', text: 'commission.step.freezeToday' },
};

/** One session outside its sitting: its page, its steps, its agenda. */
@Controller('commissions')
export class SessionController {
  constructor(
    private readonly queries: SessionQueries,
    private readonly steps: SessionSteps,
    private readonly rehearsals: Rehearsals,
    private readonly presenter: SessionPresenter,
    private readonly agendaPresenter: AgendaPresenter,
    private readonly say: Sentences,
    private readonly agendaDocument: AgendaDocument,
  ) {}

  @Allow(Permission.ReadSession)
  @Get(':id')
  async showSheet(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return page('commission/sitting/session', this.presenter.model(words, await this.queries.readSheet(actor, id)));
  }

  @Allow(Permission.RunSession)
  @Post(':id/etape')
  async step(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(StepForm) form: Submitted<StepForm>,
  ): Promise<Page | Redirect> {
    await this.queries.readSheet(actor, id);
    return submitForm(form, this.sheetPage(words, actor, id), async ({ step, version, confirmedDay }) => {
      await this.steps.takeStep(actor, id, step, version, confirmedDay);
      return redirect(step === 'open' ? `/commissions/${id}/seance` : `/commissions/${id}`, NOTICES[step]);
    });
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
    await this.queries.readSheet(actor, id);
    // The form has only a button, so a value that does not fit was not sent by it.
    if (!form.ok) throw new NotFound('session');
    return submitForm(form, this.sheetPage(words, actor, id), async () => {
      await this.steps.declarePlacesOf(actor, id, establishmentId);
      return redirect(`/commissions/${id}`, 'commission.notice.declaredFor');
    });
  }

  @Allow(Permission.RunSession)
  @Post(':id/justificatifs')
  async askProofs(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    // The form has only a button, so a value that does not fit was not sent by it.
    if (!form.ok) throw new NotFound('session');
    return submitForm(form, this.sheetPage(words, actor, id), async () => {
      const asked = await this.rehearsals.askNow(actor, id);
      return redirect(`/commissions/${id}`, asked > 0 ? 'commission.notice.proofsAsked' : 'commission.notice.noProofs');
    });
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
      await this.agendaPresenter.model(words, await this.queries.readSitting(actor, id), asked),
    );
  }

  @Allow(Permission.ReadSession)
  @Get(':id/ordre-du-jour.pdf')
  async agendaPdf(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Download> {
    return new Download(await this.agendaDocument.renderAgenda(actor, id), 'ordre-du-jour.pdf', 'application/pdf');
  }

  private sheetPage(words: Translator, actor: Actor, id: string): FormPage {
    return {
      view: 'commission/sitting/session',
      model: async () => this.presenter.model(words, await this.queries.readSheet(actor, id)),
      refused: ({ refusal }) => ({
        model: {
          refused: this.say.refusalSentence(words, refusal),
          // The question stands with its answer: a press that does it today all the same.
          confirm: CONFIRMED[refusal.code] ? { ...CONFIRMED[refusal.code], day: refusal.facts?.['today'] } : null,
        },
        values: {},
      }),
    };
  }
}
