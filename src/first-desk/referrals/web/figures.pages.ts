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
  type ListForm,
  type Page,
} from '../../../foundation/platform/web/index.js';
import { COUNTED_AS, type FigureRow } from '../domain/referral-figures.js';
import { ReferralCounts, type CountedReferrals } from '../referral-figures.js';

const HERE = '/chiffres/orientations';
type Cells = readonly (string | number)[];
type Of = 'services' | 'months';
const FILES: Readonly<Record<Of, string>> = { services: 'services', months: 'mois' };

/** How many families services sent, and how that ended, for who reads the figures of the territory. */
@Controller('chiffres/orientations')
@Allow(Permission.ReadIndicators)
export class ReferralFiguresPages {
  constructor(
    private readonly counts: ReferralCounts,
    private readonly clock: Clock,
  ) {}

  @Show()
  async showFigures({ words }: Visit): Promise<Page> {
    const { t } = words;
    const counted = await this.counts.count();
    const table = (of: Of): object => {
      const [first = '', ...rest] = headOf(words, of);
      return {
        caption: t(`referral.figure.${of}`),
        columns: [{ text: first }, ...rest.map((text) => ({ text, numeric: true }))],
        rows: rowsOf(words, counted, of),
        empty: t('referral.figure.none'),
      };
    };
    return page('referrals/figures', {
      title: t('pages.referralFigures.name'),
      services: table('services'),
      months: table('months'),
      filesOfServices: listFiles(words, `${HERE}/${FILES.services}`, {}, counted.byOrigin.length),
      filesOfMonths: listFiles(words, `${HERE}/${FILES.months}`, {}, counted.byMonth.length),
    });
  }

  @Show('services.csv')
  servicesCsv({ words }: Visit): Promise<Download> {
    return this.file(words, 'services', 'csv');
  }

  @Show('services.xlsx')
  servicesWorkbook({ words }: Visit): Promise<Download> {
    return this.file(words, 'services', 'xlsx');
  }

  @Show('mois.csv')
  monthsCsv({ words }: Visit): Promise<Download> {
    return this.file(words, 'months', 'csv');
  }

  @Show('mois.xlsx')
  monthsWorkbook({ words }: Visit): Promise<Download> {
    return this.file(words, 'months', 'xlsx');
  }

  private async file(words: Translator, of: Of, form: ListForm): Promise<Download> {
    const rows = rowsOf(words, await this.counts.count(), of);
    const file = {
      name: `marelle-orientations-${FILES[of]}-${this.clock.today()}`,
      sheet: words.t('referral.figure.sheet'),
      columns: headOf(words, of).map((text, index) => ({ text, width: index === 0 ? 40 : 16 })),
      rows,
    };
    return listDownload(words, file, form);
  }
}

const headOf = ({ t }: Translator, of: Of): string[] => [
  t(`referral.figure.first.${of}`),
  ...COUNTED_AS.map((as) => t(`referral.figure.as.${as}`)),
  t('referral.figure.total'),
];

/** A row of each origin or month, then the sums of all. Nothing where no service is known. */
function rowsOf(words: Translator, counted: CountedReferrals, of: Of): Cells[] {
  const { t, month } = words;
  const names = new Map(
    counted.origins.map(({ code, kind, name }) => [
      code,
      name === null
        ? t('referral.figure.rang', { kind: t(`referral.kind.${kind}`) })
        : t('referral.origin', { kind: t(`referral.kind.${kind}`), service: name }),
    ]),
  );
  // What is too few to be told has a word and no number.
  const cells = ({ counts, total }: Omit<FigureRow, 'of'>): Cells =>
    [...counts, total].map((count) => count ?? t('referral.figure.few'));
  const rows: Cells[] =
    of === 'services'
      ? counted.byOrigin.map((row) => [names.get(row.of) ?? row.of, ...cells(row)])
      : counted.byMonth.map((row) => [month(row.of), ...cells(row)]);
  return rows.length === 0 ? [] : [...rows, [t('referral.figure.all'), ...cells(counted.sums)]];
}
