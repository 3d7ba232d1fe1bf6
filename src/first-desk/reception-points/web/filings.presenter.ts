import { Injectable } from '@nestjs/common';
import { gapsInShort, gapWords } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  filled,
  listAddress,
  titleOfList,
  type ListColumn,
  type ListRow,
} from '../../../foundation/platform/web/index.js';
import { STAGES, type Stage } from '../domain/filings.js';
import type { FollowedFiling } from '../point-filings.js';

type Model = Record<string, unknown>;

export const FILINGS = '/point-d-accueil';

/** The filters of the list, kept in its address. */
export interface FilingsQuery {
  readonly etape?: Stage | undefined;
  readonly mois?: string | undefined;
  readonly manque?: 'oui' | undefined;
}

const COLUMNS: readonly [string, ListColumn['width']][] = [
  ['child', 'name'],
  ['stage', 'mark'],
  ['missing', 'rest'],
  ['filed', 'day'],
  ['receipt', 'due'],
];
const TONES: Readonly<Partial<Record<Stage, 'action' | 'success' | 'info'>>> = {
  missing: 'action',
  proposed: 'info',
  solved: 'success',
};

export const filingsAddress = (query: FilingsQuery): string => listAddress(FILINGS, query);

const monthOf = ({ filing }: FollowedFiling): string => dayOf(filing.filedAt).slice(0, 7);

/** The list of what a point filed, and the words of one of its lines wherever it is shown. */
@Injectable()
export class FilingsPresenter {
  name({ t }: Translator, { firstName }: Pick<FollowedFiling, 'firstName'>): string {
    return firstName ?? t('receptionPoint.unnamed');
  }

  stage({ t }: Translator, stage: Stage): string {
    return t(`receptionPoint.stage.${stage}`);
  }

  missing(words: Translator, { gaps }: Pick<FollowedFiling, 'gaps'>): string {
    return gaps.length === 0 ? '' : gapsInShort(words, gaps, []);
  }

  listModel(words: Translator, query: FilingsQuery, filings: readonly FollowedFiling[]): Model {
    const { t, number } = words;
    const found = filings.filter(
      (one) =>
        (query.etape === undefined || one.stage === query.etape) &&
        (query.mois === undefined || monthOf(one) === query.mois) &&
        (query.manque === undefined || one.gaps.length > 0),
    );
    const active = this.active(words, query);
    const count = (code: 'all' | 'missing', shown: FilingsQuery, of: number): Model => ({
      number: number(of),
      label: t(`receptionPoint.count.${code}`, { count: of }),
      href: filingsAddress(shown),
      current: filingsAddress(query) === filingsAddress(shown),
    });
    return {
      title: t('pages.pointFilings.name'),
      titleShown: titleOfList(words, active, false),
      options: this.options(words, filings),
      counts: [
        count('all', {}, filings.length),
        count('missing', { manque: 'oui' }, filings.filter(({ gaps }) => gaps.length > 0).length),
      ],
      found: t('receptionPoint.found', { count: found.length }),
      active,
      form: { values: query, errors: [] },
      list: {
        caption: t('pages.pointFilings.name'),
        empty: t('receptionPoint.none'),
        columns: COLUMNS.map(([name, width]) => ({ text: t(`receptionPoint.column.${name}`), width, plain: true })),
        rows: found.map((one) => this.row(words, one)),
      },
    };
  }

  private row(words: Translator, one: FollowedFiling): ListRow {
    const { t, shortDay } = words;
    const { id, number, filedAt, kind, requestId } = one.filing;
    const about = `${this.name(words, one)}, ${number ?? ''}`;
    return {
      cells: [
        {
          text: this.name(words, one),
          href: `${FILINGS}/${id}`,
          hint: [number, kind === 'completed' ? t('receptionPoint.completed') : null].filter(Boolean).join(' · '),
        },
        { marks: [{ text: this.stage(words, one.stage), tone: TONES[one.stage] ?? 'neutral' }] },
        this.missing(words, one),
        shortDay(dayOf(filedAt)),
        { act: { text: t('receptionPoint.receipt'), about, href: `${FILINGS}/${id}/recu.pdf` } },
      ],
      tone: one.gaps.length > 0 ? 'action' : '',
      families: [requestId as Id],
    };
  }

  private options({ t, month }: Translator, filings: readonly FollowedFiling[]): Model {
    return {
      stages: STAGES.map((value) => ({ value, text: t(`receptionPoint.stage.${value}`) })),
      months: [...new Set(filings.map(monthOf))].map((value) => ({ value, text: month(value) })),
    };
  }

  private active({ t, month }: Translator, { etape, mois, manque }: FilingsQuery): { text: string; href: string }[] {
    return filled({
      etape: etape && t(`receptionPoint.stage.${etape}`),
      mois: mois && month(mois),
      manque: manque && t('receptionPoint.onlyMissing'),
    }).map(([name, text]) => ({ text, href: filingsAddress({ etape, mois, manque, [name]: undefined }) }));
  }

  /** One deposit, with all that its family may be told to answer. */
  filingModel(words: Translator, one: FollowedFiling): Model {
    const { t, day } = words;
    const { id, number, filedAt, kind } = one.filing;
    const desk = words.inVoice('atDesk');
    return {
      title: t('receptionPoint.filing', { child: this.name(words, one), number: number ?? '' }),
      back: FILINGS,
      rows: [
        { key: t('receptionPoint.column.stage'), value: this.stage(words, one.stage) },
        { key: t('receptionPoint.column.filed'), value: day(dayOf(filedAt)) },
        { key: t('receptionPoint.kindOfFiling'), value: t(`receptionPoint.filingKind.${kind}`) },
      ],
      missing: one.gaps.map((gap) => gapWords(desk, gap, [])),
      receipt: `${FILINGS}/${id}/recu.pdf`,
    };
  }
}
