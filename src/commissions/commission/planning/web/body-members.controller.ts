import { Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError } from '../../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  previewPage,
  redirect,
  submitForm,
  Words,
  type FormPage,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import type { BodyPreview } from '../../bodies/body-uses.js';
import { BodyChangesPresenter } from '../../bodies/web/body-changes.presenter.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { BodyMembers, memberIn } from '../body-members.js';
import { BodySettings } from '../body-settings.js';
import { memberFields, MemberForm, memberFrom, NewMemberForm, SeatForm } from './bodies.form.js';
import { BodiesPresenter } from './bodies.presenter.js';
import { formOf } from './body-preview-forms.js';

const VIEW = 'commission/planning/body-member';
/** The field that a refusal is about. */
const FIELD_OF: Record<string, string> = { 'body.alreadyMember': 'person' };
const bodyPage = (bodyId: string): string => `/commissions/instances/${bodyId}`;

/** Who sits in a commission: added, changed, ended, seated again. */
@Allow(Permission.PlanSession)
@Controller('commissions/instances/:bodyId/membres')
export class BodyMembersController {
  constructor(
    private readonly settings: BodySettings,
    private readonly members: BodyMembers,
    private readonly present: BodiesPresenter,
    private readonly changes: BodyChangesPresenter,
    private readonly say: Sentences,
  ) {}

  @Get('nouveau')
  async showNewMember(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
  ): Promise<Page> {
    return this.memberPage(words, actor, bodyId, null, {});
  }

  @Post('nouveau')
  async addMember(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Form(NewMemberForm) form: Submitted<NewMemberForm>,
  ): Promise<Page | Redirect> {
    const sheet = await this.settings.readSheet(actor, bodyId);
    const isNobody = form.ok && !form.value.person && !form.value.label;
    return submitForm(
      alsoWrong(form, isNobody ? [{ field: 'label', message: 'commission.bodies.errors.label' }] : []),
      this.formPage(words, actor, bodyId, null, form),
      async (value) => {
        const known = (await this.members.listCandidates(sheet)).find(({ personKey }) => personKey === value.person);
        const label = value.label ?? (known ? this.present.nameOf(words, known) : '');
        const wanted = { ...memberFrom(value), label };
        const [version, person] = [Number(value.version), value.person ?? null];
        const preview = value.confirmed
          ? null
          : await this.members.previewAddition(actor, bodyId, version, person, wanted);
        if (preview) return this.preview(words, preview);
        await this.members.addMember(actor, bodyId, version, person, wanted);
        return redirect(bodyPage(bodyId), 'commission.bodies.added');
      },
    );
  }

  @Get(':memberId')
  async showMember(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Param('memberId') memberId: string,
  ): Promise<Page> {
    const member = memberIn(await this.settings.readSheet(actor, bodyId), memberId);
    return this.memberPage(words, actor, bodyId, memberId, memberFields(member));
  }

  @Post(':memberId')
  async changeMember(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Param('memberId') memberId: string,
    @Form(MemberForm) form: Submitted<MemberForm>,
  ): Promise<Page | Redirect> {
    memberIn(await this.settings.readSheet(actor, bodyId), memberId);
    return submitForm(form, this.formPage(words, actor, bodyId, memberId, form), async (value) => {
      const [version, wanted] = [Number(value.version), memberFrom(value)];
      const preview = value.confirmed
        ? null
        : await this.members.previewChange(actor, bodyId, version, memberId, wanted);
      if (preview) return this.preview(words, preview);
      await this.members.changeMember(actor, bodyId, version, memberId, wanted);
      return redirect(bodyPage(bodyId), 'commission.bodies.changed');
    });
  }

  @Post(':memberId/fin')
  endMembership(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Param('memberId') memberId: string,
    @Form(SeatForm) form: Submitted<SeatForm>,
  ): Promise<Page | Redirect> {
    return this.setSeat(words, actor, bodyId, memberId, form, false);
  }

  @Post(':memberId/retour')
  seatAgain(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Param('memberId') memberId: string,
    @Form(SeatForm) form: Submitted<SeatForm>,
  ): Promise<Page | Redirect> {
    return this.setSeat(words, actor, bodyId, memberId, form, true);
  }

  /** A press that was not confirmed, or a confirmation that came too late, shows what would follow now. */
  private async setSeat(
    words: Translator,
    actor: Actor,
    bodyId: string,
    memberId: string,
    form: Submitted<SeatForm>,
    sits: boolean,
  ): Promise<Page | Redirect> {
    const preview = await this.members.previewSeat(actor, bodyId, memberId, sits);
    if (!preview) return redirect(bodyPage(bodyId), 'web.changes.already');
    const version = form.ok && form.value.confirmed ? Number(form.value.version ?? '-1') : null;
    if (preview.refusal || version !== preview.body.version)
      return previewPage(this.changes.previewModel(words, preview, formOf(preview)));
    await this.members.setSeat(actor, bodyId, version, memberId, sits);
    return redirect(bodyPage(bodyId), sits ? 'commission.bodies.returned' : 'commission.bodies.ended');
  }

  /** @throws DomainError when the change cannot be made: the form then says why */
  private preview(words: Translator, preview: BodyPreview): Page {
    if (preview.refusal) throw new DomainError(preview.refusal);
    return previewPage(this.changes.previewModel(words, preview, formOf(preview)));
  }

  private async memberPage(
    words: Translator,
    actor: Actor,
    bodyId: string,
    memberId: string | null,
    values: Record<string, string>,
  ): Promise<Page> {
    const { body } = await this.settings.readSheet(actor, bodyId);
    const form = { values: { ...values, version: String(body.version) }, errors: [] };
    return page(VIEW, { ...(await this.model(words, actor, bodyId, memberId)), form });
  }

  private formPage(
    words: Translator,
    actor: Actor,
    bodyId: string,
    memberId: string | null,
    { values }: Submitted<MemberForm>,
  ): FormPage {
    return {
      view: VIEW,
      model: () => this.model(words, actor, bodyId, memberId),
      refused: async ({ refusal, status }) => ({
        errors: [this.say.asError(words, (memberId === null && FIELD_OF[refusal.code]) || 'role', refusal)],
        // What was typed stays. Sending it again is then meant for the body as it is now.
        values:
          status === 409
            ? { ...values, version: String((await this.settings.readSheet(actor, bodyId)).body.version) }
            : values,
      }),
    };
  }

  private async model(
    words: Translator,
    actor: Actor,
    bodyId: string,
    memberId: string | null,
  ): Promise<Record<string, unknown>> {
    const sheet = await this.settings.readSheet(actor, bodyId);
    const member = memberId === null ? null : memberIn(sheet, memberId);
    return this.present.memberModel(words, sheet.body, member, {
      people: member ? [] : await this.members.listCandidates(sheet),
      accounts: await this.members.listAccounts(),
    });
  }
}
