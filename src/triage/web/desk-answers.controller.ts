import { Controller, Get, Param, Post } from '@nestjs/common';
import type { RequestFile } from '../../dossier/index.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../platform/security/index.js';
import { alsoWrong, Form, page, Words, type Page, type Redirect, type Submitted } from '../../platform/web/index.js';
import { DeskActs } from '../desk-acts.js';
import { RequestScreen } from '../request-screen.js';
import {
  childValues,
  familyValues,
  needValues,
  readChild,
  readFamily,
  readNeed,
  readWishes,
  wishValues,
  type Read,
} from './answers.js';
import { ChildAnswersForm, FamilyAnswersForm, NeedAnswersForm, WishesAnswersForm } from './answers.form.js';
import { answerModel, type Topic } from './answers.presenter.js';
import type { VersionedForm } from './versioned.form.js';
import { RequestPages } from './request-pages.js';

const VIEWS: Record<Topic, string> = {
  enfant: 'triage/answer-child',
  besoin: 'triage/answer-need',
  famille: 'triage/answer-family',
  voeux: 'triage/answer-wishes',
};

/** Answers that the desk writes down for a family, by telephone or at the counter. */
@Controller('rpe/demandes/:requestId/repondre')
@Allow(Permission.TriageRequests)
export class DeskAnswersController {
  constructor(
    private readonly pages: RequestPages,
    private readonly requests: RequestScreen,
    private readonly acts: DeskActs,
  ) {}

  @Get('enfant')
  showChild(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('requestId') id: string): Promise<Page> {
    return this.showQuestion(words, actor, id, 'enfant', childValues);
  }

  @Post('enfant')
  saveChild(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(ChildAnswersForm) form: Submitted<ChildAnswersForm>,
  ): Promise<Page | Redirect> {
    return this.saveAnswers(words, actor, id, 'enfant', form, (value) =>
      readChild(value, this.pages.screen(words).today),
    );
  }

  @Get('besoin')
  need(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('requestId') id: string): Promise<Page> {
    return this.showQuestion(words, actor, id, 'besoin', needValues);
  }

  @Post('besoin')
  saveNeed(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(NeedAnswersForm) form: Submitted<NeedAnswersForm>,
  ): Promise<Page | Redirect> {
    return this.saveAnswers(words, actor, id, 'besoin', form, (value, { request }) =>
      readNeed(value, request.need, this.pages.screen(words).today),
    );
  }

  @Get('famille')
  family(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('requestId') id: string): Promise<Page> {
    return this.showQuestion(words, actor, id, 'famille', familyValues);
  }

  @Post('famille')
  saveFamily(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(FamilyAnswersForm) form: Submitted<FamilyAnswersForm>,
  ): Promise<Page | Redirect> {
    return this.saveAnswers(words, actor, id, 'famille', form, (value, file) =>
      readFamily(value, file, this.knownCommunes(words)),
    );
  }

  @Get('voeux')
  wishes(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('requestId') id: string): Promise<Page> {
    return this.showQuestion(words, actor, id, 'voeux', wishValues);
  }

  @Post('voeux')
  saveWishes(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(WishesAnswersForm) form: Submitted<WishesAnswersForm>,
  ): Promise<Page | Redirect> {
    const { supply } = this.pages.screen(words).places;
    const known = {
      providers: new Set(supply.establishments().map((provider) => provider.id)),
      communes: this.knownCommunes(words),
    };
    return this.saveAnswers(words, actor, id, 'voeux', form, (value, { wishes }) => readWishes(value, wishes, known));
  }

  private knownCommunes(words: Translator): ReadonlySet<string> {
    return new Set(
      this.pages
        .screen(words)
        .places.territory.communes()
        .map(({ code }) => code),
    );
  }

  private async showQuestion(
    words: Translator,
    actor: Actor,
    id: string,
    topic: Topic,
    valuesOf: (file: RequestFile) => Record<string, unknown>,
  ): Promise<Page> {
    const file = await this.requests.readFile(actor, id);
    return page(VIEWS[topic], {
      ...answerModel(topic, file, this.pages.screen(words)),
      form: { values: valuesOf(file), errors: [] },
    });
  }

  private async saveAnswers<T extends VersionedForm>(
    words: Translator,
    actor: Actor,
    id: string,
    topic: Topic,
    form: Submitted<T>,
    read: (value: T, file: RequestFile) => Read,
  ): Promise<Page | Redirect> {
    const file = await this.requests.readFile(actor, id);
    const reading = form.ok ? read(form.value, file) : null;
    const checked = alsoWrong(form, reading && !reading.ok ? reading.errors : []);
    const shown = {
      view: VIEWS[topic],
      model: async () => answerModel(topic, await this.requests.readFile(actor, id), this.pages.screen(words)),
    };
    return this.pages.answerForm(
      words,
      actor,
      id,
      checked,
      shown,
      async ({ version }) => {
        if (reading?.ok) await this.acts.writeAnswers(actor, { requestId: id, version }, reading.answers);
        return 'triage.notice.answered';
      },
      'answer',
    );
  }
}
