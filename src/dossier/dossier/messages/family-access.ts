import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { IsNull } from 'typeorm';
import { Clock, MachineClock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { addHours, addMinutes, type Day } from '../../../foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import { MessageLinks, type LinkMaker, type MadeLink } from '../../../foundation/platform/outbox/index.js';
import {
  Authenticators,
  coarseNetwork,
  hashSecret,
  idOfSecret,
  networkOf,
  newCode,
  newSecret,
  type Actor,
  type Authenticator,
  type SessionEnd,
} from '../../../foundation/platform/security/index.js';
import { maskedWay } from '../domain/masked-way.js';
import { FamilyLinks, type LinkState } from './family-links.js';
import { FamilyMessages } from './family-messages.js';
import {
  AccessLink,
  ChildRequest,
  Dossier,
  Draft,
  FamilySession,
  type LinkChannel,
} from '../persistence/dossier.entities.js';

export const FAMILY_COOKIE = 'marelle-famille';
const FOLLOW_HOURS = 2;
/** However often a family stays. */
const MOST_FOLLOW_HOURS = 10;
/** How long it is known of an ended session whose it was: what the family sends meanwhile is kept (decision 0139). */
export const ENDED_KNOWN_HOURS = 24;
/** A draft stays open on the parent's own phone for as long as drafts are kept. */
const DRAFT_HOURS = 24 * 90;
/** The fifth wrong date, on whichever links, voids all links of a dossier (domain.md §11). */
export const TRIES_PER_DOSSIER = 5;

/** How long the cookie of before still opens a draft from the same network: the answer with the new one may be lost. */
const TURN_MINUTES = 10;
/** Stands between the part of the cookie that stays and the part that is renewed. */
const TURN_SIGN = '~';

/** The parts of a cookie of {@link FAMILY_COOKIE}. Only the first one names the session. */
function readCookie(request: Pick<FastifyRequest, 'cookies'>): { readonly secret: string; readonly turn: string } {
  const [secret = '', turn = ''] = (request.cookies[FAMILY_COOKIE] ?? '').split(TURN_SIGN);
  return { secret, turn };
}

/** The secret of the family's session in this browser; null when it holds none. */
export const familySecretOf = (request: Pick<FastifyRequest, 'cookies'>): string | null =>
  readCookie(request).secret || null;

/** The form of a key whose draft has no row in the database yet. */
const NEW_DRAFT = /^nouveau\.[\w-]{43}$/;
const draftOf = (secret: string): Id => idOfSecret('draft', secret);

const endOf = ({ createdAt, expiresAt }: FamilySession): SessionEnd => {
  const atMost = addHours(createdAt, MOST_FOLLOW_HOURS);
  return { at: expiresAt, atMost: atMost > expiresAt ? atMost : expiresAt };
};

export type LinkTarget = { readonly dossierId: Id } | { readonly draftId: Id };

interface Opened {
  readonly dossierId: Id | null;
  readonly draftId: Id | null;
  readonly linkId?: Id;
  /** The adult who follows the dossier. */
  readonly adult?: number | null;
}

export type DossierOpening =
  | { readonly ok: true; readonly secret: string; readonly dossierId: Id }
  /** `voided`: this date was one too many, and every link of the dossier has just been closed. */
  | { readonly ok: false; readonly voided: boolean };

/** A parent's access: a secret link plus the birth or due date of any child; no account. */
@Injectable()
export class FamilyAccess implements Authenticator, OnModuleInit {
  readonly cookie = FAMILY_COOKIE;

  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly machine: MachineClock,
    private readonly authenticators: Authenticators,
    private readonly messageLinks: MessageLinks,
    private readonly links: FamilyLinks,
    private readonly messages: FamilyMessages,
  ) {}

  onModuleInit(): void {
    this.authenticators.known.join('dossier knows a family by its link or its session', this);
    // Links of messages are made as each message is handed over.
    this.messageLinks.makers.join('dossier', 'dossier makes a link that opens it', {
      make: (tx, messages) => this.makeLinks(tx, messages),
      takeBack: (tx, linkId) => this.takeBack(tx, linkId),
    });
  }

  async authenticate(request: FastifyRequest): Promise<Actor | null> {
    const { secret, turn } = readCookie(request);
    if (!secret) return null;
    const tokenHash = hashSecret(secret);
    let session = await this.reader.findOne(FamilySession, { tokenHash });
    if (session === null && NEW_DRAFT.test(secret)) {
      const draftId = draftOf(secret);
      // A draft and its session are written together. When the draft exists, a missing session has ended and stays so.
      // The session is read again, because the first answer may have been written since the first look.
      if (await this.reader.findOne(Draft, { id: draftId }))
        session = await this.reader.findOne(FamilySession, { tokenHash });
      else return { kind: 'family', dossierId: null, draftId, unwritten: { tokenHash, network: networkOf(request) } };
    }
    if (!session || session.expiresAt <= this.machine.now() || !this.isTurn(session, turn, request)) return null;
    return {
      kind: 'family',
      dossierId: session.dossierId,
      draftId: session.draftId,
      linkId: session.linkId,
      adult: session.adult,
      sessionId: session.id,
      ...(session.dossierId === null ? {} : { sessionEnd: endOf(session) }),
    };
  }

  private isTurn({ turnHash, turnedAt, turnedIn }: FamilySession, turn: string, request: FastifyRequest): boolean {
    if (turnHash === null || turnHash === hashSecret(turn)) return true;
    const isRecent = turnedAt !== null && addMinutes(turnedAt, TURN_MINUTES) > this.machine.now();
    return isRecent && turnedIn === coarseNetwork(networkOf(request));
  }

  /**
   * Renews the second part of a cookie, without which the first one opens nothing any more. Forms that are open stay
   * valid, because they are bound to the first part.
   * @param network where the browser is
   * @returns the whole cookie
   */
  async turnSession(tx: Tx, secret: string, network: string): Promise<string> {
    const turn = newSecret();
    const turned = { turnHash: hashSecret(turn), turnedAt: this.machine.now(), turnedIn: coarseNetwork(network) };
    await tx.update(FamilySession, { tokenHash: hashSecret(secret) }, turned);
    return `${secret}${TURN_SIGN}${turn}`;
  }

  async findEnded(request: FastifyRequest): Promise<string | null> {
    const { secret } = readCookie(request);
    const session = secret ? await this.reader.findOne(FamilySession, { tokenHash: hashSecret(secret) }) : null;
    const now = this.machine.now();
    if (!session?.dossierId || session.expiresAt > now || addHours(session.expiresAt, ENDED_KNOWN_HOURS) <= now)
      return null;
    return `family:${session.dossierId}`;
  }

  /**
   * Lets a family go on in its session, which then ends {@link FOLLOW_HOURS} from now, and never later than at most.
   * @returns null when it has ended already, or the link that opened it is closed
   */
  async prolongSession(sessionId: Id): Promise<SessionEnd | null> {
    return this.unitOfWork.run(async (tx) => {
      const session = await tx.lock(FamilySession, { id: sessionId });
      if (!session?.dossierId || session.expiresAt <= this.machine.now()) return null;
      const link = session.linkId === null ? null : await tx.findOne(AccessLink, { id: session.linkId });
      if (link?.voidedAt) return null;
      const { at, atMost } = endOf(session);
      const wanted = addHours(this.machine.now(), FOLLOW_HOURS);
      const expiresAt = [at, wanted < atMost ? wanted : atMost].sort().at(-1)!;
      await tx.update(FamilySession, { id: sessionId }, { expiresAt });
      return { at: expiresAt, atMost };
    });
  }

  /**
   * A key for a new draft. The id of the draft is computed from the key, so nothing is written, however many times the
   * button is pressed.
   */
  newDraft(): { readonly draftId: Id; readonly secret: string } {
    const secret = `nouveau.${newSecret()}`;
    return { draftId: draftOf(secret), secret };
  }

  /**
   * Makes a new link. Earlier links to the same thing stay valid. @returns its secret, to be given to the family and
   * never stored
   */
  async giveLink(
    tx: Tx,
    target: LinkTarget,
    channel: LinkChannel = 'counter',
    adult: number | null = null,
  ): Promise<string> {
    const [link] = await this.giveLinks(tx, [{ ...target, channel, sentTo: null, adult }]);
    return link!.secret;
  }

  /** The links of messages, each for the one adult whom its message reaches. */
  private async makeLinks(tx: Tx, messages: Parameters<LinkMaker['make']>[1]): Promise<MadeLink[]> {
    const owners = await this.messages.adultsReached(
      tx,
      messages.map(({ message, id }) => ({ dossierId: id, way: message })),
    );
    return this.giveLinks(
      tx,
      messages.map(({ message: { channel, recipient }, id }, index) => ({
        dossierId: id,
        channel: channel === 'phone' ? 'counter' : channel,
        sentTo: maskedWay({ channel, recipient }),
        adult: owners[index]!,
      })),
    );
  }

  /**
   * {@link giveLink} for many at once, in their order. On paper, the secret is a code.
   * @param links with `voided`, the link opens nothing from the start; with `adult`, it is that adult's
   */
  async giveLinks(
    tx: Tx,
    links: readonly (LinkTarget &
      Pick<AccessLink, 'channel' | 'sentTo'> & { readonly voided?: boolean; readonly adult?: number | null })[],
  ): Promise<MadeLink[]> {
    const createdAt = this.clock.now();
    const made = links.map(({ channel }): MadeLink => ({
      id: newId(),
      secret: channel === 'letter' ? newCode() : newSecret(),
    }));
    await tx.insert(
      AccessLink,
      links.map((link, index) => ({
        id: made[index]!.id,
        secretHash: hashSecret(made[index]!.secret),
        dossierId: 'dossierId' in link ? link.dossierId : null,
        draftId: 'draftId' in link ? link.draftId : null,
        failures: 0,
        voidedAt: link.voided ? createdAt : null,
        createdAt,
        channel: link.channel,
        sentTo: link.sentTo,
        adult: link.adult ?? null,
        usedAt: null,
      })),
    );
    return made;
  }

  /** Deletes a link that was given to nobody. */
  async takeBack(tx: Tx, linkId: Id): Promise<void> {
    await tx.delete(AccessLink, { id: linkId });
  }

  /**
   * Closes a draft that was sent: its links are void and all its sessions end. Only the sender's own session stays,
   * for two hours at most, to show the receipt: pressing the button twice must not lose it.
   */
  async closeDraft(tx: Tx, draftId: Id, ownSecret: string | null): Promise<void> {
    await tx.update(AccessLink, { draftId, voidedAt: IsNull() }, { voidedAt: this.clock.now() });
    const expiresAt = addHours(this.machine.now(), FOLLOW_HOURS);
    const own = ownSecret === null ? null : hashSecret(ownSecret);
    for (const session of await tx.find(FamilySession, { where: { draftId } })) {
      if (session.tokenHash === own) await tx.update(FamilySession, { id: session.id }, { expiresAt });
      else await tx.delete(FamilySession, { id: session.id });
    }
  }

  /** How many days a link lives after it last opened the dossier. */
  get linkDays(): number {
    return this.links.days;
  }

  /** What became of a link to a dossier. */
  async readLink(linkSecret: string): Promise<LinkState> {
    return this.links.readState(await this.linkOf(linkSecret), TRIES_PER_DOSSIER);
  }

  /** See {@link FamilyLinks.sendAnother}. */
  async sendAnother(linkSecret: string, network: string): Promise<void> {
    await this.links.sendAnother(await this.linkOf(linkSecret), network);
  }

  private linkOf(linkSecret: string): Promise<AccessLink | null> {
    return this.reader.findOne(AccessLink, { secretHash: hashSecret(linkSecret) });
  }

  /**
   * Opens the dossier behind a link for a person who knows the date of a child. @returns the session's secret for the
   * cookie
   */
  async openDossier(linkSecret: string, date: Day): Promise<DossierOpening> {
    return this.unitOfWork.run(async (tx) => {
      const dossierId = (await tx.findOne(AccessLink, { secretHash: hashSecret(linkSecret) }))?.dossierId;
      if (!dossierId || !(await tx.lock(Dossier, { id: dossierId }))) return { ok: false, voided: false };
      const link = await tx.findOne(AccessLink, { secretHash: hashSecret(linkSecret) });
      if (!link || link.dossierId !== dossierId || !this.links.isLive(link)) return { ok: false, voided: false };
      const children = await tx.find(ChildRequest, { where: { dossierId } });
      const known = children.some((child) => child.birthDate === date || child.dueDate === date);
      if (!known) return { ok: false, voided: await this.links.recordFailure(tx, dossierId, link, TRIES_PER_DOSSIER) };
      await tx.update(AccessLink, { id: link.id }, { usedAt: this.clock.now() });
      return {
        ok: true,
        dossierId,
        secret: await this.openSession(tx, { dossierId, draftId: null, linkId: link.id, adult: link.adult }),
      };
    });
  }

  /** @returns the session's secret for the cookie */
  async openSession(tx: Tx, opened: Opened): Promise<string> {
    const secret = newSecret();
    await this.addSession(tx, hashSecret(secret), opened);
    return secret;
  }

  /** {@link openSession} with a key that the browser already has. From now on this session can end like any other. */
  async addSession(tx: Tx, tokenHash: string, opened: Opened): Promise<void> {
    const now = this.machine.now();
    await tx.insert(FamilySession, {
      id: newId(),
      tokenHash,
      linkId: null,
      adult: null,
      ...opened,
      createdAt: now,
      expiresAt: addHours(now, opened.dossierId ? FOLLOW_HOURS : DRAFT_HOURS),
      turnHash: null,
      turnedAt: null,
      turnedIn: null,
    });
  }

  async closeSession(secret: string): Promise<void> {
    await this.unitOfWork.run((tx) => tx.delete(FamilySession, { tokenHash: hashSecret(secret) }));
  }
}
