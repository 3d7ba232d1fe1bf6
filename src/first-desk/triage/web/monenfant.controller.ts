import { Controller, Get, Post } from '@nestjs/common';
import { DomainError, refuse } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  EmptyForm,
  emptyForm,
  Form,
  LARGEST_UPLOAD_BYTES,
  page,
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
import { LIST_FILES, MOST_ROWS, sheetWords } from '../../../lists/waiting-lists/index.js';
import type { EnquiryProblem } from '../domain/monenfant-enquiries.js';
import { MonenfantImports, type MonenfantReport } from '../monenfant-imports.js';

const VIEW = 'triage/monenfant';
const MEGABYTES = LARGEST_UPLOAD_BYTES / 1024 / 1024;
/** Refused lines that the page names before it counts the others. */
const REFUSED_SHOWN = 100;

/** Requests made on monenfant.fr, sent to the desk as a file. */
@Controller('rpe/sollicitations/monenfant')
@Allow(Permission.LogEnquiry)
export class MonenfantController {
  constructor(private readonly imports: MonenfantImports) {}

  @Get()
  showUpload(@Words() words: Translator): Page {
    return page(VIEW, { ...model(words, null), form: emptyForm() });
  }

  /** Shows what became of each line. Sending the same file again, as a reload does, notes nothing twice. */
  @Post()
  @TakesUpload()
  async noteFile(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Uploaded() file: Upload | null,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      form,
      {
        view: VIEW,
        model: () => Promise.resolve(model(words, null)),
        refused: ({ refusal }) => refusedField('list', refusal),
      },
      async () => {
        if (file === null) throw new DomainError(refuse('import.noFile'));
        if (file.tooLarge) throw new DomainError(refuse('import.tooLarge', { megabytes: MEGABYTES }));
        const report = await this.imports.noteFile(actor, file.fileName, file.bytes);
        return page(VIEW, { ...model(words, report), form: emptyForm() });
      },
    );
  }
}

function model(words: Translator, report: MonenfantReport | null): Record<string, unknown> {
  const { t } = words;
  return {
    title: t('monenfant.title'),
    accept: LIST_FILES,
    limits: t('monenfant.limits', { rows: MOST_ROWS, megabytes: MEGABYTES }),
    report: report && {
      figures: (['noted', 'known'] as const).map((what) => ({
        number: report[what],
        label: t(`monenfant.figure.${what}`, { count: report[what] }),
      })),
      sheet: sheetWords(words, report.workbook, report.said),
      refusedCount: report.refused.length,
      ignored: report.ignored.length > 0 ? t('monenfant.ignored', { names: report.ignored.join(', ') }) : null,
      refused: {
        caption: t('monenfant.refused', { count: report.refused.length }),
        columns: ['line', 'why'].map((column) => ({ text: t(`monenfant.column.${column}`) })),
        rows: report.refused
          .slice(0, REFUSED_SHOWN)
          .map(({ line, problems }) => [line, problems.map((problem) => problemOf(words, problem)).join(' ')]),
      },
      unshown:
        report.refused.length > REFUSED_SHOWN
          ? t('monenfant.moreRefused', { count: report.refused.length - REFUSED_SHOWN })
          : null,
    },
  };
}

function problemOf({ t }: Translator, { field, value, reason }: EnquiryProblem): string {
  return t('monenfant.problem', { field: t(`monenfant.field.${field}`), value, why: t(`monenfant.reason.${reason}`) });
}
