import { Injectable } from '@nestjs/common';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { pageLinks } from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { PROVIDER_KINDS } from '../domain/kinds.js';
import { MISSING_FACTS } from '../domain/missing-facts.js';
import type { Provider } from '../persistence/supply.entities.js';
import { ProviderBook, type ProviderFilter } from '../provider-book.js';
import { mayCreateProviderFor } from '../providers.policy.js';
import { kindWords } from './provider-words.js';

const PAGE = 25;

/** The list of the providers that somebody looks after. */
@Injectable()
export class ProviderListPresenter {
  constructor(
    private readonly book: ProviderBook,
    private readonly territory: Territory,
  ) {}

  listModel(words: Translator, actor: Actor, filter: ProviderFilter, number: number): Record<string, unknown> {
    const { t } = words;
    const found = this.book.list(actor, filter);
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    const current = Math.min(Math.max(1, Number.isInteger(number) ? number : 1), pages);
    const { text, kind, commune, state, missing } = filter;
    const query = new URLSearchParams(
      Object.entries({ texte: text, type: kind, commune, etat: state, manque: missing }).filter(([, value]) => value),
    );
    const hrefOf = (next: number): string =>
      `/offre?${new URLSearchParams([...query, ['page', String(next)]]).toString()}`;
    return {
      title: t('provider.list.title'),
      found: t('provider.list.found', { count: found.length }),
      filtered: query.size > 0,
      mayCreate: this.territory.desks().some(({ id }) => mayCreateProviderFor(actor, id)),
      filter: { values: { texte: text, type: kind, commune, etat: state, manque: missing }, errors: [] },
      kinds: PROVIDER_KINDS.map((value) => ({ value, text: t(`provider.kind.${value}`) })),
      communes: this.territory.communes().map(({ code, name }) => ({ value: code, text: name })),
      states: (['open', 'closed'] as const).map((value) => ({ value, text: t(`provider.state.${value}`) })),
      missings: MISSING_FACTS.map((value) => ({ value, text: t(`provider.missing.${value}`) })),
      table: this.table(words, found.slice((current - 1) * PAGE, current * PAGE)),
      pages: pages > 1 ? pageLinks(current, pages, hrefOf) : null,
    };
  }

  private table(words: Translator, providers: readonly Provider[]): Record<string, unknown> {
    const { t, list } = words;
    return {
      caption: t('provider.list.title'),
      captionHidden: true,
      dense: true,
      columns: ['name', 'commune', 'places', 'phone', 'todo'].map((column) => ({
        text: t(`provider.column.${column}`),
        numeric: column === 'places',
      })),
      rows: providers.map((provider) => {
        const missing = this.book.missingOf(provider).map((fact) => t(`provider.missing.${fact}`));
        return [
          { text: provider.name, href: `/offre/${provider.id}`, hint: kindWords(words, provider) },
          this.territory.commune(provider.communeCode)?.name ?? '',
          provider.authorisedCapacity,
          provider.phone ? phoneWords(provider.phone) : '–',
          provider.closedFrom
            ? { text: '', tag: { text: t('provider.closedFrom', { day: provider.closedFrom }), tone: 'warning' } }
            : missing.length > 0
              ? t('provider.missingList', { list: list(missing) })
              : '–',
        ];
      }),
      empty: t('provider.list.none'),
    };
  }
}
