import { Injectable } from '@nestjs/common';
import {
  actDue,
  onlyLacks,
  whoActed,
  type ChildRequest,
  type NextAct,
  type RequestAction,
  type RequestHistory,
} from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { addDays, dayOf, type Day, type Instant } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { finalNo, lastMomentToAnswer, type Offer } from '../../../places/placement/index.js';
import { Supply } from '../../../offer/supply/index.js';
import type { FollowedRequest } from '../family-files.js';
import { actorArgs, hasSaidNo, otherName, whoAnsweredIn, whoSaidNo } from './actor-words.js';

const uncapitalised = (text: string): string => text.charAt(0).toLocaleLowerCase() + text.slice(1);

/** Moves that a commission decides, with a reason that the family reads first. */
const DECISIONS: readonly RequestAction[] = ['refuse', 'keepWaiting', 'defer', 'unratify', 'revoke'];

const WHEN = {
  late: 'family.follow.late',
  on: 'family.follow.on',
  by: 'family.follow.by',
  before: 'family.follow.before',
} as const;

interface FollowedEvent {
  readonly title: string;
  readonly when: string;
  readonly datetime: Instant;
  readonly text: string | undefined;
  /** Among the events of one moment, the last one is the latest. */
  readonly order: number;
}

/** What happened to a request and what comes next, as its family reads it. */
@Injectable()
export class FollowTimeline {
  constructor(
    private readonly clock: Clock,
    private readonly supply: Supply,
  ) {}

  /** Where the request is, what comes next, before when and by whom. */
  whereabouts(words: Translator, file: FollowedRequest, phone: string, open: Offer | null): string {
    const { t, day } = words;
    const { request } = file;
    if (open?.noes?.length) return this.afterFirstNo(words, file, open);
    const act = this.nextAct(request);
    const explain = t(`family.plain.state.${request.state}`);
    if (!act) return explain;
    const next = t('family.follow.next', {
      act: uncapitalised(t(`family.plain.act.${act.code}`)),
      when: whenOf(act),
      date: day(lastDayOfAct(act)),
      by: t(`family.plain.owner.${act.owner}`),
      owner: act.owner,
      phone: phoneWords(phone),
    });
    return `${explain} ${next}`;
  }

  /** Why the request is where it is, when a decision with a reason put it there. */
  reason(
    { t, instant }: Translator,
    { request, history, family, adults }: FollowedRequest,
    phone: string,
  ): string | null {
    const moved = history.findLast(({ from, to }) => from !== to);
    // A list that it was taken off is not one that it has still to come to.
    if (moved?.action === 'unlist' && moved.reason && moved.to === request.state)
      return t('family.follow.takenOff', {
        ...actorArgs(whoActed(moved, family), adults),
        at: instant(moved.at),
        reason: t(`reason.${moved.reason}`),
        phone: phoneWords(phone),
      });
    return moved?.reason && moved.to === request.state && DECISIONS.includes(moved.action)
      ? t('told.reason', { reason: t(`reason.${moved.reason}`) })
      : null;
  }

  /** The family is shown as the one to answer an offer, even when the desk still has to reach it. */
  private nextAct(request: ChildRequest): (NextAct & { late: boolean }) | null {
    const act = actDue(request);
    if (!act) return null;
    const owner = act.code === 'answer_offer' ? 'family' : act.owner;
    return { ...act, owner, late: act.due < this.clock.today() };
  }

  /** One adult has said no: of whom an answer is awaited until when, and what happens then. */
  private afterFirstNo({ t, instant }: Translator, { family, adults }: FollowedRequest, open: Offer): string {
    const declined = hasSaidNo(open, family);
    const no = open.noes!.find((said) => (whoSaidNo(open, said, family).by === 'you') === declined)!;
    return t('family.follow.firstNo', {
      ...actorArgs(whoSaidNo(open, no, family), adults),
      at: instant(no.at),
      until: instant(lastMomentToAnswer(open)),
      other: otherName(family, adults),
      reader: family.reader === null ? 'nobody' : 'adult',
      choice: finalNo(open.noes!)!.choice,
    });
  }

  /** Whoever has said no awaits the answer of the other. */
  private awaitedOther(
    { t, day }: Translator,
    { family, adults, request }: FollowedRequest,
    open: Offer,
  ): Record<string, unknown> {
    return {
      next: true,
      title: t('family.follow.otherAnswers', { other: otherName(family, adults) }),
      datetime: request.nextActDue,
      when: t('family.follow.by', { date: day(dayOf(lastMomentToAnswer(open))) }),
    };
  }

  /** The next dated act with the latest event, and the events before it, latest first. */
  events(words: Translator, file: FollowedRequest, open: Offer | null): { recent: object[]; earlier: object[] } {
    const { t, day } = words;
    const act = this.nextAct(file.request);
    const other = open && hasSaidNo(open, file.family) ? [this.awaitedOther(words, file, open)] : null;
    const next =
      other ??
      (act
        ? [
            {
              next: true,
              title: t(`family.plain.act.${act.code}`),
              datetime: act.due,
              when: t(WHEN[whenOf(act)], { date: day(lastDayOfAct(act)), owner: act.owner }),
              // Whose delay it is stands in the words about it.
              by: act.late ? undefined : t(`family.plain.owner.${act.owner}`),
              tone: act.late ? 'danger' : act.owner === 'family' ? 'action' : undefined,
            },
          ]
        : []);
    const events = [...file.history.map((row) => this.event(words, row, file)), ...this.noes(words, file)].sort(
      (a, b) => (a.datetime < b.datetime ? 1 : a.datetime > b.datetime ? -1 : b.order - a.order),
    );
    return { recent: [...next, ...events.slice(0, 1)], earlier: events.slice(1) };
  }

  /** The noes that waited for another adult. They moved nothing, so they stand on the offers alone. */
  private noes({ t, instant }: Translator, { offers, family, adults }: FollowedRequest): FollowedEvent[] {
    return offers.flatMap((offer) =>
      (offer.noes ?? []).map((no, index) => ({
        title: t('family.follow.saidNo', actorArgs(whoSaidNo(offer, no, family), adults)),
        when: instant(no.at),
        datetime: no.at,
        text: [this.supply.provider(offer.providerId)?.name, t(`reason.${no.reason}`)].filter(Boolean).join(' – '),
        order: index,
      })),
    );
  }

  private event(words: Translator, row: RequestHistory, file: FollowedRequest): FollowedEvent {
    const { t, instant } = words;
    const { adults, family, history, offers } = file;
    const provider = this.supply.provider(String(row.facts?.['providerId'] ?? ''))?.name;
    const text = [provider, row.reason ? t(`reason.${row.reason}`) : undefined].filter(Boolean).join(' – ');
    return {
      title: onlyLacks(row)
        ? t('family.follow.answersMissing')
        : t(`family.plain.action.${row.action}`, actorArgs(whoAnsweredIn(row, offers, family), adults)),
      when: instant(row.at),
      datetime: row.at,
      text: text || undefined,
      order: history.indexOf(row),
    };
  }
}

/** A commission sits on the due day itself, and an offer tells its last day. Any other act is done before its day. */
const whenOf = ({ code, late }: NextAct & { late: boolean }): keyof typeof WHEN =>
  late ? 'late' : code === 'session' ? 'on' : code === 'answer_offer' ? 'by' : 'before';

/** The day that is told. An offer is due on the first day without it, and its messages tell the last day with it. */
const lastDayOfAct = ({ code, due, late }: NextAct & { late: boolean }): Day =>
  code === 'answer_offer' && !late ? addDays(due, -1) : due;
