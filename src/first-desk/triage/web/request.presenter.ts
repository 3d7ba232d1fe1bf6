import { introductionLines } from '../../../places/childminders/index.js';
import {
  awaitedIn,
  gapWords,
  isExpected,
  mayTellBirth,
  REASONS,
  sharesContactsWithNurseries,
  TRACKS,
  type ChildRequest,
  type Track,
  type RequestAction,
} from '../../../dossier/dossier/index.js';
import { lastMomentToAnswer, timeToAnswer } from '../../../places/placement/index.js';
import { CALL_SUBJECTS } from '../domain/enquiry-words.js';
import { linkOwners } from '../domain/link-owners.js';
import type { FamilyBeside } from '../request-likenesses.js';
import type { RequestView } from '../request-screen.js';
import {
  arrivals,
  historyItems,
  listWithdraws,
  pastOffers,
  solutionLines,
  soughtLine,
} from './request-past.presenter.js';
import { unreachedLines } from './messages.presenter.js';
import { askedBeside, missingLines } from './missing-answers.presenter.js';
import { nextActPlace } from './next-act-place.js';
import { adultCards, agreementRows, childRows, householdRows, needRows } from './request-facts.presenter.js';
import { adultName, ageWords, childName, maskWords, weekLines } from './request-words.js';
import { UNLIST_REASONS } from './request.form.js';
import type { Screen } from './screen.js';
import { couldCare, wishModel } from './wished-places.presenter.js';

/** So many lines of its history are seen at once. */
const LATEST = 3;

/** The whole screen of one request. */
export function requestModel(
  view: RequestView,
  screen: Screen,
): Record<string, unknown> & { readonly actions: ReturnType<typeof actionModel> } {
  const { request, dossier, siblings } = view.file;
  const { t, day, instant } = screen.translator;
  const { translator, today } = screen;
  const actions = actionModel(view, screen);
  return {
    title: t('triage.request.title', { child: childName(request, translator) }),
    requestId: request.id,
    version: request.version,
    number: dossier.number,
    age: ageWords(request, today, translator),
    wanted: request.wantedFrom && t('triage.request.wanted', { day: day(request.wantedFrom) }),
    state: { text: t(`state.${request.state}`), tone: toneOf(view.actions) },
    next:
      request.nextAct && request.nextActDue && request.nextActOwner
        ? {
            // An arrival has to be judged before anything else.
            title: t('triage.request.next', {
              act: view.toConfirm.isArrival ? t('changes.judge') : t(`act.${request.nextAct}`),
            }),
            href: view.toConfirm.isArrival ? null : nextActPlace(request.nextAct, actions),
            late: request.nextActDue < today,
            text: t(request.nextActDue < today ? 'triage.request.nextLate' : 'triage.request.nextDue', {
              due: day(request.nextActDue),
              owner: t(`owner.${request.nextActOwner}`),
            }),
          }
        : null,
    standing: view.standing.map(({ bodyName, startsAt }) =>
      t('triage.request.standing', { body: bodyName, at: instant(startsAt) }),
    ),
    toConfirm:
      view.toConfirm.isArrival || view.toConfirm.waiting > 0
        ? {
            href: `/rpe/dossiers/${view.toConfirm.dossierId}/reponses`,
            link: t('changes.see'),
            text: view.toConfirm.isArrival
              ? t('changes.isArrival')
              : t('changes.waiting', { count: view.toConfirm.waiting }),
          }
        : null,
    gaps: missingLines(view, screen),
    deskNote: request.deskNote?.split('\n') ?? null,
    child: childRows(request, screen),
    listWithdraws: listWithdraws(view, screen),
    notices: view.notices.map(({ says, isForDesk, path, link }) => ({
      title: says && t(says.key, says.args),
      tone: isForDesk ? 'action' : 'info',
      href: `/rpe/demandes/${request.id}/${path}`,
      link: t(link),
    })),
    silence: view.silenceOn && t('triage.request.silence', { day: day(view.silenceOn) }),
    birthHref: isExpected(request) && mayTellBirth(request) ? `/rpe/demandes/${request.id}/naissance` : null,
    need: needRows(request, screen),
    adults: adultCards(view.file, screen),
    household: householdRows(view.file, screen),
    agreements: agreementRows(view.file, view.asked, screen),
    wishes: view.places.map((places) => wishModel(places, view.file.request.need.week, screen)),
    childminders: couldCare(view, screen),
    tracks: view.file.tracks.map(({ track }) => t(`track.${track}`)),
    introductions: view.introductions.map((one) => ({
      name: one.childminder,
      state: t(`introduction.state.${one.state}`),
      lines: introductionLines(translator, one),
    })),
    introductionsHref:
      view.introductions.length > 0 || view.file.tracks.some(({ track }) => track === 'childminder' || track === 'mam')
        ? `/rpe/demandes/${request.id}/mises-en-relation`
        : null,
    history: historyModel(view, screen),
    siblings: siblings
      .filter(({ joinedIntoId }) => joinedIntoId === null)
      .map((sibling) => siblingCard(sibling, screen)),
    solutions: solutionLines(view, screen),
    sought: soughtLine(view, screen),
    offers: pastOffers(view, screen),
    pairs: view.pairs.map(({ pairId, other, isElsewhere }) => ({
      href: `/rpe/doublons/${pairId}`,
      text: isElsewhere
        ? t('triage.duplicate.elsewhere', { desk: screen.places.territory.desk(other.deskId).name })
        : childName(other, translator),
    })),
    families: view.families.map((one) => familyLine(one, screen)),
    arrivals: arrivals(view, screen),
    lines: view.lines.map(({ row, fileName }) => ({
      title: t('triage.request.line', { file: fileName, line: row.line }),
      raw: row.raw,
      problems: row.problems.map(({ field, value, reason }) => ({
        field: translator.has(`triage.import.field.${field}`) ? t(`triage.import.field.${field}`) : field,
        value,
        reason: t(`triage.import.reason.${reason}`),
      })),
    })),
    unreached: unreachedLines(view, screen),
    actions,
  };
}

