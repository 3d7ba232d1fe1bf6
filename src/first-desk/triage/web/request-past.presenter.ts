import { actedAdult, isOpen, moveKey } from '../../../dossier/dossier/index.js';
import type { Period } from '../../../foundation/kernel/period.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import { needSlots, soughtSlots } from '../../../places/placement/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Enquiry } from '../persistence/triage.entities.js';
import type { RequestView } from '../request-screen.js';
import { messageItems } from './messages.presenter.js';
import { adultName, maskWords, solutionName } from './request-words.js';
import type { Screen } from './screen.js';

/**
 * Who did something, in words: a colleague and a person who was asked by name, everybody else by what they are. A list
 * stays a list, whoever sent it.
 */
export function byWords(
  ref: string,
  names: ReadonlyMap<string, string>,
  { translator }: Pick<Screen, 'translator'>,
): string {
  const [kind = '', id = ''] = ref.split(':');
  const named = kind === 'staff' || kind === 'expert' ? names.get(id) : undefined;
  return named ?? translator.t(`triage.enum.by.${kind}`);
}

interface Item {
  readonly at: string;
  readonly item: Record<string, unknown>;
}

/** The name of the adult who spoke by telephone. */
const speakerName = ({ adults }: Pick<RequestView['file'], 'adults'>, saidBy: number, { translator }: Screen): string =>
  adultName(adults.find(({ rank }) => rank === saidBy)?.details ?? { firstName: null, surname: null }, translator);

/** The moves, the contacts and the decisions about duplicates as one list, latest first. */
export function historyItems(view: RequestView, screen: Screen): Record<string, unknown>[] {
  return [
    ...view.file.history.map((row) => moveItem(row, view, screen)),
    ...view.enquiries.map((row) => enquiryItem(row, view, screen)),
    ...view.past.judgements.map((row) => judgementItem(row, view, screen)),
    ...view.past.joins.flatMap((row) => arrivalItems(row, view, screen)),
    ...view.lines.filter(({ row }) => row.outcome === 'withdrawn').map((line) => withdrawnItem(line, view, screen)),
    ...messageItems(view, screen).reverse(),
  ]
    .reverse()
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .map(({ item }) => item);
}

/** The adult of two who acted by its own link; null where that is not known, or the rank is that of another dossier. */
function familyMember(
  row: RequestView['file']['history'][number],
  { adults, request }: RequestView['file'],
  screen: Screen,
): string | null {
  const adult = row.actor.startsWith('family') && row.dossierId === request.dossierId ? actedAdult(row) : null;
  return adult !== null && adults.length > 1 ? speakerName({ adults }, adult, screen) : null;
}

function moveItem(row: RequestView['file']['history'][number], view: RequestView, screen: Screen): Item {
  const { t, shortInstant, list } = screen.translator;
  const { file, names } = view;
  const { asked, tracks, saidBy } = row.facts ?? {};
  const texts = [
    ...(row.reason ? [t(`reason.${row.reason}`)] : []),
    ...(saidBy ? [t('triage.request.saidBy', { who: speakerName(file, Number(saidBy), screen) })] : []),
    ...(asked
      ? [
          t('triage.request.asked', {
            answers: list(
              String(asked)
                .split(' ')
                .map((gap) => t(`gap.${gap}`)),
            ),
          }),
        ]
      : []),
    ...(tracks
      ? [
          list(
            String(tracks)
              .split(' ')
              .map((track) => t(`track.${track}`)),
          ),
        ]
      : []),
    ...dateWords(row, screen),
    ...toldWords(row, view, screen),
    ...(row.action === 'submit' && row.actor.startsWith('import') ? listWords(bringing(view.lines)[0], screen) : []),
  ];
  const changes = view.changes.get(String(row.facts?.['writing'])) ?? [];
  return {
    at: row.at,
    item: {
      title: t(moveKey(row)),
      when: shortInstant(row.at),
      datetime: row.at,
      by: familyMember(row, view.file, screen) ?? byWords(row.actor, names, screen),
      text: texts.join(' – ') || null,
      lines: screen.changeLines(changes),
    },
  };
}

