import { Injectable } from '@nestjs/common';
import { In, MoreThanOrEqual } from 'typeorm';
import { instantAt, type Day } from '../../../foundation/kernel/time.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Bodies } from '../bodies/bodies.js';
import { mayPlanFor } from '../bodies/body.policy.js';
import { COMING, PAST, type SessionState } from '../domain/session-lifecycle.js';
import { CommissionSession, type Body } from '../persistence/commission.entities.js';
import { SessionRows, type SessionNotices, type SessionRow } from './session-rows.js';

/** What a list shows at once. */
const SESSIONS_SHOWN = 20;
/** How many past sessions a form offers at most: several years of them. */
const SESSIONS_OFFERED = 100;

export interface SessionList {
  readonly rows: readonly SessionRow[];
  /** From 1: the existing page that is nearest to the one asked for. */
  readonly page: number;
  readonly pages: number;
}

/** A session as it is named. */
export type NamedSession = Pick<CommissionSession, 'id' | 'startsAt' | 'state'> & { readonly body: string };

export interface ComingSessions extends SessionList {
  /** The bodies of which no session is to come. */
  readonly unplanned: readonly Body[];
  /**
   * Problems of all coming sessions, on whatever page: what collides with each, and which establishments have not
   * declared.
   */
  readonly notices: readonly (SessionNotices & Pick<SessionRow, 'session' | 'body'>)[];
}

const within = (bodies: readonly Body[], states: readonly SessionState[]) => ({
  bodyId: In(bodies.map(({ id }) => id)),
  state: In([...states]),
});

function pageOf(asked: number, count: number): { page: number; pages: number; skip: number } {
  const pages = Math.max(1, Math.ceil(count / SESSIONS_SHOWN));
  const page = Math.min(pages, Math.max(1, Math.trunc(asked) || 1));
  return { page, pages, skip: (page - 1) * SESSIONS_SHOWN };
}

/** The sessions of the bodies that an actor reads, list by list. */
@Injectable()
export class SessionLists {
  constructor(
    private readonly reader: Reader,
    private readonly bodies: Bodies,
    private readonly rows: SessionRows,
  ) {}

  /** The coming sessions of the bodies that an actor reads, soonest first. */
  async listComing(actor: Actor, page: number): Promise<ComingSessions> {
    const bodies = await this.bodies.readableBy(actor);
    const sessions = await this.reader.find(CommissionSession, {
      where: within(bodies, COMING),
      order: { startsAt: 'ASC', id: 'ASC' },
    });
    const noticesOf = await this.rows.noticesOf(sessions, bodies);
    const list = pageOf(page, sessions.length);
    return {
      ...list,
      unplanned: bodies.filter(({ id }) => sessions.every(({ bodyId }) => bodyId !== id)),
      rows: await this.rows.buildRows(sessions.slice(list.skip, list.skip + SESSIONS_SHOWN), bodies, noticesOf),
      notices: sessions.map((session) => ({
        session,
        body: bodies.find(({ id }) => id === session.bodyId)!,
        ...noticesOf(session),
      })),
    };
  }

  /** The next session of the bodies that an actor reads, from this day on; null when none is planned. */
  async findNext(actor: Actor, today: Day): Promise<CommissionSession | null> {
    const [next] = await this.reader.find(CommissionSession, {
      where: { ...within(await this.bodies.readableBy(actor), COMING), startsAt: MoreThanOrEqual(instantAt(today)) },
      order: { startsAt: 'ASC', id: 'ASC' },
      take: 1,
    });
    return next ?? null;
  }

  /** The sessions that have sat or were cancelled, latest first. */
  async listPast(actor: Actor, page: number): Promise<SessionList> {
    const bodies = await this.bodies.readableBy(actor);
    const list = pageOf(page, await this.reader.count(CommissionSession, within(bodies, PAST)));
    return { ...list, rows: await this.listLatest(bodies, PAST, SESSIONS_SHOWN, list.skip) };
  }

  /** The sessions that have decided, latest first. */
  async listDecided(actor: Actor): Promise<SessionRow[]> {
    return this.listLatest(await this.bodies.readableBy(actor), ['closed', 'signed'], SESSIONS_OFFERED);
  }

  /** Every coming session that an actor reads, soonest first, then the past ones, latest first; no cases are counted. */
  async listNamed(actor: Actor): Promise<NamedSession[]> {
    const bodies = await this.bodies.readableBy(actor);
    const read = (states: readonly SessionState[], order: 'ASC' | 'DESC'): Promise<CommissionSession[]> =>
      this.reader.find(CommissionSession, {
        where: within(bodies, states),
        order: { startsAt: order, id: order },
        take: SESSIONS_OFFERED,
      });
    return [...(await read(COMING, 'ASC')), ...(await read(PAST, 'DESC'))].map(({ id, startsAt, state, bodyId }) => ({
      id,
      startsAt,
      state,
      body: bodies.find((body) => body.id === bodyId)!.name,
    }));
  }

  private async listLatest(
    bodies: readonly Body[],
    states: readonly SessionState[],
    take: number,
    skip = 0,
  ): Promise<SessionRow[]> {
    return this.rows.buildRows(
      await this.reader.find(CommissionSession, {
        where: within(bodies, states),
        order: { startsAt: 'DESC', id: 'DESC' },
        take,
        skip,
      }),
      bodies,
    );
  }

  /** The bodies for which an actor may plan. */
  async listPlannable(actor: Actor): Promise<Body[]> {
    return (await this.bodies.listBodies()).filter((body) => mayPlanFor(actor, body.id));
  }
}
