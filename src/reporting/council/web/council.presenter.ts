import { Injectable } from '@nestjs/common';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Settings } from '../../../foundation/platform/settings/index.js';
import { FAMILY_STATUSES, WISHES_OBTAINED } from '../../reporting/index.js';
import { numberIn, type FigureValue } from '../../zones/index.js';
import type { CouncilCommune, CouncilFacts } from '../council-figures.js';
import { changeOf, type CouncilYear, type Shown } from '../domain/council-year.js';

type Model = Record<string, unknown>;

interface SheetTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What the page and the document print: the same words from the same facts. */
interface Sheet {
  readonly heading: string;
  readonly lead: string;
  readonly tables: readonly SheetTable[];
  readonly notes: readonly string[];
  readonly definitions: readonly { readonly name: string; readonly text: string }[];
}

/** The number by which words agree with a count that is hidden. */
const SOME = 2;

@Injectable()
export class CouncilPresenter {
  constructor(private readonly settings: Settings) {}

  list({ t }: Translator, communes: readonly CouncilCommune[]): Model {
    return {
      title: t('council.title'),
      lead: t('council.lead'),
      none: communes.length === 0 ? t('council.none') : null,
      communes: communes.map(({ code, name }) => ({ href: `/conseils/${code}`, text: name })),
    };
  }

  page(words: Translator, facts: CouncilFacts): Model {
    const { heading, lead, tables, notes, definitions } = this.sheet(words, facts);
    return {
      title: heading,
      lead,
      pdf: `/conseils/${facts.code}/page.pdf`,
      tables: tables.map(({ caption, columns, rows }) => ({
        caption,
        columns: columns.map((text, index) => ({ text, numeric: index > 0 })),
        rows,
      })),
      notes,
      quotes: facts.children ? [facts.children.source] : [],
      definitions,
    };
  }

  async document(words: Translator, facts: CouncilFacts): Promise<object> {
    const { t, lang, fullDay } = words;
    const name = await this.settings.get('territoryName');
    const sheet = this.sheet(words, facts);
    return {
      lang,
      title: `${sheet.heading} – ${name}`,
      product: t('web.product'),
      service: t('web.service'),
      issuer: { name, lines: [] },
      footer: t('council.footer', { day: fullDay(dayOf(facts.asKnown)) }),
      ...sheet,
      definitions: sheet.definitions.map(({ name: defined, text }) => ({
        name: defined,
        text: `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}.`,
      })),
      definitionsHeading: t('council.definitions'),
    };
  }

  private sheet(words: Translator, facts: CouncilFacts): Sheet {
    const { t, instant } = words;
    const { year, before, name, children, offer } = facts;
    return {
      heading: t('council.heading', { commune: name }),
      lead: year ? this.leadSentence(words, year) : t('council.noMonth'),
      tables: [
        ...(year ? [this.familyTable(words, year, before), this.askedTable(words, year, before)] : []),
        this.offerTable(words, facts),
      ],
      notes: [
        t('council.note.hidden'),
        t('council.note.known', { at: instant(facts.asKnown) }),
        ...(year && !before ? [t('council.note.noYearBefore')] : []),
        ...(children ? [t('council.note.children', { source: children.source, year: children.year })] : []),
      ],
      definitions: [
        ...FAMILY_STATUSES.map((status) => ({
          name: t(`reporting.status.${status}`),
          text: t(`reporting.definition.${status}`, { weeks: facts.horizonWeeks }),
        })),
        ...(['received', 'obtained'] as const).map((key) => ({
          name: t(`council.defined.${key}`),
          text: t(`council.definition.${key}`),
        })),
        ...offer.flatMap(({ sentence }) => (sentence ? [{ name: t(sentence.name), text: t(sentence.text) }] : [])),
      ],
    };
  }

  private leadSentence({ t, day }: Translator, { families, to }: CouncilYear): string {
    return t('council.sentence', {
      day: day(to),
      told: families.without === null ? 'no' : 'yes',
      without: families.without ?? SOME,
    });
  }

  private familyTable(words: Translator, now: CouncilYear, before: CouncilYear | null): SheetTable {
    const { t, day } = words;
    return {
      caption: t('council.families'),
      columns: [
        t('council.column.families'),
        day(now.to),
        before ? day(before.to) : t('council.column.before'),
        t('council.column.change'),
      ],
      rows: FAMILY_STATUSES.map((status) => [
        t(`reporting.status.${status}`),
        ...compared(words, now.families[status], before?.families[status]),
      ]),
    };
  }

  private askedTable(words: Translator, now: CouncilYear, before: CouncilYear | null): SheetTable {
    const { t, period } = words;
    return {
      caption: t('council.asked'),
      columns: [
        t('council.column.requests'),
        period(now),
        before ? period(before) : t('council.column.before'),
        t('council.column.change'),
      ],
      rows: [
        [t('council.received'), ...compared(words, now.received, before?.received)],
        [t('council.solutions'), ...compared(words, now.solutions, before?.solutions)],
        ...WISHES_OBTAINED.map((rank) => [
          t(`steering.name.wish.${rank}`),
          ...compared(words, now.obtained[rank] ?? null, before?.obtained[rank]),
        ]),
      ],
    };
  }

  /** Places are no secret; what families lack is told on a base of ten. */
  private offerTable(words: Translator, { offer }: CouncilFacts): SheetTable {
    const { t } = words;
    return {
      caption: t('council.offer'),
      columns: [t('council.column.offer'), t('council.column.today')],
      rows: offer.map(({ line, untold, value }) => [t(line), value === null ? t(untold) : valueWords(words, value)]),
    };
  }
}

/** A declared figure as the sheet prints it. */
function valueWords({ t, number }: Translator, value: FigureValue): string {
  const rounded = numberIn(value);
  if (rounded === null) return t('council.unknown');
  return rounded === Infinity ? t('council.nothingFree') : number(rounded);
}

/** This year, the one before, and what changed. */
function compared({ t, number }: Translator, now: Shown, before: Shown | undefined): string[] {
  const told = (count: Shown): string => (count === null ? t('council.hidden') : number(count));
  const change = changeOf(now, before);
  return [
    told(now),
    before === undefined ? t('council.unknown') : told(before),
    change === null
      ? '–'
      : t('council.changed', { way: change > 0 ? 'more' : change < 0 ? 'less' : 'same', change: Math.abs(change) }),
  ];
}
