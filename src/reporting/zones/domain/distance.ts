/** The centre of a commune in decimal degrees, WGS 84. */
export interface Centre {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_RADIUS_KM = 6371;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Kilometres between two centres as the crow flies, by the haversine formula. */
export function kilometresBetween(one: Centre, other: Centre): number {
  const [north, south] = [radians(one.latitude), radians(other.latitude)];
  const halfChord =
    Math.sin((south - north) / 2) ** 2 +
    Math.cos(north) * Math.cos(south) * Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(halfChord)));
}
