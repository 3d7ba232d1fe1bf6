import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { FamilyMessages, findRequests, type ChildRequest } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, instantAt, type Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { Queue } from '../../foundation/platform/queue/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import { Supply, type Provider } from '../../offer/supply/index.js';
import { PlaceWords } from '../../places/placement/index.js';
import {
  FreeingPlaces,
  lockSession,
  REOFFERED,
  type FittingFamily,
  type FreeingList,
  type FreeingPlaceOf,
} from '../commission/index.js';
import { mayAskFirstDay, maySeeFreeing } from './asked-first-days.policy.js';
import { lastDayToSay, whomToAsk } from './domain/asked-first-day.js';
import { REVIEW, reviewKey } from './jobs.js';
import { FIRST_DAY_ASKED, FIRST_DAY_OVER } from './message-kinds.js';
import { AskedFamily, AskedFirstDay } from './persistence/asked-first-days.entities.js';
import { readableOf } from './persistence/readable.queries.js';

/** The page on which it is answered, below that of the request at the desk and that of the dossier of the family. */
export const PATH = 'place-plus-tard';

/** A question with those who were asked, in their turn. */
export interface AskedPlace {
  readonly row: AskedFirstDay;
  readonly families: readonly AskedFamily[];
}

/** A place that frees later, as the page of its establishment shows it. */
export interface ShownPlace {
  readonly place: FreeingPlaceOf;
  /** The question that waits for answers; null where there is none. */
  readonly open: AskedPlace | null;
  /** Whom a question would go to, and by when they would answer; null where nobody can be asked. */
  readonly asks: { readonly families: readonly FittingFamily[]; readonly lastDay: Day } | null;
}

export interface FreeingPage {
  readonly provider: Provider;
  /** Null where no session has decided about the establishment yet. */
  readonly list: Omit<FreeingList, 'places'> | null;
  readonly places: readonly ShownPlace[];
  /** What was asked about places that are not on the list any more, and what has ended, latest first. */
  readonly past: readonly AskedPlace[];
  /** Those of the requests named here that the actor may read. */
  readonly readable: ReadonlyMap<Id, ChildRequest>;
  readonly mayAsk: boolean;
}

/** Past questions that a page shows. */
const MOST_PAST = 10;

