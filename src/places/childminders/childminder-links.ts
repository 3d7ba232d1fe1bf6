import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull, LessThan } from 'typeorm';
import { Config } from '../../foundation/config/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { addHours, type Instant } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { MessageLinks, type MadeLink } from '../../foundation/platform/outbox/index.js';
import { hashSecret, newSecret, type Actor } from '../../foundation/platform/security/index.js';
import { isClosedOn, Supply } from '../../offer/supply/index.js';
import { ChildminderBook } from './childminder-book.js';
import { ChildminderLink } from './persistence/childminders.entities.js';

/** A link that still opens her page. */
export interface LiveChildminderLink extends Pick<ChildminderLink, 'createdAt' | 'usedAt'> {
  readonly endsAt: Instant;
}

/**
 * The personal links of childminders. A link opens the page of one childminder and nothing else. It is made when its
 * message leaves, ends by itself, and the desk closes it.
 */
@Injectable()
export class ChildminderLinks implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly messageLinks: MessageLinks,
    private readonly supply: Supply,
    private readonly book: ChildminderBook,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.messageLinks.makers.join('childminder', 'childminders makes a link that opens her page', {
      make: (tx, messages) =>
        this.makeLinks(
          tx,
          messages.map(({ id }) => id),
        ),
      takeBack: (tx, linkId) => tx.delete(ChildminderLink, { id: linkId }).then(() => undefined),
    });
  }

  private async makeLinks(tx: Tx, providerIds: readonly Id[]): Promise<MadeLink[]> {
    const createdAt = this.clock.now();
    const made = providerIds.map((): MadeLink => ({ id: newId(), secret: newSecret() }));
    await tx.insert(
      ChildminderLink,
      providerIds.map((providerId, index) => ({
        id: made[index]!.id,
        providerId,
        secretHash: hashSecret(made[index]!.secret),
        createdAt,
        usedAt: null,
        voidedAt: null,
      })),
    );
    return made;
  }

  /**
   * The childminder whose page a secret opens. @throws NotFound when it opens nothing, or she has stopped working
   */
  async actorOf(secret: string): Promise<Actor & { readonly kind: 'childminder' }> {
    const link = await this.reader.findOne(ChildminderLink, { secretHash: hashSecret(secret) });
    const provider = this.supply.provider(link?.providerId ?? null);
    if (!link || !this.isLive(link) || !provider || isClosedOn(provider, this.clock.today()))
      throw new NotFound('childminder-link');
    return { kind: 'childminder', providerId: link.providerId };
  }

  /** Notes that a link was used for an act: it lives on from there. */
  async markUsed(secret: string): Promise<void> {
    await this.unitOfWork.run((tx) =>
      tx.update(ChildminderLink, { secretHash: hashSecret(secret) }, { usedAt: this.clock.now() }),
    );
  }

  /** Latest first. */
  async listLive(providerId: Id): Promise<LiveChildminderLink[]> {
    const links = await this.reader.find(ChildminderLink, {
      where: { providerId, voidedAt: IsNull() },
      order: { createdAt: 'DESC', id: 'DESC' },
    });
    return links
      .filter((link) => this.isLive(link))
      .map((link) => ({ createdAt: link.createdAt, usedAt: link.usedAt, endsAt: this.endOf(link) }));
  }

  /** Closes every link of a childminder. @throws NotFound when the actor does not keep her */
  async revokeAll(actor: Actor, providerId: Id): Promise<void> {
    await this.book.readKept(actor, providerId);
    await this.unitOfWork.run(async (tx) => {
      await tx.update(ChildminderLink, { providerId, voidedAt: IsNull() }, { voidedAt: this.clock.now() });
      await this.audit.changed(tx, actor, 'childminder.revokeLinks', { kind: 'provider', id: providerId });
    });
  }

  /** Deletes the links that open nothing any more. */
  async forgetEnded(tx: Tx): Promise<void> {
    const limit = addHours(this.clock.now(), -24 * this.config.LINK_DAYS);
    await tx.delete(ChildminderLink, { createdAt: LessThan(limit), usedAt: IsNull() });
    await tx.delete(ChildminderLink, { usedAt: LessThan(limit) });
  }

  private endOf({ usedAt, createdAt }: ChildminderLink): Instant {
    return addHours(usedAt ?? createdAt, 24 * this.config.LINK_DAYS);
  }

  private isLive(link: ChildminderLink): boolean {
    return link.voidedAt === null && this.endOf(link) > this.clock.now();
  }
}
