import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Config } from '../../config/index.js';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../platform/database/index.js';
import type { Translator } from '../../platform/i18n/index.js';
import { MessageLinks, Outbox, SECRET_MARK, type LinkMaker, type MadeLink } from '../../platform/outbox/index.js';
import { Attempts, hashSecret } from '../../platform/security/index.js';
import { maskedWay } from '../domain/masked-way.js';
import type { DossierForm } from '../domain/dossier-form.js';
import { KEPT } from '../domain/retention.js';
import { FamilyAccess } from '../messages/family-access.js';
import { AccessLink, Draft, FamilySession } from '../persistence/dossier.entities.js';

/** What the page of a draft's link shows before anything is opened. */
export interface SeenLink extends Pick<AccessLink, 'channel' | 'sentTo' | 'createdAt'> {
  readonly draftId: Id;
  /**
   * `ended`: it opened the draft once, or a contact in the draft has changed since. `sent`: the dossier asks for more
   * than this link.
   */
  readonly state: 'open' | 'ended' | 'sent';
  /** Other browsers in which the draft is open now. */
  readonly others: number;
  /** A new link may go where this one went: the draft still has that address. */
  readonly renewable: boolean;
}

/** Where the link to go on with a draft is. */
export type ResumeLink =
  | { readonly way: 'screen'; readonly link: string }
  | { readonly way: 'sent'; readonly email: string }
  /** Asked for too often: nothing left now, and here is where the last one went. */
  | { readonly way: 'before'; readonly to: string; readonly at: Instant | null; readonly retryAt: Instant };

const emailOf = (form: DossierForm): string | null => form.adults.find((adult) => adult.email)?.email ?? null;

/** The ways to reach who fills in a form. */
export const contactsOf = (form: DossierForm): string =>
  JSON.stringify(form.adults.map(({ email, phone }) => [email?.toLowerCase() ?? '', phone ?? '']));

/**
 * Links to a draft. A draft can be planted: somebody begins one, sends its link to a family, lets it type and reads
 * what it typed. So a link opens once, by a press on a page that says where it was sent; and once the family writes its
 * own address, links and sessions of before are over.
 */
