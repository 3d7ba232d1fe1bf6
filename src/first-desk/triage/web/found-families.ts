import { Injectable } from '@nestjs/common';
import { Inbox, readTyped, type FoundRow } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  Finds,
  type Asked,
  type FindSource,
  type FoundGroup,
  type FoundLine,
  MOST_FOUND_LINES,
} from '../../../foundation/platform/web/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { inboxAddress } from './inbox-address.js';
import { ageWords, childName, communeWords } from './request-words.js';

type FoundRequest = Pick<
  FoundRow,
  'id' | 'number' | 'firstName' | 'surname' | 'birthDate' | 'dueDate' | 'communeCode' | 'state'
>;

/** The families of a desk that somebody looks for: those that its inbox finds, in the order in which it shows them. */
@Injectable()
export class FoundFamilies implements FindSource {
  readonly code = 'families';
  readonly order = 10;
  readonly permission = Permission.TriageRequests;

  constructor(
    finds: Finds,
    private readonly inbox: Inbox,
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly territory: Territory,
  ) {
    finds.add(this);
  }

  async find({ actor, text, words, searched }: Asked): Promise<FoundGroup> {
    const due = await this.inbox.listRequests(actor, { text });
    const { closed, alike } = await this.inbox.findBeside(actor, { text });
    const named = [...due, ...closed];
    const rows = [...named, ...alike.slice(0, Math.max(0, MOST_FOUND_LINES - named.length))];
    const isOne = named.length === 1 && rows.length === 1 && readTyped(text).kind === 'number';
    return {
      lines: rows.map((row) => this.lineOf(words, row)),
      all: inboxAddress({ searched }),
      likeness: isOne ? 'exact' : named.length > 0 ? 'found' : 'alike',
    };
  }

  private lineOf(words: Asked['words'], row: FoundRequest): FoundLine {
    const places = { supply: this.supply, territory: this.territory };
    return {
      href: `/rpe/demandes/${row.id}`,
      text: childName(row, words),
      hint: [
        words.t('triage.inbox.childHint', { age: ageWords(row, this.clock.today(), words), number: row.number }),
        communeWords(row.communeCode, words, places),
        words.t(`state.${row.state}`),
      ].join(' · '),
      families: [row.id],
    };
  }
}