/** Another child of the dossier, as it is compared with this one. */
function siblingCard(sibling: ChildRequest, { translator, today }: Screen): Record<string, unknown> {
  const { t, day } = translator;
  const { wantedFrom, need, nextAct, nextActDue } = sibling;
  return {
    text: childName(sibling, translator),
    href: `/rpe/demandes/${sibling.id}`,
    lines: [
      `${ageWords(sibling, today, translator)} – ${t(`state.${sibling.state}`)}`,
      ...(wantedFrom ? [t('triage.request.wanted', { day: day(wantedFrom) })] : []),
      ...weekLines(need.week, translator),
      ...(nextAct && nextActDue
        ? [t('triage.request.nextOf', { act: t(`act.${nextAct}`), due: day(nextActDue) })]
        : []),
    ],
  };
}

/** What happened last stands open; what was before is folded. */
function historyModel(view: RequestView, screen: Screen): Record<string, unknown> {
  const items = historyItems(view, screen);
  const before = items.slice(LATEST);
  return {
    latest: items.slice(0, LATEST),
    before,
    beforeTitle: screen.translator.t('triage.request.historyBefore', { count: before.length }),
  };
}

/** Of another desk, only the number and whom to ring are shown (decision 0012). */
function familyLine(
  { request, number, isElsewhere }: FamilyBeside,
  { translator, places }: Screen,
): { href?: string; text: string } {
  const { t } = translator;
  return isElsewhere
    ? { text: t('triage.request.familyElsewhere', { number, desk: places.territory.desk(request.deskId).name }) }
    : {
        href: `/rpe/demandes/${request.id}`,
        text: t('triage.request.familyOwn', { number, child: childName(request, translator) }),
      };
}

const toneOf = (actions: readonly RequestAction[]): string =>
  actions.includes('reopen') ? 'neutral' : actions.includes('complete') ? 'action' : 'info';

/** Who of the adults said something; `none` where nobody noted which of them it was. */
function speakerName(adults: RequestView['file']['adults'], rank: number | null, words: Screen['translator']): string {
  const adult = adults.find((each) => each.rank === rank);
  return adult ? adultName(adult.details, words) : 'none';
}

/** The answers that say whether a family would accept a kind of care that it did not wish for. */
const WOULD_ACCEPT = { mam: 'acceptsMam', childminder: 'acceptsChildminder' } as const;

/** What the family said of a way that none of its wishes names, for the desk that is about to choose it. */
function acceptedHint(
  { request, wishes }: RequestView['file'],
  track: Track,
  { t }: Screen['translator'],
): { text: string } | undefined {
  if (track !== 'mam' && track !== 'childminder') return undefined;
  if (wishes.some(({ mode }) => mode === track)) return undefined;
  const said = request.need[WOULD_ACCEPT[track]] ?? null;
  return { text: t('question.wouldAccept', { said: said === null ? 'unsaid' : said ? 'yes' : 'no' }) };
}

