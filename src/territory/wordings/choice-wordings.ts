import { Injectable } from '@nestjs/common';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { UnitOfWork } from '../../foundation/platform/database/index.js';
import {
  ChoiceLists,
  type ChoiceList,
  type Labels,
  type ReadEntry,
  type WantedEntry,
} from '../../foundation/platform/choices/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';

export interface ReadList {
  readonly list: ChoiceList;
  readonly entries: readonly ReadEntry[];
}

/** The lists of reasons and subjects, whose entries people rename, hide and add. */
@Injectable()
export class ChoiceWordings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly choices: ChoiceLists,
  ) {}

  listAll(): Promise<ReadList[]> {
    return Promise.all(this.choices.all.map(({ name }) => this.read(name)));
  }

  /** @throws NotFound when there is no such list */
  async read(name: string): Promise<ReadList> {
    return { list: this.choices.find(name), entries: await this.choices.readEntries(name) };
  }

  /** One entry of a list, with the product's own labels. @throws NotFound when there is none */
  async readEntry(name: string, code: string): Promise<ReadList & { entry: ReadEntry; own: Labels }> {
    const read = await this.read(name);
    const entry = read.entries.find((known) => known.code === code);
    if (!entry) throw new NotFound('choice-entry');
    return { ...read, entry, own: this.choices.ownLabels(read.list, code) };
  }

  /** @throws NotFound, Conflict, DomainError as {@link ChoiceLists.changeEntry} */
  async change(actor: Actor, name: string, code: string, wanted: WantedEntry): Promise<void> {
    await this.unitOfWork.run((tx) => this.choices.changeEntry(tx, actor, name, code, wanted));
  }

  /** @throws NotFound, DomainError as {@link ChoiceLists.addEntry} */
  async add(actor: Actor, name: string, group: string, labels: Labels): Promise<void> {
    await this.unitOfWork.run((tx) => this.choices.addEntry(tx, actor, name, group, labels));
  }
}
