import { Minutes, MinutesFile, MinutesSignature } from './persistence/minutes.entities.js';

export const MINUTES_ENTITIES = [Minutes, MinutesFile, MinutesSignature];
export { MinutesModule } from './minutes.module.js';
