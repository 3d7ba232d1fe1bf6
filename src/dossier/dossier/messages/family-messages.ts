import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Config } from '../../../foundation/config/index.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { FIRST_LANGUAGE, type Language } from '../../../foundation/kernel/language.js';
import { obtained } from '../../../foundation/kernel/obtained.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import type { Reference } from '../../../foundation/kernel/reference.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { Catalogue, type MessageArgs, type Translator } from '../../../foundation/platform/i18n/index.js';
import {
  HourlySpread,
  MessageKinds,
  MessageTexts,
  Outbox,
  SECRET_MARK,
  withoutSecret,
  type ArgsOf,
  type Message,
  type MessageKind,
  type MessageWords,
  type NewMessage,
  type WrittenText,
} from '../../../foundation/platform/outbox/index.js';
import { Slices } from '../../../foundation/platform/threads/index.js';
import { Territory } from '../../../territory/territory/index.js';
import {
  addresseesOf,
  adultReached,
  brokenWays,
  contactWays,
  wayKey,
  type Addressee,
  type ContactWay,
} from '../domain/contact-ways.js';
import type { AdultForm } from '../domain/dossier-form.js';
import { liveApart } from '../domain/homes.js';
import { Adult, ChildRequest, Dossier } from '../persistence/dossier.entities.js';
import { NextActs } from '../lifecycle/next-acts.js';
import { findDossier } from '../lifecycle/read-requests.js';
import { childWords } from './child-words.js';

/**
 * The page that a link leads to after the date, when it is not the dossier: an offer, the question whether a
 * place is still needed, whether a child is born, a place during a sudden closure, a shorter week, whether a place that
 * is free later would suit, or the hours at which it can be received.
 */
export type Towards =
  | `offre-${string}`
  | 'confirmer'
  | 'naissance'
  | 'accueil-temporaire'
  | 'semaine-plus-courte'
  | 'place-plus-tard'
  | 'rendez-vous';

/** @param nameOf the name of the child of one of the family's requests */
type LetterWords<Args> = (words: Translator, nameOf: (requestId: Id) => string) => Args;

export interface Letter {
  readonly dossierId: Id;
  readonly kind: MessageKind;
  /** The requests of the children that the message is about; every child of the dossier when absent. */
  readonly requestIds?: readonly Id[];
  /** The variables of the kind in the family's language, beside those of every message to a family. */
  readonly args?: LetterWords<MessageArgs>;
  readonly about?: Reference;
  /** The page that the link opens once the date was typed; the dossier when absent. */
  readonly towards?: Towards;
  /** What the link opens where that is nothing of the dossier: a reference that has a maker of links, and its page. */
  readonly leadsTo?: { readonly opens: Reference; readonly path: string };
  /**
   * In writing or not at all, as kinds that no telephone carries: nobody is rung for it, and who prefers to be rung gets
   * it in writing where that is possible. For what a family has just done itself, and for links.
   */
  readonly onlyWritten?: boolean;
  /**
   * Who of the family reads it. Absent: as its kind says, whoever filed or every adult. A rank: this adult, or whoever
   * filed where it left no contact. `but`: every adult but this one.
   */
  readonly reader?: number | { readonly but: number };
  /** The only ways by which it may go; every way of its reader when absent. */
  readonly within?: readonly ContactWay[];
}

/** A letter whose variables are those of its kind. */
export type LetterOf<Kind extends MessageKind> = Letter & {
  readonly kind: Kind;
  readonly args?: LetterWords<ArgsOf<Kind>>;
};

interface WrittenFamily {
  readonly dossier: Dossier;
  readonly children: readonly ChildRequest[];
}

/** Whether a way carries a letter that is written or not at all: nobody is rung, and the kind allows the channel. */
const isWrittenWay = ({ channel }: ContactWay, { kind }: Letter): boolean =>
  channel !== 'phone' && kind.channels.includes(channel);

/** Who of a family reads a letter. Somebody always does: where nobody has a way, somebody has to be found one for. */
function readersOf({ reader, kind }: Letter, addressees: readonly Addressee[]): Pick<Addressee, 'ways'>[] {
  const filer = addressees[0] ?? { ways: [] };
  if (typeof reader === 'number') return [addressees.find(({ rank }) => rank === reader) ?? filer];
  if (reader) return addressees.filter(({ rank }) => rank !== reader.but);
  return kind.everyAdult ? [filer, ...addressees.slice(1)] : [filer];
}

