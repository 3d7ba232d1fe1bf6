import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Public } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Ballots } from '../ballots.js';
import { BallotForm } from './ballot.form.js';
import { SatisfactionPresenter } from './satisfaction.presenter.js';

/**
 * The three questions to a family, opened by a link that answers once. Nobody signs in, and reading the page uses
 * nothing up, so that a program that follows links answers nothing.
 */
@Public()
@Controller('avis')
export class BallotController {
  constructor(
    private readonly ballots: Ballots,
    private readonly presenter: SatisfactionPresenter,
  ) {}

  @Get('merci')
  thank(@Words() words: Translator): Page {
    return page('satisfaction/thanks', { title: words.t('satisfaction.thanks.title') });
  }

  @Get(':secret')
  async showBallot(@Words() words: Translator, @Param('secret') secret: string): Promise<Page> {
    if (!(await this.ballots.mayAnswer(secret))) return this.deadPage(words);
    return page('satisfaction/ballot', { ...this.presenter.ballotModel(words), form: emptyForm() });
  }

  @Post(':secret')
  async castBallot(
    @Words() words: Translator,
    @Param('secret') secret: string,
    @Form(BallotForm) form: Submitted<BallotForm>,
  ): Promise<Page | Redirect> {
    if (!(await this.ballots.mayAnswer(secret))) return this.deadPage(words);
    return submitForm(
      form,
      { view: 'satisfaction/ballot', model: () => this.presenter.ballotModel(words), refused: () => null },
      async ({ simple, informed, answer }) => {
        await this.ballots.castBallot(secret, { simple, informed, answer });
        return redirect('/avis/merci');
      },
    );
  }

  private deadPage(words: Translator): Page {
    return page('satisfaction/dead', { title: words.t('satisfaction.dead.title') }, 404);
  }
}
