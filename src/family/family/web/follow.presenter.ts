import { Injectable } from '@nestjs/common';
import {
  actionsFor,
  awaitedIn,
  gapWords,
  isExpected,
  mayTellBirth,
  isOpen,
  PointsPresenter,
  WishesPresenter,
  type ChildRequest,
  type RequestState,
} from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { criterionName } from '../../../commissions/admission/index.js';
import { hadSince, type CountedPoints } from '../../../commissions/commission/index.js';
import { LANGUAGES } from '../../../foundation/kernel/language.js';
import { needSlots, PlaceWords, soughtSlots } from '../../../places/placement/index.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import { toldApart } from '../../../foundation/platform/web/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory, type FirstDesk } from '../../../territory/territory/index.js';
import { mayChange } from '../family-answers.js';
import { endsBeforeSession } from '../domain/emergency-end.js';
import { isDateToChange } from '../domain/unsuited-date.js';
import { FamilyOffers, isOfTwoHomes } from '../family-offers.js';
import type { FamilyFile, FollowedRequest } from '../family-files.js';
import { hasSaidNo } from './actor-words.js';
import { noticeModel, type NoticeModel } from './notice-model.js';
import { AnswerPresenter } from './answer.presenter.js';
import { CallPresenter } from './call.presenter.js';
import { FollowTimeline } from './follow-timeline.js';
import { StandingPresenter } from './standing.presenter.js';
import { startDateOf } from './start-date.js';

/** Nobody asks any more why the wishes of such a request were not obtained. */
const SETTLED: readonly RequestState[] = ['solved_elsewhere', 'withdrawn', 'ended'];
const TONES: Partial<Record<RequestState, string>> = {
  incomplete: 'action',
  offered: 'action',
  placed: 'success',
  solved_elsewhere: 'success',
  partly_placed: 'info',
  refused: 'danger',
  lapsed: 'warning',
};

@Injectable()
export class FollowPresenter {
  constructor(
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly offers: FamilyOffers,
    private readonly wishes: WishesPresenter,
    private readonly answers: AnswerPresenter,
    private readonly timeline: FollowTimeline,
    private readonly standing: StandingPresenter,
    private readonly points: PointsPresenter,
    private readonly calls: CallPresenter,
    private readonly places: PlaceWords,
  ) {}

  nameOf(words: Translator, request: Pick<ChildRequest, 'state' | 'firstName' | 'birthDate' | 'dueDate'>): string {
    const { t, day } = words;
    if (request.firstName) return request.firstName;
    // Of a request that was stopped before a birth, no date is told any more.
    if (request.state === 'withdrawn') return t('family.follow.unnamed');
    if (request.birthDate) return t('family.follow.bornOn', { date: day(request.birthDate) });
    return isExpected(request)
      ? t('family.follow.expected', { date: day(request.dueDate!) })
      : t('family.follow.unnamed');
  }

  /** @param confirmedId the request for which the family has just confirmed that it is still looking */
  overviewModel(words: Translator, file: FamilyFile, confirmedId?: string): Record<string, unknown> {
    const { t, instant } = words;
    const desk = this.territory.desk(file.dossier.deskId);
    const nameOf = (requestId: string): string => {
      const found = file.requests.find(({ request }) => request.id === requestId);
      return found ? this.nameOf(words, found.request) : t('family.follow.unnamed');
    };
    const children = file.requests.map((request) => this.childModel(words, request, nameOf, desk));
    return {
      title: t('family.follow.title'),
      number: file.dossier.number,
      language: file.dossier.language,
      otherLanguage: LANGUAGES.find((language) => language !== file.dossier.language),
      desk,
      confirmed: this.confirmedWords(words, file, confirmedId),
      children,
      awaited: children.flatMap((child) => awaitedActs(words, child)),
      notices: file.notices.map((notice) => noticeModel(words, notice, '/mon-dossier')),
      toConfirm: file.toConfirm > 0 ? t('changes.familyWaiting') : null,
      messages: file.messages.map((message) => ({
        subject: message.subject,
        lang: message.language,
        when: instant(message.createdAt),
        by: t(`dossier.choice.channel.${message.channel}`),
      })),
      sendings: toldApart(
        file.sendings.map(({ id, at, isListed }) => ({
          href: `/mon-dossier/envois/${id}`,
          text: t(isListed ? 'family.follow.listed' : 'family.follow.sending', { at: instant(at) }),
        })),
      ),
    };
  }

