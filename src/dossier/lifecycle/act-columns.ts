import type { NextAct } from '../domain/next-act.js';
import type { ChildRequest } from '../persistence/dossier.entities.js';

type Acts = Pick<ChildRequest, 'nextAct' | 'nextActDue' | 'nextActOwner' | 'actAfterReach'>;

/** What is due besides reaching the family. */
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

/** The next act changes, behind the act of reaching the family as long as it is not reached. */
export const changedAct = (before: Acts, act: NextAct | null, reached: boolean): Partial<ChildRequest> =>
  before.actAfterReach && act && !reached ? { actAfterReach: act } : actColumns(act);
