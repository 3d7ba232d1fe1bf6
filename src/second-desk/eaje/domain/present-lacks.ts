import type { Lack } from '../../../foundation/kernel/lack.js';

interface KnownEstablishment {
  readonly id: string;
  readonly name: string;
  readonly sectionIds: readonly string[];
}

/**
 * The establishments that have not said which children are there: their places would look free, and would be offered.
 * @param withChildren the sections in which a child holds a place
 * @param nobodyAt the establishments whose director has declared that nobody is there
 * @param directed the establishments for which a director signs in
 */
export const presentLacks = (
  establishments: readonly KnownEstablishment[],
  withChildren: ReadonlySet<string>,
  nobodyAt: ReadonlySet<string>,
  directed: ReadonlySet<string>,
): Lack[] =>
  establishments
    .filter(({ id, sectionIds }) => !nobodyAt.has(id) && !sectionIds.some((section) => withChildren.has(section)))
    .map(({ id, name }) => ({
      kind: 'present-children',
      group: 'offer',
      subject: { id, name },
      mender: 'director',
      href: `/eaje/${id}/presents`,
      before: directed.has(id)
        ? { code: 'establishment', href: `/offre/${id}` }
        : { code: 'director', href: '/administration/comptes/nouveau' },
    }));
