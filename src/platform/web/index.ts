export { csvOf } from './csv.js';
export { checkForm, Form, LONGEST_TEXT, type FieldError, type Submitted } from './form.js';
export { Navigation, type NavEntry } from './navigation.js';
export { Download, Page, page, Redirect, redirect, refusedPage } from './page.js';
export { installPlugins, LARGEST_BODY_BYTES } from './plugins.js';
export { InvalidInput, type Problem } from './problem.js';
export { dayInputs, emptyForm, pageLinks, readDay, readTime, readWeek, renderView, ViewEnvironment, weekInputs, type FormState } from './rendering/index.js';
export { SOURCE_ROOT, WebModule } from './web.module.js';
export { Words } from './words.js';
