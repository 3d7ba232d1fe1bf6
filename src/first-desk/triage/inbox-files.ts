import { Injectable } from '@nestjs/common';
import { Inbox, type InboxFilter, type InboxRow } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { InboxMarks, type InboxMark, type MissingAnswers } from './inbox-marks.js';

export interface FiledRequests {
  readonly rows: readonly InboxRow[];
  readonly marks: ReadonlyMap<Id, readonly InboxMark[]>;
  readonly missing: ReadonlyMap<Id, MissingAnswers>;
}

/** The list of a desk that leaves the screen as a file. */
@Injectable()
export class InboxFiles {
  constructor(
    private readonly requests: Inbox,
    private readonly marks: InboxMarks,
    private readonly audit: Audit,
  ) {}

  /** The first requests that the filters find, and writes down that they left the desk. */
  async readFile(actor: Actor, { after: _page, ...filter }: InboxFilter, most: number): Promise<FiledRequests> {
    const rows = await this.requests.listRequests(actor, filter, most);
    const file = { rows, marks: await this.marks.findMarks(rows), missing: await this.marks.findMissing(rows) };
    const ids = rows.map(({ id }) => id);
    await this.audit.readFile(actor, { kind: 'inbox', id: 'list' }, ids);
    return file;
  }
}
