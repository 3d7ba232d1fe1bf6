import { Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError, NotFound, refuse } from '../../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { Attendances } from '../attendances.js';
import { Recusals } from '../recusals.js';
import { SessionQueries, type Sitting } from '../session-queries.js';
import { AttendanceForm, notedIn, unreadableTimes } from './attendance.form.js';
import { AttendancePresenter } from './attendance.presenter.js';
import { RecusalPresenter } from './recusal.presenter.js';
import { RecusalForm } from './sitting.form.js';

/** Who is in the room, and which members a case concerns. */
@Controller('commissions/:id')
export class SittingPeopleController {
  constructor(
    private readonly queries: SessionQueries,
    private readonly attendances: Attendances,
    private readonly recusals: Recusals,
    private readonly attendance: AttendancePresenter,
    private readonly recusal: RecusalPresenter,
    private readonly say: Sentences,
  ) {}

  @Allow(Permission.RunSession)
  @Get('presences')
  async noting(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const sitting = await this.readRunnable(actor, id);
    return page('commission/sitting/attendance', {
      ...this.attendance.model(words, sitting),
      form: { values: this.attendance.formValues(sitting), errors: [] },
    });
  }

  @Allow(Permission.RunSession)
  @Post('presences')
  async note(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(AttendanceForm) form: Submitted<AttendanceForm>,
  ): Promise<Page | Redirect> {
    const sitting = await this.readRunnable(actor, id);
    const model = this.attendance.model(words, sitting);
    return submitForm(
      alsoWrong(form, unreadableTimes(form.values)),
      {
        view: 'commission/sitting/attendance',
        model: () => model,
        refused: async ({ refusal }) => ({
          values: { ...form.values, version: (await this.readRunnable(actor, id)).session.version },
          errors: [this.say.asError(words, this.attendance.fieldOf(sitting, refusal), refusal)],
        }),
      },
      async (value) => {
        const noted = value.everybody
          ? sitting.members.map((member) => ({
              memberId: member.id,
              status: value.everybody!,
              byId: null,
              arrivedAt: null,
              leftAt: null,
            }))
          : notedIn(value);
        await this.attendances.noteAttendance(actor, id, noted, value.version);
        return redirect(
          sitting.session.state === 'closed' ? `/commissions/${id}/compte-rendu` : `/commissions/${id}/seance`,
          'commission.notice.attendance',
        );
      },
    );
  }

  @Allow(Permission.RunSession)
  @Get('seance/:candidacyId/deport')
  async recusing(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('candidacyId') candidacyId: string,
  ): Promise<Page> {
    const sitting = await this.readRunnable(actor, id);
    return page('commission/sitting/recusal', {
      ...this.recusal.model(words, sitting, candidacyId),
      form: { values: this.recusal.formValues(sitting, candidacyId), errors: [] },
    });
  }

  @Allow(Permission.RunSession)
  @Post('seance/:candidacyId/deport')
  async recuse(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('candidacyId') candidacyId: string,
    @Form(RecusalForm) form: Submitted<RecusalForm>,
  ): Promise<Page | Redirect> {
    const sitting = await this.readRunnable(actor, id);
    const model = this.recusal.model(words, sitting, candidacyId);
    return submitForm(
      form,
      {
        view: 'commission/sitting/recusal',
        model: () => model,
        refused: async ({ refusal }) => ({
          values: { ...form.values, version: (await this.readRunnable(actor, id)).session.version },
          errors: [this.say.asError(words, 'members', refusal)],
        }),
      },
      async ({ members = [], version }) => {
        await this.recusals.recordRecusals(actor, id, candidacyId, [members].flat(), version);
        return redirect(`/commissions/${id}/seance`, 'commission.notice.recusal');
      },
    );
  }

  /** @throws NotFound for a person who does not run the session; DomainError before its list is fixed */
  private async readRunnable(actor: Actor, id: string): Promise<Sitting> {
    const sitting = await this.queries.readSitting(actor, id);
    if (!sitting.mayRun) throw new NotFound('session');
    if (sitting.session.frozenAt === null)
      throw new DomainError(refuse('session.wrongState', { action: 'attend', state: sitting.session.state }));
    return sitting;
  }
}