/** The date that a request had, and the one that it has since. */
function dateWords({ facts }: RequestView['file']['history'][number], { translator: { t, day } }: Screen): string[] {
  const [before, after] = [facts?.['firstAskedBefore'], facts?.['firstAsked']];
  if (!before || !after) return [];
  return [t('triage.date.changed', { before: day(dayOf(String(before))), after: day(dayOf(String(after))) })];
}

/** Who told the answers, and how they are known. */
function toldWords({ facts }: RequestView['file']['history'][number], { file }: RequestView, screen: Screen): string[] {
  const { t } = screen.translator;
  const { toldBy, knownBy } = facts ?? {};
  const rank = toldBy === 'adult1' ? 1 : toldBy === 'adult2' ? 2 : null;
  return [
    ...(rank === null ? [] : [t('triage.request.toldBy', { who: speakerName(file, rank, screen) })]),
    ...(toldBy === 'other' ? [t('triage.request.toldByOther')] : []),
    ...(knownBy ? [t('triage.request.knownBy', { how: t(`dossier.choice.knownBy.${knownBy}`) })] : []),
  ];
}

/** The lines that brought the request, or were joined to it, in their order. */
const bringing = (lines: RequestView['lines']): RequestView['lines'] =>
  lines.filter(({ row }) => ['created', 'incomplete', 'same_dossier', 'joined'].includes(row.outcome));

/**
 * What the last list says that no longer counts this family, until somebody at the desk has done something about the
 * request since. Null where no list says so.
 */
export function listWithdraws(view: RequestView, screen: Screen): string | null {
  const { file, enquiries } = view;
  const line = view.lines.filter(({ row }) => row.outcome === 'withdrawn').at(-1);
  const isSettled = line && [...file.history, ...enquiries].some(({ at }) => at > line.at);
  if (!line || isSettled || !isOpen(file.request.state)) return null;
  return screen.translator.t('triage.request.listWithdraws.todo', { list: listWords(line, screen).join('') });
}

/** A line of a list by which the family no longer waits. */
const withdrawnItem = (
  { row, fileName, at, by }: RequestView['lines'][number],
  { names }: RequestView,
  screen: Screen,
): Item => ({
  at,
  item: {
    title: screen.translator.t('triage.request.listWithdraws.title'),
    when: screen.translator.shortInstant(at),
    datetime: at,
    by: byWords(by, names, screen),
    text: listWords({ row, fileName, at, by }, screen).join(''),
  },
});

/** The list that brought a request. */
const listWords = (line: RequestView['lines'][number] | undefined, { translator: { t, day } }: Screen): string[] =>
  line ? [t('triage.request.fromList', { file: line.fileName, line: line.row.line, at: day(dayOf(line.at)) })] : [];

function enquiryItem(row: Enquiry, { names, openEnquiries }: RequestView, screen: Screen): Item {
  const { t, shortInstant } = screen.translator;
  return {
    at: row.at,
    item: {
      title: t(`triage.enum.subject.${row.subject}`),
      when: shortInstant(row.at),
      datetime: row.at,
      by: byWords(row.loggedBy, names, screen),
      text: [
        row.minutes && t('triage.enquiry.minutesSpent', { minutes: row.minutes }),
        row.note,
        row.answer && t('enquiry.answeredWith', { answer: row.answer }),
      ]
        .filter(Boolean)
        .join(' – '),
      ...(openEnquiries.has(row.id) ? { link: { href: `/rpe/sollicitations/${row.id}`, text: t('enquiry.see') } } : {}),
    },
  };
}

function judgementItem(
  { at, actor, act, reason, pairId }: RequestView['past']['judgements'][number],
  { names }: RequestView,
  screen: Screen,
): Item {
  const { t, shortInstant } = screen.translator;
  return {
    at,
    item: {
      title: t(`triage.enum.judgement.${act}`),
      when: shortInstant(at),
      datetime: at,
      by: byWords(actor, names, screen),
      text: reason && t(`reason.${reason}`),
      link: { href: `/rpe/doublons/${pairId}`, text: t('triage.duplicate.see') },
    },
  };
}

