import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { MachineClock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { refuse } from '../../kernel/refusal.js';
import { addMinutes, type Instant } from '../../kernel/time.js';
import { Attempts, TooManyAttempts, type Attempt } from './attempts.js';
import { networkLimits } from './client-network.js';
import { hashSecret, readSigned, signText } from './secrets.js';

/** Minutes during which a code opens a page, and the page stays open. */
export const CODE_MINUTES = 15;
export const OPEN_MINUTES = 60;

const CODE_DIGITS = 6;
const HOUR = 60;
const DAY = 24 * HOUR;
/** Codes that one link has sent, and those that one network asks for, whichever links it holds. */
const SENT = { perLink: { max: 5, withinMinutes: HOUR }, perNetwork: { max: 30, withinMinutes: HOUR } };
/** Tries of one link: a guess is right twenty times in a million within a day. */
const TRIED = [
  { max: 5, withinMinutes: CODE_MINUTES },
  { max: 20, withinMinutes: DAY },
];

/** What is kept of a code: a mark that only this installation can make, and until when it opens. */
export interface CodeKept {
  readonly codeMark: string | null;
  readonly codeUntil: Instant | null;
}

/**
 * The code beside a personal link, for pages of people who have no account: it is sent by another way than the link where
 * there is one, and neither is enough. Codes and tries are limited, and counted before anything is judged.
 */
@Injectable()
export class LinkCodes {
  constructor(
    private readonly config: Config,
    private readonly clock: MachineClock,
    private readonly attempts: Attempts,
  ) {}

  /** @param page a word for the kind of page, so that a code or a ticket of one kind opens no other */
  newCode(page: string, id: Id): { readonly code: string; readonly kept: CodeKept } {
    const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
    const kept = { codeMark: this.markOf(page, id, code), codeUntil: addMinutes(this.clock.now(), CODE_MINUTES) };
    return { code, kept };
  }

  /** Whether what was typed is the code that was sent, in its time. */
  isRight(page: string, { id, codeMark, codeUntil }: CodeKept & { readonly id: Id }, typed: string): boolean {
    if (codeMark === null || codeUntil === null || codeUntil <= this.clock.now()) return false;
    return codeMark === this.markOf(page, id, typed.replace(/\D/g, ''));
  }

  /** What a browser that typed the code holds for {@link OPEN_MINUTES}. */
  ticketFor(page: string, id: Id): string {
    return signText(this.config.SESSION_SECRET, page, `${id}~${addMinutes(this.clock.now(), OPEN_MINUTES)}`);
  }

  /** Whether a browser that holds this ticket has typed the code of this page. */
  isOpen(page: string, id: Id, ticket: string | undefined): boolean {
    const text = ticket ? readSigned(this.config.SESSION_SECRET, page, ticket) : null;
    const [of, until = ''] = text?.split('~') ?? [];
    return of === id && until > this.clock.now();
  }

  /** @throws TooManyAttempts */
  async reserveSending(page: string, id: Id, network: string): Promise<void> {
    await this.reserve([
      { key: `${page}-code:${id}`, limit: SENT.perLink },
      ...networkLimits(network, SENT.perNetwork.max).map((one) => ({
        key: `${page}-code:network:${one.network}`,
        limit: { ...SENT.perNetwork, max: one.max },
      })),
    ]);
  }

  /** @throws TooManyAttempts */
  async reserveTry(page: string, id: Id): Promise<void> {
    await this.reserve(TRIED.map((limit) => ({ key: `${page}-try:${limit.withinMinutes}:${id}`, limit })));
  }

  /** A hash alone would be guessed at once: a code has six digits. Without our key this says nothing. */
  private markOf(page: string, id: Id, code: string): string {
    return hashSecret(signText(this.config.SESSION_SECRET, `${page}-code`, `${id}~${code}`));
  }

  private async reserve(attempts: readonly Attempt[]): Promise<void> {
    const retryAt = await this.attempts.reserveNow(attempts);
    if (retryAt === null) return;
    throw new TooManyAttempts(refuse('web.tooManyCodes', { minutes: this.attempts.minutesUntil(retryAt) }), retryAt);
  }
}
