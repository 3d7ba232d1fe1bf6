import { Injectable } from '@nestjs/common';
import { Hooks } from '../../../foundation/kernel/hooks.js';
import type { Id } from '../../../foundation/kernel/ids.js';

/** What a feature keeps about the requests of a family, for the file that the family may have (RGPD art. 15 and 20). */
export interface ExportSource {
  /** How the file calls it. */
  readonly name: string;
  /** All that is kept, by request; nothing of those left out. The caller authorises. */
  readonly read: (requestIds: readonly Id[]) => Promise<ReadonlyMap<Id, readonly object[]>>;
}

/** Asks every feature what it keeps about a family: the file of the family names none of them. */
@Injectable()
export class FamilyExport {
  readonly asked = new Hooks<ExportSource>('a family asks for all that is kept about it');

  /** @throws Error when two features give what they keep the same name: one would hide the other */
  async readAll(requestIds: readonly Id[]): Promise<Map<Id, Record<string, readonly object[]>>> {
    const kept = new Map<Id, Record<string, readonly object[]>>(requestIds.map((id) => [id, {}]));
    const names = new Set<string>();
    for (const { name, read } of this.asked.all) {
      if (names.has(name)) throw new Error(`Two features export "${name}"`);
      names.add(name);
      const rows = await read(requestIds);
      for (const [id, parts] of kept) parts[name] = rows.get(id) ?? [];
    }
    return kept;
  }
}
