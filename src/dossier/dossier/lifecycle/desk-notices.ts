import { Injectable } from '@nestjs/common';
import { Hooks } from '../../../foundation/kernel/hooks.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { MessageArgs } from '../../../foundation/platform/i18n/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import type { ChildRequest } from '../persistence/dossier.entities.js';

type NoticedRequest = Pick<ChildRequest, 'id' | 'deskId' | 'dossierId' | 'state'>;

/** What a feature tells the agents of a desk on the page of a request, and its own page about that request. */
export interface DeskNotice {
  /** The sentence, as the key of a message. Null where there is a way to a page and nothing to say. */
  readonly says: { readonly key: string; readonly args: MessageArgs } | null;
  /** Whether the desk has to act; else somebody else has, or nobody. */
  readonly isForDesk: boolean;
  /** The page, below that of the request: `questions`. */
  readonly path: string;
  /** The words of the link, as the key of a message. */
  readonly link: string;
}

/** A feature that has something to tell of some requests. */
export interface DeskNoticeSource {
  /** Who may open the page to which the notice leads. */
  readonly may: (actor: Actor, request: NoticedRequest) => boolean;
  /** What is told, by request; nothing of those left out. Read once for all requests that are shown. */
  readonly read: (requestIds: readonly Id[]) => Promise<ReadonlyMap<Id, DeskNotice>>;
}

/** Asks every feature what it tells the desk about a request: its page names none of them. */
@Injectable()
export class DeskNotices {
  readonly shown = new Hooks<DeskNoticeSource>('a request is shown to its desk');

  /** What waits for the desk first, then what waits for others, then mere ways. */
  async listFor(actor: Actor, request: NoticedRequest): Promise<DeskNotice[]> {
    const notices: DeskNotice[] = [];
    for (const { may, read } of this.shown.all) {
      const notice = may(actor, request) ? (await read([request.id])).get(request.id) : undefined;
      if (notice) notices.push(notice);
    }
    const rank = ({ says, isForDesk }: DeskNotice): number => (says === null ? 2 : isForDesk ? 0 : 1);
    return notices.sort((a, b) => rank(a) - rank(b));
  }
}
