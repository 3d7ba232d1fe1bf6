import { Clock } from '../../src/foundation/kernel/clock.js';
import { addHours } from '../../src/foundation/kernel/time.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import type { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { startApp, type DatabaseKind, type TestApp } from './app.js';
import { ADULT, BORN, Parent } from './parent.js';
import { seedWorld } from './seed.js';
import { SmsGateway } from './sms-gateway.js';
import { SmtpSink } from './smtp-sink.js';

const BASE_URL = 'https://petite-enfance.exemple.fr';

/** The whole application on a fixed morning, with a real mail server and a small SMS gateway. */
export class OutboxWorld {
  private families = 0;

  private constructor(
    readonly test: TestApp,
    readonly mails: SmtpSink,
    readonly texts: SmsGateway,
  ) {}

  static async open(kind: DatabaseKind, settings: Record<string, string> = {}): Promise<OutboxWorld> {
    const [mails, texts] = [await SmtpSink.open(), await SmsGateway.open()];
    const test = await startApp(kind, {
      SMTP_URL: mails.url,
      MAIL_FROM: 'petite-enfance@exemple.fr',
      BASE_URL,
      ...texts.settings,
      ...settings,
    });
    const world = new OutboxWorld(test, mails, texts);
    world.clock.travelTo('2026-11-25T09:00:00.000Z');
    await seedWorld(test.app);
    return world;
  }

  async close(): Promise<void> {
    await this.test.close();
    await this.mails.close();
    await this.texts.close();
  }

  get clock(): TravellingClock {
    return this.test.app.get(Clock) as TravellingClock;
  }
  get reader(): Reader {
    return this.test.app.get(Reader);
  }
  runJobs(): Promise<number> {
    return this.test.app.get(SqlQueueDriver).runDue();
  }

  /** Moves the clock by hours and runs what falls due on the way. */
  async wait(hours: number): Promise<void> {
    for (let passed = 0; passed < hours; passed += 1) {
      this.clock.travelTo(addHours(this.clock.now(), 1));
      await this.runJobs();
    }
  }

  /** A new family that deposits its dossier, with what was written to it. */
  async family(
    adult: Record<string, string> = {},
  ): Promise<{ parent: Parent; dossierId: string; requestId: string; surname: string; email: string; phone: string }> {
    const n = (this.families += 1);
    const surname = `Famille${String.fromCharCode(96 + n)}`;
    const [email, phone] = [`famille${n}@exemple.fr`, `06 70 00 00 ${String(n).padStart(2, '0')}`];
    const parent = new Parent(this.test.app);
    await parent.deposit({ ...ADULT, surname, email, phone, ...adult }, { ...BORN, firstName: 'Ana', surname });
    const [row] = await this.reader.sql<{ id: string; dossier_id: string }>(
      'SELECT id, dossier_id FROM child_request WHERE surname = :surname',
      { surname },
    );
    return {
      parent,
      dossierId: row!.dossier_id,
      requestId: row!.id,
      surname,
      email,
      phone: `+33${phone.replaceAll(' ', '').slice(1)}`,
    };
  }

  /** Messages to a family, oldest first. */
  async messages(dossierId: string): Promise<Message[]> {
    return this.reader.find(Message, { where: { dossierId }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** The channel and the state of each message of a dossier, oldest first. */
  async story(dossierId: string): Promise<string[]> {
    return (await this.messages(dossierId)).map(({ channel, state, failure }) =>
      [channel, state, failure].filter(Boolean).join(' '),
    );
  }
}
