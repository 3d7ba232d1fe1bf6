import { Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError, NotFound, refuse } from '../../../kernel/refusal.js';
import type { Translator } from '../../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../platform/security/index.js';
import {
  Form,
  page,
  redirect,
  refusedBy,
  refusedPage,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../platform/web/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { Attendances } from '../attendances.js';
import { Recusals } from '../recusals.js';
import { SessionQueries, type Sitting } from '../session-queries.js';
import { AttendanceForm, notedIn } from './attendance.form.js';
import { AttendancePresenter } from './attendance.presenter.js';
import { RecusalPresenter } from './recusal.presenter.js';
import { RecusalForm } from './sitting.form.js';

/** Who is in the room, and whom a case concerns. */
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
    const sitting = await this.run(actor, id);
    return page('commission/sitting/attendance', {
      ...this.attendance.model(words, sitting),
      form: { values: this.attendance.values(sitting), errors: [] },
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
    const sitting = await this.run(actor, id);
    const model = this.attendance.model(words, sitting);
    if (!form.ok) return refusedPage('commission/sitting/attendance', model, form);
    const { value } = form;
    const refused = await refusedBy(this.attendances.note(actor, id, notedIn(value), value.version));
    if (!refused)
      return redirect(
        sitting.session.state === 'closed' ? `/commissions/${id}/compte-rendu` : `/commissions/${id}/seance`,
        'commission.notice.attendance',
      );
    const { session } = await this.run(actor, id);
    const field = this.attendance.fieldOf(sitting, refused.refusal.facts);
    return refusedPage(
      'commission/sitting/attendance',
      model,
      {
        values: { ...form.values, version: session.version },
        errors: [this.say.asError(words, field, refused.refusal)],
      },
      refused.status,
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
    const sitting = await this.run(actor, id);
    return page('commission/sitting/recusal', {
      ...this.recusal.model(words, sitting, candidacyId),
      form: { values: this.recusal.values(sitting, candidacyId), errors: [] },
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
    const sitting = await this.run(actor, id);
    const model = this.recusal.model(words, sitting, candidacyId);
    if (!form.ok) return refusedPage('commission/sitting/recusal', model, form);
    const { members = [], version } = form.value;
    const refused = await refusedBy(this.recusals.say(actor, id, candidacyId, [members].flat(), version));
    if (!refused) return redirect(`/commissions/${id}/seance`, 'commission.notice.recusal');
    const { session } = await this.run(actor, id);
    return refusedPage(
      'commission/sitting/recusal',
      model,
      {
        values: { ...form.values, version: session.version },
        errors: [this.say.asError(words, 'members', refused.refusal)],
      },
      refused.status,
    );
  }

  /** @throws NotFound for who does not run it; DomainError before it has a list */
  private async run(actor: Actor, id: string): Promise<Sitting> {
    const sitting = await this.queries.sitting(actor, id);
    if (!sitting.mayRun) throw new NotFound('session');
    if (sitting.session.frozenAt === null)
      throw new DomainError(refuse('session.wrongState', { action: 'attend', state: sitting.session.state }));
    return sitting;
  }
}
