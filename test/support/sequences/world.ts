import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  Bodies,
  Candidacies,
  Closing,
  SessionCalendar,
  SessionDecisions,
} from '../../../src/commissions/commission/index.js';
import { Candidacy, CommissionSession } from '../../../src/commissions/commission/persistence/commission.entities.js';
import { isDayPast } from '../../../src/commissions/commission/domain/session-dates.js';
import { isComing, isListing } from '../../../src/commissions/commission/domain/session-lifecycle.js';
import { Pauses } from '../../../src/commissions/commission/sitting/pauses.js';
import { SessionSteps } from '../../../src/commissions/commission/sitting/session-steps.js';
import { isOpen, RequestMoves } from '../../../src/dossier/dossier/index.js';
import { ChildRequest, Wish } from '../../../src/dossier/dossier/persistence/dossier.entities.js';
import { Conflict, DomainError, NotFound } from '../../../src/foundation/kernel/refusal.js';
import { addDays, addHours, instantAt, type Day } from '../../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../../src/foundation/platform/queue/index.js';
import { SYSTEM, type Actor } from '../../../src/foundation/platform/security/index.js';
import { GivenUpPlaces, Offers, Transfers } from '../../../src/places/placement/index.js';
import { Offer } from '../../../src/places/placement/persistence/placement.entities.js';
import { startApp, type DatabaseKind, type TestApp } from '../app.js';
import { anOrientedRequest, aThursday, clockOf, DESK, givePlaces, seedCommissions } from '../commission.js';
import { aChild } from '../forms.js';
import { COORDINATOR } from '../placement-world.js';
import { StartingRows } from '../starting-rows.js';
import type { Command, Prelude } from './commands.js';
import { RULES, SETTLED } from './rules.js';

const BODIES = ['montceau', 'intercommunale'];
/** For each body, the establishment that the families wish for. */
const FIRST_OF: Readonly<Record<string, string>> = { montceau: 'ma-71306', intercommunale: 'ma-71499' };
const ROOMS = ['Mairie', 'Salle des fêtes'];
const DAY = { start: '08:00', end: '18:00' };
const WEEKS = [
  { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY },
  { mon: DAY, tue: DAY },
  { thu: DAY, fri: DAY },
  { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY },
  { wed: DAY },
];
const WISHES = [['ma-71306'], ['ma-71306', 'ma-71499'], ['ma-71499', 'ma-71306'], ['ma-71306'], ['ma-71499']];
/** Tables that are emptied before each sequence, with all tables that refer to them. */
const EMPTIED = ['commission_session', 'offer', 'placement', 'message', 'job', 'request_history'];

type Family = Awaited<ReturnType<typeof anOrientedRequest>>;

/**
 * Two bodies that share members, three sections with few places, and five families. They are made once and put back
 * before each sequence.
 */
export class SequenceWorld {
  /** How often each command succeeded. A sequence of refusals alone would prove nothing. */
  readonly done = new Map<string, number>();
  private readonly families: Family[] = [];
  private starting!: StartingRows;

  private constructor(private readonly test: TestApp) {}

  static async open(kind: DatabaseKind): Promise<SequenceWorld> {
    const world = new SequenceWorld(await startApp(kind));
    await seedCommissions(world.app);
    for (const [section, places] of [
      ['ma-71306:babies', 1],
      ['ma-71306:toddlers', 1],
      ['ma-71499:babies', 1],
    ] as const)
      await givePlaces(world.app, section, places);
    for (const [index, week] of WEEKS.entries()) {
      world.families.push(
        await anOrientedRequest(world.app, {
          wishes: WISHES[index]!,
          requestedAt: addHours(clockOf(world.app).now(), index - 1000),
          child: { birthDate: '2026-06-15', need: { ...aChild().need, wantedFrom: '2027-04-01', week } },
        }),
      );
    }
    world.starting = await StartingRows.of(world.app, EMPTIED);
    return world;
  }

  close(): Promise<void> {
    return this.test.close();
  }

