import type { Id } from '../../foundation/kernel/ids.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { join, type Join, type Services } from '../../foundation/platform/feature/index.js';
import { DeskNotices, type DeskNoticeSource } from './lifecycle/desk-notices.js';
import { FamilyNotices, type DossierNoticeSource, type RequestNoticeSource } from './lifecycle/family-notices.js';
import { FamilyExport, type ExportSource } from './privacy/family-export.js';
import { Forgetting } from './privacy/forgetting.js';

type Needs = Parameters<typeof join>[0];
type Says<All extends Needs, Source> = (...services: Services<All>) => Source;

/** What a feature keeps about the requests of a family: the family may have it, and it goes when the family does. */
interface FamilyRecords {
  readonly forget: (tx: Tx, requestIds: readonly Id[]) => Promise<unknown>;
  /** Null for what is not handed over: what the cellule decides is noted for its own work. */
  readonly exported: ExportSource | null;
}

/** @param does a sentence that begins with the feature's name: "placement keeps the month of birth only" */
export const keepsOfFamily = <const All extends Needs>(does: string, needs: All, say: Says<All, FamilyRecords>): Join =>
  join([Forgetting, FamilyExport, ...needs], (forgetting, exports, ...services) => {
    const { forget, exported } = say(...services);
    forgetting.forgotten.join(does, async (tx, _dossierId, requestIds) => {
      await forget(tx, requestIds);
    });
    if (exported) exports.asked.join(`${does.split(' ')[0]!} hands over “${exported.name}”`, exported);
  });

/** A notice on the desk's page of a request. @param does "cellule counts its decisions that wait for the desk" */
export const tellsDesk = <const All extends Needs>(does: string, needs: All, say: Says<All, DeskNoticeSource>): Join =>
  join([DeskNotices, ...needs], (notices, ...services) => notices.shown.join(does, say(...services)));

/** A notice on the family's page, about the request of one child. */
export const tellsFamily = <const All extends Needs>(
  does: string,
  needs: All,
  say: Says<All, RequestNoticeSource>,
): Join => join([FamilyNotices, ...needs], (notices, ...services) => notices.ofRequests.join(does, say(...services)));

/** A notice on the family's page, about all its requests together. */
export const tellsFamilyOnce = <const All extends Needs>(
  does: string,
  needs: All,
  say: Says<All, DossierNoticeSource>,
): Join => join([FamilyNotices, ...needs], (notices, ...services) => notices.ofDossier.join(does, say(...services)));
