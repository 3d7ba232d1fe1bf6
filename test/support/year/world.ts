import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Candidacies } from '../../../src/commissions/commission/index.js';
import {
  Body,
  BodyMember,
  CommissionSession,
} from '../../../src/commissions/commission/persistence/commission.entities.js';
import { isComing } from '../../../src/commissions/commission/domain/session-lifecycle.js';
import { ChildRequest, Wish } from '../../../src/dossier/dossier/persistence/dossier.entities.js';
import { newId } from '../../../src/foundation/kernel/ids.js';
import { addDays, dayOf, instantAt, type Day } from '../../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../../src/foundation/platform/queue/index.js';
import { Job } from '../../../src/foundation/platform/queue/job.entity.js';
import { Offers, PlacementEnds } from '../../../src/places/placement/index.js';
import { Offer, Placement } from '../../../src/places/placement/persistence/placement.entities.js';
import { startApp, type DatabaseKind, type TestApp } from '../app.js';
import { Browser, textOf, type Answer } from '../browser.js';
import { anOrientedRequest, clockOf, givePlaces, listFor, seedCommissions } from '../commission.js';
import { aChild } from '../forms.js';
import { directorOf } from '../placement-world.js';
import { PASSWORD, STAFF } from '../seed.js';
import { FIRST_DAY, LAST_DAY, THIRD_BODY, YEAR, type PlannedSession } from './plan.js';

/** The jobs of a session of which each message is counted. */
const WRITING = ['session.call', 'session.confirm'];

const HOURS = { start: '08:00', end: '18:00' };
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
/** A few places everywhere, fewer than there are children. */
const PLACES: Readonly<Record<string, number>> = {
  'ma-71306:babies': 6,
  'ma-71306:toddlers': 6,
  'ma-71306:older': 3,
  'ma-71499:babies': 4,
  'ma-71499:toddlers': 4,
  'ma-71040:babies': 3,
  'ma-71040:toddlers': 3,
  'mc-paje-71222:mixed': 3,
  'mc-paje-71477:mixed': 3,
};
const WISHES = [
  ['ma-71306'],
  ['ma-71306'],
  ['ma-71306', 'ma-71499'],
  ['ma-71499', 'ma-71040'],
  ['ma-71040', 'ma-71306'],
  ['mc-paje-71222', 'ma-71306'],
  ['mc-paje-71477', 'mc-paje-71222'],
];

/** A number from 0 to 1 made from a name, so that a family does the same in every run. */
function chanceOf(name: string): number {
  let hash = 2166136261;
  for (const character of name) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
  return ((hash ^ (hash >>> 13)) >>> 0) / 4294967296;
}

/** What was seen happening, to compare with the messages. */
export interface Diary {
  /** The sessions that the coordinator planned, by their entry of {@link YEAR}. */
  readonly sessions: Map<PlannedSession, string>;
  readonly refusals: string[];
  /** How many messages the jobs of a day should have written, by `kind session recipient`. */
  readonly expected: Map<string, number>;
  readonly done: Record<'accepted' | 'declined' | 'left' | 'noShow' | 'closed', number>;
}

/** A year of three commissions. It passes day by day, with its jobs, its families and its desks. */
export class YearWorld {
  readonly diary: Diary = {
    sessions: new Map(),
    refusals: [],
    expected: new Map(),
    done: { accepted: 0, declined: 0, left: 0, noShow: 0, closed: 0 },
  };
  private readonly coordinator: Browser;
  private made = 0;
  /** The number of each family, by its dossier and by its request. */
  private readonly numbers = new Map<string, number>();

  private constructor(
    private readonly test: TestApp,
    private readonly requests: number,
  ) {
    this.coordinator = new Browser(test.app);
  }

  static async open(kind: DatabaseKind, requests: number): Promise<YearWorld> {
    const world = new YearWorld(await startApp(kind), requests);
    await seedCommissions(world.app);
    clockOf(world.app).travelTo(instantAt(FIRST_DAY, '08:00'));
    for (const [section, places] of Object.entries(PLACES)) await givePlaces(world.app, section, places);
    await world.run(async (tx) => {
      const [montceau] = await tx.find(Body, { where: { id: 'montceau' } });
      await tx.insert(Body, { ...montceau!, ...THIRD_BODY });
      for (const [personKey, role, label] of [
        ['chair:micro', 'chair', 'Présidence des micro-crèches'],
        ['pmi', 'pmi', 'Puéricultrice de PMI'],
        ['director:mc-paje-71222', 'director', 'Direction 71222'],
        ['director:mc-paje-71477', 'director', 'Direction 71477'],
      ] as const) {
        await tx.insert(BodyMember, {
          id: newId(),
          bodyId: 'micro',
          personKey,
          role,
          label,
          email: null,
          accountId: null,
        });
      }
      for (const { id } of await tx.find(BodyMember))
        await tx.update(BodyMember, { id }, { email: `${id}@membre.example` });
    });
    return world;
  }

