import { Controller, Get, Param, Post } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { dayOf } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import { SESSION_TASKS, type SessionTask } from '../../domain/session-dates.js';
import { SessionAccess } from '../../session/session-access.js';
import { SessionJobs } from '../session-jobs.js';
import { jobsModel } from './session-jobs.presenter.js';

class RunForm {
  @IsIn(SESSION_TASKS, { message: 'commission.jobs.errors.task' }) task: SessionTask;
}

const VIEW = 'commission/planning/session-jobs';

/** What the queue does for a session, and when. */
@Allow(Permission.RunSession)
@Controller('commissions/:id/taches')
export class SessionJobsController {
  constructor(
    private readonly jobs: SessionJobs,
    private readonly access: SessionAccess,
  ) {}

  @Get()
  async listJobs(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return page(VIEW, await this.model(words, actor, id));
  }

  @Post()
  async runTask(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(RunForm) form: Submitted<RunForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      form,
      {
        view: VIEW,
        model: () => this.model(words, actor, id),
        refused: ({ refusal }) => ({ values: {}, errors: [refusedField(`task-${form.values['task']}`, refusal)] }),
      },
      async ({ task }) => {
        await this.jobs.runTask(actor, id, task);
        return redirect(`/commissions/${id}/taches`, 'commission.jobs.started');
      },
    );
  }

  private async model(words: Translator, actor: Actor, id: string): Promise<Record<string, unknown>> {
    const { session, body } = await this.access.readSession(actor, id);
    const heading = words.t('commission.session.title', {
      body: body.name,
      day: words.fullDay(dayOf(session.startsAt)),
    });
    return { id, heading, jobs: jobsModel(words, await this.jobs.listJobs(actor, id)) };
  }
}
