export { Catalogue } from './catalogue.js';
export type { MessageArgs } from './message-args.js';
export { Translator, type Voice } from './translator.js';