  close(): Promise<void> {
    return this.test.close();
  }
  get app(): NestFastifyApplication {
    return this.test.app;
  }
  get reader(): Reader {
    return this.app.get(Reader);
  }
  private run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.app.get(UnitOfWork).run(work);
  }

  /** @param everyMonth called on the first day of each month */
  async live(everyMonth: () => Promise<void>): Promise<void> {
    await this.coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
    for (const planned of YEAR) await this.plan(planned);
    for (let day = FIRST_DAY; day <= LAST_DAY; day = addDays(day, 1)) {
      clockOf(this.app).travelTo(instantAt(day, '20:00'));
      await this.expectOfJobs();
      await this.app.get(SqlQueueDriver).runDue();
      await this.newFamilies(day);
      await this.atTheDesk(day);
      await this.atTheSessions(day);
      await this.answers(day);
      await this.atTheNurseries(day);
      if (day.endsWith('-01')) await everyMonth();
    }
  }

  private async plan(planned: PlannedSession): Promise<void> {
    const form = {
      bodyId: planned.bodyId,
      ...dayFields(planned.day),
      time: planned.time,
      room: planned.room,
      ...entryFields(planned.entryFrom),
      reoffer: 'yes',
    };
    let answer = await this.coordinator.post('/commissions/nouvelle', form);
    if (answer.status === 422) {
      this.diary.refusals.push(`${planned.bodyId} ${planned.day}: ${textOf(answer.html)}`);
      answer = await this.coordinator.post('/commissions/nouvelle', { ...form, suggested: suggestedIn(answer) });
    }
    const known = [...this.diary.sessions.values()];
    const sessions = await this.reader.find(CommissionSession);
    this.diary.sessions.set(
      planned,
      sessions.find(({ id }) => !known.includes(id))?.id ?? `not planned: ${answer.status}`,
    );
  }

  /** Notes the messages that the next jobs should write to directors, members and families. */
  private async expectOfJobs(): Promise<void> {
    const due = (await this.reader.find(Job, { where: { state: 'waiting' } })).filter(
      ({ runAt, type }) => runAt <= clockOf(this.app).now() && WRITING.includes(type),
    );
    for (const { type, payload } of due) {
      const session = (await this.reader.findOne(CommissionSession, { id: String(payload['sessionId']) }))!;
      const about = `session:${session.id}`;
      if (type === 'session.call')
        for (const { email } of await this.reader.find(BodyMember, { where: { bodyId: session.bodyId } }))
          this.expect('session-call', about, email!);
      if (type === 'session.confirm') {
        const listed = await this.reader.sql<{ dossier_id: string }>(
          `SELECT dossier_id FROM candidacy WHERE session_id = :id AND state = 'listed'`,
          { id: session.id },
        );
        for (const { dossier_id: dossierId } of listed) this.expect('session-confirm', '', dossierId);
      }
    }
  }

  private expect(kind: string, about: string, recipient: string): void {
    const key = `${kind} ${about} ${recipient}`;
    this.diary.expected.set(key, (this.diary.expected.get(key) ?? 0) + 1);
  }

  /** New families over ten months, each before the next session of every body whose establishments it wishes for. */
  private async newFamilies(day: Day): Promise<void> {
    const days = 300;
    const elapsed = (Date.parse(day) - Date.parse(FIRST_DAY)) / 86_400_000;
    while (this.made < this.requests && this.made < ((elapsed + 1) * this.requests) / days) {
      const chance = (of: string): number => chanceOf(`${of} ${this.made}`);
      const week = Object.fromEntries(
        WEEKDAYS.filter((weekday) => chance(weekday) < 0.6 || weekday === WEEKDAYS[this.made % 5]).map((weekday) => [
          weekday,
          HOURS,
        ]),
      );
      const birth = addDays(day, -Math.round(60 + chance('age') * 600));
      const wishes = WISHES[Math.floor(chance('wishes') * WISHES.length)]!;
      this.made += 1;
      const { requestId, dossierId } = await anOrientedRequest(this.app, {
        wishes,
        child: { birthDate: birth, need: { ...aChild().need, wantedFrom: addDays(day, 30), week } },
      });
      for (const id of [requestId, dossierId]) this.numbers.set(id, this.made);
      await this.list(requestId, wishes);
    }
  }

  private async list(requestId: string, wishes: readonly string[]): Promise<void> {
    const upcoming = await this.app.get(Candidacies).upcomingSessionsFor(wishes);
    for (const bodyId of new Set(upcoming.map((session) => session.bodyId)))
      await listFor(this.app, requestId, upcoming.find((session) => session.bodyId === bodyId)!.id);
  }

  /** Once a month the desk lists the families that wait, or whose session was cancelled, for the next sessions. */
  private async atTheDesk(day: Day): Promise<void> {
    if (!day.endsWith('-15')) return;
    for (const state of ['waiting_list', 'oriented'] as const) {
      for (const { id } of await this.reader.find(ChildRequest, { where: { state } })) {
        await this.list(
          id,
          (await this.reader.find(Wish, { where: { requestId: id } })).flatMap(({ providerId }) => providerId ?? []),
        );
      }
    }
  }

  private async atTheSessions(day: Day): Promise<void> {
    for (const [planned, id] of this.diary.sessions) {
      const session = (await this.reader.findOne(CommissionSession, { id }))!;
      if (!isComing(session.state)) continue;
      const { version } = session;
      if (planned.movedOn === day)
        await this.press(`/commissions/${id}/deplacer`, {
          ...dayFields(addDays(dayOf(session.startsAt), 7)),
          time: planned.time,
          room: planned.room,
          version,
        });
      if (planned.cancelledOn === day) {
        if (session.state === 'called')
          for (const { email } of await this.reader.find(BodyMember, { where: { bodyId: session.bodyId } }))
            this.expect('session-called-off', `session:${id}`, email!);
        await this.press(`/commissions/${id}/annuler`, { version, reason: 'event' });
      }
      if (addDays(dayOf(session.startsAt), -8) === day) await this.step(id, 'places');
      if (dayOf(session.startsAt) === day) await this.sit(id);
    }
  }

  private async sit(id: string): Promise<void> {
    await this.step(id, 'prepare');
    await this.step(id, 'open');
    await this.press(`/commissions/${id}/seance/suivre`, { version: await this.versionOf(id) });
    await this.press(`/commissions/${id}/seance/clore`, { version: await this.versionOf(id), nobodyPresent: 'yes' });
    if ((await this.reader.findOne(CommissionSession, { id }))!.state === 'closed') this.diary.done.closed += 1;
  }

  private async step(id: string, step: string): Promise<void> {
    await this.press(`/commissions/${id}/etape`, { step, version: await this.versionOf(id) });
  }
  private async versionOf(id: string): Promise<number> {
    return (await this.reader.findOne(CommissionSession, { id }))!.version;
  }

  /** Presses a button as the coordinator, who signs in each day. @throws when the page refuses it */
  private async press(url: string, fields: Record<string, string | number>): Promise<void> {
    await this.coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
    const answer = await this.coordinator.post(url, fields);
    if (answer.status >= 400) throw new Error(`${url}: ${answer.status} ${textOf(answer.html)}`);
  }

  /** Six families in ten accept within a week, two decline, and the others do not answer. */
  private async answers(day: Day): Promise<void> {
    for (const offer of await this.reader.find(Offer, { where: { state: 'open' } })) {
      const chance = chanceOf(`${this.numbers.get(offer.dossierId)} answers ${offer.sectionId} ${offer.from}`);
      if (addDays(dayOf(offer.madeAt), 1 + Math.floor(chance * 7)) !== day || chance > 0.8) continue;
      const family = { kind: 'family', dossierId: offer.dossierId, draftId: null } as const;
      const offers = this.app.get(Offers);
      const accepts = chance < 0.6;
      await this.run((tx) =>
        accepts
          ? offers.acceptOffer(tx, family, offer.id)
          : offers.declineOffer(tx, family, offer.id, 'hours', chance < 0.75 ? 'wait' : 'withdraw'),
      );
      this.diary.done[accepts ? 'accepted' : 'declined'] += 1;
    }
  }

  /** One child in eight does not come on its first day, and one in ten leaves after three months. */
  private async atTheNurseries(day: Day): Promise<void> {
    for (const placement of await this.reader.find(Placement, { where: { state: 'held' } })) {
      const chance = chanceOf(`${this.numbers.get(placement.requestId!)} comes ${placement.from}`);
      const director = directorOf(placement.sectionId.split(':')[0]!);
      if (placement.from === day && chance < 1 / 8) {
        await this.run((tx) => this.app.get(PlacementEnds).recordNoShow(tx, director, placement.id));
        this.diary.done.noShow += 1;
      } else if (addDays(placement.from, 90) === day && chance > 0.9) {
        await this.run((tx) =>
          this.app.get(PlacementEnds).recordDeparture(tx, director, placement.id, addDays(day, 15)),
        );
        this.diary.done.left += 1;
      }
    }
  }
}

const parts = (day: Day): [string, string, string] => day.split('-') as [string, string, string];
const dayFields = (day: Day) => {
  const [dayYear, dayMonth, dayDay] = parts(day);
  return { dayDay, dayMonth, dayYear };
};
const entryFields = (day: Day) => {
  const [entryFromYear, entryFromMonth, entryFromDay] = parts(day);
  return { entryFromDay, entryFromMonth, entryFromYear };
};
const suggestedIn = ({ html }: Answer): string =>
  /name="suggested" value="([^"]+)"/.exec(html)?.[1] ?? /value="([^"]+)"[^>]*name="suggested"/.exec(html)?.[1] ?? '';
