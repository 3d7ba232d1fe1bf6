import { Injectable } from '@nestjs/common';
import { Config } from '../config/index.js';
import type { Id } from '../kernel/ids.js';
import { FIRST_LANGUAGE, type Language } from '../kernel/language.js';
import type { Reader, Tx } from '../platform/database/index.js';
import { Catalogue, type MessageArgs, type Translator } from '../platform/i18n/index.js';
import { Outbox, smsText, type Message } from '../platform/outbox/index.js';
import { brokenWays, contactWays, wayKey, type ContactWay } from './domain/contact-ways.js';
import type { AdultForm } from './domain/dossier-form.js';
import { FamilyAccess } from './family-access.js';
import { Adult, Dossier } from './persistence/dossier.entities.js';
import { RequestMoves } from './request-moves.js';

/** The page that a link leads to after the date, when it is not the dossier: the open offer, or the question whether a place is still needed. */
export type Towards = 'offre' | 'confirmer';

/**
 * Writes to a family by the channel it prefers, from the catalogue (`mail.<kind>`, and `sms.<kind>` in a text message's length), with a
 * fresh link to its dossier. What no channel carries is for the desk to say: an act of it.
 */
@Injectable()
export class FamilyMessages {
  constructor(
    private readonly config: Config,
    private readonly catalogue: Catalogue,
    private readonly outbox: Outbox,
    private readonly access: FamilyAccess,
    private readonly moves: RequestMoves,
  ) {}

  /**
   * @param args fill the sentences of `mail.<kind>.subject`, `mail.<kind>.body` and `sms.<kind>`, beside `number` and `link`: said in the family's words
   * @param towards the page that the link leads to after the date; the dossier unless said
   */
  async write(tx: Tx, dossierId: Id, kind: string, args: (words: Translator) => MessageArgs = () => ({}), about?: string, towards?: Towards): Promise<void> {
    const dossier = await tx.findOne(Dossier, { id: dossierId });
    if (!dossier) return;
    const way = (await this.waysTo(tx, dossierId))[0] ?? { channel: 'phone' as const, recipient: '' };
    const { deskId, language } = dossier;
    const words = this.catalogue.translator(language);
    const values = { ...args(words), number: dossier.number, link: this.linkTo(await this.access.giveLink(tx, { dossierId }), language, towards) };
    await this.outbox.write(tx, {
      kind, dossierId, deskId, language, ...way, subject: words.t(`mail.${kind}.subject`, values), body: words.t(`mail.${kind}.body`, values),
      shortText: smsText(words.t(`sms.${kind}`, values)), ...(about ? { about } : {}),
    });
    if (way.channel === 'phone') await this.moves.askToReach(tx, dossierId);
  }

  /** Opens in the language of the letter, on whatever device it is read. */
  private linkTo(secret: string, language: Language, towards?: Towards): string {
    const query = new URLSearchParams({ ...(towards ? { vers: towards } : {}), ...(language === FIRST_LANGUAGE ? {} : { langue: language }) }).toString();
    return `${this.config.BASE_URL}/suivre/${secret}${query ? `?${query}` : ''}`;
  }

  /** Whether the family can be written to; otherwise it has to be rung. */
  reachableInWriting(adults: readonly AdultForm[]): boolean {
    const [best] = this.carried(adults);
    return best !== undefined && best.channel !== 'phone';
  }

  private carried(adults: readonly AdultForm[]): ContactWay[] {
    return contactWays(adults).filter(({ channel }) => this.outbox.carries(channel));
  }

  /** Whether a message would leave now, without anybody's hands or voice but the post's. */
  async writable(from: Reader | Tx, dossierId: Id): Promise<boolean> {
    const [way] = await this.waysTo(from, dossierId);
    return way !== undefined && way.channel !== 'phone';
  }

  /** Every way there is, best first, broken or not. */
  async everyWay(from: Reader | Tx, dossierId: Id): Promise<ContactWay[]> {
    const adults = await from.find(Adult, { where: { dossierId }, order: { rank: 'ASC' } });
    return this.carried(adults.map(({ details }) => details));
  }

  /** Ways to reach the family now, best first; those that proved broken are left out. */
  async waysTo(from: Reader | Tx, dossierId: Id): Promise<ContactWay[]> {
    const broken = brokenWays(await this.outbox.ofDossier(from, dossierId));
    return (await this.everyWay(from, dossierId)).filter((way) => !broken.has(wayKey(way)));
  }

  /** The same words by the next way that has not failed. */
  async fallBack(tx: Tx, message: Message): Promise<void> {
    if (message.dossierId === null || message.nextId !== null) return;
    const [next] = await this.waysTo(tx, message.dossierId);
    if (next) await this.outbox.writeAgain(tx, message, next);
  }
}
