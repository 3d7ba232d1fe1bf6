export { Catalogue } from './catalogue.js';
export { joinInFrench } from './french-joins.js';
export type { MessageArgs } from './message-args.js';
export { fillMessage, literalsOf, shapeOf } from './message-shape.js';
export { Translator, type Voice } from './translator.js';
