import { Injectable } from '@nestjs/common';
import { adultOf, FamilyMessages } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { Conflict, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { stillAsked, withNo, type SaidNo } from './domain/family-noes.js';
import { OfferNotices } from './offer-notices.js';
import { Offer } from './persistence/placement.entities.js';

type GivenNo = Pick<SaidNo, 'reason' | 'choice'>;

/** What became of a no: all that were said by now, and whether another adult may still say yes. */
export interface HeardNo {
  readonly noes: readonly SaidNo[];
  readonly waits: boolean;
}

/** A yes of one adult counts at once. A no waits for the others until the deadline of the offer, and is told to them. */
@Injectable()
export class SaidNoes {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly messages: FamilyMessages,
    private readonly notices: OfferNotices,
  ) {}

  /** @param saidBy the adult who said it by telephone; null when the family answers by itself */
  async hearNo(tx: Tx, actor: Actor, offer: Offer, given: GivenNo, saidBy: number | null): Promise<HeardNo> {
    const adult = adultOf(actor) ?? (saidBy || null);
    const { reason, choice } = given;
    const no: SaidNo = { adult, reason, choice, at: this.clock.now(), by: actorRef(actor) };
    const noes = withNo(offer.noes ?? [], no);
    const asked = stillAsked(await this.messages.adultsTold(tx, offer.dossierId), noes);
    if (asked.length > 0) await this.keepNo(tx, actor, offer, noes, adult);
    return { noes, waits: asked.length > 0 };
  }

  private async keepNo(
    tx: Tx,
    actor: Actor,
    offer: Offer,
    noes: readonly SaidNo[],
    adult: number | null,
  ): Promise<void> {
    const { id, version } = offer;
    if ((await tx.update(Offer, { id, state: 'open', version }, { noes, version: version + 1 })) === 0)
      throw new Conflict(refuse('offer.changed'));
    await this.audit.changed(tx, actor, 'offer.no', { kind: 'offer', id });
    // Whoever presses the button twice has told the others once.
    if (!(offer.noes ?? []).some((said) => said.adult === adult))
      await this.notices.tellOthers(tx, offer, adult, 'first_no');
  }
}
