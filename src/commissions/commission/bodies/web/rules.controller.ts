import { Controller, Get, Param, Post } from '@nestjs/common';
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
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import { ruleFacts } from '../../domain/body-changes.js';
import { PRECEDENCES, QUEUES, RESERVE_TRAITS, rulesOf } from '../../domain/sitting-rules.js';
import type { Body } from '../../persistence/commission.entities.js';
import { BodyRules } from '../body-rules.js';
import { InsertionPlaces } from '../insertion-places.js';
import { RulesForm, rulesIn, valuesOf } from './rules.form.js';
import { BodyChangesPresenter } from './body-changes.presenter.js';
import { Sentences } from './sentences.js';
import { SittingRulesPresenter } from './sitting-rules.presenter.js';

/** The rules by which a body gives its places. */
@Allow(Permission.PlanSession)
@Controller('commissions/regles')
export class RulesController {
  constructor(
    private readonly rules: BodyRules,
    private readonly insertion: InsertionPlaces,
    private readonly present: SittingRulesPresenter,
    private readonly changes: BodyChangesPresenter,
    private readonly say: Sentences,
  ) {}

  @Get(':bodyId')
  async showRules(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
  ): Promise<Page> {
    const body = await this.rules.bodyOf(actor, bodyId);
    return page('commission/bodies/rules', {
      ...(await this.model(words, body)),
      form: { values: { ...valuesOf(rulesOf(body)), version: String(body.version) }, errors: [] },
    });
  }

  @Post(':bodyId')
  async changeRules(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Form(RulesForm) form: Submitted<RulesForm>,
  ): Promise<Page | Redirect> {
    const body = await this.rules.bodyOf(actor, bodyId);
    const rules = form.ok ? rulesIn(form.value) : null;
    const together = rules ? RESERVE_TRAITS.reduce((sum, trait) => sum + rules.reserves[trait], 0) : 0;
    const wrong = together > 100 ? [{ field: RESERVE_TRAITS[0], message: 'commission.errors.percentTogether' }] : [];
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'commission/bodies/rules',
        model: () => this.model(words, body),
        refused: async ({ refusal }) => ({
          errors: [this.say.asError(words, 'queue', refusal)],
          // What was typed stays. Sending it again is then meant for the body as it is now.
          values: { ...form.values, version: String((await this.rules.bodyOf(actor, bodyId)).version) },
        }),
      },
      async (value) => {
        const version = Number(value.version);
        const preview = value.confirmed
          ? null
          : await this.rules.previewRules(actor, bodyId, version, ruleFacts(rules!));
        if (preview) {
          const form = { action: `/commissions/regles/${bodyId}`, values: valuesOf(rules!) };
          return previewPage(this.changes.previewModel(words, preview, form));
        }
        await this.rules.changeRules(actor, bodyId, version, rules!);
        return redirect('/commissions', 'commission.notice.rules');
      },
    );
  }

  private async model(
    words: Translator,
    { id, name, establishmentIds }: Pick<Body, 'id' | 'name' | 'establishmentIds'>,
  ): Promise<Record<string, unknown>> {
    const { t } = words;
    const guarantees = await this.insertion.readToday(establishmentIds);
    return {
      bodyId: id,
      bodyName: name,
      queues: QUEUES.map((value) => ({ value, text: t(`commission.rules.queue.${value}`) })),
      precedences: PRECEDENCES.map((value) => ({ value, text: t(`commission.rules.precedence.${value}`) })),
      traits: RESERVE_TRAITS.map((value) => ({ value, text: t(`commission.rules.trait.${value}`) })),
      quotes: this.present.quotesIn({ guarantees }),
      guarantees: guarantees.map((guarantee) => ({
        href: `/commissions/places-garanties/${guarantee.at}`,
        text: this.present.guarantee(words, guarantee),
      })),
    };
  }
}
