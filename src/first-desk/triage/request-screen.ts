import { Injectable } from '@nestjs/common';
import { IntroductionCandidates, type Candidate, type NamedIntroduction } from '../../places/childminders/index.js';
import { GivingUpRules, type ListingOutlook } from '../../commissions/commission/index.js';
import {
  actionsFor,
  ChangeDecisions,
  changesByWriting,
  CriterionQuestions,
  DeskNotices,
  FactRecords,
  FamilyReach,
  formOfFile,
  isOpen,
  type AnswerChange,
  type AskedCriterion,
  type DeskNotice,
  type OpenAnswers,
  type RequestAction,
  type RequestFile,
  type Wish,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Offers, Solutions, Transfers, type Offer, type SolutionOnDay } from '../../places/placement/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Message } from '../../foundation/platform/outbox/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { DeskRequests } from './desk-requests.js';
import { Enquiries } from './enquiries.js';
import { mayReadEnquiry } from './enquiry.policy.js';
import { ImportBatches, type ImportedLine } from '../../lists/waiting-lists/index.js';
import { SilenceWatch } from './silence-watch.js';
import { RequestLikenesses, type Likenesses } from './request-likenesses.js';
import type { Enquiry } from './persistence/triage.entities.js';
import { DeskSessionListing, type StandingSession } from './desk-session-listing.js';
import { Wished, type WishedPlaces } from './wished-places.js';

const NOTHING_OPEN: OpenAnswers = { questions: [], agreements: false };

/** Everything that an agent sees of one request on one screen. */
export interface RequestView extends Likenesses {
  readonly file: RequestFile;
  readonly actions: readonly RequestAction[];
  readonly places: readonly WishedPlaces[];
  /** As they are today. */
  readonly solutions: readonly SolutionOnDay[];
  /** Latest first. */
  readonly offers: readonly Offer[];
  /** Wishes ranked better than the place that is offered. */
  readonly better: readonly Wish[];
  /** Accepted places that the family may still give up. */
  readonly toGiveUp: readonly Offer[];
  readonly enquiries: readonly Enquiry[];
  /** Those of them that have a page at the reader's desk: where the request moved, those of the desk before have none. */
  readonly openEnquiries: ReadonlySet<Id>;
  readonly lines: readonly ImportedLine[];
  /** The bodies that examine its wishes; null where it cannot be listed in its state. */
  readonly listing: ListingOutlook | null;
  /** The same for one that is oriented first; null for any other. */
  readonly listingOnceOriented: ListingOutlook | null;
  readonly standing: readonly StandingSession[];
  /** The messages to the family, latest first. */
  readonly messages: readonly Message[];
  /** The messages that have reached nobody yet. */
  readonly unreached: ReadonlySet<Id>;
  /**
   * The dossier whose proposed changes concern this request, its own or that of the known family, with how many wait.
   */
  readonly toConfirm: { readonly dossierId: Id; readonly isArrival: boolean; readonly waiting: number };
  /** What each writing of answers changed, by the id that the history names. */
  readonly changes: ReadonlyMap<Id, readonly AnswerChange[]>;
  /** The criteria that the grid in force asks a family for. */
  readonly asked: readonly AskedCriterion[];
  /** What the family may still be asked, with the points at stake; nothing once the request is closed. */
  readonly open: OpenAnswers;
  /** The day on which silence counts as a decision, where it comes soon and nobody has answered yet; null otherwise. */
  readonly silenceOn: Day | null;
  /** What other features tell the desk about it. */
  readonly notices: readonly DeskNotice[];
  /** Childminders with whom the family was put in touch, the first proposed first. */
  readonly introductions: readonly NamedIntroduction[];
  /** Childminders with a free place that suits, the best first; none once the request is closed. */
  readonly childminders: readonly Candidate[];
  /** Names of the staff that history and calls mention, by account. */
  readonly names: ReadonlyMap<Id, string>;
}

/** Gathers one request with all that is around it, for an agent of its desk. */
@Injectable()
export class RequestScreen {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly requests: DeskRequests,
    private readonly solutions: Solutions,
    private readonly offers: Offers,
    private readonly transfers: Transfers,
    private readonly wished: Wished,
    private readonly enquiries: Enquiries,
    private readonly likenesses: RequestLikenesses,
    private readonly batches: ImportBatches,
    private readonly listing: DeskSessionListing,
    private readonly reach: FamilyReach,
    private readonly givingUp: GivingUpRules,
    private readonly changes: ChangeDecisions,
    private readonly criteria: CriterionQuestions,
    private readonly records: FactRecords,
    private readonly silence: SilenceWatch,
    private readonly introductions: IntroductionCandidates,
    private readonly notices: DeskNotices,
  ) {}

  /** @throws NotFound when the request is not of the actor's desk */
  async readView(actor: Actor, requestId: Id): Promise<RequestView> {
    const file = await this.requests.readFile(actor, requestId);
    const { request, wishes, history } = file;
    const enquiries = await this.enquiries.ofRequest(request);
    const likenesses = await this.likenesses.readAll(actor, requestId);
    const offers = await this.offers.offersOf(requestId);
    const open = offers.find(({ state }) => state === 'open');
    return {
      file,
      actions: actionsFor(request.state, 'first_desk', file.dossier.arrivedForId !== null),
      places: await this.wished.placesFor(request, wishes),
      solutions: await this.solutions.onDay(this.reader, requestId, this.clock.today()),
      offers,
      better: open ? await this.transfers.betterWishes(this.reader, open) : [],
      toGiveUp: await this.givingUp.listPossible(offers),
      enquiries,
      openEnquiries: new Set(enquiries.flatMap((row) => (mayReadEnquiry(actor, row) ? row.id : []))),
      ...likenesses,
      lines: await this.batches.linesOf(actor, requestId),
      listing: await this.listing.readOutlook(file),
      listingOnceOriented: await this.listing.readOutlookOnceOriented(file),
      standing: await this.listing.listStanding(requestId),
      ...(await this.reach.readMessages(request.dossierId)),
      toConfirm: await this.toConfirm(actor, file),
      changes: changesByWriting(await this.records.listRecords(this.reader, [request.dossierId, requestId])),
      asked: await this.criteria.listAsked(),
      open: isOpen(request.state) ? await this.criteria.listOpen(formOfFile(file)) : NOTHING_OPEN,
      notices: await this.notices.listFor(actor, request),
      introductions: await this.introductions.named(requestId),
      childminders: isOpen(request.state) ? await this.introductions.listFitting(request) : [],
      silenceOn: (await this.silence.findNear([requestId])).get(requestId) ?? null,
      names: await this.requests.namesOf([
        ...history.map(({ actor: by }) => by),
        ...enquiries.map(({ loggedBy }) => loggedBy),
        ...likenesses.past.judgements.map(({ actor: by }) => by),
        ...offers.flatMap(({ answeredBy }) => answeredBy ?? []),
      ]),
    };
  }

  private async toConfirm(actor: Actor, { dossier }: RequestFile): Promise<RequestView['toConfirm']> {
    const dossierId = dossier.arrivedForId ?? dossier.id;
    const waiting = await this.changes.countWaiting(actor, dossierId);
    return { dossierId, isArrival: dossier.arrivedForId !== null, waiting };
  }
}
