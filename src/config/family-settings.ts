import { DoorSettings } from './door-settings.js';
import { WholeNumber } from './whole-number.js';

/** How long a family's links open something, and how often strangers may have us write (docs/decisions/0005-parents-access.md). */
export class FamilySettings extends DoorSettings {
  /** A link to a dossier ends so many days after it last opened it, or was given. */
  @WholeNumber(90, { max: 3650 }) LINK_DAYS: number;

  /** Links to go on later, in an hour, for one draft and to one address: after them the page says where the last one went. */
  @WholeNumber(3) MESSAGES_AN_HOUR: number;
}

export const FAMILY_SETTINGS = ['LINK_DAYS', 'MESSAGES_AN_HOUR'] as const;
