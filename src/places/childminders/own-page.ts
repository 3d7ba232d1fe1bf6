import { Injectable } from '@nestjs/common';
import type { ChildRequest } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Availabilities, type WantedAvailability } from './availabilities.js';
import { ChildminderBook, type KnownChildminder } from './childminder-book.js';
import { ChildminderLinks } from './childminder-links.js';
import type { DeclineReason } from './domain/introduction.js';
import { IntroductionCandidates, type FamilyContact } from './introduction-candidates.js';
import { Introductions } from './introductions.js';
import type { Introduction } from './persistence/introduction.entity.js';

/** A child for whom she is asked. */
export interface AskedChild {
  readonly introduction: Introduction;
  readonly request: ChildRequest;
  /** Null before the family has chosen her. */
  readonly contact: FamilyContact | null;
}

/** What a childminder does on the page that her link opens. Every method throws NotFound when the link opens nothing. */
@Injectable()
export class OwnPage {
  constructor(
    private readonly links: ChildminderLinks,
    private readonly book: ChildminderBook,
    private readonly availabilities: Availabilities,
    private readonly introductions: Introductions,
    private readonly candidates: IntroductionCandidates,
  ) {}

  async read(secret: string): Promise<{ readonly known: KnownChildminder; readonly asked: readonly AskedChild[] }> {
    const { providerId } = await this.links.actorOf(secret);
    const asked = await Promise.all(
      (await this.introductions.ofChildminder(providerId)).map(async (one) => ({
        ...one,
        contact: one.introduction.introducedAt === null ? null : await this.candidates.contactOf(one.request),
      })),
    );
    return { known: await this.book.read(providerId), asked };
  }

  async confirm(secret: string, seen: string): Promise<void> {
    await this.act(secret, (actor, providerId) => this.availabilities.confirm(actor, providerId, seen));
  }

  async say(secret: string, wanted: WantedAvailability, seen: string): Promise<void> {
    await this.act(secret, (actor, providerId) => this.availabilities.say(actor, providerId, wanted, seen));
  }

  /** @throws NotFound when the introduction is another childminder's */
  async requireIntroduction(secret: string, introductionId: Id): Promise<void> {
    const { providerId } = await this.links.actorOf(secret);
    if (!(await this.introductions.isOf(introductionId, providerId))) throw new NotFound('introduction');
  }

  async sayInterested(secret: string, introductionId: Id): Promise<void> {
    await this.act(secret, (actor) => this.introductions.sayInterested(actor, introductionId));
  }

  async refuse(secret: string, introductionId: Id, reason: DeclineReason): Promise<void> {
    await this.act(secret, (actor) => this.introductions.end(actor, introductionId, 'refuse', reason));
  }

  private async act(secret: string, work: (actor: Actor, providerId: Id) => Promise<void>): Promise<void> {
    const actor = await this.links.actorOf(secret);
    await work(actor, actor.providerId);
    await this.links.markUsed(secret);
  }
}
