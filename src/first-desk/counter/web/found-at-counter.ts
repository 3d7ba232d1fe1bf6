import { Injectable } from '@nestjs/common';
import { ageWords, Inbox, type FoundRow } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Territory } from '../../../territory/territory/index.js';

type Found = Pick<
  FoundRow,
  'id' | 'number' | 'firstName' | 'surname' | 'birthDate' | 'dueDate' | 'communeCode' | 'state'
>;

/** So many families are shown; whoever finds more types more of the name. */
const MOST_FAMILIES = 8;

/** One family that the desk knows, with what it has. */
export interface KnownFamily {
  readonly families: readonly string[];
  readonly requestId: string;
  readonly number: string;
  readonly place: string;
  readonly children: readonly { readonly text: string; readonly hint: string; readonly href: string }[];
}

/** The families of the agent's desk that a name, a telephone or a number finds. */
@Injectable()
export class FoundAtCounter {
  constructor(
    private readonly inbox: Inbox,
    private readonly clock: Clock,
    private readonly territory: Territory,
  ) {}

  async findFamilies(words: Translator, actor: Actor, text: string): Promise<KnownFamily[]> {
    const due = await this.inbox.listRequests(actor, { text });
    const { closed, alike } = await this.inbox.findBeside(actor, { text });
    const rows: Found[] = [...due, ...closed, ...alike];
    return [...groupedBy(rows, ({ number }) => number)]
      .slice(0, MOST_FAMILIES)
      .map(([number, requests]) => ({
        families: requests.map(({ id }) => id),
        requestId: requests[0]!.id,
        number,
        place: this.territory.commune(requests[0]!.communeCode)?.name ?? words.t('counter.outside'),
        children: requests.map((request) => ({
          text: [request.firstName, request.surname].filter(Boolean).join(' ') || words.t('counter.unnamed'),
          hint: [this.ageOf(words, request), words.t(`state.${request.state}`)].join(' · '),
          href: `/rpe/demandes/${request.id}`,
        })),
      }));
  }

  private ageOf(words: Translator, { birthDate, dueDate }: Found): string {
    if (birthDate !== null) return ageWords(words, birthDate, this.clock.today());
    return dueDate === null ? words.t('counter.noBirth') : words.t('counter.due', { day: words.shortDay(dueDate) });
  }
}
