import { Injectable } from '@nestjs/common';
import type { RequestFile } from '../../../dossier/dossier/index.js';
import { maskToSlots, WEEKDAYS } from '../../../foundation/kernel/week-schedule.js';
import { needSlots, SolutionChanges, type Solution } from '../../../places/placement/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { FollowPresenter } from './follow.presenter.js';
import { ELSEWHERE_KINDS } from './request-acts.form.js';

/** The page on which a family tells what it has found, with what that changes. */
@Injectable()
export class FoundSolutionsPresenter {
  constructor(
    private readonly changes: SolutionChanges,
    private readonly follow: FollowPresenter,
    private readonly supply: Supply,
  ) {}

  /** @param line the solution to correct or take back; null for a new one */
  async model(words: Translator, { request }: RequestFile, line: Solution | null): Promise<Record<string, unknown>> {
    const { t } = words;
    const { isJudged, isOffered } = await this.changes.readSearch(request.id);
    const asked = maskToSlots(needSlots(request.need.week));
    const half = (slot: (typeof asked)[number], morning: boolean) =>
      asked.includes(slot) ? { id: slot === asked[0] ? 'slots' : `slots-${slot}`, value: slot, morning } : null;
    return {
      title: t(line ? 'family.solution.titleAgain' : 'family.solution.title', {
        child: this.follow.nameOf(words, request),
      }),
      version: request.version,
      state: t(`state.${request.state}`),
      takeBackPath: line && `/mon-dossier/demandes/${request.id}/solution/${line.id}/reprise`,
      kinds: ELSEWHERE_KINDS.map((value) => ({ value, text: t(`family.plain.solution.${value}`) })),
      nurseries: this.supply.establishments().map(({ id, name }) => ({ value: id, text: name })),
      days: WEEKDAYS.map((day) => ({
        name: words.weekday(day),
        halves: [half(`${day}-am`, true), half(`${day}-pm`, false)],
      })).filter(({ halves }) => halves.some(Boolean)),
      answers: [
        {
          value: 'no',
          text: t('family.solution.sufficesNo'),
          hint: { text: t('family.solution.thenNo', { judged: isJudged ? 'yes' : 'no' }) },
        },
        {
          value: 'yes',
          text: t('family.solution.sufficesYes'),
          hint: { text: t('family.solution.thenYes', { offered: isOffered ? 'yes' : 'no' }) },
        },
      ],
    };
  }
}
