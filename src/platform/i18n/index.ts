export { catalogueProblems } from './catalogue-checks.js';
export { Catalogue, type CatalogueOptions } from './catalogue.js';
export type { MessageArgs } from './message-args.js';
export { listFiles } from './message-files.js';
export { Translator } from './translator.js';
