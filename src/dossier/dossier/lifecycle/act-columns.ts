import type { NextAct } from '../domain/next-act.js';
import type { ChildRequest } from '../persistence/dossier.entities.js';

type Acts = Pick<ChildRequest, 'nextAct' | 'nextActDue' | 'nextActOwner' | 'actAfterReach'>;

/** The act that is due apart from reaching the family. */
export function actDue({ nextAct, nextActDue, nextActOwner, actAfterReach }: Acts): NextAct | null {
  if (actAfterReach) return actAfterReach;
  return nextAct && nextActDue && nextActOwner ? { code: nextAct, due: nextActDue, owner: nextActOwner } : null;
}

export const actColumns = (act: NextAct | null, actAfterReach: NextAct | null = null): Partial<ChildRequest> => ({
  nextAct: act?.code ?? null,
  nextActDue: act?.due ?? null,
  nextActOwner: act?.owner ?? null,
  actAfterReach,
});

/** Sets the next act. While the family is not reached, the act waits behind that of reaching it. */
export const changedAct = (before: Acts, act: NextAct | null, reached: boolean): Partial<ChildRequest> =>
  before.actAfterReach && act && !reached ? { actAfterReach: act } : actColumns(act);