/** A question of a director about a place that frees later, put to the families whom the last session kept waiting. */
@Injectable()
export class AskedFirstDays {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly supply: Supply,
    private readonly freeing: FreeingPlaces,
    private readonly words: PlaceWords,
    private readonly messages: FamilyMessages,
    private readonly queue: Queue,
    private readonly audit: Audit,
  ) {}

  /** What frees later in an establishment, who could come, and what was asked. @throws NotFound when it is not the actor's */
  async readPage(actor: Actor, providerId: Id): Promise<FreeingPage> {
    const provider = this.supply.establishments().find(({ id }) => id === providerId);
    if (!provider || !maySeeFreeing(actor, providerId)) throw new NotFound('establishment');
    const list = await this.freeing.listPlaces(this.reader, providerId);
    const asked = await this.listAsked(this.reader, providerId);
    const days = await this.settings.get('firstDayAnswerDays');
    const open = asked.filter(({ row }) => row.endedAt === null);
    const places = (list?.places ?? []).map((place): ShownPlace => ({
      place,
      open: open.find(({ row }) => isAbout(row, place)) ?? null,
      asks: list!.session.reofferAllowed ? this.askable(place, asked, days) : null,
    }));
    const shown = new Set(places.flatMap((one) => one.open?.row.id ?? []));
    const named = [
      ...places.flatMap(({ place }) => place.families.map(({ requestId }) => requestId)),
      ...asked.flatMap(({ families }) => families.map(({ requestId }) => requestId)),
    ];
    return {
      provider,
      list,
      places,
      past: asked.filter(({ row }) => !shown.has(row.id)).slice(0, MOST_PAST),
      readable: await readableOf(this.reader, actor, named),
      mayAsk: mayAskFirstDay(actor, providerId),
    };
  }

  /** One of the places of the page. @throws NotFound when it is not there any more, or the actor asks nobody about it */
  async readPlace(
    actor: Actor,
    providerId: Id,
    code: string,
    firstDay: Day,
  ): Promise<FreeingPage & { shown: ShownPlace }> {
    const page = await this.readPage(actor, providerId);
    const shown = page.places.find(({ place }) => place.section.code === code && place.from === firstDay);
    if (!shown || !page.mayAsk) throw new NotFound('place');
    return { ...page, shown };
  }

  /**
   * Asks everybody who could come if its family agreed to another day.
   * @throws NotFound | Conflict when it is asked already | DomainError when nobody can be asked any more
   */
  async askFamilies(actor: Actor, providerId: Id, code: string, firstDay: Day): Promise<void> {
    if (!mayAskFirstDay(actor, providerId)) throw new NotFound('establishment');
    await this.unitOfWork.run(async (tx) => {
      const last = await this.freeing.findSession(tx, providerId);
      if (!last) throw new NotFound('place');
      // Whoever waits here reads what another has written meanwhile.
      await lockSession(tx, last.session.id);
      const list = (await this.freeing.listPlaces(tx, providerId))!;
      const place = list.places.find(({ section, from }) => section.code === code && from === firstDay);
      const asked = await this.listAsked(tx, providerId);
      if (
        asked.some(
          ({ row }) => row.endedAt === null && row.firstDay === firstDay && row.sectionId === `${providerId}:${code}`,
        )
      )
        throw new Conflict(refuse('firstDay.askedAlready'));
      if (!list.session.reofferAllowed) throw new DomainError(refuse('firstDay.notAllowed'));
      const asks = place && this.askable(place, asked, await this.settings.get('firstDayAnswerDays'));
      if (!asks) throw new DomainError(refuse('firstDay.nobody'));
      const row = await this.insertQuestion(tx, actor, list.session.id, place, asks.lastDay);
      await this.insertFamilies(tx, row, asks.families);
      await this.audit.changed(
        tx,
        actor,
        'firstDay.ask',
        { kind: 'asked-first-day', id: row.id },
        { families: asks.families.length },
      );
      const at = instantAt(addDays(row.lastDay, 1));
      await this.queue.plan(tx, REVIEW, { askedId: row.id }, { at, key: reviewKey(row.id) });
    });
  }

  /** Takes a question back while nobody is offered the place. @throws NotFound | Conflict when it has ended */
  async takeBack(actor: Actor, providerId: Id, askedId: Id): Promise<void> {
    const known = await this.reader.findOne(AskedFirstDay, { id: askedId, providerId });
    if (!known || !mayAskFirstDay(actor, providerId)) throw new NotFound('question');
    await this.unitOfWork.run(async (tx) => {
      await lockSession(tx, known.sessionId);
      const row = (await tx.findOne(AskedFirstDay, { id: askedId }))!;
      if (row.endedAt !== null) throw new Conflict(refuse('firstDay.ended'));
      await tx.update(AskedFirstDay, { id: askedId }, { outcome: 'taken_back', endedAt: this.clock.now() });
      await this.queue.cancel(tx, reviewKey(askedId));
      await this.audit.changed(tx, actor, 'firstDay.takeBack', { kind: 'asked-first-day', id: askedId });
      const families = await tx.find(AskedFamily, { where: { askedId }, order: { turn: 'ASC' } });
      await this.tellOver(
        tx,
        row,
        families.filter(({ answer }) => answer !== 'no'),
        'taken_back',
      );
    });
  }

  /** Tells families that they are not offered the place. Those who look for none any more read it on their page. */
  async tellOver(
    tx: Tx,
    { providerId }: Pick<AskedFirstDay, 'providerId'>,
    families: readonly AskedFamily[],
    why: 'given' | 'gone' | 'taken_back',
  ): Promise<void> {
    const waiting = await this.listWaiting(tx, families);
    for (const { requestId, day: from } of families) {
      const request = waiting.get(requestId);
      if (!request) continue;
      await this.messages.writeMessage(tx, {
        dossierId: request.dossierId,
        requestIds: [requestId],
        kind: FIRST_DAY_OVER,
        towards: PATH,
        args: ({ day }) => ({ provider: this.supply.provider(providerId)?.name ?? '', from: day(from), why }),
      });
    }
  }

  /** The requests of those of these families that still look for a place. */
  async listWaiting(tx: Reader | Tx, families: readonly AskedFamily[]): Promise<Map<Id, ChildRequest>> {
    const requests = await findRequests(
      tx,
      families.map(({ requestId }) => requestId),
    );
    return new Map(requests.filter(({ state }) => REOFFERED.includes(state)).map((request) => [request.id, request]));
  }

  private async listAsked(from: Reader | Tx, providerId: Id): Promise<AskedPlace[]> {
    const rows = await from.find(AskedFirstDay, { where: { providerId }, order: { askedAt: 'DESC', id: 'DESC' } });
    const families = groupedBy(
      await from.find(AskedFamily, { where: { askedId: In(rows.map(({ id }) => id)) }, order: { turn: 'ASC' } }),
      ({ askedId }) => askedId,
    );
    return rows.map((row) => ({ row, families: families.get(row.id) ?? [] }));
  }

  private askable(place: FreeingPlaceOf, asked: readonly AskedPlace[], days: number): ShownPlace['asks'] {
    const about = asked.filter(({ row }) => isAbout(row, place));
    if (about.some(({ row }) => row.endedAt === null)) return null;
    const noes = about.flatMap(({ families }) => families.filter(({ answer }) => answer === 'no'));
    const today = this.clock.today();
    const families = whomToAsk(place.families, new Set(noes.map(({ requestId }) => requestId)), today);
    const first = families.map(({ day }) => day).sort()[0];
    const lastDay = first === undefined ? null : lastDayToSay(today, days, first);
    return lastDay === null ? null : { families, lastDay };
  }

  private async insertQuestion(
    tx: Tx,
    actor: Actor,
    sessionId: Id,
    { section, from: firstDay, until, slots }: FreeingPlaceOf,
    lastDay: Day,
  ): Promise<AskedFirstDay> {
    const row: AskedFirstDay = {
      id: newId(),
      providerId: section.providerId,
      sectionId: section.id,
      sessionId,
      firstDay,
      until,
      slots,
      lastDay,
      askedBy: actorRef(actor),
      askedAt: this.clock.now(),
      outcome: null,
      endedAt: null,
    };
    await tx.insert(AskedFirstDay, row);
    return row;
  }

  private async insertFamilies(tx: Tx, row: AskedFirstDay, families: readonly FittingFamily[]): Promise<void> {
    await tx.insert(
      AskedFamily,
      families.map(({ requestId, day, slots }, index): AskedFamily => ({
        id: newId(),
        askedId: row.id,
        requestId,
        turn: index + 1,
        day,
        slots,
        answer: null,
        answeredBy: null,
        answeredAt: null,
        toldBy: null,
        knownBy: null,
        result: null,
      })),
    );
    for (const { dossierId, requestId, day: from, slots } of families)
      await this.messages.writeMessage(tx, {
        dossierId,
        requestIds: [requestId],
        kind: FIRST_DAY_ASKED,
        towards: PATH,
        args: (words) => ({
          provider: this.supply.provider(row.providerId)?.name ?? '',
          from: words.day(from),
          days: this.words.halfDays(words, slots),
          until: words.day(row.lastDay),
        }),
      });
  }

  /** The questions that wait for answers and were put to one of these requests. */
  async listOpenOf(tx: Tx, requestIds: readonly Id[]): Promise<Id[]> {
    const families = await tx.find(AskedFamily, { where: { requestId: In([...requestIds]) } });
    if (families.length === 0) return [];
    const ids = [...new Set(families.map(({ askedId }) => askedId))];
    const open = await tx.find(AskedFirstDay, { where: { id: In(ids), endedAt: IsNull() } });
    return open.map(({ id }) => id);
  }
}

const isAbout = ({ sectionId, firstDay }: AskedFirstDay, { section, from }: FreeingPlaceOf): boolean =>
  sectionId === section.id && firstDay === from;