/** The way by which an adult gets a letter; null where it is written and the adult cannot be written to. */
function wayFor(letter: Letter, ways: readonly ContactWay[]): ContactWay | null {
  const { within, kind } = letter;
  const open = within ? ways.filter((way) => within.some((other) => wayKey(other) === wayKey(way))) : ways;
  if (letter.onlyWritten ?? !kind.channels.includes('phone'))
    return open.find((each) => isWrittenWay(each, letter)) ?? null;
  return open[0] ?? NOBODY;
}

/** A session writes thousands of letters. So many are in memory at a time. */
const MOST_AT_ONCE = 250;

/** No way to write is known. Somebody has to find out how to reach the family. */
const NOBODY: ContactWay = { channel: 'phone', recipient: '' };

/**
 * Writes to a family by the channel it prefers, in the words of {@link MessageTexts}, with a link to the dossier that
 * is made when the message is handed over. A message that no channel can carry becomes an act of the desk, which tells
 * the family.
 */
@Injectable()
export class FamilyMessages implements OnModuleInit {
  /** The telephones of desks in words. There are few of them, and each letter names one. */
  private readonly deskPhones = new Map<string, string>();

  constructor(
    private readonly config: Config,
    private readonly catalogue: Catalogue,
    private readonly kinds: MessageKinds,
    private readonly texts: MessageTexts,
    private readonly outbox: Outbox,
    private readonly acts: NextActs,
    private readonly territory: Territory,
    private readonly spread: HourlySpread,
  ) {}

  onModuleInit(): void {
    this.spread.limit('receipt', this.config.RECEIPTS_AN_HOUR);
  }

  async writeMessage<Kind extends MessageKind>(tx: Tx, letter: LetterOf<Kind>): Promise<void> {
    await this.writeAll(tx, [letter]);
  }

  /** {@link writeMessage} for many families at once, in a few statements. */
  async writeAll(tx: Tx, letters: readonly Letter[]): Promise<void> {
    for (let from = 0; from < letters.length; from += MOST_AT_ONCE)
      await this.writeSome(tx, letters.slice(from, from + MOST_AT_ONCE));
  }

  private async writeSome(tx: Tx, letters: readonly Letter[]): Promise<void> {
    const ids = [...new Set(letters.map(({ dossierId }) => dossierId))];
    const families = await this.familiesOf(tx, ids);
    const addressees = await this.addresseesOfAll(tx, ids);
    const messages: NewMessage[] = [];
    // A session of thousands that closes writes to as many families. Others are answered meanwhile.
    const slices = new Slices();
    for (const letter of letters) {
      const family = families.get(letter.dossierId);
      for (const { ways } of readersOf(letter, addressees.get(letter.dossierId)!)) {
        const way = wayFor(letter, ways);
        if (family && way) messages.push(this.messageOf(letter, family, way));
      }
      await slices.giveWay();
    }
    await this.outbox.writeAll(tx, messages);
    for (const { channel, dossierId } of messages) if (channel === 'phone') await this.acts.askToReach(tx, dossierId!);
  }

  private async familiesOf(from: Reader | Tx, ids: readonly Id[]): Promise<Map<Id, WrittenFamily>> {
    const children = groupedBy(
      await from.find(ChildRequest, {
        where: { dossierId: In([...ids]), joinedIntoId: IsNull() },
        order: { id: 'ASC' },
      }),
      ({ dossierId }) => dossierId,
    );
    const dossiers = await from.find(Dossier, { where: { id: In([...ids]) } });
    return new Map(dossiers.map((dossier) => [dossier.id, { dossier, children: children.get(dossier.id) ?? [] }]));
  }

  private messageOf(letter: Letter, family: WrittenFamily, way: ContactWay): NewMessage {
    const { id, deskId, language } = family.dossier;
    const words = this.catalogue.translator(language);
    const values = this.valuesOf(words, letter, family, this.linkTo(language, letter));
    return {
      kind: letter.kind.code,
      dossierId: id,
      deskId,
      language,
      opens: letter.leadsTo?.opens ?? `dossier:${id}`,
      ...way,
      ...this.wordsOf(words, letter.kind, values),
      ...(letter.about ? { about: letter.about } : {}),
    };
  }

