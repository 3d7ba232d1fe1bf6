import { Injectable } from '@nestjs/common';
import { holdsWords, tellingWords } from '../../../foundation/kernel/plain-words.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import { Finds, type Asked, type FindSource, type FoundGroup } from '../../../foundation/platform/web/index.js';
import { CouncilFigures } from '../council-figures.js';

/** The communes whose page for the council somebody may read, by name. */
@Injectable()
export class FoundCommunes implements FindSource {
  readonly code = 'communes';
  readonly order = 45;
  readonly permission = Permission.ReadCouncilPage;

  constructor(
    finds: Finds,
    private readonly figures: CouncilFigures,
  ) {
    finds.add(this);
  }

  async find({ actor, text, words }: Asked): Promise<FoundGroup> {
    const typed = tellingWords(text);
    const found = (await this.figures.listCommunes(actor)).filter(({ name }) => holdsWords(typed, name));
    return {
      lines: found.map(({ code, name }) => ({
        href: `/conseils/${code}`,
        text: name,
        hint: words.t('pages.councils.purpose'),
        families: [],
      })),
      all: '/conseils',
      likeness: 'found',
    };
  }
}
