import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import type { PublishedTable } from '../../disclosure/index.js';
import { OTHER } from '../../../foundation/kernel/small-counts.js';

/** Names of the columns that a table always has. */
const NAMED: Readonly<Record<string, (words: Translator, category: string) => string>> = {
  status: ({ t }, status) => t(`reporting.status.${status}`),
  because: ({ t }, cause) => t(`steering.name.cause.${cause}`),
  refused: ({ t }, kind) => t(`steering.name.refused.${kind}`),
  wish: ({ t }, wish) => t(`steering.name.wish.${wish}`),
  offers: ({ t }, answer) => t(`steering.name.answer.${answer}`),
  stages: ({ t }, stage) => t(`steering.name.stage.${stage}`),
};

/** Names of what the tables of a publication hold. A code that has no name any more is shown as it is. */
@Injectable()
export class PublicationWords {
  constructor(
    private readonly territory: Territory,
    private readonly supply: Supply,
  ) {}

  tableName({ t }: Translator, { counts, dimension }: Pick<PublishedTable, 'counts' | 'dimension'>): string {
    return t('publications.table', { counts: t(`reporting.counts.${counts}`), by: t(`reporting.by.${dimension}`) });
  }

  memberName({ t }: Translator, dimension: string, member: string): string {
    if (member === OTHER) return t('publications.others');
    if (dimension === 'all') return t('publications.whole');
    if (dimension === 'commune')
      return member === '' ? t('reporting.outside') : (this.territory.commune(member)?.name ?? member);
    if (member === '') return t('publications.unknown');
    if (dimension === 'provider') return this.supply.provider(member)?.name ?? member;
    if (dimension === 'loneParent') return t(`zones.equity.group.loneParent.${member}`);
    if (dimension === 'origin') return t(`zones.equity.group.origin.${member}`);
    return t(`steering.name.age.${member}`);
  }

  categoryName(words: Translator, counts: string, category: string): string {
    const { t, has } = words;
    if (category === OTHER) return t('publications.others');
    if (category === '') return t('publications.count');
    const named = NAMED[counts];
    if (named) return named(words, category);
    if (category === 'unsaid') return t('steering.unsaid');
    if (category === 'time') return t('steering.byTime');
    if (counts === 'declined') return has(`reason.${category}`) ? t(`reason.${category}`) : category;
    if (counts !== 'mode') return t(`action.${category}`);
    const modeName = (mode: string): string =>
      has(`dossier.choice.mode.${mode}`) ? t(`dossier.choice.mode.${mode}`) : mode;
    const [wished = '', found = ''] = category.split(' ');
    return t('publications.modes', { wished: modeName(wished), found: modeName(found) });
  }
}
