import { Injectable } from '@nestjs/common';
import { AnswersPresenter } from '../../../dossier/dossier/index.js';
import { FIRST_LANGUAGE } from '../../../foundation/kernel/language.js';
import { Catalogue, type Translator } from '../../../foundation/platform/i18n/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  LARGEST_UPLOAD_BYTES,
  page,
  refusedPage,
  type FieldError,
  type Page,
  type FormPage,
} from '../../../foundation/platform/web/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { ImportBatches } from '../import-batches.js';
import type { DraftList } from '../import-drafts.js';
import { ImportPreview } from '../import-preview.js';
import { desksImportedForBy } from '../import.policy.js';
import type { ListedSheet } from '../reader/choose-sheet.js';
import { MOST_ROWS } from '../reader/refuse-file.js';
import { columnsModel } from './columns.presenter.js';
import { batchesModel } from './imports.presenter.js';
import { previewModel } from './preview.presenter.js';
import { LIST_FILES, SHEET_VIEW, sheetModel } from './sheet.presenter.js';

type Values = Record<string, unknown>;

/** The pages a list goes through before it is imported. */
@Injectable()
export class UploadPages {
  constructor(
    private readonly batches: ImportBatches,
    private readonly previews: ImportPreview,
    private readonly territory: Territory,
    private readonly supply: Supply,
    private readonly answers: AnswersPresenter,
    private readonly catalogue: Catalogue,
  ) {}

  async listPage(
    words: Translator,
    actor: Actor,
    refused?: { values: Values; errors: readonly FieldError[] },
  ): Promise<Page> {
    const desks = desksImportedForBy(actor).map((id) => ({ value: id, text: this.territory.desk(id).name }));
    const model = {
      title: words.t('triage.imports.title'),
      table: batchesModel(await this.batches.listLatest(actor), words),
      desks: desks.length > 1 ? desks : [],
      accept: LIST_FILES,
      limits: words.t('triage.importPage.limits', { rows: MOST_ROWS, megabytes: LARGEST_UPLOAD_BYTES / 1024 / 1024 }),
    };
    return refused
      ? refusedPage('waiting-lists/imports', model, refused)
      : page('waiting-lists/imports', { ...model, form: emptyForm() });
  }

  columns(words: Translator, draft: DraftList): Pick<FormPage, 'view'> & { model: () => Record<string, unknown> } {
    return { view: 'waiting-lists/columns', model: () => columnsModel(draft, this.supply.establishments(), words) };
  }

  sheets(
    words: Translator,
    { batch }: DraftList,
    sheets: readonly ListedSheet[],
  ): Pick<FormPage, 'view'> & { model: () => Record<string, unknown> } {
    const here = `/rpe/imports/${batch.id}`;
    const asked = { fileName: batch.fileName, back: '/rpe/imports', action: `${here}/feuille` };
    return { view: SHEET_VIEW, model: () => sheetModel(words, { ...asked, choice: batch.workbook!, sheets }) };
  }

  /** @param asked which page of the lines, from 1, as the address says */
  async preview(words: Translator, draft: DraftList, asked: number): Promise<Page> {
    const owner = this.supply.provider(draft.batch.establishmentId)?.name ?? null;
    const names = {
      owner,
      deskName: (id: string) => this.territory.desk(id).name,
      communeName: (code: string) => this.territory.commune(code)?.name ?? code,
      answers: this.answers,
      noteWords: this.catalogue.translator(FIRST_LANGUAGE),
    };
    return page(
      'waiting-lists/preview',
      previewModel(draft, await this.previews.previewDraft(draft), names, words, asked),
    );
  }
}
