import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { dayOf, type Day, type Instant } from '../../../foundation/kernel/time.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Outbox } from '../../../foundation/platform/outbox/index.js';
import { Settings } from '../../../foundation/platform/settings/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory, type FirstDesk } from '../../../territory/territory/index.js';
import type { ContactWay } from '../domain/contact-ways.js';
import type { DossierForm } from '../domain/dossier-form.js';
import { FamilyMessages } from '../messages/family-messages.js';
import { AnswerDelays, type AnswerDays } from './answer-delays.js';
import { maskedWay } from '../domain/masked-way.js';
import { mayBeRead } from '../domain/silence-lacks.js';
import { silenceFrom, suspensionsOf, type Suspension } from '../domain/silence.js';
import { formSeenBy, isApart } from '../lifecycle/home.policy.js';
import { findRequestsOf } from '../lifecycle/read-requests.js';
import { triagesRequest } from '../lifecycle/request.policy.js';
import {
  Adult,
  type ChildRequest,
  Dossier,
  RequestHistory,
  SealedForm,
  type Draft,
} from '../persistence/dossier.entities.js';

/** What a family gets for what it sent (domain.md §11; CRPA L112-3, R112-5). */
export interface Deposit {
  readonly sealedId: Id;
  /**
   * The number of the dossier. Null when it must not be shown: the family already had a dossier, and has not opened it
   * in this session.
   */
  readonly number: string | null;
  readonly receivedAt: Instant;
  readonly form: DossierForm;
  /** Whether its desk took it from a list: the family sent nothing, and nothing is acknowledged. */
  readonly isListed: boolean;
  readonly desk: FirstDesk;
  /** Whether the form was added to a dossier that the family already had. */
  readonly known: boolean;
  /**
   * By which way the receipt went as a message, masked; null when it could not be written. Not told where `number` is
   * not: it then goes to a contact that the sender may not know.
   */
  readonly sentTo: (Pick<ContactWay, 'channel'> & { readonly to: string }) | null;
  /** Whether where it went is not shown, because it may be another home's. */
  readonly isHidden: boolean;
  /** How long the family will have to answer an offer, and how it will be told; null where nothing makes offers. */
  readonly offer: (AnswerDays & { readonly channel: ContactWay['channel'] | null }) | null;
  /** Null when only private providers were asked: they acknowledge the request and take no administrative decision. */
  readonly silence: {
    readonly means: 'refusal' | 'acceptance';
    /** Later by the days that the desk waited for answers. */
    readonly from: Day;
    /** The day from which the delay stands still, because answers are awaited; null while it runs. */
    readonly since: Day | null;
    readonly months: number;
    /** Whether families may read it. */
    readonly validated: boolean;
    readonly courtTown: string;
  } | null;
}

/** The document to read: the receipt, or the sealed copy of all answers. */
export type DepositPart = 'receipt' | 'copy';

/** What was sent and the receipt given for it. Each read is audited, whoever reads. */
@Injectable()
export class Receipts {
  constructor(
    private readonly reader: Reader,
    private readonly settings: Settings,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly messages: FamilyMessages,
    private readonly delays: AnswerDelays,
  ) {}

  /**
   * The receipt of a draft that was sent. The holder of the draft's key sees what was sent, but not the dossier that
   * it joined.
   * @throws NotFound
   */
  async ofDraft(
    actor: Actor,
    draft: Pick<Draft, 'id' | 'dossierId' | 'updatedAt' | 'origin'>,
    part: DepositPart,
  ): Promise<Deposit> {
    const all = draft.dossierId ? await this.sealed(draft.dossierId) : [];
    // The form is sealed first and the draft marked as sent just after, in one unit of work. The last form that is not
    // later than the mark is therefore that of this draft.
    const index = all.findLastIndex((sealed) => sealed.at <= draft.updatedAt);
    if (!draft.dossierId || index < 0) throw new NotFound('receipt');
    const known = index > 0;
    const deposit = await this.readDeposit(actor, draft.dossierId, all[index]!, known, part, draft.id);
    return known && draft.origin === 'parent' ? { ...deposit, number: null } : deposit;
  }

