export { escapeHtml, labelsIn } from './field-labels.js';
export { holdPunctuation } from './held-punctuation.js';
export { createEnvironment, renderView, ViewEnvironment } from './view-environment.js';
export { emptyForm, valueOf, type FormState } from './form-state.js';
export { dayInputs, missingDay, readDay, readTime, readWeek, weekInputs } from './form-inputs.js';
export { pageLinks, type PageLinks } from './page-links.js';
