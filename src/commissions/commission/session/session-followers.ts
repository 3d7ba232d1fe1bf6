import { PassThrough } from 'node:stream';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { refuse } from '../../../foundation/kernel/refusal.js';
import { addMinutes } from '../../../foundation/kernel/time.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import { listSessionVersions } from '../persistence/sessions.queries.js';
import { TooManyAttempts } from '../../../foundation/platform/security/index.js';

/**
 * How often the versions of all followed sessions are read, in one statement. Another process may have changed them.
 */
const ROUND_MILLIS = 1000;
/** After this many rounds, each stream gets a sign of life, and each follower's right to follow is checked again. */
const ROUNDS_BETWEEN_CHECKS = 5;
/** Streams of one account: a laptop, a projector, a telephone, and as many tabs again. */
const MOST_PER_ACCOUNT = 6;
/** Streams of one process. A body has about twenty members. */
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
 * The followers of sessions in this process, by server-sent events. Each event is the new version of the session and
 * nothing else. The browser then asks for the page, within the rights of its own user.
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
   * @param version the present version of the session
   * @param mayStay asked again and again; when the person has signed out or is no longer a member, the stream ends
   * @throws TooManyAttempts when the account, or this process, already has the most streams allowed
   */
  followSession(accountId: Id, sessionId: Id, version: number, mayStay: Follower['mayStay']): PassThrough {
    const own = [...this.followers].filter((follower) => follower.accountId === accountId).length;
    if (this.stopping || own >= MOST_PER_ACCOUNT || this.followers.size >= MOST_FOLLOWERS)
      throw new TooManyAttempts(refuse('session.followedEnough'), addMinutes(this.clock.now(), 1));
    const follower: Follower = { accountId, sessionId, stream: new PassThrough(), mayStay, told: version };
    this.followers.add(follower);
    follower.stream.on('close', () => this.removeFollower(follower));
    follower.stream.write(`retry: ${RETRY_MILLIS}\n${eventOf(version)}`);
    this.timer ??= setInterval(() => void this.goRound(), ROUND_MILLIS).unref();
    return follower.stream;
  }

  /** Announces a change that this process has just committed, without waiting for the next round. */
  tellVersion(sessionId: Id, version: number): void {
    for (const follower of this.followers) if (follower.sessionId === sessionId) this.sendVersion(follower, version);
  }

  get countFollowers(): number {
    return this.followers.size;
  }

  /** Ends all streams in the first step of a stop, because an open stream would delay it. */
  onModuleDestroy(): void {
    this.stopping = true;
    this.endStreams([...this.followers]);
  }

  beforeApplicationShutdown(): void {
    this.endStreams([...this.followers]);
  }

  private async goRound(): Promise<void> {
    this.round += 1;
    try {
      for (const [sessionId, version] of await this.versions()) this.tellVersion(sessionId, version);
      if (this.round % ROUNDS_BETWEEN_CHECKS === 0) await this.check();
    } catch (error) {
      // The database does not answer at the moment. The next round asks again.
      this.logger.warn({ err: error });
    }
  }

  private async versions(): Promise<Map<Id, number>> {
    return listSessionVersions(this.reader, [...new Set([...this.followers].map(({ sessionId }) => sessionId))]);
  }

  private async check(): Promise<void> {
    for (const follower of [...this.followers]) {
      if (await follower.mayStay()) follower.stream.write(': still here\n\n');
      else this.endStreams([follower]);
    }
  }

  private sendVersion(follower: Follower, version: number): void {
    if (version <= follower.told) return;
    follower.told = version;
    follower.stream.write(eventOf(version));
  }

  private endStreams(followers: readonly Follower[]): void {
    for (const follower of followers) {
      follower.stream.end();
      this.removeFollower(follower);
    }
  }

  private removeFollower(follower: Follower): void {
    this.followers.delete(follower);
    if (this.followers.size > 0 || this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
  }
}

const eventOf = (version: number): string => `data: ${version}\n\n`;