  /** One deposit of a dossier, for a reader who holds the dossier's key. @throws NotFound */
  async ofDossier(actor: Actor, dossierId: Id, sealedId: Id, part: DepositPart): Promise<Deposit> {
    const all = await this.sealed(dossierId);
    const index = all.findIndex((sealed) => sealed.id === sealedId);
    if (index < 0) throw new NotFound('receipt');
    return this.readDeposit(actor, dossierId, all[index]!, index > 0, part);
  }

  /** The requests of what was sent, for an agent who goes on with them. */
  async requestsOf(actor: Actor, { dossierId }: Pick<Draft, 'dossierId'>): Promise<ChildRequest[]> {
    if (dossierId === null) return [];
    return (await findRequestsOf(this.reader, dossierId)).filter((request) => triagesRequest(actor, request));
  }

  private sealed(dossierId: Id): Promise<SealedForm[]> {
    return this.reader.find(SealedForm, { where: { dossierId }, order: { at: 'ASC', id: 'ASC' } });
  }

  private async readDeposit(
    actor: Actor,
    dossierId: Id,
    sealed: SealedForm,
    known: boolean,
    part: DepositPart,
    /** The draft that was sent, where its holder reads it: it was typed there. */
    draftId: Id | null = null,
  ): Promise<Deposit> {
    await this.audit.read(actor, { kind: part, id: dossierId }, { sealedForm: sealed.id });
    const dossier = (await this.reader.findOne(Dossier, { id: dossierId }))!;
    const adults = await this.reader.find(Adult, { where: { dossierId } });
    const isOwnDraft = actor.kind === 'family' && draftId !== null && actor.draftId === draftId;
    const apart = isApart(dossier, adults);
    const isHidden = actor.kind === 'family' && apart && !isOwnDraft;
    const days = await this.delays.read();
    const months = await this.settings.get('silenceMonths');
    const courtTown = await this.settings.get('courtTown');
    const silence = {
      means: (await this.settings.get('silenceMeansRefusal')) ? ('refusal' as const) : ('acceptance' as const),
      ...silenceFrom(dayOf(sealed.at), months, await this.suspensions(dossierId), this.clock.today()),
      months,
      courtTown,
      validated: mayBeRead({ validated: await this.settings.get('silenceValidated'), courtTown }),
    };
    return {
      sealedId: sealed.id,
      number: dossier.number,
      receivedAt: sealed.at,
      form: isHidden ? formSeenBy(actor, apart, sealed.form) : sealed.form,
      isListed: sealed.source === 'import',
      desk: this.territory.desk(dossier.deskId),
      known,
      sentTo: isHidden ? null : await this.whereSent(dossierId, sealed.at),
      isHidden,
      offer: days && { ...days, channel: (await this.messages.channelsTo(this.reader, [dossierId])).get(dossierId)! },
      silence: this.onlyPrivate(sealed.form) ? null : silence,
    };
  }

  private async whereSent(dossierId: Id, sealedAt: Instant): Promise<Deposit['sentTo']> {
    const messages = await this.outbox.ofDossier(this.reader, dossierId);
    const receipt = messages.findLast(({ kind, createdAt }) => kind === 'receipt' && createdAt >= sealedAt);
    const to = receipt && maskedWay(receipt);
    return receipt && to ? { channel: receipt.channel, to } : null;
  }

  private async suspensions(dossierId: Id): Promise<Suspension[]> {
    const moves = await this.reader.find(RequestHistory, { where: { dossierId }, order: { at: 'ASC', id: 'ASC' } });
    return [...groupedBy(moves, ({ requestId }) => requestId).values()].flatMap(suspensionsOf);
  }

  private onlyPrivate(form: DossierForm): boolean {
    const wishes = form.children.flatMap((child) => child.wishes);
    return wishes.length > 0 && wishes.every((wish) => this.supply.provider(wish.providerId)?.funding === 'PAJE');
  }
}
