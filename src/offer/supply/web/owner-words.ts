import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { PlaceOwner } from '../domain/reserved-places.js';

/**
 * For whom places are reserved, as a person reads it: "commune de Montceau-les-Mines", "AVIP".
 * @param communeName the name of a commune by its code
 */
export const ownerWords = (
  { t }: Translator,
  { ownerKind, communeCode, employer }: PlaceOwner,
  communeName: (code: string) => string,
): string =>
  t('reservedPlaces.owner', { kind: ownerKind, name: communeCode ? communeName(communeCode) : (employer ?? '') });
