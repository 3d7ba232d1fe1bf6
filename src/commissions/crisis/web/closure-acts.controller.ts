import { Controller, Get, Param, Post } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  ListsFamilies,
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
import { Closures } from '../closures.js';
import { dayIn, fieldOf, ReturnForm, VersionForm } from './closure.forms.js';
import { ClosurePresenter } from './closure.presenter.js';

type Model = Record<string, unknown>;

/** What who leads a closure does to it: tell the families, change the day of the return, take it back. */
@Controller('fermetures/:closureId')
@Allow(Permission.HandleClosures)
export class ClosureActsController {
  constructor(
    private readonly closures: Closures,
    private readonly presenter: ClosurePresenter,
  ) {}

  @Get('prevenir')
  @ListsFamilies('closure', ['toCall'], { of: 'closureId' })
  async preview(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('closureId') id: string,
  ): Promise<Page> {
    return page('crisis/tell', await this.tellModel(words, actor, id));
  }

  @Post('prevenir')
  @ListsFamilies('closure', ['toCall'], { of: 'closureId' })
  async tellFamilies(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('closureId') id: string,
    @Form(VersionForm) form: Submitted<VersionForm>,
  ): Promise<Page | Redirect> {
    const model = await this.tellModel(words, actor, id);
    return submitForm(
      form,
      {
        view: 'crisis/tell',
        model: () => model,
        refused: async ({ refusal }) => ({
          model: await this.tellModel(words, actor, id),
          values: {},
          errors: [refusedField('tell', refusal)],
        }),
      },
      async ({ version }) => {
        const told = await this.closures.tellFamilies(actor, id, Number(version));
        return redirect(here(id), told > 0 ? 'crisis.notice.told' : 'crisis.notice.nobodyToTell');
      },
    );
  }

  @Get('retour')
  async askReturn(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('closureId') id: string,
  ): Promise<Page> {
    return page('crisis/return', await this.returnModel(words, actor, id));
  }

  @Post('retour')
  async changeReturn(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('closureId') id: string,
    @Form(ReturnForm) form: Submitted<ReturnForm>,
  ): Promise<Page | Redirect> {
    const model = await this.returnModel(words, actor, id);
    const wrong: FieldError[] = [];
    const unknown = form.values['unknown'] === 'yes';
    const returnOn = unknown ? null : dayIn(form.values, 'returnOn', true, wrong);
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'crisis/return',
        model: () => model,
        refused: async ({ refusal }) => ({
          model: await this.returnModel(words, actor, id),
          errors: [refusedField(fieldOf(refusal.code) === 'from' ? 'returnOn' : fieldOf(refusal.code), refusal)],
        }),
      },
      async ({ version }) => {
        await this.closures.changeReturn(actor, id, Number(version), returnOn);
        return redirect(here(id), 'crisis.notice.moved');
      },
    );
  }

  @Get('annuler')
  async askCancel(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('closureId') id: string,
  ): Promise<Page> {
    return page('crisis/cancel', await this.cancelModel(words, actor, id));
  }

  @Post('annuler')
  async cancelClosure(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('closureId') id: string,
    @Form(VersionForm) form: Submitted<VersionForm>,
  ): Promise<Page | Redirect> {
    const model = await this.cancelModel(words, actor, id);
    return submitForm(
      form,
      {
        view: 'crisis/cancel',
        model: () => model,
        refused: async ({ refusal }) => ({
          model: await this.cancelModel(words, actor, id),
          values: {},
          errors: [refusedField('cancel', refusal)],
        }),
      },
      async ({ version }) => {
        await this.closures.cancelClosure(actor, id, Number(version));
        return redirect(here(id), 'crisis.notice.cancelled');
      },
    );
  }

  private async tellModel(words: Translator, actor: Actor, id: string): Promise<Model> {
    return this.presenter.tellModel(words, await this.readLed(actor, id));
  }

  private async returnModel(words: Translator, actor: Actor, id: string): Promise<Model> {
    return this.presenter.returnModel(words, await this.readLed(actor, id));
  }

  private async cancelModel(words: Translator, actor: Actor, id: string): Promise<Model> {
    return this.presenter.cancelModel(words, await this.readLed(actor, id));
  }

  private async readLed(actor: Actor, id: string): ReturnType<Closures['readFile']> {
    const file = await this.closures.readFile(actor, id);
    if (!file.leads) throw new NotFound('closure');
    return file;
  }
}

const here = (id: string): string => `/fermetures/${id}`;
