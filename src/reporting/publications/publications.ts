import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { isId, newId, type Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { firstDayOfQuarter, lastDayOfQuarter, quarterOf, type Quarter } from '../../foundation/kernel/quarter.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, instantAt, type Instant } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import { JobHandlers, Queue } from '../../foundation/platform/queue/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { PeriodDisclosure, publishedDelays, type EarlierTables } from '../disclosure/index.js';
import { FIGURE_TABLES, Reporting } from '../reporting/index.js';
import { Publication, type PublicationContent, type PublicationState } from './persistence/publication.entity.js';

const PREPARE = jobType<{ publicationId: Id }>('publications.prepare');
/** Quarters that can be chosen: a year of them, the last that is over first. */
const QUARTERS_OFFERED = 4;

interface Prepared {
  readonly content: PublicationContent;
  readonly knownAt: Instant;
}

/**
 * Open data of a quarter. A job reads its tables and decides which counts are not shown; a person looks at them and
 * makes them public. They are never made again: two versions side by side would tell what each of them hides.
 */
@Injectable()
export class Publications implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly reporting: Reporting,
    private readonly disclosure: PeriodDisclosure,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.handlers.register({
      type: PREPARE,
      outside: ({ publicationId }) => this.prepareContent(publicationId),
      handle: async (tx, { publicationId }, prepared) => {
        if (prepared)
          await tx.update(Publication, { id: publicationId, state: 'preparing' }, { ...prepared, state: 'ready' });
      },
    });
  }

  /** Latest quarter first. */
  listPublications(): Promise<Publication[]> {
    return this.reader.find(Publication, { order: { quarter: 'DESC' } });
  }

  /** Quarters that can be prepared: those that are over and come after the last one, once that one is prepared. */
  async listQuarters(): Promise<Quarter[]> {
    const [last] = await this.listPublications();
    if (last?.state === 'preparing') return [];
    return this.quartersOver().filter((quarter) => !last || quarter > last.quarter);
  }

  /** @throws NotFound */
  async readPublication(id: Id): Promise<Publication> {
    const publication = isId(id) ? await this.reader.findOne(Publication, { id }) : null;
    if (!publication) throw new NotFound('publication');
    return publication;
  }

  /** What everybody may read of a quarter, or that it was withdrawn. @throws NotFound */
  async readPublic(quarter: Quarter): Promise<Publication> {
    const publication = await this.reader.findOne(Publication, { quarter });
    if (publication?.state !== 'published' && publication?.state !== 'withdrawn') throw new NotFound('publication');
    return publication;
  }

  /** Has the tables of a quarter made. @throws DomainError when it is not over, or has a publication already */
  async prepareQuarter(actor: Actor, quarter: Quarter): Promise<Id> {
    if (!(await this.listQuarters()).includes(quarter)) throw new DomainError(refuse('publications.notOver'));
    const id = newId();
    await this.unitOfWork.run(async (tx) => {
      const made = await tx.insertIfAbsent(Publication, {
        id,
        quarter,
        state: 'preparing',
        content: null,
        knownAt: null,
        askedAt: this.clock.now(),
        askedBy: actorRef(actor),
        publishedAt: null,
        reason: null,
      });
      if (!made) throw new DomainError(refuse('publications.made'));
      await this.queue.plan(tx, PREPARE, { publicationId: id }, { key: `publications:${id}` });
      await this.audit.changed(tx, actor, 'publication.prepare', { kind: 'publication', id });
    });
    return id;
  }

  /**
   * Everybody can read it from now on. Publishing it again changes nothing: somebody pressed twice, or two people did.
   * @throws NotFound; DomainError when it is not ready any more
   */
  async publish(actor: Actor, id: Id): Promise<void> {
    if ((await this.readPublication(id)).state === 'published') return;
    await this.move(actor, id, 'publication.publish', 'ready', { state: 'published', publishedAt: this.clock.now() });
  }

  /** Throws away what nobody else has read. @throws NotFound; DomainError when it was published */
  async discard(actor: Actor, id: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const publication = await tx.lock(Publication, { id });
      if (!publication) throw new NotFound('publication');
      if (publication.publishedAt !== null) throw new DomainError(refuse('publications.moved'));
      await tx.delete(Publication, { id });
      await this.audit.changed(tx, actor, 'publication.discard', { kind: 'publication', id });
    });
  }

  /** Nobody is shown it any more, and its page says why. @throws NotFound; DomainError when it is not published */
  withdraw(actor: Actor, id: Id, reason: string): Promise<void> {
    return this.move(actor, id, 'publication.withdraw', 'published', { state: 'withdrawn', reason });
  }

  private async move(
    actor: Actor,
    id: Id,
    act: string,
    from: PublicationState,
    change: Partial<Publication>,
  ): Promise<void> {
    await this.readPublication(id);
    await this.unitOfWork.run(async (tx) => {
      if ((await tx.update(Publication, { id, state: from }, change)) === 0)
        throw new DomainError(refuse('publications.moved'));
      await this.audit.changed(tx, actor, act, { kind: 'publication', id });
    });
  }

  private quartersOver(): Quarter[] {
    const quarters: Quarter[] = [];
    let day = addDays(firstDayOfQuarter(quarterOf(this.clock.now())), -1);
    for (let number = 0; number < QUARTERS_OFFERED; number += 1) {
      const quarter = quarterOf(instantAt(day, '12:00'));
      quarters.push(quarter);
      day = addDays(firstDayOfQuarter(quarter), -1);
    }
    return quarters;
  }

  /** Null when it was thrown away before its turn. */
  private async prepareContent(id: Id): Promise<Prepared | null> {
    const publication = await this.reader.findOne(Publication, { id });
    if (!publication) return null;
    const knownAt = this.clock.now();
    const [from, to] = [firstDayOfQuarter(publication.quarter), lastDayOfQuarter(publication.quarter)];
    const counts = await this.disclosure.readCounts(from, to);
    const delays = await Promise.all(
      FIGURE_TABLES.filter(({ published, measure }) => published && measure === 'delay').map(
        async ({ id: table, counts: counted, dimension }) => ({
          id: table,
          counts: counted,
          dimension,
          rows: await this.reporting.readTable(table, { from, to }),
        }),
      ),
    );
    const tables = await this.disclosure.tellCounts(counts, await this.readEarlier(publication.quarter));
    return { knownAt, content: { tables, delays: publishedDelays(delays) } };
  }

  /**
   * Every quarter that was prepared without a gap before this one, the latest first. One that is not published yet may
   * be, later than this one; one that was withdrawn was read all the same.
   */
  private async readEarlier(quarter: Quarter): Promise<EarlierTables> {
    const earlier: EarlierTables[number][] = [];
    for (let before = quarterBefore(quarter); ; before = quarterBefore(before)) {
      const publication = await this.reader.findOne(Publication, { quarter: before });
      if (!publication?.content) return earlier;
      earlier.push(publication.content.tables);
    }
  }
}

const quarterBefore = (quarter: Quarter): Quarter =>
  quarterOf(instantAt(addDays(firstDayOfQuarter(quarter), -1), '12:00'));
