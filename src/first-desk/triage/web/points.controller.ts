import { Controller, Get, Param, Post } from '@nestjs/common';
import { isDay } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  dayInputs,
  Form,
  page,
  readDay,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { RequestPoints } from '../request-points.js';
import { OpinionForm, ProofForm, RecordForm } from './points.form.js';
import { opinionModel, pointsModel } from './points.presenter.js';
import { RequestPages } from './request-pages.js';

type Answered = Promise<Page | Redirect>;

/** The field at which a refusal of an opinion is shown, by its code. */
const FIELDS: Record<string, string> = {
  'criterion.futureDay': 'on',
  'criterion.range': 'points',
  'criterion.expert': 'expert',
};

/** The points of a request, line by line, with the proofs seen and the opinions of experts. */
@Controller('rpe/demandes/:requestId/points')
@Allow(Permission.RecordCriteria)
export class PointsController {
  constructor(
    private readonly pages: RequestPages,
    private readonly points: RequestPoints,
  ) {}

  @Get()
  async showPoints(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    return page('triage/points', await this.model(words, actor, id));
  }

  @Post('vu')
  recordProof(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(ProofForm) form: Submitted<ProofForm>,
  ): Answered {
    return this.answerForm(words, actor, id, form, ({ criterion }) =>
      this.points.recordProof(actor, id, criterion).then(() => 'triage.notice.proofSeen'),
    );
  }

  @Post('retirer')
  withdrawRecord(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(RecordForm) form: Submitted<RecordForm>,
  ): Answered {
    return this.answerForm(words, actor, id, form, ({ record }) =>
      this.points.withdrawRecord(actor, id, record).then(() => 'triage.notice.recordWithdrawn'),
    );
  }

  @Get('avis/:criterion')
  async askOpinion(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('criterion') criterion: string,
  ): Promise<Page> {
    const model = await this.opinion(words, actor, id, criterion);
    return page('triage/opinion', {
      ...model,
      form: { values: dayInputs('on', this.pages.screen(words).today), errors: [] },
    });
  }

  @Post('avis/:criterion')
  async give(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('criterion') criterion: string,
    @Form(OpinionForm) form: Submitted<OpinionForm>,
  ): Answered {
    const model = await this.opinion(words, actor, id, criterion);
    const on = readDay(form.values, 'on');
    const wrongDay = isDay(on) ? [] : [{ field: 'on', message: 'triage.errors.opinionDay' }];
    const shown = { view: 'triage/opinion', model: () => model };
    return this.pages.answerForm(
      words,
      actor,
      id,
      alsoWrong(form, wrongDay),
      shown,
      async ({ expert, points, reason }) => {
        await this.points.recordOpinion(actor, id, {
          criterion,
          expert,
          points: points ?? null,
          reason,
          on: String(on),
        });
        return 'triage.notice.opinionGiven';
      },
      (code) => FIELDS[code] ?? 'expert',
      this.path(id),
    );
  }

  private answerForm<T extends object>(
    words: Translator,
    actor: Actor,
    id: string,
    form: Submitted<T>,
    work: (value: T) => Promise<string>,
  ): Answered {
    const shown = { view: 'triage/points', model: () => this.model(words, actor, id) };
    return this.pages.answerForm(words, actor, id, form, shown, work, 'lines', this.path(id));
  }

  private path(id: string): string {
    return `/rpe/demandes/${id}/points`;
  }

  private async model(words: Translator, actor: Actor, id: string): Promise<Record<string, unknown>> {
    return pointsModel(await this.points.readView(actor, id), this.pages.screen(words));
  }

  private async opinion(
    words: Translator,
    actor: Actor,
    id: string,
    criterion: string,
  ): Promise<Record<string, unknown>> {
    const { file, item } = await this.points.opinionOn(actor, id, criterion);
    return opinionModel(file, item, this.pages.screen(words));
  }
}
