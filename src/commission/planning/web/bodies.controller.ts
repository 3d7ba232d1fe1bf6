import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../platform/security/index.js';
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
} from '../../../platform/web/index.js';
import { mayPlanForAll } from '../../bodies/body.policy.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { BodySettings, memberIn, type MemberValues } from '../body-settings.js';
import { MemberForm, NewMemberForm, SettingsForm, settingsIn, settingsValues } from './bodies.form.js';
import { BodiesPresenter } from './bodies.presenter.js';

/** The lines of an address, without those left empty. */
const addressIn = (typed: string | undefined): string | null =>
  (typed ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n') || null;

const valuesOf = ({ role, label, email, address, account }: MemberForm): MemberValues => ({
  role,
  label: label ?? '',
  email: email ?? null,
  address: addressIn(address),
  accountId: account ?? null,
});
/** The field that a refusal is about. */
const FIELD_OF: Record<string, string> = { 'body.alreadyMember': 'person' };

/** Commissions as they are settled: days, rooms, quorum, members. */
@Allow(Permission.PlanSession)
@Controller('commissions/instances')
export class BodiesController {
  constructor(
    private readonly settings: BodySettings,
    private readonly present: BodiesPresenter,
    private readonly say: Sentences,
  ) {}

  @Get()
  async listBodies(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    const sheets = await this.settings.listSheets(actor);
    return page('commission/planning/bodies', this.present.listModel(words, sheets, mayPlanForAll(actor)));
  }

  @Get(':bodyId')
  async showBody(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
  ): Promise<Page> {
    const sheet = await this.settings.readSheet(actor, bodyId);
    return page('commission/planning/body', {
      ...this.present.sheetModel(words, sheet, mayPlanForAll(actor)),
      form: { values: settingsValues(sheet.body), errors: [] },
    });
  }

  @Post(':bodyId')
  async changeSettings(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Form(SettingsForm) form: Submitted<SettingsForm>,
  ): Promise<Page | Redirect> {
    const model = this.present.sheetModel(words, await this.settings.readSheet(actor, bodyId), mayPlanForAll(actor));
    return submitForm(
      form,
      {
        view: 'commission/planning/body',
        model: () => model,
        refused: async ({ refusal, status }) => ({
          errors: [this.say.asError(words, status === 409 ? 'noticeDays' : 'quorum', refusal)],
          // What was typed stays. Sending it again is then meant for the body as it is now.
          values: { ...form.values, version: String((await this.settings.readSheet(actor, bodyId)).body.version) },
        }),
      },
      async (value) => {
        await this.settings.changeSettings(actor, bodyId, Number(value.version), settingsIn(value));
        return redirect(`/commissions/instances/${bodyId}`, 'commission.bodies.saved');
      },
    );
  }

  @Get(':bodyId/membres/nouveau')
  async adding(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
  ): Promise<Page> {
    const model = await this.present.member(words, this.settings, await this.settings.readSheet(actor, bodyId), null);
    return page('commission/planning/body-member', { ...model, form: { values: {}, errors: [] } });
  }

  @Post(':bodyId/membres/nouveau')
  async addMember(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Form(NewMemberForm) form: Submitted<NewMemberForm>,
  ): Promise<Page | Redirect> {
    const sheet = await this.settings.readSheet(actor, bodyId);
    const model = await this.present.member(words, this.settings, sheet, null);
    const isNobody = form.ok && !form.value.person && !form.value.label;
    return submitForm(
      alsoWrong(form, isNobody ? [{ field: 'label', message: 'commission.bodies.errors.label' }] : []),
      {
        view: 'commission/planning/body-member',
        model: () => model,
        refused: ({ refusal }) => this.say.asError(words, FIELD_OF[refusal.code] ?? 'role', refusal),
      },
      async (value) => {
        const known = (await this.settings.listCandidates(sheet)).find(({ personKey }) => personKey === value.person);
        const label = value.label ?? (known ? this.present.nameOf(words, known) : '');
        await this.settings.addMember(actor, bodyId, value.person ?? null, { ...valuesOf(value), label });
        return redirect(`/commissions/instances/${bodyId}`, 'commission.bodies.added');
      },
    );
  }

  @Get(':bodyId/membres/:memberId')
  async member(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Param('memberId') memberId: string,
  ): Promise<Page> {
    const sheet = await this.settings.readSheet(actor, bodyId);
    const member = memberIn(sheet, memberId);
    const { role, label, email, address, accountId } = member;
    const model = await this.present.member(words, this.settings, sheet, member);
    return page('commission/planning/body-member', {
      ...model,
      form: {
        values: { role, label, email: email ?? '', address: address ?? '', account: accountId ?? '' },
        errors: [],
      },
    });
  }

  @Post(':bodyId/membres/:memberId')
  async changeMember(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Param('memberId') memberId: string,
    @Form(MemberForm) form: Submitted<MemberForm>,
  ): Promise<Page | Redirect> {
    const sheet = await this.settings.readSheet(actor, bodyId);
    const model = await this.present.member(words, this.settings, sheet, memberIn(sheet, memberId));
    return submitForm(
      form,
      {
        view: 'commission/planning/body-member',
        model: () => model,
        refused: ({ refusal }) => this.say.asError(words, 'role', refusal),
      },
      async (value) => {
        await this.settings.changeMember(actor, bodyId, memberId, valuesOf(value));
        return redirect(`/commissions/instances/${bodyId}`, 'commission.bodies.changed');
      },
    );
  }

  @Post(':bodyId/membres/:memberId/fin')
  async endMembership(
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Param('memberId') memberId: string,
  ): Promise<Redirect> {
    await this.settings.endMember(actor, bodyId, memberId);
    return redirect(`/commissions/instances/${bodyId}`, 'commission.bodies.ended');
  }
}
