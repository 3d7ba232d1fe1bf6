import { Injectable } from '@nestjs/common';
import { consequenceLines, replacedLines } from '../../../commissions/commission/index.js';
import {
  nameOfAdult,
  childWords,
  REASON_LIST,
  REASONS,
  type ReadingFamily,
  type RequestAction,
  type RequestFile,
  type WhoActed,
} from '../../../dossier/dossier/index.js';
import { isOfTwoHomes, type AroundOffer } from '../family-offers.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { dayOf, daysBetween } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  finalNo,
  lastDayOf,
  lastMomentToAnswer,
  PlaceWords,
  timeToAnswer,
  type Offer,
  type OfferState,
} from '../../../places/placement/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { openingLines, outsideWords, sectionWords, Supply, type Provider } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { ChoiceLists } from '../../../foundation/platform/choices/index.js';
import { endsBeforeSession } from '../domain/emergency-end.js';
import { actorArgs, hasSaidNo, otherName, whoAnsweredIn, whoSaidNo } from './actor-words.js';
import { CallPresenter } from './call.presenter.js';
import { startDateOf } from './start-date.js';

/** What becomes of a request after its family has declined an offer, as it chose; null where something else has come since. */
const nextWords = (
  { t }: Translator,
  state: OfferState,
  { request }: RequestFile,
  { dateToChange }: AroundOffer,
): string | null => {
  if (state !== 'declined') return null;
  if (request.state === 'waiting_list') return t('family.offer.keepsWaiting', { done: dateToChange ? 'no' : 'yes' });
  return request.state === 'withdrawn' ? t('family.offer.stopped') : null;
};

/** What accepting means. @param transfers whether the child keeps another place until then */
const acceptingWords = ({ t }: Translator, { emergency }: Offer, file: RequestFile, transfers: boolean): string => {
  if (transfers) return t('family.offer.transferAccept');
  return t(emergency ? 'family.offer.emergencyAccept' : 'family.offer.acceptText', {
    homes: isOfTwoHomes(file) ? 'two' : 'one',
  });
};

/** How long a place given in an emergency lasts, and who has still to confirm it; null for any other place. */
const emergencyWords = ({ t, day }: Translator, { emergency }: AroundOffer): string | null =>
  emergency &&
  t('family.offer.emergency', {
    last: day(emergency.last),
    early: endsBeforeSession(emergency.last, emergency.session) ? 'yes' : 'no',
  });

const ANSWERED: Partial<Record<OfferState, RequestAction>> = {
  accepted: 'accept',
  declined: 'decline',
  given_up: 'giveUp',
};

/** Who gave the answer that an offer has. */
function whoAnswered(offer: Offer, state: OfferState, { history }: RequestFile, family: ReadingFamily): WhoActed {
  const row = history.findLast(({ action, facts }) => action === ANSWERED[state] && facts?.['offerId'] === offer.id);
  return row ? whoAnsweredIn(row, [offer], family) : { by: 'nobody' };
}

/** The page of one offer. */
@Injectable()
export class OfferPresenter {
  constructor(
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly clock: Clock,
    private readonly places: PlaceWords,
    private readonly choices: ChoiceLists,
    private readonly calls: CallPresenter,
  ) {}

