import { DoorSettings } from './door-settings.js';
import { WholeNumber } from './whole-number.js';

/**
 * How long a family's links open something, and how often strangers may have us write
 * (docs/decisions/0005-parents-access.md).
 */
export class FamilySettings extends DoorSettings {
  /** A link to a dossier ends so many days after it last opened it, or was given. */
  @WholeNumber(90, { max: 3650 }) LINK_DAYS: number;

  /**
   * Links to go on later, in an hour, for one draft and to one address: after them the page says where the last one
   * went.
   */
  @WholeNumber(3) MESSAGES_AN_HOUR: number;

  /**
   * Drafts that get a first answer, in an hour, from one client's network (an IPv4 address, a /64 of IPv6). The counter
   * is not concerned.
   */
  @WholeNumber(20) DRAFTS_AN_HOUR: number;

  /** Dossiers that are sent, in an hour, from one client's network. The counter and imports are not concerned. */
  @WholeNumber(10) DEPOSITS_AN_HOUR: number;

  /** Dossiers that one client of the API deposits in an hour. */
  @WholeNumber(600) API_DEPOSITS_AN_HOUR: number;

  /** Receipts that leave, in an hour, for one address or number: the others leave later. */
  @WholeNumber(3) RECEIPTS_AN_HOUR: number;
}

export const FAMILY_SETTINGS = [
  'LINK_DAYS',
  'MESSAGES_AN_HOUR',
  'DRAFTS_AN_HOUR',
  'DEPOSITS_AN_HOUR',
  'API_DEPOSITS_AN_HOUR',
  'RECEIPTS_AN_HOUR',
] as const;
