import { Injectable } from '@nestjs/common';
import { Config } from '../../../foundation/config/index.js';
import { Conflict, refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { UnitOfWork } from '../../../foundation/platform/database/index.js';
import { Attempts, networkLimits, TooManyAttempts } from '../../../foundation/platform/security/index.js';
import { Territory } from '../../../territory/territory/index.js';
import type { Draft } from '../persistence/dossier.entities.js';

/**
 * Limits how much families may write within an hour from one network. Without it, a stranger could fill the disk
 * (docs/decisions/0029-bodies.md).
 */
@Injectable()
export class HourlyLimits {
  constructor(
    private readonly attempts: Attempts,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: Config,
    private readonly territory: Territory,
  ) {}

  /** Counts a new draft. @throws TooManyAttempts before `work`, which writes the first answer */
  limitBeginning<T>(network: string, draft: Draft, work: () => Promise<T>): Promise<T> {
    return this.counted(refuse('draft.tooManyBegun'), this.config.DRAFTS_AN_HOUR, network, draft, work);
  }

  /**
   * Counts a deposit. Sending the same draft a second time is not counted, and finds what the first one did.
   * @throws TooManyAttempts before `work`, which sends a draft
   */
  limitSending<T>(network: string, draft: Draft, work: () => Promise<T>): Promise<T> {
    return this.counted(
      refuse('draft.tooManySent'),
      this.config.DEPOSITS_AN_HOUR,
      network,
      draft,
      work,
      `draft.sending:${draft.id}`,
    );
  }

  /**
   * The try is reserved before the work, because other requests come in parallel. It is given back when the work did
   * nothing.
   */
  private async counted<T>(
    { code }: Refusal,
    max: number,
    network: string,
    { form }: Draft,
    work: () => Promise<T>,
    once?: string,
  ): Promise<T> {
    const reserved = [
      ...networkLimits(network, max).map((limit) => ({
        key: `${code}:network:${limit.network}`,
        limit: { max: limit.max, withinMinutes: 60 },
      })),
      ...(once === undefined ? [] : [{ key: once, limit: { max: 1, withinMinutes: 60 } }]),
    ];
    const retryAt = await this.attempts.reserveNow(reserved);
    if (retryAt !== null && once !== undefined && (await this.attempts.isReserved(once))) return work();
    if (retryAt !== null) {
      const minutes = this.attempts.minutesUntil(retryAt);
      throw new TooManyAttempts(
        { code, facts: { minutes, phone: this.territory.deskOf(form.adults[0]?.communeCode ?? null).phone } },
        retryAt,
      );
    }
    try {
      return await work();
    } catch (error) {
      // Another press of the same button, which was not counted, sent the draft first. This try stands for it.
      if (error instanceof Conflict && error.refusal.code === 'draft.alreadySent') throw error;
      await this.unitOfWork.run(async (tx) => {
        for (const { key } of reserved) await this.attempts.giveBack(tx, key);
      });
      throw error;
    }
  }
}
