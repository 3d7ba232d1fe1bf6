import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Config } from '../../config/index.js';
import { groupedBy } from '../../kernel/grouped-by.js';
import type { Id } from '../../kernel/ids.js';
import { FIRST_LANGUAGE, type Language } from '../../kernel/language.js';
import type { Reference } from '../../kernel/reference.js';
import type { Reader, Tx } from '../../platform/database/index.js';
import { Catalogue, type MessageArgs, type Translator } from '../../platform/i18n/index.js';
import {
  HourlySpread,
  Outbox,
  SECRET_MARK,
  withoutSecret,
  smsText,
  type Message,
  type MessageWords,
  type NewMessage,
} from '../../platform/outbox/index.js';
import { Territory } from '../../territory/index.js';
import { brokenWays, contactWays, wayKey, type ContactWay } from '../domain/contact-ways.js';
import type { AdultForm } from '../domain/dossier-form.js';
import { Adult, Dossier } from '../persistence/dossier.entities.js';
import { NextActs } from '../lifecycle/next-acts.js';

/**
 * The page that a link leads to after the date, when it is not the dossier: the open offer, the question whether a
 * place is still needed, or whether a child is born.
 */
export type Towards = 'offre' | 'confirmer' | 'naissance';

export interface Letter {
  readonly dossierId: Id;
  readonly kind: string;
  readonly args?: (words: Translator) => MessageArgs;
  readonly about?: Reference;
  readonly towards?: Towards;
}

/** No way to write is known. Somebody has to find out how to reach the family. */
const NOBODY: ContactWay = { channel: 'phone', recipient: '' };

/**
 * Writes to a family by the channel it prefers. The words come from the catalogue (`mail.<kind>`, and `sms.<kind>` in
 * the length of a text message), with a link to the dossier that is made when the message is handed over. A message
 * that no channel can carry becomes an act of the desk, which tells the family.
 */
