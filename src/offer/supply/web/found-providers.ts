import { Injectable } from '@nestjs/common';
import { holdsWords, tellingWords } from '../../../foundation/kernel/plain-words.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import { Finds, type Asked, type FindSource, type FoundGroup } from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { ProviderBook } from '../provider-book.js';
import { kindWords } from './provider-words.js';

const EVERY = { kind: '', commune: '', state: '', missing: '' } as const;

/** The providers that somebody looks after, by name or commune. */
@Injectable()
export class FoundProviders implements FindSource {
  readonly code = 'providers';
  readonly order = 30;
  readonly permission = Permission.ManageProviders;

  constructor(
    finds: Finds,
    private readonly book: ProviderBook,
    private readonly territory: Territory,
  ) {
    finds.add(this);
  }

  find({ actor, text, words }: Asked): Promise<FoundGroup> {
    const typed = tellingWords(text);
    // Childminders have a list of their own.
    const found = (typed.length === 0 ? [] : this.book.list(actor, { ...EVERY, text: typed.join(' ') })).filter(
      ({ kind }) => kind !== 'childminder',
    );
    // The list takes a text in its address. What was typed here may be a family's name: only a commune goes there.
    const commune = this.territory.communes().find(({ name }) => holdsWords(typed, name));
    return Promise.resolve({
      lines: found
        // A name that was typed comes before an address that holds the word.
        .sort((a, b) => Number(holdsWords(typed, b.name)) - Number(holdsWords(typed, a.name)))
        .map((provider) => ({
          href: `/offre/${provider.id}`,
          text: provider.name,
          hint: [kindWords(words, provider), this.territory.commune(provider.communeCode)?.name]
            .filter(Boolean)
            .join(' · '),
          families: [],
        })),
      all: commune ? `/offre?commune=${commune.code}` : null,
      likeness: 'found',
    });
  }
}
