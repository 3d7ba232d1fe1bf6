import { Injectable } from '@nestjs/common';
import { actDue, onlyLacks, type ChildRequest, type NextAct, type RequestHistory } from '../../dossier/index.js';
import { Clock } from '../../kernel/clock.js';
import { phoneWords } from '../../kernel/phone-number.js';
import { addDays, type Day } from '../../kernel/time.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Supply } from '../../supply/index.js';
import type { FollowedRequest } from '../family-files.js';

const uncapitalised = (text: string): string => text.charAt(0).toLocaleLowerCase() + text.slice(1);

const WHEN = {
  late: 'family.follow.late',
  on: 'family.follow.on',
  by: 'family.follow.by',
  before: 'family.follow.before',
} as const;

/** What happened to a request and what comes next, as its family reads it. */
@Injectable()
export class FollowTimeline {
  constructor(
    private readonly clock: Clock,
    private readonly supply: Supply,
  ) {}

  /** Where the request is, what comes next, before when and by whom. */
  whereabouts({ t, day }: Translator, { request }: FollowedRequest, phone: string): string {
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

  /** The family is shown as the one to answer an offer, even when the desk still has to reach it. */
  private nextAct(request: ChildRequest): (NextAct & { late: boolean }) | null {
    const act = actDue(request);
    if (!act) return null;
    const owner = act.code === 'answer_offer' ? 'family' : act.owner;
    return { ...act, owner, late: act.due < this.clock.today() };
  }

  /** The next dated act with the latest event, and the events before it, latest first. */
  events(words: Translator, file: FollowedRequest): { recent: object[]; earlier: object[] } {
    const { t, day } = words;
    const act = this.nextAct(file.request);
    const next = act
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
      : [];
    const events = [...file.history].reverse().map((row) => this.event(words, row));
    return { recent: [...next, ...events.slice(0, 1)], earlier: events.slice(1) };
  }

  private event(words: Translator, row: RequestHistory): object {
    const { t, instant } = words;
    const provider = this.supply.provider(String(row.facts?.['providerId'] ?? ''))?.name;
    const text = [provider, row.reason ? t(`reason.${row.reason}`) : undefined].filter(Boolean).join(' – ');
    return {
      title: t(onlyLacks(row) ? 'family.follow.answersMissing' : `family.plain.action.${row.action}`),
      when: instant(row.at),
      datetime: row.at,
      text: text || undefined,
    };
  }
}

/** A commission sits on the due day itself, and an offer tells its last day. Any other act is done before its day. */
const whenOf = ({ code, late }: NextAct & { late: boolean }): keyof typeof WHEN =>
  late ? 'late' : code === 'session' ? 'on' : code === 'answer_offer' ? 'by' : 'before';

/** The day that is told. An offer is due on the first day without it, and its messages tell the last day with it. */
const lastDayOfAct = ({ code, due, late }: NextAct & { late: boolean }): Day =>
  code === 'answer_offer' && !late ? addDays(due, -1) : due;