function actionModel(view: RequestView, screen: Screen) {
  const { translator, places, now, reasonItems } = screen;
  const { t, day, instant, period } = translator;
  const adults = view.file.adults.map(({ details }) => details);
  const { request, tracks } = view.file;
  const can: Record<string, boolean> = Object.fromEntries(view.actions.map((action) => [action, true]));
  const open = view.offers.find(({ state }) => state === 'open');
  const reasons = (action: RequestAction) => reasonItems(REASONS[action] ?? []);
  return {
    can,
    tellsFirst: request.nextAct === 'first_contact',
    // These answers keep a request from going on, so their number is shown beside the button.
    essentialMissing: awaitedIn(view.file).length,
    askable: [...request.gaps, ...askedBeside(view)].map((value) => ({
      value,
      text: gapWords(translator, value, adults),
    })),
    tracks: TRACKS.map((value) => ({
      value,
      text: t(`track.${value}`),
      hint: acceptedHint(view.file, value, translator),
      checked: tracks.some(({ track }) => track === value) || undefined,
    })),
    sessionsOnceOriented:
      view.listingOnceOriented && can['orient'] ? listingModel(view.listingOnceOriented, screen).sessions : [],
    listing: view.listing && { ...listingModel(view.listing, screen), standsBefore: view.standing.length > 0 },
    unlist: {
      from: view.standing
        .filter(({ isListing }) => isListing)
        .map(({ id, bodyName, startsAt }) => ({
          value: id,
          text: t('triage.request.session', { body: bodyName, at: instant(startsAt) }),
        })),
      reasons: reasonItems(UNLIST_REASONS),
    },
    callSubjects: CALL_SUBJECTS.map((value) => ({ value, text: t(`triage.enum.subject.${value}`) })),
    reopenReasons: reasons('reopen'),
    declineReasons: reasons('decline'),
    owners: linkOwners(view.file.dossier, view.file.adults).map(({ rank, details }) => ({
      value: String(rank),
      text: adultName(details, translator),
    })),
    speakers: view.file.adults.map(({ rank, details }) => ({
      value: String(rank),
      text: adultName(details, translator),
    })),
    keep: view.better.map(({ providerId }) => ({
      value: providerId,
      text: places.supply.provider(providerId)?.name ?? '',
    })),
    toGiveUp: view.toGiveUp.map(({ id, providerId, from }) => ({
      href: `/rpe/demandes/${request.id}/offres/${id}/renoncer`,
      text: t('triage.act.giveUp', { provider: places.supply.provider(providerId)?.name ?? '', from: day(from) }),
    })),
    declineChoices: ['wait', 'withdraw'].map((value) => ({ value, text: t(`triage.enum.declineChoice.${value}`) })),
    offer:
      open && can['accept']
        ? {
            title: places.supply.provider(open.providerId)?.name ?? '',
            asksContact: !sharesContactsWithNurseries(view.file.dossier.consents),
            slots: maskWords(open.slots, translator),
            period: period(open),
            deadline: t(`triage.request.timeToAnswer.${timeToAnswer(open, now)}`, {
              at: instant(lastMomentToAnswer(open)),
            }),
            noes: (open.noes ?? []).map(({ adult, at }) =>
              t('triage.request.saidNo', { who: speakerName(view.file.adults, adult, translator), at: instant(at) }),
            ),
          }
        : null,
  };
}

/** The sessions for which it can be listed, and why some wishes are before no commission. */
function listingModel({ bodies, unexamined }: NonNullable<RequestView['listing']>, { translator, places }: Screen) {
  const { t, instant } = translator;
  return {
    sessions: bodies
      .flatMap(({ sessions }) => sessions)
      .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
      .map(({ id, bodyName, startsAt }) => ({
        value: id,
        text: t('triage.request.session', { body: bodyName, at: instant(startsAt) }),
      })),
    several: bodies.filter(({ sessions }) => sessions.length > 0).length > 1,
    obstacles: [
      ...bodies.flatMap(({ bodyName, obstacle }) =>
        obstacle ? [t(`triage.act.notListed.${obstacle}`, { body: bodyName })] : [],
      ),
      ...unexamined.map((id) => t('triage.act.notListed.noBody', { provider: places.supply.provider(id)?.name ?? '' })),
    ],
  };
}
