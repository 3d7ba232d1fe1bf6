import { Injectable } from '@nestjs/common';
import {
  Inbox,
  MOST_COUNTED,
  type DueWindow,
  type InboxRow,
  type NextActCode,
} from '../../../dossier/dossier/index.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  DaySources,
  MOST_ALONE,
  sundayOf,
  type DayLine,
  type DayPart,
  type DaySource,
  type DayThings,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { inboxAddress } from './inbox-address.js';
import { placeOfAct } from './next-act-place.js';
import { ageWords, childName } from './request-words.js';

/** The acts that a desk does, those that wait for no day first. */
const DESK_ACTS = [
  'reach',
  'ring',
  'urgent_place',
  'take_up',
  'orient',
  'first_contact',
  'list',
  'complete_solution',
] as const satisfies readonly NextActCode[];
type DeskAct = (typeof DESK_ACTS)[number];

/** As many emergencies of one act stand by themselves; their list has the others. */
const MOST_URGENT = 10;

interface Group extends DueWindow {
  readonly act: DeskAct;
  readonly part: DayPart;
}

/**
 * What each act is looked for within. A message that reached nobody has come back: until its day is over it stands
 * there, whatever that day is.
 */
function groupsOf(today: Day): Group[] {
  const [yesterday, tomorrow, sunday] = [addDays(today, -1), addDays(today, 1), sundayOf(today)];
  return DESK_ACTS.flatMap((act): Group[] => [
    { act, part: 'late', dueFrom: null, dueBy: yesterday },
    ...(act === 'reach'
      ? [{ act, part: 'back' as const, dueFrom: today, dueBy: null }]
      : [
          { act, part: 'today' as const, dueFrom: today, dueBy: today },
          { act, part: 'week' as const, dueFrom: tomorrow, dueBy: sunday },
        ]),
  ]);
}

/** The address of the inbox that lists a group. */
const listOf = ({ act, dueFrom, dueBy }: DueWindow): string =>
  inboxAddress({ nextAct: act, dueFrom: dueFrom ?? undefined, dueBy: dueBy ?? undefined });

/** What a desk has to do, by the day on which it is due: the same requests as in its inbox, by the same statements. */
@Injectable()
export class DayOfDesk implements DaySource {
  readonly order = 10;
  readonly permission = Permission.TriageRequests;

  constructor(
    sources: DaySources,
    private readonly inbox: Inbox,
    private readonly territory: Territory,
  ) {
    sources.add(this);
  }

  async readDay(reading: Reading): Promise<SharedDay> {
    return { things: await this.readActs(reading), beside: [] };
  }

  private async readActs(reading: Reading): Promise<DayThings[]> {
    const { actor, today } = reading;
    const groups = groupsOf(today);
    const counts = await this.inbox.countDueActs(actor, groups);
    const urgent = await this.inbox.listUrgent(actor, today);
    const things: DayThings[] = [];
    for (const [index, group] of groups.entries()) {
      const count = counts[index]!;
      if (count === 0) continue;
      const urgentHere = urgent.filter((row) => isIn(row, group));
      const named = urgentHere.slice(0, MOST_URGENT);
      const isFew = count - named.length <= MOST_ALONE;
      const rows = isFew ? await this.inbox.listRequests(actor, filterOf(group), count) : named;
      const lines = rows.map((row) => this.lineOf(reading, row));
      things.push({
        part: group.part,
        count: Math.min(count, MOST_COUNTED),
        isMore: count > MOST_COUNTED,
        lines: isFew ? lines : [...lines, this.listLine(reading, group, count, urgentHere.length)],
      });
    }
    return things;
  }

  private lineOf({ today, words }: Reading, row: InboxRow): DayLine {
    const { t } = words;
    const child = childName(row, words);
    const act = row.nextAct as DeskAct;
    const isArrival = row.arrivedForId !== null;
    const about = t('triage.inbox.actAbout', { child, number: row.number });
    return {
      text: child,
      href: `/rpe/demandes/${row.id}`,
      hint: [ageWords(row, today, words), this.territory.commune(row.communeCode)?.name].filter(Boolean).join(' · '),
      tag: tagOf(row, words),
      // Before a deposit is compared with the family that it may be of, nothing else is done with it.
      act:
        act === 'take_up' && !isArrival
          ? {
              text: t('triage.inbox.act.take_up'),
              about,
              action: `/rpe/demandes/${row.id}/prendre-en-charge`,
              version: row.version,
            }
          : {
              text: t(isArrival ? 'triage.day.compare' : `triage.inbox.act.${act}`),
              about,
              href: `/rpe/demandes/${row.id}${isArrival ? '' : (placeOfAct(act) ?? '')}`,
            },
      due: row.nextActDue,
      families: [row.id],
    };
  }

  private listLine({ words: { t } }: Reading, group: Group, count: number, urgent: number): DayLine {
    const href = listOf(group);
    const more = count > MOST_COUNTED ? 'yes' : 'no';
    const text = t(`triage.day.requests.${group.act}`, { count: Math.min(count, MOST_COUNTED), more });
    return {
      text,
      href,
      hint: urgent > 0 ? t('triage.day.urgentAmong', { count: urgent }) : '',
      tag: { text: t(`triage.day.tag.${group.act}`), tone: 'info' },
      act: { text: t(`triage.inbox.act.${group.act}`), about: text, href },
      due: group.part === 'today' ? group.dueBy : null,
      families: [],
    };
  }
}

const filterOf = ({ act, dueFrom, dueBy }: DueWindow): Parameters<Inbox['listRequests']>[1] => ({
  act,
  ...(dueFrom === null ? {} : { dueFrom }),
  ...(dueBy === null ? {} : { dueBy }),
});

const isIn = ({ nextAct, nextActDue }: InboxRow, { act, dueFrom, dueBy }: DueWindow): boolean =>
  nextAct === act && (dueFrom === null || nextActDue >= dueFrom) && (dueBy === null || nextActDue <= dueBy);

function tagOf({ urgentFrom, arrivedForId, nextAct }: InboxRow, { t, shortDay }: Translator): DayLine['tag'] {
  if (urgentFrom !== null) return { text: t('triage.day.urgentFrom', { day: shortDay(urgentFrom) }), tone: 'action' };
  if (arrivedForId !== null) return { text: t('triage.enum.mark.arrival'), tone: 'info' };
  return { text: t(`triage.day.tag.${nextAct}`), tone: 'info' };
}
