import { FIRST_LANGUAGE, LANGUAGES, type Language } from '../../kernel/language.js';
import type { MessageArgs } from '../i18n/index.js';
import type { MessageChannel } from './message-channels.js';

/**
 * What a variable stands for, which says where it may stand and whether a text may leave it out.
 * `text`: a few words. `name`: words that name a person or reach one. `day`: a date in words. `time`: an hour in words.
 * `count`: a number. `choice`: one of a few cases, for a select. `lines`: facts, one a line. `link`: the address that
 * the message opens. `law`: a passage that the law asks for, whose words nobody changes.
 */
export type Variable =
  | { readonly type: 'text' | 'name' | 'lines'; readonly orNone?: true }
  | { readonly type: 'day' | 'time' | 'count' | 'link' | 'law' }
  | { readonly type: 'choice'; readonly of: readonly string[] };
export type Variables = Readonly<Record<string, Variable>>;

/**
 * `family`: of a dossier. `draft`: whoever has begun one. `childminder`: by her own link. `expert`: asked by the desk for an
 * opinion, by a link of its own. `partner`: a service that sends families to the desk, by its link. `staff`: who holds a
 * role. `member`: of a commission. Families choose their language; the others are written to in the institution's.
 */
export const AUDIENCES = ['family', 'draft', 'childminder', 'expert', 'partner', 'staff', 'member'] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * `acknowledges`: it proves that a request arrived. `sets_deadline`: an answer is due by a day, and silence has an
 * effect. `suspends_silence`: the delay of silence stops until the answers come. `tells_decision`: it carries a decision
 * and how to contest it (domain.md §11).
 */
export const LEGAL_EFFECTS = ['none', 'acknowledges', 'sets_deadline', 'suspends_silence', 'tells_decision'] as const;
export type LegalEffect = (typeof LEGAL_EFFECTS)[number];

/** What the link of a message leads to. */
export type LinkPurpose =
  | 'dossier'
  | 'offer'
  | 'confirm'
  | 'birth'
  | 'temporary_place'
  | 'shorter_week'
  | 'asked_first_day'
  | 'appointments'
  | 'ballot'
  | 'draft'
  | 'own_page'
  | 'opinion'
  | 'referral'
  | 'staff_page'
  | 'password';

/** A kind of message, as the feature that sends it declares it. Its words are `mail.<code>` and `sms.<code>`. */
export interface MessageKind<Own extends Variables = Variables> {
  readonly code: string;
  readonly to: Audience;
  readonly channels: readonly MessageChannel[];
  readonly effect: LegalEffect;
  /** Null for a message without a link. */
  readonly opens: LinkPurpose | null;
  /** Names no child: whoever reads it has not shown yet that it is the family, or the child is not born. */
  readonly nameless: boolean;
  /**
   * Goes to every adult of a family who decides for the child and left a contact, and not to whoever filed alone: offers,
   * decisions, and what has to be done by a day.
   */
  readonly everyAdult: boolean;
  /** Those that its sender fills in, beside those of every message to its audience. */
  readonly variables: Own;
}

const CHANNELS: Readonly<Record<Audience, readonly MessageChannel[]>> = {
  family: ['email', 'sms', 'letter', 'phone'],
  draft: ['email', 'sms'],
  childminder: ['email', 'sms'],
  expert: ['email', 'sms'],
  partner: ['email', 'sms'],
  staff: ['email'],
  member: ['email', 'letter'],
};
/** A family that is told something in writing or not at all. */
export const ONLY_WRITTEN: readonly MessageChannel[] = ['email', 'sms', 'letter'];

/** What every message to an audience may name. */
const FRAMES: Readonly<Record<Audience, Variables>> = {
  family: {
    child: { type: 'name' },
    number: { type: 'text' },
    desk: { type: 'text' },
    phone: { type: 'text' },
    link: { type: 'link' },
  },
  draft: { link: { type: 'link' } },
  childminder: { name: { type: 'name' }, desk: { type: 'text' }, phone: { type: 'text' }, link: { type: 'link' } },
  expert: { name: { type: 'name' }, desk: { type: 'text' }, phone: { type: 'text' }, link: { type: 'link' } },
  partner: { name: { type: 'name' }, desk: { type: 'text' }, phone: { type: 'text' }, link: { type: 'link' } },
  staff: { link: { type: 'link' } },
  member: { member: { type: 'name' } },
};

const LINKS: Readonly<Record<Audience, LinkPurpose | null>> = {
  family: 'dossier',
  draft: 'draft',
  childminder: 'own_page',
  expert: 'opinion',
  partner: 'referral',
  staff: 'staff_page',
  member: null,
};

type Declared<Own extends Variables> = Pick<MessageKind, 'code' | 'to'> &
  Partial<Omit<MessageKind, 'code' | 'to' | 'variables'>> & { readonly variables?: Own };

/** Declares a kind of message, once, beside what sends it. What is not said is what is usual for its audience. */
export function messageKind<const Own extends Variables = Record<never, never>>(
  declared: Declared<Own>,
): MessageKind<Own> {
  return {
    channels: CHANNELS[declared.to],
    effect: 'none',
    opens: LINKS[declared.to],
    nameless: false,
    everyAdult: !['none', 'acknowledges'].includes(declared.effect ?? 'none'),
    ...declared,
    variables: declared.variables ?? ({} as Own),
  };
}

type ValueOf<Known extends Variable> = Known extends { type: 'count' }
  ? number
  : Known extends { type: 'choice'; of: readonly (infer Case)[] }
    ? Case
    : string;

type ValuesOf<Known extends Variables> = {
  readonly [Name in keyof Known as Known[Name] extends { type: 'law' } ? never : Name]: ValueOf<Known[Name]>;
};

/** What the sender of a kind hands over: a value for each of its variables, but for the passages of the law. */
export type ArgsOf<Kind extends MessageKind> = string extends keyof Kind['variables']
  ? MessageArgs
  : ValuesOf<Kind['variables']>;

/** All that a text of this kind may name. */
export function variablesOf({ to, nameless, variables }: MessageKind): Variables {
  const { child, ...others } = FRAMES[to];
  return { ...(child && !nameless ? { child } : {}), ...others, ...variables };
}

/** The languages in which a kind is written. */
export const languagesOf = ({ to }: MessageKind): readonly Language[] =>
  to === 'family' || to === 'draft' ? LANGUAGES : [FIRST_LANGUAGE];

/** Whether a text message can carry this kind, so that it has a short text. */
export const hasShortText = ({ channels }: MessageKind): boolean => channels.includes('sms');
