import { Injectable } from '@nestjs/common';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Territory } from '../../../territory/territory/index.js';
import {
  changesBetween,
  countFreeHalfDays,
  type AgeGroupVacancies,
  type ChangedGroup,
  type ChangedHalfDay,
} from '../domain/vacancies.js';
import type { FileMade, VacancyFile } from '../persistence/vacancies.entities.js';

/** The columns of the file, in the order of the file. Machines read them, so they are not translated. */
export const COLUMNS = [
  'etablissement',
  'nom',
  'commune_insee',
  'age_debut_mois',
  'age_fin_mois',
  'date',
  'demi_journee',
  'places_libres',
] as const;
const HALVES = ['matin', 'apres-midi'] as const;
/** Half-days that a line of changes names before it counts the others. */
const CHANGES_NAMED = 6;

/** The lines of the file: one for each half-day on which an age group is received. */
export function vacancyLines({ groups }: Pick<VacancyFile, 'groups'>): (string | number)[][] {
  const lines = groups.flatMap(({ providerId, name, communeCode, ageFromMonths, ageToMonths, days }) =>
    Object.entries(days).flatMap(([day, halves]) =>
      halves.flatMap((free, half) =>
        free === null
          ? []
          : [[providerId, name, communeCode, ageFromMonths, ageToMonths, day, HALVES[half]!, free] as const],
      ),
    ),
  );
  return [[...COLUMNS], ...lines.map((line) => [...line])];
}

@Injectable()
export class VacanciesPresenter {
  constructor(private readonly territory: Territory) {}

  page(
    words: Translator,
    latest: readonly FileMade[],
    last: VacancyFile | null,
    before: VacancyFile | null,
    nextDay: Day,
  ): Record<string, unknown> {
    const { t } = words;
    return {
      title: t('vacancies.title'),
      next: t('vacancies.next', { day: nextDay }),
      last: last && {
        ...this.fileLinks(words, last),
        told: t('vacancies.told', { at: words.instant(last.madeAt), from: last.firstDay, to: last.lastDay }),
        figures: [
          this.figure(words, 'establishments', new Set(last.groups.map(({ providerId }) => providerId)).size),
          this.figure(words, 'halfDays', countFreeHalfDays(last.groups)),
        ],
        untold: last.untold.map(({ providerId, name }) => ({ name, href: `/offre/${providerId}` })),
        changes: before && this.changesTable(words, last, before),
      },
      files: {
        caption: t('vacancies.files'),
        columns: ['made', 'days', 'file'].map((column) => ({ text: t(`vacancies.column.${column}`) })),
        rows: latest.map((file) => [
          words.shortInstant(file.madeAt),
          words.period({ from: file.firstDay, to: file.lastDay }),
          this.fileLinks(words, file).link,
        ]),
        empty: t('vacancies.none'),
      },
      format: {
        caption: t('vacancies.format'),
        columns: ['column', 'meaning'].map((column) => ({ text: t(`vacancies.column.${column}`) })),
        rows: COLUMNS.map((column) => [column, t(`vacancies.meaning.${column}`)]),
      },
    };
  }

  private figure({ t }: Translator, what: 'establishments' | 'halfDays', count: number) {
    return { number: count, label: t(`vacancies.figure.${what}`, { count }) };
  }

  private fileLinks(words: Translator, { id, madeAt }: FileMade) {
    return {
      link: {
        text: words.t('vacancies.download'),
        href: `/disponibilites/${id}.csv`,
        label: words.t('vacancies.downloadOf', { at: words.instant(madeAt) }),
      },
    };
  }

  private changesTable(words: Translator, last: VacancyFile, before: VacancyFile): Record<string, unknown> {
    const { t } = words;
    const shared = { from: last.firstDay, to: before.lastDay < last.lastDay ? before.lastDay : last.lastDay };
    return {
      caption: t('vacancies.changes', { at: words.instant(before.madeAt) }),
      columns: ['establishment', 'ages', 'change'].map((column) => ({ text: t(`vacancies.column.${column}`) })),
      rows: changesBetween(before.groups, last.groups, shared).map((changed) => [
        { text: changed.group.name, hint: this.territory.commune(changed.group.communeCode)?.name ?? '' },
        this.ages(words, changed.group),
        this.change(words, changed),
      ]),
      empty: t('vacancies.noChange'),
    };
  }

  private ages({ t }: Translator, { ageFromMonths, ageToMonths }: AgeGroupVacancies): string {
    return t('vacancies.ages', { from: ageFromMonths, to: ageToMonths });
  }

  private change(words: Translator, { state, halfDays }: ChangedGroup): string {
    const { t, list } = words;
    if (state !== 'changed') return t(`vacancies.state.${state}`);
    const named = halfDays.slice(0, CHANGES_NAMED).map((one) => this.halfDay(words, one));
    const others = halfDays.length - named.length;
    return list(others > 0 ? [...named, t('vacancies.others', { count: others })] : named);
  }

  /** `mardi 1er décembre au matin : 2 places libres au lieu de 1` */
  private halfDay({ t, fullDay }: Translator, { day, half, before, after }: ChangedHalfDay): string {
    const when = t(half === 0 ? 'vacancies.morning' : 'vacancies.afternoon', { day: fullDay(day) });
    if (after === null) return t('vacancies.nowClosed', { when });
    return before === null
      ? t('vacancies.nowOpen', { when, after })
      : t('vacancies.otherwise', { when, after, before });
  }
}
