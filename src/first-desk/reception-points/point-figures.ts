import { Injectable } from '@nestjs/common';
import { In, MoreThanOrEqual } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { shownCounts } from '../../foundation/kernel/small-counts.js';
import { dayOf, instantAt, type Instant } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { PointEnquiries, type PointSubjectCount } from '../triage/index.js';
import { monthsShown, WAITING } from './domain/filings.js';
import { PointFiling, ReceptionPoint } from './persistence/reception-points.entities.js';
import { PointFilings, type FollowedFiling } from './point-filings.js';
import { pointsFollowedBy } from './reception-points.policy.js';

export const COUNTS = ['filed', 'completed', 'enquiries', 'solved', 'waiting'] as const;
type Count = (typeof COUNTS)[number];
export type PointCounts = Readonly<Record<Count, number | null>>;

export interface MonthCounts {
  readonly month: string;
  readonly counts: PointCounts;
}

export interface OwnFigures {
  readonly months: readonly MonthCounts[];
  readonly subjects: readonly { readonly subject: string; readonly enquiries: number }[];
}

export interface FiguresOfPoint {
  readonly point: Pick<ReceptionPoint, 'id' | 'name' | 'kind'>;
  readonly counts: PointCounts;
}

const distinct = (rows: readonly { readonly draftId: Id }[]): number =>
  new Set(rows.map(({ draftId }) => draftId)).size;

/** What points filed and noted in twelve months, by month of the deposit, and how these families stand today. */
@Injectable()
export class PointFigures {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly filings: PointFilings,
    private readonly enquiries: PointEnquiries,
  ) {}

  /**
   * Of the actor's own points. How families stand is told of those that the point still follows, one by one in its list:
   * no number tells more than that list.
   */
  async ownFigures(actor: Actor): Promise<OwnFigures> {
    const pointIds = pointsFollowedBy(actor);
    const { rows, contacts } = await this.countedOf(pointIds);
    const followed = await this.filings.listFollowed(actor);
    const subjects = groupedBy(contacts, ({ subject }) => subject);
    return {
      months: monthsShown(this.clock.today()).map((month) => ({
        month,
        counts: countsOf(
          rows.filter(({ filedAt }) => monthOf(filedAt) === month),
          contacts.filter((one) => one.month === month),
          followed.filter(({ filing }) => monthOf(filing.filedAt) === month),
        ),
      })),
      subjects: [...subjects]
        .map(([subject, of]) => ({ subject, enquiries: sumOf(of) }))
        .sort((a, b) => b.enquiries - a.enquiries || a.subject.localeCompare(b.subject)),
    };
  }

  /** Of every point, for who reads figures and no family: how few families stand is not told (domain.md §10). */
  async figuresOfAll(): Promise<FiguresOfPoint[]> {
    const points = await this.reader.find(ReceptionPoint, { order: { name: 'ASC', id: 'ASC' } });
    const ids = points.map(({ id }) => id);
    const { rows, contacts } = await this.countedOf(ids);
    const since = this.since();
    const followed = (await this.filings.listFollowedOf(ids)).filter(({ filing }) => filing.filedAt >= since);
    return points.map(({ id, name, kind }) => {
      const counts = countsOf(
        rows.filter(({ pointId }) => pointId === id),
        contacts.filter(({ pointId }) => pointId === id),
        followed.filter(({ filing }) => filing.pointId === id),
      );
      const [solved = null, waiting = null] = shownCounts([counts.solved, counts.waiting]).counts;
      return { point: { id, name, kind }, counts: { ...counts, solved, waiting } };
    });
  }

  /** When the first of the months that are shown began. */
  private since(): Instant {
    return instantAt(`${monthsShown(this.clock.today()).at(-1)!}-01`);
  }

  private async countedOf(pointIds: readonly Id[]): Promise<{ rows: PointFiling[]; contacts: PointSubjectCount[] }> {
    const since = this.since();
    const rows = await this.reader.find(PointFiling, {
      where: { pointId: In([...pointIds]), filedAt: MoreThanOrEqual(since) },
      order: { filedAt: 'ASC', id: 'ASC' },
    });
    return { rows, contacts: await this.enquiries.countOf(pointIds, since, this.clock.now()) };
  }
}

const monthOf = (at: Instant): string => dayOf(at).slice(0, 7);
const sumOf = (contacts: readonly PointSubjectCount[]): number =>
  contacts.reduce((sum, { enquiries }) => sum + enquiries, 0);

/** A family waits while one of its children does. */
function countsOf(
  rows: readonly PointFiling[],
  contacts: readonly PointSubjectCount[],
  followed: readonly FollowedFiling[],
): Readonly<Record<Count, number>> {
  const families = [...groupedBy(followed, ({ filing }) => filing.draftId).values()];
  const waiting = families.filter((of) => of.some(({ stage }) => WAITING.includes(stage)));
  const solved = families.filter((of) => !waiting.includes(of) && of.some(({ stage }) => stage === 'solved'));
  return {
    filed: distinct(rows.filter(({ kind }) => kind === 'filed')),
    completed: distinct(rows.filter(({ kind }) => kind === 'completed')),
    enquiries: sumOf(contacts),
    solved: solved.length,
    waiting: waiting.length,
  };
}