  private get app(): NestFastifyApplication {
    return this.test.app;
  }
  get reader(): Reader {
    return this.app.get(Reader);
  }
  private run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.app.get(UnitOfWork).run(work);
  }

  /** Begins a sequence on the morning of a day, after its prelude. */
  async begin(from: Day, prelude: Prelude): Promise<void> {
    await this.run(async (tx) => {
      await tx.write('UPDATE candidacy SET deferred_to_id = NULL WHERE deferred_to_id IS NOT NULL');
      await this.starting.putBack(tx);
      await tx.write('UPDATE seat_ledger SET held = 0, beyond = 0 WHERE held <> 0');
    });
    clockOf(this.app).travelTo(instantAt(from, '08:00'));
    if (prelude !== 'nothing') await this.play(prelude);
  }

  private async play(prelude: Prelude): Promise<void> {
    await this.planBoth(30);
    if (prelude === 'planned') return;
    await this.run((tx) => this.listAll(tx));
    if (prelude === 'listed') return;
    await this.openAll();
    if (prelude === 'open') return;
    await this.closeAll();
    if (prelude === 'closed') return;
    await this.run(async (tx) => {
      for (const offer of await tx.find(Offer, { where: { state: 'open' }, order: { id: 'ASC' } })) {
        const family: Actor = { kind: 'family', dossierId: offer.dossierId, draftId: null };
        // The first family gives up the place that the others would rather have.
        if (offer.dossierId === this.family(0).dossierId)
          await this.app.get(Offers).declineOffer(tx, family, offer.id, 'hours', 'withdraw');
        else await this.accept(tx, offer, family, true);
      }
    });
    await this.planBoth(60);
    await this.run((tx) => this.listAll(tx));
    await this.openAll();
    if (prelude === 'better') await this.closeAll();
  }

  private async closeAll(): Promise<void> {
    for (const { id } of await this.coming(this.reader)) {
      await this.app.get(SessionDecisions).keepAll(SYSTEM, id);
      await this.app.get(Closing).closeSession(SYSTEM, id, undefined, true);
    }
  }

  private async planBoth(inDays: number): Promise<void> {
    for (const [index, bodyId] of BODIES.entries()) {
      const day = aThursday(this.app, inDays + 7 * index);
      await this.app
        .get(SessionCalendar)
        .planSession(SYSTEM, {
          bodyId,
          day,
          time: index === 0 ? '09:00' : '14:00',
          room: ROOMS[index]!,
          entryFrom: addDays(day, 30),
          reofferAllowed: true,
        });
    }
  }

  /** Lists each family that still looks for a place, before each body of which it wishes for an establishment. */
  private async listAll(tx: Tx): Promise<void> {
    for (const { id, bodyId } of await this.coming(tx)) {
      for (const nth of this.families.keys()) {
        const request = (await tx.findOne(ChildRequest, { id: await this.requestOf(tx, nth) }))!;
        const wishes = (await tx.find(Wish, { where: { requestId: request.id } })).map(({ providerId }) => providerId);
        if (
          ['oriented', 'waiting_list', 'before_commission'].includes(request.state) &&
          wishes.includes(FIRST_OF[bodyId]!)
        )
          await this.list(tx, nth, id);
      }
    }
  }

  private async openAll(): Promise<void> {
    for (const { id } of await this.coming(this.reader))
      for (const step of ['places', 'freeze', 'prepare', 'open'] as const)
        await this.app.get(SessionSteps).takeStep(SYSTEM, id, step, undefined, clockOf(this.app).today());
  }

  /** Does what a command says. A refusal is a valid answer; any other error makes the test fail. */
  async obey(command: Command): Promise<void> {
    try {
      if (await this.attempt(command)) this.count(command.do);
    } catch (error) {
      if (!(error instanceof DomainError || error instanceof Conflict || error instanceof NotFound)) throw error;
    }
  }

  private count(name: string): void {
    this.done.set(name, (this.done.get(name) ?? 0) + 1);
  }

  /** The sentences of all broken rules, each with the name of its rule. */
  async broken(rules: typeof RULES = RULES): Promise<string[]> {
    const found = await Promise.all(
      Object.entries(rules).map(async ([name, rule]) =>
        (await rule(this.reader, this.app.get(Bodies), clockOf(this.app).now())).map(
          (sentence) => `${name}: ${sentence}`,
        ),
      ),
    );
    return found.flat();
  }

  /**
   * Lets time pass until everything that was begun has ended by itself. Jobs run each day. A session that was missed
   * while they did not run ends by nothing but a person: its coordinator gives it another day.
   */
  async settle(): Promise<string[]> {
    for (let day = 0; day < 120; day += 1) {
      await this.moveMissed();
      await this.pass(24, true);
    }
    return [...(await this.broken()), ...(await this.broken(SETTLED))];
  }

  /** Moves each session whose list only waits for another day to the first coming one that is free. */
  private async moveMissed(): Promise<void> {
    const today = clockOf(this.app).today();
    const missed = (await this.coming(this.reader)).filter(
      ({ state, startsAt, placesDeclaredAt }) =>
        isListing(state) && placesDeclaredAt !== null && isDayPast(startsAt, today),
    );
    for (const { id, room } of missed) await this.moveToFirstFree(id, room);
  }

  private async moveToFirstFree(id: string, room: string): Promise<void> {
    for (let inDays = 1; ; inDays += 1) {
      try {
        await this.app.get(SessionCalendar).moveSession(SYSTEM, id, { day: this.dayIn(inDays), time: '09:00', room });
        return;
      } catch (error) {
        if (!(error instanceof DomainError) || inDays === 60) throw error;
      }
    }
  }

  private async attempt(command: Command): Promise<boolean> {
    switch (command.do) {
      case 'plan':
        await this.app
          .get(SessionCalendar)
          .planSession(SYSTEM, {
            bodyId: BODIES[command.body % 2]!,
            day: this.dayIn(command.inDays),
            time: timeOf(command.hour),
            room: ROOMS[command.room]!,
            entryFrom: addDays(this.dayIn(command.inDays), 30),
            reofferAllowed: command.reoffer,
          });
        return true;
      case 'move':
        return this.withSession(command.nth, ({ id, room }) =>
          this.app
            .get(SessionCalendar)
            .moveSession(SYSTEM, id, { day: this.dayIn(command.inDays), time: timeOf(command.hour), room }),
        );
      case 'pause':
        return this.withSession(command.nth, ({ id, room }) =>
          this.app
            .get(Pauses)
            .pauseSession(SYSTEM, id, { day: this.dayIn(command.inDays), time: timeOf(command.hour), room }),
        );
      case 'cancel':
        return this.withSession(command.nth, ({ id }) =>
          this.app.get(SessionCalendar).cancelSession(SYSTEM, id, 'event'),
        );
      case 'call':
        return this.withSession(command.nth, ({ id }) => this.app.get(SessionSteps).takeStep(SYSTEM, id, 'call'));
      case 'places':
        return this.withSession(command.nth, ({ id }) => this.app.get(SessionSteps).takeStep(SYSTEM, id, 'places'));
      case 'forward':
        return this.withSession(command.nth, (session) => this.forward(session));
      case 'close':
        return this.withSession(command.nth, ({ id }) =>
          this.app.get(Closing).closeSession(SYSTEM, id, undefined, true),
        );
      case 'list':
        return this.withSession(command.nth, ({ id }) => this.run((tx) => this.list(tx, command.family, id)));
      case 'amend':
        return this.withSession(command.nth, (session) => this.amend(session, command));
      case 'accept':
        return this.withOffer(command.family, (tx, offer, family) => this.accept(tx, offer, family, command.keep));
      case 'giveUp':
        return this.giveUp(command.family, command.choice);
      case 'decline':
        return this.withOffer(command.family, (tx, offer, family) =>
          this.app.get(Offers).declineOffer(tx, family, offer.id, 'hours', command.choice),
        );
      case 'revoke':
        return this.withOffer(command.family, (tx, offer) =>
          this.app.get(Offers).revokeOffer(tx, COORDINATOR, offer.id, 'error_in_decision'),
        );
      case 'withdraw':
        await this.run(async (tx) =>
          this.app
            .get(RequestMoves)
            .move(tx, DESK, await this.requestOf(tx, command.family), 'withdraw', { reason: 'moved_away' }),
        );
        return true;
      case 'pass':
        await this.pass(command.hours, command.jobs);
        return true;
      case 'overSummerTime':
        return this.overSummerTime();
    }
  }

  /** Takes the next step of a session, whichever that is. */
  private async forward({ id, state, placesDeclaredAt }: CommissionSession): Promise<unknown> {
    const steps = this.app.get(SessionSteps);
    switch (state) {
      case 'planned':
      case 'called':
        return steps.takeStep(SYSTEM, id, placesDeclaredAt ? 'freeze' : 'places');
      case 'frozen':
        return steps.takeStep(SYSTEM, id, 'prepare');
      case 'prepared':
        return steps.takeStep(SYSTEM, id, 'open', undefined, clockOf(this.app).today());
      case 'suspended':
        return this.app.get(Pauses).resumeSession(SYSTEM, id);
      default:
        return this.app.get(SessionDecisions).keepAll(SYSTEM, id);
    }
  }

  /** The request that a family is still looking for: its transfer when it has a place, or else its first request. */
  private async requestOf(tx: Tx, nth: number): Promise<string> {
    const { requestId } = this.family(nth);
    const transfers = await tx.find(ChildRequest, { where: { transferFromId: requestId }, order: { id: 'DESC' } });
    return transfers.find(({ state }) => isOpen(state))?.id ?? requestId;
  }

  private async list(tx: Tx, nth: number, sessionId: string): Promise<unknown> {
    return this.app.get(Candidacies).listRequest(tx, DESK, await this.requestOf(tx, nth), sessionId);
  }

  private async accept(tx: Tx, offer: Offer, family: Actor, keep: boolean): Promise<void> {
    const answer = await this.app.get(Offers).acceptOffer(tx, family, offer.id);
    const transfers = this.app.get(Transfers);
    if (
      answer.ok &&
      offer.requestId !== this.families.find(({ dossierId }) => dossierId === offer.dossierId)?.requestId
    )
      this.count('better');
    const better = (await transfers.betterWishes(tx, offer)).flatMap(({ providerId }) => providerId ?? []);
    if (!answer.ok || !keep || better.length === 0) return;
    await transfers.keepWaiting(tx, family, (await tx.findOne(Offer, { id: offer.id }))!, better);
    this.count('transfer');
  }

  private giveUp(nth: number, choice: 'wait' | 'withdraw'): Promise<boolean> {
    const { dossierId } = this.family(nth);
    return this.run(async (tx) => {
      const [offer] = await tx.find(Offer, { where: { dossierId, state: 'accepted' }, order: { answeredAt: 'DESC' } });
      if (!offer) return false;
      await this.app.get(GivenUpPlaces).giveUp(tx, { kind: 'family', dossierId, draftId: null }, offer.id, { choice });
      return true;
    });
  }

  private async amend(
    session: CommissionSession,
    { candidate, kind }: Extract<Command, { do: 'amend' }>,
  ): Promise<unknown> {
    const cases = await this.reader.find(Candidacy, {
      where: { sessionId: session.id },
      order: { agendaNumber: 'ASC' },
    });
    const next = (await this.coming(this.reader)).find((one) => one.bodyId === session.bodyId && one.id !== session.id);
    const one = cases[candidate % Math.max(1, cases.length)];
    const reason = {
      wait: one?.proposedSectionId ? 'other_child_first' : 'no_place',
      refuse: 'false_declaration',
      defer: 'awaiting_opinion',
    }[kind];
    return this.app
      .get(SessionDecisions)
      .decideCase(SYSTEM, one?.id ?? '', {
        kind,
        sectionId: null,
        reason,
        deferredToId: kind === 'defer' ? (next?.id ?? null) : null,
      });
  }

  private async withSession(nth: number, work: (session: CommissionSession) => Promise<unknown>): Promise<boolean> {
    const coming = await this.coming(this.reader);
    if (coming.length === 0) return false;
    await work(coming[nth % coming.length]!);
    return true;
  }

  private async withOffer(
    nth: number,
    work: (tx: Tx, offer: Offer, family: Actor) => Promise<unknown>,
  ): Promise<boolean> {
    return this.run(async (tx) => {
      const { dossierId } = this.family(nth);
      const offer = await tx.findOne(Offer, { dossierId, state: 'open' });
      if (!offer) return false;
      await work(tx, offer, { kind: 'family', dossierId, draftId: null });
      return true;
    });
  }

  private async coming(from: Reader | Tx): Promise<CommissionSession[]> {
    return (await from.find(CommissionSession, { order: { startsAt: 'ASC', id: 'ASC' } })).filter(({ state }) =>
      isComing(state),
    );
  }

  private async pass(hours: number, jobs: boolean): Promise<void> {
    clockOf(this.app).travelTo(addHours(clockOf(this.app).now(), hours));
    if (jobs) await this.app.get(SqlQueueDriver).runDue();
  }

  /** Moves the clock to an hour after the next change of the clocks, and runs what falls due on the way. */
  private async overSummerTime(): Promise<boolean> {
    const now = clockOf(this.app).now();
    const change = ['2027-03-28', '2027-10-31', '2028-03-26', '2028-10-29']
      .map((day) => addHours(instantAt(day), 4))
      .find((at) => at > now);
    if (!change) return false;
    clockOf(this.app).travelTo(change);
    await this.app.get(SqlQueueDriver).runDue();
    return true;
  }

  private dayIn(days: number): Day {
    return addDays(clockOf(this.app).today(), days);
  }

  private family(nth: number): Family {
    return this.families[nth % this.families.length]!;
  }
}

const timeOf = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
