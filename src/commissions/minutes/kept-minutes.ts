import type { MinutesContent } from './domain/minutes-content.js';
import type { Minutes, MinutesSignature } from './persistence/minutes.entities.js';

export interface KeptMinutes {
  readonly minutes: Minutes;
  readonly content: MinutesContent;
  readonly signature: MinutesSignature | null;
}

/** The content is read from what is kept, so that every reader of the same minutes prints the same bytes. */
export const asKept = (minutes: Minutes, signature: MinutesSignature | null): KeptMinutes => ({
  minutes,
  content: JSON.parse(minutes.content) as MinutesContent,
  signature,
});