  /** What every message may name: its children, the number of the dossier, its desk, and the link. */
  private valuesOf(
    words: Translator,
    { args, requestIds }: Pick<Letter, 'args' | 'requestIds'>,
    { dossier, children }: WrittenFamily,
    link: string,
  ): MessageArgs {
    // A request that was stopped before a birth is not spoken of again, unless the message is about it.
    const spokenOf = children.filter(({ state, birthDate }) => state !== 'withdrawn' || birthDate !== null);
    const { name: desk, phone } = this.territory.desk(dossier.deskId);
    const nameOf = (ids?: readonly Id[]): string =>
      childWords(words, ids ? children.filter(({ id }) => ids.includes(id)) : spokenOf);
    return {
      number: dossier.number,
      child: nameOf(requestIds),
      link,
      desk,
      phone: obtained(this.deskPhones, phone, () => phoneWords(phone)),
      ...args?.(words, (requestId) => nameOf([requestId])),
    };
  }

  /** Each message ends with whom to ring and the number to say. */
  private wordsOf(words: Translator, kind: MessageKind, values: MessageArgs): WrittenText {
    const { body, ...text } = this.texts.write(kind, words, values);
    return { ...text, body: [body, words.t('familyMessage.foot', values)].join('\n\n') };
  }

  /** The address of the link. It opens in the language of the letter on any device. Its secret is made at hand-over. */
  private linkTo(language: Language, { towards, leadsTo }: Pick<Letter, 'towards' | 'leadsTo'>): string {
    const query = new URLSearchParams({
      ...(towards ? { vers: towards } : {}),
      ...(language === FIRST_LANGUAGE ? {} : { langue: language }),
    }).toString();
    return `${this.config.BASE_URL}${leadsTo?.path ?? '/suivre'}/${SECRET_MARK}${query ? `?${query}` : ''}`;
  }

  /** Whether the family can be reached in writing. Otherwise somebody has to call it. */
  reachableInWriting(adults: readonly AdultForm[]): boolean {
    const [best] = this.carried(adults);
    return best !== undefined && best.channel !== 'phone';
  }

  /** The ways that an adult, or several, gave and this installation has, best first. */
  carried(adults: readonly AdultForm[]): ContactWay[] {
    return contactWays(adults, this.townName).filter(({ channel }) => this.outbox.carries(channel));
  }

  private readonly townName = (code: string): string | null => this.territory.commune(code)?.name ?? null;

  /** The adult of each of these families whom a way reaches, by rank; null where it reaches several, or none any more. */
  async adultsReached(
    from: Reader | Tx,
    sent: readonly { readonly dossierId: Id; readonly way: ContactWay }[],
  ): Promise<(number | null)[]> {
    const adults = await this.adultsOf(
      from,
      sent.map(({ dossierId }) => dossierId),
    );
    return sent.map(({ dossierId, way }) => adultReached(adults.get(dossierId) ?? [], way, this.townName));
  }

  /** The ranks of the adults of a family who are told of its offers, decisions and deadlines. */
  async adultsTold(from: Reader | Tx, dossierId: Id): Promise<number[]> {
    return (await this.addresseesOfAll(from, [dossierId])).get(dossierId)!.map(({ rank }) => rank);
  }

  /** Whether a message to the family would now be written rather than said on the telephone. */
  async isWritable(from: Reader | Tx, dossierId: Id): Promise<boolean> {
    const [way] = await this.waysTo(from, dossierId);
    return way !== undefined && way.channel !== 'phone';
  }

  /** Whether the family knows of its request: something was written to it or is about to be said, or its desk heard it. */
  async wasTold(from: Reader | Tx, dossierId: Id): Promise<boolean> {
    if (((await this.outbox.sentTo(from, [dossierId])).get(dossierId) ?? []).length > 0) return true;
    return ((await findDossier(from, dossierId))?.heardAt ?? null) !== null;
  }

