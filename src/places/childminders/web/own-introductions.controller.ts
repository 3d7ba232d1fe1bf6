import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Public } from '../../../foundation/platform/security/index.js';
import {
  EmptyForm,
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { OwnPage } from '../own-page.js';
import { RefuseForm } from './introduction.form.js';
import { IntroductionPresenter } from './introduction.presenter.js';

/** A childminder answers a family whose child is proposed to her, by her personal link. */
@Public()
@Controller('am/:secret/mises-en-relation/:introductionId')
export class OwnIntroductionsController {
  constructor(
    private readonly own: OwnPage,
    private readonly present: IntroductionPresenter,
  ) {}

  @Post('oui')
  async sayInterested(
    @Words() words: Translator,
    @Param('secret') secret: string,
    @Param('introductionId') id: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    await this.own.requireIntroduction(secret, id);
    return submitForm(form, this.again(words, secret), async () => {
      await this.own.sayInterested(secret, id);
      return redirect(pageOf(secret), 'introduction.notice.interested');
    });
  }

  @Get('non')
  async askReason(
    @Words() words: Translator,
    @Param('secret') secret: string,
    @Param('introductionId') id: string,
  ): Promise<Page> {
    await this.own.requireIntroduction(secret, id);
    return page('childminders/own-reason', this.present.reasonModel(words, 'refuse', '', pageOf(secret)));
  }

  @Post('non')
  async refuse(
    @Words() words: Translator,
    @Param('secret') secret: string,
    @Param('introductionId') id: string,
    @Form(RefuseForm) form: Submitted<RefuseForm>,
  ): Promise<Page | Redirect> {
    await this.own.requireIntroduction(secret, id);
    return submitForm(form, this.again(words, secret), async ({ reason }) => {
      await this.own.refuse(secret, id, reason);
      return redirect(pageOf(secret), 'introduction.notice.noted');
    });
  }

  private again(words: Translator, secret: string) {
    return {
      view: 'childminders/own-reason',
      model: () => this.present.reasonModel(words, 'refuse', '', pageOf(secret)),
      refused: ({ refusal }: Parameters<Parameters<typeof submitForm>[1]['refused']>[0]) =>
        refusedField('reason', refusal),
    };
  }
}

const pageOf = (secret: string): string => `/am/${encodeURIComponent(secret)}`;
