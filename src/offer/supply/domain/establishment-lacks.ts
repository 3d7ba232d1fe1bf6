import type { Lack } from '../../../foundation/kernel/lack.js';

export interface KnownEstablishment {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly sections: number;
  /** How many of its sections have places from today on. */
  readonly sectionsWithPlaces: number;
}

const LACKING: readonly [string, (establishment: KnownEstablishment) => boolean][] = [
  ['establishment-telephone', ({ phone }) => !phone?.trim()],
  ['establishment-address', ({ address }) => !address?.trim()],
  ['sections', ({ sections }) => sections === 0],
  ['capacity', ({ sections, sectionsWithPlaces }) => sectionsWithPlaces < sections],
];

/** What families would look for about an establishment and what its places need, and nobody has said. */
export function establishmentLacks(establishments: readonly KnownEstablishment[]): Lack[] {
  if (establishments.length === 0)
    return [{ kind: 'establishments', group: 'offer', mender: 'coordinator', href: '/offre/nouveau' }];
  return LACKING.flatMap(([kind, lacks]) =>
    establishments
      .filter(lacks)
      .map(({ id, name }): Lack => ({
        kind,
        group: 'offer',
        subject: { id, name },
        mender: 'director',
        href: `/offre/${id}`,
      })),
  );
}
