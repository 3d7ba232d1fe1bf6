import { Minutes, MinutesFile, MinutesSignature } from './minutes.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const MINUTES_ENTITIES = [Minutes, MinutesFile, MinutesSignature];
