import { Injectable } from '@nestjs/common';
import { tieBreakWords, type CriteriaGrid } from '../../../admission/index.js';
import { dayOf, timeOf } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../../offer/supply/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { FreePlaces } from '../free-places.js';
import { SessionQueries, type Sitting } from '../session-queries.js';
import { casePage } from './case-pages.js';
import { CasePresenter } from './case.presenter.js';
import { placesToGive } from './places-left.js';

/** The anonymised agenda, as members read it before they sit. */
@Injectable()
export class AgendaPresenter {
  constructor(
    private readonly cases: CasePresenter,
    private readonly queries: SessionQueries,
    private readonly free: FreePlaces,
    private readonly supply: Supply,
    private readonly say: Sentences,
  ) {}

  async model(words: Translator, sitting: Sitting, page?: string): Promise<Record<string, unknown>> {
    const { session, body, grid } = sitting;
    const { t, fullDay } = words;
    const { cases, explained, pages } = await casePage(
      sitting,
      sitting.agenda,
      page === undefined ? {} : { page },
      `/commissions/${session.id}/ordre-du-jour`,
      (shown) => this.queries.readDetails(shown),
    );
    return {
      id: session.id,
      pages,
      count: sitting.agenda.length,
      heading: t('commission.agenda.title', { body: body.name, day: fullDay(dayOf(session.startsAt)) }),
      tie: grid && t('commission.agenda.tie', { tie: tieBreakWords(words, (grid.content as CriteriaGrid).tieBreak) }),
      frozen: session.frozenAt !== null,
      drawn: session.numbersSeed && t('commission.agenda.drawn', { seed: session.numbersSeed }),
      prepared: sitting.prepared !== null,
      cases: cases.map((candidacy) => this.cases.model(words, sitting, candidacy, explained)),
    };
  }

  /** The data that agenda.typ prints: every case in the order of the agenda, each cell as lines. */
  async documentData(words: Translator, sitting: Sitting): Promise<object> {
    const { t, lang, fullDay, time } = words;
    const { session, body, agenda } = sitting;
    const heading = t('commission.agenda.title', { body: body.name, day: fullDay(dayOf(session.startsAt)) });
    const cases = await this.queries.readDetails(
      [...agenda]
        .filter(({ state }) => state !== 'withdrawn' && state !== 'birth_unknown')
        .sort((a, b) => a.agendaNumber - b.agendaNumber),
    );
    return {
      lang,
      title: heading,
      heading,
      product: t('web.product'),
      service: t('web.service'),
      issuer: {
        name: body.name,
        lines: [
          t('commission.session.whenText', {
            day: fullDay(dayOf(session.startsAt)),
            time: time(timeOf(session.startsAt)),
          }),
          session.room,
        ],
      },
      footer: body.name,
      intro: t('commission.agenda.intro'),
      empty: t('commission.agenda.empty'),
      places: await this.placesGrid(words, sitting),
      columns: [
        'commission.agenda.number',
        'commission.agenda.child',
        'commission.agenda.points',
        'commission.agenda.wishes',
      ].map((name) => t(name)),
      rows: cases.map((candidacy) => {
        const { number, child, commune, entry, need, points, lines, undeclared, withheld, wishes } = this.cases.model(
          words,
          sitting,
          candidacy,
        );
        return [
          [String(number)],
          [child, commune, entry, need],
          [points ?? '', ...lines, ...[undeclared, withheld].filter((line) => line !== null)],
          wishes,
        ].map((cell) => (cell.length > 0 ? cell : ['']));
      }),
    };
  }

  /** The places that can be given, section by section and half-day by half-day; null where no section is open. */
  private async placesGrid(words: Translator, sitting: Sitting): Promise<object | null> {
    const { t, day, shortWeekday } = words;
    const free = await this.free.readFree(sitting.body, sitting.session);
    const { weekdays, sections } = placesToGive(sitting, this.supply, free);
    if (weekdays.length === 0) return null;
    return {
      heading: t('commission.agenda.places', { day: day(sitting.session.entryFrom) }),
      hint: t('commission.agenda.placesHint'),
      section: t('web.grid.section'),
      days: weekdays.map((name) => shortWeekday(name)),
      halves: [t('web.grid.am'), t('web.grid.pm')],
      rows: sections.map(({ sectionId, cells }) => ({
        name: this.say.sectionName(words, sectionId),
        cells: cells.map(({ left }) => (left === null ? '–' : String(left))),
      })),
    };
  }
}
