/**
 * Sessions planned, moved, called and cancelled while jobs are in trouble, as a coordinator does on the pages: through
 * the use cases of the built server, on its database. What they were told is kept, to be held against what the queue
 * did.
 */
import { NestFactory } from '@nestjs/core';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppModule } from '../../dist/app.module.js';
import { SessionCalendar } from '../../dist/commissions/commission/index.js';
import { taskAt } from '../../dist/commissions/commission/domain/session-dates.js';
import { SessionJobs } from '../../dist/commissions/commission/planning/session-jobs.js';
import { readConfig } from '../../dist/foundation/config/index.js';
import { DomainError } from '../../dist/foundation/kernel/refusal.js';
import { addDays, dayOf, isoWeekday, timeOf } from '../../dist/foundation/kernel/time.js';
import { Reader } from '../../dist/foundation/platform/database/index.js';
import { Catalogue } from '../../dist/foundation/platform/i18n/index.js';
import { SYSTEM } from '../../dist/foundation/platform/security/index.js';

const NOTICE_DAYS = 5;
const TIMES = ['08:00', '11:00', '14:00', '17:00'];
const BODIES = ['montceau', 'intercommunale'];
/** Directors are asked three weeks before at the latest: of these sessions they are asked at once. */
const SOON = [6, 20];
const LATER = [30, 300];

export class SessionsInTrouble {
  #planned = [];
  #slots;

  /** Every member has an address: each convocation is a mail. */
  static async start(env, database) {
    await database.rows(`UPDATE body SET notice_days = ${NOTICE_DAYS}`);
    await database.rows(`UPDATE body_member SET email = 'membre.' || replace(person_key, ':', '.') || '@exemple.fr'`);
    const app = await NestFactory.createApplicationContext(
      AppModule.with(readConfig('tool', { ...env, LOG_LEVEL: 'silent' })),
      { logger: false },
    );
    return new SessionsInTrouble(app, database);
  }

  constructor(app, database) {
    this.app = app;
    this.database = database;
    this.jobs = app.get(SessionJobs);
    this.#slots = { soon: slots(SOON), later: slots(LATER) };
  }

  /** Spread over so many seconds. */
  async live(count, seconds) {
    const lives = [];
    for (let n = 0; n < count; n += 1) {
      lives.push(this.#liveOne(n));
      await sleep((seconds * 1000) / count);
    }
    await Promise.all(lives);
  }

  async #liveOne(n) {
    const one = await this.#place(n, n % 4 === 3 ? 'later' : 'soon', (slot) =>
      this.app
        .get(SessionCalendar)
        .planSession(SYSTEM, {
          bodyId: BODIES[n % 2],
          ...slot,
          room: `Salle ${n}`,
          entryFrom: addDays(slot.day, 60),
          reofferAllowed: true,
        }),
    );
    const record = { id: one.id, cancelled: false, called: [] };
    this.#planned.push(record);
    await sleep(Math.random() * 3000);
    // Called now, which is a job like another: at once, twice.
    const call = () => Promise.all([1, 2].map(() => this.jobs.runTask(SYSTEM, one.id, 'call').catch(unlessOver)));
    if (n % 3 === 1) await call();
    if (n % 3 !== 0 || n % 2 === 0) await sleep(Math.random() * 2000);
    if (n % 3 === 0 || n % 3 === 1) {
      await this.#place(n, 'later', (slot) =>
        this.app.get(SessionCalendar).moveSession(SYSTEM, one.id, { ...slot, room: `Salle ${n}` }),
      );
      await call();
    } else {
      // As its convocations are about to leave.
      const race = [call(), this.app.get(SessionCalendar).cancelSession(SYSTEM, one.id)];
      await Promise.all(n % 2 === 0 ? race : race.reverse());
      record.cancelled = true;
    }
  }

  /** Tries hours until one suits everybody. */
  async #place(n, when, attempt) {
    for (;;) {
      const slot = this.#slots[when].next().value ?? this.#slots.later.next().value;
      if (!slot) throw new Error('No hour is left');
      try {
        return await attempt(slot);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
      }
    }
  }

  /** What the queue did, held against what was asked of it; every figure but the first two is a mistake. */
  async verdict() {
    const reader = this.app.get(Reader);
    const { fullDay, time } = this.app.get(Catalogue).translator('fr');
    const sessions = new Map(
      (await reader.sql('SELECT id, body_id AS body, state, starts_at AS at FROM commission_session')).map((row) => [
        row.id,
        row,
      ]),
    );
    const cancelledAt = new Map(
      (await reader.sql(`SELECT subject_id AS id, at FROM audit_event WHERE action = 'session.cancel'`)).map(
        ({ id, at }) => [id, at],
      ),
    );
    const jobs = (
      await reader.sql(`SELECT key, state, run_at AS run, finished_at AS ended FROM job WHERE key LIKE 'session:%'`)
    ).map((job) => ({ ...job, id: job.key.split(':')[1], task: job.key.split(':')[2] }));
    const messages = await reader.sql(`SELECT about, kind, recipient, body FROM message WHERE about LIKE 'session:%'`);
    const members = await reader.sql('SELECT body_id AS body, email FROM body_member');
    const result = {
      sessions: this.#planned.length,
      moved: 0,
      jobsOfCancelled: 0,
      ranAfterCancellation: 0,
      notAtNewDate: 0,
      notCalledForNewDate: 0,
      calledTwice: 0,
      doubled: 0,
    };
    for (const { id, cancelled } of this.#planned) {
      const { at, body } = sessions.get(id);
      const own = jobs.filter((job) => job.id === id);
      if (cancelled) {
        result.jobsOfCancelled += own.filter(({ state }) => state === 'waiting').length;
        result.ranAfterCancellation += own.filter(
          ({ state, ended }) => state === 'done' && ended > cancelledAt.get(id),
        ).length;
        continue;
      }
      result.moved += 1;
      result.notAtNewDate += own.filter(
        ({ state, task, run }) => state === 'waiting' && run !== taskAt(task, at, NOTICE_DAYS),
      ).length;
      const calls = messages.filter(({ about, kind }) => about === `session:${id}` && kind === 'session-call');
      for (const { email } of members.filter((member) => member.body === body)) {
        const told = calls.filter(
          (call) =>
            call.recipient === email && call.body.includes(fullDay(dayOf(at))) && call.body.includes(time(timeOf(at))),
        ).length;
        if (told === 0) result.notCalledForNewDate += 1;
        if (told > 1) result.calledTwice += 1;
      }
    }
    const seen = new Map();
    for (const { about, kind, recipient, body } of messages)
      seen.set(`${about} ${kind} ${recipient} ${body}`, (seen.get(`${about} ${kind} ${recipient} ${body}`) ?? 0) + 1);
    result.doubled = [...seen.values()].filter((count) => count > 1).length;
    return result;
  }

  stop() {
    return this.app.close();
  }
}

function* slots([from, to]) {
  const today = dayOf(new Date().toISOString());
  for (let away = from; away <= to; away += 1) {
    const day = addDays(today, away);
    if (isoWeekday(day) > 5) continue;
    for (const time of TIMES) yield { day, time };
  }
}

/** Done already, or cancelled meanwhile: what the page says too. */
function unlessOver(error) {
  if (!(error instanceof DomainError)) throw error;
}
