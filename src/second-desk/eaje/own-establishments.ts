import { Injectable } from '@nestjs/common';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { establishmentsDeclaredBy, Supply, type Provider } from '../../offer/supply/index.js';

/** The establishments of a director. Every page of this desk starts from them. */
@Injectable()
export class OwnEstablishments {
  constructor(private readonly supply: Supply) {}

  listOwn(actor: Actor): Provider[] {
    return establishmentsDeclaredBy(actor).flatMap((id) => this.supply.provider(id) ?? []);
  }

  /** @throws NotFound when the establishment does not exist or is another director's */
  readOwn(actor: Actor, id: Id): Provider {
    const own = this.listOwn(actor).find((provider) => provider.id === id);
    if (!own) throw new NotFound('establishment');
    return own;
  }
}
