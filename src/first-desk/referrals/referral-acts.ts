import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import {
  Drafts,
  EMPTY_ADULT,
  EMPTY_FORM,
  findDossierByNumber,
  findRequestsOf,
  lockRequestToWrite,
  type Draft,
  type Intake,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { isLanguage } from '../../foundation/kernel/language.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { instantAt } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { Traces } from '../../foundation/platform/erasures/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { Enquiries } from '../triage/index.js';
import {
  forgottenBefore,
  judgeOutcome,
  MOST_TRIES,
  retryOn,
  type NotedOutcome,
  type Outcome,
  type Topic,
} from './domain/referral.js';
import { Referral } from './persistence/referrals.entities.js';
import { listToForget } from './persistence/referrals.queries.js';
import { mayAnswerReferral, mayLinkReferral } from './referrals.policy.js';

/** A referral as the agent who acts on it saw it. */
export interface SeenReferral {
  readonly id: Id;
  readonly version: number;
}

/** Of one night: more than the services of a territory send in a year. */
const MOST_FORGOTTEN = 500;

/** As which subject of the desk's contacts a topic counts. */
const SUBJECT_OF: Readonly<Record<Topic, string>> = {
  care_kinds: 'find_care',
  request: 'find_care',
  urgent: 'urgent',
  back_to_work: 'find_care',
  cost: 'cost',
  other: 'other',
};

/** What of a referral names the family. */
const EMPTIED = {
  firstName: null,
  surname: null,
  phone: null,
  email: null,
  contactKey: null,
  draftId: null,
  service: null,
  communeCode: null,
  language: null,
} as const;

/** What a desk does with a family that was sent to it. Each act is refused to who saw it before somebody changed it. */
@Injectable()
export class ReferralActs {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly drafts: Drafts,
    private readonly enquiries: Enquiries,
    private readonly traces: Traces,
    private readonly audit: Audit,
  ) {}

  /** Nobody answered: the desk calls again in some days. @throws NotFound | Conflict | DomainError */
  async noteTry(actor: Actor, seen: SeenReferral): Promise<void> {
    await this.act(actor, seen, 'referral.try', async (tx, row) => {
      refuseEnded(row);
      if (row.tries >= MOST_TRIES) throw new DomainError(refuse('referral.tooManyTries'));
      const dueOn = retryOn(this.clock.today());
      await this.change(tx, row, { tries: row.tries + 1, triedAt: this.clock.now(), dueOn });
    });
  }

  /** @throws NotFound | Conflict | DomainError when it is too early to give up */
  async end(actor: Actor, seen: SeenReferral, outcome: NotedOutcome): Promise<void> {
    await this.act(actor, seen, 'referral.end', async (tx, row) => {
      refuseEnded(row);
      const refusal = judgeOutcome(outcome, row.tries);
      if (refusal) throw new DomainError(refusal);
      await this.endIn(tx, actor, row, outcome);
    });
  }

  /** Notes the call as a contact of the desk, with the name and the number, and ends the referral as answered. */
  async makeEnquiry(actor: Actor, seen: SeenReferral): Promise<void> {
    await this.act(actor, seen, 'referral.enquiry', async (tx, row) => {
      refuseEnded(row);
      await this.enquiries.logEnquiryIn(tx, actor, {
        who: [row.firstName, row.surname].filter(Boolean).join(' '),
        phone: row.phone,
        channel: 'phone',
        communeCode: row.communeCode,
        subject: SUBJECT_OF[row.topic],
        note: null,
        minutes: null,
        dossierNumber: null,
        callBackOn: null,
        answered: { means: 'spoken', answer: null },
      });
      await this.endIn(tx, actor, row, 'answered');
    });
  }

  /** The draft that was begun from a referral, where the actor may go on with it: a colleague's is its own. */
  async draftToGoOnWith(actor: Actor, { draftId }: Pick<Referral, 'draftId'>): Promise<Id | null> {
    return draftId !== null && (await this.drafts.mayGoOn(actor, draftId)) ? draftId : null;
  }

  /**
   * Begins a dossier at the counter with what the referral says, or goes on with the one that the actor began.
   * @returns the draft @throws NotFound | Conflict
   */
  async beginDraft(actor: Actor, seen: SeenReferral): Promise<Id> {
    const row = await this.reader.findOne(Referral, { id: seen.id });
    if (!row || !mayAnswerReferral(actor, row)) throw new NotFound('referral');
    const begun = await this.draftToGoOnWith(actor, row);
    if (begun !== null) return begun;
    let started: Id;
    await this.act(actor, seen, 'referral.begin', async (tx, held) => {
      refuseForgotten(held);
      refuseLinked(held);
      const { firstName, surname, phone, email, communeCode, language } = held;
      const adult = { ...EMPTY_ADULT, firstName, surname, phone, email, communeCode };
      const form = { ...EMPTY_FORM, adults: [adult], language: isLanguage(language) ? language : null };
      started = (await this.drafts.startDraftIn(tx, actor, { form })).id;
      await this.change(tx, held, { draftId: started });
    });
    return started!;
  }

  /** The dossier that was begun from a referral was sent: that is how it ended, in the transaction that takes it in. */
  async noteDeposit(tx: Tx, actor: Actor, draft: Pick<Draft, 'id'>, { known, children }: Intake): Promise<void> {
    // Those that other services sent of the family hold the draft too, and end with the first.
    const first = await tx.findOne(Referral, { draftId: draft.id, sameAsId: IsNull() });
    const row = first && (await tx.lock(Referral, { id: first.id }));
    const requestId = children[0]?.requestId;
    if (!row || requestId === undefined) return;
    const led = { requestId, draftId: null };
    if (row.outcome !== null) await this.change(tx, row, led);
    else await this.endIn(tx, actor, row, known ? 'joined' : 'begun', led);
  }

  /** Says of which family's dossier it is, now or later. @throws NotFound | Conflict | DomainError for another number */
  async link(actor: Actor, seen: SeenReferral, number: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const requestId = await this.lockNamed(tx, actor, number);
      await this.actIn(tx, actor, seen, 'referral.link', async (row) => {
        refuseLinked(row);
        if (row.outcome === null) await this.endIn(tx, actor, row, 'joined', { requestId });
        else await this.change(tx, row, { requestId });
      });
    });
  }

  /**
   * It was not that family's dossier. A referral that ended by it alone is to be called again, while its contact is kept.
   * @throws NotFound | Conflict when a service has sent the family again since
   */
  async unlink(actor: Actor, seen: SeenReferral): Promise<void> {
    await this.act(actor, seen, 'referral.unlink', async (tx, row) => {
      if (row.outcome !== 'joined' || row.contactKey === null) return this.change(tx, row, { requestId: null });
      const { deskId, contactKey } = row;
      if (await tx.findOne(Referral, { deskId, contactKey, outcome: IsNull(), sameAsId: IsNull() }))
        throw new Conflict(refuse('referral.sentSince'));
      await this.change(tx, row, { requestId: null, outcome: null, endedAt: null, endedBy: null });
      await tx.update(Referral, { id: row.id }, { dueOn: this.clock.today() });
    });
  }

  /** The family asks that nothing of it is kept: the referral stays as a number. @throws NotFound | Conflict */
  async forget(actor: Actor, seen: SeenReferral): Promise<void> {
    await this.act(actor, seen, 'referral.forget', async (tx, row) => {
      refuseForgotten(row);
      if (row.outcome === null) await this.endIn(tx, actor, row, 'declined');
      await this.empty(tx, await this.withSame(tx, row.id), { requestId: null });
      await this.traces.removeAfter(tx);
    });
  }

  /** Empties what names the family of requests that are forgotten. */
  async forgetFamily(tx: Tx, requestIds: readonly Id[]): Promise<void> {
    const rows = await tx.find(Referral, { where: { requestId: In([...requestIds]) } });
    await this.empty(
      tx,
      rows.map(({ id }) => id),
      { requestId: null },
    );
  }

  /** Forgets names and contacts whose two months are over. @returns whether more is left */
  async forgetOld(tx: Tx): Promise<boolean> {
    const ids = await listToForget(tx, instantAt(forgottenBefore(this.clock.today())), MOST_FORGOTTEN);
    if (ids.length === 0) return false;
    const lapsed = { outcome: 'lapsed', endedAt: this.clock.now(), dueOn: null } as const;
    await tx.update(Referral, { id: In(ids), outcome: IsNull() }, lapsed);
    await this.empty(tx, ids, {});
    await this.traces.removeAfter(tx);
    return ids.length === MOST_FORGOTTEN;
  }

  private async empty(tx: Tx, ids: readonly Id[], more: Partial<Referral>): Promise<void> {
    if (ids.length === 0) return;
    await tx.update(Referral, { id: In([...ids]) }, { ...EMPTIED, ...more, forgottenAt: this.clock.now() });
  }

  private async endIn(
    tx: Tx,
    actor: Actor,
    row: Referral,
    outcome: Outcome,
    more: Partial<Referral> = {},
  ): Promise<void> {
    const ended = { ...more, outcome, endedAt: this.clock.now(), endedBy: actorRef(actor), dueOn: null };
    await this.change(tx, row, ended);
  }

  /** Changes it, and with it what other services sent of the same family. */
  private async change(tx: Tx, { id }: Referral, patch: Partial<Referral>): Promise<void> {
    await tx.update(Referral, { id: In(await this.withSame(tx, id)) }, patch);
  }

  private async withSame(tx: Tx, id: Id): Promise<Id[]> {
    return [id, ...(await tx.find(Referral, { where: { sameAsId: id } })).map((one) => one.id)];
  }

  /** The first request of the family that a number names, held until the unit ends; of another desk it is not there. */
  private async lockNamed(tx: Tx, actor: Actor, number: string): Promise<Id> {
    const dossier = await findDossierByNumber(tx, number);
    const requests = dossier && dossier.anonymisedAt === null ? await findRequestsOf(tx, dossier.id) : [];
    const own = requests.find((one) => one.joinedIntoId === null && mayLinkReferral(actor, one));
    const request = own && (await lockRequestToWrite(tx, own.id));
    if (!request) throw new DomainError(refuse('referral.noSuchDossier'));
    return request.id;
  }

  private act(
    actor: Actor,
    seen: SeenReferral,
    action: string,
    work: (tx: Tx, row: Referral) => Promise<void>,
  ): Promise<void> {
    return this.unitOfWork.run((tx) => this.actIn(tx, actor, seen, action, (row) => work(tx, row)));
  }

  private async actIn(
    tx: Tx,
    actor: Actor,
    { id, version }: SeenReferral,
    action: string,
    work: (row: Referral) => Promise<void>,
  ): Promise<void> {
    const row = await tx.lock(Referral, { id });
    if (!row || row.sameAsId !== null || !mayAnswerReferral(actor, row)) throw new NotFound('referral');
    if (row.version !== version) throw new Conflict(refuse('referral.changed'));
    await tx.update(Referral, { id }, { version: version + 1 });
    await work(row);
    await this.audit.changed(tx, actor, action, { kind: 'referral', id });
  }
}

function refuseEnded({ outcome }: Referral): void {
  if (outcome !== null) throw new Conflict(refuse('referral.ended'));
}

function refuseLinked({ requestId }: Referral): void {
  if (requestId !== null) throw new Conflict(refuse('referral.linked'));
}

function refuseForgotten({ forgottenAt }: Referral): void {
  if (forgottenAt !== null) throw new Conflict(refuse('referral.forgotten'));
}
