import { Injectable } from '@nestjs/common';
import { isListing, SessionLists } from '../../../commissions/commission/index.js';
import { DeskQuestions } from '../../../commissions/desk-questions/index.js';
import { ChangeDecisions, desksTriagedBy, Inbox, MOST_COUNTED } from '../../../dossier/dossier/index.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  DaySources,
  waitingThings,
  type BesideLine,
  type DaySource,
  type DayThings,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';
import { FirstContacts } from '../first-contacts.js';
import { MOST_PAIRS_COUNTED, Pairs } from '../pairs.js';
import { inboxAddress } from './inbox-address.js';
import type { InboxQuery } from './inbox.form.js';
import { InboxFilters } from './inbox-filters.js';

/** The lists of the inbox that say what lies at a desk. */
const LOADS = {
  family: { owner: 'family' },
  offer: { nextAct: 'answer_offer' },
  commission: { owner: 'commission' },
} as const satisfies Record<string, InboxQuery>;

/** What lies at a desk, and what waits there for no day. */
@Injectable()
export class DeskLoad implements DaySource {
  readonly order = 25;
  readonly permission = Permission.TriageRequests;

  constructor(
    sources: DaySources,
    private readonly inbox: Inbox,
    private readonly filters: InboxFilters,
    private readonly contacts: FirstContacts,
    private readonly pairs: Pairs,
    private readonly questions: DeskQuestions,
    private readonly changes: ChangeDecisions,
    private readonly sessions: SessionLists,
  ) {
    sources.add(this);
  }

  async readDay(reading: Reading): Promise<SharedDay> {
    return {
      things: [
        ...(await this.readQuestions(reading)),
        ...(await this.readChanges(reading)),
        ...(await this.readPairs(reading)),
      ],
      beside: [...(await this.readSession(reading)), ...(await this.readLoad(reading))],
    };
  }

  /** Directors ask a desk about a family: it came back, and no day says until when. */
  private async readQuestions({ actor, words: { t } }: Reading): Promise<DayThings[]> {
    const { length: count } = await this.questions.findAsked(desksTriagedBy(actor));
    const text = t('triage.day.questions', { count });
    const href = inboxAddress({ mark: 'question' });
    return waitingThings(count, () => ({
      text,
      href,
      tag: { text: t('triage.enum.mark.question'), tone: 'info' },
      act: { text: t('triage.day.answer'), about: text, href },
    })).map((things) => ({ ...things, part: 'back' }));
  }

  /** Answers that came later wait beside the stored ones, and no day says until when. */
  private async readChanges({ actor, words: { t } }: Reading): Promise<DayThings[]> {
    const { length: count } = await this.changes.findWaiting(actor);
    const text = t('triage.day.changes', { count });
    const href = inboxAddress({ mark: 'change' });
    return waitingThings(count, () => ({
      text,
      href,
      tag: { text: t('triage.enum.mark.change'), tone: 'info' },
      act: { text: t('triage.day.confirm'), about: text, href },
    }));
  }

  private async readPairs({ actor, words: { t } }: Reading): Promise<DayThings[]> {
    const count = await this.pairs.countPairs(actor, 'open');
    const text = t('triage.day.pairs', { count });
    const href = '/rpe/doublons';
    return waitingThings(count, () => ({
      text,
      href,
      tag: { text: t('triage.day.tag.pair'), tone: 'info' },
      act: { text: t('triage.day.compare'), about: text, href },
    })).map((things) => ({ ...things, isMore: count === MOST_PAIRS_COUNTED }));
  }

  /** Of the next session, those that are to be listed and name an establishment that it decides for. */
  private async readSession(reading: Reading): Promise<BesideLine[]> {
    const next = await this.sessions.findNext(reading.actor, reading.today);
    return next && isListing(next.state)
      ? [await this.countedLine(reading, 'session', 'listable', { nextAct: 'list', body: next.bodyId })]
      : [];
  }

  private async readLoad(reading: Reading): Promise<BesideLine[]> {
    const { actor, today, words } = reading;
    const { t } = words;
    const counts = await this.inbox.countRequests(actor, today);
    const count = counts.reduce((sum, state) => sum + state.count, 0);
    const more = counts.some((state) => state.count === MOST_COUNTED) ? 'yes' : 'no';
    const lines: BesideLine[] = [{ box: 'load', text: t('triage.day.load.open', { count, more }), href: '/rpe' }];
    for (const [load, query] of Object.entries(LOADS)) lines.push(await this.countedLine(reading, 'load', load, query));
    const uncontacted = await this.contacts.countUncontacted(actor);
    if (uncontacted > 0)
      lines.push({
        box: 'load',
        text: t('firstContact.waiting', { count: uncontacted }),
        href: '/rpe/premiers-contacts',
      });
    return lines;
  }

  /** How many requests a list of the inbox holds; no link to a list without any. */
  private async countedLine(
    { actor, words: { t } }: Reading,
    box: BesideLine['box'],
    load: string,
    query: InboxQuery,
  ): Promise<BesideLine> {
    const { filter } = await this.filters.read(actor, query);
    const count = await this.inbox.countListed(actor, filter);
    const more = count > MOST_COUNTED ? 'yes' : 'no';
    return {
      box,
      text: t(`triage.day.load.${load}`, { count: Math.min(count, MOST_COUNTED), more }),
      href: count === 0 ? null : inboxAddress(query),
    };
  }
}
