import { REASON_LIST, TRACKS } from '../../../dossier/dossier/index.js';
import type { Sentences } from '../../../commissions/commission/index.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { ChoiceLists } from '../../../foundation/platform/choices/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  dayInputs,
  readDay,
  toldApart,
  type FieldError,
  type ListRow,
  type WorkList,
} from '../../../foundation/platform/web/index.js';
import type { Territory } from '../../../territory/territory/index.js';
import { choicesKey, type BulkLine, type BulkView } from '../bulk-acts.js';
import {
  followingActs,
  isForCommission,
  lackedChoice,
  takesBack,
  type BulkActCode,
  type BulkChoices,
} from '../domain/bulk-act.js';
import { LONGEST_REMINDER } from '../../reminders/index.js';
import type { BulkChoicesForm } from './bulk-act.form.js';
import { ageWords, childName } from './request-words.js';
import { UNLIST_REASONS } from './request.form.js';
import { listed } from './versioned.form.js';

/** Longer groups are folded: their number is read first. */
const MOST_OPEN = 25;
const CHANNELS = ['email', 'sms', 'letter', 'phone'] as const;

interface Around {
  readonly today: Day;
  readonly say: Sentences;
  readonly territory: Territory;
  readonly choices: ChoiceLists;
}

export const choicesIn = (form: BulkChoicesForm): BulkChoices => {
  const { tracks, sessionId, reason, agentId, text } = form;
  const day = readDay({ ...form }, 'back');
  return {
    tracks: TRACKS.filter((track) => listed(tracks).includes(track)),
    sessionId: sessionId === undefined || sessionId === '' ? null : sessionId,
    reason: reason ?? null,
    agentId: agentId ? agentId : null,
    text: text?.trim() ? text.trim() : null,
    day: day === 'invalid' ? null : day,
  };
};

export const shownChoices = (choices: BulkChoices): Record<string, unknown> => {
  const { tracks, sessionId, reason, agentId, text, day } = choices;
  return {
    tracks,
    sessionId: sessionId ?? '',
    reason: reason ?? '',
    agentId: agentId ?? '',
    text: text ?? '',
    ...(day ? dayInputs('back', day) : {}),
  };
};

/** What has to be typed for an act and was not, all of it at once. */
export function wordsErrors(act: BulkActCode, values: Readonly<Record<string, unknown>>): FieldError[] {
  if (act !== 'write' && act !== 'remind') return [];
  const day = act === 'remind' ? readDay(values, 'back') : undefined;
  return [
    ...(String(values['text'] ?? '').trim() === '' ? [{ field: 'text', message: 'bulk.errors.text' }] : []),
    ...(act === 'remind' && String(values['text'] ?? '').trim().length > LONGEST_REMINDER
      ? [{ field: 'text', message: 'reminder.errors.long' }]
      : []),
    ...(day === null || day === 'invalid' ? [{ field: 'back', message: 'reminder.errors.day' }] : []),
  ];
}

/** The page of an act on many: what would be done, how far it is, or what was done. */
export function bulkModel(view: BulkView, words: Translator, around: Around): Record<string, unknown> {
  const { t } = words;
  const { act, lines } = view;
  const of = (state: string): BulkLine[] => lines.filter(({ row }) => row.state === state);
  const [waiting, done, refused] = [of('waiting'), of('done'), of('refused')];
  const lacked = lackedChoice(act.act, act.choices);
  const isRunning = act.startedAt !== null && waiting.length > 0;
  const isDone = act.startedAt !== null && waiting.length === 0;
  const counts = { act: act.act, done: isDone ? done.length : waiting.length, refused: refused.length };
  return {
    title: t('bulk.title', { act: act.act, listed: act.choices.sessionId === null ? 'no' : 'yes' }),
    id: act.id,
    lead: lacked
      ? t('bulk.choose', { count: lines.length })
      : t(isDone ? 'bulk.lead.done' : 'bulk.lead.preview', counts),
    choices: act.startedAt === null ? choicesModel(view, words, around) : null,
    notListed: act.act === 'orient' && lacked === null && !isForCommission(act.choices) ? t('bulk.unlisted') : null,
    lacked: lacked !== null,
    said: isDone ? null : choicesSaid(view, words),
    sends: lacked ? [] : sentWords(isDone ? done : waiting, act.act, isDone, words),
    start: act.startedAt === null && lacked === null && waiting.length > 0 ? t('bulk.start', counts) : null,
    shown: choicesKey(act.choices),
    progress: isRunning
      ? {
          max: lines.length,
          value: done.length + refused.length,
          said: t('bulk.progress', { done: done.length + refused.length, total: lines.length }),
        }
      : null,
    undo: isRunning ? null : t(`bulk.undo.${act.act}`, { listed: act.choices.sessionId === null ? 'no' : 'yes' }),
    next: isDone && done.length > 0 ? nextButtons(act.act, act.choices, done.length, words) : [],
    groups:
      isRunning || lacked !== null
        ? []
        : [
            ...refusedGroups(refused, words, around),
            ...groupOf(
              isDone ? done : waiting,
              t(isDone ? 'bulk.group.done' : 'bulk.group.waiting', counts),
              words,
              around,
            ),
          ],
  };
}

