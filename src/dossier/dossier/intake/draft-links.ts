import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Config } from '../../../foundation/config/index.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { Clock, MachineClock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  MessageLinks,
  MessageTexts,
  Outbox,
  SECRET_MARK,
  type LinkMaker,
  type MadeLink,
} from '../../../foundation/platform/outbox/index.js';
import { Attempts, hashSecret } from '../../../foundation/platform/security/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { contactWays, type ContactWay } from '../domain/contact-ways.js';
import { maskedWay } from '../domain/masked-way.js';
import type { AdultForm, DossierForm } from '../domain/dossier-form.js';
import { liveApart } from '../domain/homes.js';
import { KEPT } from '../domain/retention.js';
import { FamilyAccess } from '../messages/family-access.js';
import { failuresOf } from '../messages/family-links.js';
import { AccessLink, Draft, FamilySession } from '../persistence/dossier.entities.js';
import { RESUME_LINK } from './message-kinds.js';

/** What the page of a draft's link shows before anything is opened. */
export interface SeenLink extends Pick<AccessLink, 'channel' | 'sentTo' | 'createdAt'> {
  readonly draftId: Id;
  /**
   * `ended`: it has opened the draft once already, or a contact in the draft has changed since. `sent`: the draft was
   * sent, and the dossier needs more than this link.
   */
  readonly state: 'open' | 'ended' | 'sent';
  /** How many other browsers have the draft open now. */
  readonly others: number;
  /** Whether a new link may go to the same address, because the draft still has it. */
  readonly renewable: boolean;
  /** Whether the date of a child is asked for, because the draft shows one. */
  readonly asksDate: boolean;
}

/** Where the link to go on with a draft is. */
export type ResumeLink =
  | { readonly way: 'screen'; readonly link: string }
  | { readonly way: 'sent'; readonly to: string }
  /** Asked for too often: no new link was sent. `to` says where the last one went. */
  | { readonly way: 'before'; readonly to: string; readonly at: Instant | null; readonly minutes: number };

/** The fifth wrong date, on whichever links, closes all links of a draft, as it does those of a dossier. */
const TRIES_PER_DRAFT = 5;

/** Where a link to a draft is sent: the first address in it, else the first mobile. */
const ADDRESSES = ['email', 'sms'] as const;

/** The contacts of the people who fill in a form, as one text to compare. */
const contactsOf = (form: DossierForm): string =>
  JSON.stringify(form.adults.map(({ email, phone }) => [email?.toLowerCase() ?? '', phone ?? '']));

/** Who the children of a form are, as one text to compare. */
const childrenOf = ({ children }: DossierForm): string =>
  JSON.stringify(
    children.map(({ firstName, surname, birthDate, dueDate }) => [firstName, surname, birthDate, dueDate]),
  );

/** What a page that was saved tells: another contact, another child, both or none. */
const changesBetween = (before: DossierForm, after: DossierForm) => ({
  contact: contactsOf(before) !== contactsOf(after),
  child: childrenOf(before) !== childrenOf(after),
});

/** The dates of the children of a draft, one of which its link asks for. */
const datesOf = ({ children }: DossierForm): Day[] =>
  children.flatMap(({ birthDate, dueDate }) => [birthDate, dueDate]).filter((date) => date !== null);

export type DraftOpening =
  | { readonly ok: true; readonly draftId: Id; readonly secret: string }
  /** `wrong`: a date that is no child's, and how many may still be tried. `ended`: the link opens nothing any more. */
  | { readonly ok: false; readonly why: 'wrong' | 'ended'; readonly left: number };

/**
 * Links to a draft. Somebody could begin a draft, send its link to a family, let the family fill it in, and read what
 * it wrote. A link therefore opens only once, by a button on a page that says where the link was sent, and with the
 * date of a child once there is one. Once the family types a contact or a child, earlier sessions end, and with a
 * contact earlier links too.
 */
