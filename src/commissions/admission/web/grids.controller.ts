import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DomainError, refuse } from '../../../foundation/kernel/refusal.js';
import { isDay } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  readDay,
  redirect,
  submitForm,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { editGrid } from '../domain/edit-grid.js';
import type { CriteriaGrid } from '../domain/grid.js';
import { GridDrafts } from '../grid-drafts.js';
import { Grids } from '../grids.js';
import { GridEditPresenter } from './grid-edit.presenter.js';
import { lineError } from './grid-lines.presenter.js';
import { gridValues, readGrid } from './grid.form.js';
import { DraftForm, InForceForm } from './grids.form.js';
import { GridsPresenter } from './grids.presenter.js';

/** Versions of the criteria grid: written, compared, put in force. */
@Controller('grilles')
@Allow(Permission.ManageGrids)
export class GridsController {
  constructor(
    private readonly grids: Grids,
    private readonly drafts: GridDrafts,
    private readonly presenter: GridsPresenter,
    private readonly editPresenter: GridEditPresenter,
  ) {}

  @Get()
  async listGrids(@Words() words: Translator): Promise<Page> {
    return page('admission/grids', this.presenter.listModel(words, await this.grids.listGrids()));
  }

  @Post('nouvelle')
  async beginGrid(@CurrentActor() actor: Actor): Promise<Redirect> {
    return redirect(`/grilles/${await this.drafts.beginGrid(actor)}/modifier`, 'grid.notice.copied');
  }

  @Get('comparer')
  async compareGrids(
    @Words() words: Translator,
    @Query('avant') before: unknown,
    @Query('apres') after: unknown,
  ): Promise<Page> {
    const [was, is] = [await this.grids.readGrid(String(before)), await this.grids.readGrid(String(after))];
    return page('admission/grid-compare', this.presenter.comparison(words, was, is));
  }

  @Get(':id')
  async showGrid(@Words() words: Translator, @Param('id') id: string): Promise<Page> {
    const row = await this.grids.readGrid(id);
    return page('admission/grid', this.presenter.gridModel(words, row, await this.grids.findInForce()));
  }

  @Post(':id/brouillon')
  async copyGrid(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Redirect> {
    const draft = await this.drafts.copyGrid(actor, id);
    return redirect(`/grilles/${draft}/modifier`, 'grid.notice.copied');
  }

  @Get(':id/modifier')
  async editing(@Words() words: Translator, @Param('id') id: string): Promise<Page> {
    const row = await this.draft(id);
    const content = row.content as CriteriaGrid;
    return page('admission/grid-edit', {
      ...this.editPresenter.model(words, row, content),
      form: { values: gridValues(content, row.revision), errors: [] },
    });
  }

  /** Every button saves what can be read, and then shows what is wrong or missing. */
  @Post(':id/modifier')
  async editDraft(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    const row = await this.draft(id);
    const { content, values, errors, edit, revision } = readGrid(body, row.content as CriteriaGrid);
    const wrong = errors.map((error) => lineError(words, values, error));
    return submitForm(
      alsoWrong({ ok: true, value: edit === null ? content : editGrid(content, edit), values }, wrong),
      {
        view: 'admission/grid-edit',
        model: () => this.editPresenter.model(words, row, content),
        refused: ({ refusal }) => this.presenter.asError(words, 'source', refusal),
      },
      async (next) => {
        await this.drafts.saveDraft(actor, id, next, revision);
        return redirect(`/grilles/${id}/modifier`, 'grid.notice.saved');
      },
    );
  }

  @Post(':id/supprimer')
  async dropDraft(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(DraftForm) form: Submitted<DraftForm>,
  ): Promise<Redirect> {
    await this.drafts.dropDraft(actor, id, form.ok ? form.value.revision : 0);
    return redirect('/grilles', 'grid.notice.dropped');
  }

  @Get(':id/en-vigueur')
  async confirming(@Words() words: Translator, @Param('id') id: string): Promise<Page> {
    const row = await this.draft(id);
    return page('admission/grid-in-force', {
      ...(await this.confirmation(words, id)),
      form: { values: { revision: row.revision }, errors: [] },
    });
  }

  @Post(':id/en-vigueur')
  async putInForce(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(InForceForm) form: Submitted<InForceForm>,
  ): Promise<Page | Redirect> {
    await this.draft(id);
    const { on, from, wrong } = daysOf(form);
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'admission/grid-in-force',
        model: () => this.confirmation(words, id),
        refused: ({ refusal }) =>
          this.presenter.asError(words, refusal.code === 'grid.votedAfter' ? 'voted' : 'from', refusal),
      },
      async ({ deliberation, revision }) => {
        await this.drafts.putInForce(actor, id, { number: deliberation, on }, from, revision);
        return redirect(`/grilles/${id}`, 'grid.notice.inForce');
      },
    );
  }

  private async confirmation(words: Translator, id: string): Promise<Record<string, unknown>> {
    const current = await this.grids.findInForce();
    return this.presenter.gridModel(words, await this.grids.readGrid(id), current);
  }

  /** @throws NotFound @throws DomainError when the version has left its draft */
  private async draft(id: string) {
    const row = await this.grids.readGrid(id);
    if (row.status !== 'draft') throw new DomainError(refuse('grid.immutable'));
    return row;
  }
}

/** The two days of the form, with their errors. */
function daysOf(form: Submitted<InForceForm>): { on: string; from: string; wrong: FieldError[] } {
  const [on, from] = [readDay(form.values, 'voted'), readDay(form.values, 'from')];
  const wrong: FieldError[] = [];
  if (!isDay(on)) wrong.push({ field: 'voted', message: 'grid.errors.voted' });
  if (!isDay(from)) wrong.push({ field: 'from', message: 'grid.errors.from' });
  return { on: String(on), from: String(from), wrong };
}
