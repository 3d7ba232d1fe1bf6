import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { Clock } from '../../kernel/clock.js';
import { Hooks } from '../../kernel/hooks.js';
import { jobType } from '../../kernel/job-type.js';
import { addDays, dayOf, instantAt, isoWeekday, type Instant } from '../../kernel/time.js';
import { Audit } from '../audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../database/index.js';
import { JobHandlers, Queue } from '../queue/index.js';
import { SYSTEM } from '../security/index.js';
import { verifyWith } from './verify-stored.js';

const JOB = jobType('audit.verify');
/** The action under which the journal keeps that it was verified. */
export const VERIFIED = 'journal.verify';
const HOUR = '04:10';

/**
 * Verifies the whole journal every week, and writes down what was found, for the page of those who look in it. Whoever
 * owns this server could make this job say that all is well: `npm run audit:verify` elsewhere is the proof.
 */
@Injectable()
export class AuditVerifications implements OnModuleInit {
  /** Called in the transaction that writes the verification down, with how many things are not as they were sealed. */
  readonly failed = new Hooks<(tx: Tx, findings: number) => Promise<void>>('the journal is not as it was sealed');

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly audit: Audit,
  ) {}

  async onModuleInit(): Promise<void> {
    this.handlers.register({
      type: JOB,
      // A journal of ten years is read for minutes: nobody's unit of work waits for it.
      outside: () => verifyWith(this.reader, this.config, { now: this.clock.now() }),
      handle: async (tx, _payload, { findings, segments, anchored, faults, unreadable }) => {
        const found = [
          ...findings.map(({ kind, segment }) => `${kind} ${segment ?? ''}`.trim()),
          ...unreadable.map(() => 'unreadable'),
          ...faults.map(({ kind, sequence }) => `anchor-${kind} ${sequence ?? ''}`.trim()),
        ];
        await this.audit.changed(
          tx,
          SYSTEM,
          VERIFIED,
          { kind: 'journal', id: dayOf(this.clock.now()) },
          { segments, anchored, findings: found.length, ...(found[0] === undefined ? {} : { first: found[0] }) },
        );
        if (found.length > 0) for (const tell of this.failed.all) await tell(tx, found.length);
        await this.queue.plan(tx, JOB, {}, { at: this.nextSunday, key: JOB });
      },
    });
    await this.unitOfWork.run((tx) => this.queue.ensure(tx, JOB, { at: this.nextSunday, key: JOB }));
  }

  private get nextSunday(): Instant {
    const today = dayOf(this.clock.now());
    const inDays = 7 - (isoWeekday(today) % 7);
    return instantAt(addDays(today, inDays), HOUR);
  }
}