@Injectable()
export class DraftLinks implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly machine: MachineClock,
    private readonly config: Config,
    private readonly access: FamilyAccess,
    private readonly outbox: Outbox,
    private readonly texts: MessageTexts,
    private readonly attempts: Attempts,
    private readonly messageLinks: MessageLinks,
    private readonly territory: Territory,
  ) {}

  onModuleInit(): void {
    this.messageLinks.makers.join('draft', 'dossier makes a link that opens the draft', {
      make: (tx, messages) => this.makeLinks(tx, messages),
      takeBack: (tx, linkId) => this.access.takeBack(tx, linkId),
    });
  }

  /**
   * Makes the links of messages at their hand-over. A link to an address that the draft no longer has opens nothing.
   */
  private async makeLinks(tx: Tx, messages: Parameters<LinkMaker['make']>[1]): Promise<MadeLink[]> {
    const drafts = new Map(
      (await tx.find(Draft, { where: { id: In(messages.map(({ id }) => id)) } })).map((draft) => [draft.id, draft]),
    );
    return this.access.giveLinks(
      tx,
      messages.map(({ message: { channel, recipient }, id }) => ({
        draftId: id,
        channel: channel === 'sms' ? 'sms' : 'email',
        sentTo: maskedWay({ channel, recipient }),
        voided: !drafts.get(id)?.form.adults.some(({ email, phone }) => email === recipient || phone === recipient),
      })),
    );
  }

  /** @returns null when there is no such link, or its draft was deleted */
  async readLink(secret: string): Promise<SeenLink | null> {
    const link = await this.reader.findOne(AccessLink, { secretHash: hashSecret(secret) });
    const draft = link?.draftId ? await this.reader.findOne(Draft, { id: link.draftId }) : null;
    if (!link || !draft) return null;
    const sessions = await this.reader.find(FamilySession, { where: { draftId: draft.id } });
    const others = sessions.filter(({ expiresAt }) => expiresAt > this.machine.now()).length;
    const isLocked =
      failuresOf(await this.reader.find(AccessLink, { where: { draftId: draft.id } })) >= TRIES_PER_DRAFT;
    const state = draft.dossierId !== null ? 'sent' : link.voidedAt === null && !isLocked ? 'open' : 'ended';
    return {
      draftId: draft.id,
      channel: link.channel,
      sentTo: link.sentTo,
      createdAt: link.createdAt,
      state,
      others,
      renewable: !isLocked && this.sameWay(link, draft),
      asksDate: datesOf(draft.form).length > 0,
    };
  }

  private sameWay({ channel, sentTo }: AccessLink, { form }: Draft): boolean {
    const way = this.wayOf(form);
    return way?.channel === channel && maskedWay(way) === sentTo;
  }

  /** Where the link of a draft goes: to whoever fills it in, and to another only where both live at one address. */
  private wayOf(form: DossierForm): ContactWay | null {
    const [filer, ...others] = form.adults;
    const asked = [filer ? [filer] : [], ...(liveApart(form) ? [] : [others])];
    return asked.map((adults) => this.addressOf(adults)).find(Boolean) ?? null;
  }

  private addressOf(adults: readonly AdultForm[]): ContactWay | null {
    const ways = contactWays(adults, () => null).filter(({ channel }) => this.outbox.carries(channel));
    return ADDRESSES.map((wanted) => ways.find(({ channel }) => channel === wanted)).find(Boolean) ?? null;
  }

  /**
   * Opens the draft, once.
   * @param date of a child, where the link asks for it
   * @param alone whether to close the draft in every other browser
   * @returns the session's secret for the cookie
   */
  async openDraft(secret: string, date: Day | null, alone: boolean): Promise<DraftOpening> {
    const ended: DraftOpening = { ok: false, why: 'ended', left: 0 };
    return this.unitOfWork.run(async (tx) => {
      const draftId = (await tx.findOne(AccessLink, { secretHash: hashSecret(secret) }))?.draftId;
      // The draft is locked, because sending it closes the sessions that exist at that moment. A session opened just
      // after would stay open.
      const draft = draftId ? await tx.lock(Draft, { id: draftId }) : null;
      if (!draft || draft.dossierId !== null) return ended;
      const left = await this.triesLeft(tx, draft, secret, date);
      if (left !== null) return { ok: false, why: left > 0 ? 'wrong' : 'ended', left };
      const now = this.clock.now();
      if (
        (await tx.update(
          AccessLink,
          { secretHash: hashSecret(secret), voidedAt: IsNull() },
          { usedAt: now, voidedAt: now },
        )) === 0
      )
        return ended;
      if (alone) await tx.delete(FamilySession, { draftId: draft.id });
      const link = (await tx.findOne(AccessLink, { secretHash: hashSecret(secret) }))!;
      return {
        ok: true,
        draftId: draft.id,
        secret: await this.access.openSession(tx, { dossierId: null, draftId: draft.id, linkId: link.id }),
      };
    });
  }

  /**
   * A wrong date counts for every link of the draft, because whoever may have another link sent could go on trying.
   * @returns how many tries are left after a wrong date; null when the date opens the draft, or none is asked for
   */
  private async triesLeft(tx: Tx, { id, form }: Draft, secret: string, date: Day | null): Promise<number | null> {
    const dates = datesOf(form);
    if (dates.length === 0) return null;
    const links = await tx.find(AccessLink, { where: { draftId: id } });
    const failed = failuresOf(links);
    if (failed >= TRIES_PER_DRAFT) return 0;
    if (date !== null && dates.includes(date)) return null;
    const link = links.find(({ secretHash }) => secretHash === hashSecret(secret))!;
    await tx.update(AccessLink, { id: link.id }, { failures: link.failures + 1 });
    const left = TRIES_PER_DRAFT - failed - 1;
    if (left === 0) await this.endLinks(tx, id);
    return left;
  }

  private async endLinks(tx: Tx, draftId: Id): Promise<void> {
    await tx.update(AccessLink, { draftId, voidedAt: IsNull() }, { voidedAt: this.clock.now() });
  }

  /**
   * Called when a page was saved on which a contact or a child was typed. What opened the draft before may belong to
   * another person, so it ends. The browser in which it was typed stays, under another cookie: somebody may have had the
   * old one first.
   * @param browser the secret of its session, and where it is
   * @returns the cookie; null when nothing of that was typed
   */
  async keepToTyper(
    tx: Tx,
    draftId: Id,
    change: { readonly before: DossierForm; readonly after: DossierForm },
    { secret, network }: { readonly secret: string; readonly network: string },
  ): Promise<string | null> {
    const { contact, child } = changesBetween(change.before, change.after);
    if (!contact && !child) return null;
    if (contact) await this.endLinks(tx, draftId);
    for (const { id, tokenHash } of await tx.find(FamilySession, { where: { draftId } }))
      if (tokenHash !== hashSecret(secret)) await tx.delete(FamilySession, { id });
    return this.access.turnSession(tx, secret, network);
  }

  /**
   * Makes a link to go on later, for whoever has the draft open. It is sent to the address in the draft, or shown on the
   * page when there is none. Earlier links may have ended by wrong dates: this one has its own tries.
   */
  async giveLink(words: Translator, draft: Draft): Promise<ResumeLink> {
    await this.unitOfWork.run(async (tx) => {
      const links = await tx.find(AccessLink, { where: { draftId: draft.id } });
      if (failuresOf(links) >= TRIES_PER_DRAFT) await tx.update(AccessLink, { draftId: draft.id }, { failures: 0 });
    });
    return this.sendLink(words, draft);
  }

  private async sendLink(words: Translator, { id: draftId, form }: Draft): Promise<ResumeLink> {
    const way = this.wayOf(form);
    return this.unitOfWork.run(async (tx): Promise<ResumeLink> => {
      if (way === null)
        return { way: 'screen', link: this.linkTo(await this.access.giveLink(tx, { draftId }, 'screen')) };
      const limit = { max: this.config.MESSAGES_AN_HOUR, withinMinutes: 60 };
      const retryAt = await this.attempts.reserveAll(tx, [
        { key: `resume-mail:draft:${draftId}`, limit },
        { key: `resume-mail:address:${way.recipient.toLowerCase()}`, limit },
      ]);
      if (retryAt !== null)
        return {
          way: 'before',
          ...(await this.lastSent(tx, draftId, way)),
          minutes: this.attempts.minutesUntil(retryAt),
        };
      const { name: desk, phone } = this.territory.deskOf(form.adults[0]?.communeCode ?? null);
      const link = this.linkTo(SECRET_MARK);
      const text = this.texts.write(RESUME_LINK, words, { link, months: KEPT.draftMonths });
      await this.outbox.writeMessage(tx, {
        kind: RESUME_LINK.code,
        dossierId: null,
        ...way,
        language: words.lang,
        opens: `draft:${draftId}`,
        ...text,
        body: [text.body, words.t('familyMessage.question', { desk, phone: phoneWords(phone) })].join('\n\n'),
      });
      return { way: 'sent', to: way.channel === 'sms' ? phoneWords(way.recipient) : way.recipient };
    });
  }

  /**
   * Sends a link for the holder of one that has ended. The new one goes to the same address, if the draft still has
   * it.
   * @returns null when it does not
   */
  async renewLink(words: Translator, secret: string): Promise<ResumeLink | null> {
    const seen = await this.readLink(secret);
    const draft =
      seen?.state === 'ended' && seen.renewable ? await this.reader.findOne(Draft, { id: seen.draftId }) : null;
    return draft && this.sendLink(words, draft);
  }

  /** The latest link of the draft that was sent. */
  private async lastSent(tx: Tx, draftId: Id, way: ContactWay): Promise<{ to: string; at: Instant | null }> {
    const [last] = await tx.find(AccessLink, {
      where: { draftId, channel: way.channel === 'sms' ? 'sms' : 'email' },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: 1,
    });
    return { to: last?.sentTo ?? maskedWay(way)!, at: last?.createdAt ?? null };
  }

  private linkTo(secret: string): string {
    return `${this.config.BASE_URL}/dossier/reprendre/${secret}`;
  }
}
