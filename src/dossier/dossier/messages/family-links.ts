import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Config } from '../../../foundation/config/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { addHours, type Instant } from '../../../foundation/kernel/time.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import { Attempts, SYSTEM, type Actor } from '../../../foundation/platform/security/index.js';
import { FamilyMessages } from './family-messages.js';
import { deleteLinksBefore } from '../persistence/access-links.queries.js';
import { adultOf, isApart } from '../lifecycle/home.policy.js';
import { AccessLink, Adult, Dossier, FamilySession } from '../persistence/dossier.entities.js';
import { ANOTHER_LINK, NEW_LINK } from './message-kinds.js';

/** A link that still opens a dossier. */
export interface LiveLink extends Pick<AccessLink, 'id' | 'createdAt' | 'channel' | 'sentTo' | 'usedAt' | 'adult'> {
  readonly endsAt: Instant;
}

export type LinkState =
  | { readonly state: 'live'; readonly left: number }
  /** `closed` by the family, its desk or too many wrong dates; `expired` by itself. */
  | { readonly state: 'closed' | 'expired' | 'unknown' };

/** The wrong dates that were typed with some links together. */
export const failuresOf = (links: readonly AccessLink[]): number =>
  links.reduce((sum, { failures }) => sum + failures, 0);

/**
 * The links to a dossier: until when each opens it, and how it is closed earlier. Every change locks the dossier, so
 * that tries on several links at the same time are all counted.
 */
