import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { SessionJob } from '../session-jobs.js';
import type { SessionTaskRow } from '../session-rows.js';

export const TASK_TONES: Record<SessionTaskRow['state'], string> = {
  waiting: 'info',
  early: 'success',
  done: 'success',
  failed: 'danger',
  incomplete: 'danger',
  cancelled: 'neutral',
  none: 'neutral',
};

/** The meaning of the first word of a failure reason. The whole code is shown below it. */
function reasonWords({ t, has }: Translator, reason: string): string {
  const [kind] = reason.split(' ');
  return has(`commission.jobs.reason.${kind}`) ? t(`commission.jobs.reason.${kind}`) : t('commission.jobs.otherReason');
}

export function jobsModel(words: Translator, jobs: readonly SessionJob[]): object[] {
  const { t, instant } = words;
  return jobs.map(({ task, state, dueAt, endedAt, attempts, reason, mayRun }) => {
    const name = t(`commission.task.${task}`);
    return {
      task,
      name,
      due: endedAt === null ? instant(dueAt) : t('commission.jobs.endedAt', { at: instant(endedAt) }),
      // A job that has failed once is still tried again, so it is not shown as a failure yet.
      state: {
        text: state === 'waiting' && reason ? t('commission.jobs.retrying') : t(`commission.taskState.${state}`),
        tone: state === 'waiting' && reason ? 'action' : TASK_TONES[state],
      },
      attempts,
      reason: reason ? { text: reasonWords(words, reason), code: reason } : null,
      run: mayRun
        ? {
            text: t(state === 'failed' ? 'commission.jobs.again' : 'commission.jobs.now'),
            label: t(state === 'failed' ? 'commission.jobs.againWhat' : 'commission.jobs.nowWhat', { task: name }),
          }
        : null,
      effect: mayRun ? t(`commission.jobs.effect.${task}`) : null,
    };
  });
}