  private confirmedWords(words: Translator, { requests }: FamilyFile, id: string | undefined): string | null {
    const found = requests.find(({ request }) => request.id === id && isOpen(request.state));
    return found
      ? words.t('family.follow.confirmed', {
          child: this.nameOf(words, found.request),
          day: words.day(dayOf(found.request.confirmedAt)),
        })
      : null;
  }

  private childModel(
    words: Translator,
    file: FollowedRequest,
    nameOf: (requestId: string) => string,
    desk: FirstDesk,
  ): ChildModel {
    const { t } = words;
    const { request } = file;
    const base = `/mon-dossier/demandes/${request.id}`;
    const open = isOpen(request.state);
    const changeable = mayChange(request.state) && !file.locked;
    // While a place is offered, nothing else is looked for.
    const sought =
      open && request.state !== 'offered'
        ? soughtSlots(needSlots(request.need.week), file.solutions, this.clock.today())
        : 0;
    const offer = file.offers.find((made) => this.offers.stateOf(made) === 'open') ?? null;
    const toAnswer = offer !== null && !hasSaidNo(offer, file.family);
    return {
      id: request.id,
      name: file.kept
        ? t('family.follow.transferName', { child: this.nameOf(words, request) })
        : this.nameOf(words, request),
      base,
      kept:
        file.kept && open
          ? t('family.follow.transfer', {
              provider: this.supply.provider(this.supply.section(file.kept.sectionId)!.providerId)?.name ?? '',
            })
          : null,
      version: request.version,
      open,
      state: { text: t(`state.${request.state}`), tone: (offer && !toAnswer ? null : TONES[request.state]) ?? 'info' },
      explain: this.timeline.whereabouts(words, file, desk.phone, offer),
      reason: this.timeline.reason(words, file, desk.phone),
      urgent: this.urgentWords(words, file, desk),
      toRatify: file.toRatify.map(({ providerId, last, session }) =>
        t('family.follow.toRatify', {
          provider: this.supply.provider(providerId)?.name ?? '',
          last: words.day(last),
          early: endsBeforeSession(last, session) ? 'yes' : 'no',
        }),
      ),
      timeline: this.timeline.events(words, file, offer),
      points: file.counted && this.pointsModel(words, file, file.counted, file.locked ? null : `${base}/reponses`),
      standing: file.standing && this.standing.model(words, file.standing),
      answers: SETTLED.includes(request.state)
        ? []
        : file.answers.map((answer) => this.answers.model(words, answer, nameOf, hadSince(file.request, file.offers))),
      gaps: open
        ? [...new Set([...(request.state === 'incomplete' ? awaitedIn(file) : []), ...request.gaps])].map((gap) =>
            gapWords(
              words,
              gap,
              file.adults.map(({ details }) => details),
            ),
          )
        : [],
      changeable,
      startHref: changeable && isDateToChange(file.offers, file.history) ? startDateOf(request.id) : null,
      locked: open && file.locked,
      asked: request.state === 'incomplete',
      proofs: this.proofsToShow(words, file, desk),
      datesHref: file.toAgree ? `/mon-dossier/offres/${file.toAgree}` : null,
      birthHref: isExpected(request) && mayTellBirth(request) ? `${base}/naissance` : null,
      birthDue: request.dueDate !== null && request.dueDate <= this.clock.today(),
      waitHref: changeable ? `${base}/reponses/besoin#latest` : null,
      offerHref: toAnswer ? `/mon-dossier/offres/${offer.id}` : null,
      declinedHref: offer && !toAnswer ? `/mon-dossier/offres/${offer.id}` : null,
      notices: file.notices.map((notice) => noticeModel(words, notice, base)),
      wishes: file.wishes.map((wish) => this.wishes.nameOf(words, wish)),
      solutions: file.solutions
        .filter(({ from, to }) => to === null || from <= to)
        .map((solution) => this.solution(words, solution, file.told.has(solution.id) ? base : null)),
      sought: sought === 0 ? null : t('family.follow.sought', { days: this.places.halfDays(words, sought) }),
      calls: file.calls.map((call) => ({
        lines: this.calls.lines(words, call, file),
        href: `/mon-dossier/offres/${call.place.offerId}#appel`,
      })),
      toGiveUp: actionsFor(request.state, 'parent').includes('giveUp')
        ? file.toCome.map((place) => this.toGiveUp(words, place, file, desk))
        : [],
    };
  }

