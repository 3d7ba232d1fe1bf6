import { Injectable } from '@nestjs/common';
import { Audit } from '../../foundation/platform/audit/index.js';
import { MOST_IN_FILE } from '../../foundation/platform/web/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import type { Provider } from '../../offer/supply/index.js';
import { Children, type ChildHere, type ChildrenHere } from './children.js';

/** The children of an establishment that leave the screen as a file. */
@Injectable()
export class ChildrenFiles {
  constructor(
    private readonly children: Children,
    private readonly audit: Audit,
  ) {}

  /** The first children that a filter finds, and writes down that they left the screen. */
  async readFile(
    actor: Actor,
    provider: Provider,
    find: (children: ChildrenHere) => readonly ChildHere[],
  ): Promise<readonly ChildHere[]> {
    const found = find(await this.children.listChildren(actor, provider)).slice(0, MOST_IN_FILE);
    const families = found.map(({ placement }) => placement.requestId ?? placement.id);
    await this.audit.readFile(actor, { kind: 'children', id: provider.id }, families, found.length);
    return found;
  }
}
