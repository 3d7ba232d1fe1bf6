import { PassThrough } from 'node:stream';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { refuse } from '../../kernel/refusal.js';
import { addMinutes } from '../../kernel/time.js';
import { Reader } from '../../platform/database/index.js';
import { listSessionVersions } from '../persistence/sessions.queries.js';
import { TooManyAttempts } from '../../platform/security/index.js';

/**
 * Once a second the versions of the sessions that somebody follows are read, in one statement: another process may have
 * changed them.
 */
const ROUND_MILLIS = 1000;
/** Every so many rounds a sign of life, and whether each follower may still follow. */
const ROUNDS_BETWEEN_CHECKS = 5;
/** A laptop, a projector, a telephone, and as many tabs. */
const MOST_PER_ACCOUNT = 6;
/** Of one process: bodies have twenty members. */
const MOST_FOLLOWERS = 500;
/** How long a browser that lost the stream waits before it asks again. */
const RETRY_MILLIS = 3000;

interface Follower {
  readonly sessionId: Id;
  readonly accountId: Id;
  readonly stream: PassThrough;
  readonly mayStay: () => Promise<boolean>;
  told: number;
}

/**
 * Who follows the sessions of this process, as server-sent events: the version of the session, each time it is another
 * one, and nothing else. What changed is in the page, which each asks for with its own rights.
 */
@Injectable()
export class SessionFollowers implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger('Live');
  private readonly followers = new Set<Follower>();
  private timer: NodeJS.Timeout | null = null;
  private round = 0;
  private stopping = false;

  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /**
   * @param version of the session as it stands
   * @param mayStay asked again and again: signed out, or no longer a member, the stream ends
   * @throws TooManyAttempts when the account, or this process, follows enough already
   */
  follow(accountId: Id, sessionId: Id, version: number, mayStay: Follower['mayStay']): PassThrough {
    const own = [...this.followers].filter((one) => one.accountId === accountId).length;
    if (this.stopping || own >= MOST_PER_ACCOUNT || this.followers.size >= MOST_FOLLOWERS)
      throw new TooManyAttempts(refuse('session.followedEnough'), addMinutes(this.clock.now(), 1));
    const follower: Follower = { accountId, sessionId, stream: new PassThrough(), mayStay, told: version };
    this.followers.add(follower);
    follower.stream.on('close', () => this.leave(follower));
    follower.stream.write(`retry: ${RETRY_MILLIS}\n${eventOf(version)}`);
    this.timer ??= setInterval(() => void this.goRound(), ROUND_MILLIS).unref();
    return follower.stream;
  }

  /** A change of this process: said at once, once it is committed. */
  changed(sessionId: Id, version: number): void {
    for (const follower of this.followers) if (follower.sessionId === sessionId) this.tell(follower, version);
  }

  get count(): number {
    return this.followers.size;
  }

  /** The first step of a stop: a stream that stays open would hold it. */
  onModuleDestroy(): void {
    this.stopping = true;
    this.end([...this.followers]);
  }

  beforeApplicationShutdown(): void {
    this.end([...this.followers]);
  }

  private async goRound(): Promise<void> {
    this.round += 1;
    try {
      for (const [sessionId, version] of await this.versions()) this.changed(sessionId, version);
      if (this.round % ROUNDS_BETWEEN_CHECKS === 0) await this.check();
    } catch (error) {
      // The database is away for a moment: the next round asks again.
      this.logger.warn({ err: error });
    }
  }

  private async versions(): Promise<Map<Id, number>> {
    return listSessionVersions(this.reader, [...new Set([...this.followers].map(({ sessionId }) => sessionId))]);
  }

  private async check(): Promise<void> {
    for (const follower of [...this.followers]) {
      if (await follower.mayStay()) follower.stream.write(': still here\n\n');
      else this.end([follower]);
    }
  }

  private tell(follower: Follower, version: number): void {
    if (version <= follower.told) return;
    follower.told = version;
    follower.stream.write(eventOf(version));
  }

  private end(followers: readonly Follower[]): void {
    for (const follower of followers) {
      follower.stream.end();
      this.leave(follower);
    }
  }

  private leave(follower: Follower): void {
    this.followers.delete(follower);
    if (this.followers.size > 0 || this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
  }
}

const eventOf = (version: number): string => `data: ${version}\n\n`;
