import { messageKind, ONLY_WRITTEN } from '../../../foundation/platform/outbox/index.js';

/** Every link of a dossier was closed after wrong dates. */
export const NEW_LINK = messageKind({
  code: 'new-link',
  to: 'family',
  everyAdult: true,
  channels: ONLY_WRITTEN,
  nameless: true,
});
/** Somebody asked for another link from an old one. */
export const ANOTHER_LINK = messageKind({ code: 'another-link', to: 'family', channels: ONLY_WRITTEN, nameless: true });
