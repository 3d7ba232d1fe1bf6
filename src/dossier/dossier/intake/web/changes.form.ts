import { Matches } from 'class-validator';
import type { Id } from '../../../../foundation/kernel/ids.js';
import type { ChangeAct } from '../change-decisions.js';

/** One press: `take:<change>`, `keep:all`, `reopen:<change>`, `release:<arrival>`. */
export class ChangesForm {
  @Matches(/^((take|keep):(all|[\w-]{1,36})|(reopen|release):[\w-]{1,36})$/, {
    message: 'refusal.change.alreadyDecided',
  })
  press: string;
}

export function readPress(press: string): ChangeAct {
  const [act, what = ''] = press.split(':') as [ChangeAct['act'], Id?];
  return act === 'take' || act === 'keep' ? { act, chosen: what === 'all' ? 'all' : [what] } : { act, id: what };
}

/** The notice shown after each decision. */
export const NOTICE_OF = {
  take: 'changes.notice.taken',
  keep: 'changes.notice.kept',
  reopen: 'changes.notice.reopened',
  release: 'changes.notice.released',
} as const satisfies Record<ChangeAct['act'], string>;
