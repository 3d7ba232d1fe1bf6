import { Injectable } from '@nestjs/common';
import { isId, type Id } from '../../kernel/ids.js';
import { UnitOfWork } from '../database/index.js';
import type { Actor } from '../security/index.js';
import { Audit, type AuditSubject } from './audit.js';
import { HourlyCounts } from './hourly-counts.js';

/** How many refused pages of an account have a line of their own within an hour. */
const MOST_LINES = 20;

/** Parts of addresses that name something of one family. */
const OF_FAMILIES = ['requestId', 'dossierId', 'placementId', 'childId', 'candidacyId', 'draftId', 'pairId', 'batchId'];

/** Whether the refusal with this number is written: each of the first ones, and later when their number has doubled. */
export const isWritten = (count: number, most = MOST_LINES): boolean =>
  count <= most || Number.isInteger(Math.log2(count / most));

/** What of a family an address names; null when it names none. */
export function familyNamed(params: Readonly<Record<string, unknown>>): AuditSubject | null {
  const part = OF_FAMILIES.find((name) => isId(params[name]));
  return part === undefined ? null : { kind: part.slice(0, -'Id'.length), id: params[part] as Id };
}

/** Writes down that somebody of staff asked for a family that is not theirs, or that is nobody's. */
@Injectable()
export class RefusedPages {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly counts: HourlyCounts,
  ) {}

  /** One line each, until an account was refused so often within the hour that only their number says more. */
  async recordRefusal(actor: Actor, route: string, params: Readonly<Record<string, unknown>>): Promise<void> {
    const subject = familyNamed(params);
    if (actor.kind !== 'staff' || subject === null) return;
    await this.unitOfWork.run(async (tx) => {
      const count = await this.counts.countOneMore(tx, `${actor.accountId} refused`);
      if (isWritten(count)) await this.audit.changed(tx, actor, 'page.read-failed', subject, { route, count });
    });
  }
}
