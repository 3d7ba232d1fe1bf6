import { Injectable } from '@nestjs/common';
import type { ChildRequest } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { dayInputs } from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { askedWords } from '../asked-child.js';
import { ChildminderBook } from '../childminder-book.js';
import {
  DECLINE_REASONS,
  isLive,
  judgeIntroduction,
  MOST_INTRODUCTIONS,
  REFUSE_REASONS,
  shownToFamily,
  type IntroductionAction,
} from '../domain/introduction.js';
import { availabilityLines } from '../free-words.js';
import type { Candidate, FamilyContact, IntroductionScreen, NamedIntroduction } from '../introduction-candidates.js';
import type { Introduction } from '../persistence/introduction.entity.js';

type Model = Record<string, unknown>;

/** How many childminders the desk chooses from. */
const MOST_SHOWN = 20;
/** Where each act of the desk stands beneath an introduction. */
const DESK_PATHS: readonly (readonly [IntroductionAction, string])[] = [
  ['interest', 'interessee'],
  ['accept', 'oui'],
  ['meet', 'rencontre'],
  ['refuse', 'refus'],
  ['decline', 'non'],
];

/** What happened in an introduction, with dates and reasons, oldest first. */
export function introductionLines(words: Translator, one: Introduction): string[] {
  const { t, instant, day } = words;
  return [
    t('introduction.line.proposed', { at: instant(one.proposedAt) }),
    ...(one.interestedAt ? [t('introduction.line.interested', { at: instant(one.interestedAt) })] : []),
    ...(one.introducedAt ? [t('introduction.line.introduced', { at: instant(one.introducedAt) })] : []),
    ...(one.metOn ? [t('introduction.line.met', { day: day(one.metOn) })] : []),
    ...(one.agreedAt ? [t('introduction.line.agreed', { at: instant(one.agreedAt) })] : []),
    ...(one.declinedAt
      ? [
          t('introduction.line.declined', {
            at: instant(one.declinedAt),
            by: one.declinedBy!,
            reason: t(`introduction.reason.${one.reason!}`),
          }),
        ]
      : []),
  ];
}

/** Why a childminder fits: where she works, which half-days she has free, and as of when she said so. */
export function fitWords(
  words: Translator,
  { provider, fit, availability, record }: Candidate,
  territory: Territory,
): string {
  const { t } = words;
  return [
    t(`introduction.near.${fit.nearness}`, { commune: territory.commune(provider.communeCode)?.name ?? '' }),
    ...(fit.asked > 0 ? [t('introduction.fitDays', { free: fit.free, asked: fit.asked })] : []),
    ...(record!.agedPlaces.length > 0 ? [t('introduction.fitAge')] : []),
    ...availabilityLines(words, availability).slice(-1),
  ].join(' · ');
}

/** The pages of introductions: the desk's, the family's, and the part of a childminder's own page. */
@Injectable()
export class IntroductionPresenter {
  constructor(
    private readonly clock: Clock,
    private readonly territory: Territory,
    private readonly book: ChildminderBook,
  ) {}

  deskModel(words: Translator, { file, introductions, candidates }: IntroductionScreen): Model {
    const { t } = words;
    const { request } = file;
    const live = introductions.filter(isLive).length;
    const base = `/rpe/demandes/${request.id}/mises-en-relation`;
    return {
      title: t('introduction.desk.title'),
      requestId: request.id,
      base,
      child: [request.firstName, request.surname].filter(Boolean).join(' '),
      asked: this.askedRows(words, request),
      introductions: introductions.map((one) => ({
        name: one.childminder,
        href: `/assistantes-maternelles/${one.providerId}`,
        state: t(`introduction.state.${one.state}`),
        lines: introductionLines(words, one),
        ring: one.toRing && isLive(one) ? t('introduction.desk.ring') : null,
        acts: DESK_PATHS.filter(
          ([action]) =>
            judgeIntroduction(action, one, ['first_desk']) === null &&
            !(action === 'interest' && one.interestedAt !== null),
        ).map(([action, path]) => ({
          text: t(`introduction.deskAct.${action}`),
          href: `${base}/${one.id}/${path}`,
          asks: action === 'meet' || action === 'refuse' || action === 'decline',
        })),
        agreeHref:
          judgeIntroduction('agree', one, ['first_desk']) === null
            ? `/rpe/demandes/${request.id}/accord?avec=${one.providerId}`
            : null,
      })),
      left: Math.max(0, MOST_INTRODUCTIONS - live),
      leftWords: t('introduction.desk.left', { count: Math.max(0, MOST_INTRODUCTIONS - live) }),
      choices: candidates
        .slice(0, MOST_SHOWN)
        .map((candidate) => ({
          value: candidate.provider.id,
          text: candidate.provider.name,
          hint: { text: fitWords(words, candidate, this.territory) },
        })),
    };
  }

