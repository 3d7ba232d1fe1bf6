import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  EmptyForm,
  type FieldError,
  Form,
  page,
  type Page,
  type Redirect,
  redirect,
  refusedPage,
  type Submitted,
  Words,
} from '../../../foundation/platform/web/index.js';
import { ImportMending, type OpenRow } from '../import-mending.js';
import { readCellsForm, SetAsideForm } from './import-row.form.js';
import { problemErrors, rowModel } from './import-row.presenter.js';

type Answered = Promise<Page | Redirect>;

/** One line of a list that became no request. */
@Controller('rpe/imports/:batchId/lignes/:rowId')
@Allow(Permission.ImportLists)
export class ImportRowController {
  constructor(private readonly mending: ImportMending) {}

  @Get()
  async showRow(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('batchId') batchId: string,
    @Param('rowId') rowId: string,
  ): Promise<Page> {
    return page('waiting-lists/row', rowModel(await this.mending.readRow(actor, batchId, rowId), words));
  }

  @Post('reprendre')
  async mend(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('batchId') batchId: string,
    @Param('rowId') rowId: string,
    @Body() body: unknown,
  ): Answered {
    const open = await this.mending.readRow(actor, batchId, rowId);
    const form = readCellsForm(body, open.batch.columns.length);
    if (!form.ok) return refused(open, form, words);
    const problems = await this.mending.mendRow(actor, open, form.cells);
    return problems
      ? refused(open, { values: form.values, errors: problemErrors(open, problems) }, words)
      : redirect(`/rpe/imports/${batchId}`, 'triage.notice.rowMended');
  }

  @Post('prendre')
  async takeAnyway(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('batchId') batchId: string,
    @Param('rowId') rowId: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Answered {
    const open = await this.mending.readRow(actor, batchId, rowId);
    if (!form.ok) return refused(open, form, words);
    await this.mending.takeAnyway(actor, open);
    return redirect(`/rpe/imports/${batchId}`, 'triage.notice.rowMended');
  }

  @Post('ecarter')
  async setAside(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('batchId') batchId: string,
    @Param('rowId') rowId: string,
    @Form(SetAsideForm) form: Submitted<SetAsideForm>,
  ): Answered {
    const open = await this.mending.readRow(actor, batchId, rowId);
    if (!form.ok) return refused(open, form, words);
    await this.mending.setAside(actor, open, form.value.setAside);
    return redirect(`/rpe/imports/${batchId}`, 'triage.notice.rowSetAside');
  }

  @Post('remettre')
  async takeBack(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('batchId') batchId: string,
    @Param('rowId') rowId: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Answered {
    const open = await this.mending.readRow(actor, batchId, rowId);
    if (!form.ok) return refused(open, form, words);
    await this.mending.takeBack(actor, open);
    return redirect(`/rpe/imports/${batchId}/lignes/${rowId}`);
  }
}

function refused(
  open: OpenRow,
  form: { values: Record<string, unknown>; errors: readonly FieldError[] },
  words: Translator,
): Page {
  const model = rowModel(open, words);
  return refusedPage('waiting-lists/row', model, {
    values: { ...model.form.values, ...form.values },
    errors: form.errors,
  });
}
