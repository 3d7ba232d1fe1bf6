import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instance } from '../../matching/index.js';
import { familyPoints, type Pointed } from './session-instance.js';

/** The points of a child at an establishment under some grid. */
export type PointsAt = (child: Id, establishment: Id) => number;

/**
 * The instance of a session, ranked by another grid. Children, wishes, places and rules stay the same.
 * @param tieBreak every child, best first
 */
export function inOrderOf(instance: Instance, pointsAt: PointsAt, tieBreak: readonly Id[]): Instance {
  const families = new Map(
    Object.entries(instance.families).map(([id, { children }]) => [
      id,
      children.map((child) => pointed(instance, child, pointsAt)),
    ]),
  );
  const establishments = Object.entries(instance.establishments).map(([at, establishment]) => {
    const points = familyPoints(at, families);
    return [at, { ...establishment, points, tieBreak: tieBreak.filter((child) => Object.hasOwn(points, child)) }];
  });
  return { ...instance, establishments: Object.fromEntries(establishments) as Instance['establishments'] };
}

/** A child that is not eligible at an establishment has no points there under any grid. */
function pointed({ establishments, children }: Instance, id: Id, pointsAt: PointsAt): Pointed {
  const eligible = Object.keys(establishments).filter((at) => Object.hasOwn(establishments[at]!.points ?? {}, id));
  const at = children[id]!.current;
  return {
    id,
    points: Object.fromEntries(eligible.map((child) => [child, pointsAt(id, child)])),
    current: at ? { at } : null,
  };
}
