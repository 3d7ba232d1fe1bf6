import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import {
  FamilyMessages,
  findDossier,
  findAdults,
  findDossiers,
  findOpenRequestsOf,
  findRequests,
  hasUnsaidWaits,
  NextActs,
  nextActOf,
  WAITS,
  type AdultForm,
  type ChildRequest,
  type ContactWay,
  type LetterOf,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import type { Language } from '../../foundation/kernel/language.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { dayOf, instantAt, type Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import type { MessageWords } from '../../foundation/platform/outbox/index.js';
import { JobHandlers, Queue } from '../../foundation/platform/queue/index.js';
import { actorRef, SYSTEM, type Actor } from '../../foundation/platform/security/index.js';
import { spreadOverDays } from './domain/spread-days.js';
import { desksWhoseFamiliesAreContactedBy, mayLeadCampaign } from './first-contact.policy.js';
import {
  countCampaign,
  listNeverContacted,
  listRequestsToReach,
  type CampaignCounts,
} from './persistence/first-contacts.queries.js';
import { ContactCampaign, FirstContact } from './persistence/triage.entities.js';
import { FIRST_CONTACT } from './message-kinds.js';

const WRITE = jobType<{ dossierId: Id }>('triage.first-contact');
const jobKey = (dossierId: Id): string => `${WRITE}:${dossierId}`;
/** Families are written to at this hour, when their desk is open. */
const HOUR = '09:00';

/** A family that was never written to, and how it would be. */
export interface UncontactedFamily {
  readonly dossierId: Id;
  readonly number: string;
  /** Null when nothing is known by which to reach it. */
  readonly channel: ContactWay['channel'] | null;
  /** Its open requests, oldest first. */
  readonly requests: readonly ChildRequest[];
  readonly adults: readonly AdultForm[];
}

export interface Campaign {
  readonly campaign: ContactCampaign;
  readonly counts: CampaignCounts;
  /** The requests of the families that a person of the desk still has to ring or to find, family by family. */
  readonly toReach: readonly (readonly ChildRequest[])[];
}

/** How many families are written to on each day, and from which day on. */
export interface CampaignPlan {
  readonly perDay: number;
  readonly from: Day;
}

/**
 * The first contact with families that came with lists. Importing writes to nobody: their desk reads what it is about
 * to say, spreads it over days, and may stop it (domain.md §4). Each family is told once that its request was taken
 * over, and what is missing from it.
 */
@Injectable()
export class FirstContacts implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly acts: NextActs,
    private readonly messages: FamilyMessages,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.handlers.register({ type: WRITE, handle: (tx, { dossierId }) => this.writeIfPlanned(tx, dossierId) });
  }

  /** How many families of the actor's desk were never written to. */
  async countUncontacted(actor: Actor): Promise<number> {
    return (await listNeverContacted(this.reader, desksWhoseFamiliesAreContactedBy(actor))).length;
  }

  /** The families to contact, the one who has waited longest first. */
  async listUncontacted(actor: Actor): Promise<UncontactedFamily[]> {
    const ids = await listNeverContacted(this.reader, desksWhoseFamiliesAreContactedBy(actor));
    const channels = await this.messages.channelsTo(this.reader, ids);
    const numbers = new Map((await findDossiers(this.reader, ids)).map(({ id, number }) => [id, number]));
    const requests = groupedBy(await findOpenRequestsOf(this.reader, ids), ({ dossierId }) => dossierId);
    const adults = groupedBy(await findAdults(this.reader, ids), ({ dossierId }) => dossierId);
    return ids.map((dossierId) => ({
      dossierId,
      number: numbers.get(dossierId)!,
      channel: channels.get(dossierId)!,
      requests: requests.get(dossierId)!,
      adults: (adults.get(dossierId) ?? []).map(({ details }) => details),
    }));
  }

  /** What one of these families would be told today. @throws NotFound when it is none of them */
  async previewMessage(actor: Actor, dossierId: Id): Promise<MessageWords & { readonly language: Language }> {
    const ids = await listNeverContacted(this.reader, desksWhoseFamiliesAreContactedBy(actor));
    if (!ids.includes(dossierId)) throw new NotFound('dossier');
    return this.messages.previewMessage(this.reader, await this.letterTo(this.reader, dossierId));
  }

  async listCampaigns(actor: Actor): Promise<Campaign[]> {
    const campaigns = await this.reader.find(ContactCampaign, {
      where: { deskId: In(desksWhoseFamiliesAreContactedBy(actor)) },
      order: { startedAt: 'DESC', id: 'DESC' },
    });
    return Promise.all(
      campaigns.map(async (campaign) => ({
        campaign,
        counts: await countCampaign(this.reader, campaign.id),
        toReach: await this.listToReach(campaign.id),
      })),
    );
  }

  private async listToReach(campaignId: Id): Promise<ChildRequest[][]> {
    const requests = await findRequests(this.reader, await listRequestsToReach(this.reader, campaignId));
    return [...groupedBy(requests, ({ dossierId }) => dossierId).values()];
  }

  /**
   * Plans the first contact of every family of the actor's desks that was never written to.
   * @param expected how many families the person was shown
   * @throws DomainError when there is none, or there are others than those shown
   */
  async startCampaign(actor: Actor, plan: CampaignPlan, expected: number): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const deskIds = desksWhoseFamiliesAreContactedBy(actor);
      const families = new Map<string, Id[]>();
      for (const deskId of deskIds) families.set(deskId, await listNeverContacted(tx, [deskId]));
      const count = [...families.values()].flat().length;
      if (count === 0) throw new DomainError(refuse('firstContact.nobody'));
      if (count !== expected) throw new DomainError(refuse('firstContact.others', { count }));
      for (const [deskId, ids] of families) if (ids.length > 0) await this.planFamilies(tx, actor, deskId, ids, plan);
    });
  }

  private async planFamilies(
    tx: Tx,
    actor: Actor,
    deskId: string,
    ids: readonly Id[],
    { perDay, from }: CampaignPlan,
  ): Promise<void> {
    const turns = spreadOverDays(ids.length, perDay, from).map((day, index) => ({ dossierId: ids[index]!, day }));
    const id = newId();
    await tx.insert(ContactCampaign, {
      id,
      deskId,
      startedAt: this.clock.now(),
      startedBy: actorRef(actor),
      perDay,
      families: ids.length,
      from: turns[0]!.day,
      lastDay: turns.at(-1)!.day,
      stoppedAt: null,
      stoppedBy: null,
    });
    await tx.insert(
      FirstContact,
      turns.map(({ dossierId, day }) => ({
        dossierId,
        campaignId: id,
        plannedOn: day,
        state: 'planned' as const,
        at: null,
      })),
    );
    await this.queue.planAll(
      tx,
      WRITE,
      turns.map(({ dossierId, day }) => ({ payload: { dossierId }, at: instantAt(day, HOUR), key: jobKey(dossierId) })),
    );
    await this.audit.changed(tx, actor, 'firstContact.start', { kind: 'campaign', id }, { perDay });
  }

  /** Writes to nobody any more. Those who were written to stay written to. @throws NotFound */
  async stopCampaign(actor: Actor, campaignId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const campaign = await tx.lock(ContactCampaign, { id: campaignId });
      if (!campaign || !mayLeadCampaign(actor, campaign)) throw new NotFound('campaign');
      if (campaign.stoppedAt !== null) return;
      await tx.update(ContactCampaign, { id: campaignId }, { stoppedAt: this.clock.now(), stoppedBy: actorRef(actor) });
      // A job whose turn was deleted does nothing.
      await tx.delete(FirstContact, { campaignId, state: 'planned' });
      await this.audit.changed(tx, actor, 'firstContact.stop', { kind: 'campaign', id: campaignId });
    });
  }

  private async writeIfPlanned(tx: Tx, dossierId: Id): Promise<void> {
    const turn = await tx.lock(FirstContact, { dossierId });
    if (turn?.state !== 'planned') return;
    const requests = await findOpenRequestsOf(tx, [dossierId]);
    const isDue = requests.length > 0 && !(await this.messages.wasTold(tx, dossierId));
    await tx.update(FirstContact, { dossierId }, { state: isDue ? 'written' : 'skipped', at: this.clock.now() });
    if (isDue) await this.tell(tx, dossierId, requests);
  }

  /**
   * Tells a family that came with a list, now and in the place of its turn in a campaign.
   * @param asked answers that it is asked for by the same message, beside what is missing
   * @returns false for a family that knows of its request already
   */
  async tellNow(tx: Tx, dossierId: Id, asked: readonly string[] = []): Promise<boolean> {
    const dossier = await findDossier(tx, dossierId);
    if (dossier?.origin !== 'import' || (await this.messages.wasTold(tx, dossierId))) return false;
    await tx.update(FirstContact, { dossierId, state: 'planned' }, { state: 'written', at: this.clock.now() });
    await this.tell(tx, dossierId, await findOpenRequestsOf(tx, [dossierId]), asked);
    return true;
  }

  private async tell(
    tx: Tx,
    dossierId: Id,
    requests: readonly ChildRequest[],
    asked: readonly string[] = [],
  ): Promise<void> {
    // The family has its usual days to answer from now on, and not from the import.
    for (const request of requests) {
      if (request.nextAct !== 'first_contact') continue;
      const act = nextActOf(request.state, this.clock.today())!;
      await this.acts.setNextAct(tx, SYSTEM, request.id, request.state, act);
    }
    await this.messages.writeAll(tx, [await this.letterTo(tx, dossierId, asked)]);
  }

  private async letterTo(
    from: Reader | Tx,
    dossierId: Id,
    asked: readonly string[] = [],
  ): Promise<LetterOf<typeof FIRST_CONTACT>> {
    const requests = await findOpenRequestsOf(from, [dossierId]);
    const dossier = (await findDossier(from, dossierId))!;
    const since = requests[0]?.submittedAt ?? dossier.submittedAt;
    // Every family of a list is asked until when it can wait, and nothing is missing without an answer.
    const missing = asked.filter((gap) => gap !== WAITS);
    return {
      dossierId,
      requestIds: requests.map(({ id }) => id),
      kind: FIRST_CONTACT,
      args: (words) => ({
        since: words.day(dayOf(since)),
        opens: requests.some(({ birthDate, dueDate }) => birthDate ?? dueDate) ? 'yes' : 'no',
        missing: missingLines(words, [...missing, ...requests.flatMap(({ gaps }) => gaps)]) || 'none',
        waits: requests.some(({ need }) => hasUnsaidWaits(dossier.origin, need)) ? 'yes' : 'no',
      }),
    };
  }
}

const missingLines = ({ t }: Translator, gaps: readonly string[]): string =>
  [...new Set(gaps)].map((gap) => `– ${t(`gap.${gap}`)}`).join('\n');
