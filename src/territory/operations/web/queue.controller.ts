import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { JOB_PAGE, JobDesk, QueueDriver, type JobFilter } from '../../../foundation/platform/queue/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  checkForm,
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
  type FormPage,
} from '../../../foundation/platform/web/index.js';
import { QueueOperations } from '../queue-operations.js';
import { QueueQuery, RunAllForm } from './queue.form.js';
import { cancelModel, queueModel } from './queue.presenter.js';

const PAGE = '/administration/taches';

function filterOf({ liste, type, apres }: QueueQuery): JobFilter {
  const [runAt, id] = apres?.split('~') ?? [];
  return { list: liste ?? 'failed', ...(type ? { type } : {}), ...(runAt && id ? { after: { runAt, id } } : {}) };
}

/** The jobs that run by themselves: those that failed, those that are late, those that are planned. */
@Allow(Permission.OperateQueue)
@Controller('administration/taches')
export class QueueController {
  constructor(
    private readonly desk: JobDesk,
    private readonly driver: QueueDriver,
    private readonly operations: QueueOperations,
    private readonly clock: Clock,
  ) {}

  private async model(words: Translator, filter: JobFilter): Promise<Record<string, unknown>> {
    const [counts, rows] = [await this.desk.countQueues(), await this.desk.listJobs(filter)];
    return queueModel(words, {
      filter,
      counts,
      rows,
      full: rows.length === JOB_PAGE,
      carrier: this.driver.carrier,
      now: this.clock.now(),
    });
  }

  @Get()
  async listJobs(@Words() words: Translator, @Query() raw: Record<string, unknown>): Promise<Page> {
    const query = checkForm(QueueQuery, raw);
    const model = await this.model(words, filterOf(query.ok ? query.value : {}));
    return query.ok ? page('operations/queue', model) : refusedPage('operations/queue', model, query);
  }

  @Post('relancer')
  async runAllAgain(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(RunAllForm) form: Submitted<RunAllForm>,
  ): Promise<Page | Redirect> {
    return submitForm(form, this.failedPage(words, 'type'), async ({ type }) => {
      await this.operations.runAllAgain(actor, type);
      return redirect(PAGE, 'operations.ranAllAgain');
    });
  }

  @Post(':jobId/relancer')
  async runAgain(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('jobId') jobId: string,
  ): Promise<Page | Redirect> {
    return submitForm({ ok: true, value: {}, values: {} }, this.failedPage(words, `job-${jobId}`), async () => {
      await this.operations.runJobAgain(actor, jobId);
      return redirect(PAGE, 'operations.ranAgain');
    });
  }

  @Get(':jobId/annuler')
  async askToCancel(@Words() words: Translator, @Param('jobId') jobId: string): Promise<Page> {
    const job = await this.desk.findOpen(jobId);
    if (!job) throw new NotFound('job');
    return page('operations/cancel', cancelModel(words, job));
  }

  @Post(':jobId/annuler')
  async cancelJob(@CurrentActor() actor: Actor, @Param('jobId') jobId: string): Promise<Redirect> {
    await this.operations.cancelJob(actor, jobId);
    return redirect(PAGE, 'operations.cancelled');
  }

  private failedPage(words: Translator, field: string): FormPage {
    return {
      view: 'operations/queue',
      model: () => this.model(words, { list: 'failed' }),
      refused: ({ refusal }) => refusedField(field, refusal),
    };
  }
}