@Injectable()
export class DraftLinks implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly access: FamilyAccess,
    private readonly outbox: Outbox,
    private readonly attempts: Attempts,
    private readonly messageLinks: MessageLinks,
  ) {}

  onModuleInit(): void {
    this.messageLinks.makers.join('draft', 'dossier makes a link that opens the draft', {
      make: (tx, messages) => this.make(tx, messages),
      takeBack: (tx, linkId) => this.access.takeBack(tx, linkId),
    });
  }

  /** Links of messages, as each is handed over. One to an address that the draft has no longer opens nothing. */
  private async make(tx: Tx, messages: Parameters<LinkMaker['make']>[1]): Promise<MadeLink[]> {
    const drafts = new Map(
      (await tx.find(Draft, { where: { id: In(messages.map(({ id }) => id)) } })).map((draft) => [draft.id, draft]),
    );
    return this.access.giveLinks(
      tx,
      messages.map(({ message: { recipient }, id }) => ({
        draftId: id,
        channel: 'email',
        sentTo: maskedWay({ channel: 'email', recipient }),
        voided: !drafts.get(id)?.form.adults.some(({ email }) => email === recipient),
      })),
    );
  }

  /** @returns null for a link that is none, or whose draft was deleted */
  async see(secret: string): Promise<SeenLink | null> {
    const link = await this.reader.findOne(AccessLink, { secretHash: hashSecret(secret) });
    const draft = link?.draftId ? await this.reader.findOne(Draft, { id: link.draftId }) : null;
    if (!link || !draft) return null;
    const sessions = await this.reader.find(FamilySession, { where: { draftId: draft.id } });
    const others = sessions.filter(({ expiresAt }) => expiresAt > this.clock.now()).length;
    const state = draft.dossierId !== null ? 'sent' : link.voidedAt === null ? 'open' : 'ended';
    return {
      draftId: draft.id,
      channel: link.channel,
      sentTo: link.sentTo,
      createdAt: link.createdAt,
      state,
      others,
      renewable: this.sameWay(link, draft),
    };
  }

  private sameWay({ channel, sentTo }: AccessLink, { form }: Draft): boolean {
    const email = emailOf(form);
    return channel === 'email' && email !== null && maskedWay({ channel: 'email', recipient: email }) === sentTo;
  }

  /**
   * Opens the draft, once. @param alone closes it in every other browser. @returns the session's secret for the cookie;
   * null when the link opens nothing (any more)
   */
  async open(secret: string, alone: boolean): Promise<{ draftId: Id; secret: string } | null> {
    return this.unitOfWork.run(async (tx) => {
      const draftId = (await tx.findOne(AccessLink, { secretHash: hashSecret(secret) }))?.draftId;
      // Locked: a sending under way closes the sessions it finds, and this one must not come after.
      const draft = draftId ? await tx.lock(Draft, { id: draftId }) : null;
      if (!draft || draft.dossierId !== null) return null;
      const now = this.clock.now();
      if (
        (await tx.update(
          AccessLink,
          { secretHash: hashSecret(secret), voidedAt: IsNull() },
          { usedAt: now, voidedAt: now },
        )) === 0
      )
        return null;
      if (alone) await tx.delete(FamilySession, { draftId: draft.id });
      const link = (await tx.findOne(AccessLink, { secretHash: hashSecret(secret) }))!;
      return {
        draftId: draft.id,
        secret: await this.access.openSession(tx, { dossierId: null, draftId: draft.id, linkId: link.id }),
      };
    });
  }

  /**
   * Somebody wrote another address or number: what opened the draft before may be another person's. The browser in
   * which it was written stays.
   */
  async contactChanged(tx: Tx, draftId: Id, ownSessionId: Id | null): Promise<void> {
    await tx.update(AccessLink, { draftId, voidedAt: IsNull() }, { voidedAt: this.clock.now() });
    for (const { id } of await tx.find(FamilySession, { where: { draftId } }))
      if (id !== ownSessionId) await tx.delete(FamilySession, { id });
  }

  /** A link to go on later: sent where the draft says, shown when it says nothing. */
  async give(words: Translator, { id: draftId, form }: Draft): Promise<ResumeLink> {
    const email = emailOf(form);
    return this.unitOfWork.run(async (tx): Promise<ResumeLink> => {
      if (email === null)
        return { way: 'screen', link: this.linkTo(await this.access.giveLink(tx, { draftId }, 'screen')) };
      const limit = { max: this.config.MESSAGES_AN_HOUR, withinMinutes: 60 };
      const retryAt = await this.attempts.reserveAll(tx, [
        { what: `resume-mail:draft:${draftId}`, limit },
        { what: `resume-mail:address:${email.toLowerCase()}`, limit },
      ]);
      if (retryAt !== null) return { way: 'before', ...(await this.lastSent(tx, draftId, email)), retryAt };
      const { t, lang } = words;
      await this.outbox.write(tx, {
        kind: 'resume-link',
        dossierId: null,
        channel: 'email',
        recipient: email,
        language: lang,
        opens: `draft:${draftId}`,
        subject: t('mail.resume-link.subject'),
        body: t('mail.resume-link.body', { link: this.linkTo(SECRET_MARK), months: KEPT.draftMonths }),
      });
      return { way: 'sent', email };
    });
  }

  /**
   * As {@link give}, for who holds a link that has ended: to the address it went to, which the draft still has.
   * @returns null when it has not
   */
  async renew(words: Translator, secret: string): Promise<ResumeLink | null> {
    const seen = await this.see(secret);
    const draft =
      seen?.state === 'ended' && seen.renewable ? await this.reader.findOne(Draft, { id: seen.draftId }) : null;
    return draft && this.give(words, draft);
  }

  /** The latest link of the draft that left. */
  private async lastSent(tx: Tx, draftId: Id, email: string): Promise<{ to: string; at: Instant | null }> {
    const [last] = await tx.find(AccessLink, {
      where: { draftId, channel: 'email' },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: 1,
    });
    return { to: last?.sentTo ?? maskedWay({ channel: 'email', recipient: email })!, at: last?.createdAt ?? null };
  }

  private linkTo(secret: string): string {
    return `${this.config.BASE_URL}/dossier/reprendre/${secret}`;
  }
}
