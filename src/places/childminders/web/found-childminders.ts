import { Injectable } from '@nestjs/common';
import { holdsWords, tellingWords } from '../../../foundation/kernel/plain-words.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import { Finds, type Asked, type FindSource, type FoundGroup } from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { ChildminderBook } from '../childminder-book.js';

/** The childminders whom somebody keeps, by name or commune. */
@Injectable()
export class FoundChildminders implements FindSource {
  readonly code = 'childminders';
  readonly order = 32;
  readonly permission = Permission.KeepChildminders;

  constructor(
    finds: Finds,
    private readonly book: ChildminderBook,
    private readonly territory: Territory,
  ) {
    finds.add(this);
  }

  find({ actor, text, words }: Asked): Promise<FoundGroup> {
    const typed = tellingWords(text);
    const commune = this.territory.communes().find(({ name }) => holdsWords(typed, name));
    return Promise.resolve({
      lines: this.book
        .listNamed(actor, typed)
        .map(({ id, name, communeCode }) => ({
          href: `/assistantes-maternelles/${id}`,
          text: name,
          hint: [words.t('provider.kind.childminder'), this.territory.commune(communeCode)?.name]
            .filter(Boolean)
            .join(' · '),
          families: [],
        })),
      // The list takes a text in its address. What was typed here may be a family's name: only a commune goes there.
      all: commune ? `/assistantes-maternelles?commune=${commune.code}` : null,
      likeness: 'found',
    });
  }
}
