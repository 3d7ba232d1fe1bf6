import { Controller, Get, Post } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { DomainError, refuse } from '../../../foundation/kernel/refusal.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  csvOf,
  Download,
  emptyForm,
  Form,
  LARGEST_UPLOAD_BYTES,
  page,
  Press,
  readDay,
  redirect,
  refusedField,
  Show,
  submitForm,
  TakesFields,
  TakesUpload,
  Uploaded,
  Visit,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
  type Upload,
} from '../../../foundation/platform/web/index.js';
import type { SheetRow } from '../domain/read-nurseries.js';
import { NurserySheets } from '../nursery-sheets.js';
import { ChosenNurseriesForm, readRows, SentSheetForm, writeRows } from './nursery-sheet.form.js';
import { NurserySheetPresenter } from './nursery-sheet.presenter.js';
import { SHEET_COLUMNS, SHEET_EXAMPLE } from './sheet-template.js';

const VIEW = 'nursery-sheets/sheet';
/** More nurseries than the rows of one page hold. */
const MOST_FIELDS = 1000;

type Values = Readonly<Record<string, unknown>>;

/** Nurseries, their hours, sections and places are added from a sheet: sent, read on the page, ticked, added. */
@Controller('offre/depuis-un-tableau')
@Allow(Permission.KeepChildminders)
export class NurserySheetPages {
  constructor(
    private readonly sheets: NurserySheets,
    private readonly present: NurserySheetPresenter,
    private readonly clock: Clock,
  ) {}

  @Show()
  async showForm({ words }: Visit): Promise<Page> {
    const [fromYear, fromMonth, fromDay] = this.clock.today().split('-');
    return page(VIEW, { ...this.present.formModel(words), form: emptyForm({ fromDay, fromMonth, fromYear }) });
  }

  @Get('modele.csv')
  downloadTemplate(): Download {
    return new Download(csvOf([SHEET_COLUMNS, ...SHEET_EXAMPLE]), 'etablissements.csv', 'text/csv; charset=utf-8');
  }

  /** Shows what was read. Nothing is written. */
  @Post('lu')
  @TakesUpload()
  readSheet(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Uploaded() file: Upload | null,
    @Form(SentSheetForm) form: Submitted<SentSheetForm>,
  ): Promise<Page | Redirect> {
    const wrong = [
      ...(file === null ? [{ field: 'file', message: 'nurserySheet.errors.file' }] : []),
      ...this.wrongDay(form.values),
    ];
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: VIEW,
        model: () => this.present.formModel(words),
        refused: ({ refusal }) => refusedField('file', refusal),
      },
      async () => {
        const { fileName, bytes, tooLarge } = file!;
        if (tooLarge)
          throw new DomainError(refuse('import.tooLarge', { megabytes: LARGEST_UPLOAD_BYTES / 1024 / 1024 }));
        const cut = await this.sheets.cutSheet(fileName, bytes);
        const carried = writeRows(cut.rows);
        if (carried === null) throw new DomainError(refuse('nurserySheet.tooLong'));
        const found = this.present.foundModel(words, this.sheets.judgeRows(actor, cut.rows), carried, null);
        return page(VIEW, { ...found, ...this.present.leftOutModel(words, cut), form: emptyForm(form.values) });
      },
    );
  }

  @Press('', ChosenNurseriesForm)
  @TakesFields(MOST_FIELDS)
  addNurseries({ words, actor, form }: Visit<ChosenNurseriesForm>): Promise<Page | Redirect> {
    const rows = readRows(String(form.values['rows'] ?? ''));
    const chosen = [form.values['chosen'] ?? []].flat().map(String);
    const wrong = this.wrongDay(form.values);
    if (rows === null) wrong.push({ field: 'file', message: 'nurserySheet.errors.rows' });
    else if (chosen.length === 0) wrong.push({ field: 'chosen', message: 'nurserySheet.errors.chosen' });
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: VIEW,
        model: () => this.again(words, actor, rows, chosen),
        refused: ({ refusal }) => refusedField('chosen', refusal),
      },
      async ({ fromDay, fromMonth, fromYear }) => {
        const ticked = this.sheets
          .judgeRows(actor, rows!)
          .flatMap(({ line, nursery }) => (nursery && chosen.includes(String(line)) ? [nursery] : []));
        await this.sheets.addNurseries(actor, ticked, readDay({ fromDay, fromMonth, fromYear }, 'from') as Day);
        return redirect('/offre', 'nurserySheet.notice.added');
      },
    );
  }

  private again(
    words: Translator,
    actor: Actor,
    rows: SheetRow[] | null,
    chosen: readonly string[],
  ): Record<string, unknown> {
    const carried = rows && writeRows(rows);
    return carried === null
      ? this.present.formModel(words)
      : this.present.foundModel(words, this.sheets.judgeRows(actor, rows!), carried, chosen);
  }

  private wrongDay(values: Values): FieldError[] {
    const day = readDay(values, 'from');
    if (day === null || day === 'invalid') return [{ field: 'from', message: 'nurserySheet.errors.from' }];
    return day < this.clock.today() ? [{ field: 'from', message: 'nurserySheet.errors.past' }] : [];
  }
}
