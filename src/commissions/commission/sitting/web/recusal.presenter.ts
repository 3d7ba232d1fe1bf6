import { Injectable } from '@nestjs/common';
import { NotFound } from '../../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { CaseLine } from '../../persistence/case-line.queries.js';
import type { Sitting } from '../session-queries.js';

/** The members whom a case concerns. They take no part in it, and those who sign in no longer see it. */
@Injectable()
export class RecusalPresenter {
  /** @throws NotFound when the actor does not see the case */
  model({ t }: Translator, sitting: Sitting, candidacyId: string): Record<string, unknown> {
    const { agendaNumber } = caseIn(sitting, candidacyId);
    return {
      id: sitting.session.id,
      heading: t('commission.recusal.title', { number: agendaNumber }),
      members: sitting.members.map(({ id, label }) => ({ value: id, text: label })),
    };
  }

  formValues(sitting: Sitting, candidacyId: string): Record<string, unknown> {
    const { dossierId } = caseIn(sitting, candidacyId);
    return {
      version: sitting.session.version,
      members: sitting.recusals.filter((recusal) => recusal.dossierId === dossierId).map(({ memberId }) => memberId),
    };
  }

  /** `Déport : Élue, Montceau`, for each case that concerns a member. */
  recusalLine(
    { t, list }: Translator,
    { recusals }: Pick<Sitting, 'recusals'>,
    { dossierId }: Pick<CaseLine, 'dossierId'>,
  ): string | null {
    const labels = recusals.filter((recusal) => recusal.dossierId === dossierId).map(({ label }) => label);
    return labels.length === 0 ? null : t('commission.recusal.line', { members: list(labels) });
  }
}

function caseIn({ agenda }: Sitting, candidacyId: string): CaseLine {
  const line = agenda.find(({ id, state }) => id === candidacyId && state === 'frozen');
  if (!line) throw new NotFound('candidacy');
  return line;
}
