import { Injectable } from '@nestjs/common';
import { AskedProofs } from '../../commissions/commission/index.js';
import { Dossiers, type AdultForm, type RequestFile } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import {
  findOffers,
  FirstCalls,
  isOnCallList,
  Occupancy,
  type FirstCall,
  type Offer,
  type Placement,
} from '../../places/placement/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import type { Provider } from '../../offer/supply/index.js';
import { lacksOf, type HandOverLack } from './domain/hand-over.js';
import { namesOf } from './persistence/named-requests.queries.js';

/** A family that accepted a place, as the director of its nursery calls it. */
export interface CallToMake {
  readonly offer: Offer;
  /** The first part of the place. */
  readonly placement: Placement;
  readonly call: FirstCall;
  readonly file: RequestFile;
  /** Null where no adult agreed that the nursery is told: its desk reaches the family. */
  readonly contacts: readonly AdultForm[] | null;
  readonly lacks: readonly HandOverLack[];
  /** How many proofs it was asked for and has not shown. Which ones stays with its desk. */
  readonly proofs: number;
}

/** An accepted place on the list, with no more of its family than the name of the child. */
interface ListedCall {
  readonly name: string;
  readonly offer: Offer;
  readonly placement: Placement;
  readonly call: FirstCall;
}

/** What the call itself settles, or the list says already. */
const SAID_ELSEWHERE: readonly HandOverLack[] = ['contacts', 'start'];

/** The families that accepted a place of a nursery, from their yes to their first day (decision 0155). */
@Injectable()
export class FirstCallsToMake {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly occupancy: Occupancy,
    private readonly calls: FirstCalls,
    private readonly proofs: AskedProofs,
    private readonly dossiers: Dossiers,
  ) {}

  /** Those to call first, by the day until which; then those who were called. Each read of a family is audited. */
  async listCalls(actor: Actor, provider: Provider): Promise<CallToMake[]> {
    const listed = await this.readListed(actor, provider);
    const requestIds = listed.map(({ offer }) => offer.requestId);
    const files = await this.dossiers.requestFiles(actor, requestIds);
    const owed = await this.proofs.countUnseen(requestIds);
    return listed.map((entry, index) => {
      const file = files[index]!;
      const contacts = this.calls.contactsOf(file, entry.offer);
      const { firstName, surname, birthDate, need } = file.request;
      const child = { firstName, surname, birthDate, adults: contacts, week: need.week ?? null };
      return {
        ...entry,
        file,
        contacts,
        lacks: lacksOf({ ...child, isStartAgreed: true }).filter((lack) => !SAID_ELSEWHERE.includes(lack)),
        proofs: owed.get(file.request.id) ?? 0,
      };
    });
  }

  /** Those whom nobody has called, by the day until which. */
  async listToCall(actor: Actor, provider: Provider): Promise<ListedCall[]> {
    return (await this.readListed(actor, provider)).filter(({ call }) => call.state !== 'called');
  }

  /** How many families nobody has called, and for how many of these the last day is over. */
  async countCalls(actor: Actor, provider: Provider): Promise<{ readonly toCall: number; readonly late: number }> {
    const open = await this.listToCall(actor, provider);
    return { toCall: open.length, late: open.filter(({ call }) => call.state === 'late').length };
  }

  /** @throws NotFound | DomainError */
  async noteCall(actor: Actor, offerId: Id, called: boolean): Promise<void> {
    await this.unitOfWork.run((tx) => this.calls.noteCall(tx, actor, offerId, called));
  }

  private async readListed(actor: Actor, provider: Provider): Promise<ListedCall[]> {
    const today = this.clock.today();
    const firstParts = new Map<Id, Placement>();
    for (const part of await this.occupancy.childrenOf(this.reader, provider.id, today)) {
      const known = part.offerId === null ? undefined : firstParts.get(part.offerId);
      if (part.offerId !== null && (!known || part.from < known.from)) firstParts.set(part.offerId, part);
    }
    const offers = (await findOffers(this.reader, [...firstParts.keys()])).filter(
      ({ id, state, calledOn }) => state === 'accepted' && isOnCallList(firstParts.get(id)!.from, calledOn, today),
    );
    const names = await namesOf(
      this.reader,
      actor,
      offers.map(({ requestId }) => requestId),
    );
    return offers
      .filter(({ requestId }) => names.has(requestId))
      .map((offer) => {
        const placement = firstParts.get(offer.id)!;
        return { name: names.get(offer.requestId)!, offer, placement, call: this.calls.callOf(offer, placement.from) };
      })
      .sort((a, b) => orderOf(a).localeCompare(orderOf(b)));
  }
}

const orderOf = ({ call, offer }: ListedCall): string =>
  [call.state === 'called' ? '1' : '0', call.due, offer.id].join(' ');
