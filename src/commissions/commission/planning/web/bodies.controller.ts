import { Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError } from '../../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  previewPage,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import { BodyChanges } from '../../bodies/body-changes.js';
import { mayPlanForAll } from '../../bodies/body.policy.js';
import { BodyChangesPresenter } from '../../bodies/web/body-changes.presenter.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { BodySettings } from '../body-settings.js';
import { SettingsForm, settingsIn, settingsValues } from './bodies.form.js';
import { BodiesPresenter } from './bodies.presenter.js';
import { formOf } from './body-preview-forms.js';

const CHANGES_SHOWN = 20;

/** Commissions as they are settled: days, rooms, quorum, and the changes that were made. */
@Allow(Permission.PlanSession)
@Controller('commissions/instances')
export class BodiesController {
  constructor(
    private readonly settings: BodySettings,
    private readonly made: BodyChanges,
    private readonly present: BodiesPresenter,
    private readonly changes: BodyChangesPresenter,
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
    const { body } = await this.settings.readSheet(actor, bodyId);
    return page('commission/planning/body', {
      ...(await this.model(words, actor, bodyId)),
      form: { values: settingsValues(body), errors: [] },
    });
  }

  @Post(':bodyId')
  async changeSettings(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Form(SettingsForm) form: Submitted<SettingsForm>,
  ): Promise<Page | Redirect> {
    await this.settings.readSheet(actor, bodyId);
    return submitForm(
      form,
      {
        view: 'commission/planning/body',
        model: () => this.model(words, actor, bodyId),
        refused: async ({ refusal, status }) => ({
          errors: [this.say.asError(words, status === 409 ? 'noticeDays' : 'quorum', refusal)],
          // What was typed stays. Sending it again is then meant for the body as it is now.
          values: { ...form.values, version: String((await this.settings.readSheet(actor, bodyId)).body.version) },
        }),
      },
      async (value) => {
        const [version, wanted] = [Number(value.version), settingsIn(value)];
        const preview = value.confirmed ? null : await this.settings.previewSettings(actor, bodyId, version, wanted);
        if (preview?.refusal) throw new DomainError(preview.refusal);
        if (preview) return previewPage(this.changes.previewModel(words, preview, formOf(preview)));
        await this.settings.changeSettings(actor, bodyId, version, wanted);
        return redirect(`/commissions/instances/${bodyId}`, 'commission.bodies.saved');
      },
    );
  }

  private async model(words: Translator, actor: Actor, bodyId: string): Promise<Record<string, unknown>> {
    const mayChange = mayPlanForAll(actor);
    const sheet = await this.settings.readSheet(actor, bodyId);
    const made = await this.made.listChanges(bodyId, CHANGES_SHOWN);
    return {
      ...this.present.sheetModel(words, sheet, await this.settings.findWays(sheet), mayChange),
      history: this.changes.historyModel(words, bodyId, made, mayChange),
    };
  }
}
