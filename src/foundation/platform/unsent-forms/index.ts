export { readKeptFields, sentencesIn } from './kept-fields.js';
export { UNSENT_COOKIE, UNSENT_HOURS, UNSENT_PARAMETER, UnsentForms, type KeptForm } from './unsent-forms.js';
export type { UnsentForm } from './unsent-form.entity.js';
export { UnsentFormsModule } from './unsent-forms.module.js';
