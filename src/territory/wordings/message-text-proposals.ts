import { Injectable } from '@nestjs/common';
import { accountIdOf, findStaffNames, StaffMessages } from '../accounts/index.js';
import { Config } from '../../foundation/config/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import {
  MessageTexts,
  type MessageText,
  type NamedText,
  type WantedText,
} from '../../foundation/platform/outbox/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { TEXT_ASKED } from './message-kinds.js';
import { MessageTextProposal } from './persistence/message-text-proposal.entity.js';
import { isToldOfTexts, judgeAgreement } from './wording.policy.js';

/** Texts that wait for a second person. */
export interface WaitingText {
  readonly id: Id;
  readonly text: MessageText;
  readonly reason: string;
  readonly askedAt: string;
  readonly askedBy: string;
  /** Who asked, by name. */
  readonly asker: string;
}

const subjectOf = ({ kind, language }: Pick<MessageTextProposal, 'kind' | 'language'>) =>
  ({ kind: 'message-text', id: `${kind}:${language}` }) as const;

/** What families read is changed by two: one asks, another one agrees. */
@Injectable()
export class MessageTextProposals {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly audit: Audit,
    private readonly texts: MessageTexts,
    private readonly messages: StaffMessages,
  ) {}

  async listWaiting(): Promise<Pick<MessageTextProposal, 'kind' | 'language' | 'askedBy'>[]> {
    return this.reader.find(MessageTextProposal);
  }

  async findWaiting({ kind, language }: NamedText): Promise<WaitingText | null> {
    const [waiting] = await this.reader.find(MessageTextProposal, { where: { kind: kind.code, language } });
    if (!waiting) return null;
    const names = await findStaffNames(this.reader, [waiting.askedBy]);
    return { ...waiting, asker: names.get(accountIdOf(waiting.askedBy) ?? '') ?? '' };
  }

  /**
   * Asks for texts, in place of what was asked for before. Those who may agree are written to.
   * @throws Conflict, DomainError as {@link MessageTexts.judgeChange}
   */
  async ask(actor: Actor & { readonly kind: 'staff' }, named: NamedText, wanted: WantedText): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await this.texts.judgeChange(tx, named, wanted);
      const of = { kind: named.kind.code, language: named.language };
      await tx.delete(MessageTextProposal, of);
      const { seen, reason, text } = wanted;
      const [askedBy, askedAt] = [actorRef(actor), this.clock.now()];
      await tx.insert(MessageTextProposal, { id: newId(), ...of, seen, reason, text, askedBy, askedAt });
      await this.audit.changed(tx, actor, 'messageText.ask', subjectOf(of));
      const link = `${this.config.BASE_URL}/administration/messages/${of.kind}/${of.language}/accord`;
      const args = () => ({ asker: actor.name, link });
      await this.messages.writeToStaff(tx, isToldOfTexts, TEXT_ASKED, args, actor.accountId);
    });
  }

  /**
   * Puts the texts in force.
   * @throws NotFound; DomainError when the person asked for them, or they no longer fit; Conflict when others are in
   * force meanwhile
   */
  async agree(actor: Actor, named: NamedText, id: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const proposal = await this.lockOwn(tx, named, id);
      const refusal = judgeAgreement(proposal, actorRef(actor));
      if (refusal) throw new DomainError(refusal);
      await this.texts.changeText(tx, actor, named, proposal);
      await tx.delete(MessageTextProposal, { id });
    });
  }

  /** Leaves the texts as they are; whoever asked may do so too. @throws NotFound */
  async decline(actor: Actor, named: NamedText, id: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const proposal = await this.lockOwn(tx, named, id);
      await tx.delete(MessageTextProposal, { id });
      await this.audit.changed(tx, actor, 'messageText.decline', subjectOf(proposal), { askedBy: proposal.askedBy });
    });
  }

  private async lockOwn(tx: Tx, { kind, language }: NamedText, id: Id): Promise<MessageTextProposal> {
    const proposal = await tx.lock(MessageTextProposal, { id });
    if (proposal?.kind !== kind.code || proposal.language !== language) throw new NotFound('message-text');
    return proposal;
  }
}
