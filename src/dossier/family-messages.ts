import { Injectable } from '@nestjs/common';
import { Config } from '../config/index.js';
import type { Id } from '../kernel/ids.js';
import { FIRST_LANGUAGE, type Language } from '../kernel/language.js';
import type { Tx } from '../platform/database/index.js';
import { Catalogue, type MessageArgs, type Translator } from '../platform/i18n/index.js';
import { Outbox } from '../platform/outbox/index.js';
import type { AdultForm, Channel } from './domain/dossier-form.js';
import { FamilyAccess } from './family-access.js';
import { Adult, Dossier } from './persistence/dossier.entities.js';

interface Contact {
  readonly channel: Channel;
  readonly recipient: string;
}

/** The preferred channel when it can be used, otherwise the first that can. */
export function contactOf(adults: readonly AdultForm[]): Contact | null {
  const ways = adults.flatMap((adult): (Contact & { preferred: boolean })[] => {
    const postal = [adult.addressLine, adult.postalCode, adult.communeName].filter(Boolean).join(', ');
    const known: Record<Channel, string | null> = { email: adult.email, sms: adult.phone, phone: adult.phone, letter: adult.addressLine ? postal : null };
    return (['email', 'sms', 'letter', 'phone'] as const).flatMap((channel) => {
      const recipient = known[channel];
      return recipient ? [{ channel, recipient, preferred: adult.preferredChannel === channel }] : [];
    });
  });
  const best = ways.find((way) => way.preferred) ?? ways[0];
  return best ? { channel: best.channel, recipient: best.recipient } : null;
}

/** Writes to a family on its channel, from the catalogue (`mail.<kind>`), with a fresh link to its dossier. */
@Injectable()
export class FamilyMessages {
  constructor(
    private readonly config: Config,
    private readonly catalogue: Catalogue,
    private readonly outbox: Outbox,
    private readonly access: FamilyAccess,
  ) {}

  /**
   * @param args fill the sentences of `mail.<kind>.subject` and `mail.<kind>.body`, beside `number` and `link`: said in the family's words
   * @param towards the page that the link leads to after the date: the open offer, or the dossier
   * @returns the message's id, or null when the family has no way to be reached (an act for the desk)
   */
  async write(tx: Tx, dossierId: Id, kind: string, args: (words: Translator) => MessageArgs = () => ({}), about?: string, towards?: 'offre'): Promise<Id | null> {
    const dossier = await tx.findOne(Dossier, { id: dossierId });
    const adults = await tx.find(Adult, { where: { dossierId }, order: { rank: 'ASC' } });
    const contact = contactOf(adults.map((adult) => adult.details));
    if (!dossier || !contact) return null;
    const words = this.catalogue.translator(dossier.language);
    const { t } = words;
    const values = { ...args(words), number: dossier.number, link: this.linkTo(await this.access.giveLink(tx, { dossierId }), dossier.language, towards) };
    return this.outbox.write(tx, {
      kind, dossierId, ...contact, language: dossier.language, subject: t(`mail.${kind}.subject`, values), body: t(`mail.${kind}.body`, values), ...(about ? { about } : {}),
    });
  }

  /** Opens in the language of the letter, on whatever device it is read. */
  private linkTo(secret: string, language: Language, towards?: 'offre'): string {
    const query = new URLSearchParams({ ...(towards ? { vers: towards } : {}), ...(language === FIRST_LANGUAGE ? {} : { langue: language }) }).toString();
    return `${this.config.BASE_URL}/suivre/${secret}${query ? `?${query}` : ''}`;
  }
}
