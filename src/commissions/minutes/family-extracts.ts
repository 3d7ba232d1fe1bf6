import { Injectable } from '@nestjs/common';
import { hadSince, Sentences, ToldWords, withoutWhatIsHad, type Candidacy } from '../commission/index.js';
import { childWords, isOpen, PointsPresenter, type ChildRequest } from '../../dossier/dossier/index.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { plainSection } from '../../foundation/kernel/reserved-section.js';
import { dayOf } from '../../foundation/kernel/time.js';
import type { Offer } from '../../places/placement/index.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import { blocksOf, lawPassage } from '../../foundation/platform/outbox/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import { Supply } from '../../offer/supply/index.js';
import type { Block } from './document-blocks.js';
import { maskedVersion, type MinutesCase } from './domain/minutes-content.js';
import type { KeptMinutes } from './kept-minutes.js';
import { placeWords, quorumBlock } from './minutes-blocks.js';
import { MinutesDocuments } from './minutes-documents.js';

/** One case of a family, as it was judged. */
interface OwnCase {
  readonly minutesCase: MinutesCase;
  readonly judged: Candidacy;
  /** The child in the words of a message: `Lina`, `votre enfant attendu le 3 mai 2027`. */
  readonly child: string;
  readonly request: ChildRequest;
  /** The offers made for it, oldest first. */
  readonly offers: readonly Offer[];
}

/**
 * What the minutes say to one family, in plain words: what was decided for each of its children, for which wish, why,
 * with which points, what it has accepted since, and what it can do. How the proposal was computed stands at the end.
 */
@Injectable()
export class FamilyExtracts {
  constructor(
    private readonly documents: MinutesDocuments,
    private readonly told: ToldWords,
    private readonly points: PointsPresenter,
    private readonly say: Sentences,
    private readonly supply: Supply,
    private readonly settings: Settings,
  ) {}

  /**
   * @param own the cases of the family, and no others
   * @param requests of these cases
   * @param offers of these requests, oldest first
   */
  buildExtract(
    words: Translator,
    kept: KeptMinutes,
    own: readonly Candidacy[],
    requests: readonly ChildRequest[],
    offers: readonly Offer[],
  ): object {
    const { t } = words;
    const nameOf = (requestId: Id): string =>
      childWords(
        words,
        requests.filter(({ id }) => id === requestId),
      );
    const offersOf = groupedBy(offers, ({ requestId }) => requestId);
    const numbers = own.map(({ agendaNumber }) => agendaNumber);
    const cases = maskedVersion(kept.content, numbers).map((minutesCase): OwnCase => {
      const judged = own.find(({ agendaNumber }) => agendaNumber === minutesCase.number)!;
      const request = requests.find(({ id }) => id === judged.requestId)!;
      return { minutesCase, judged, child: nameOf(request.id), request, offers: offersOf.get(request.id) ?? [] };
    });
    const requestOf = new Map(own.map(({ agendaNumber, requestId }) => [agendaNumber, requestId]));
    return this.documents.buildVersion(
      words,
      kept,
      'masked',
      [
        ...cases.flatMap((ownCase) => [
          this.decision(words, ownCase),
          ...this.reasons(words, ownCase, requestOf, nameOf),
          ...this.pointLines(words, ownCase),
        ]),
        remedies(words, this.settings.courtTown),
        { heading: t('minutes.pdf.people'), paragraphs: [t('minutes.pdf.peopleText')] },
      ],
      [quorumBlock(words, kept.content), this.documents.rulesBlock(words, kept.content)],
    );
  }