  page(
    words: Translator,
    offer: Offer,
    state: OfferState,
    file: RequestFile,
    around: AroundOffer,
    actor: Actor,
    family: ReadingFamily,
  ): Record<string, unknown> {
    const { t, instant, period } = words;
    const provider = this.supply.provider(offer.providerId);
    const outside = outsideWords(words, file.request.need.week, offer.providerId, this.supply, offer.from);
    const child = childWords(words, [file.request]);
    const open = state === 'open';
    const { better, kept, consequences, placement } = around;
    const desk = this.territory.desk(file.dossier.deskId);
    const mayEnd = placement !== null && placement.from > this.clock.today();
    const until = instant(lastMomentToAnswer(offer));
    const awaited = timeToAnswer(offer, this.clock.now()) === 'reminder_awaited';
    const declined = hasSaidNo(offer, family);
    const leadKey = declined ? 'family.offer.leadOther' : awaited ? 'family.offer.leadAwaited' : 'family.offer.lead';
    return {
      title: t(open ? 'family.offer.title' : 'family.offer.titleClosed', { child }),
      open,
      action: `/mon-dossier/offres/${offer.id}`,
      lead: open
        ? t(leadKey, { until, who: otherName(family, file.adults) })
        : t(`family.plain.offer.${state}`, actorArgs(whoAnswered(offer, state, file, family), file.adults)),
      next: nextWords(words, state, file, around),
      startHref: around.dateToChange ? startDateOf(offer.requestId) : null,
      isPast: !open && state !== 'accepted',
      noes: open || state === 'declined' ? this.noWords(words, offer, open, file, family) : [],
      left: open && !awaited && !declined ? t('family.offer.left', { count: this.daysLeft(offer) }) : null,
      place: {
        name: provider?.name ?? '',
        address: provider?.address ?? this.territory.commune(provider?.communeCode ?? null)?.name ?? null,
        phone: provider?.phone ?? null,
        mapHref: this.mapOf(provider),
        days: this.places.daysLines(words, offer, file.request.need.week),
        from: t('place.from', { from: words.fullDay(offer.from) }),
        late: open ? this.places.lateWords(words, offer, dayOf(lastMomentToAnswer(offer))) : null,
      },
      rows: [
        { key: t('family.offer.when'), value: period({ from: offer.from, to: lastDayOf(offer) }) },
        { key: t('family.offer.section'), lines: this.sectionNames(words, offer, around) },
        {
          key: t('family.offer.hours'),
          lines: openingLines(words, this.supply.openingOf(offer.providerId, offer.from)),
        },
        ...(outside ? [{ key: t('family.offer.outside'), value: t('family.offer.outsideValue', { outside }) }] : []),
      ],
      keep: better.map(({ providerId }) => ({ value: providerId, text: this.supply.provider(providerId)?.name ?? '' })),
      transfer:
        kept && open
          ? t('family.offer.transfer', {
              provider: this.supply.provider(this.supply.section(kept.place.sectionId)!.providerId)?.name ?? '',
              last: words.day(kept.last),
            })
          : null,
      beside: around.beside.map((other) => this.besideWords(words, other, file)),
      consequences: open
        ? [
            ...replacedLines(
              words,
              around.replaced.map((id) => this.supply.provider(id)?.name ?? ''),
            ),
            ...(consequences ? consequenceLines(words, consequences) : []),
          ]
        : [],
      said: this.speakerWords(words, offer, file, around),
      dates: this.dates(words, around, provider?.phone ?? null),
      contact: open || around.call ? this.calls.question(words, actor, offer, file) : null,
      call: around.call ? this.calls.lines(words, around.call, file) : [],
      giveUpHref: mayEnd && !isOfTwoHomes(file) ? `/mon-dossier/offres/${offer.id}/renoncer` : null,
      giveUpAtDesk:
        mayEnd && isOfTwoHomes(file)
          ? t('family.offer.giveUpAtDesk', { provider: provider?.name ?? '', phone: phoneWords(desk.phone) })
          : null,
      partial: offer.coversNeed
        ? null
        : t('family.offer.partial', { days: this.places.missingDays(words, offer, file.request.need.week) ?? 'none' }),
      emergency: open || state === 'accepted' ? emergencyWords(words, around) : null,
      again: around.again
        ? t('family.offer.again', {
            day: words.day(around.again.day),
            above: around.again.above.length > 0 ? 'yes' : 'no',
          })
        : null,
      accepting: acceptingWords(words, offer, file, kept !== null && open),
      reasons: this.choices.itemsOf(words, REASON_LIST.name, REASONS.decline ?? []),
      choices: [
        { value: 'wait', text: t('family.offer.wait'), hint: { text: t('family.offer.waitHint') } },
        { value: 'withdraw', text: t('family.offer.stop'), hint: { text: t('family.offer.stopHint') } },
      ],
      desk,
    };
  }

