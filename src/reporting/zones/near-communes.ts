import { Injectable } from '@nestjs/common';
import { Settings } from '../../foundation/platform/settings/index.js';
import { Territory } from '../../territory/territory/index.js';
import { kilometresBetween } from './domain/distance.js';

/** What is near what, by the published radius. */
export interface Nearness {
  /** The published radius, in kilometres. */
  readonly radiusKm: number;
  /** Kilometres between the centres of two communes; null when one of them is outside the territory. */
  kmBetween(one: string | null, other: string | null): number | null;
  /** Whether one is within the radius of the other. */
  isNear(one: string | null, other: string | null): boolean;
}

/** Which communes are within the radius of which: as the crow flies, from centre to centre. */
@Injectable()
export class NearCommunes {
  constructor(
    private readonly settings: Settings,
    private readonly territory: Territory,
  ) {}

  /** @param radius another radius than the published one, in kilometres */
  async readNearness(radius: number | null = null): Promise<Nearness> {
    const radiusKm = radius ?? (await this.settings.get('zoneRadiusKm'));
    const kmBetween = (one: string | null, other: string | null): number | null => {
      const [a, b] = [this.territory.commune(one), this.territory.commune(other)];
      return a && b ? kilometresBetween(centreOf(a), centreOf(b)) : null;
    };
    return { radiusKm, kmBetween, isNear: (one, other) => (kmBetween(one, other) ?? Infinity) <= radiusKm };
  }
}

const centreOf = ({
  latitude,
  longitude,
}: {
  readonly latitude: string;
  readonly longitude: string;
}): { latitude: number; longitude: number } => ({ latitude: Number(latitude), longitude: Number(longitude) });
