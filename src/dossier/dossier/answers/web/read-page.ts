import { alsoWrong, checkForm, type FieldError, type Submitted } from '../../../../foundation/platform/web/index.js';
import { withAskedAdult } from '../../domain/completeness.js';
import type { DossierForm } from '../../domain/dossier-form.js';
import { isSameAnswer } from '../../domain/proposed-changes/apply-answer.js';
import type { DraftPageForm } from './topics/draft-page.form.js';
import type { Desk, Topic, Values } from './topics/topic.js';

const filled = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

/**
 * The values without the unreadable fields, which were sent several times where one value was asked for. The checks of
 * a page cannot read these.
 */
const readable = (values: Values, unreadable: readonly FieldError[]): Values =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => typeof value === 'string' || !unreadable.some(({ field }) => field === name),
    ),
  );

/**
 * Reads one page of questions. All errors are shown at once: what cannot be read, what is missing and what contradicts
 * another answer.
 */
export function readPage<Page extends DraftPageForm>(
  topic: Topic<Page>,
  body: unknown,
  desk: Desk,
  index: number,
  form: DossierForm,
): Submitted<Page> {
  const typed = checkForm(topic.page, body);
  // For a page saved for later or left, and at the counter, answers may be missing. Only what was typed is checked.
  const isLeft = typed.values['later'] === 'yes' || Boolean(typed.values['leave']);
  const looser = { ...desk, strict: desk.strict && !isLeft };
  const unreadable = typed.ok ? [] : typed.errors;
  const page = typed.ok ? typed.value : (filled(readable(typed.values, unreadable)) as Page);
  const missing = topic
    .check(page, looser, index, form)
    .filter(({ field }) => !unreadable.some((error) => error.field === field));
  return alsoWrong(typed, missing);
}

/**
 * Where a page leads that is left as it was shown: nothing is written, checked or asked there. Null for a page that is
 * sent, and for one on which something else was typed.
 */
export function leftAlone<Page extends DraftPageForm>(
  topic: Topic<Page>,
  body: unknown,
  desk: Desk,
  index: number,
  form: DossierForm,
): 'list' | 'stay' | null {
  const typed = checkForm(topic.page, body);
  const shown = topic.path === 'responsable' ? withAskedAdult(form, index) : form;
  return typed.ok && typed.value.leave && isSameAnswer(topic.apply(shown, index, typed.value, desk), shown)
    ? typed.value.leave
    : null;
}
