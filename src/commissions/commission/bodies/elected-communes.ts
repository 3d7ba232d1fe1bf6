import { Injectable } from '@nestjs/common';
import { Reader } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { electedFor } from '../domain/elected-communes.js';
import { Bodies } from './bodies.js';
import { holdsSeat } from './body.policy.js';

/** For which communes somebody sits as an elected member. */
@Injectable()
export class ElectedCommunes {
  constructor(
    private readonly reader: Reader,
    private readonly bodies: Bodies,
    private readonly supply: Supply,
  ) {}

  /** INSEE codes. Only bodies for which the actor still holds a right count, and seats that nobody has left. */
  async communesOf(actor: Actor): Promise<string[]> {
    const seats = (await this.bodies.listMembers(this.reader)).filter((seat) => holdsSeat(actor, seat));
    const bodies = new Map((await this.bodies.listBodies(this.reader)).map((body) => [body.id, body]));
    return electedFor(
      seats.map(({ role, personKey, bodyId }) => ({
        role,
        personKey,
        bodyCommunes: (bodies.get(bodyId)?.establishmentIds ?? []).flatMap(
          (id) => this.supply.provider(id)?.communeCode ?? [],
        ),
      })),
    );
  }
}
