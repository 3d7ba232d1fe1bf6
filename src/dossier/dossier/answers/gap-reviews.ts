import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Clock } from '../../../foundation/kernel/clock.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { jobType } from '../../../foundation/kernel/job-type.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { JobHandlers, Nightly, Queue } from '../../../foundation/platform/queue/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { countChildren, gapsOf } from '../domain/completeness.js';
import { EMPTY_FORM } from '../domain/dossier-form.js';
import { OPEN_STATES } from '../domain/request-states.js';
import { findAdults, findDossiers, findWishes } from '../lifecycle/read-requests.js';
import { ChildRequest } from '../persistence/dossier.entities.js';
import { listOpenRequestsAfter } from '../persistence/dossiers.queries.js';
import { childOf } from './answer-writer.js';

const EVERY_DAY = jobType('dossier.gaps');
const SLICE = jobType<{ after: Id | '' }>('dossier.gaps-slice');
/** After midnight, when due dates have passed, and before anybody is at a desk. */
const HOUR = '00:30';
/** How many requests one unit of work reads. Each unit holds SQLite's only writer. */
const AT_ONCE = 200;

/**
 * Keeps true what each open request lacks. Whoever writes answers writes their gaps, but gaps also change without a
 * writing: a rule is another since an update, a due date has passed, an establishment has closed. All are computed anew
 * every night. An update that changes a rule (`gapsOf`) may bring that night forward in its migration.
 */
@Injectable()
export class GapReviews implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly queue: Queue,
    private readonly nightly: Nightly,
    private readonly handlers: JobHandlers,
  ) {}

  async onModuleInit(): Promise<void> {
    this.handlers.register({ type: SLICE, handle: (tx, { after }) => this.reviewSlice(tx, after) });
    await this.nightly.every(EVERY_DAY, HOUR, async (tx) => {
      await this.reviewSlice(tx, '');
      return false;
    });
  }

  /** @param after the last request of the slice before, '' for the first; each slice plans the next */
  private async reviewSlice(tx: Tx, after: Id | ''): Promise<void> {
    const ids = await listOpenRequestsAfter(tx, OPEN_STATES, after, AT_ONCE);
    await this.reviewRequests(tx, ids);
    const last = ids.at(-1);
    if (last && ids.length === AT_ONCE) await this.queue.plan(tx, SLICE, { after: last }, { key: `${SLICE}:${last}` });
  }

  private async reviewRequests(tx: Tx, ids: readonly Id[]): Promise<void> {
    const requests = await tx.find(ChildRequest, { where: { id: In([...ids]), joinedIntoId: IsNull() } });
    const dossierIds = [...new Set(requests.map(({ dossierId }) => dossierId))];
    const dossiers = new Map((await findDossiers(tx, dossierIds)).map((dossier) => [dossier.id, dossier]));
    const adults = groupedBy(await findAdults(tx, dossierIds), ({ dossierId }) => dossierId);
    const wishes = groupedBy(await findWishes(tx, ids), ({ requestId }) => requestId);
    const children = groupedBy(
      await tx.find(ChildRequest, { where: { dossierId: In(dossierIds), joinedIntoId: IsNull() } }),
      ({ dossierId }) => dossierId,
    );
    for (const request of requests) {
      const { household } = dossiers.get(request.dossierId)!;
      const child = childOf(request, wishes.get(request.id) ?? []);
      const form = {
        ...EMPTY_FORM,
        adults: (adults.get(request.dossierId) ?? []).map(({ details }) => details),
        household,
        children: [child],
      };
      const known = this.supply.providerIds();
      const gaps = gapsOf(form, child, known, this.clock.today(), countChildren(children.get(request.dossierId) ?? []));
      // The version stays: nobody changed an answer, so that what somebody types meanwhile is not refused.
      if (gaps.join() !== request.gaps.join())
        await tx.update(ChildRequest, { id: request.id, version: request.version }, { gaps });
    }
  }
}
