import { Injectable } from '@nestjs/common';
import {
  actionsFor,
  ageWords,
  CHILD_QUESTIONS,
  directorsNames,
  NEED_QUESTIONS,
  moveKey,
  siblingWords,
  yesNoWords,
  type NeedForm,
  type RequestAction,
  type RequestFile,
} from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { WEEKDAYS } from '../../../foundation/kernel/week-schedule.js';
import {
  FirstCalls,
  lastDayOf,
  lastMomentToAnswer,
  needSlots,
  timeToAnswer,
  type Offer,
  type Placement,
} from '../../../places/placement/index.js';
import { outsideWords, Supply, type Provider } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import type { ListingChoices } from '../eaje-session-listing.js';
import { EajeWords } from './eaje-words.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';

const TONES: Record<string, string> = {
  offered: 'action',
  placed: 'success',
  partly_placed: 'success',
  incomplete: 'warning',
  waiting_list: 'info',
  before_commission: 'info',
};
@Injectable()
export class RequestPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly clock: Clock,
    private readonly calls: FirstCalls,
  ) {}

  childName(words: Translator, child: { firstName: string | null; surname: string | null }): string {
    return [child.firstName, child.surname].filter(Boolean).join(' ') || words.t('eaje.requests.noName');
  }

  /** The age, or the month of a birth to come: a director chooses a section by it. The day opens the links of a family. */
  age(words: Translator, { birthDate, dueDate }: { birthDate: Day | null; dueDate: Day | null }): string {
    const { t, month } = words;
    if (birthDate !== null) return ageWords(words, birthDate, this.clock.today());
    return dueDate === null ? t('eaje.requests.noBirth') : t('eaje.requests.due', { month: month(dueDate) });
  }

  need(words: Translator, need: NeedForm): string {
    const { t } = words;
    if (need.week && Object.keys(need.week).length > 0)
      return this.say.weekWords(words, needSlots(need.week)) || t('eaje.requests.unknown');
    return daysOnly(words, need) ?? t('eaje.requests.unknown');
  }

  /** The days for a line of a list; which hours they are is said on the page of the request. */
  shortNeed(words: Translator, need: NeedForm): string {
    const { t, shortWeekday } = words;
    if (need.week && Object.keys(need.week).length > 0)
      return this.say.shortWeek(words, needSlots(need.week)) || t('eaje.requests.unknown');
    if (need.daysWanted?.length)
      return t('eaje.requests.daysNamed', { days: need.daysWanted.map(shortWeekday).join(' ') });
    return daysOnly(words, need) ?? t('eaje.requests.unknown');
  }

  /**
   * What a director sees of one request: the child, what is asked for, how to reach the family; no resources, no
   * points.
   * @param own the offer that the director may take back, and the act by which she offers a place without a session
   */
  fileModel(
    words: Translator,
    provider: Provider,
    file: RequestFile,
    offers: readonly Offer[],
    placements: readonly Placement[],
    { takeBackId, admitsBy }: { readonly takeBackId: Id | null; readonly admitsBy: RequestAction },
  ): Record<string, unknown> {
    const { t } = words;
    const { request } = file;
    const mayAdmit = actionsFor(request.state, 'eaje_director', file.dossier.arrivedForId !== null).includes(admitsBy);
    const isHere = placements.some(({ sectionId }) => this.supply.section(sectionId)?.providerId === provider.id);
    const accepted = offers.find(({ providerId, state }) => providerId === provider.id && state === 'accepted') ?? null;
    // The nursery enters the child who comes to it in its own software, by the day of its birth.
    const isAdmitted = isHere || accepted !== null;
    return {
      ...this.say.frame(words, provider, '/demandes', this.childName(words, request)),
      back: `/eaje/${provider.id}/demandes`,
      state: { text: t(`state.${request.state}`), tone: TONES[request.state] ?? 'neutral' },
      number: file.dossier.number,
      lead: mayAdmit ? t('eaje.request.leadAdmit') : t('eaje.request.lead'),
      child: [
        isAdmitted && request.birthDate !== null
          ? { key: t('eaje.request.birth'), value: words.day(request.birthDate) }
          : { key: t('eaje.request.age'), value: this.age(words, request) },
        {
          key: t('eaje.request.commune'),
          value: this.territory.commune(request.communeCode)?.name ?? t('eaje.requests.elsewhere'),
        },
        { key: t('eaje.request.sibling'), value: siblingWords(words.inVoice('atDesk'), request, this.supply) },
        ...directorsNames(CHILD_QUESTIONS).map((question) => ({
          key: t(`question.child.${question}.director`),
          value: yesNoWords(words.inVoice('atDesk'), request, question),
        })),
      ],
      need: this.needRows(words, request.need, file, provider),
      family: this.familyRows(words, file, isHere, accepted),
      notShared: t(
        file.dossier.consents.shareWithProviders === null ? 'eaje.request.notAsked' : 'eaje.request.notShared',
      ),
      gaps: request.gaps.map((gap) => words.inVoice('atDesk').t(`gap.${gap}`)),
      steps: file.history
        .map((row) => ({ title: t(moveKey(row)), when: words.instant(row.at), datetime: row.at }))
        .reverse(),
      offers: offers
        .filter((offer) => offer.providerId === provider.id)
        .map((offer) => ({
          key: t(`eaje.offer.${offer.state}`),
          lines: this.offerLines(words, offer),
          ...(offer.id === takeBackId
            ? { change: { href: `/eaje/demandes/${request.id}/admission/retrait`, text: t('eaje.revocation.link') } }
            : {}),
        })),
      placements: placements
        .filter(
          (placement) =>
            this.supply.section(placement.sectionId)?.providerId === provider.id && placement.to >= placement.from,
        )
        .map((placement) => ({
          key: t('eaje.request.placement'),
          lines: [
            t('eaje.offer.line', {
              section: this.say.sectionById(words, placement.sectionId),
              week: this.say.weekWords(words, placement.slots),
              from: placement.from,
              to: lastDayOf(placement),
            }),
            ...(placement.ratification ? [t(`eaje.ratification.${placement.ratification}`)] : []),
          ],
        })),
      admission: mayAdmit ? `/eaje/demandes/${request.id}/admission` : null,
    };
  }

  /** The place that was offered, and until when the family may answer. */
  offerLines(words: Translator, offer: Offer): string[] {
    const { t } = words;
    const line = t('eaje.offer.line', {
      section: this.say.sectionById(words, offer.sectionId),
      week: this.say.weekWords(words, offer.slots),
      from: offer.from,
      to: lastDayOf(offer),
    });
    if (offer.state !== 'open') return [line];
    const deadline = t(`eaje.offer.timeToAnswer.${timeToAnswer(offer, this.clock.now())}`, {
      at: words.instant(lastMomentToAnswer(offer)),
    });
    return [line, deadline, ...(offer.emergency ? [t('eaje.offer.toRatify')] : [])];
  }

  /** The sessions for which the request can be listed, and those for which it is listed already. */
  listing(words: Translator, file: RequestFile, { sessions, candidacies }: ListingChoices): Record<string, unknown> {
    const { t, instant } = words;
    return {
      sessions: sessions.map((session) => ({
        value: session.id,
        text: t('eaje.request.session', { body: session.bodyName, when: instant(session.startsAt) }),
      })),
      candidacies: candidacies.map(({ candidacy, startsAt, bodyName }) =>
        t('eaje.request.candidacy', { body: bodyName, when: instant(startsAt), state: candidacy.state }),
      ),
      listAction: `/eaje/demandes/${file.request.id}/seance`,
      version: file.request.version,
    };
  }

  private needRows(
    words: Translator,
    need: NeedForm,
    file: RequestFile,
    provider: Provider,
  ): Record<string, unknown>[] {
    const { t, day, weekday } = words;
    const outside = outsideWords(words, need.week, provider.id, this.supply, need.wantedFrom);
    const hours = WEEKDAYS.flatMap((name) => {
      const hours = need.week?.[name];
      return hours ? [t('eaje.request.hours', { day: weekday(name), hours: words.hours(hours) })] : [];
    });
    const rank = file.wishes.find((wish) => wish.providerId === provider.id)?.rank ?? 0;
    return [
      { key: t('eaje.request.kind'), value: need.kind && t(`dossier.choice.kind.${need.kind}`) },
      ...(need.urgentReason
        ? [{ key: t('eaje.request.urgentReason'), value: t(`dossier.choice.urgentReason.${need.urgentReason}`) }]
        : []),
      { key: t('eaje.request.wanted'), value: need.wantedFrom && day(need.wantedFrom) },
      ...(need.earliestFrom ? [{ key: t('eaje.request.earliest'), value: day(need.earliestFrom) }] : []),
      ...(need.latestFrom
        ? [
            { key: t('eaje.request.latest'), value: day(need.latestFrom) },
            { key: t('dossier.need.prefers'), value: t(`dossier.choice.waitsFirst.${need.waitsFirst ?? 'place'}`) },
          ]
        : []),
      { key: t('eaje.request.week'), lines: [...hours, ...(outside ? [outside] : [])], value: daysOnly(words, need) },
      ...directorsNames(NEED_QUESTIONS).map((question) => ({
        key: t(`question.need.${question}.director`),
        value:
          question === 'acceptsShorterWeek' && need.acceptsShorterWeek && need.minimumDays
            ? t('eaje.request.fromDays', { count: need.minimumDays })
            : yesNoWords(words.inVoice('atDesk'), need, question),
      })),
      ...(need.weeksPerYear ? [{ key: t('eaje.request.weeks'), value: words.number(need.weeksPerYear) }] : []),
      { key: t('eaje.request.wish'), value: t('eaje.request.wishRank', { rank, total: file.wishes.length }) },
    ];
  }

  /**
   * @param isPlaced whether this nursery has a place for the child, and reads how to reach an adult whose address is protected
   * @param accepted the offer of this nursery that the family accepted
   */
  private familyRows(
    words: Translator,
    file: RequestFile,
    isPlaced: boolean,
    accepted: Offer | null,
  ): Record<string, unknown>[] | null {
    const { t } = words;
    const contacts = this.calls.contactsOf(file, accepted ?? { contactOf: null });
    return (
      contacts?.map((adult) => ({
        key: [adult.firstName, adult.surname].filter(Boolean).join(' ') || t('eaje.request.adult'),
        lines:
          adult.addressProtected && !isPlaced
            ? [t('eaje.request.protected')]
            : [adult.phone && phoneWords(adult.phone), adult.email].filter((line): line is string => Boolean(line)),
      })) ?? null
    );
  }
}

/** The days of a need without hours: which ones, or how many. */
function daysOnly({ t, list, weekday }: Translator, { daysWanted, daysPerWeek }: NeedForm): string | null {
  if (daysWanted?.length) return t('eaje.requests.daysNamed', { days: list(daysWanted.map(weekday)) });
  return daysPerWeek ? t('eaje.requests.days', { count: daysPerWeek }) : null;
}
