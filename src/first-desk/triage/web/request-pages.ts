import { Injectable } from '@nestjs/common';
import { AnswerChangesPresenter, PointsPresenter, REASON_LIST } from '../../../dossier/dossier/index.js';
import { PointsToday, Sentences } from '../../../commissions/commission/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import {
  page,
  redirect,
  submitForm,
  type Page,
  type Redirect,
  type Submitted,
  type FormPage,
} from '../../../foundation/platform/web/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { RequestAgents } from '../../request-agents/index.js';
import { DeskRequests } from '../desk-requests.js';
import { RequestScreen } from '../request-screen.js';
import { AnswersInPlacePresenter } from './answers-in-place.presenter.js';
import { byWords } from './request-past.presenter.js';
import { requestModel } from './request.presenter.js';
import type { Screen } from './screen.js';
import { ChoiceLists } from '../../../foundation/platform/choices/index.js';

/** The view and the model with which a page is shown again. */
export type Shown = Pick<FormPage, 'view' | 'model'>;

/** The pages of one request, and the way in which all their forms are answered. */
@Injectable()
export class RequestPages {
  constructor(
    private readonly views: RequestScreen,
    private readonly requests: DeskRequests,
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly say: Sentences,
    private readonly changes: AnswerChangesPresenter,
    private readonly points: PointsPresenter,
    private readonly choices: ChoiceLists,
    private readonly inPlace: AnswersInPlacePresenter,
    private readonly agents: RequestAgents,
    private readonly counting: PointsToday,
  ) {}

  screen(everybodys: Translator): Screen {
    // The answers of a family are shown by the questions that it was asked.
    const words = everybodys.inVoice('atDesk');
    return {
      today: this.clock.today(),
      now: this.clock.now(),
      translator: words,
      places: { supply: this.supply, territory: this.territory },
      reasonItems: (codes) => this.choices.itemsOf(words, REASON_LIST.name, codes),
      questionLines: (open, form) => this.points.questions(words, open, form, 0),
      changeLines: (changes) => this.changes.changeLines(words, changes),
    };
  }

  async showRequest(words: Translator, actor: Actor, requestId: Id): Promise<Page> {
    const model = await this.screenModel(words, actor, requestId);
    // All that is missing is asked for, unless somebody takes a part of it off.
    const gaps = model.actions.askable.map(({ value }) => value);
    return page('triage/request', { ...model, form: { values: { gaps }, errors: [] } });
  }

  private async screenModel(words: Translator, actor: Actor, requestId: Id) {
    const view = await this.views.readView(actor, requestId);
    const agent = await this.agents.findAgent(requestId);
    const counted = await this.counting.countRequest(view.file);
    return {
      ...requestModel(view, this.screen(words)),
      followed: words.t(agent ? 'agent.followed' : 'agent.unfollowed', { name: agent?.name ?? '' }),
      points: counted && words.t('triage.request.points', { points: counted.points.total }),
      inPlace: this.inPlace.model(words, actor, view),
    };
  }

  /** Answers a form of the request's own screen. */
  answerRequestForm<T extends object>(
    words: Translator,
    actor: Actor,
    requestId: Id,
    form: Submitted<T>,
    work: (value: T) => Promise<string | Page | Redirect>,
    field = 'actions',
  ): Promise<Page | Redirect> {
    const shown: Shown = { view: 'triage/request', model: () => this.screenModel(words, actor, requestId) };
    return this.answerForm(words, actor, requestId, form, shown, work, field);
  }

  /**
   * Does what a form asks. When that fails, the page is shown again with what was typed: 422 with the errors, or 409
   * when somebody else changed the request meanwhile.
   * @param work returns the catalogue key of the notice, where to go, or the page that answers
   * @param field the field at which a refusal is shown, by its code where it depends on it
   * @param to the page shown next; the request's own screen when absent
   */
  async answerForm<T extends object>(
    words: Translator,
    actor: Actor,
    requestId: Id,
    form: Submitted<T>,
    shown: Shown,
    work: (value: T) => Promise<string | Page | Redirect>,
    field: string | ((code: string) => string),
    to = `/rpe/demandes/${requestId}`,
  ): Promise<Page | Redirect> {
    // Checked before the form, so that a request that is not the actor's looks as if it did not exist.
    await this.requests.readFile(actor, requestId);
    return submitForm(
      form,
      {
        ...shown,
        refused: async ({ refusal, status }) =>
          status === 409
            ? { model: { changed: await this.whatChanged(words, actor, requestId) } }
            : this.say.asError(words, typeof field === 'string' ? field : field(refusal.code), refusal),
      },
      async (value) => {
        const done = await work(value);
        return typeof done === 'string' ? redirect(to, done) : done;
      },
    );
  }

  /** A sentence about the last move of the request. */
  private async whatChanged(words: Translator, actor: Actor, requestId: Id): Promise<string> {
    const { request, history } = await this.requests.readFile(actor, requestId);
    const { t, instant } = this.screen(words).translator;
    const last = history.at(-1);
    if (!last) return t('triage.request.changed', { state: t(`state.${request.state}`) });
    const names = await this.requests.namesOf([last.actor]);
    return t('triage.request.changedBy', {
      action: t(`action.${last.action}`),
      by: byWords(last.actor, names, this.screen(words)),
      at: instant(last.at),
      state: t(`state.${request.state}`),
    });
  }
}
