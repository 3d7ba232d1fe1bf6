import { Injectable } from '@nestjs/common';
import { dayOf, timeOf, type Day } from '../../../../foundation/kernel/time.js';
import { Permission } from '../../../../foundation/platform/security/index.js';
import {
  aloneBy,
  DaySources,
  waitingThings,
  type BesideLine,
  type DayLine,
  type DaySource,
  type DayThings,
  type Reading,
  type SharedDay,
} from '../../../../foundation/platform/web/index.js';
import { mayPlanFor, mayRunFor } from '../../bodies/body.policy.js';
import { PLACES_TASKS, taskAt } from '../../domain/session-dates.js';
import { isListing, type SessionState } from '../../domain/session-lifecycle.js';
import { SessionLists, type ComingSessions } from '../session-lists.js';
import type { SessionRow } from '../session-rows.js';

type Noticed = ComingSessions['notices'][number];

/** What whoever runs a session does with it next. */
const STEPS: Partial<Record<SessionState, 'freeze' | 'prepare' | 'open' | 'close' | 'resume'>> = {
  planned: 'freeze',
  called: 'freeze',
  frozen: 'prepare',
  prepared: 'open',
  open: 'close',
  suspended: 'resume',
};

/** What sessions ask of whoever runs them, when those who sit are expected, and which one is next. */
@Injectable()
export class DayOfSessions implements DaySource {
  readonly order = 20;
  readonly permission = Permission.ReadSession;

  constructor(
    sources: DaySources,
    private readonly lists: SessionLists,
  ) {
    sources.add(this);
  }

  async readDay(reading: Reading): Promise<SharedDay> {
    const { actor, today, words } = reading;
    const { rows, notices, unplanned } = await this.lists.listComing(actor, 1);
    const next = rows.find(({ session }) => dayOf(session.startsAt) >= today);
    const bodies = unplanned.filter(({ id }) => mayPlanFor(actor, id));
    return {
      things: [
        ...notices.flatMap((noticed) =>
          mayRunFor(actor, noticed.body.id) ? this.toRun(reading, noticed) : this.toSit(reading, noticed),
        ),
        ...waitingThings(bodies.length, () => ({
          text: words.t('commission.day.unplanned', { count: bodies.length }),
          href: '/commissions',
          hint: words.list(bodies.map(({ name }) => name)),
          tag: { text: words.t('commission.day.tag.unplanned'), tone: 'neutral' },
          act: {
            text: words.t('commission.calendar.plan'),
            about: words.t('commission.day.unplanned', { count: bodies.length }),
            href: '/commissions/nouvelle',
          },
        })),
      ],
      beside: next ? this.nextLines(reading, next) : [],
    };
  }

  private toRun(reading: Reading, { session, body, late, conflict }: Noticed): DayThings[] {
    const { today, words } = reading;
    const moment = (task: 'freeze' | 'places_last'): Day => dayOf(taskAt(task, session.startsAt, body.noticeDays));
    const step = STEPS[session.state]!;
    const stepDay = step === 'freeze' ? moment('freeze') : dayOf(session.startsAt);
    return [
      ...aloneBy(stepDay, today, this.line(reading, { session, body }, step, step)),
      ...(late.length > 0
        ? aloneBy(moment(PLACES_TASKS[2]), today, {
            ...this.line(reading, { session, body }, 'places', 'askPlaces'),
            hint: words.t('commission.day.undeclared', { count: late.length }),
          })
        : []),
      ...(conflict
        ? [
            {
              part: 'waits' as const,
              count: 1,
              lines: [{ ...this.line(reading, { session, body }, 'conflict', 'solve'), due: null }],
            },
          ]
        : []),
    ];
  }

  /** Somebody who sits is expected on the day, and has nothing to catch up on after it. */
  private toSit(reading: Reading, noticed: Noticed): DayThings[] {
    const day = dayOf(noticed.session.startsAt);
    return day < reading.today ? [] : aloneBy(day, reading.today, this.line(reading, noticed, 'sit', 'read'));
  }

  private line(
    { words: { t, day } }: Reading,
    { session, body }: Pick<Noticed, 'session' | 'body'>,
    tag: string,
    act: string,
  ): Omit<DayLine, 'due'> {
    const text = t('commission.day.session', { body: body.name, day: day(dayOf(session.startsAt)) });
    const href = `/commissions/${session.id}`;
    return {
      text,
      href,
      tag: { text: t(`commission.day.tag.${tag}`), tone: tag === 'conflict' ? 'danger' : 'info' },
      act: { text: t(`commission.day.act.${act}`), about: text, href },
      families: [],
    };
  }

  private nextLines({ today, words }: Reading, { session, body, cases }: SessionRow): BesideLine[] {
    const { t, fullDay, day, time } = words;
    const fixedOn = dayOf(taskAt('freeze', session.startsAt, body.noticeDays));
    // A list waits for the last places that are declared, and is open after its day then.
    const list = !isListing(session.state) ? 'fixed' : fixedOn < today ? 'awaited' : 'listed';
    return [
      {
        box: 'session',
        text: t('commission.day.next', {
          body: body.name,
          day: fullDay(dayOf(session.startsAt)),
          time: time(timeOf(session.startsAt)),
        }),
        href: `/commissions/${session.id}`,
      },
      { box: 'session', text: t(`commission.day.${list}`, { count: cases, day: day(fixedOn) }), href: null },
    ];
  }
}