  private decision(words: Translator, { minutesCase, judged, child, request, offers }: OwnCase): Block {
    const { t, day } = words;
    const { number, outcome, section, slots, gaveWay, deferredTo, recused } = minutesCase;
    return {
      heading: t('minutes.extract.decided', { child }),
      paragraphs: [
        t(`minutes.extract.outcome.${gaveWay ? 'gave_way' : outcome}`, {
          child,
          section: section ?? '',
          day: deferredTo ? day(deferredTo) : 'none',
          now: isOpen(request.state) ? 'open' : 'over',
        }),
        // Seats that were offered again are no decision of the session.
        ...this.wishes(words, judged, outcome === 'admitted' && judged.reofferedFromId === null),
        ...(slots === null
          ? []
          : [placeWords(words, minutesCase) || t('minutes.pdf.ownSlots', { slots: this.say.slots(words, slots) })]),
        ...this.accepted(words, child, offers),
        ...(recused.length > 0 ? [t('minutes.pdf.ownRecused', { count: recused.length })] : []),
        t('minutes.extract.number', { number }),
      ],
    };
  }

  /** The wish that was granted, or those that were before this commission. */
  private wishes(words: Translator, { snapshot, decidedSectionId }: Candidacy, isAdmitted: boolean): string[] {
    const wishes = [...(snapshot?.wishes ?? [])].sort((a, b) => a.rank - b.rank);
    const { t } = words;
    const at = decidedSectionId ? this.supply.section(plainSection(decidedSectionId))?.providerId : undefined;
    const granted = isAdmitted ? wishes.find(({ providerId }) => providerId === at) : undefined;
    if (granted) return [t('minutes.extract.wish', { rank: granted.rank })];
    if (wishes.length === 0) return [];
    const named = wishes.map(({ rank, providerId }) =>
      t('minutes.extract.named', { rank, provider: this.say.provider(providerId) }),
    );
    return [t('minutes.extract.wishes', { wishes: words.list(named) })];
  }

  /** The places that the family has accepted, with the day of its answer. */
  private accepted(words: Translator, child: string, offers: readonly Offer[]): string[] {
    const { t, day } = words;
    return offers.flatMap(({ state, answeredAt, sectionId }) =>
      state === 'accepted' && answeredAt
        ? [
            t('minutes.extract.accepted', {
              child,
              section: this.say.sectionName(words, sectionId),
              day: day(dayOf(answeredAt)),
            }),
          ]
        : [],
    );
  }

  private reasons(
    words: Translator,
    { judged, child, request, offers }: OwnCase,
    requestOf: ReadonlyMap<number, Id>,
    nameOf: (requestId: Id) => string,
  ): Block[] {
    const { t } = words;
    const { reason, points } = judged;
    const explanation = judged.explanation && withoutWhatIsHad(judged.explanation, hadSince(request, offers));
    if (!explanation) {
      const said = reason && t('told.reason', { reason: t(`reason.${reason}`) });
      return said ? [{ heading: t('minutes.extract.why', { child }), paragraphs: [said] }] : [];
    }
    const told = this.told.sentences(words, { points: points ?? 0, reason, explanation, requestOf }, nameOf);
    const misses = told.misses.map(({ text, because }) => [text, ...because].join(' '));
    const paragraphs = [
      ...(told.reason ? [told.reason] : []),
      ...(told.claim ? [told.claim] : []),
      ...(misses.length > 0 ? [told.why] : []),
    ];
    const after = [told.later, told.elsewhere].filter((line) => line !== null);
    return paragraphs.length + after.length === 0
      ? []
      : [{ heading: t('minutes.extract.why', { child }), paragraphs, list: misses, after }];
  }

  private pointLines(words: Translator, { judged, child }: OwnCase): Block[] {
    const { lines, points } = judged;
    if (lines === null) return [];
    const counted = this.points.shown(words, { lines, total: points ?? 0 });
    return [
      {
        heading: words.t('minutes.extract.points', { child }),
        list: [...counted.lines, counted.sum, ...counted.there],
      },
    ];
  }
}

/** The ways of appeal as the message of the decision has them. */
function remedies(words: Translator, courtTown: string): Block {
  const { t } = words;
  const blocks = blocksOf(lawPassage(words, 'remedies', courtTown));
  return {
    heading: t('minutes.extract.remedies'),
    paragraphs: [
      t('minutes.extract.remediesFrom'),
      ...blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.lines.join(' ')] : [])),
    ],
    list: blocks.flatMap((block) => (block.kind === 'list' ? block.items : [])),
  };
}