/** The entries of one arrival that was joined automatically. A join made by a person already appears as a decision. */
function arrivalItems(
  { joinedId, at, actor, undoneAt }: RequestView['past']['joins'][number],
  { names, lines, past }: RequestView,
  screen: Screen,
): Item[] {
  if (joinedId !== null) return [];
  const { t, shortInstant } = screen.translator;
  const item = (when: string, title: string, by: string | null, texts: readonly string[] = []): Item => ({
    at: when,
    item: { title, when: shortInstant(when), datetime: when, by, text: texts.join(' – ') || null },
  });
  // The first line made the request. Each line that came later was joined to it.
  const nth = past.joins
    .filter((join) => join.joinedId === null && join.actor.startsWith('import'))
    .findIndex((join) => join.at === at);
  return [
    item(
      at,
      t('triage.duplicate.arrived'),
      byWords(actor, names, screen),
      actor.startsWith('import') ? listWords(bringing(lines)[nth + 1], screen) : [],
    ),
    ...(undoneAt === null ? [] : [item(undoneAt, t('triage.duplicate.separated'), null)]),
  ];
}

/** The arrivals of the same child that were joined automatically and can still be separated. */
export const arrivals = (
  { file, past }: RequestView,
  { translator: { t, instant } }: Screen,
): Record<string, unknown>[] =>
  past.joins
    .filter(({ joinedId, undoneAt }) => joinedId === null && undoneAt === null)
    .map(({ id, at }) => ({
      text: t('triage.duplicate.arrivedOn', { at: instant(at) }),
      action: `/rpe/doublons/arrivees/${file.request.id}/${id}/separer`,
    }));

/** How long a solution lasts. One that was given up ends the day before it was to begin, and never was. */
const lasting = ({ from, to }: Period, { t, day, period }: Translator): string =>
  to !== null && to < from ? t('triage.request.neverBegan', { from: day(from) }) : period({ from, to });

export function solutionLines(
  { solutions, actions, file }: RequestView,
  { translator, places }: Screen,
): Record<string, unknown>[] {
  const { t, day } = translator;
  return solutions.map((solution) => ({
    title: solutionName(solution, translator, places),
    kind: t(`triage.enum.solution.${solution.kind}`),
    text: [maskWords(solution.slots, translator), lasting(solution, translator)].filter(Boolean).join(', '),
    next:
      solution.next &&
      t('triage.request.daysNext', { from: day(solution.next.from), days: maskWords(solution.next.slots, translator) }),
    ended: solution.endedAt !== null,
    // A place ends in the hands of its nursery.
    href:
      solution.kind !== 'place' && solution.endedAt === null && actions.includes('endSolution')
        ? `/rpe/demandes/${file.request.id}/solutions/${solution.id}`
        : null,
  }));
}

/** The half-days that the family still looks for beside what it found; null where nothing was found, or it looks no more. */
export function soughtLine({ file, solutions }: RequestView, { translator, today }: Screen): string | null {
  const { need, state } = file.request;
  // While a place is offered, nothing else is looked for.
  const sought = isOpen(state) && state !== 'offered' ? soughtSlots(needSlots(need.week), solutions, today) : 0;
  return sought === 0 ? null : translator.t('triage.request.sought', { days: maskWords(sought, translator) });
}

export function pastOffers({ offers, file, names }: RequestView, screen: Screen): Record<string, unknown>[] {
  const { translator, places } = screen;
  const { t, period, day, instant } = translator;
  return offers.map((offer) => ({
    title: places.supply.provider(offer.providerId)?.name ?? '',
    state: t(`triage.enum.offer.${offer.state}`),
    text: t('triage.request.offerLine', {
      slots: maskWords(offer.slots, translator),
      period: period(offer),
      made: day(dayOf(offer.madeAt)),
    }),
    reason: offer.declineReason ? t(`reason.${offer.declineReason}`) : null,
    said:
      offer.saidBy !== null && offer.answeredAt && offer.answeredBy
        ? t('triage.request.said', {
            who: speakerName(file, offer.saidBy, screen),
            at: instant(offer.answeredAt),
            by: byWords(offer.answeredBy, names, screen),
          })
        : null,
  }));
}
