import { Injectable } from '@nestjs/common';
import { criterionName, judgeGrid, type GridInForce } from '../../../admission/index.js';
import type { Refusal } from '../../../../foundation/kernel/refusal.js';
import { dayOf } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Territory } from '../../../../territory/territory/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { DIVISIONS, type Division, type Simulation } from '../../domain/simulation.js';
import type { SessionRow } from '../../planning/session-rows.js';

/** A simulation as a page: one sentence, and a table for each way to group the children. */
@Injectable()
export class SimulationPresenter {
  constructor(
    private readonly say: Sentences,
    private readonly territory: Territory,
  ) {}

  choiceModel(
    words: Translator,
    { id, version, grid }: GridInForce,
    sessions: readonly SessionRow[],
  ): Record<string, unknown> {
    const { t, day } = words;
    return {
      gridId: id,
      title: t('simulation.title', { version }),
      unwritten: judgeGrid(grid).length,
      sessions: sessions.map(({ session, body, cases }) => ({
        value: session.id,
        text: t('simulation.session', { body: body.name, day: day(dayOf(session.startsAt)), cases }),
      })),
    };
  }

  result(words: Translator, { all, by }: Simulation): Record<string, unknown> {
    const { t } = words;
    const shown = (count: number | null): number | string => count ?? t('simulation.hidden');
    return {
      rows: (['children', 'gaining', 'losing'] as const).map((measure) => ({
        key: t(`simulation.measure.${measure}`),
        value: String(shown(all[measure])),
      })),
      tables: DIVISIONS.map((division) => ({
        caption: t('simulation.by', {
          division: division === 'commune' ? t('simulation.commune') : criterionName(words, division),
        }),
        columns: [
          { text: t('simulation.group') },
          ...(['children', 'gaining', 'losing'] as const).map((measure) => ({
            text: t(`simulation.measure.${measure}`),
            numeric: true,
          })),
        ],
        rows: by[division].map(({ group, children, gaining, losing }) => [
          this.group(words, division, group),
          ...[children, gaining, losing].map(shown),
        ]),
      })),
    };
  }

  refusalSentence(words: Translator, refusal: Refusal): string {
    return this.say.refusalSentence(words, refusal);
  }

  private group({ t }: Translator, division: Division, group: string): string {
    if (division !== 'commune') return t(`simulation.holds.${group}`);
    return this.territory.commune(group)?.name ?? t('commission.outside');
  }
}