@Injectable()
export class FamilyMessages implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly catalogue: Catalogue,
    private readonly outbox: Outbox,
    private readonly acts: NextActs,
    private readonly territory: Territory,
    private readonly spread: HourlySpread,
  ) {}

  onModuleInit(): void {
    this.spread.limit('receipt', this.config.RECEIPTS_AN_HOUR);
  }

  /**
   * @param args in the family's language, fill the sentences of `mail.<kind>.subject`, `mail.<kind>.body` and
   * `sms.<kind>`, beside `number` and `link`
   * @param towards the page that the link opens once the date was typed; the dossier when absent
   */
  async writeMessage(
    tx: Tx,
    dossierId: Id,
    kind: string,
    args?: Letter['args'],
    about?: Reference,
    towards?: Towards,
  ): Promise<void> {
    await this.writeAll(tx, [{ dossierId, kind, args, about, towards }]);
  }

  /** {@link writeMessage} for many families at once, in a few statements. */
  async writeAll(tx: Tx, letters: readonly Letter[]): Promise<void> {
    const ids = [...new Set(letters.map(({ dossierId }) => dossierId))];
    const dossiers = new Map(
      (await tx.find(Dossier, { where: { id: In(ids) } })).map((dossier) => [dossier.id, dossier]),
    );
    const ways = await this.waysToAll(tx, ids);
    const toWrite = letters.filter(({ dossierId }) => dossiers.has(dossierId));
    const messages = toWrite.map((letter): NewMessage => {
      const dossier = dossiers.get(letter.dossierId)!;
      return this.messageOf(letter, dossier, ways.get(dossier.id)![0] ?? NOBODY);
    });
    await this.outbox.writeAll(tx, messages);
    for (const { channel, dossierId } of messages) if (channel === 'phone') await this.acts.askToReach(tx, dossierId!);
  }

  private messageOf(
    { kind, args, about, towards }: Letter,
    { id, number, deskId, language }: Dossier,
    way: ContactWay,
  ): NewMessage {
    const words = this.catalogue.translator(language);
    const values = { ...args?.(words), number, link: this.linkTo(language, towards) };
    return {
      kind,
      dossierId: id,
      deskId,
      language,
      opens: `dossier:${id}`,
      ...way,
      subject: words.t(`mail.${kind}.subject`, values),
      body: words.t(`mail.${kind}.body`, values),
      shortText: smsText(words.t(`sms.${kind}`, values)),
      ...(about ? { about } : {}),
    };
  }

  /** The address of the link. It opens in the language of the letter on any device. Its secret is made at hand-over. */
  private linkTo(language: Language, towards?: Towards): string {
    const query = new URLSearchParams({
      ...(towards ? { vers: towards } : {}),
      ...(language === FIRST_LANGUAGE ? {} : { langue: language }),
    }).toString();
    return `${this.config.BASE_URL}/suivre/${SECRET_MARK}${query ? `?${query}` : ''}`;
  }

  /** Whether the family can be reached in writing. Otherwise somebody has to call it. */
  reachableInWriting(adults: readonly AdultForm[]): boolean {
    const [best] = this.carried(adults);
    return best !== undefined && best.channel !== 'phone';
  }

  private carried(adults: readonly AdultForm[]): ContactWay[] {
    return contactWays(adults, (code) => this.territory.commune(code)?.name ?? null).filter(({ channel }) =>
      this.outbox.carries(channel),
    );
  }

  /** Whether a message to the family would now be written rather than said on the telephone. */
  async isWritable(from: Reader | Tx, dossierId: Id): Promise<boolean> {
    const [way] = await this.waysTo(from, dossierId);
    return way !== undefined && way.channel !== 'phone';
  }

  /** Whether anything was ever written to the family, or is about to be said to it. */
  async wasWrittenTo(from: Reader | Tx, dossierId: Id): Promise<boolean> {
    return ((await this.outbox.sentTo(from, [dossierId])).get(dossierId) ?? []).length > 0;
  }

  /** By which channel each of these families would be written to now. */
  async channelsTo(from: Reader | Tx, dossierIds: readonly Id[]): Promise<Map<Id, ContactWay['channel']>> {
    const ways = await this.waysToAll(from, dossierIds);
    return new Map(dossierIds.map((id) => [id, (ways.get(id)![0] ?? NOBODY).channel]));
  }

  /** What a message to a family would say now. Nothing is written, and its link opens nothing. */
  async previewMessage(from: Reader | Tx, letter: Letter): Promise<MessageWords> {
    const dossier = (await from.findOne(Dossier, { id: letter.dossierId }))!;
    const { subject, body } = this.messageOf(letter, dossier, NOBODY);
    return { subject, body: withoutSecret(body) };
  }

  /** Every way to reach the family, best first, including those that proved broken. */
  async everyWay(from: Reader | Tx, dossierId: Id): Promise<ContactWay[]> {
    const adults = await from.find(Adult, { where: { dossierId }, order: { rank: 'ASC' } });
    return this.carried(adults.map(({ details }) => details));
  }

  /** The ways to reach the family now, best first, without those that proved broken. */
  private async waysTo(from: Reader | Tx, dossierId: Id): Promise<ContactWay[]> {
    return (await this.waysToAll(from, [dossierId])).get(dossierId)!;
  }

  /** {@link waysTo} for each of these families. */
  private async waysToAll(from: Reader | Tx, dossierIds: readonly Id[]): Promise<Map<Id, ContactWay[]>> {
    const adults = groupedBy(
      await from.find(Adult, { where: { dossierId: In([...dossierIds]) }, order: { rank: 'ASC' } }),
      ({ dossierId }) => dossierId,
    );
    const sent = await this.outbox.sentTo(from, dossierIds);
    return new Map(
      dossierIds.map((id) => {
        const broken = brokenWays(sent.get(id) ?? []);
        return [
          id,
          this.carried((adults.get(id) ?? []).map(({ details }) => details)).filter((way) => !broken.has(wayKey(way))),
        ];
      }),
    );
  }

  /** Writes a message again with other facts and a link to the same page. @returns null when the message has no link */
  async rewordLetter(
    from: Reader | Tx,
    { kind, dossierId, language, body }: Message,
    args: (words: Translator) => MessageArgs,
  ): Promise<MessageWords | null> {
    const dossier = dossierId ? await from.findOne(Dossier, { id: dossierId }) : null;
    const link = body.split(/\s/).find((word) => word.startsWith(`${this.config.BASE_URL}/suivre/`));
    if (!dossier || !link) return null;
    const words = this.catalogue.translator(language);
    const values = { ...args(words), number: dossier.number, link };
    return { subject: words.t(`mail.${kind}.subject`, values), body: words.t(`mail.${kind}.body`, values) };
  }

  /** Sends the same words by the next way that has not failed. */
  async fallBack(tx: Tx, message: Message): Promise<void> {
    if (message.dossierId === null || message.nextId !== null) return;
    const [next] = await this.waysTo(tx, message.dossierId);
    if (next) await this.outbox.writeAgain(tx, message, next);
  }
}