  private proofsToShow(
    words: Translator,
    { proofs }: FollowedRequest,
    { name, phone }: FirstDesk,
  ): ProofsToShow | null {
    const [first] = proofs.flatMap(({ before }) => before ?? []).sort();
    return proofs.length > 0
      ? {
          criteria: proofs.map(({ criterion }) => criterionName(words, criterion)),
          text: words.t('family.follow.proofsText', {
            day: first ? words.day(first) : 'none',
            desk: name,
            phone: phoneWords(phone),
          }),
        }
      : null;
  }

  /** @param answers the beginning of the addresses where answers are changed; null while they cannot change */
  private pointsModel(
    words: Translator,
    { request, adults }: FollowedRequest,
    { points, open }: CountedPoints,
    answers: string | null,
  ): object {
    return {
      ...this.points.shown(words, points),
      open:
        answers === null
          ? []
          : this.points
              .questions(words, open, { adults: adults.map(({ details }) => details), children: [request] }, 0)
              .map(({ text, path }) => ({ text, href: `${answers}/${path}` })),
    };
  }

  /** Neither of two homes gives a place up alone: both read at once whom to ring. */
  private toGiveUp(
    { t }: Translator,
    { offerId, sectionId }: FollowedRequest['toCome'][number],
    file: FollowedRequest,
    desk: FirstDesk,
  ): object {
    const provider = this.supply.provider(this.supply.section(sectionId)!.providerId)?.name ?? '';
    if (isOfTwoHomes(file))
      return { href: null, text: t('family.offer.giveUpAtDesk', { provider, phone: phoneWords(desk.phone) }) };
    return { href: `/mon-dossier/offres/${offerId}/renoncer`, text: t('family.follow.giveUp', { provider }) };
  }

  /** What an emergency waits for, while it has no place. The day that was asked for may be past. */
  private urgentWords({ t, day }: Translator, { request }: FollowedRequest, { name, phone }: FirstDesk): string | null {
    if (request.urgentFrom === null || !isOpen(request.state) || request.state === 'offered') return null;
    return t('family.follow.urgent', {
      past: request.urgentFrom < this.clock.today() ? 'yes' : 'no',
      from: day(request.urgentFrom),
      listed: request.state === 'before_commission' ? 'yes' : 'no',
      desk: name,
      phone: phoneWords(phone),
    });
  }

  private solution(words: Translator, solution: FollowedRequest['solutions'][number], base: string | null): object {
    const { t, period } = words;
    return {
      name:
        this.supply.provider(solution.providerId)?.name ??
        solution.providerLabel ??
        t(`family.plain.solution.${solution.kind}`),
      period: period({ from: solution.from, to: solution.to }),
      days: solution.slots === 0 ? null : this.places.halfDays(words, solution.slots),
      correctHref: base && `${base}/solution/${solution.id}`,
    };
  }
}

interface ProofsToShow {
  readonly criteria: readonly string[];
  readonly text: string;
}

/** What waits for the family about one child, each with its page. */
interface ChildModel extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
  readonly base: string;
  readonly asked: boolean;
  readonly birthDue: boolean;
  readonly birthHref: string | null;
  readonly offerHref: string | null;
  readonly notices: readonly NoticeModel[];
  readonly datesHref: string | null;
  readonly proofs: ProofsToShow | null;
}

const awaitedActs = ({ t }: Translator, child: ChildModel): { text: string; href: string }[] =>
  (
    [
      [t('family.follow.offerLink'), child.offerHref],
      ...child.notices.map(({ waits, href }) => [waits?.button ?? '', waits && href] as const),
      [t('family.follow.birthTitle'), child.birthDue ? child.birthHref : null],
      [t('family.follow.datesLink'), child.datesHref],
      [t('family.follow.askedLink'), child.asked ? `${child.base}/reponses` : null],
      [t('family.follow.proofsTitle'), child.proofs ? `#justificatifs-${child.id}` : null],
    ] as const
  ).flatMap(([act, href]) =>
    href === null ? [] : [{ text: t('family.follow.awaitedOf', { act, child: child.name }), href }],
  );
