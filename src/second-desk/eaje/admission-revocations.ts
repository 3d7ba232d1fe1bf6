import { Injectable } from '@nestjs/common';
import type { RequestFile } from '../../dossier/dossier/index.js';
import { Dossiers } from '../../dossier/dossier/index.js';
import { Config } from '../../foundation/config/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { StaffMessages } from '../../territory/accounts/index.js';
import { findOffer, findOpenOffers, isExpired, Offers, type Offer } from '../../places/placement/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import type { Provider } from '../../offer/supply/index.js';
import { ADMISSION_WITHDRAWN } from './message-kinds.js';
import { OwnEstablishments } from './own-establishments.js';
import { isToldOfWithdrawnPlace } from './withdrawn-place.policy.js';

/** A place that a director offered without a session, and the request that it answers. */
export interface OwnOffer {
  readonly provider: Provider;
  readonly file: RequestFile;
  readonly offer: Offer;
}

/** Takes back a place that a director offered by mistake, while the family has not answered (domain.md §5). */
@Injectable()
export class AdmissionRevocations {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly dossiers: Dossiers,
    private readonly offers: Offers,
    private readonly own: OwnEstablishments,
    private readonly staff: StaffMessages,
    private readonly config: Config,
  ) {}

  /**
   * The offer that the actor may take back. A session's offer is taken back by its body.
   * @throws NotFound when the request has no such offer
   */
  async readOffer(actor: Actor, requestId: Id): Promise<OwnOffer> {
    const file = await this.dossiers.requestFile(actor, requestId);
    const [offer] = (await findOpenOffers(this.reader, [requestId])).filter((one) => this.mayTakeBack(actor, one));
    if (!offer) throw new NotFound('offer');
    return { provider: this.own.readOwn(actor, offer.providerId), file, offer };
  }

  /** Whether the actor offered this place, or another director of the same establishment did, and nobody has answered. */
  mayTakeBack(actor: Actor, offer: Offer): boolean {
    return (
      offer.sessionId === null &&
      offer.state === 'open' &&
      !isExpired(offer, this.clock.now()) &&
      this.own.listOwn(actor).some(({ id }) => id === offer.providerId)
    );
  }

  /**
   * Every coordinator is told: no place is taken back because of the health of a child, and somebody else than who took it
   * back reads why it was.
   * @param version of the offer that the person saw
   * @throws NotFound | Conflict; DomainError when the family has answered meanwhile
   */
  async revokeOffer(actor: Actor, offerId: Id, version: number, reason: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { provider, requestId } = await this.requireOwn(tx, actor, offerId);
      await this.offers.revokeOffer(tx, actor, offerId, reason, version);
      const { dossier } = await this.dossiers.loadRequest(tx, requestId);
      await this.staff.writeToStaff(tx, isToldOfWithdrawnPlace, ADMISSION_WITHDRAWN, ({ t }) => ({
        provider: provider.name,
        number: dossier.number,
        reason: t(`reason.${reason}`),
        link: `${this.config.BASE_URL}/personnel`,
      }));
    });
  }

  private async requireOwn(tx: Tx, actor: Actor, offerId: Id): Promise<{ provider: Provider; requestId: Id }> {
    const offer = await findOffer(tx, offerId);
    if (offer?.sessionId !== null) throw new NotFound('offer');
    return { provider: this.own.readOwn(actor, offer.providerId), requestId: offer.requestId };
  }
}
