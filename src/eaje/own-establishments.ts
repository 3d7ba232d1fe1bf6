import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import { NotFound } from '../kernel/refusal.js';
import { Permission, type Actor } from '../platform/security/index.js';
import { establishmentIdsOf, Supply, type Provider } from '../supply/index.js';

/** A director's establishments: every page of this desk starts here. */
@Injectable()
export class OwnEstablishments {
  constructor(private readonly supply: Supply) {}

  all(actor: Actor): Provider[] {
    return establishmentIdsOf(actor, Permission.DeclarePlaces).flatMap((id) => this.supply.provider(id) ?? []);
  }

  /** @throws NotFound for another's, as for none */
  one(actor: Actor, id: Id): Provider {
    const own = this.all(actor).find((provider) => provider.id === id);
    if (!own) throw new NotFound('establishment');
    return own;
  }
}
