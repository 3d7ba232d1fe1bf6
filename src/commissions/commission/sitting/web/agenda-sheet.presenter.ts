import { Injectable } from '@nestjs/common';
import { criterionName, type PointsLine } from '../../../admission/index.js';
import { plainSection } from '../../../../foundation/kernel/reserved-section.js';
import { dayOf, timeOf } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../../offer/supply/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { groupByCriterion, groupBySection } from '../../domain/agenda-sections.js';
import { entryOf, wishedBy } from '../../domain/snapshot.js';
import type { Candidacy } from '../../persistence/commission.entities.js';
import { FreePlaces } from '../free-places.js';
import { SessionQueries, type Sitting } from '../session-queries.js';
import { CasePresenter } from './case.presenter.js';
import { placesToGive, type PlacesLeft } from './places-left.js';

/** A table of places: a row for each section, or for the reserved places of one. */
interface PlacesTable {
  readonly days: readonly string[];
  readonly halves: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
}

/**
 * The agenda on paper: cases stand under the section of their first wish, beside the places that it can give. What most
 * cases do not say is told once, at the end.
 */
@Injectable()
export class AgendaSheetPresenter {
  constructor(
    private readonly cases: CasePresenter,
    private readonly queries: SessionQueries,
    private readonly free: FreePlaces,
    private readonly supply: Supply,
    private readonly say: Sentences,
  ) {}

  /** The data that agenda.typ prints. */
  async documentData(words: Translator, sitting: Sitting): Promise<object> {
    const { t, lang, day, fullDay, time } = words;
    const { session, body, agenda } = sitting;
    const heading = t('commission.agenda.title', { body: body.name, day: fullDay(dayOf(session.startsAt)) });
    const cases = await this.queries.readDetails(
      [...agenda]
        .filter(({ state }) => state !== 'withdrawn' && state !== 'birth_unknown')
        .sort((a, b) => a.agendaNumber - b.agendaNumber),
    );
    const places = placesToGive(sitting, this.supply, await this.free.readFree(body, session));
    const groups = groupBySection(
      cases.map((candidacy) => ({ sectionId: this.sectionOf(sitting, candidacy), of: candidacy })),
      places.sections.map(({ sectionId }) => sectionId),
    );
    const shown = new Set(groups.map(({ sectionId }) => sectionId));
    const others = places.sections.filter(({ sectionId }) => !shown.has(plainSection(sectionId)));
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
      placesHint: places.weekdays.length > 0 ? t('commission.agenda.places', { day: day(session.entryFrom) }) : null,
      empty: t('commission.agenda.empty'),
      columns: ['number', 'child', 'entryColumn', 'points', 'otherWishes'].map((name) =>
        t(`commission.agenda.${name}`),
      ),
      sections: groups.map(({ sectionId, cases: those }) => ({
        name: sectionId === null ? t('commission.agenda.noSection') : this.say.sectionName(words, sectionId),
        places: this.placesTable(
          words,
          places,
          places.sections.filter((section) => plainSection(section.sectionId) === sectionId),
          (id) => this.say.reservedOwner(words, id) ?? t('commission.agenda.toGive'),
        ),
        rows: those.map((candidacy) => this.caseRow(words, sitting, candidacy, sectionId)),
      })),
      otherPlaces: this.placesTable(words, places, others, (id) => this.say.sectionName(words, id)),
      otherPlacesHeading: t('commission.agenda.otherPlaces'),
      unsaid: (['not_declared', 'withheld'] as const).flatMap((proof) => this.unsaidTable(words, cases, proof)),
    };
  }

  /** The section of its first wish for its age on the day of entry; null when none takes it. */
  private sectionOf({ session }: Sitting, { snapshot }: Candidacy): string | null {
    const [first] = wishedBy(snapshot);
    if (!snapshot || first === undefined) return null;
    const [section] = this.supply.sectionsForChild(first, snapshot.birth, entryOf(snapshot, session.entryFrom));
    return section?.id ?? null;
  }

  /** The cells of a case, each as lines. A first wish is not told again under its own section. */
  private caseRow(
    words: Translator,
    sitting: Sitting,
    candidacy: Candidacy,
    sectionId: string | null,
  ): readonly string[][] {
    const { number, child, commune, points, lines, need, waits } = this.cases.model(words, sitting, candidacy);
    const { snapshot } = candidacy;
    const at = this.supply.section(sectionId)?.providerId;
    return [
      [String(number)],
      [child, commune],
      [
        snapshot ? words.day(entryOf(snapshot, sitting.session.entryFrom)) : '',
        need,
        ...(waits === null ? [] : [waits]),
      ],
      [points ?? '', ...(lines.length === 0 ? [] : [lines.join(' · ')])],
      (snapshot?.wishes ?? [])
        .filter(({ rank, providerId }) => rank !== 1 || providerId !== at)
        .map(({ rank, providerId }) =>
          words.t('commission.agenda.outside', { rank, said: this.say.provider(providerId) }),
        ),
    ].map((cell) => (cell.length > 0 ? cell : ['']));
  }

  /** The criteria that cases do not say, in an order of their own; none when all say everything. */
  private unsaidTable(words: Translator, cases: readonly Candidacy[], proof: PointsLine['proof']): object[] {
    const criteria = groupByCriterion(
      cases.map(({ agendaNumber, lines }) => ({
        number: agendaNumber,
        codes: (lines ?? []).filter((line) => line.value === null && line.proof === proof).map(({ code }) => code),
      })),
    );
    if (criteria.length === 0) return [];
    return [
      {
        heading: words.t(`commission.agenda.unsaid.${proof}`),
        rows: criteria.map(({ code, numbers }) =>
          words.t('commission.agenda.unsaid.row', {
            criterion: criterionName(words, code),
            count: numbers?.length ?? 0,
            numbers: words.list((numbers ?? []).map(String)),
          }),
        ),
      },
    ];
  }

  private placesTable(
    words: Translator,
    { weekdays }: PlacesLeft,
    sections: PlacesLeft['sections'],
    nameOf: (sectionId: string) => string,
  ): PlacesTable | null {
    if (weekdays.length === 0 || sections.length === 0) return null;
    return {
      days: weekdays.map((name) => words.shortWeekday(name)),
      halves: [words.t('web.grid.am'), words.t('web.grid.pm')],
      rows: sections.map(({ sectionId, cells }) => ({
        name: nameOf(sectionId),
        cells: cells.map(({ left }) => (left === null ? '–' : String(left))),
      })),
    };
  }
}
