import { Injectable } from '@nestjs/common';
import { childForStaff } from '../../../dossier/dossier/index.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { sectionWords, Supply } from '../../../offer/supply/index.js';
import { PlaceWords } from '../../../places/placement/index.js';
import type { FittingFamily } from '../../commission/index.js';
import type { AskedPlace, FreeingPage, ShownPlace } from '../asked-first-days.js';
import type { AskedFamily, AskedFirstDay } from '../persistence/asked-first-days.entities.js';

type Model = Record<string, unknown>;

/** What frees later in an establishment, who could come, and what families were asked. */
@Injectable()
export class FreeingPresenter {
  constructor(
    private readonly supply: Supply,
    private readonly words: PlaceWords,
  ) {}

  /** @param base of the page: that of the director asks, that of the coordinator only shows */
  pageModel(words: Translator, shown: FreeingPage, base: string): Model {
    const { t, day } = words;
    const { provider, list, places, past, mayAsk } = shown;
    return {
      title: t('firstDay.freeing.title'),
      establishment: provider.name,
      order: list
        ? t('firstDay.freeing.order', { body: list.bodyName, day: day(dayOf(list.session.startsAt)) })
        : t('firstDay.freeing.noSession'),
      places: places.map((one) => this.placeModel(words, shown, one, base)),
      nothing: list ? t('firstDay.freeing.none') : null,
      past: past.map((one) => this.pastModel(words, shown, one, base)),
      mayAsk,
    };
  }

  /** What a director is shown before the question goes out. */
  askModel(words: Translator, page: FreeingPage & { shown: ShownPlace }, base: string): Model {
    const { t, day } = words;
    const { provider, list, shown } = page;
    const { place, asks } = shown;
    const name = this.placeName(words, place.section.id, place.from);
    return {
      title: t('firstDay.ask.title'),
      establishment: provider.name,
      back: base,
      name,
      detail: this.detail(words, place),
      families:
        asks &&
        this.table(
          words,
          page,
          asks.families.map((one, index) => this.fittingRow(words, page, one, index)),
          name,
        ),
      said: asks && [
        t('firstDay.ask.question', { provider: provider.name }),
        t('firstDay.ask.until', { day: day(asks.lastDay) }),
        t('firstDay.ask.order', { day: list ? day(dayOf(list.session.startsAt)) : '' }),
        t('firstDay.ask.keeps'),
      ],
      button: asks && t('firstDay.ask.button', { count: asks.families.length }),
      nobody: asks ? null : this.whyNobody(words, page, shown),
    };
  }

  private placeModel(words: Translator, page: FreeingPage, shown: ShownPlace, base: string): Model {
    const { t } = words;
    const { place, open, asks } = shown;
    const name = this.placeName(words, place.section.id, place.from);
    const ready = place.families.filter(({ needs }) => needs === 'nothing').length;
    return {
      name,
      detail: this.detail(words, place),
      ready: ready > 0 ? t('firstDay.freeing.ready', { count: ready }) : null,
      open: open && this.openModel(words, open, base),
      table: open
        ? this.table(
            words,
            page,
            open.families.map((one) => this.askedRow(words, page, open.row, one)),
            name,
          )
        : this.table(
            words,
            page,
            place.families.map((one, index) => this.fittingRow(words, page, one, index)),
            name,
          ),
      askHref: page.mayAsk && asks ? `${base}/${place.section.code}/${place.from}` : null,
      askText: asks && t('firstDay.freeing.ask', { count: asks.families.length }),
      nobody: open || asks ? null : this.whyNobody(words, page, shown),
    };
  }

  private openModel({ t, day }: Translator, { row, families }: AskedPlace, base: string): Model {
    const yes = families.filter(({ answer }) => answer === 'yes').length;
    const silent = families.filter(({ answer }) => answer === null).length;
    return {
      text: t('firstDay.freeing.open', { at: day(dayOf(row.askedAt)), until: day(row.lastDay), yes, silent }),
      takeBack: `${base}/questions/${row.id}/reprendre`,
    };
  }

  private pastModel(words: Translator, page: FreeingPage, asked: AskedPlace, base: string): Model {
    const { t, day } = words;
    const { row, families } = asked;
    const name = this.placeName(words, row.sectionId, row.firstDay);
    return {
      name,
      open: row.endedAt === null ? this.openModel(words, asked, base) : null,
      text: t('firstDay.freeing.past', { at: day(dayOf(row.askedAt)), outcome: row.outcome ?? 'open' }),
      table: this.table(
        words,
        page,
        families.map((one) => this.askedRow(words, page, row, one)),
        `${name} – ${day(dayOf(row.askedAt))}`,
      ),
    };
  }

  private whyNobody({ t }: Translator, { list }: FreeingPage, { place: { families } }: ShownPlace): string {
    if (!list?.session.reofferAllowed) return t('firstDay.freeing.nobody.notAllowed');
    if (families.length === 0) return t('firstDay.freeing.nobody.none');
    return families.every(({ needs }) => needs === 'nothing')
      ? t('firstDay.freeing.nobody.ready')
      : t('firstDay.freeing.nobody.asked');
  }

  private table(words: Translator, { mayAsk }: FreeingPage, rows: unknown[][], caption: string): Model {
    const { t } = words;
    const columns = ['turn', 'child', 'day', 'says'] as const;
    return {
      // One table each: a screen reader tells them apart by their names.
      caption: t('firstDay.freeing.who', { place: caption }),
      captionHidden: true,
      columns: columns.map((name) => ({ text: t(`firstDay.freeing.column.${name}`) })),
      rows,
      empty: t('firstDay.freeing.nobody.none'),
      named: mayAsk,
    };
  }

  private fittingRow(words: Translator, page: FreeingPage, family: FittingFamily, index: number): unknown[] {
    const { t, shortDay, day } = words;
    const { requestId, number, needs, until } = family;
    const hint = until === null ? t('firstDay.freeing.own') : t('firstDay.freeing.said', { day: day(until) });
    return [
      index + 1,
      this.child(words, page, requestId, number),
      { text: shortDay(family.day), hint: this.words.halfDays(words, family.slots) },
      { text: t('firstDay.freeing.needs', { needs }), hint },
    ];
  }

  private askedRow(words: Translator, page: FreeingPage, row: AskedFirstDay, family: AskedFamily): unknown[] {
    const { t, shortDay } = words;
    const state = family.result ?? family.answer ?? (row.endedAt === null ? 'open' : 'over');
    return [
      family.turn,
      this.child(words, page, family.requestId, null),
      { text: shortDay(family.day), hint: this.words.halfDays(words, family.slots) },
      t('firstDay.state', { state }),
    ];
  }

  /** The name of a child for who may read it, and the number of its case for everybody else. */
  private child(
    words: Translator,
    { readable, mayAsk }: FreeingPage,
    requestId: string,
    number: number | null,
  ): unknown {
    const request = readable.get(requestId);
    if (request && mayAsk) return { text: childForStaff(words, request), href: `/eaje/demandes/${requestId}` };
    return number === null ? words.t('firstDay.freeing.family') : words.t('firstDay.freeing.case', { number });
  }

  private placeName(words: Translator, sectionId: string, from: string): string {
    const section = this.supply.section(sectionId);
    return words.t('firstDay.freeing.place', {
      section: section ? sectionWords(words, section) : '',
      from: words.day(from),
    });
  }

  private detail(words: Translator, { slots, seats, until }: ShownPlace['place']): string {
    return words.t('firstDay.freeing.detail', {
      days: this.words.halfDays(words, slots),
      count: seats,
      until: until === null ? 'none' : words.day(until),
    });
  }
}
