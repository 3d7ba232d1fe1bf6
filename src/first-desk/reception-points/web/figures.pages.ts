import { Controller } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  listDownload,
  listFiles,
  page,
  Show,
  Visit,
  type Download,
  type ListFile,
  type ListForm,
  type Page,
  type SheetCell,
} from '../../../foundation/platform/web/index.js';
import { COUNTS, PointFigures, type PointCounts } from '../point-figures.js';

type Row = readonly (string | number)[];

const OWN = '/point-d-accueil/chiffres';
const FILES = { months: 'mois', subjects: 'sujets' } as const;

/** A table with the same rows as a page and as a file. */
interface Table {
  readonly head: readonly string[];
  readonly rows: readonly Row[];
}

const countHeads = ({ t }: Translator): string[] => COUNTS.map((name) => t(`receptionPoint.figure.${name}`));
/** What is too few to be told has a word and no number. */
const cells = ({ t }: Translator, counts: PointCounts): (string | number)[] =>
  COUNTS.map((name) => counts[name] ?? t('receptionPoint.figure.few'));

const shown = (caption: string, { head: [first, ...rest], rows }: Table, empty: string): object => ({
  caption,
  columns: [{ text: first }, ...rest.map((text) => ({ text, numeric: true }))],
  rows,
  empty,
});

const fileOf = (name: string, sheet: string, { head, rows }: Table): ListFile => ({
  name,
  sheet,
  columns: head.map((text, index) => ({ text, width: index === 0 ? 40 : 18 })),
  rows: rows as readonly (readonly SheetCell[])[],
});

/** The figures of a point d'accueil: its own deposits and contacts of twelve months. */
@Controller('point-d-accueil/chiffres')
@Allow(Permission.FileAtPoint)
export class OwnFiguresPages {
  constructor(
    private readonly figures: PointFigures,
    private readonly clock: Clock,
  ) {}

  @Show()
  async showFigures(visit: Visit): Promise<Page> {
    const { t } = visit.words;
    const { months, subjects } = await this.tables(visit);
    return page('reception-points/own-figures', {
      title: t('pages.pointFigures.name'),
      months: shown(t('receptionPoint.figure.byMonth'), months, t('receptionPoint.figure.none')),
      subjects: shown(t('receptionPoint.figure.bySubject'), subjects, t('receptionPoint.figure.noContact')),
      filesOfMonths: listFiles(visit.words, `${OWN}/${FILES.months}`, {}, months.rows.length),
      filesOfSubjects: listFiles(visit.words, `${OWN}/${FILES.subjects}`, {}, subjects.rows.length),
    });
  }

  @Show('mois.csv')
  async monthsCsv(visit: Visit): Promise<Download> {
    return this.file(visit, 'months', 'csv');
  }

  @Show('mois.xlsx')
  async monthsWorkbook(visit: Visit): Promise<Download> {
    return this.file(visit, 'months', 'xlsx');
  }

  @Show('sujets.csv')
  async subjectsCsv(visit: Visit): Promise<Download> {
    return this.file(visit, 'subjects', 'csv');
  }

  @Show('sujets.xlsx')
  async subjectsWorkbook(visit: Visit): Promise<Download> {
    return this.file(visit, 'subjects', 'xlsx');
  }

  private async file(visit: Visit, of: 'months' | 'subjects', form: ListForm): Promise<Download> {
    const name = `marelle-point-d-accueil-${FILES[of]}-${this.clock.today()}`;
    const sheet = visit.words.t('receptionPoint.figure.sheet');
    return listDownload(visit.words, fileOf(name, sheet, (await this.tables(visit))[of]), form);
  }

  private async tables({ actor, words }: Visit): Promise<{ months: Table; subjects: Table }> {
    const { t, month } = words;
    const own = await this.figures.ownFigures(actor);
    return {
      months: {
        head: [t('receptionPoint.month'), ...countHeads(words)],
        rows: own.months.map((one) => [month(one.month), ...cells(words, one.counts)]),
      },
      subjects: {
        head: [t('triage.enquiry.subject'), t('receptionPoint.figure.enquiries')],
        rows: own.subjects.map(({ subject, enquiries }) => [t(`triage.enum.subject.${subject}`), enquiries]),
      },
    };
  }
}

/** What each point d'accueil filed and noted, for who reads the figures of the territory. */
@Controller('chiffres/points-d-accueil')
@Allow(Permission.ReadIndicators)
export class FiguresPages {
  constructor(
    private readonly figures: PointFigures,
    private readonly clock: Clock,
  ) {}

  @Show()
  async showFigures({ words }: Visit): Promise<Page> {
    const { t } = words;
    const table = await this.table(words);
    return page('reception-points/figures', {
      title: t('pages.figuresByPoint.name'),
      table: shown(t('receptionPoint.figure.byPoint'), table, t('receptionPoint.figure.noPoint')),
      files: listFiles(words, '/chiffres/points-d-accueil/tableau', {}, table.rows.length),
    });
  }

  @Show('tableau.csv')
  async csv({ words }: Visit): Promise<Download> {
    return this.file(words, 'csv');
  }

  @Show('tableau.xlsx')
  async workbook({ words }: Visit): Promise<Download> {
    return this.file(words, 'xlsx');
  }

  private async file(words: Translator, form: ListForm): Promise<Download> {
    const name = `marelle-points-d-accueil-${this.clock.today()}`;
    return listDownload(words, fileOf(name, words.t('receptionPoint.figure.sheet'), await this.table(words)), form);
  }

  private async table(words: Translator): Promise<Table> {
    const { t } = words;
    return {
      head: [t('receptionPoint.point'), ...countHeads(words)],
      rows: (await this.figures.figuresOfAll()).map(({ point, counts }) => [
        `${point.name} (${t(`receptionPoint.kind.${point.kind}`)})`,
        ...cells(words, counts),
      ]),
    };
  }
}
