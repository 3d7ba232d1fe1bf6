import { Injectable } from '@nestjs/common';
import { FamilyMessages, type Letter } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { LANGUAGES, type Language } from '../../foundation/kernel/language.js';
import { Reader, type Tx } from '../../foundation/platform/database/index.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import type { ArgsOf, MessageWords } from '../../foundation/platform/outbox/index.js';
import { sectionWords, Supply } from '../../offer/supply/index.js';
import { familiesConcerned, type Concerned } from './concerned-children.js';
import { lastClosedDay } from './domain/closure.js';
import { CLOSURE_TOLD, type CLOSURE_MOVED, type CLOSURE_OFF } from './message-kinds.js';
import { ClosureFamily, type SuddenClosure } from './persistence/crisis.entities.js';

/** What a message would say, in one language. */
export interface Preview extends MessageWords {
  readonly language: Language;
}

/** What families are told of a closure: one message for each family and fact. */
@Injectable()
export class ClosureMessages {
  constructor(
    private readonly reader: Reader,
    private readonly supply: Supply,
    private readonly messages: FamilyMessages,
  ) {}

  /** The families that were told of a closure. */
  listTold(from: Reader | Tx, closureId: Id): Promise<ClosureFamily[]> {
    return from.find(ClosureFamily, { where: { closureId }, order: { id: 'ASC' } });
  }

  /** What the families would read, once for each language in which one of them is written to. */
  async previewTold(closure: SuddenClosure, concerned: Concerned): Promise<Preview[]> {
    const letters = [...familiesConcerned(concerned).values()];
    const shown = LANGUAGES.flatMap((language) => letters.find(({ dossier }) => dossier.language === language) ?? []);
    return Promise.all(
      shown.map(({ dossier, requestIds }) =>
        this.messages.previewMessage(this.reader, this.toldLetter(closure, dossier.id, requestIds)),
      ),
    );
  }

  /** By which channel each of these families would be told now. */
  channelsTo(dossierIds: readonly Id[]): ReturnType<FamilyMessages['channelsTo']> {
    return this.messages.channelsTo(this.reader, dossierIds);
  }

  /** Tells families of a closure. */
  tellFamilies(tx: Tx, closure: SuddenClosure, families: readonly ClosureFamily[]): Promise<void> {
    return this.messages.writeAll(
      tx,
      families.map(({ dossierId, requestIds }) => this.toldLetter(closure, dossierId, requestIds)),
    );
  }

  /**
   * Tells those who know of a closure what became of it.
   * @param kind `CLOSURE_MOVED`: another day of return. `CLOSURE_OFF`: it does not take place
   */
  async tellChange(tx: Tx, closure: SuddenClosure, kind: typeof CLOSURE_MOVED | typeof CLOSURE_OFF): Promise<void> {
    const told = await this.listTold(tx, closure.id);
    await this.messages.writeAll(
      tx,
      told.map(({ dossierId, requestIds }): Letter => ({
        dossierId,
        requestIds,
        kind,
        args: (words) => this.facts(words, closure),
      })),
    );
  }

  private toldLetter(closure: SuddenClosure, dossierId: Id, requestIds: readonly Id[]): Letter {
    return {
      dossierId,
      requestIds,
      kind: CLOSURE_TOLD,
      args: (words): ArgsOf<typeof CLOSURE_TOLD> => ({
        ...this.facts(words, closure),
        cause: words.t(`crisis.reason.${closure.reason}`),
      }),
    };
  }

  private facts(words: Translator, closure: SuddenClosure): ArgsOf<typeof CLOSURE_MOVED> {
    return {
      provider: this.supply.provider(closure.providerId)?.name ?? '',
      what: closure.whole ? 'whole' : 'sections',
      sections: this.sectionsOf(words, closure),
      from: words.day(closure.from),
      back: closure.returnOn === null ? 'unknown' : 'known',
      returnOn: words.day(closure.returnOn ?? lastClosedDay(closure)),
    };
  }

  /** `Bébés et Moyens`. */
  sectionsOf(words: Translator, { sectionIds }: Pick<SuddenClosure, 'sectionIds'>): string {
    return words.list(
      sectionIds.flatMap((id) => {
        const section = this.supply.section(id);
        return section ? [sectionWords(words, section)] : [];
      }),
    );
  }
}
