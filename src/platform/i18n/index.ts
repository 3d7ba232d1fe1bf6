export { Catalogue, type CatalogueOptions } from './catalogue.js';
export type { MessageArgs } from './message-args.js';
export { Translator } from './translator.js';
export { DYNAMIC_PREFIXES } from './dynamic-prefixes.js';
