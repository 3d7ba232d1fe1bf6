import { Injectable } from '@nestjs/common';
import { readTyped } from '../../../dossier/dossier/index.js';
import { holdsWords } from '../../../foundation/kernel/plain-words.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  Finds,
  type Asked,
  type FindSource,
  type FoundGroup,
  type FoundLine,
} from '../../../foundation/platform/web/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { Children, type ChildHere } from '../children.js';
import { NamedRequests } from '../named-requests.js';
import { OwnEstablishments } from '../own-establishments.js';
import type { NamedRequest } from '../persistence/named-requests.queries.js';
import { ChildrenPresenter, familyOf } from './children.presenter.js';
import { RequestPresenter } from './request.presenter.js';

/**
 * The children whom a director looks for: those who are there, and those whose family named the nursery. They are found
 * by what its pages say, the name of the child and the number of the dossier. A telephone, an address or a day of birth
 * would tell whether a guess is right.
 */
@Injectable()
export class FoundChildren implements FindSource {
  readonly code = 'children';
  readonly order = 12;
  readonly permission = Permission.DeclarePlaces;

  constructor(
    finds: Finds,
    private readonly own: OwnEstablishments,
    private readonly children: Children,
    private readonly named: NamedRequests,
    private readonly childWords: ChildrenPresenter,
    private readonly requestWords: RequestPresenter,
  ) {
    finds.add(this);
  }

  async find({ actor, text, words }: Asked): Promise<FoundGroup> {
    const typed = readTyped(text);
    if (typed.kind === 'key' || (typed.kind === 'names' && typed.words.length === 0))
      return { lines: [], all: null, likeness: 'found' };
    const isNamed = (name: string): boolean => typed.kind !== 'names' || holdsWords(typed.words, name);
    const lines: FoundLine[] = [];
    const seen = new Set<string>();
    const add = (family: string, line: Omit<FoundLine, 'families'>): void => {
      if (!seen.has(family)) lines.push({ ...line, families: [family] });
      seen.add(family);
    };
    for (const provider of this.own.listOwn(actor)) {
      if (typed.kind === 'names')
        for (const child of await this.childrenOf(actor, provider))
          if (child.name !== null && isNamed(child.name)) add(familyOf(child), this.childLine(words, provider, child));
      for (const request of await this.named.search(actor, provider.id, text))
        if (isNamed(this.requestWords.childName(words, request))) add(request.id, this.requestLine(words, request));
    }
    return { lines, all: null, likeness: typed.kind === 'number' && lines.length === 1 ? 'exact' : 'found' };
  }

  private async childrenOf(actor: Asked['actor'], provider: Provider): Promise<readonly ChildHere[]> {
    const { present, ended } = await this.children.listChildren(actor, provider);
    return [...present, ...ended];
  }

  private childLine(words: Asked['words'], provider: Provider, child: ChildHere): Omit<FoundLine, 'families'> {
    return {
      href: `/eaje/${provider.id}/accueils/${child.placement.id}`,
      text: this.childWords.nameOf(words, child),
      hint: words.t('eaje.found.here', { provider: provider.name }),
    };
  }

  private requestLine(words: Asked['words'], request: NamedRequest): Omit<FoundLine, 'families'> {
    return {
      href: `/eaje/demandes/${request.id}`,
      text: this.requestWords.childName(words, request),
      hint: [this.requestWords.age(words, request), words.t(`state.${request.state}`)].join(' · '),
    };
  }
}
