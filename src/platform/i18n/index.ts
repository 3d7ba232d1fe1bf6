export { Catalogue, type CatalogueOptions } from './catalogue.js';
export { Translator } from './translator.js';
export { DYNAMIC_PREFIXES } from './dynamic-prefixes.js';