@Injectable()
export class FamilyLinks {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly messages: FamilyMessages,
    private readonly audit: Audit,
    private readonly attempts: Attempts,
  ) {}

  get days(): number {
    return this.config.LINK_DAYS;
  }

  private endOf({ usedAt, createdAt }: AccessLink): Instant {
    return addHours(usedAt ?? createdAt, 24 * this.days);
  }

  isLive(link: AccessLink): boolean {
    return link.voidedAt === null && this.endOf(link) > this.clock.now();
  }

  private async live(from: Reader | Tx, dossierId: Id): Promise<AccessLink[]> {
    const links = await from.find(AccessLink, {
      where: { dossierId, voidedAt: IsNull() },
      order: { createdAt: 'DESC', id: 'DESC' },
    });
    return links.filter((link) => this.isLive(link));
  }

  /** Latest first. */
  async ofDossier(dossierId: Id): Promise<LiveLink[]> {
    return (await this.live(this.reader, dossierId)).map((link) => ({
      id: link.id,
      createdAt: link.createdAt,
      channel: link.channel,
      sentTo: link.sentTo,
      adult: link.adult,
      usedAt: link.usedAt,
      endsAt: this.endOf(link),
    }));
  }

  /**
   * Counts a wrong date typed with this link. The wrong dates of all links of a dossier count together. @returns
   * whether that was the last try
   */
  async recordFailure(tx: Tx, dossierId: Id, link: AccessLink, most: number): Promise<boolean> {
    await tx.update(AccessLink, { id: link.id }, { failures: link.failures + 1 });
    const links = await this.live(tx, dossierId);
    if (failuresOf(links) < most) return false;
    await tx.update(AccessLink, { dossierId, voidedAt: IsNull() }, { voidedAt: this.clock.now() });
    await this.audit.changed(
      tx,
      SYSTEM,
      'dossier.voidLinks',
      { kind: 'dossier', id: dossierId },
      { links: links.length },
    );
    // A new link goes to the contact that is stored, so the person who tried the dates learns nothing. A family that
    // cannot be written to comes to the counter.
    await this.messages.writeMessage(tx, { dossierId, kind: NEW_LINK });
    return true;
  }

  /** What became of a link, and how many wrong dates may still be typed with one that lives. */
  async readState(link: AccessLink | null, most: number): Promise<LinkState> {
    if (!link?.dossierId) return { state: 'unknown' };
    if (link.voidedAt !== null) return { state: 'closed' };
    if (!this.isLive(link)) return { state: 'expired' };
    return { state: 'live', left: most - failuresOf(await this.live(this.reader, link.dossierId)) };
  }

  /**
   * Sends another link to the recorded contact, for somebody who holds one, dead or alive. Whoever asks learns nothing:
   * not whether the link was one, nor where another goes.
   * @param network where it is asked from, which may ask so many times
   */
  async sendAnother(link: AccessLink | null, network: string): Promise<void> {
    const limit = { max: this.config.MESSAGES_AN_HOUR, withinMinutes: 60 };
    await this.unitOfWork.run(async (tx) => {
      const keys = [...(link?.dossierId ? [`another-link:dossier:${link.dossierId}`] : []), `another-link:${network}`];
      const retryAt = await this.attempts.reserveAll(
        tx,
        keys.map((key) => ({ key, limit })),
      );
      if (retryAt !== null || !link?.dossierId) return;
      // Whoever held it gets another, and not the other parent.
      const { dossierId, adult } = link;
      await this.messages.writeMessage(tx, {
        dossierId,
        kind: ANOTHER_LINK,
        ...(adult === null ? {} : { reader: adult }),
      });
    });
  }

  /**
   * The links that an adult of a family sees and closes: of two homes its own, and those of nobody in particular,
   * without where these were sent.
   */
  async ofReader(actor: Actor, dossierId: Id): Promise<LiveLink[]> {
    const links = await this.ofDossier(dossierId);
    if (!(await this.isApart(this.reader, dossierId))) return links;
    const own = adultOf(actor);
    return links
      .filter(({ adult }) => adult === null || adult === own)
      .map((link) => (link.adult === null ? { ...link, sentTo: null } : link));
  }

  private async isApart(from: Reader | Tx, dossierId: Id): Promise<boolean> {
    const dossier = await from.findOne(Dossier, { id: dossierId });
    return dossier !== null && isApart(dossier, await from.find(Adult, { where: { dossierId } }));
  }

  /** Whether an actor may close a link or a session: no adult shuts another home out. */
  private async mayClose(tx: Tx, actor: Actor, dossierId: Id): Promise<(key: Pick<AccessLink, 'adult'>) => boolean> {
    const isFree = actor.kind !== 'family' || !(await this.isApart(tx, dossierId));
    return ({ adult }) => isFree || adult === null || adult === adultOf(actor);
  }

  /** Closes one link, and ends the sessions it opened. @throws NotFound when it is no live link of this dossier */
  revokeLink(actor: Actor, dossierId: Id, linkId: Id): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await tx.lock(Dossier, { id: dossierId });
      const mayClose = await this.mayClose(tx, actor, dossierId);
      if (!(await this.live(tx, dossierId)).some((link) => link.id === linkId && mayClose(link)))
        throw new NotFound('link');
      await tx.update(AccessLink, { id: linkId }, { voidedAt: this.clock.now() });
      await tx.delete(FamilySession, { linkId });
      await this.audit.changed(tx, actor, 'dossier.revokeLink', { kind: 'dossier', id: dossierId }, { link: linkId });
    });
  }

  /** Closes every link that the actor may close, and ends the sessions that they opened. */
  revokeAll(actor: Actor, dossierId: Id): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await tx.lock(Dossier, { id: dossierId });
      const mayClose = await this.mayClose(tx, actor, dossierId);
      const links = (await tx.find(AccessLink, { where: { dossierId, voidedAt: IsNull() } })).filter(mayClose);
      await tx.update(AccessLink, { id: In(links.map(({ id }) => id)) }, { voidedAt: this.clock.now() });
      const sessions = (await tx.find(FamilySession, { where: { dossierId } })).filter(mayClose);
      await tx.delete(FamilySession, { id: In(sessions.map(({ id }) => id)) });
      await this.audit.changed(
        tx,
        actor,
        'dossier.revokeLinks',
        { kind: 'dossier', id: dossierId },
        { links: links.length },
      );
    });
  }

  /** Deletes the links that open nothing any more. */
  async forgetEnded(tx: Tx): Promise<void> {
    await deleteLinksBefore(tx, addHours(this.clock.now(), -24 * this.config.LINK_DAYS));
  }
}
