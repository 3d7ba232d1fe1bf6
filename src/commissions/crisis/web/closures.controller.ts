import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  ListsFamilies,
  alsoWrong,
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { ClosureRecords } from '../closure-records.js';
import { Closures } from '../closures.js';
import { Neighbours } from '../neighbours.js';
import { dayIn, DeclareForm, fieldOf, tickedSections } from './closure.forms.js';
import { ClosureGlancePresenter } from './closure-glance.presenter.js';
import { ClosurePresenter } from './closure.presenter.js';

/** Sudden closures: the list, one of them at a glance, and the form that declares one. */
@Controller('fermetures')
@Allow(Permission.HandleClosures)
export class ClosuresController {
  constructor(
    private readonly closures: Closures,
    private readonly records: ClosureRecords,
    private readonly neighbours: Neighbours,
    private readonly presenter: ClosurePresenter,
    private readonly glance: ClosureGlancePresenter,
  ) {}

  @Get()
  async listClosures(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    const followed = await this.records.listFollowed(actor);
    return page(
      'crisis/closures',
      this.presenter.listModel(words, followed, this.closures.listOwn(actor), await this.neighbours.listToLend(actor)),
    );
  }

  @Get('declarer/:establishmentId')
  newClosure(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('establishmentId') id: string): Page {
    return page('crisis/declare', this.declareModel(words, actor, id));
  }

  @Post('declarer/:establishmentId')
  declareClosure(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Form(DeclareForm) form: Submitted<DeclareForm>,
  ): Promise<Page | Redirect> {
    const wrong: FieldError[] = [];
    const from = dayIn(form.values, 'from', true, wrong);
    const returnOn = dayIn(form.values, 'returnOn', false, wrong);
    this.closures.readEstablishment(actor, id);
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'crisis/declare',
        model: () => this.declareModel(words, actor, id),
        refused: ({ refusal }) => refusedField(fieldOf(refusal.code), refusal),
      },
      async ({ sections, reason, answerHours }) => {
        const closureId = await this.closures.declareClosure(actor, {
          providerId: id,
          sectionIds: tickedSections(sections),
          from: from!,
          returnOn,
          reason,
          answerHours: Number(answerHours),
        });
        return redirect(`/fermetures/${closureId}`, 'crisis.notice.declared');
      },
    );
  }

  @Get(':closureId')
  @ListsFamilies('closure', ['children', 'unknownChildren'], { of: 'closureId' })
  async showClosure(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('closureId') id: string,
  ): Promise<Page> {
    return page('crisis/closure', await this.glance.model(words, await this.closures.readFile(actor, id)));
  }

  private declareModel(words: Translator, actor: Actor, id: string): Record<string, unknown> {
    const provider = this.closures.readEstablishment(actor, id);
    return this.presenter.declareModel(words, provider, this.closures.sectionsOf(provider));
  }
}
