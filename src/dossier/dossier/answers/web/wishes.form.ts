import { Matches } from 'class-validator';
import { Choice, Text } from '../../../../foundation/platform/web/index.js';
import { DraftPageForm } from './topics/draft-page.form.js';
import type { Desk } from './topics/topic.js';
import type { FieldError } from '../../../../foundation/platform/web/index.js';
import { WISH_MODES, type WishForm, type WishMode } from '../../domain/dossier-form.js';

/**
 * One button of the page of wishes: `add:<establishment>`, `area`, `up:<n>`, `down:<n>`, `remove:<n>` (from 1), `filter`
 * or `continue`.
 */
export class WishesPage extends DraftPageForm {
  @Matches(/^(add:[\w-]{1,60}|area|(up|down|remove):\d{1,2}|filter|continue)$/, { message: 'dossier.errors.wishes' })
  action: string = 'continue';

  @Choice(WISH_MODES.filter((mode) => mode !== 'establishment'), 'dossier.errors.areaMode') areaMode?: WishMode;
  @Text('dossier.errors.areaCommune', 10) areaCommune?: string;

  /** The buttons pressed before on this page that were refused, such as `add:ma-71306 up:2`: they wait for the next press. */
  @Text('dossier.errors.wishes', 2000) pending?: string;

  /** The commune whose establishments are shown; all of them when absent. */
  @Text('dossier.errors.areaCommune', 10) commune?: string;
}

/** Whether a press changes the wishes. Showing other establishments and going on do not, where no mode was chosen. */
export const changesWishes = ({ action, areaMode, pending }: WishesPage): boolean =>
  areaMode !== undefined || pending !== undefined || (action !== 'continue' && action !== 'filter');

/** Where the page is shown again after a press. */
export const shownAgain = (page: string, { action, commune }: WishesPage): string =>
  `${page}${commune ? `?commune=${encodeURIComponent(commune)}` : ''}#${action === 'filter' ? 'etablissements' : 'wishes'}`;

const swapped = (wishes: readonly WishForm[], a: number, b: number): WishForm[] => {
  if (!wishes[a] || !wishes[b]) return [...wishes];
  return wishes.map((wish, index) => (index === a ? wishes[b]! : index === b ? wishes[a]! : wish));
};

const added = (wishes: readonly WishForm[], wish: WishForm): WishForm[] =>
  wishes.some(
    ({ mode, providerId, communeCode }) =>
      mode === wish.mode && providerId === wish.providerId && communeCode === wish.communeCode,
  )
    ? [...wishes]
    : [...wishes, wish];

function afterButton(wishes: readonly WishForm[], action: string): WishForm[] {
  const [verb, argument = ''] = action.split(':');
  const index = Number(argument) - 1;
  switch (verb) {
    case 'add':
      return added(wishes, { mode: 'establishment', providerId: argument, communeCode: null });
    case 'up':
      return swapped(wishes, index, index - 1);
    case 'down':
      return swapped(wishes, index, index + 1);
    case 'remove':
      return wishes.filter((_, at) => at !== index);
    default:
      return [...wishes];
  }
}

const CHANGES = /^(add:[\w-]{1,60}|(up|down|remove):\d{1,2})$/;
const buttonsIn = (pending = ''): string[] => pending.split(' ').filter((button) => CHANGES.test(button));

/** The wishes as a page shows them that could not be saved: with every button that was pressed on it. */
export const afterPending = (wishes: readonly WishForm[], pending: string | undefined): WishForm[] =>
  buttonsIn(pending).reduce<WishForm[]>(afterButton, [...wishes]);

/** What waits for the next press, once this one was refused. */
export const pendingAfter = ({ pending, action }: { pending?: unknown; action?: unknown }): string =>
  buttonsIn([pending, action].filter((part) => typeof part === 'string').join(' ')).join(' ');

/**
 * The wishes after a button was pressed. A button that no longer applies leaves them as they are. A mode that was
 * chosen is added by whatever button is pressed: it is never lost.
 */
export function afterAction(
  wishes: readonly WishForm[],
  { action, areaMode, areaCommune, pending }: Pick<WishesPage, 'action' | 'areaMode' | 'areaCommune' | 'pending'>,
): WishForm[] {
  const next = afterButton(afterPending(wishes, pending), action);
  return areaMode ? added(next, { mode: areaMode, providerId: null, communeCode: areaCommune ?? null }) : next;
}

/** The errors of a button of this page. Messages are catalogue keys. */
export function wishErrors(
  wishes: readonly WishForm[],
  page: WishesPage,
  { strict, establishments, communes }: Desk,
): FieldError[] {
  const [verb] = page.action.split(':');
  const added = buttonsIn(pendingAfter(page)).filter((button) => button.startsWith('add:'));
  if (added.some((button) => !establishments.some(({ id }) => button === `add:${id}`)))
    return [{ field: 'wishes', message: 'dossier.errors.wishUnknown' }];
  if (!page.areaMode && (verb === 'area' || page.areaCommune))
    return [{ field: 'areaMode', message: 'dossier.errors.areaMode' }];
  if (page.areaCommune && !communes.some(({ code }) => code === page.areaCommune))
    return [{ field: 'areaCommune', message: 'dossier.errors.areaCommune' }];
  return verb === 'continue' && !page.later && !page.leave && strict && wishes.length === 0 && !page.areaMode
    ? [{ field: 'wishes', message: 'dossier.errors.wishes' }]
    : [];
}
