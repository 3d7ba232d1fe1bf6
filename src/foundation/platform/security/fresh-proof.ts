import { Injectable, SetMetadata } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { MachineClock } from '../../kernel/clock.js';
import { addMinutes } from '../../kernel/time.js';
import type { Actor } from './actor.js';

export const FRESH_PROOF = 'marelle:fresh-proof';

/** A grave act: whoever gave its last code some time ago gives another one first. On the page and on its form. */
export const FreshProof = (): MethodDecorator & ClassDecorator => SetMetadata(FRESH_PROOF, true);

/** The person is to give a code first. A browser is sent to the page that asks for it. */
export class ProofNeeded extends Error {
  constructor() {
    super('proof needed');
  }
}

/** Whether the last code of a person is fresh enough for a grave act. */
@Injectable()
export class FreshProofs {
  constructor(
    private readonly config: Config,
    private readonly clock: MachineClock,
  ) {}

  /**
   * @param filling whether a form comes back. It has twice the time of its page, so that whoever fills it in loses
   * nothing
   */
  isFresh(actor: Actor | null, filling: boolean): boolean {
    if (actor?.kind !== 'staff') return true;
    const minutes = this.config.CODE_AGAIN_MINUTES * (filling ? 2 : 1);
    return actor.provedAt !== undefined && addMinutes(actor.provedAt, minutes) > this.clock.now();
  }
}