  reasonModel({ t }: Translator, action: 'refuse' | 'decline', name: string, back: string): Model {
    const reasons = action === 'refuse' ? REFUSE_REASONS : DECLINE_REASONS;
    return {
      title: t(`introduction.reasonTitle.${action}`, { name }),
      back,
      reasons: reasons.map((value) => ({ value, text: t(`introduction.reason.${value}`) })),
    };
  }

  meetingModel({ t }: Translator, name: string, back: string): Model {
    return {
      title: t('introduction.meetTitle', { name }),
      back,
      form: { values: { ...dayInputs('met', this.clock.today()) }, errors: [] },
    };
  }

  async familyModel(
    words: Translator,
    request: ChildRequest,
    introductions: readonly NamedIntroduction[],
    contact: FamilyContact | null,
  ): Promise<Model> {
    const { t, day } = words;
    const base = `/mon-dossier/demandes/${request.id}/mises-en-relation`;
    return {
      title: t('introduction.family.title'),
      lead: t('introduction.family.lead'),
      childminders: await Promise.all(
        shownToFamily(introductions).map(async (one) => {
          const { provider, availability } = await this.book.read(one.providerId);
          const isChosen = one.introducedAt !== null;
          return {
            name: one.childminder,
            commune: this.territory.commune(provider.communeCode)?.name ?? '',
            phone: isChosen ? provider.phone : null,
            email: isChosen ? provider.email : null,
            lines: [
              t(`introduction.familyState.${one.state}`, { phones: phonesOf(provider.phone, contact?.phone ?? null) }),
              ...(one.metOn ? [t('introduction.line.met', { day: day(one.metOn) })] : []),
              ...(one.state === 'proposed' ? availabilityLines(words, availability) : []),
            ],
            acceptAction: one.state === 'proposed' ? `${base}/${one.id}/oui` : null,
            declineHref: isLive(one) ? `${base}/${one.id}/non` : null,
          };
        }),
      ),
    };
  }

  /** What she is asked, and whom she is in touch with. The family's telephone shows once it has chosen her. */
  ownLines(
    words: Translator,
    secret: string,
    asked: readonly { introduction: Introduction; request: ChildRequest; contact: FamilyContact | null }[],
  ): object[] {
    const { t } = words;
    const base = `/am/${encodeURIComponent(secret)}/mises-en-relation`;
    return asked.map(({ introduction, request, contact }) => ({
      rows: this.askedRows(words, request),
      state: t(`introduction.ownState.${introduction.interestedAt === null ? 'asked' : introduction.state}`),
      phone: introduction.introducedAt ? (contact?.phone ?? null) : null,
      email: introduction.introducedAt && !contact?.phone ? (contact?.email ?? null) : null,
      acceptAction:
        introduction.state === 'proposed' && introduction.interestedAt === null
          ? `${base}/${introduction.id}/oui`
          : null,
      declineHref: `${base}/${introduction.id}/non`,
    }));
  }

  private askedRows(words: Translator, request: ChildRequest): object[] {
    const asked = askedWords(words, this.territory, request, this.clock.today());
    return (['age', 'days', 'from', 'commune'] as const).map((key) => ({
      key: words.t(`introduction.field.${key}`),
      value: asked[key],
    }));
  }
}

/** Whose telephones are known, so that nobody is told of an exchange that gave nothing. */
const phonesOf = (hers: string | null, yours: string | null): string =>
  hers === null ? (yours === null ? 'none' : 'yours') : yours === null ? 'hers' : 'both';
