import { Controller } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  Navigation,
  page,
  pageName,
  pagePurpose,
  placeText,
  Show,
  SUBJECTS,
  type OpenPlace,
  type Page,
  type ReachedPage,
  type Visit,
} from '../../../foundation/platform/web/index.js';

interface PageLine {
  readonly href: string;
  readonly text: string;
  readonly purpose: string;
}

const lineOf = (words: Translator, reached: ReachedPage): PageLine => ({
  href: reached.href,
  text: pageName(words, reached.page),
  purpose: pagePurpose(words, reached.page),
});

/** What is in one place of the menu, each page with what one does there. */
@Controller('personnel/menu')
@Allow(Permission.UseStaffPages)
export class PlacePages {
  constructor(private readonly navigation: Navigation) {}

  @Show(':place')
  async showPlace({ actor, words, id }: Visit): Promise<Page> {
    const place = this.navigation.placesFor(actor).find((open) => open.place === id('place'));
    if (!place) throw new NotFound('place');
    const lines = place.entries.map((entry) => ({
      ...lineOf(words, entry),
      subject: entry.subject,
      below: this.navigation.listBelow(actor, entry.page).map((below) => lineOf(words, below)),
    }));
    return page('finding/place', {
      title: placeText(words, place),
      groups: this.subjectsOf(place).map((subject) => ({
        title: subject && words.t(`finding.subject.${subject}`),
        lines: lines.filter((line) => line.subject === subject),
      })),
    });
  }

  private subjectsOf({ entries }: OpenPlace): OpenPlace['entries'][number]['subject'][] {
    return [null, ...SUBJECTS].filter((subject) => entries.some((entry) => entry.subject === subject));
  }
}
