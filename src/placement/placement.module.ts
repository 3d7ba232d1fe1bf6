import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { isOpen, RequestMoves } from '../dossier/index.js';
import { Mail } from '../platform/mail/index.js';
import { JobHandlers } from '../platform/queue/index.js';
import { Offers } from './offers.js';
import { Placements } from './placements.js';
import { Seats } from './seats.js';
import { Solutions } from './solutions.js';

@Global()
@Module({ providers: [Seats, Offers, Placements, Solutions], exports: [Seats, Offers, Placements, Solutions] })
export class PlacementModule implements OnModuleInit {
  constructor(
    private readonly offers: Offers,
    private readonly moves: RequestMoves,
    private readonly handlers: JobHandlers,
    private readonly mail: Mail,
  ) {}

  onModuleInit(): void {
    this.handlers.register({ type: 'offer.remind', handle: (tx, { offerId }: { offerId: string }) => this.offers.remind(tx, offerId) });
    this.handlers.register({ type: 'offer.expire', handle: (tx, { offerId }: { offerId: string }) => this.offers.expireIfDue(tx, offerId) });
    this.mail.onHandedOver('offer-reminder', (tx, offerId, at) => this.offers.reminded(tx, offerId, at));
    this.moves.onMove(async (tx, move) => {
      const left = !isOpen(move.to) && move.action !== 'accept' && move.action !== 'decline';
      if (left) await this.offers.withdrawOpen(tx, move.request.id);
    });
  }
}
