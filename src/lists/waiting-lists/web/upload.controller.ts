import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { refuse } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { type Actor, Allow, CurrentActor, Permission } from '../../../foundation/platform/security/index.js';
import {
  EmptyForm,
  Form,
  LARGEST_UPLOAD_BYTES,
  ListsFamilies,
  page,
  redirect,
  refusedField,
  submitForm,
  TakesUpload,
  Uploaded,
  Words,
  type Page,
  type Redirect,
  type Submitted,
  type Upload,
} from '../../../foundation/platform/web/index.js';
import { ImportDrafts, type DraftList } from '../import-drafts.js';
import { ImportRuns } from '../import-runs.js';
import { desksImportedForBy } from '../import.policy.js';
import { readImportForm } from './import.form.js';
import { readColumnsForm, UploadForm } from './columns.form.js';
import { SheetForm } from './sheet.form.js';
import { UploadPages } from './upload-pages.js';

type Answered = Promise<Page | Redirect>;
const MEGABYTES = LARGEST_UPLOAD_BYTES / 1024 / 1024;

/** The steps of an import: the list is sent, its columns are settled, it is previewed and imported. */
@Controller('rpe/imports')
@Allow(Permission.ImportLists)
export class UploadController {
  constructor(
    private readonly drafts: ImportDrafts,
    private readonly runs: ImportRuns,
    private readonly pages: UploadPages,
  ) {}

  @Post()
  @TakesUpload()
  async upload(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Uploaded() file: Upload | null,
    @Form(UploadForm) form: Submitted<UploadForm>,
  ): Answered {
    if (!form.ok) return this.pages.listPage(words, actor, form);
    const deskId = form.value.desk ?? desksImportedForBy(actor)[0]!;
    const refusal =
      file === null
        ? refuse('import.noFile')
        : file.tooLarge
          ? refuse('import.tooLarge', { megabytes: MEGABYTES })
          : null;
    const opened = refusal ?? (await this.drafts.storeList(actor, deskId, file!.fileName, file!.bytes));
    if ('code' in opened)
      return this.pages.listPage(words, actor, { values: form.values, errors: [refusedField('list', opened)] });
    return redirect(nextPage(opened));
  }

  @Get(':batchId/feuille')
  async sheets(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('batchId') id: string): Answered {
    const draft = await this.drafts.readDraft(actor, id);
    if (draft.batch.workbook === null) return redirect(`/rpe/imports/${id}/apercu`);
    const { view, model } = this.pages.sheets(words, draft, await this.drafts.listSheets(actor, id));
    return page(view, model());
  }

  @Post(':batchId/feuille')
  async chooseSheet(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('batchId') id: string,
    @Form(SheetForm) form: Submitted<SheetForm>,
  ): Answered {
    const draft = await this.drafts.readDraft(actor, id);
    return submitForm(
      form,
      {
        ...this.pages.sheets(words, draft, await this.drafts.listSheets(actor, id)),
        refused: ({ refusal }) => refusedField('sheet', refusal),
      },
      async ({ sheet }) => {
        await this.drafts.chooseSheet(actor, id, sheet ?? '');
        return redirect(nextPage((await this.drafts.readDraft(actor, id)).batch));
      },
    );
  }

  @Get(':batchId/colonnes')
  async columns(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('batchId') id: string): Answered {
    const draft = await this.drafts.readDraft(actor, id);
    if (draft.batch.workbook?.sheet === null) return redirect(`/rpe/imports/${id}/feuille`);
    const { view, model } = this.pages.columns(words, draft);
    return page(view, model());
  }

  @Post(':batchId/colonnes')
  async settleColumns(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('batchId') id: string,
    @Body() body: unknown,
  ): Answered {
    const draft = await this.drafts.readDraft(actor, id);
    const form = readColumnsForm(
      body,
      draft.batch.columns.map(({ header }) => header),
    );
    return submitForm(
      form,
      {
        ...this.pages.columns(words, draft),
        refused: ({ refusal, status }) => (status === 422 ? refusedField('column0', refusal) : null),
      },
      async (value) => {
        await this.drafts.settleColumns(actor, id, value);
        return redirect(`/rpe/imports/${id}/apercu`);
      },
    );
  }

  @Get(':batchId/apercu')
  @ListsFamilies('import', ['lines', 'unreadable'], { of: 'batchId', filter: ['page'] })
  async preview(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('batchId') id: string,
    @Query('page') asked?: unknown,
  ): Answered {
    const draft = await this.drafts.readDraft(actor, id);
    if (draft.batch.workbook?.sheet === null) return redirect(`/rpe/imports/${id}/feuille`);
    if (draft.batch.columns.some(({ use }) => use === null)) return redirect(`/rpe/imports/${id}/colonnes`);
    return this.pages.preview(words, draft, Number(asked));
  }

  @Post(':batchId/importer')
  async startImport(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('batchId') id: string,
    @Body() body: unknown,
  ): Answered {
    const form = readImportForm(body);
    if (!form.ok) return this.pages.listPage(words, actor, form);
    await this.runs.startImport(actor, id, form.takenAnyway);
    return redirect(`/rpe/imports/${id}`);
  }

  @Post(':batchId/relancer')
  async resumeImport(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('batchId') id: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Answered {
    if (!form.ok) return this.pages.listPage(words, actor, form);
    await this.runs.resumeImport(actor, id);
    return redirect(`/rpe/imports/${id}`);
  }

  @Post(':batchId/abandonner')
  async dropDraft(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('batchId') id: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Answered {
    if (!form.ok) return this.pages.listPage(words, actor, form);
    await this.drafts.dropDraft(actor, id);
    return redirect('/rpe/imports', 'triage.notice.importDropped');
  }
}

/** What is asked of a list that was just read: which sheet, then what its columns hold and whose it is. */
function nextPage({ id, workbook, establishmentId, columns }: DraftList['batch']): string {
  if (workbook?.sheet === null) return `/rpe/imports/${id}/feuille`;
  const asks = establishmentId === null || columns.some(({ use }) => use === null);
  return `/rpe/imports/${id}/${asks ? 'colonnes' : 'apercu'}`;
}
