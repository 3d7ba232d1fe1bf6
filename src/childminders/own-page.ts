import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import type { Actor } from '../platform/security/index.js';
import { Availabilities, type WantedAvailability } from './availabilities.js';
import { ChildminderBook, type KnownChildminder } from './childminder-book.js';
import { ChildminderLinks } from './childminder-links.js';

/** What a childminder does on the page that her link opens. Every method throws NotFound when the link opens nothing. */
@Injectable()
export class OwnPage {
  constructor(
    private readonly links: ChildminderLinks,
    private readonly book: ChildminderBook,
    private readonly availabilities: Availabilities,
  ) {}

  async read(secret: string): Promise<KnownChildminder> {
    return this.book.read((await this.links.actorOf(secret)).providerId);
  }

  async confirm(secret: string, seen: string): Promise<void> {
    await this.act(secret, (actor, providerId) => this.availabilities.confirm(actor, providerId, seen));
  }

  async say(secret: string, wanted: WantedAvailability, seen: string): Promise<void> {
    await this.act(secret, (actor, providerId) => this.availabilities.say(actor, providerId, wanted, seen));
  }

  private async act(secret: string, work: (actor: Actor, providerId: Id) => Promise<void>): Promise<void> {
    const actor = await this.links.actorOf(secret);
    await work(actor, actor.providerId);
    await this.links.markUsed(secret);
  }
}
