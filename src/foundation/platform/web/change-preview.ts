import type { Instant } from '../../kernel/time.js';
import type { Translator } from '../i18n/index.js';
import { page, type Page } from './page.js';

/** The page that is read before a change is made. It says what will be different, and for whom. */
export interface ChangePreview {
  readonly title: string;
  readonly back: string;
  /** What becomes different, one line each. */
  readonly changes: readonly string[];
  /** The heading over those concerned, when it is not “For whom”. */
  readonly whoTitle?: string;
  readonly concerned: readonly { readonly text: string; readonly items?: readonly string[] }[];
  /** What comes of it. */
  readonly follows?: readonly string[];
  readonly warning?: { readonly title: string; readonly items: readonly string[] } | null;
  /** Why it cannot be made; the page then has no button. */
  readonly refused?: string | null;
  /** Where what stands in the way is changed. */
  readonly mend?: { readonly href: string; readonly text: string };
  readonly action: string;
  /** What the button sends, under the names of the form of that address. Those undefined are left out. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** The page before a change: what changes, for whom, and one button. Nothing is written until it is pressed. */
export const previewPage = ({ values, ...model }: ChangePreview): Page =>
  page('platform/change-preview', {
    ...model,
    fields: Object.entries({ ...values, confirmed: 'yes' }).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value])
        .filter((sent) => sent !== undefined)
        .map((sent) => ({ name, value: sent })),
    ),
  });

/** A change that was made. */
interface MadeChange {
  readonly at: Instant;
  /** Who made it; null for a command. */
  readonly by: string | null;
  readonly what: string;
  /** Where it is taken back, and the words that say which; null where it is not. */
  readonly back: { readonly href: string; readonly label: string } | null;
}

/** The table of the changes that were made. */
export const changesTable = (
  words: Translator,
  { caption, empty }: { readonly caption: string; readonly empty: string },
  changes: readonly MadeChange[],
): Record<string, unknown> => ({
  caption,
  columns: [
    { text: words.t('web.changes.when') },
    { text: words.t('web.changes.who') },
    { text: words.t('web.changes.what') },
    { text: words.t('web.changes.back') },
  ],
  rows: changes.map(({ at, by, what, back }) => [
    words.shortInstant(at),
    by || words.t('web.changes.command'),
    what,
    back === null ? '' : { ...back, text: words.t('web.changes.back') },
  ]),
  empty,
});
