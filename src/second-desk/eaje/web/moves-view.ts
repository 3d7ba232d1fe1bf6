import type { Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { MovesView } from '../domain/expected-moves.js';

const CONFIRMED = 'confirmes';

/** What the address of a year chooses. */
export interface YearQuery {
  readonly du?: string;
  readonly passages?: string;
}

/** The view of the `?passages=` parameter: expected moves count unless somebody says otherwise. */
export const movesViewParameter = (value: unknown): MovesView => (value === CONFIRMED ? 'confirmed' : 'expected');

/** What stands behind `?` in the address of a year. */
export function yearQuery(view: MovesView, from?: Day): string {
  const query = new URLSearchParams(from ? { du: from } : {});
  if (view === 'confirmed') query.set('passages', CONFIRMED);
  return query.size > 0 ? `?${query}` : '';
}

/** The value that a form carries so that its page keeps the view; null for the view that needs none. */
export const movesViewValue = (view: MovesView): string | null => (view === 'confirmed' ? CONFIRMED : null);

/** The two views of a page: the one that is shown, and a link to the other. */
export function movesSwitch({ t }: Translator, view: MovesView, hrefOf: (view: MovesView) => string): object {
  return {
    label: t('eaje.moves.label'),
    about: t(`eaje.moves.about.${view}`),
    views: (['expected', 'confirmed'] as const).map((one) => ({
      text: t(`eaje.moves.view.${one}`),
      current: one === view,
      href: one === view ? null : hrefOf(one),
    })),
  };
}