  /** By which channel each of these families would be told something now; null when it has none. */
  async channelsTo(from: Reader | Tx, dossierIds: readonly Id[]): Promise<Map<Id, ContactWay['channel'] | null>> {
    const addressees = await this.addresseesOfAll(from, dossierIds);
    return new Map(dossierIds.map((id) => [id, addressees.get(id)![0]?.ways[0]?.channel ?? null]));
  }

  /** What a message to a family would say now. Nothing is written, and its link opens nothing. */
  async previewMessage(from: Reader | Tx, letter: Letter): Promise<MessageWords & { readonly language: Language }> {
    const family = (await this.familiesOf(from, [letter.dossierId])).get(letter.dossierId)!;
    const { subject, body, language } = this.messageOf(letter, family, NOBODY);
    return { subject, body: withoutSecret(body), language };
  }

  /** Every way to reach the family, best first, including those that proved broken. */
  async everyWay(from: Reader | Tx, dossierId: Id): Promise<ContactWay[]> {
    const adults = await from.find(Adult, { where: { dossierId }, order: { rank: 'ASC' } });
    return this.carried(adults.map(({ details }) => details));
  }

  /** The ways to reach whoever filed now, best first, without those that proved broken. */
  private async waysTo(from: Reader | Tx, dossierId: Id): Promise<readonly ContactWay[]> {
    return (await this.addresseesOfAll(from, [dossierId])).get(dossierId)![0]?.ways ?? [];
  }

  /** Whom the messages of each of these families go to, whoever filed first, without the ways that proved broken. */
  private async addresseesOfAll(from: Reader | Tx, dossierIds: readonly Id[]): Promise<Map<Id, Addressee[]>> {
    const adults = await this.adultsOf(from, dossierIds);
    const dossiers = new Map(
      (await from.find(Dossier, { where: { id: In([...dossierIds]) } })).map((dossier) => [dossier.id, dossier]),
    );
    const sent = await this.outbox.sentTo(from, dossierIds);
    return new Map(
      dossierIds.map((id) => {
        const broken = brokenWays(sent.get(id) ?? []);
        const dossier = dossiers.get(id);
        const forms = adults.get(id) ?? [];
        const apart = dossier !== undefined && (dossier.apart || liveApart({ ...dossier, adults: forms }));
        const works = (way: ContactWay): boolean => this.outbox.carries(way.channel) && !broken.has(wayKey(way));
        return [
          id,
          addresseesOf(forms, apart, this.townName).map(({ rank, ways }) => ({ rank, ways: ways.filter(works) })),
        ];
      }),
    );
  }

  private async adultsOf(from: Reader | Tx, dossierIds: readonly Id[]): Promise<Map<Id, AdultForm[]>> {
    const rows = await from.find(Adult, { where: { dossierId: In([...dossierIds]) }, order: { rank: 'ASC' } });
    return new Map(
      [...groupedBy(rows, ({ dossierId }) => dossierId)].map(([id, adults]) => [
        id,
        adults.map(({ details }) => details),
      ]),
    );
  }

  /** Writes a message again with other facts and a link to the same page. @returns null when the message has no link */
  async rewordLetter(
    from: Reader | Tx,
    { kind: code, dossierId, language, body }: Message,
    letter: Pick<Letter, 'args' | 'requestIds'>,
  ): Promise<MessageWords | null> {
    const family = dossierId ? (await this.familiesOf(from, [dossierId])).get(dossierId) : undefined;
    const link = body.split(/\s/).find((word) => word.startsWith(`${this.config.BASE_URL}/suivre/`));
    const kind = this.kinds.find(code);
    if (!family || !link || !kind) return null;
    const words = this.catalogue.translator(language);
    const text = this.wordsOf(words, kind, this.valuesOf(words, letter, family, link));
    return { subject: text.subject, body: text.body };
  }

  /** Sends the same words by the next way of the same adult that has not failed. */
  async fallBack(tx: Tx, message: Message): Promise<void> {
    const { dossierId } = message;
    if (dossierId === null || message.nextId !== null) return;
    const addressees = (await this.addresseesOfAll(tx, [dossierId])).get(dossierId)!;
    const [rank] = await this.adultsReached(tx, [{ dossierId, way: message }]);
    const [next] = (addressees.find((addressee) => addressee.rank === rank) ?? addressees[0])?.ways ?? [];
    if (next) await this.outbox.writeAgain(tx, message, next);
  }
}
