import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { triagesRequest } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  ListsFamilies,
  checkForm,
  EmptyForm,
  Form,
  page,
  redirect,
  refusedField,
  refusedPage,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Duplicates } from '../duplicates.js';
import { Pairs } from '../pairs.js';
import type { PairPlace } from '../persistence/pairs.queries.js';
import { DeskRequests } from '../desk-requests.js';
import { AsideForm, PairsQuery } from './duplicates.form.js';
import { pairModel, pairsModel } from './duplicates.presenter.js';
import { RequestPages } from './request-pages.js';

function placeOf(after: string | undefined): PairPlace | null {
  const [level, score, id] = after?.split('~') ?? [];
  return level && score && id ? { level: level === 'probable' ? level : 'possible', score: Number(score), id } : null;
}

/** Two requests that may be one child's: a person judges, and may take it back. */
@Controller('rpe/doublons')
@Allow(Permission.JoinDuplicates)
export class DuplicatesController {
  constructor(
    private readonly duplicates: Duplicates,
    private readonly pairs: Pairs,
    private readonly requests: DeskRequests,
    private readonly pages: RequestPages,
  ) {}

  @Get()
  @ListsFamilies('duplicates', ['list'], { filter: ['etat', 'after'] })
  async listPairs(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query() raw: Record<string, unknown>,
  ): Promise<Page> {
    const query = checkForm(PairsQuery, raw);
    const { etat: state = 'open', after } = query.ok ? query.value : {};
    const model = pairsModel(
      { etat: state, after },
      await this.pairs.listPairs(actor, state, placeOf(after)),
      ({ first, second }) => [triagesRequest(actor, first), triagesRequest(actor, second)],
      this.pages.screen(words),
    );
    return query.ok ? page('triage/duplicates', model) : refusedPage('triage/duplicates', model, query);
  }

  @Get(':pairId')
  async comparePair(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('pairId') id: string,
  ): Promise<Page> {
    return page('triage/duplicate', await this.model(words, actor, id));
  }

  @Post(':pairId/joindre')
  joinPair(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('pairId') id: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    return this.answerForm(words, actor, id, form, async () => {
      const outcome = await this.duplicates.joinPair(actor, id);
      return 'keptId' in outcome
        ? redirect(`/rpe/demandes/${outcome.keptId}`, 'triage.notice.joined')
        : redirect(`/rpe/doublons/${id}`, 'triage.notice.claimed');
    });
  }

  @Post(':pairId/ecarter')
  setAside(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('pairId') id: string,
    @Form(AsideForm) form: Submitted<AsideForm>,
  ): Promise<Page | Redirect> {
    return this.answerForm(words, actor, id, form, async ({ asideReason }) => {
      await this.duplicates.setAside(actor, id, asideReason);
      return redirect('/rpe/doublons', 'triage.notice.setAside');
    });
  }

  @Post(':pairId/reprendre')
  reopenPair(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('pairId') id: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    return this.answerForm(words, actor, id, form, async () => {
      await this.duplicates.reopenPair(actor, id);
      return redirect(`/rpe/doublons/${id}`, 'triage.notice.pairReopened');
    });
  }

  @Post(':pairId/defaire')
  undoJoin(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('pairId') id: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    return this.answerForm(words, actor, id, form, async () => {
      await this.duplicates.undoJoin(actor, id);
      return redirect(`/rpe/doublons/${id}`, 'triage.notice.joinUndone');
    });
  }

  /**
   * A request that was joined automatically on arrival belongs to no pair, so it is separated from the request that it
   * was joined into.
   */
  @Post('arrivees/:keptId/:joinId/separer')
  separate(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('keptId') id: string,
    @Param('joinId') joinId: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    return this.pages.answerRequestForm(
      words,
      actor,
      id,
      form,
      () => this.duplicates.separateRequest(actor, id, joinId).then(() => 'triage.notice.separated'),
      'joins',
    );
  }

  private async answerForm<T extends object>(
    words: Translator,
    actor: Actor,
    id: string,
    form: Submitted<T>,
    work: (value: T) => Promise<Redirect>,
  ): Promise<Page | Redirect> {
    // Checked before the form, so that a pair that is not the actor's looks as if it did not exist.
    await this.pairs.readOwn(actor, id);
    return submitForm(
      form,
      {
        view: 'triage/duplicate',
        model: () => this.model(words, actor, id),
        refused: ({ refusal, status }) => (status === 422 ? refusedField('judge', refusal) : null),
      },
      work,
    );
  }

  private async model(words: Translator, actor: Actor, id: string): Promise<Record<string, unknown>> {
    const compared = await this.duplicates.comparePair(actor, id);
    return pairModel(
      compared,
      await this.requests.namesOf(compared.judgements.map(({ actor: by }) => by)),
      this.pages.screen(words),
    );
  }
}
