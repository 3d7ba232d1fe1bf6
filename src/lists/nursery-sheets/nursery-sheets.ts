import { Injectable } from '@nestjs/common';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import { UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { holdTerritory } from '../../foundation/platform/territory/index.js';
import {
  mayCreateProviderFor,
  OpeningTimes,
  ProviderCreation,
  seatsWhileOpen,
  Sections,
  Supply,
} from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import { isStruckLine, ListReader } from '../waiting-lists/index.js';
import { countKnownColumns, nurseryColumns } from './domain/nursery-columns.js';
import {
  nurseryKey,
  readNurseries,
  type NamedCommune,
  type ReadNursery,
  type SheetNursery,
  type SheetRow,
} from './domain/read-nurseries.js';

/** A file, cut into rows. Nothing of it is kept: the page carries its rows from one press to the next. */
export interface CutSheet {
  readonly rows: readonly SheetRow[];
  /** Lines whose cells may stand under the wrong headers, or that somebody struck through. */
  readonly leftOut: readonly number[];
  /** Headers that nobody knows, of which nothing is read. */
  readonly unread: readonly string[];
  /** Which sheet of a workbook with several lists it is; null for any other file. */
  readonly sheet: string | null;
}

/** What a line of the page is: `known` where an open provider of its commune has its name. */
export type JudgedNursery = ReadNursery & { readonly state: 'ready' | 'known' | 'wrong' };

/** Nurseries with their hours, sections and places, added from a sheet in one go. */
@Injectable()
export class NurserySheets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reading: ListReader,
    private readonly territory: Territory,
    private readonly supply: Supply,
    private readonly creation: ProviderCreation,
    private readonly hours: OpeningTimes,
    private readonly sections: Sections,
  ) {}

  /** @throws DomainError when the file is no readable list of nurseries */
  async cutSheet(fileName: string, bytes: Uint8Array): Promise<CutSheet> {
    const opened = await this.reading.openFullest(fileName, bytes, countKnownColumns);
    if (!opened.ok) throw new DomainError(opened.refusal);
    const { headers, rows } = opened.file;
    const fields = nurseryColumns(headers);
    if (!fields.includes('name')) throw new DomainError(refuse('nurserySheet.noName'));
    const isLeftOut = ({ cells, reason }: (typeof rows)[number]): boolean =>
      reason !== null ||
      isStruckLine(
        headers,
        headers.map((header) => cells[header] ?? ''),
      );
    const filled = rows.filter(({ blank }) => !blank);
    return {
      rows: filled
        .filter((row) => !isLeftOut(row))
        .map(({ line, cells }) => ({
          line,
          cells: Object.fromEntries(
            // Of two columns that say the same, the first that is filled in.
            headers
              .flatMap((header, index) => (fields[index] && cells[header] ? [[fields[index], cells[header]]] : []))
              .reverse(),
          ),
        })),
      leftOut: filled.filter(isLeftOut).map(({ line }) => line),
      unread: headers.filter((_, index) => fields[index] === null),
      sheet: opened.choice && opened.choice.lists.length > 1 ? opened.choice.sheet : null,
    };
  }

  /** The nurseries of the rows, and what becomes of each if the actor adds them. */
  judgeRows(actor: Actor, rows: readonly SheetRow[]): JudgedNursery[] {
    const known = new Set(this.supply.openProviders().map(({ name, communeCode }) => keyIn(communeCode, name)));
    return readNurseries(rows, this.communesOf(actor)).map((read) => ({ ...read, state: stateOf(read, known) }));
  }

  /**
   * Adds nurseries from a day on, all of them or none. One that was added meanwhile is left as it is.
   * @returns how many were added
   * @throws NotFound | DomainError
   */
  async addNurseries(actor: Actor, nurseries: readonly SheetNursery[], from: Day): Promise<number> {
    const added = await this.unitOfWork.run(async (tx) => {
      // Two people who send the same sheet at once would not see each other's nurseries.
      await holdTerritory(tx);
      let count = 0;
      for (const nursery of nurseries) {
        const there = await this.creation.listNamesIn(tx, nursery.communeCode);
        if (there.some((name) => nurseryKey(name) === nurseryKey(nursery.name))) continue;
        await this.addNursery(tx, actor, nursery, from);
        count += 1;
      }
      return count;
    });
    await this.supply.reload();
    return added;
  }

  private async addNursery(tx: Tx, actor: Actor, nursery: SheetNursery, from: Day): Promise<void> {
    const { name, communeCode, manager, funding, address, phone, email, webPage, week } = nursery;
    const id = await this.creation.createProviderIn(tx, actor, {
      ...{ kind: 'establishment', establishmentKind: nursery.kind, name, communeCode, manager, funding },
      ...{ authorisedCapacity: nursery.capacity, address, phone, email, webPage },
      ...{ hourlyCents: null, agreedBands: null, avip: false, mamId: null },
    });
    if (week) await this.hours.setHoursIn(tx, actor, id, null, { from, to: null, week });
    for (const { places, ...section } of nursery.sections)
      await this.sections.addSectionIn(tx, actor, id, null, { ...section, from, seats: seatsWhileOpen(week!, places) });
  }

  private communesOf(actor: Actor): NamedCommune[] {
    return this.territory
      .communes()
      .filter(({ firstDeskId }) => mayCreateProviderFor(actor, firstDeskId))
      .map(({ code, name }) => ({ inseeCode: code, name }));
  }
}

const keyIn = (communeCode: string, name: string): string => `${communeCode}|${nurseryKey(name)}`;

function stateOf({ nursery }: ReadNursery, known: ReadonlySet<string>): JudgedNursery['state'] {
  if (nursery === null) return 'wrong';
  return known.has(keyIn(nursery.communeCode, nursery.name)) ? 'known' : 'ready';
}
