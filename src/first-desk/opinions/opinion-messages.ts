import { Injectable } from '@nestjs/common';
import type { ChildRequest } from '../../dossier/dossier/index.js';
import { Config } from '../../foundation/config/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { FIRST_LANGUAGE } from '../../foundation/kernel/language.js';
import { phoneWords } from '../../foundation/kernel/phone-number.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Catalogue, type Translator } from '../../foundation/platform/i18n/index.js';
import {
  MessageTexts,
  Outbox,
  SECRET_MARK,
  type ArgsOf,
  type MessageKind,
} from '../../foundation/platform/outbox/index.js';
import { CODE_MINUTES } from '../../foundation/platform/security/index.js';
import { Territory } from '../../territory/territory/index.js';
import { waysTo, type Way } from './domain/asked-opinion.js';
import { OPINION_ASKED, OPINION_CODE } from './message-kinds.js';
import type { AskedOpinion } from './persistence/opinions.entities.js';

/** What the link of a message opens, and what its code does: the makers of both are in opinion-doors.ts. */
export const LINK = 'opinion';
export const CODE = 'opinion-code';
/** The address of the page of the person who is asked. */
export const PATH = '/avis-demande';

type Asked = Pick<AskedOpinion, 'id' | 'name' | 'email' | 'mobile' | 'until'>;
type Of = Pick<ChildRequest, 'deskId'>;

/** Writes to a person outside the desk. The message names nobody but that person. */
@Injectable()
export class OpinionMessages {
  constructor(
    private readonly config: Config,
    private readonly catalogue: Catalogue,
    private readonly texts: MessageTexts,
    private readonly outbox: Outbox,
    private readonly territory: Territory,
  ) {}

  /** The ways to a person. @throws DomainError when this installation can reach it by none */
  waysTo(asked: Pick<Asked, 'email' | 'mobile'>): { readonly link: Way; readonly code: Way } {
    const ways = waysTo(asked, this.outbox.carries('sms'));
    if (ways === null) throw new DomainError(refuse('askedOpinion.noWay'));
    return ways;
  }

  writeLink(tx: Tx, asked: Asked, of: Of): Promise<Id> {
    return this.write(tx, asked, of, OPINION_ASKED, this.waysTo(asked).link, `${LINK}:${asked.id}`, ({ day }) => ({
      until: day(asked.until),
    }));
  }

  writeCode(tx: Tx, asked: Asked, of: Of): Promise<Id> {
    return this.write(tx, asked, of, OPINION_CODE, this.waysTo(asked).code, `${CODE}:${asked.id}`, () => ({
      code: SECRET_MARK,
      minutes: CODE_MINUTES,
    }));
  }

  /** Deletes what was written to the people who were asked. */
  async forget(tx: Tx, opinionIds: readonly Id[]): Promise<void> {
    await this.outbox.forgetOpening(
      tx,
      opinionIds.flatMap((id) => [`${LINK}:${id}` as const, `${CODE}:${id}` as const]),
    );
  }

  private write<Kind extends MessageKind>(
    tx: Tx,
    { name }: Asked,
    { deskId }: Of,
    kind: Kind,
    way: Way,
    opens: `${string}:${Id}`,
    args: (words: Translator) => ArgsOf<Kind>,
  ): Promise<Id> {
    const words = this.catalogue.translator(FIRST_LANGUAGE);
    const desk = this.territory.desk(deskId);
    const values = {
      name,
      link: `${this.config.BASE_URL}${PATH}/${SECRET_MARK}`,
      desk: desk.name,
      phone: phoneWords(desk.phone),
      ...args(words),
    };
    const text = this.texts.write(kind, words, values);
    return this.outbox.writeMessage(tx, {
      kind: kind.code,
      dossierId: null,
      ...way,
      language: words.lang,
      ...text,
      body: `${text.body}\n\n${words.t('familyMessage.question', values)}`,
      opens,
    });
  }
}