/** The refused rows, those with the same reason together, the most frequent first. */
function refusedGroups(refused: readonly BulkLine[], words: Translator, around: Around): object[] {
  const byReason = groupedBy(refused, ({ row }) => around.say.refusalSentence(words, row.refusal!));
  return [...byReason]
    .sort(([, one], [, other]) => other.length - one.length)
    .flatMap(([reason, lines]) =>
      groupOf(lines, words.t('bulk.group.refused', { count: lines.length }), words, around, reason),
    );
}

function groupOf(lines: readonly BulkLine[], title: string, words: Translator, around: Around, reason = ''): object[] {
  if (lines.length === 0) return [];
  return [{ title, reason, isOpen: lines.length <= MOST_OPEN, list: listOf(lines, title, words, around) }];
}

function listOf(lines: readonly BulkLine[], caption: string, words: Translator, around: Around): WorkList {
  const { t } = words;
  const children = toldApart(
    lines.map(({ request, number }) => ({
      text: request ? childName(request, words) : t('bulk.notHers'),
      href: request ? `/rpe/demandes/${request.id}` : '',
      hint: request
        ? t('triage.inbox.childHint', { age: ageWords(request, around.today, words), number: number ?? '' })
        : '',
    })),
  );
  return {
    caption,
    columns: [
      { text: t('triage.inbox.column.child'), width: 'name', plain: true },
      { text: t('triage.inbox.column.commune'), width: 'place', plain: true },
      { text: t('triage.inbox.column.state'), width: 'mark', plain: true },
      { text: t('bulk.column.sent'), width: 'rest', plain: true },
    ],
    rows: lines.map(({ request, row }, index): ListRow => {
      const child = children[index]!;
      if (!request) return { families: [], cells: [child.text, '', '', ''] };
      return {
        cells: [
          child,
          around.territory.commune(request.communeCode)?.name ?? t('triage.words.outside'),
          t(`state.${request.state}`),
          row.channels.length === 0
            ? ''
            : words.list(row.channels.map((channel) => t(`triage.enum.channel.${channel}`))),
        ],
      };
    }),
  };
}

/** What goes out, by channel, and whom nothing reaches. */
function sentWords(lines: readonly BulkLine[], act: BulkActCode, isDone: boolean, { t }: Translator): string[] {
  const channels = lines.flatMap(({ row }) => row.channels);
  if (channels.length === 0 && act !== 'ask') return [t('bulk.sends.nothing', { done: isDone ? 'yes' : 'no' })];
  const silent = lines.filter(({ row }) => row.channels.length === 0).length;
  return [
    ...CHANNELS.flatMap((channel) => {
      const count = channels.filter((one) => one === channel).length;
      return count === 0 ? [] : [t(`bulk.sends.${channel}`, { count })];
    }),
    ...(silent === 0 ? [] : [t('bulk.sends.nobody', { count: silent })]),
  ];
}

function choicesSaid({ act, sessions, agents }: BulkView, { t, instant, list, day }: Translator): string | null {
  const { tracks, sessionId, agentId, text, day: back } = act.choices;
  const agent = agents.find(({ id }) => id === agentId);
  const session = sessions.find(({ id }) => id === sessionId);
  const said = [
    ...(act.act === 'orient' && tracks.length > 0
      ? [t('bulk.said.tracks', { tracks: list(tracks.map((track) => t(`track.${track}`))) })]
      : []),
    ...(agent ? [t('bulk.said.agent', { name: agent.name })] : []),
    ...(text ? [t('bulk.said.text', { text })] : []),
    ...(back ? [t('bulk.said.day', { day: day(back) })] : []),
    ...(session ? [t('bulk.said.session', { body: session.bodyName, at: instant(session.startsAt) })] : []),
  ];
  return said.length === 0 ? null : said.join(' ');
}

/** What may be chosen once for all; null for an act that leaves nothing to choose. */
function choicesModel({ act, sessions, agents }: BulkView, words: Translator, { choices }: Around): object | null {
  const { t, instant } = words;
  if (act.act === 'takeUp' || act.act === 'ask') return null;
  if (act.act === 'write' || act.act === 'remind')
    return { text: t(act.act === 'write' ? 'deskWords.text' : 'reminder.text'), hasDay: act.act === 'remind' };
  if (act.act === 'give') return { agents: agents.map(({ id, name }) => ({ value: id, text: name })) };
  return {
    tracks: act.act === 'orient' ? TRACKS.map((value) => ({ value, text: t(`track.${value}`) })) : null,
    sessions: [
      ...(act.act === 'orient' ? [{ value: '', text: t('bulk.noSession') }] : []),
      ...sessions.map(({ id, bodyName, startsAt, requests }) => ({
        value: id,
        text: t('bulk.session', { body: bodyName, at: instant(startsAt), count: requests }),
      })),
    ],
    reasons: act.act === 'unlist' ? choices.itemsOf(words, REASON_LIST.name, UNLIST_REASONS) : null,
  };
}

const nextButtons = (act: BulkActCode, choices: BulkChoices, count: number, { t }: Translator): object[] =>
  followingActs(act, choices).map((next) => ({
    value: next,
    text: t(takesBack(next, act) ? `bulk.back.${next}` : `bulk.next.${next}`, { count }),
  }));
