import { Controller, Get, Param, Post } from '@nestjs/common';
import {
  CelluleDecisions,
  CelluleForm,
  FamilyUnmaskings,
  mayHoldCellule,
  OutcomeForm,
  UnmaskForm,
} from '../../../first-desk/cellule/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { isDay, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  emptyForm,
  Form,
  page,
  readDay,
  redirect,
  refusedField,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { CelluleCases } from '../cellule-cases.js';
import { CellulePresenter } from './cellule.presenter.js';

type Model = Record<string, unknown>;
const DUE_FIELDS: Readonly<Record<string, string>> = { 'cellule.past': 'due', 'cellule.said': 'outcome' };

/** Cellule sans solution: one family without its name, what would give it a solution, what was decided. */
@Controller('rapport/cellule')
@Allow(Permission.HoldCellule)
export class CelluleController {
  constructor(
    private readonly cases: CelluleCases,
    private readonly decisions: CelluleDecisions,
    private readonly unmaskings: FamilyUnmaskings,
    private readonly presenter: CellulePresenter,
  ) {}

  @Get(':requestId')
  async showCase(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    return page('observatory/case', { ...(await this.model(words, actor, id)), form: emptyForm() });
  }

  @Post(':requestId')
  decide(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(CelluleForm) form: Submitted<CelluleForm>,
  ): Promise<Page | Redirect> {
    const due = readDay(form.values, 'due');
    return submitForm(
      alsoWrong(form, isDay(due) ? [] : [{ field: 'due', message: 'cellule.errors.due' }]),
      {
        view: 'observatory/case',
        model: () => this.model(words, actor, id),
        refused: ({ refusal }) => refusedField(DUE_FIELDS[refusal.code] ?? 'note', refusal),
      },
      async ({ kind, note }) => {
        await this.decisions.decide(actor, id, { kind, note: note?.trim() || null, dueOn: due as Day });
        return redirect(`/rapport/cellule/${id}`, 'cellule.notice.decided');
      },
    );
  }

  @Post(':requestId/suite')
  sayOutcome(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(OutcomeForm) form: Submitted<OutcomeForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      form,
      {
        view: 'observatory/case',
        model: () => this.model(words, actor, id),
        refused: ({ refusal }) => refusedField('outcome', refusal),
      },
      async ({ decision, outcome }) => {
        await this.decisions.sayOutcome(actor, id, decision ?? '', outcome);
        return redirect(`/rapport/cellule/${id}`, 'cellule.notice.said');
      },
    );
  }

  @Get(':requestId/anonymat')
  async askUnmasking(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    return page('observatory/unmasking', { ...(await this.maskedModel(words, actor, id)), form: emptyForm() });
  }

  @Post(':requestId/anonymat')
  async unmask(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(UnmaskForm) form: Submitted<UnmaskForm>,
  ): Promise<Page | Redirect> {
    const model = await this.maskedModel(words, actor, id);
    return submitForm(
      form,
      { view: 'observatory/unmasking', model: () => model, refused: () => null },
      async ({ reason }) => {
        const family = await this.unmaskings.unmaskFamily(actor, id, reason);
        return page('observatory/unmasking', { ...model, ...this.presenter.names(words, family, reason) });
      },
    );
  }

  private async maskedModel(words: Translator, actor: Actor, id: string): Promise<Model> {
    return this.presenter.unmasking(words, await this.decisions.readMasked(actor, id));
  }

  private async model(words: Translator, actor: Actor, id: string): Promise<Model> {
    if (!mayHoldCellule(actor)) throw new NotFound('request');
    return this.presenter.page(words, await this.cases.readCase(actor, id));
  }
}
