export { escapeHtml, labelsIn } from './field-labels.js';
export { createEnvironment, renderView, ViewEnvironment } from './view-environment.js';
export { assetVersion } from './asset-urls.js';
export { emptyForm, errorOf, valueOf, type FormError, type FormState } from './form-state.js';
export { dayInputs, readDay, readTime, readWeek, weekInputs, type WeekInput } from './form-inputs.js';
export { pageLinks, type PageLinks } from './page-links.js';
