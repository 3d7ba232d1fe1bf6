import { Injectable } from '@nestjs/common';
import { holdsWords, tellingWords } from '../../../foundation/kernel/plain-words.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import { Finds, type Asked, type FindSource, type FoundGroup } from '../../../foundation/platform/web/index.js';
import { PointFilings } from '../point-filings.js';
import { FILINGS, FilingsPresenter } from './filings.presenter.js';

/** What a point d'accueil filed itself, by number or first name. It finds no other family. */
@Injectable()
export class FoundFilings implements FindSource {
  readonly code = 'pointFilings';
  readonly order = 12;
  readonly permission = Permission.FileAtPoint;

  constructor(
    finds: Finds,
    private readonly filings: PointFilings,
    private readonly presenter: FilingsPresenter,
  ) {
    finds.add(this);
  }

  async find({ actor, text, words }: Asked): Promise<FoundGroup> {
    const typed = tellingWords(text);
    const found = (await this.filings.listFollowed(actor)).filter(({ filing, firstName }) =>
      holdsWords(typed, `${filing.number ?? ''} ${firstName ?? ''}`),
    );
    return {
      lines: found.map((one) => ({
        href: `${FILINGS}/${one.filing.id}`,
        text: this.presenter.name(words, one),
        hint: [one.filing.number, this.presenter.stage(words, one.stage)].filter(Boolean).join(' · '),
        families: [one.filing.requestId!],
      })),
      all: FILINGS,
      likeness: 'found',
    };
  }
}
