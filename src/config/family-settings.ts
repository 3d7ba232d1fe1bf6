import { DoorSettings } from './door-settings.js';
import { WholeNumber } from './whole-number.js';

/** How long a family's links open something, and how much strangers may make (docs/decisions/0005-parents-access.md). */
export class FamilySettings extends DoorSettings {
  /** A link to a dossier ends so many days after it last opened it, or was given. */
  @WholeNumber(90, { max: 3650 }) LINK_DAYS: number;

  /** Drafts begun in an hour from one client's network. */
  @WholeNumber(20) DRAFTS_AN_HOUR: number;

  /** Dossiers sent in an hour from one client's network. */
  @WholeNumber(10) DEPOSITS_AN_HOUR: number;

  /** Dossiers that one town's portal deposits in an hour. */
  @WholeNumber(1000) API_DEPOSITS_AN_HOUR: number;

  /** Messages an hour to one address or number, of those that a stranger can cause; the next ones wait. */
  @WholeNumber(3) MESSAGES_AN_HOUR: number;
}

export const FAMILY_SETTINGS = ['LINK_DAYS', 'DRAFTS_AN_HOUR', 'DEPOSITS_AN_HOUR', 'API_DEPOSITS_AN_HOUR', 'MESSAGES_AN_HOUR'] as const;
