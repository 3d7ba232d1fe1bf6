import { DraftPageForm, type Told } from '../../../dossier/dossier/index.js';
import type { FieldError, Submitted } from '../../../foundation/platform/web/index.js';

/** What is missing when the desk does not say who told it an answer, and how. */
export const toldErrors = ({ values }: Submitted<object>): FieldError[] =>
  (['toldBy', 'knownBy'] as const)
    .filter((field) => (values[field] ?? '') === '')
    .map((field) => ({ field, message: `dossier.errors.${field}` }));

export const toldIn = ({ toldBy, knownBy }: Pick<DraftPageForm, 'toldBy' | 'knownBy'>): Told => ({
  toldBy: toldBy ?? null,
  knownBy: knownBy ?? null,
});

/** A press that asks nothing but who told it. */
export class ToldForm extends DraftPageForm {}