  /** Another offer of the same family, with its page: each is answered for itself. */
  private besideWords(words: Translator, other: Offer, { request, siblings }: RequestFile): Record<string, string> {
    const child = [request, ...siblings].filter(({ id }) => id === other.requestId);
    return {
      text: words.t('family.offer.beside', {
        child: childWords(words, child),
        provider: this.supply.provider(other.providerId)?.name ?? '',
        from: words.day(other.from),
      }),
      href: `/mon-dossier/offres/${other.id}`,
    };
  }

  /** Which adults have said no, and while another may still say yes, what is awaited of whom. */
  private noWords(
    { t, instant }: Translator,
    offer: Offer,
    open: boolean,
    { adults }: RequestFile,
    family: ReadingFamily,
  ): string[] {
    const until = instant(lastMomentToAnswer(offer));
    const then = finalNo(offer.noes ?? [])?.choice ?? 'wait';
    const declined = hasSaidNo(offer, family);
    return (offer.noes ?? []).map((no) => {
      const acted = actorArgs(whoSaidNo(offer, no, family), adults);
      const said = { ...acted, at: instant(no.at) };
      if (!open) return t('family.offer.saidNo', said);
      if (acted.by === 'you')
        return t('family.offer.ownNo', { ...said, other: otherName(family, adults), until, choice: then });
      return t('family.offer.otherNo', { ...said, until, choice: then, own: declined ? 'no' : 'yes' });
    });
  }

  private daysLeft(offer: Offer): number {
    return daysBetween(this.clock.today(), dayOf(lastMomentToAnswer(offer)));
  }

  /** Where the establishment is on a map that is everybody's; its commune where the street is not known. */
  private mapOf(provider: Provider | null): string {
    const commune = this.territory.commune(provider?.communeCode ?? null)?.name ?? '';
    return `https://www.openstreetmap.org/search?query=${encodeURIComponent(provider?.address ?? commune)}`;
  }

  /** The section in which the child begins, and the later ones that are planned. */
  private sectionNames(words: Translator, { sectionId }: Offer, { expected }: AroundOffer): string[] {
    const { t, month, list } = words;
    const name = (id: string): string => sectionWords(words, this.supply.section(id)!);
    const later = expected.map((step) =>
      t('family.offer.laterSection', { section: name(step.sectionId), month: month(step.from) }),
    );
    return [name(sectionId), ...(later.length > 0 ? [t('family.offer.later', { list: list(later) })] : [])];
  }

  /** Who answered by telephone, when, and who noted it. */
  private speakerWords(
    words: Translator,
    { saidBy, answeredAt }: Offer,
    { adults }: RequestFile,
    { notedBy }: AroundOffer,
  ): string | null {
    if (saidBy === null || answeredAt === null) return null;
    return words.t('family.offer.said', {
      who: nameOfAdult(adults, saidBy),
      at: words.instant(answeredAt),
      by: notedBy ?? 'none',
    });
  }

  /** The first day of the adaptation and the first full day, and whether the family still has to agree. */
  private dates(words: Translator, { placement }: AroundOffer, phone: string | null): Record<string, unknown> | null {
    if (!placement?.adaptationFrom || !placement.startFrom) return null;
    const { t, fullDay } = words;
    return {
      proposed: placement.datesState === 'proposed',
      phone,
      rows: [
        { key: t('family.offer.adaptation'), value: fullDay(placement.adaptationFrom) },
        { key: t('family.offer.wholeTime'), value: fullDay(placement.startFrom) },
      ],
    };
  }
}
