import { Injectable } from '@nestjs/common';
import { adultOf, FactRecords, lastLeft, type ReadingFamily, type RequestFile } from '../../dossier/dossier/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';

/** As whom an actor reads what its family did: only the adult who acted is called "you" (decision 0160). */
@Injectable()
export class ReadingFamilies {
  constructor(
    private readonly reader: Reader,
    private readonly records: FactRecords,
  ) {}

  async readFamily(actor: Actor, { request, adults }: Pick<RequestFile, 'request' | 'adults'>): Promise<ReadingFamily> {
    const { dossierId } = request;
    const persons = await this.records.listRecords(this.reader, [dossierId], 'person');
    return { dossierId, ranks: adults.map(({ rank }) => rank), reader: adultOf(actor), leftAt: lastLeft(persons) };
  }
}
