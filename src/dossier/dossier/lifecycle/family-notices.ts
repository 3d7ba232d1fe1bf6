import { Injectable } from '@nestjs/common';
import { Hooks } from '../../../foundation/kernel/hooks.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { MessageArgs } from '../../../foundation/platform/i18n/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import type { ChildRequest } from '../persistence/dossier.entities.js';

type FollowedRequest = Pick<ChildRequest, 'id' | 'deskId' | 'dossierId'>;

/** What a feature tells a family on the page of its dossier, and its own page about that. Words are keys of messages. */
export interface FamilyNotice {
  /** What waits for the family, with the button that leads to the page. Null where there is a way to it and no more. */
  readonly waits: {
    readonly title: string;
    readonly args: MessageArgs;
    readonly text: string;
    readonly button: string;
  } | null;
  /** The page, below that of the request, or below that of the dossier. */
  readonly path: string;
  readonly link: string;
}

export interface RequestNoticeSource {
  /** Who may open the page to which the notice leads. */
  readonly may: (actor: Actor, request: FollowedRequest) => boolean;
  /** What is told, by request; nothing of those left out. Read once for all requests of the family. */
  readonly read: (requestIds: readonly Id[]) => Promise<ReadonlyMap<Id, FamilyNotice>>;
}

export interface DossierNoticeSource {
  /** Who may open the page to which the notice leads. */
  readonly may: (actor: Actor, dossier: Pick<ChildRequest, 'dossierId'>) => boolean;
  /** What is told about all requests of the family together; null when there is nothing. */
  readonly read: (dossierId: Id, requestIds: readonly Id[]) => Promise<FamilyNotice | null>;
}

/** Asks every feature what it tells a family: the page of its dossier names none of them. */
@Injectable()
export class FamilyNotices {
  readonly ofRequests = new Hooks<RequestNoticeSource>('a family follows the request of a child');
  readonly ofDossier = new Hooks<DossierNoticeSource>('a family follows its dossier');

  /** By request, in the order in which the features joined. */
  async listForRequests(actor: Actor, requests: readonly FollowedRequest[]): Promise<Map<Id, FamilyNotice[]>> {
    const notices = new Map<Id, FamilyNotice[]>(requests.map(({ id }) => [id, []]));
    for (const { may, read } of this.ofRequests.all) {
      const shown = requests.filter((request) => may(actor, request)).map(({ id }) => id);
      if (shown.length > 0) for (const [id, notice] of await read(shown)) notices.get(id)!.push(notice);
    }
    return notices;
  }

  async listForDossier(actor: Actor, dossierId: Id, requestIds: readonly Id[]): Promise<FamilyNotice[]> {
    const notices: FamilyNotice[] = [];
    for (const { may, read } of this.ofDossier.all) {
      const notice = may(actor, { dossierId }) ? await read(dossierId, requestIds) : null;
      if (notice) notices.push(notice);
    }
    return notices;
  }
}
